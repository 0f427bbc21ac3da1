"""Answers in words, as lists and messages show them (documents are filled by assembly, not from here)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from app.model.expression import TBC
from app.model.question import Question, QuestionType
from app.services.record import party_name

TO_BE_CONFIRMED = "To be confirmed"
_LOCALE = "en_GB"


def show(question: Question, value: Any, parties: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return an answer in words; an absent one is an empty text."""
    if value is None or value == "":
        return ""
    if value == TBC:
        return TO_BE_CONFIRMED
    if question.type is QuestionType.ROWS:
        return _show_rows(question, value, parties)
    if question.type is QuestionType.PARTIES:
        return ", ".join(_party(identifier, parties) for identifier in value)
    if question.type is QuestionType.CHOICES:
        return _upper_first(", ".join(_option(question, one) for one in value))
    if question.type is QuestionType.PARTY:
        return _party(value, parties)
    if question.type is QuestionType.CHOICE:
        return _upper_first(_option(question, value))
    return show_plain(question.type, value)


def show_plain(kind: QuestionType, value: Any) -> str:
    """Return a value of a type that needs neither options nor parties."""
    if value == TBC:
        return TO_BE_CONFIRMED
    if kind is QuestionType.YESNO:
        return "Yes" if value is True else "No"
    if kind is QuestionType.DATE:
        return show_date(value)
    if kind is QuestionType.PERCENTAGE:
        return f"{_number(value)} %"
    if kind is QuestionType.INTEGER:
        return _number(value)
    if kind is QuestionType.MONEY and isinstance(value, Mapping):
        return f"{value.get('currency', '')} {_number(value.get('amount'))}".strip()
    if kind is QuestionType.DURATION and isinstance(value, Mapping):
        return ", ".join(f"{amount} {unit if amount != 1 else unit.rstrip('s')}" for unit, amount in value.items())
    if kind in (QuestionType.COUNTRY, QuestionType.LANGUAGE):
        return name_of_code(kind, value)
    return str(value)


def show_date(value: Any) -> str:
    """Return a date in words ("31 December 2028"), or the value itself where it is none."""
    from babel.dates import format_date

    try:
        return format_date(datetime.date.fromisoformat(value), "d MMMM y", locale=_LOCALE)
    except (TypeError, ValueError):
        return str(value)


def name_of_code(kind: QuestionType, code: Any) -> str:
    """Return the English name of a country or language, or the code itself where it is unknown."""
    from babel import Locale

    names = Locale.parse(_LOCALE)
    known = names.territories if kind is QuestionType.COUNTRY else names.languages
    return str(known.get(code, code))


def _upper_first(text: str) -> str:
    """Return a text with a capital: labels of options are written as they stand inside a sentence."""
    return text[:1].upper() + text[1:]


def _number(value: Any) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_LOCALE) if isinstance(value, int | float) else str(value)


def _option(question: Question, value: Any) -> str:
    return next((option.label for option in question.options if option.value == value), str(value))


def _party(identifier: Any, parties: Sequence[Mapping[str, Any]]) -> str:
    return next((party_name(party) for party in parties if party.get("id") == identifier), str(identifier))


def _show_rows(question: Question, rows: Any, parties: Sequence[Mapping[str, Any]]) -> str:
    if not isinstance(rows, list):
        return str(rows)
    if question.item is not None:
        return ", ".join(show_plain(question.item, row) for row in rows)
    return "; ".join(filter(None, (show_row(question, row, parties) for row in rows)))


def show_row(question: Question, row: Mapping[str, Any], parties: Sequence[Mapping[str, Any]]) -> str:
    """Return the first two filled columns of a row, which tell it from the others."""
    cells = (show(field, row.get(field.key), parties) for field in question.fields)
    return ", ".join([cell for cell in cells if cell][:2])
