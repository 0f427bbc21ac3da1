"""Whether a default, an example or a condition in a library file has the form that its question's type wants.

This is about the form of values in files that lawyers write. Answers of users are checked by the interview, limits
included.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Final

from app.model.expression import TBC
from app.model.question import Question, QuestionType

_UNITS: Final = frozenset({"days", "weeks", "months", "years"})

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def wrong(question: Question, value: object) -> str:
    """Return what is wrong with a value as an answer to `question`, as a sentence, or "" when it fits."""
    if value is None or value == TBC:
        return ""
    return _CHECKS[question.type](question, value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(_: Question, value: object) -> str:
    return "" if isinstance(value, str) else "it must be text; put it in quotation marks."


def _choice(question: Question, value: object) -> str:
    values = [option.value for option in question.options]
    return "" if not values or value in values else f"“{value}” is not among the options {', '.join(values)}."


def _choices(question: Question, value: object) -> str:
    if not isinstance(value, list):
        return "it must be a list of options."
    return next((problem for entry in value if (problem := _choice(question, entry))), "")


def _yesno(_: Question, value: object) -> str:
    return "" if isinstance(value, bool) else "it must be true or false."


def _integer(_: Question, value: object) -> str:
    return "" if _is_number(value) and isinstance(value, int) else "it must be a whole number."


def _percentage(_: Question, value: object) -> str:
    return (
        ""
        if isinstance(value, int | float) and _is_number(value) and 0 <= value <= 100
        else "it must be a number from 0 to 100."
    )


def _date(_: Question, value: object) -> str:
    try:
        datetime.date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
    except ValueError:
        return "it must be a date such as 2027-03-01."
    return ""


def _money(_: Question, value: object) -> str:
    fits = isinstance(value, dict) and set(value) == {"amount", "currency"} and _is_number(value["amount"])
    fits = fits and isinstance(value, dict) and _CURRENCY.fullmatch(str(value["currency"])) is not None
    return "" if fits else "it must be an amount such as {amount: 20000, currency: EUR}."


def _duration(_: Question, value: object) -> str:
    fits = isinstance(value, dict) and len(value) == 1 and set(value) <= _UNITS
    fits = fits and isinstance(value, dict) and all(_is_number(number) for number in value.values())
    return "" if fits else "it must be a time such as {months: 18}."


def _country(_: Question, value: object) -> str:
    return "" if isinstance(value, str) and _COUNTRY.fullmatch(value) else "it must be a country code such as BE."


def _language(_: Question, value: object) -> str:
    return "" if isinstance(value, str) and _LANGUAGE.fullmatch(value) else "it must be a language code such as en."


def _parties(_: Question, value: object) -> str:
    fits = isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return "" if fits else "it must be a list of party ids."


def _rows(question: Question, value: object) -> str:
    if not isinstance(value, list):
        return "it must be a list."
    if question.item is not None:
        entry_question = Question(question.key, question.item, question.label)
        return next((f"in an entry {problem}" for entry in value if (problem := wrong(entry_question, entry))), "")
    for entry in value:
        if not isinstance(entry, dict):
            return "each row must be a mapping of its fields."
        for name, content in entry.items():
            column = question.field(name)
            if column is None and name != "id":
                return f"the rows have no field “{name}”."
            if column is not None and (problem := wrong(column, content)):
                return f"in the field “{name}” {problem}"
    return ""


_CHECKS: Final[dict[QuestionType, Callable[[Question, object], str]]] = {
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.CHOICE: _choice,
    QuestionType.CHOICES: _choices,
    QuestionType.YESNO: _yesno,
    QuestionType.INTEGER: _integer,
    QuestionType.DATE: _date,
    QuestionType.MONEY: _money,
    QuestionType.DURATION: _duration,
    QuestionType.PERCENTAGE: _percentage,
    QuestionType.COUNTRY: _country,
    QuestionType.LANGUAGE: _language,
    QuestionType.PARTY: _text,
    QuestionType.PARTIES: _parties,
    QuestionType.ROWS: _rows,
}
