"""Work orders under standing terms: departures that nobody lists, and dates that the work does not reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.model.finding import Severity
from app.model.message import say
from app.model.values import as_date
from app.review.case import Case
from app.review.rule import Check, Hit, rule

_COMPARED: Final = (
    ("price", "form.base_price_model", "research.price_model", say("on the price")),
    ("ownership", "form.base_ownership", "ip.results_ownership", say("on the ownership of results")),
    ("publication", "form.base_publication", "form.publication", say("on publication")),
)
"""The subject of a row, what a work order answers for its framework and for itself, and how a message names it."""


@rule(
    "WOR-01",
    Severity.WARNING,
    "A work order differs from its framework, and does not list the departure.",
    "Add a row to the list of departures, or take the answer of the framework: what is not listed has no effect.",
)
def departure_not_listed(case: Case) -> Iterator[Hit]:
    """Find work orders whose price, ownership or publication differs from the framework without a row for it."""
    for paper in case.papers:
        listed = {row.get("subject") for row in paper.table("form.departures")}
        for subject, theirs, mine, where in _COMPARED:
            both = paper.answer(theirs), paper.answer(mine)
            if None not in both and both[0] != both[1] and subject not in listed:
                yield Hit(
                    say("The work order departs from its framework {where}, and no row lists it.", where=where),
                    paper.id,
                    mine,
                )


@rule(
    "WOR-02",
    Severity.ERROR,
    "A work order ends before it begins, or a deliverable is due outside the time of the work.",
    "Correct the date, or the first or last day of the work.",
)
def outside_the_work(case: Case) -> Iterator[Hit]:
    """Find work that ends before it begins, and deliverables due before its first or after its last day."""
    for paper in case.papers:
        start, end = as_date(paper.answer("form.work_start")), as_date(paper.answer("form.work_end"))
        if start is None or end is None:
            continue
        if end < start:
            yield Hit(
                say("The work ends on {end} and begins on {start}.", end=end, start=start), paper.id, "form.work_end"
            )
            continue
        for row in paper.table("form.deliverables"):
            due = as_date(row.get("due"))
            if due is not None and not start <= due <= end:
                message = say(
                    "“{title}” is due on {due}, and the work runs from {start} to {end}.",
                    title=row.get("title"),
                    due=due,
                    start=start,
                    end=end,
                )
                yield Hit(message, paper.id, f"form.deliverables[{row.get('id')}].due")


CHECKS: tuple[Check, ...] = (departure_not_listed, outside_the_work)
