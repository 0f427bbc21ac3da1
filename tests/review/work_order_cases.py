"""Work orders: cases that break a rule (HITS), and cases that come near and keep it (NEAR)."""

from __future__ import annotations

from typing import Any

from tests.review.cases import clause, many

SAME = {"base_price_model": "full_cost", "base_ownership": "own_generator", "base_publication": "notice_object"}


def order(*listed: str, price: str = "full_cost", owner: str = "own_generator", text: str = "notice_object") -> Any:
    """Return a work order with this price model, owner and rule on publication, and rows on these subjects."""
    departures = [{"id": f"x{n}", "subject": subject} for n, subject in enumerate(listed, 1)]
    form = {**SAME, "publication": text, "departures": departures}
    return {"form": form, "research": {"price_model": price}, "ip": {"results_ownership": owner}}


def work(due: str = "2027-06-30", start: str = "2027-05-03", end: str = "2028-01-31") -> dict[str, Any]:
    """Return a work order with one deliverable, due on this day."""
    row = {"id": "d1", "title": "Report", "party": "alpine", "due": due}
    return {"form": {"work_start": start, "work_end": end, "deliverables": [row]}}


def paid(total: int) -> dict[str, Any]:
    """Return a work order with this price and two payments of EUR 40."""
    rows = [{"id": name, "amount": {"amount": 40, "currency": "EUR"}} for name in ("y1", "y2")]
    return {"form": {"price": {"amount": total, "currency": "EUR"}, "payments": rows}}


def people(status: str) -> dict[str, Any]:
    """Return a work order with one person of this status; the text on inventors stands in its framework."""
    row = {"id": "i1", "name": "Ada Berg", "employer": "alpine", "status": status, "country": "DE"}
    return {"clauses": [clause("af-wo-people")], "ip": {"inventors": [row]}}


HITS: list[tuple[str, dict[str, Any]]] = [
    ("WOR-01", order(price="market_price")),
    ("WOR-01", order("price", owner="joint_all")),
    ("WOR-01", order("price", "ownership", price="own_costs", owner="joint_all", text="open_access")),
    ("WOR-02", work(due="2027-05-02")),
    ("WOR-02", work(due="2028-02-01")),
    ("WOR-02", work(end="2027-05-02")),
    ("MON-02", paid(90)),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("WOR-01", order()),
    ("WOR-01", order("other")),
    ("WOR-01", order("price", "ownership", "publication", price="market_price", owner="joint_all", text="open_access")),
    ("WOR-01", order(price="TBC")),
    ("WOR-02", work(due="2027-05-03")),
    ("WOR-02", work(due="2028-01-31")),
    ("WOR-02", work(due="TBC")),
    ("WOR-02", work(end="TBC", due="2029-01-01")),
    ("WOR-02", work(end="2027-05-03", due="2027-05-03")),
    ("MON-02", paid(80)),
    ("IPR-06", people("student")),
    ("IPR-08", {"clauses": [clause("ip-ownership"), clause("rf-work-orders")], "parties": many(3)}),
]
