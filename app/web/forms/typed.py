"""Answers as a person types them: how a stored value is written into a control, and how it is read back in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import format_date

from app.model.expression import TBC
from app.model.question import Question, QuestionType
from app.services.show import name_of_code, show_date
from app.web.language import gettext
from app.web.words import told


def text_of(question: Question, value: Any) -> str:
    """Return a value as it would be typed; nothing for None."""
    if value is None:
        return ""
    if value == TBC:
        return "?"
    if question.type is QuestionType.ROWS and question.item is not None:
        item = replace(question, type=question.item, item=None)
        return "\n".join(text_of(item, one) for one in value) if isinstance(value, list) else str(value)
    if question.type is QuestionType.DATE:
        return _typed_date(value)
    if question.type in (QuestionType.COUNTRY, QuestionType.LANGUAGE):
        return told(name_of_code(question.type, value))
    if question.type is QuestionType.MONEY and isinstance(value, Mapping):
        return f"{_plain(value.get('amount'))} {value.get('currency', '')}".strip()
    if question.type is QuestionType.DURATION and isinstance(value, Mapping):
        return " ".join(f"{amount} {unit}" for unit, amount in value.items())
    return _plain(value)


def readback(question: Question, value: Any) -> str:
    """Return a date with its weekday ("31 December 2028, a Sunday"); nothing for other types."""
    if question.type is not QuestionType.DATE:
        return ""
    try:
        day = datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return ""
    return gettext("%(day)s, a %(weekday)s", day=told(show_date(value)), weekday=format_date(day, "EEEE"))


def _typed_date(value: Any) -> str:
    try:
        day = datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return str(value)
    return f"{day.day:02}.{day.month:02}.{day.year}"


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    # Three figures after one mark are read as thousands; a fourth says that the mark is the decimal one.
    return f"{text}0" if isinstance(value, float) and len(text.partition(".")[2]) == 3 else text
