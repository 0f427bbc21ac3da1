"""The plan of a project: cases that break a rule (HITS), and cases that come near and keep it (NEAR)."""

from __future__ import annotations

from typing import Any

from tests.review.cases import PARTIES, many

PACKAGE: dict[str, Any] = {"id": "w1", "number": "WP1", "title": "Chip", "lead": "alpine", "start_m": 3, "end_m": 9} | {
    "participants": ["alpine", "costa"]
}
DELIVERABLE = {"id": "d1", "number": "D1.1", "wp": "WP1", "lead": "costa", "due_m": 9}
MONTHS = {"id": "e1", "wp": "WP1", "party": "alpine", "months": 6}


def plan(**rest: Any) -> dict[str, Any]:
    """Return a project of one work package with one deliverable, and more."""
    return {"project": {"months": 12, "wps": [PACKAGE], "deliverables": [DELIVERABLE], **rest}}


def budget(*rows: tuple[str, str], **project: Any) -> dict[str, Any]:
    """Return a project with rows of its budget, each told as party and payer."""
    sums = {"amount": {"amount": 100, "currency": "EUR"}, "category": "staff"}
    table = [{"id": f"b{n}", "party": party, "paid_from": payer, **sums} for n, (party, payer) in enumerate(rows)]
    return {**plan(**project), "money": {"budget_rows": table}}


BOTH = [MONTHS, {**MONTHS, "id": "e2", "party": "costa", "months": 4}]
SECOND = {**PACKAGE, "id": "w2", "number": "WP2"}

HITS: list[tuple[str, dict[str, Any]]] = [
    ("TIM-11", plan(milestones=[{"id": "m1", "number": "M1", "title": "Chip holds", "due_m": 13}])),
    ("TIM-11", plan(months=8, deliverables=[])),
    ("TIM-11", plan(deliverables=[{**DELIVERABLE, "due_m": 13}])),
    ("PRJ-01", plan(wps=[{**PACKAGE, "lead": "norda"}])),
    ("PRJ-01", plan(wps=[{**PACKAGE, "participants": ["costa"]}])),
    ("PRJ-01", plan(wps=[{**PACKAGE, "participants": ["alpine"]}])),
    ("PRJ-02", plan(wps=[PACKAGE, {**PACKAGE, "id": "w2"}])),
    ("PRJ-02", plan(deliverables=[{**DELIVERABLE, "wp": "WP2"}])),
    ("PRJ-02", plan(effort=[{**MONTHS, "wp": "WP7"}])),
    ("PRJ-03", {**plan(), "parties": many(3)}),
    ("PRJ-04", {**plan(effort=[{**MONTHS, "party": "p3"}]), "parties": many(3)}),
    ("PRJ-04", plan(effort=[MONTHS, {**MONTHS, "id": "e2"}])),
    ("PRJ-04", plan(effort=BOTH, effort_total=11)),
    ("PRJ-05", plan(deliverables=[{**DELIVERABLE, "due_m": 10}])),
    ("PRJ-05", plan(deliverables=[{**DELIVERABLE, "due_m": 2}])),
    ("PRJ-06", plan(prefin_pct=80, holdback_pct=21)),
    ("PRJ-07", {**plan(bodies="one"), "parties": many(6)}),
    ("PRJ-07", plan(bodies="one", wps=[{**PACKAGE, "id": f"w{n}", "number": f"WP{n}"} for n in range(1, 5)])),
    ("PRJ-08", budget(("alpine", "own"), effort=BOTH)),
    ("PRJ-08", budget(("alpine", "own"), ("costa", "own"), effort=[MONTHS])),
    ("PRJ-09", budget(("alpine", "own"), ("costa", "funder"), funding="own")),
    ("PRJ-09", budget(("alpine", "own"), ("costa", "in_kind"), funding="mixed")),
    ("PRJ-09", budget(("alpine", "funder"), ("costa", "own"), funding="funded")),
    ("PRJ-09", plan(funding="funded")),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("TIM-11", plan(milestones=[{"id": "m1", "number": "M1", "title": "Chip holds", "due_m": 12}])),
    ("TIM-11", plan(months="TBC")),
    ("PRJ-01", plan()),
    ("PRJ-01", plan(wps=[{**PACKAGE, "lead": "TBC"}])),
    ("PRJ-01", {**plan(wps=[{**PACKAGE, "lead": "norda"}]), "asked": False}),
    ("PRJ-02", plan(wps=[PACKAGE, SECOND], effort=[MONTHS, {**MONTHS, "id": "e2", "wp": "WP2"}])),
    ("PRJ-02", {"project": {"deliverables": [{**DELIVERABLE, "wp": "WP2"}]}}),
    ("PRJ-02", plan(wps=[{**PACKAGE, "number": "TBC"}, {**SECOND, "number": "TBC"}], deliverables=[])),
    ("PRJ-03", plan()),
    ("PRJ-03", {**plan(monitor_party="p3"), "parties": many(3)}),
    ("PRJ-03", {"parties": PARTIES, "project": {"months": 12}}),
    ("PRJ-04", plan(effort=BOTH, effort_total=10)),
    ("PRJ-04", plan(effort=[MONTHS, {**MONTHS, "id": "e2", "party": "costa", "months": "TBC"}], effort_total=11)),
    ("PRJ-05", plan(deliverables=[DELIVERABLE, {**DELIVERABLE, "id": "d2", "number": "D1.2", "due_m": 3}])),
    ("PRJ-05", plan(wps=[{**PACKAGE, "end_m": "TBC"}], deliverables=[{**DELIVERABLE, "due_m": 10}])),
    ("PRJ-06", plan(prefin_pct=80, holdback_pct=20)),
    ("PRJ-07", {**plan(bodies="one"), "parties": many(5)}),
    ("PRJ-07", {**plan(bodies="two"), "parties": many(6)}),
    ("PRJ-08", budget(("alpine", "own"), ("costa", "own"), effort=BOTH)),
    ("PRJ-08", budget(("alpine", "own"))),
    ("PRJ-08", plan(effort=[MONTHS])),
    ("PRJ-09", plan(funding="own")),
    ("PRJ-09", budget(("alpine", "own"), ("costa", "in_kind"), funding="own")),
    ("PRJ-09", budget(("alpine", "own"), ("costa", "funder"), funding="mixed")),
    ("PRJ-09", budget(("alpine", "funder"), ("costa", "in_kind"), funding="funded")),
]
