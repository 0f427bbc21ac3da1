"""Documents that do not bind, and documents that bind lightly: what has no place in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.model import document as tree
from app.model.finding import Severity
from app.model.message import say
from app.model.outline import BindingLevel
from app.review.case import Case
from app.review.contradictions import LIABILITY
from app.review.law import ARBITRATION, COURTS
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

_SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
_NATURE = re.compile(
    r"\b(?:no (?:other )?legal (?:duty|duties|obligation)|declaration of intent|(?:is|are) not (?:legally )?binding"
    r"|does not bind|binds nobody|what the (?:Participating )?Parties intend)\b",
    re.IGNORECASE,
)
_COMPULSORY = re.compile(
    r"\bminimum (?:spend|purchase|volume|order|turnover)\b|\bexclusiv(?:e|ely) (?:partner|with|to the)\b"
    r"|\bshall (?:conclude|sign|enter into) (?:an|each|every|the) Annex\b",
    re.IGNORECASE,
)
_CAPS: Final = ("cap_fixed", "cap_budget")
_LIMITS: Final = ("cap_amount", "cap_multiple")


@rule(
    "NOB-01",
    Severity.ERROR,
    "A document that does not bind has a limit of liability, a duty to insure or a penalty.",
    "Take the text by which the document creates no liability, and no insurance; or make the document binding.",
)
def limit_without_duty(case: Case) -> Iterator[Hit]:
    """Find limits, insurance and agreed sums in documents that do not bind."""
    for paper in _not_binding(case):
        limited = any(paper.chosen[clause] in _CAPS for clause in paper.standing_for("gen-liability"))
        if limited or (paper.own("liability.model") in _LIMITS and "liability.model" in paper.uses):
            message = say("The document does not bind, and liability is limited to an amount.")
            yield Hit(message, paper.id, "liability.model")
        elif any(LIABILITY.get(paper.chosen[clause], 0) for clause in paper.standing_for("gen-liability")):
            message = say("The document does not bind, and a clause settles liability.")
            yield Hit(message, paper.id, "liability.model", severity=Severity.WARNING)
        if "gen-insurance" in paper.clauses and paper.answer("liability.insurance_required") is True:
            message = say("The document does not bind, and each party has to be insured.")
            yield Hit(message, paper.id, "liability.insurance_required")
        if paper.chosen.get("nda-remedies") == "liquidated":
            yield Hit(say("The document does not bind, and a breach costs an agreed sum."), paper.id, "nda.agreed_sum")


@rule(
    "NOB-02",
    Severity.ERROR,
    "A clause that does not bind says “shall”.",
    "Write “intends to”, or make the clause one of those that bind.",
)
def shall_outside_islands(case: Case) -> Iterator[Hit]:
    """Find "shall" outside the clauses that bind in any case; answers are not read, own wording is."""
    for paper in _not_binding(case):
        for clause in paper.placed():
            known = case.library.clauses.get(clause.source)
            if (known is None or not known.island) and _SHALL.search(_said(clause)):
                message = say("“{title}” says “shall”, and does not bind.", title=clause.plain_title)
                yield Hit(message, paper.id, clause=clause.source or clause.id)


@rule(
    "NOB-03",
    Severity.ERROR,
    "A document that does not bind makes somebody pay.",
    "Let each party bear its own costs; settle payments in a contract of their own.",
)
def payment_without_duty(case: Case) -> Iterator[Hit]:
    """Find fees, shared costs and rules on payment in documents that do not bind."""
    for paper in _not_binding(case):
        if paper.chosen.get("gen-costs") in ("fee", "shared"):
            message = say("The document does not bind, and the clause on costs makes the parties pay.")
            yield Hit(message, paper.id, "money.cost_rule")
        if "gen-payment" in paper.clauses:
            yield Hit(say("The document does not bind, and has rules on invoices."), paper.id, clause="gen-payment")


@rule(
    "NOB-04",
    Severity.ERROR,
    "A document that does not bind has exclusive courts or arbitration.",
    "Choose talks only, or courts that are not exclusive for the clauses that bind.",
)
def forum_without_duty(case: Case) -> Iterator[Hit]:
    """Find exclusive courts and arbitration in documents that do not bind."""
    for paper in _not_binding(case):
        forum = paper.chosen.get("gen-disputes")
        if forum in ARBITRATION:
            yield Hit(say("The document does not bind, and disputes go to arbitration."), paper.id, "law.forum_kind")
        elif forum in COURTS and paper.answer("law.court_exclusive") is not False:
            message = say("The document does not bind, and only one court may decide.")
            yield Hit(message, paper.id, "law.court_exclusive")


@rule(
    "NOB-05",
    Severity.WARNING,
    "Nothing in the document says that it does not bind.",
    "Add a sentence that the document is a declaration of intent and creates no legal duty.",
)
def silent_nature(case: Case) -> Iterator[Hit]:
    """Find documents that do not bind and do not say so."""
    for paper in _not_binding(case):
        texts = [text for _, text in (*paper.texts(), *(paper.framework.texts() if paper.framework else ()))]
        if texts and not any(_NATURE.search(text) for text in texts):
            yield Hit(
                say("No sentence says that the document creates no legal duty."), paper.id, "document.binding_level"
            )


@rule(
    "NOB-06",
    Severity.WARNING,
    "Some clauses bind, and no law is chosen for them.",
    "Name the law of a country: the clauses that bind need one.",
)
def islands_without_law(case: Case) -> Iterator[Hit]:
    """Find binding islands without a governing law."""
    for paper in _not_binding(case):
        islands = [name for name in paper.clauses if (known := case.library.clauses.get(name)) and known.island]
        binding = [name for name in islands if name not in ("gen-law", "gen-disputes", "gen-notices")]
        if binding and paper.alternative("gen-law") in (None, "silent_nonbinding"):
            message = say("{count} clauses bind, and no law governs them.", count=len(binding))
            yield Hit(message, paper.id, "document.binding_level", sorted(binding)[0])


@rule(
    "NOB-07",
    Severity.WARNING,
    "A document that does not bind can be ended for a breach, though nothing in it can be broken.",
    "Switch the clause on breach off: each party may leave at any time.",
)
def breach_of_nothing(case: Case) -> Iterator[Hit]:
    """Find clauses on breach in documents that do not bind."""
    for paper in _not_binding(case):
        for name in ("gen-breach", "ca-exclusion"):
            if name in paper.clauses:
                yield Hit(say("The document does not bind, and a clause deals with its breach."), paper.id, clause=name)


@rule(
    "LIG-01",
    Severity.ERROR,
    "A light contract obliges to sign annexes, to deal with nobody else, or to spend a minimum.",
    "Take the duty out: a light contract promises efforts. Settle it in an annex that those concerned sign.",
)
def heavy_light_contract(case: Case) -> Iterator[Hit]:
    """Find exclusivity, compulsory annexes and minimum spending in light contracts; annexes are free to agree on
    them.
    """
    paper = case.main
    if paper.level is not BindingLevel.LIGHT:
        return
    if "mc-light-duty" in paper.clauses and paper.own("purpose.exclusivity") == "subject_limited":
        yield Hit(
            say("The contract is light, and the parties turn to each other only."), paper.id, "purpose.exclusivity"
        )
    for clause, text in paper.typed():
        found = _COMPULSORY.search(text)
        if found:
            yield Hit(
                say("The contract is light, and the text says “{group}”.", group=found.group()), paper.id, clause=clause
            )


def _not_binding(case: Case) -> Iterator[Paper]:
    return (paper for paper in case.papers if not paper.binds)


def _said(clause: tree.Clause) -> str:
    """Return what a clause says: all of own wording, the author's words of the library's text."""
    own = clause.origin != "library"
    runs = (run for runs in tree.runs_of(clause.blocks) for run in runs)
    return " ".join(run.text for run in runs if own or not isinstance(run, tree.Answer))


CHECKS: tuple[Check, ...] = (
    limit_without_duty,
    shall_outside_islands,
    payment_without_duty,
    forum_without_duty,
    silent_nature,
    islands_without_law,
    breach_of_nothing,
    heavy_light_contract,
)
