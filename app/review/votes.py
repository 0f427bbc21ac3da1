"""How a committee decides: who must be there, who can block, what it can decide at all."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import in_words, joined, say
from app.model.values import as_names, as_number, field
from app.review.case import Case
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

PROCEDURES: Final = ("mc-committee-procedure", "ca-decisions")
"""The clauses on how a committee decides."""

_BY_MAJORITY: Final = frozenset({"majority", "mixed"})
_BY_CONSENT: Final = frozenset({"consensus", "consent"})
_MANY = 8
_MONEY = re.compile(r"\b(?:budget|fees?|costs?|money|payments?|contributions?|financial|spending|expenses)\b", re.I)
_SILENCE = re.compile(
    r"\bsilence (?:is|counts as|means|shall be)(?! not| neither)\b[^.]*\b(?:consent|approval|agreement|acceptance)"
    r"|\bdeemed (?:to have )?(?:accepted|approved|agreed|consented)",
    re.I,
)


@rule(
    "GOV-01",
    Severity.ERROR,
    "The committee needs more parties for a decision than there are, or than have members (a warning).",
    "Lower the quorum, or let each party appoint its members.",
)
def quorum_out_of_reach(case: Case) -> Iterator[Hit]:
    """Find quorums above the number of parties, and above the number of parties that have named members."""
    for paper in _committees(case):
        needed, seats = _quorum(paper), len(paper.parties)
        question = "committee.quorum_pct" if paper.answer("committee.quorum_kind") == "pct" else "committee.quorum_kind"
        if needed is None or not paper.answers_one_of(question):
            continue
        if needed > seats:
            yield Hit(
                say(
                    "{needed} parties must be present for a decision, but there are {seats}.",
                    needed=needed,
                    seats=seats,
                ),
                paper.id,
                question,
            )
            continue
        members = {field(row, "party") for row in paper.table("committee.members")} - {None}
        if members and len(members) < needed:
            message = say(
                "{needed} parties must be present for a decision, but {count} of {seats} have named members.",
                needed=needed,
                count=len(members),
                seats=seats,
            )
            yield Hit(message, paper.id, "committee.members", severity=Severity.WARNING)


@rule(
    "GOV-02",
    Severity.WARNING,
    "A minority can decide: less than half of the parties need to be present, and a majority of them decides.",
    "Raise the quorum to more than half of the parties, or decide by consent.",
)
def minority_decides(case: Case) -> Iterator[Hit]:
    """Find quorums of half of the parties or less where majorities decide."""
    for paper in _committees(case):
        percent = as_number(paper.answer("committee.quorum_pct"))
        by_percent = paper.answer("committee.quorum_kind") == "pct"
        double = paper.chosen.get(PROCEDURES[0]) == "double_majority"
        if by_percent and percent is not None and percent <= 50 and (double or _has_majority(paper)):
            message = say(
                "{percent} % of the parties are enough for a decision by majority.",
                percent=in_words(f"{percent:g}", percent),
            )
            yield Hit(message, paper.id, "committee.quorum_pct")


@rule(
    "GOV-03",
    Severity.WARNING,
    "An even number of votes can be divided equally, and nobody decides then.",
    "Give the chair the casting vote, or decide these subjects by two thirds or by consent.",
)
def tie(case: Case) -> Iterator[Hit]:
    """Find majority rules among an even number of parties without a casting vote."""
    for paper in _committees(case):
        count = len(paper.parties)
        if count <= 2 or count % 2 or not _has_majority(paper) or _has_casting_vote(paper):
            continue
        question = "committee.casting_vote" if "committee.casting_vote" in paper.uses else "committee.decision_matrix"
        yield Hit(say("{count} parties decide by majority, and no vote breaks a tie.", count=count), paper.id, question)


@rule(
    "GOV-05",
    Severity.WARNING,
    "Votes are weighted, and equality is a principle of the network.",
    "Leave the principle of equality out, or give each party one vote.",
)
def unequal_equals(case: Case) -> Iterator[Hit]:
    """Find weighted votes beside the principle of equality."""
    for paper in case.papers:
        weighted = paper.answer("committee.vote_weight") in ("fee", "shares") and len(paper.parties) > 2
        if weighted and "equality" in as_names(paper.answer("cooperation.principles")):
            message = say("The text calls the parties equal and gives them different numbers of votes.")
            yield Hit(message, paper.id, "committee.vote_weight")


@rule(
    "GOV-06",
    Severity.ERROR,
    "Own wording counts silence as consent.",
    "Take the sentence out: who is silent has not agreed to pay, or to change the contract.",
)
def silence(case: Case) -> Iterator[Hit]:
    """Find own wording and special terms in which silence is consent."""
    for paper in case.papers:
        for clause, text in paper.typed():
            found = _SILENCE.search(text)
            if found:
                yield Hit(say("The text says “{group}”.", group=found.group()), paper.id, clause=clause)


@rule(
    "GOV-07",
    Severity.WARNING,
    "All of many parties must agree: one of them can stop everything.",
    "Decide by two thirds or by majority, and keep consent for the few subjects that need it.",
)
def everybody_blocks(case: Case) -> Iterator[Hit]:
    """Find decisions by all in committees of more than eight parties."""
    for paper in _committees(case):
        count = len(paper.parties)
        subjects = [str(row.get("subject")) for row in _matrix(paper) if row.get("rule") in ("consent", "unanimity")]
        general = any(paper.chosen.get(clause) in _BY_CONSENT for clause in PROCEDURES)
        if count > _MANY and (general or subjects):
            what = say("every decision") if general else joined(say("“{subject}”", subject=one) for one in subjects)
            message = say("One of {count} parties can block {what}.", count=count, what=what)
            yield Hit(message, paper.id, "committee.decision_matrix" if subjects else None, _procedure(paper))


@rule(
    "GOV-11",
    Severity.WARNING,
    "A committee decides by majority, or through its chair, about money in a contract that promises no money.",
    "Let the parties that pay decide: consent or unanimity for this subject.",
)
def committee_spends(case: Case) -> Iterator[Hit]:
    """Find subjects about money in the table of decisions that not all parties decide, unless the document binds in
    full.
    """
    for paper in _committees(case):
        for row in _matrix(paper) if paper.level != "binding" else ():
            subject = row.get("subject")
            if isinstance(subject, str) and _MONEY.search(subject) and row.get("rule") not in ("consent", "unanimity"):
                message = say("“{subject}” is decided without the consent of those who pay.", subject=subject)
                yield Hit(message, paper.id, f"committee.decision_matrix[{row.get('id')}].rule")


def _committees(case: Case) -> Iterator[Paper]:
    return (paper for paper in case.papers if _procedure(paper) is not None)


def _procedure(paper: Paper) -> str | None:
    return next((clause for clause in PROCEDURES if clause in paper.clauses), None)


def _matrix(paper: Paper) -> list[Any]:
    """Return the table of decisions; with two parties it is not printed."""
    return list(paper.table("committee.decision_matrix")) if len(paper.parties) > 2 else []


def _has_majority(paper: Paper) -> bool:
    general = len(paper.parties) > 2 and any(paper.chosen.get(clause) in _BY_MAJORITY for clause in PROCEDURES)
    return general or any(row.get("rule") == "majority" for row in _matrix(paper))


def _has_casting_vote(paper: Paper) -> bool:
    return paper.answer("committee.casting_vote") is True and paper.answer("committee.chair_rule") != "coordinator"


def _quorum(paper: Paper) -> int | None:
    """Return how many parties must be present for a decision; a party has one vote, however many seats it has."""
    count, percent = len(paper.parties), as_number(paper.answer("committee.quorum_pct"))
    match paper.answer("committee.quorum_kind"):
        case "all":
            return count
        case "two_thirds":
            return math.ceil(count * 2 / 3)
        case "majority":
            return count // 2 + 1
        case "pct" if percent is not None:
            return math.ceil(count * percent / 100)
    return None


CHECKS: tuple[Check, ...] = (
    quorum_out_of_reach,
    minority_decides,
    tie,
    unequal_equals,
    silence,
    everybody_blocks,
    committee_spends,
)
