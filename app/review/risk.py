"""Risk: liability, insurance and penalties that fit each other and the law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.model.finding import Severity
from app.model.message import say
from app.model.values import as_money
from app.review.case import Case
from app.review.money import fee_of_a_year
from app.review.rule import Check, Hit, rule

_RISKY: Final = ("fp-catalogue", "fa-service", "hr-scheme")
"""Clauses that put people or equipment at risk."""

_LIMIT: Final = re.compile(r"\bliab(?:le|ility)\b", re.I)
_CAPPED: Final = re.compile(
    r"\b(?:limited to|does not exceed|not exceed|up to|at most|no liability|not liable)\b", re.I
)
_INTENT: Final = re.compile(r"\b(?:intent|intentional|intentionally|wilful|gross negligence)\b", re.I)
_PENALTY: Final = re.compile(r"\b(?:penalty|penalties|liquidated damages|agreed sum|contractual fine)\b", re.I)
_MODERATION: Final = re.compile(r"\b(?:reduc\w+|moderat\w+|lower\w*)\b", re.I)
_TIMES_THE_FEE: Final = 10


@rule(
    "MON-05",
    Severity.ERROR,
    "People or equipment move between the parties, and nothing is decided on liability.",
    "Switch on the clause on liability, and decide on insurance.",
)
def nobody_answers(case: Case) -> Iterator[Hit]:
    """Find documents on facilities or people without a clause on liability or insurance."""
    for paper in case.papers:
        risky = next((clause for clause in _RISKY if clause in paper.clauses), None)
        if risky is None or any(paper.standing_for("gen-liability")) or paper.holds("gen-liability", "gen-insurance"):
            continue
        yield Hit(say("The document has no clause on liability and none on insurance."), paper.id, clause=risky)


@rule(
    "MON-06",
    Severity.WARNING,
    "The limit of liability does not fit the insurance or the fees.",
    "Take the sum insured as the measure of the limit; far above the fees nobody will pay it.",
)
def limit_out_of_proportion(case: Case) -> Iterator[Hit]:
    """Find limits below the sum insured, and limits of more than ten times the yearly fee."""
    for paper in case.papers:
        limit, insured = (
            as_money(paper.answer("liability.cap_amount")),
            as_money(paper.answer("liability.insurance_min")),
        )
        if limit is None or not paper.answers_one_of("liability.cap_amount", "liability.insurance_min"):
            continue
        # The clauses of annexes take what insurance pays out of the limit; only the shared clause does not.
        wasted = "gen-liability" in paper.clauses and insured is not None and insured.currency == limit.currency
        if wasted and insured is not None and limit.amount < insured.amount:
            message = say(
                "Liability is limited to {limit}, but the parties insure {insured}: part of it is paid in vain.",
                limit=limit,
                insured=insured,
            )
            yield Hit(message, paper.id, "liability.cap_amount")
        fee = fee_of_a_year(paper)
        if fee is not None and fee.currency == limit.currency and limit.amount > _TIMES_THE_FEE * fee.amount:
            message = say(
                "Liability goes up to {limit}, more than {times_the_fee} times the yearly fee of {fee}.",
                limit=limit,
                times_the_fee=_TIMES_THE_FEE,
                fee=fee,
            )
            yield Hit(message, paper.id, "liability.cap_amount")


@rule(
    "MON-07",
    Severity.WARNING,
    "Own wording limits liability and does not except intent and gross negligence.",
    "Say that the limit does not apply to them; many laws make it void (BGB s. 276(3), Codice civile art. 1229).",
)
def limit_for_intent(case: Case) -> Iterator[Hit]:
    """Find own wording that limits liability for intent too."""
    for paper in case.papers:
        for clause, text in paper.typed():
            if _LIMIT.search(text) and _CAPPED.search(text) and not _INTENT.search(text):
                yield Hit(say("The limit would cover intent and gross negligence."), paper.id, clause=clause)


@rule(
    "MON-08",
    Severity.WARNING,
    "An agreed sum for a breach does not fit the law or the limit of liability.",
    "Say that the sum can be reduced where it is too high, and keep it below the limit of liability.",
)
def penalty(case: Case) -> Iterator[Hit]:
    """Find penalties in own wording that nobody can reduce, and agreed sums above the limit of liability."""
    for paper in case.papers:
        for clause, text in paper.typed():
            if _PENALTY.search(text) and not _MODERATION.search(text):
                message = say("The text sets a penalty and does not say that it can be reduced.")
                yield Hit(message, paper.id, clause=clause)
        agreed, limit = as_money(paper.answer("nda.agreed_sum")), as_money(paper.answer("liability.cap_amount"))
        if agreed is not None and limit is not None and agreed.currency == limit.currency and agreed > limit:
            message = say("A breach costs {agreed}, but liability is limited to {limit}.", agreed=agreed, limit=limit)
            yield Hit(message, paper.id, "nda.agreed_sum")


CHECKS: tuple[Check, ...] = (nobody_answers, limit_out_of_proportion, limit_for_intent, penalty)
