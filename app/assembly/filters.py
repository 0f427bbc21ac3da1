"""Filters: an answer as it is printed. Dates, money and lists follow the language of the document (Babel)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

from app.assembly.context import Context
from app.assembly.lookup import party_by_id, question_of
from app.model.expression import Value

GLUE: Final = "\u00a0"
"""No-break space."""

_UNITS: Final = ("days", "weeks", "months", "years")


class Measure(NamedTuple):
    """A formatted figure with the words glued to it: ("EUR ", "20,000", ""), ("", "30", " days").

    Only the figure is the answer; the words around it are the engine's, so that an answer stays as it was typed.
    """

    before: str
    figure: str
    after: str

    def __str__(self) -> str:
        """Return the whole as it is printed."""
        return self.before + self.figure + self.after


def apply(context: Context, name: str, value: Value, arguments: tuple[object, ...]) -> object:
    """Return the data of `value` passed through the filter called `name`.

    Raises ValueError when the data is not of the kind that the filter formats.
    """
    return FILTERS[name](context, value, arguments)


def number_text(context: Context, number: object) -> str:
    """Return a number in the figures of the document's language ("20,000"; "12.5")."""
    return _figure(_decimal(number), context.wording["locale"])


def join(context: Context, entries: Sequence[str], word: str) -> str:
    """Return "A", "A and B" or "A, B and C" with the word of the language for "and" or "or"."""
    if len(entries) < 2:
        return "".join(entries)
    return ", ".join(entries[:-1]) + f" {context.wording[word]} " + entries[-1]


def label(context: Context, data: object, key: str | None) -> str:
    """Return how a value is called: a party's short name, an option's label, else the value itself."""
    if isinstance(data, Mapping):
        return str(data.get("short_name") or data.get("label") or data.get("name") or data.get("id"))
    party = party_by_id(context.parties, data) or (
        party_by_id(context.framework.parties, data) if context.framework is not None else None
    )
    question = question_of(context, key) if key else None
    if question is not None and question.options:
        return next((option.label for option in question.options if option.value == data), str(data))
    if party is not None and (question is None or question.type.value in ("party", "parties")):
        return str(party.get("short_name") or data)
    return str(data)


def _decimal(number: object) -> Decimal:
    try:
        return Decimal(str(number))
    except InvalidOperation:
        raise ValueError(f"{number!r} is not a number") from None


def _entries(value: Value) -> Sequence[object]:
    return value.data if isinstance(value.data, list | tuple) else [value.data]


def _date(context: Context, value: Value, _: tuple[object, ...]) -> str:
    from babel.dates import format_date

    day = datetime.date.fromisoformat(str(value.data))
    return format_date(day, format="d MMMM y", locale=context.wording["locale"])


def _money(context: Context, value: Value, _: tuple[object, ...]) -> Measure:
    from babel.numbers import format_decimal

    if not isinstance(value.data, Mapping):
        raise ValueError(f"{value.data!r} is not an amount of money")
    amount = _decimal(value.data.get("amount"))
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    figure = format_decimal(amount, format=pattern, locale=context.wording["locale"])
    return Measure(f"{value.data.get('currency')}{GLUE}", figure, "")


def _unit(unit: str, context: Context, value: Value, _: tuple[object, ...]) -> Measure:
    return _with_unit(context, value.data, unit)


def _with_unit(context: Context, number: object, unit: str) -> Measure:
    return _in_units(_decimal(number), unit.removesuffix("s"), context.wording["locale"])


# Formatting by locale costs more than all the rest of a filter, and the same few figures come again and again.
@lru_cache(maxsize=4_096)
def _figure(number: Decimal, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale)


@lru_cache(maxsize=4_096)
def _in_units(number: Decimal, unit: str, locale: str) -> Measure:
    # Babel's list of units gives the plural of each language ("1 day", "2 days"; "1 jour", "2 jours").
    from babel.units import format_unit

    text = format_unit(number, f"duration-{unit}", length="long", locale=locale)
    figure = _figure(number, locale)
    before, _, after = text.partition(figure)
    return Measure(before, figure, after.replace(" ", GLUE, 1))


def _duration(context: Context, value: Value, _: tuple[object, ...]) -> Measure:
    if not isinstance(value.data, Mapping):
        raise ValueError(f"{value.data!r} is not a duration")
    unit = next((unit for unit in _UNITS if unit in value.data), None)
    if unit is None:
        raise ValueError(f"{value.data!r} names no unit (days, weeks, months, years)")
    return _with_unit(context, value.data[unit], unit)


def _times(context: Context, value: Value, _: tuple[object, ...]) -> str:
    number = _decimal(value.data)
    if number in (1, 2):
        return context.wording["once" if number == 1 else "twice"]
    return context.wording["times"].format(number=number_text(context, number))


def _ordinal(context: Context, value: Value, _: tuple[object, ...]) -> str:
    number = int(_decimal(value.data))
    if context.language != "en":
        return f"{number}."
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _percent(context: Context, value: Value, _: tuple[object, ...]) -> Measure:
    return Measure("", number_text(context, value.data), f"{GLUE}%")


def _number(context: Context, value: Value, _: tuple[object, ...]) -> str:
    return number_text(context, value.data)


def _series(word: str, context: Context, value: Value, _: tuple[object, ...]) -> str:
    return join(context, [label(context, entry, value.key) for entry in _entries(value)], word)


def _label(context: Context, value: Value, _: tuple[object, ...]) -> str:
    return label(context, value.data, value.key)


def _party_share(context: Context, value: Value, arguments: tuple[object, ...]) -> str:
    """Return the rule of a quorum or majority, never a head count: it would be false after the next accession."""
    words = context.wording
    if value.data == "pct":
        number = number_text(context, arguments[0]) if arguments else ""
        return words["pct_of_parties"].format(number=number).replace(" %", f"{GLUE}%")
    names = {"all": "every_party", "majority": "majority_of_parties", "two_thirds": "two_thirds_of_parties"}
    if value.data not in names:
        raise ValueError(f"{value.data!r} is not a share of the Parties (all, majority, two_thirds, pct)")
    return words[names[str(value.data)]]


def _rules(context: Context, value: Value, arguments: tuple[object, ...]) -> str:
    """Return the name of an institution's rules from the dated reference data."""
    entry = context.library.facts("institutions", str(value.data))
    rules = entry.get("rules") if isinstance(entry, Mapping) else None
    name = rules.get(arguments[0]) if isinstance(rules, Mapping) else None
    if not name:
        raise ValueError(f"the reference data names no {arguments[0]} rules of {value.data!r}")
    return str(name)


def _the_country(context: Context, value: Value, _: tuple[object, ...]) -> Measure | str:
    """Return countries as they stand in a sentence: with the article that the language gives to some names."""
    names = [_with_article(context, country) for country in _entries(value)]
    return names[0] if len(names) == 1 else join(context, [str(name) for name in names], "and")


def _with_article(context: Context, country: object) -> Measure:
    from babel import Locale

    words = context.wording
    article = f"{words['article']} " if str(country) in words["countries_with_article"].split() else ""
    return Measure(article, Locale.parse(words["locale"]).territories.get(str(country), str(country)), "")


def _territory(kind: str, context: Context, value: Value, _: tuple[object, ...]) -> str:
    from babel import Locale

    locale = Locale.parse(context.wording["locale"])
    names = locale.territories if kind == "country" else locale.languages
    return join(context, [names.get(str(entry), str(entry)) for entry in _entries(value)], "and")


def _lower(_context: Context, value: Value, _: tuple[object, ...]) -> str:
    return str(value.data).lower()


def _upper_first(_context: Context, value: Value, _: tuple[object, ...]) -> str:
    text = str(value.data)
    return text[:1].upper() + text[1:]


def _unchanged(_context: Context, value: Value, _: tuple[object, ...]) -> object:
    return value.data


FILTERS: Final[Mapping[str, Callable[[Context, Value, tuple[object, ...]], Any]]] = {
    "date": _date,
    "money": _money,
    "duration": _duration,
    "days": partial(_unit, "days"),
    "months": partial(_unit, "months"),
    "years": partial(_unit, "years"),
    "hours": partial(_unit, "hours"),
    "times": _times,
    "ordinal": _ordinal,
    "percent": _percent,
    "number": _number,
    "list": partial(_series, "and"),
    "or_list": partial(_series, "or"),
    "names": partial(_series, "and"),
    "label": _label,
    "party_share": _party_share,
    "rules": _rules,
    "country": partial(_territory, "country"),
    "the_country": _the_country,
    "language": partial(_territory, "language"),
    "lower": _lower,
    "upper_first": _upper_first,
    "default": _unchanged,
    "or_nothing": _unchanged,
}
"""Every filter by name. `default` and `or_nothing` act on missing answers only; the scope sees to that."""
