"""How long a document runs, as far as its answers tell."""

from __future__ import annotations

import datetime
from typing import Final

from app.model.values import months_after
from app.review.paper import Paper

TERM: Final = ("term.kind", "term.months", "term.end_date")
"""The questions that decide on the duration."""

DAYS_A_MONTH: Final = 365.25 / 12


def whole_months(paper: Paper) -> int | None:
    """Return the duration in whole months, or None where it is not fixed or not known."""
    if paper.value("term.kind") == "indefinite":
        return None
    start, end = paper.date("document.effective_date"), paper.date("term.end_date")
    if end is not None:
        return max(0, round((end - start).days / DAYS_A_MONTH)) if start is not None else None
    months = paper.number("term.months") if paper.value("term.kind") != "project_linked" else None
    return int(months) if months is not None else None


def term_days(paper: Paper) -> int | None:
    """Return the duration in days, or None where it is not fixed or not known. A month has a twelfth of a year."""
    start, end = paper.date("document.effective_date"), paper.date("term.end_date")
    if paper.value("term.kind") != "indefinite" and start is not None and end is not None and end > start:
        return (end - start).days
    months = whole_months(paper)
    return round(months * DAYS_A_MONTH) if months else None


def end_of(paper: Paper) -> datetime.date | None:
    """Return the day on which a document ends, where it can be told."""
    if paper.value("term.kind") == "indefinite":
        return None
    end = paper.date("term.end_date")
    start, months = paper.date("document.effective_date"), whole_months(paper)
    if end is not None or start is None or months is None:
        return end
    return months_after(start, months)


def ends_later(annex: Paper, framework: Paper) -> bool:
    """Whether an annex runs beyond its framework, as far as it can be told."""
    end, limit = end_of(annex), end_of(framework)
    if end is not None and limit is not None:
        return end > limit
    months, most = whole_months(annex), whole_months(framework)
    # Without dates the annex, which begins later, must be shorter.
    return months is not None and most is not None and months > most
