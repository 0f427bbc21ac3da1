"""What one plain value of each type is: a text, a date, an amount of money, a country."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from app.interview import codes, texts
from app.interview.nearest import hint
from app.interview.words import kind, quoted, series
from app.model.message import say
from app.model.question import Question, QuestionType

UNITS: Final = ("days", "weeks", "months", "years")
"""The units of a duration."""

_LARGEST: Final = 10**15
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Trouble(NamedTuple):
    """Why a value is wrong.

    `path` leads from the answer to the cell: () is the answer itself, (0, "owner") a cell of the first row.
    """

    path: tuple[str | int, ...]
    message: str
    hint: str = ""


class Checked(NamedTuple):
    """A value in the form in which it is kept, and what is wrong with it. None: no answer was given."""

    value: object
    troubles: tuple[Trouble, ...] = ()


def check_plain(question: Question, type_: QuestionType, value: object, parties: Sequence[str]) -> Checked:
    """Return a value of a plain type as it is kept, with what is wrong with it."""
    return _CHECKS[type_](question, value, parties)


def wrong(message: str, advice: str = "") -> Checked:
    """Return the result for a value that cannot be kept."""
    return Checked(None, (Trouble((), message, advice),))


def is_number(value: object) -> bool:
    """Whether a value is a number that can be printed."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) < _LARGEST if isinstance(value, float) else abs(value) < _LARGEST


def _text(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    if isinstance(value, bool | int | float):
        return wrong(say("has to be text, not {kind}.", kind=kind(value)), say("Put it in quotation marks."))
    if not isinstance(value, str):
        return wrong(say("has to be text, not {kind}.", kind=kind(value)))
    text = texts.clean(value)
    problem = texts.trouble(text)
    if problem is None:
        return Checked(text or None)
    return wrong(f"{problem}.", say("Shorten it.") if len(text) > texts.LONGEST else say("Delete it."))


def _choice(question: Question, value: object, _parties: Sequence[str]) -> Checked:
    known = [option.value for option in question.options]
    if isinstance(value, str) and value in known:
        return Checked(value)
    advice = hint(value, known, "value") if isinstance(value, str) else ""
    return wrong(say("has to be one of {series}; it is {quoted}.", series=series(known), quoted=quoted(value)), advice)


def _yesno(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    if isinstance(value, bool):
        return Checked(value)
    return wrong(
        say("has to be true or false, not {quoted}.", quoted=quoted(value)), say("Write it without quotation marks.")
    )


def _integer(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return wrong(say("has to be a whole number, not {quoted}.", quoted=quoted(value)))
    return Checked(value) if abs(value) < _LARGEST else wrong(say("is too large a number."))


def _percentage(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    if not is_number(value):
        return wrong(
            say("has to be a number from 0 to 100, not {quoted}.", quoted=quoted(value)),
            say("Write it without the % sign."),
        )
    return Checked(value)


def _date(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    advice = say("Write it as year, month and day: 2027-03-01.")
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return wrong(say("has to be a date, not {quoted}.", quoted=quoted(value)), advice)
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return wrong(say("is {quoted}, a day that does not exist.", quoted=quoted(value)), advice)
    return Checked(value)


def _money(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    advice = say("Write it as {amount: 20000, currency: EUR}.")
    if not isinstance(value, Mapping):
        return wrong(say("has to be an amount with its currency, not {quoted}.", quoted=quoted(value)), advice)
    known = ("amount", "currency")
    troubles = [
        Trouble(
            (str(key),), say("has the key {quoted}, which is not known.", quoted=quoted(key)), hint(str(key), known)
        )
        for key in value
        if key not in known
    ]
    amount, currency = value.get("amount"), value.get("currency")
    if not is_number(amount):
        troubles.append(Trouble(("amount",), say("has to be a number, not {quoted}.", quoted=quoted(amount)), advice))
    if not isinstance(currency, str) or currency not in codes.currencies():
        near = hint(currency.upper(), codes.currencies(), "currency") if isinstance(currency, str) else advice
        troubles.append(
            Trouble(
                ("currency",), say("has to be the code of a currency, not {quoted}.", quoted=quoted(currency)), near
            )
        )
    return Checked(None, tuple(troubles)) if troubles else Checked({"amount": amount, "currency": currency})


def _duration(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    advice = say("Write it as {{months: 18}}, with one of {series}.", series=series(UNITS))
    if not isinstance(value, Mapping) or len(value) != 1:
        return wrong(say("has to be a number with its unit, not {quoted}.", quoted=quoted(value)), advice)
    ((unit, number),) = value.items()
    if unit not in UNITS:
        return wrong(say("has the unit {quoted}, which is not known.", quoted=quoted(unit)), advice)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < _LARGEST:
        return wrong(say("has to be a whole number of {unit}, not {quoted}.", unit=unit, quoted=quoted(number)), advice)
    return Checked({unit: number})


def _country(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    if isinstance(value, str) and value in codes.countries():
        return Checked(value)
    meant = codes.meant_country(value) if isinstance(value, str) else None
    advice = say("Write {meant}.", meant=meant) if meant else say("Write two capital letters, such as BE for Belgium.")
    return wrong(say("has to be the code of a country, not {quoted}.", quoted=quoted(value)), advice)


def _language(_question: Question, value: object, _parties: Sequence[str]) -> Checked:
    if isinstance(value, str) and value in codes.languages():
        return Checked(value)
    return wrong(
        say("has to be the code of a language, not {quoted}.", quoted=quoted(value)),
        say("Write two small letters, such as en for English."),
    )


def _party(_question: Question, value: object, parties: Sequence[str]) -> Checked:
    if isinstance(value, str) and value in parties:
        return Checked(value)
    if not isinstance(value, str):
        return wrong(say("has to be the id of a party, not {kind}.", kind=kind(value)))
    advice = hint(value, parties, "party") or say("No party is listed.")
    return wrong(say("names the party {quoted}, which is not listed.", quoted=quoted(value)), advice)


_CHECKS: Final[Mapping[QuestionType, Callable[[Question, object, Sequence[str]], Checked]]] = {
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.CHOICE: _choice,
    QuestionType.YESNO: _yesno,
    QuestionType.INTEGER: _integer,
    QuestionType.PERCENTAGE: _percentage,
    QuestionType.DATE: _date,
    QuestionType.MONEY: _money,
    QuestionType.DURATION: _duration,
    QuestionType.COUNTRY: _country,
    QuestionType.LANGUAGE: _language,
    QuestionType.PARTY: _party,
}
