"""Values of questions from a number: 0 gives the plainest value that the question takes, every other number some other.

Numbers instead of a strategy for each type: a whole contract is a few hundred small numbers, which are drawn quickly and
shrink to the few that matter.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.model.expression import TBC
from app.model.question import Question, QuestionType

COUNTRIES: Final = ("BE", "DE", "IT", "PL", "GR", "NO", "IS", "CH", "GB", "US", "XK")
LANGUAGES: Final = ("en", "fr", "de", "el", "hu")
CURRENCIES: Final = ("EUR", "PLN", "HUF", "CHF", "JPY")
MOST_ROWS: Final = 12
_FIRST_DAY: Final = datetime.date(2024, 1, 1)
_DAYS: Final = ("2027-03-01", "2028-02-29", "1999-12-31", "0001-01-01", "9999-12-31")
_INTEGERS: Final = (0, 1, 2, 3, 7, 12, 14, 21, 30, 60, 365, 1_000, 1_000_000)


@dataclass(frozen=True)
class Stock:
    """What values are made from: the ids of the parties, and texts as people type them."""

    parties: tuple[str, ...]
    texts: tuple[str, ...]


def value(question: Question, turn: int, stock: Stock) -> Any:
    """Return a value that the question takes, within its limits; turn 0 is the plainest."""
    return _MAKERS[question.type](question, turn, _chance(question, turn), stock)


def _chance(question: Question, turn: int) -> random.Random:
    return random.Random(f"{question.key}:{turn}")  # noqa: S311 - chance for tests, nothing secret


def _pick(turn: int, chance: random.Random, among: Sequence[Any]) -> Any:
    return chance.choice(among) if turn else among[0]


def _text(question: Question, turn: int, chance: random.Random, stock: Stock) -> str:
    limits, example = question.limits, question.example
    plain = example if isinstance(example, str) and example != TBC else question.label
    if limits.pattern is not None or not turn:
        return plain
    text = str(chance.choice((plain, *stock.texts)))
    if question.type is QuestionType.LONG_TEXT and chance.random() < 0.3:
        text = f"{text}\n\n{chance.choice(stock.texts)}\nand more"
    text = text[: limits.longest].strip() if limits.longest is not None else text
    return text + "x" * ((limits.shortest or 1) - len(text))


def _choice(question: Question, turn: int, chance: random.Random, stock: Stock) -> str:
    return str(_pick(turn, chance, [option.value for option in question.options]))


def _choices(question: Question, turn: int, chance: random.Random, stock: Stock) -> list[str]:
    return _some(question, [option.value for option in question.options], turn, chance)


def _yesno(question: Question, turn: int, chance: random.Random, stock: Stock) -> bool:
    return bool(_pick(turn, chance, [question.example is not False, True, False]))


def _number(question: Question, turn: int, chance: random.Random, *, least: float, most: float) -> float:
    limits = question.limits
    least = limits.minimum if limits.minimum is not None else least
    most = limits.maximum if limits.maximum is not None else max(most, least)
    if not turn and isinstance(question.example, int | float) and least <= question.example <= most:
        return question.example
    within = [number for number in _INTEGERS if least <= number <= most]
    return float(_pick(turn, chance, [*within, least, most, chance.randint(int(least), int(most))]))


def _integer(question: Question, turn: int, chance: random.Random, stock: Stock) -> int:
    return int(_number(question, turn, chance, least=0, most=1_000_000))


def _percentage(question: Question, turn: int, chance: random.Random, stock: Stock) -> float:
    number = _number(question, turn, chance, least=0, most=100)
    least = question.limits.minimum or 0
    return number - 0.25 if turn and chance.random() < 0.2 and number - 0.25 >= least else int(number)


def _money(question: Question, turn: int, chance: random.Random, stock: Stock) -> dict[str, Any]:
    amount = _number(question, turn, chance, least=0, most=10**9)
    cents = 0.05 if turn and chance.random() < 0.3 else 0
    return {"amount": amount + cents, "currency": _pick(turn, chance, CURRENCIES)}


def _duration(question: Question, turn: int, chance: random.Random, stock: Stock) -> dict[str, int]:
    return {_pick(turn, chance, ("months", "days", "weeks", "years")): _integer(question, turn, chance, stock)}


def _date(question: Question, turn: int, chance: random.Random, stock: Stock) -> str:
    if not turn:
        return str(question.example or _DAYS[0])
    near = (_FIRST_DAY + datetime.timedelta(days=chance.randrange(6_000))).isoformat()
    return str(chance.choice((near, near, near, *_DAYS)))


def _country(question: Question, turn: int, chance: random.Random, stock: Stock) -> str:
    return str(_pick(turn, chance, COUNTRIES))


def _language(question: Question, turn: int, chance: random.Random, stock: Stock) -> str:
    return str(_pick(turn, chance, LANGUAGES))


def _party(question: Question, turn: int, chance: random.Random, stock: Stock) -> str:
    return str(_pick(turn, chance, stock.parties))


def _parties(question: Question, turn: int, chance: random.Random, stock: Stock) -> list[str]:
    return _some(question, stock.parties, turn, chance)


def _some(question: Question, among: Sequence[str], turn: int, chance: random.Random) -> list[str]:
    least = min(len(among), int(question.limits.minimum or 1))
    most = max(least, min(len(among), int(question.limits.maximum or len(among))))
    return sorted(chance.sample(among, chance.randint(least, most)), key=among.index) if turn else list(among[:least])


def _rows(question: Question, turn: int, chance: random.Random, stock: Stock) -> list[Any]:
    limits = question.limits
    least = int(limits.minimum or 0)
    most = min(MOST_ROWS, int(limits.maximum if limits.maximum is not None else MOST_ROWS))
    count = chance.randint(least, max(least, most)) if turn else max(1, least)
    turns = [chance.randrange(1, 1_000) if turn else 0 for _ in range(count)]
    if question.item is not None:
        cell = Question(question.key, question.item, question.label, options=question.options)
        drawn = dict.fromkeys(value(cell, one, stock) for one in turns)
        # The same entry twice counts once: others fill up what the limits ask for.
        others = (value(cell, one, Stock(stock.parties, (f"Entry {one}",))) for one in range(1_000, 2_000))
        while len(drawn) < least:
            drawn[next(others)] = None
        return list(drawn)
    return _summed(question, [_row(question, one, chance, stock) for one in turns])


def _row(question: Question, turn: int, chance: random.Random, stock: Stock) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in question.fields:
        given = value(field, chance.randrange(1, 1_000) if turn else 0, stock)
        if _applies(field, row) and (field.required or not turn or chance.random() < 0.5):
            row[field.key] = given
    return row


def _summed(question: Question, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with a column that adds up to what the question asks for."""
    name, total = question.limits.sum_field, question.limits.sum_total
    if name is not None and total is not None:
        for number, row in enumerate(rows):
            row[name] = int(total) // len(rows) + (int(total) % len(rows) if number == 0 else 0)
    return rows


def _applies(field: Question, row: Mapping[str, Any]) -> bool:
    return field.show_when is None or row.get(field.show_when[0]) == field.show_when[1]


_MAKERS: Final[Mapping[QuestionType, Callable[[Question, int, random.Random, Stock], Any]]] = {
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
    QuestionType.PARTY: _party,
    QuestionType.PARTIES: _parties,
    QuestionType.ROWS: _rows,
}
