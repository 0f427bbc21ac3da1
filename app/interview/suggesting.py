"""What may be meant by a cell that cannot be read."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.interview.nearest import likeness, nearest
from app.interview.parse_names import known_countries, known_languages
from app.model.question import Question, QuestionType

_LEAST: Final = 0.75
"""Names that resemble a text less than this are not suggested."""

_FIGURES: Final = re.compile(r"[-+]?\d(?:[\d.,\s\u00a0\u202f'’]*\d)?")
_CURRENCY: Final = re.compile(r"\b[A-Z]{3}\b|€|£|\$")
_THREE: Final = re.compile(r"(\d{1,4})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{1,4})")
_UNITS: Final = {
    "d": "days",
    "t": "days",
    "j": "days",
    "w": "weeks",
    "s": "weeks",
    "m": "months",
    "y": "years",
    "a": "years",
}
_WORD_UNITS: Final = {"jour": "days", "jahr": "years"}


def likely(column: Question, text: str, names: Sequence[str], language: str) -> Iterator[str]:
    """Yield texts that may be meant, the likeliest first. `names` are those of parties or options."""
    if names:
        yield from _near(text, names)
    elif column.type is QuestionType.COUNTRY:
        yield from _near(text, known_countries(language))
    elif column.type is QuestionType.LANGUAGE:
        yield from _near(text, known_languages(language))
    elif column.type in (QuestionType.INTEGER, QuestionType.PERCENTAGE):
        yield from _FIGURES.findall(text)
        yield from (part.partition(",")[0].partition(".")[0] for part in _FIGURES.findall(text))
    elif column.type is QuestionType.MONEY:
        currency = _CURRENCY.search(text)
        yield from (f"{part} {currency[0] if currency else ''}".strip() for part in _FIGURES.findall(text))
    elif column.type is QuestionType.DURATION:
        yield from _durations(text)
    elif column.type is QuestionType.DATE:
        yield from _dates(text)


def _near(text: str, names: Sequence[str]) -> Iterator[str]:
    found = nearest(text, names)
    if found is not None and likeness(text, found.lower()) >= _LEAST:
        yield found
    # “Biocat (Barcelona)” names Biocat.
    yield from (name for name in names if len(name) > 2 and name.casefold() in text.casefold())


def _durations(text: str) -> Iterator[str]:
    found = re.search(r"(\d{1,4})\s*([^\W\d]+)", text.casefold())
    if found:
        unit = _WORD_UNITS.get(found[2][:4], _UNITS.get(found[2][0], ""))
        yield f"{found[1]} {unit}"


def _dates(text: str) -> Iterator[str]:
    """Yield a day with figures as people order them: year first or last, the day before the month."""
    found = _THREE.search(text)
    if not found:
        return
    first, middle, last = (int(part) for part in found.groups())
    year_first = len(found[1]) == 4
    year, day = (first, last) if year_first else (last + (2000 if last < 100 else 0), first)
    month = middle
    if month > 12 >= day:
        day, month = month, day
    if 1 <= month <= 12 and 1900 <= year <= 2999 and day >= 1:
        yield f"{year:04}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}"
