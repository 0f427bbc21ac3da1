"""How a document is signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from app.model.finding import Severity
from app.model.message import joined, listed, say
from app.model.values import field, party_name
from app.review.case import Case
from app.review.paper import Paper
from app.review.places import outside_eea
from app.review.rule import Check, Hit, rule

_HARSH: Final[Mapping[str, str]] = {
    "gen-liability": say("limits of liability"),
    "gen-withdrawal": "withdrawal",
    "gen-disputes": say("forum or arbitration"),
}
"""Clauses that an Italian party approves a second time where they stand in terms that one side drew up."""
_TRANSFERS: Final = ("assign_company", "assign_research_org", "joint_all", "split_field")


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
            subjects.append(say("tacit renewal"))
        if italian is None or not subjects or _is_signed_twice(paper):
            continue
        message = say(
            "{party} may have to approve these clauses a second time: {names}.",
            party=party_name(italian),
            names=joined(subjects),
        )
        yield Hit(message, paper.id, "document.second_signature")


def _is_signed_twice(paper: Paper) -> bool:
    parts = paper.document.parts if paper.document is not None else ()
    return any(line.purpose for part in parts for block in part.signatures for line in block.lines)


@rule(
    "SIG-02",
    Severity.WARNING,
    "Rights are transferred with an electronic signature that not every office accepts.",
    "Sign by hand or with a qualified electronic signature (EPC art. 72; Regulation (EU) No 910/2014 art. 25).",
)
def weak_signature(case: Case) -> Iterator[Hit]:
    """Find transfers of rights, and heads of a grouping, signed with less than a qualified signature."""
    for paper in case.papers:
        transfers = paper.answer("ip.results_ownership") in _TRANSFERS and "ip-ownership" in paper.clauses
        weighty = transfers or "ca-eeig-heads" in paper.clauses
        if weighty and paper.answer("document.signature_level") in ("ses", "aes"):
            message = say("The document transfers rights or prepares a legal body; the signature is not qualified.")
            yield Hit(message, paper.id, "document.signature_level")


@rule(
    "SIG-03",
    Severity.HINT,
    "A qualified electronic signature of the European Union has not the same effect everywhere.",
    "Ask which signature the law of the party recognises, or sign by hand.",
)
def signature_abroad(case: Case) -> Iterator[Hit]:
    """Find qualified signatures where a party sits outside the European Economic Area."""
    for paper in case.papers:
        far = [party for party in paper.parties if outside_eea(case.library, party)]
        if far and paper.framework is None and paper.answer("document.signature_level") == "qes":
            names = listed([party_name(party) for party in far])
            message = say(
                "Outside the European Economic Area the law of the seat decides on such signatures: {names}.",
                names=names,
            )
            yield Hit(message, paper.id, "document.signature_level")


CHECKS: tuple[Check, ...] = (second_signature, weak_signature, signature_abroad)
