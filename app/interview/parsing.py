"""What people type into a field becomes an answer in the form of an answers file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from app.interview import parse_dates, parse_names, parse_numbers, texts
from app.model.expression import TBC
from app.model.message import say
from app.model.question import Question, QuestionType

UNKNOWN: Final = "?"
"""What a person types, alone in a field, for an answer that is still to be confirmed."""

_YES: Final = frozenset({"yes", "y", "true", "oui", "ja", "si", "sí", "tak", "da", "ano"})
_NO: Final = frozenset({"no", "n", "false", "non", "nein", "nie", "nee", "ne"})


class _Habits(NamedTuple):
    language: str
    today: datetime.date | None
    currency: str


def parse_text(
    question: Question,
    text: str,
    *,
    language: str = "en",
    today: datetime.date | None = None,
    currency: str = "EUR",
) -> object:
    """Return the answer that a typed text stands for, or None where nothing was typed.

    `language` decides on names of months and on the order of day and month, `today` is where "+36 months" counts from,
    `currency` is meant where an amount names none. Whether the answer fits the question (a known party, an option) is
    for `check_value`. Raises ValueError with a message that says what was typed.
    """
    typed = texts.clean(text)
    if not typed:
        return None
    if typed in (UNKNOWN, TBC):
        return TBC
    habits = _Habits(language, today, currency)
    if question.type is QuestionType.ROWS:
        return _rows(question, text.splitlines(), habits)
    if question.type in (QuestionType.CHOICES, QuestionType.PARTIES):
        entries = [entry.strip() for entry in re.split(r"[,;\n]", typed)]
        return [_option(question, entry) for entry in entries if entry]
    return _one(question, question.type, typed, habits)


def _one(question: Question, type_: QuestionType, typed: str, habits: _Habits) -> object:
    if type_ is QuestionType.CHOICE:
        return _option(question, typed)
    reader = _READERS.get(type_)
    return reader(typed, habits) if reader is not None else typed


def _option(question: Question, typed: str) -> str:
    """Return the value of the option whose value or label was typed; else what was typed."""
    wanted = typed.casefold()
    found = (
        option.value for option in question.options if wanted in (option.value.casefold(), option.label.casefold())
    )
    return next(found, typed)


def _yesno(typed: str) -> bool:
    if typed.casefold() in _YES:
        return True
    if typed.casefold() in _NO:
        return False
    raise ValueError(say("“{typed}” is neither yes nor no.", typed=typed[:40]))


def _rows(question: Question, lines: Sequence[str], habits: _Habits) -> list[Any]:
    """Return the rows of a pasted table: one a line, cells divided by tabs, in the order of the columns."""
    filled = [line for line in lines if line.strip()]
    if question.item is not None:
        return [_one(question, question.item, texts.clean(line), habits) for line in filled]
    return [_row(question, line, habits) for line in filled]


def _row(question: Question, line: str, habits: _Habits) -> dict[str, Any]:
    cells = line.rstrip("\t").split("\t")
    if len(cells) > len(question.fields):
        raise ValueError(
            say(
                "A row has {count} cells; the table has {count_2} columns.",
                count=len(cells),
                count_2=len(question.fields),
            )
        )
    answers = {
        field.key: parse_text(field, cell, language=habits.language, today=habits.today, currency=habits.currency)
        for field, cell in zip(question.fields, cells, strict=False)
    }
    return {key: answer for key, answer in answers.items() if answer is not None}


_READERS: Final[Mapping[QuestionType, Callable[[str, _Habits], object]]] = {
    QuestionType.YESNO: lambda typed, _: _yesno(typed),
    QuestionType.INTEGER: lambda typed, _: parse_numbers.parse_integer(typed),
    QuestionType.PERCENTAGE: lambda typed, _: parse_numbers.parse_percentage(typed),
    QuestionType.MONEY: lambda typed, habits: parse_numbers.parse_money(typed, habits.currency),
    QuestionType.DURATION: lambda typed, _: parse_numbers.parse_duration(typed),
    QuestionType.DATE: lambda typed, habits: parse_dates.parse_date(typed, habits.language, habits.today),
    QuestionType.COUNTRY: lambda typed, habits: parse_names.parse_country(typed, habits.language),
    QuestionType.LANGUAGE: lambda typed, habits: parse_names.parse_language(typed, habits.language),
}
