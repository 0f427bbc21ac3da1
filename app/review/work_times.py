"""Times of the work: publications, work packages, secondments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.model.finding import Severity
from app.model.message import Message, say
from app.model.values import as_date
from app.review.case import Case
from app.review.duration import end_of
from app.review.rule import Check, Hit, rule


@rule(
    "TIM-08",
    Severity.ERROR,
    "The time to object to a publication is as long as its notice.",
    "Shorten the time to object, or lengthen the notice.",
)
def late_objection(case: Case) -> Iterator[Hit]:
    """Find times to object to a publication that end with or after its notice."""
    for paper in case.papers:
        objection, notice = paper.number("ip.pub_object_days"), paper.number("ip.pub_notice_days")
        mine = paper.answers_one_of("ip.pub_object_days", "ip.pub_notice_days")
        if mine and objection is not None and notice is not None and objection >= notice:
            message = say(
                "A party can object for {objection} days, but the publication is announced {notice} days before.",
                objection=objection,
                notice=notice,
            )
            yield Hit(message, paper.id, "ip.pub_object_days")


@rule(
    "TIM-09",
    Severity.WARNING,
    "A publication can be held back for more than 180 days.",
    "Shorten the delay: researchers, and funders, rarely accept more.",
)
def long_delay(case: Case) -> Iterator[Hit]:
    """Find delays of publications beyond 180 days."""
    for paper in case.papers:
        days = paper.number("ip.pub_delay_max_days")
        if days is not None and days > 180 and paper.answers_one_of("ip.pub_delay_max_days"):
            yield Hit(
                say("A publication can be held back for {days} days.", days=days), paper.id, "ip.pub_delay_max_days"
            )


@rule(
    "TIM-11",
    Severity.ERROR,
    "A work package, deliverable or milestone lies outside the months of the project.",
    "Change its months, or the length of the project.",
)
def outside_project(case: Case) -> Iterator[Hit]:
    """Find what the plan puts before month 1 or after the last month, and work packages that end before they start."""
    columns = (
        ("project.wps", ("start_m", "end_m")),
        ("project.deliverables", ("due_m",)),
        ("project.milestones", ("due_m",)),
    )
    for paper in case.papers:
        last = paper.number("project.months") or paper.number("project.project_months")
        for key, names in columns if last is not None else ():
            for row in paper.table(key) if paper.answers_one_of(key, "project.months") else ():
                months = [month for name in names if isinstance(month := row.get(name), int)]
                if any(not 1 <= month <= (last or 0) for month in months) or months != sorted(months):
                    what = " ".join(filter(None, (row.get("number"), f"“{row.get('title') or row.get('id')}”")))
                    message = say(
                        "{what} ({months}) does not fit into the {last} months of the project.",
                        what=what,
                        months=_months(months),
                        last=last,
                    )
                    yield Hit(message, paper.id, f"{key}[{row.get('id')}]")


@rule(
    "TIM-14",
    Severity.ERROR,
    "A secondment lies outside the time of its annex.",
    "Change the dates of the secondment, or those of the annex.",
)
def outside_annex(case: Case) -> Iterator[Hit]:
    """Find secondments that begin before or end after their annex, or end before they begin."""
    for paper in case.papers:
        start, end = paper.date("document.effective_date"), end_of(paper)
        for row in paper.rows("hr.secondees"):
            first, last = as_date(row.get("start")), as_date(row.get("end"))
            early = start is not None and first is not None and first < start
            late = end is not None and last is not None and last > end
            if early or late or (first is not None and last is not None and last < first):
                what = f"“{row.get('function') or row.get('id')}”"
                message = say(
                    "The secondment of {what} ({first} to {last}) {does_not_fit}.",
                    what=what,
                    first=first or say("open"),
                    last=last or say("open"),
                    does_not_fit=_trouble(early, late),
                )
                yield Hit(message, paper.id, f"hr.secondees[{row.get('id')}]")


def _months(months: Sequence[int]) -> Message:
    first, last = months[0], months[-1]
    if len(months) == 1:
        return say("month {first}", first=first)
    return say("months {first} to {last}", first=first, last=last)


def _trouble(early: bool, late: bool) -> Message:
    if early and late:
        return say("begins before the annex and ends after it")
    return (
        say("begins before the annex")
        if early
        else say("ends after the annex")
        if late
        else say("ends before it begins")
    )


CHECKS: tuple[Check, ...] = (late_objection, long_delay, outside_project, outside_annex)
