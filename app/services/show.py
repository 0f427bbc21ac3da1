"""Answers in words, as lists and messages show them (documents are filled by assembly, not from here)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from app.model.expression import TBC
from app.model.message import capitalised, in_words, joined, label, say, say_count
from app.model.question import Question, QuestionType
from app.services.record import party_name

TO_BE_CONFIRMED = say("To be confirmed")
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
        return joined([_party(identifier, parties) for identifier in value])
    if question.type is QuestionType.CHOICES:
        return capitalised(joined([_option(question, one) for one in value]))
    if question.type is QuestionType.PARTY:
        return _party(value, parties)
    if question.type is QuestionType.CHOICE:
        return capitalised(_option(question, value))
    return show_plain(question.type, value)


def show_plain(kind: QuestionType, value: Any) -> str:
    """Return a value of a type that needs neither options nor parties."""
    if value == TBC:
        return TO_BE_CONFIRMED
    if kind is QuestionType.YESNO:
        return say("Yes") if value is True else say("No")
    if kind is QuestionType.DATE:
        return show_date(value)
    if kind is QuestionType.PERCENTAGE:
        return joined([_number(value), "%"], " ")
    if kind is QuestionType.INTEGER:
        return _number(value)
    if kind is QuestionType.MONEY and isinstance(value, Mapping):
        parts = [value.get("currency", ""), _number(value.get("amount"))]
        return joined([part for part in parts if part], " ")
    if kind is QuestionType.DURATION and isinstance(value, Mapping):
        return joined([_duration(unit, amount) for unit, amount in value.items()])
    if kind in (QuestionType.COUNTRY, QuestionType.LANGUAGE):
        return name_of_code(kind, value)
    return str(value)


def show_date(value: Any) -> str:
    """Return a date in words ("31 December 2028"), or the value itself where it is none."""
    from babel.dates import format_date

    try:
        day = datetime.date.fromisoformat(value)
        return in_words(format_date(day, "d MMMM y", locale=_LOCALE), day)
    except (TypeError, ValueError):
        return str(value)


def name_of_code(kind: QuestionType, code: Any) -> str:
    """Return the English name of a country or language, or the code itself where it is unknown."""
    from babel import Locale

    kind_of_name = "territories" if kind is QuestionType.COUNTRY else "languages"
    known = getattr(Locale.parse(_LOCALE), kind_of_name).get(code)
    return in_words(known, f"{kind_of_name}:{code}") if known is not None else str(code)


def _number(value: Any) -> str:
    from babel.numbers import format_decimal

    return in_words(format_decimal(value, locale=_LOCALE), value) if isinstance(value, int | float) else str(value)


def _duration(unit: str, amount: Any) -> str:
    spans = {
        "days": say_count("{count} day", "{count} days", amount),
        "weeks": say_count("{count} week", "{count} weeks", amount),
        "months": say_count("{count} month", "{count} months", amount),
        "years": say_count("{count} year", "{count} years", amount),
    }
    return spans.get(unit, f"{amount} {unit}")


def _option(question: Question, value: Any) -> str:
    return next((label(option.label) for option in question.options if option.value == value), str(value))


def _party(identifier: Any, parties: Sequence[Mapping[str, Any]]) -> str:
    return next((party_name(party) for party in parties if party.get("id") == identifier), str(identifier))


def _show_rows(question: Question, rows: Any, parties: Sequence[Mapping[str, Any]]) -> str:
    if not isinstance(rows, list):
        return str(rows)
    if question.item is not None:
        return joined([show_plain(question.item, row) for row in rows])
    return joined([words for row in rows if (words := show_row(question, row, parties))], "; ")


def show_row(question: Question, row: Mapping[str, Any], parties: Sequence[Mapping[str, Any]]) -> str:
    """Return the first two filled columns of a row, which tell it from the others."""
    cells = (show(field, row.get(field.key), parties) for field in question.fields)
    return joined([cell for cell in cells if cell][:2])
