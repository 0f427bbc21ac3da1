"""Sharing subjects: cases that break a rule (HITS), and cases that come near and keep it (NEAR)."""

from __future__ import annotations

from typing import Any

from tests.review.cases import annex, many


def subject(*, joined: bool = True, **fields: Any) -> dict[str, Any]:
    """Return a contract with one subject, which its annex a1 settles, with other fields; `joined=False`: no annex."""
    row = {"id": "s1", "title": "Days", "category": "hr", "provider": "alpine", "receivers": ["costa"], "annex": "a1"}
    row = {key: value for key, value in {**row, **fields}.items() if value is not None}
    return {"subjects": [row], **({"annexes": [annex()]} if joined else {})}


OPEN = {"purpose": {"shareable_categories": ["hr"]}}

HITS: list[tuple[str, dict[str, Any]]] = [
    ("SUB-01", subject(receivers=["costa", "alpine"])),
    ("SUB-01", subject(receivers=[])),
    ("SUB-02", subject(annex="a2")),
    ("SUB-02", subject(joined=False)),
    ("SUB-03", {**subject(receivers=["costa", "p3"]), "parties": many(3)}),
    ("SUB-04", {**subject(category="facilities"), "categories": ("hr",)}),
    ("SUB-05", subject(annex=None, status="annex_draft")),
    ("SUB-05", subject(annex="TBC", status="signed", joined=False)),
    ("SUB-06", {**subject(category="facilities"), **OPEN}),
    ("SUB-06", {"offers": [{"id": "o1", "party": "alpine", "kind": "funding", "title": "Fund"}], **OPEN}),
    ("SUB-06", {"demands": [{"id": "n1", "party": "costa", "kind": "lobbying", "title": "Paper"}], **OPEN}),
    ("SUB-07", {**subject(personal_data="special_categories"), "data": {"personal_data_shared": "operational"}}),
    ("SUB-07", {**subject(personal_data="operational"), "data": {"personal_data_shared": "none"}}),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("SUB-01", subject()),
    ("SUB-01", subject(receivers=None)),
    ("SUB-02", subject()),
    ("SUB-02", subject(annex=None)),
    ("SUB-02", subject(annex="TBC")),
    ("SUB-03", subject()),
    ("SUB-04", {**subject(), "categories": ("hr", "facilities")}),
    ("SUB-04", subject(category="facilities")),
    ("SUB-05", subject(annex=None, status="pilot", joined=False)),
    ("SUB-05", subject(status="signed")),
    ("SUB-06", {**subject(), **OPEN}),
    ("SUB-06", {**subject(category="TBC"), **OPEN}),
    ("SUB-06", subject(category="facilities")),
    ("SUB-07", {**subject(personal_data="contact_only"), "data": {"personal_data_shared": "none"}}),
    ("SUB-07", {**subject(personal_data="operational"), "data": {"personal_data_shared": "special_categories"}}),
    ("SUB-07", subject(personal_data="operational")),
]
