"""How a document is signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from app.model.finding import Severity
from app.review.case import Case, Paper, field, party_name
from app.review.rule import Check, Hit, rule

_HARSH: Final[Mapping[str, str]] = {
    "gen-liability": "limits of liability",
    "gen-withdrawal": "withdrawal",
    "gen-disputes": "forum or arbitration",
}
"""Clauses that an Italian party approves a second time where they stand in terms that one side drew up."""


@rule(
    "SIG-01",
    Severity.WARNING,
    "An Italian party may have to sign some clauses a second time (Codice civile art. 1341(2)).",
    "Ask for the second signature, or keep a record that the clauses were negotiated.",
)
def second_signature(case: Case) -> Iterator[Hit]:
    """Find documents with an Italian party and such clauses, in which nobody signs a second time."""
    for paper in case.papers:
        italian = next((party for party in paper.parties if field(party, "seat.country") == "IT"), None)
        subjects = [subject for clause, subject in _HARSH.items() if clause in paper.clauses]
        if "gen-term" in paper.clauses and paper.value("term.renewal") == "tacit":
            subjects.append("tacit renewal")
        if italian is None or not subjects or _is_signed_twice(paper):
            continue
        message = f"{party_name(italian)} may have to approve these clauses a second time: {', '.join(subjects)}."
        yield Hit(message, paper.id, "document.second_signature")


def _is_signed_twice(paper: Paper) -> bool:
    parts = paper.document.parts if paper.document is not None else ()
    return any(line.purpose for part in parts for block in part.signatures for line in block.lines)


CHECKS: tuple[Check, ...] = (second_signature,)
