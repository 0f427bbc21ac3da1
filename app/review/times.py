"""Times: how long a document runs, and when it can be left."""

from __future__ import annotations

from collections.abc import Iterator

from app.model.finding import Severity
from app.model.message import say
from app.model.values import as_date
from app.review.case import Case
from app.review.duration import DAYS_A_MONTH, TERM, ends_later, term_days, whole_months
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule


@rule(
    "TIM-01",
    Severity.ERROR,
    "A document ends before it begins.",
    "Change the end date or the date of entry into force.",
)
def ends_before_start(case: Case) -> Iterator[Hit]:
    """Find end dates on or before the date of entry into force."""
    for paper in case.papers:
        start, end = paper.date("document.effective_date"), paper.date("term.end_date")
        mine = paper.answers_one_of("document.effective_date", "term.end_date")
        fixed = paper.value("term.kind") != "indefinite"
        if mine and fixed and start is not None and end is not None and end <= start:
            yield Hit(
                say("The document begins on {start} and ends on {end}.", start=start, end=end),
                paper.id,
                "term.end_date",
            )


@rule(
    "TIM-02",
    Severity.ERROR,
    "The notice to leave is longer than the whole duration.",
    "Shorten the notice or lengthen the duration.",
)
def notice_beyond_term(case: Case) -> Iterator[Hit]:
    """Find notice periods that are longer than the term."""
    for paper, notice, term in _notice_and_term(case):
        if notice > term:
            yield Hit(
                say("The notice takes {notice} days, the whole duration {term}.", notice=notice, term=term),
                paper.id,
                "term.notice_days",
            )


@rule(
    "TIM-03",
    Severity.WARNING,
    "The notice to leave takes more than half of the duration.",
    "Consider a shorter notice.",
)
def long_notice(case: Case) -> Iterator[Hit]:
    """Find notice periods between a half and the whole of the term."""
    for paper, notice, term in _notice_and_term(case):
        if term / 2 < notice <= term:
            yield Hit(
                say("The notice takes {notice} of {term} days of the duration.", notice=notice, term=term),
                paper.id,
                "term.notice_days",
            )


@rule(
    "TIM-04",
    Severity.ERROR,
    "An annex ends after its framework, and nothing says what applies then.",
    "Let the annex end earlier, or say what happens to it when the framework ends.",
)
def annex_outlives_framework(case: Case) -> Iterator[Hit]:
    """Find annexes that run beyond their framework without a rule for that time."""
    for paper in case.papers[1:]:
        if paper.framework is None or not any(paper.own(key) is not None for key in TERM):
            continue
        if ends_later(paper, paper.framework) and paper.own("annex.tail_rule") is None:
            question = "term.end_date" if paper.own("term.end_date") is not None else "term.months"
            yield Hit(say("The annex ends after the framework."), paper.id, question)


@rule(
    "TIM-05",
    Severity.WARNING,
    "A document renews itself without a last day to object, or without an end.",
    "Say until when a party can object, and how often the document can renew itself.",
)
def endless_renewal(case: Case) -> Iterator[Hit]:
    """Find tacit renewals without a last day to object or without a highest number."""
    for paper in case.papers:
        if paper.value("term.renewal") != "tacit" or not paper.answers_one_of("term.renewal"):
            continue
        if paper.value("term.renewal_optout_days") is None:
            message = say("The document renews itself, and no day is set by which a party can object.")
            yield Hit(message, paper.id, "term.renewal_optout_days")
        if paper.value("term.max_renewals") is None:
            message = say("The document renews itself without a highest number of renewals.")
            yield Hit(message, paper.id, "term.max_renewals")


@rule(
    "TIM-06",
    Severity.WARNING,
    "Secrecy ends early.",
    "Let confidentiality survive for at least three years, and not shorter than the document runs.",
)
def short_secrecy(case: Case) -> Iterator[Hit]:
    """Find confidentiality that survives less than three years, or less than the term."""
    for paper in case.papers:
        years, months = paper.number("confidentiality.survival_years"), whole_months(paper)
        if years is None or not paper.answers_one_of("confidentiality.survival_years", *TERM):
            continue
        if years < 3 or (months is not None and years * 12 < months):
            than = say("three years") if years < 3 else say("the duration of {months} months", months=months)
            time = "1 year" if years == 1 else say("{years} years", years=years)
            message = say("Confidentiality survives for {time}, less than {than}.", time=time, than=than)
            yield Hit(message, paper.id, "confidentiality.survival_years")


@rule(
    "TIM-07",
    Severity.ERROR,
    "The time to object to a renewal is as long as the duration itself.",
    "Shorten the time in which a party objects to renewal.",
)
def optout_beyond_term(case: Case) -> Iterator[Hit]:
    """Find times to object that are not shorter than the term or the renewal."""
    for paper in case.papers:
        days = paper.number("term.renewal_optout_days")
        if days is None or paper.value("term.renewal") != "tacit":
            continue
        if not paper.answers_one_of("term.renewal", "term.renewal_optout_days", *TERM):
            continue
        renewal = paper.number("term.renewal_months")
        lengths = [term_days(paper), round(renewal * DAYS_A_MONTH) if renewal is not None else None]
        shortest = min((length for length in lengths if length is not None), default=None)
        if shortest is not None and days >= shortest:
            message = say(
                "A party objects {days} days before the end of a time of {shortest} days.", days=days, shortest=shortest
            )
            yield Hit(message, paper.id, "term.renewal_optout_days")


@rule(
    "TIM-10",
    Severity.WARNING,
    "A party has longer to mend a breach than to leave.",
    "Shorten the time to mend a breach, or lengthen the notice to leave.",
)
def slow_cure(case: Case) -> Iterator[Hit]:
    """Find times to mend a breach that are longer than the notice to leave."""
    for paper in case.papers:
        cure, notice = paper.number("term.cure_days"), paper.number("term.notice_days")
        if cure is None or notice is None or paper.value("term.withdrawal_allowed") is False:
            continue
        if cure > notice and paper.answers_one_of("term.cure_days", "term.notice_days"):
            message = say(
                "A breach can be mended within {cure} days, but a party can leave within {notice}.",
                cure=cure,
                notice=notice,
            )
            yield Hit(message, paper.id, "term.cure_days")


@rule(
    "TIM-12",
    Severity.WARNING,
    "A document takes effect more than 90 days in the past.",
    "Check the date. Retroactive effect can trouble auditors, tax and insurance.",
)
def long_ago(case: Case) -> Iterator[Hit]:
    """Find dates of entry into force that lie more than 90 days back."""
    for paper in case.papers:
        start = as_date(paper.own("document.effective_date"))
        if start is not None and (case.today - start).days > 90:
            message = say(
                "The document takes effect on {start}, {days} days ago.", start=start, days=(case.today - start).days
            )
            yield Hit(message, paper.id, "document.effective_date")


@rule(
    "TIM-13",
    Severity.WARNING,
    "Nobody can leave during the whole duration.",
    "Shorten the time in which nobody may leave, or do not allow to leave at all.",
)
def never_free(case: Case) -> Iterator[Hit]:
    """Find times without a right to leave that are as long as the term."""
    for paper in case.papers:
        blocked, months = paper.number("term.withdrawal_blackout_months"), whole_months(paper)
        if blocked is None or months is None or paper.value("term.withdrawal_allowed") is False:
            continue
        if blocked >= months and paper.answers_one_of("term.withdrawal_blackout_months", *TERM):
            message = say(
                "Nobody may leave in the first {blocked} months; the document runs for {months}.",
                blocked=blocked,
                months=months,
            )
            yield Hit(message, paper.id, "term.withdrawal_blackout_months")


def _notice_and_term(case: Case) -> Iterator[tuple[Paper, int | float, int]]:
    for paper in case.papers:
        notice, term = paper.number("term.notice_days"), term_days(paper)
        allowed = paper.value("term.withdrawal_allowed") is not False
        if allowed and notice is not None and term is not None and paper.answers_one_of("term.notice_days", *TERM):
            yield paper, notice, term


CHECKS: tuple[Check, ...] = (
    ends_before_start,
    notice_beyond_term,
    long_notice,
    annex_outlives_framework,
    endless_renewal,
    short_secrecy,
    optout_beyond_term,
    slow_cure,
    long_ago,
    never_free,
)
