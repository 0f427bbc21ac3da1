"""Answers made from questions: one that counts as true, one that counts as false, one that is something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.model.question import Question, QuestionType

Choose = Callable[[Question], Any]
"""Makes an answer to a question."""

ABSENT: Final = "\0absent"
"""Demanded of an answer that must not be there."""

COUNTRIES: Final = {"EU": "BE", "EEA_EFTA": "NO", "CH": "CH", "UK": "GB", "OTHER": "US"}
"""A country for each status that a party can have."""

_EXAMPLES: Final[Mapping[QuestionType, Any]] = {
    QuestionType.TEXT: "Example",
    QuestionType.LONG_TEXT: "An example of an answer.",
    QuestionType.INTEGER: 2,
    QuestionType.PERCENTAGE: 10,
    QuestionType.DATE: "2027-03-01",
    QuestionType.COUNTRY: "BE",
    QuestionType.LANGUAGE: "en",
    QuestionType.MONEY: {"amount": 1000, "currency": "EUR"},
    QuestionType.DURATION: {"months": 6},
    QuestionType.PARTY: "",
    QuestionType.PARTIES: [""],
}
"""Answers to columns, which need no example of their own; parties are put in where the answers are bent."""


def truthy(question: Question) -> Any:
    """Return an answer that counts as true."""
    if question.type is QuestionType.YESNO:
        return True
    if question.example not in (None, "", [], False):
        return question.example
    if question.options:
        return question.options[0].value
    return _EXAMPLES.get(question.type, question.default)


def falsy(question: Question) -> Any:
    """Return an answer that counts as false: no, an empty list, nothing."""
    if question.type is QuestionType.YESNO:
        return False
    if question.type in (QuestionType.ROWS, QuestionType.CHOICES, QuestionType.PARTIES):
        return []
    if question.default is not None and question.type in (QuestionType.INTEGER, QuestionType.PERCENTAGE):
        return 0
    return ABSENT


def other(question: Question, values: list[Any], number: int = 0) -> Any:
    """Return an answer that is none of the values; `number` asks for the first, the second and so on."""
    if question.type is QuestionType.YESNO:
        return not values[0]
    known = [option.value for option in question.options]
    if question.type is QuestionType.COUNTRY:
        known = list(COUNTRIES.values())
    left = [value for value in known if value not in values]
    if left:
        return left[min(number, len(left) - 1)]
    return values[0] + 1 if isinstance(values[0], int) else ABSENT
