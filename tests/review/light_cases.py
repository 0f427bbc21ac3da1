"""Cases for documents that do not bind or bind lightly, for networks and markets: HITS break a rule, NEAR come near."""

from __future__ import annotations

from typing import Any

from app.model.document import Answer, Paragraph
from tests.review.cases import COSTA, annex, clause, in_library, party, typed

COMPANIES = [party(sector_kind="private_profit"), {**COSTA, "sector_kind": "private_profit"}]
NATURE = clause("ca-nature", "This text is a declaration of intent.")
ISLAND = in_library("gen-names", island=True)


def loose(*clauses: Any, level: str = "nonbinding_with_binding_islands", **rest: Any) -> dict[str, Any]:
    """Return a document that does not bind, apart from islands."""
    return {"document": {"binding_level": level}, "clauses": [NATURE, *clauses], **rest}


def offer(**row: Any) -> dict[str, Any]:
    return {"offers": [{"id": "o1", "title": "Pilot plant", "party": "alpine", **row}]}


HITS: list[tuple[str, dict[str, Any]]] = [
    ("NOB-01", loose(clause("gen-liability", alternative="cap_fixed"))),
    ("NOB-01", loose(liability={"model": "cap_amount"})),
    ("NOB-01", loose(clause("gen-liability", alternative="light_excl"))),
    ("NOB-01", loose(clause("gen-insurance"), liability={"insurance_required": True})),
    ("NOB-01", loose(clause("nda-remedies", alternative="liquidated"))),
    ("NOB-02", loose(clause("ca-board", "The Board shall meet."))),
    ("NOB-02", loose(clause("", "A Party shall pay.", origin="special"))),
    ("NOB-03", loose(clause("gen-costs", alternative="fee"))),
    ("NOB-03", loose(clause("gen-payment"), level="nonbinding")),
    ("NOB-04", loose(clause("gen-disputes", alternative="med_arb"))),
    ("NOB-04", loose(clause("gen-disputes", alternative="courts"), law={"court_exclusive": True})),
    ("NOB-05", {"document": {"binding_level": "nonbinding"}, "clauses": [clause("ca-board", "The Board meets.")]}),
    ("NOB-06", loose(clause("gen-names"), known=[ISLAND])),
    (
        "NOB-06",
        loose(clause("gen-names"), clause("gen-law", alternative="silent_nonbinding"), known=[ISLAND]),
    ),
    ("NOB-07", loose(clause("gen-breach"))),
    ("LIG-01", {"clauses": [clause("mc-light-duty")], "purpose": {"exclusivity": "subject_limited"}}),
    ("LIG-01", {"clauses": [typed("Each Party shall sign an Annex in the first year.", "mc-annexes")]}),
    ("CMP-01", {"parties": COMPANIES}),
    ("CMP-02", offer(detail="EUR 1800 a day")),
    ("CMP-02", offer(title="Free capacity of a clean room")),
    (
        "PRM-01",
        {"clauses": [clause("sh-promotion", alternative="joint_brand")], "sharing": {"brand_owner": "TBC"}},
    ),
    (
        "PRM-01",
        {"clauses": [clause("sh-promotion", alternative="joint_brand")], "sharing": {"brand_owner": "norda"}},
    ),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("NOB-01", loose(clause("gen-liability", alternative="none"))),
    ("NOB-01", {**loose(liability={"model": "cap_amount"}), "asked": False}),
    ("NOB-01", {"clauses": [clause("gen-liability", alternative="cap_fixed")], "liability": {"model": "cap_amount"}}),
    ("NOB-02", loose(clause("gen-names", "A Party shall ask first."), known=[ISLAND])),
    ("NOB-02", loose(clause("ca-aim", blocks=(Paragraph("p", (Answer("We shall meet.", "purpose.text"),)),)))),
    ("NOB-03", loose(clause("gen-costs", alternative="own"))),
    ("NOB-03", {"clauses": [clause("gen-costs", alternative="fee"), clause("gen-payment")]}),
    ("NOB-04", loose(clause("gen-disputes", alternative="courts"), law={"court_exclusive": False})),
    ("NOB-04", loose(clause("gen-disputes", alternative="amicable"))),
    ("NOB-05", loose()),
    (
        "NOB-05",
        {
            **loose(),
            "annexes": [annex(document={"binding_level": "nonbinding"})],
            "annex_clauses": [clause("fp-price", "A user pays.", document="a1")],
        },
    ),
    ("NOB-06", loose(clause("gen-names"), clause("gen-law", alternative="country"), known=[ISLAND])),
    ("NOB-06", loose(clause("gen-names"))),
    ("NOB-07", {"clauses": [clause("gen-breach")]}),
    ("LIG-01", {"clauses": [clause("mc-light-duty")], "purpose": {"exclusivity": "none"}}),
    (
        "LIG-01",
        {
            "clauses": [typed("Each Party shall sign an Annex.", "mc-annexes")],
            "document": {"binding_level": "binding"},
        },
    ),
    ("CMP-01", {"parties": COMPANIES, "clauses": [clause("gen-competition")]}),
    ("CMP-01", {"parties": COMPANIES, "nda": {"competitors": False}}),
    ("CMP-01", {"parties": [COMPANIES[0], COSTA]}),
    ("CMP-02", offer(detail="20 days a year")),
    (
        "PRM-01",
        {"clauses": [clause("sh-promotion", alternative="joint_brand")], "sharing": {"brand_owner": "costa"}},
    ),
    ("PRM-01", {"clauses": [clause("sh-promotion", alternative="co_label")], "sharing": {"brand_owner": "TBC"}}),
]
