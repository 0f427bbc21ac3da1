"""The plan of a joint project: work packages, who does what in them, person-months, money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_names, as_number, field, named, party_key, party_name
from app.review.case import Case
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

_PACKAGES: Final = "project.wps"
_DELIVERABLES: Final = "project.deliverables"
_EFFORT: Final = "project.effort"
_BUDGET: Final = "money.budget_rows"
_ONE_BODY_PARTIES: Final = 5
_ONE_BODY_PACKAGES: Final = 3


@rule(
    "PRJ-01",
    Severity.ERROR,
    "A party leads or delivers work in which it takes no part.",
    "Add it to those who carry out the work package, or name another party.",
)
def lead_outside(case: Case) -> Iterator[Hit]:
    """Find leads of work packages and parties responsible for deliverables that are not among those who do the work."""
    for paper in case.papers:
        for row in paper.table(_PACKAGES):
            lead = field(row, "lead")
            if lead is not None and lead not in as_names(row.get("participants")):
                message = say(
                    "{party} leads {package}, but takes no part in it.",
                    party=named(case.answers.parties, lead),
                    package=_package(row),
                )
                yield Hit(message, paper.id, f"{_PACKAGES}[{row.get('id')}].lead")
        doing = _doing(paper)
        for row in paper.table(_DELIVERABLES):
            lead, package = field(row, "lead"), field(row, "wp")
            if lead is not None and package in doing and lead not in doing[package]:
                who = named(case.answers.parties, lead)
                message = say(
                    "{who} is responsible for {number}, but takes no part in {package}.",
                    who=who,
                    number=row.get("number"),
                    package=package,
                )
                yield Hit(message, paper.id, f"{_DELIVERABLES}[{row.get('id')}].lead")


@rule(
    "PRJ-02",
    Severity.ERROR,
    "The numbers of work packages, deliverables or milestones do not fit together.",
    "Give each of them a number of its own, and use those numbers in the other tables.",
)
def loose_numbers(case: Case) -> Iterator[Hit]:
    """Find numbers that stand twice, and rows for a work package that the plan does not have."""
    for paper in case.papers:
        for key in (_PACKAGES, _DELIVERABLES, "project.milestones"):
            counted = Counter(field(row, "number") for row in paper.table(key))
            for number in (name for name, times in counted.items() if name is not None and times > 1):
                yield Hit(
                    say("The number {number} stands {counted} times.", number=number, counted=counted[number]),
                    paper.id,
                    key,
                )
        planned = _doing(paper)
        for key in (_DELIVERABLES, _EFFORT) if planned else ():
            for row in paper.table(key):
                package = field(row, "wp")
                if package is not None and package not in planned:
                    message = say("{package} is not among the work packages.", package=package)
                    yield Hit(message, paper.id, f"{key}[{row.get('id')}].wp")


@rule(
    "PRJ-03",
    Severity.WARNING,
    "A party takes part in no work package.",
    "Give it a task, make it the monitor, or ask whether it has to be a party.",
)
def idle_party(case: Case) -> Iterator[Hit]:
    """Find parties without a work package, other than the one that monitors."""
    for paper in case.papers:
        busy = {name for names in _doing(paper).values() for name in names} | {paper.answer("project.monitor_party")}
        for party in paper.parties if _doing(paper) else ():
            if party.get("id") not in busy:
                message = say("{party} takes part in no work package.", party=party_name(party))
                yield Hit(message, paper.id, party_key(party, "doc_role"))


@rule(
    "PRJ-04",
    Severity.ERROR,
    "Person-months do not fit the plan, or do not make their total.",
    "Correct the rows, the parties of the work package, or the total.",
)
def effort_that_does_not_fit(case: Case) -> Iterator[Hit]:
    """Find person-months of parties outside the work package, doubled rows, and totals that the rows do not make."""
    for paper in case.papers:
        rows, doing = paper.table(_EFFORT), _doing(paper)
        for row in rows:
            party, package = field(row, "party"), field(row, "wp")
            if party is not None and package in doing and party not in doing[package]:
                message = say(
                    "{party} has person-months in {package}, but takes no part in it.",
                    party=named(case.answers.parties, party),
                    package=package,
                )
                yield Hit(message, paper.id, f"{_EFFORT}[{row.get('id')}].party")
        for (package, party), times in Counter((field(row, "wp"), field(row, "party")) for row in rows).items():
            if times > 1 and package is not None and party is not None:
                message = say(
                    "{party} has {times} rows of person-months in {package}.",
                    party=named(case.answers.parties, party),
                    times=times,
                    package=package,
                )
                yield Hit(message, paper.id, _EFFORT)
        months = [as_number(row.get("months")) for row in rows]
        known = [number for number in months if number is not None]
        total = as_number(paper.answer("project.effort_total"))
        if rows and total is not None and len(known) == len(months) and sum(known) != total:
            message = say("The rows make {sum} person-months, the total says {total}.", sum=sum(known), total=total)
            yield Hit(message, paper.id, "project.effort_total")


@rule(
    "PRJ-05",
    Severity.WARNING,
    "A deliverable is due outside the months of its work package.",
    "Move the deliverable, or change the months of the work package.",
)
def late_deliverable(case: Case) -> Iterator[Hit]:
    """Find deliverables that are due before their work package begins, or after it has ended."""
    for paper in case.papers:
        spans = {field(row, "number"): (row.get("start_m"), row.get("end_m")) for row in paper.table(_PACKAGES)}
        for row in paper.table(_DELIVERABLES):
            start, end = (as_number(month) for month in spans.get(field(row, "wp"), (None, None)))
            due = as_number(row.get("due_m"))
            if start is not None and end is not None and due is not None and not start <= due <= end:
                message = say(
                    "{number} is due in month {due}; {wp} runs from month {start} to {end}.",
                    number=row.get("number"),
                    due=due,
                    wp=row.get("wp"),
                    start=start,
                    end=end,
                )
                yield Hit(message, paper.id, f"{_DELIVERABLES}[{row.get('id')}].due_m")


@rule(
    "PRJ-06",
    Severity.ERROR,
    "Advance and last part of the funding are more than the whole.",
    "Lower one of them, so that both together are at most 100 %.",
)
def more_than_the_whole(case: Case) -> Iterator[Hit]:
    """Find advances that, with the last part, go beyond the funding."""
    for paper in case.papers:
        advance = as_number(paper.answer("project.prefin_pct"))
        last = as_number(paper.answer("project.holdback_pct"))
        if advance is not None and last is not None and advance + last > 100:
            message = say("{advance} % are paid in advance, and {last} % at the end.", advance=advance, last=last)
            yield Hit(message, paper.id, "project.prefin_pct")


@rule(
    "PRJ-07",
    Severity.HINT,
    "One body decides on all questions of a large project.",
    "Take a general assembly and a steering group of the leads, or keep the meetings short.",
)
def one_body_for_many(case: Case) -> Iterator[Hit]:
    """Find single bodies for six parties or more, or for four work packages or more."""
    for paper in case.papers:
        parties, packages = len(paper.parties), len(paper.table(_PACKAGES))
        large = parties > _ONE_BODY_PARTIES or packages > _ONE_BODY_PACKAGES
        if large and paper.answer("project.bodies") == "one":
            message = say(
                "One body decides for {parties} parties and {packages} work packages.",
                parties=parties,
                packages=packages,
            )
            yield Hit(message, paper.id, "project.bodies")


@rule(
    "PRJ-08",
    Severity.WARNING,
    "Work and money of a party do not fit together.",
    "Add the row that is missing, or take out the one that is left over.",
)
def work_without_money(case: Case) -> Iterator[Hit]:
    """Find parties that stand in only one of two tables, the budget and the person-months, where both are used."""
    for paper in case.papers:
        paid = {field(row, "party") for row in paper.table(_BUDGET)}
        working = {field(row, "party") for row in paper.table(_EFFORT)}
        for party in paper.parties if paid and working else ():
            has_budget, has_work = party.get("id") in paid, party.get("id") in working
            if has_budget != has_work:
                what = say("a budget and no person-months") if has_budget else say("person-months and no budget")
                yield Hit(say("{party} has {what}.", party=party_name(party), what=what), paper.id, _BUDGET)


@rule(
    "PRJ-09",
    Severity.WARNING,
    "The budget and the answer on who pays for the project contradict each other.",
    "Change who pays in the rows of the budget, or the answer.",
)
def unpaid_rows(case: Case) -> Iterator[Hit]:
    """Find rows that a funder pays where there is none, and funders that pay no row."""
    for paper in case.papers:
        rows, funding = paper.table(_BUDGET), paper.answer("project.funding")
        payers = {field(row, "paid_from") or "own" for row in rows}
        if rows and funding == "own" and "funder" in payers:
            yield Hit(say("The funder pays a row, and the project has no funder."), paper.id, _BUDGET)
        elif funding in ("funded", "mixed") and "funder" not in payers:
            yield Hit(say("The project has a funder, and the funder pays no row."), paper.id, _BUDGET)
        elif rows and funding == "funded" and "own" in payers:
            parties = dict.fromkeys(field(row, "party") for row in rows if (field(row, "paid_from") or "own") == "own")
            who = listed([named(case.answers.parties, name) for name in parties])
            yield Hit(say("The funder pays the costs, and {who} pays rows itself.", who=who), paper.id, _BUDGET)


def _doing(paper: Paper) -> dict[str, tuple[str, ...]]:
    """Return who carries out each work package, by its number."""
    rows = paper.table(_PACKAGES)
    return {row["number"]: tuple(as_names(row.get("participants"))) for row in rows if field(row, "number") is not None}


def _package(row: Mapping[str, Any]) -> str:
    """Return how messages call a work package."""
    return str(field(row, "number") or f"“{field(row, 'title')}”")


CHECKS: tuple[Check, ...] = (
    lead_outside,
    loose_numbers,
    idle_party,
    effort_that_does_not_fit,
    late_deliverable,
    more_than_the_whole,
    one_body_for_many,
    work_without_money,
    unpaid_rows,
)
