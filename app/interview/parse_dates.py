"""Dates as people type them: "31.12.2028", "31/12/2028", "2028-12-31", "31 Dec 2028", "+36 months"."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import cache
from typing import Final

from app.model.message import say

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_FIGURES: Final = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})\.?", re.ASCII)
_DAY_NAME: Final = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s*(?:de\s+)?([^\W\d]+)\.?,?\s*(?:de\s+)?(\d{4})")
_NAME_DAY: Final = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_AHEAD: Final = re.compile(r"\+\s*(\d{1,4})\s*(d(?:ays?)?|w(?:eeks?)?|m(?:onths?)?|y(?:ears?)?)", re.ASCII)


def parse_date(text: str, language: str, today: datetime.date | None) -> str:
    """Return a typed date as "2028-12-31". "+36 months" counts from `today`.

    In English two figures with slashes can be read in two ways: such a date is refused with both readings. Raises
    ValueError with a message.
    """
    typed = text.strip()
    lower = typed.lower()
    if found := _ISO.fullmatch(typed):
        return _made(typed, int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(typed):
        return _from_figures(found, language)
    if found := _DAY_NAME.fullmatch(lower):
        return _made(typed, int(found[3]), _month(found[2], language, typed), int(found[1]))
    if found := _NAME_DAY.fullmatch(lower):
        return _made(typed, int(found[3]), _month(found[1], language, typed), int(found[2]))
    if (found := _AHEAD.fullmatch(lower)) and today is not None:
        return _ahead(today, int(found[1]), found[2][0]).isoformat()
    raise _no_date(typed)


def _no_date(typed: str) -> ValueError:
    return ValueError(say("“{typed}” is no date. Write it as 31 Dec 2028, 31.12.2028 or 2028-12-31.", typed=typed[:40]))


def _made(typed: str, year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(say("“{typed}” is a day that does not exist.", typed=typed[:40])) from None


def _from_figures(found: re.Match[str], language: str) -> str:
    typed, mark = found[0], found[2]
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if mark == "/" and language == "en" and first <= 12 and second <= 12 and first != second:
        one, other = _made(typed, year, second, first), _made(typed, year, first, second)
        raise ValueError(
            say("“{typed}” can be read in two ways. Write {one} or {other}.", typed=typed, one=one, other=other)
        )
    month_first = mark == "/" and language == "en" and second > 12
    return _made(typed, year, first, second) if month_first else _made(typed, year, second, first)


def _month(name: str, language: str, typed: str) -> int:
    months = {**_months("en"), **_months(language)}
    if name in months:
        return months[name]
    beginning = {number for known, number in months.items() if len(name) >= 3 and known.startswith(name)}
    if len(beginning) == 1:
        return beginning.pop()
    raise _no_date(typed)


@cache
def _months(language: str) -> dict[str, int]:
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        name.lower().rstrip("."): number
        for context in months.values()
        for width in ("wide", "abbreviated")
        for number, name in context.get(width, {}).items()
    }


def _ahead(start: datetime.date, number: int, unit: str) -> datetime.date:
    if unit in "dw":
        return start + datetime.timedelta(days=number * (7 if unit == "w" else 1))
    months = start.year * 12 + start.month - 1 + number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if year > datetime.MAXYEAR:
        raise ValueError(say("The date is too far ahead."))
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(start.day, last))
