"""Whether an answer keeps to the limits of its question. The value has the right type already.

A value outside its limits is kept and printed: it is a finding, never a reason to refuse the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from app.model.expression import TBC
from app.model.message import joined, label, say, say_count
from app.model.question import Limits, Question, QuestionType

_NUMBERS: Final = frozenset({QuestionType.INTEGER, QuestionType.PERCENTAGE})
_TEXTS: Final = frozenset({QuestionType.TEXT, QuestionType.LONG_TEXT})
_LONGEST_FOR_PATTERN: Final = 2_000


class Breach(NamedTuple):
    """One value outside its limits: its full key ("facilities.facilities[F1].name"), its label, what is wrong."""

    key: str
    label: str
    message: str


def breaches(question: Question, value: object, key: str | None = None) -> tuple[Breach, ...]:
    """Return what in `value` is outside the limits of `question`, cells of a table included.

    `key` is the full key of the answer where it differs from the question's ("parties[alpine].pic"). An answer that is
    absent or to be confirmed breaks no limit.
    """
    if value is None or value == TBC:
        return ()
    return tuple(_breaches(question, value, key or question.key))


def describe(limits: Limits) -> str:
    """Return the limits in words ("3 to 24", "2 to 30 characters"), or nothing where there are none."""
    parts = [
        _span(limits.minimum, limits.maximum),
        _span(limits.shortest, limits.longest, say(" characters")),
        say("the form {pattern}", pattern=limits.pattern) if limits.pattern else "",
        say("a sum of {figure} in “{sum_field}”", figure=_figure(limits.sum_total), sum_field=limits.sum_field)
        if limits.sum_total is not None
        else "",
    ]
    return joined(part for part in parts if part)


def _breaches(question: Question, value: object, key: str) -> Iterator[Breach]:
    limits = question.limits
    if question.type in _NUMBERS and isinstance(value, int | float):
        yield from _number(question, _limits_of_number(question), value, key)
    elif question.type is QuestionType.MONEY and isinstance(value, Mapping):
        floor = Limits(minimum=limits.minimum if limits.minimum is not None else 0, maximum=limits.maximum)
        yield from _number(question, floor, value.get("amount"), key)
    elif question.type is QuestionType.DURATION and isinstance(value, Mapping):
        yield from _number(question, limits, next(iter(value.values()), None), key)
    elif question.type in _TEXTS and isinstance(value, str):
        yield from _text(question, value, key)
    elif isinstance(value, list | tuple):
        yield from _count(question, value, key)
        if question.type is QuestionType.ROWS:
            yield from _rows(question, value, key)


def _limits_of_number(question: Question) -> Limits:
    limits = question.limits
    if question.type is not QuestionType.PERCENTAGE:
        return limits
    return Limits(
        minimum=limits.minimum if limits.minimum is not None else 0,
        maximum=limits.maximum if limits.maximum is not None else 100,
    )


def _number(question: Question, limits: Limits, value: object, key: str) -> Iterator[Breach]:
    if not isinstance(value, int | float):
        return
    below = limits.minimum is not None and value < limits.minimum
    above = limits.maximum is not None and value > limits.maximum
    if below or above:
        allowed = _span(limits.minimum, limits.maximum)
        yield Breach(
            key,
            question.label,
            say(
                "“{question}” is {figure}; allowed is {allowed}.",
                question=label(question.label),
                figure=_figure(value),
                allowed=allowed,
            ),
        )


def _text(question: Question, value: str, key: str) -> Iterator[Breach]:
    limits, length = question.limits, len(value)
    too_short = limits.shortest is not None and length < limits.shortest
    too_long = limits.longest is not None and length > limits.longest
    if too_short or too_long:
        allowed = _span(limits.shortest, limits.longest, say(" characters"))
        found = say_count("{count} character", "{count} characters", length)
        yield _wrong_count(question, key, found, allowed)
    if limits.pattern and (length > _LONGEST_FOR_PATTERN or not re.fullmatch(limits.pattern, value)):
        like = say(", such as {example}", example=question.example) if isinstance(question.example, str) else ""
        yield Breach(
            key,
            question.label,
            say(
                "“{question}” does not have the form that is asked for{like}.",
                question=label(question.label),
                like=like,
            ),
        )


def _count(question: Question, rows: list[object] | tuple[object, ...], key: str) -> Iterator[Breach]:
    limits, count = question.limits, len(rows)
    too_few = limits.minimum is not None and count < limits.minimum
    if too_few or (limits.maximum is not None and count > limits.maximum):
        allowed = _span(limits.minimum, limits.maximum)
        found = say_count("{count} entry", "{count} entries", count)
        yield _wrong_count(question, key, found, allowed)


def _wrong_count(question: Question, key: str, found: str, allowed: str) -> Breach:
    message = say(
        "“{question}” has {found}; allowed is {allowed}.",
        question=label(question.label),
        found=found,
        allowed=allowed,
    )
    return Breach(key, question.label, message)


def _rows(question: Question, rows: list[object] | tuple[object, ...], key: str) -> Iterator[Breach]:
    for row in rows:
        if isinstance(row, Mapping):
            for field in question.fields:
                yield from breaches(field, row.get(field.key), f"{key}[{row.get('id')}].{field.key}")
    yield from _sum(question, rows, key)


def _sum(question: Question, rows: list[object] | tuple[object, ...], key: str) -> Iterator[Breach]:
    name, wanted = question.limits.sum_field, question.limits.sum_total
    if name is None or wanted is None or not rows:
        return
    cells = [row.get(name) for row in rows if isinstance(row, Mapping)]
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    # Shares such as 33.33 + 33.33 + 33.34 are meant to be exact; a hundredth is the rounding of floats.
    if len(numbers) == len(cells) and abs(sum(numbers) - wanted) > 0.005:
        column = next((label(field.label) for field in question.fields if field.key == name), name)
        total = _figure(round(sum(numbers), 2))
        message = say(
            "“{column}” adds up to {total} in “{question}”; it has to be {figure}.",
            column=column,
            total=total,
            question=label(question.label),
            figure=_figure(wanted),
        )
        yield Breach(key, question.label, message)


def _span(least: float | None, most: float | None, unit: str = "") -> str:
    if least is not None and most is not None:
        return say("{figure} to {figure_2}{unit}", figure=_figure(least), figure_2=_figure(most), unit=unit)
    if least is not None:
        return say("at least {figure}{unit}", figure=_figure(least), unit=unit)
    return say("at most {figure}{unit}", figure=_figure(most), unit=unit) if most is not None else ""


def _figure(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if float(number).is_integer() else f"{number:.2f}".rstrip("0")
