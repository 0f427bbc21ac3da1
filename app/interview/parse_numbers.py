"""Numbers and amounts as people type them: "50 000", "50.000,00", "50,000.00", "50k", "EUR 1 200"."""

from __future__ import annotations

import re
from typing import Any, Final

from app.interview import codes
from app.model.message import say

_SPACES: Final = re.compile(r"[\s\u00a0\u202f'’]+")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*", re.ASCII)
_FACTORS: Final = {"": 1, "k": 1_000, "m": 1_000_000}
_SYMBOLS: Final = {"€": "EUR", "£": "GBP", "$": "USD", "zł": "PLN", "kč": "CZK", "ft": "HUF", "fr.": "CHF"}


def parse_number(text: str) -> int | float:
    """Return the number that a text such as "50 000", "12,5" or "50k" stands for.

    A single separator with exactly three figures after it groups thousands ("50.000" is 50000); any other single
    separator is the decimal mark; of two kinds the last one is. Raises ValueError with a message.
    """
    compact = _SPACES.sub("", text)
    suffix = compact[-1:].lower() if compact[-1:].isalpha() else ""
    figures = compact[: len(compact) - len(suffix)]
    if suffix not in _FACTORS or not _NUMBER.fullmatch(figures):
        raise ValueError(
            say("“{strip}” is no number. Write it in figures, such as 50 000 or 12.5.", strip=text.strip()[:40])
        )
    number = float(_with_point(figures)) * _FACTORS[suffix]
    if abs(number) >= 10**15:
        raise ValueError(say("The number is too large."))
    return int(number) if number.is_integer() else round(number, 6)


def parse_integer(text: str) -> int:
    """Return a whole number. Raises ValueError with a message."""
    number = parse_number(text)
    if not isinstance(number, int):
        raise ValueError(say("“{strip}” is no whole number.", strip=text.strip()[:40]))
    return number


def parse_percentage(text: str) -> int | float:
    """Return a percentage, written with or without its sign. Raises ValueError with a message."""
    return parse_number(text.strip().removesuffix("%").removesuffix("percent"))


def parse_money(text: str, currency: str = "EUR") -> dict[str, Any]:
    """Return an amount with its currency; `currency` is meant where the text names none. Raises ValueError."""
    remaining = text.strip()
    for symbol, code in _SYMBOLS.items():
        if remaining.lower().startswith(symbol) or remaining.lower().endswith(symbol):
            currency = code
            position = remaining.lower().index(symbol)
            remaining = remaining[:position] + remaining[position + len(symbol) :]
            break
    else:
        named = re.match(r"([A-Za-z]{3})\b", remaining) or re.search(r"(?<![A-Za-z])([A-Za-z]{3})$", remaining)
        if named is not None:
            currency = named[1].upper()
            remaining = remaining.replace(named[1], "", 1)
    if currency not in codes.currencies():
        raise ValueError(say("“{currency}” is no currency. Write its code, such as EUR.", currency=currency))
    return {"amount": parse_number(remaining), "currency": currency}


def parse_duration(text: str) -> dict[str, int]:
    """Return a duration such as "18 months" or "2 years". Raises ValueError with a message."""
    found = re.fullmatch(r"\s*(\d{1,6})\s*([a-z]+)\.?\s*", text.lower(), re.ASCII)
    unit = next((unit for unit in ("days", "weeks", "months", "years") if found and unit.startswith(found[2])), None)
    if found is None or unit is None:
        raise ValueError(
            say("“{strip}” is no duration. Write it as 18 months, 30 days or 2 years.", strip=text.strip()[:40])
        )
    return {unit: int(found[1])}


def _with_point(figures: str) -> str:
    marks = [mark for mark in figures if mark in ".,"]
    if not marks:
        return figures
    last = marks[-1]
    whole, _, rest = figures.rpartition(last)
    grouped = len(set(marks)) == 1 and (len(marks) > 1 or (len(rest) == 3 and whole.lstrip("+-") not in ("", "0")))
    if grouped:
        return figures.replace(last, "")
    if figures.count(last) > 1 or not rest:
        raise ValueError(
            say("“{figures}” is no number. Write it in figures, such as 50 000 or 12.5.", figures=figures[:40])
        )
    return re.sub("[.,]", "", whole) + "." + rest
