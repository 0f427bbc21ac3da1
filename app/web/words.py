"""Words in the language of the interface: messages of the program, counts, times, dates, names of clauses."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from flask_babel import get_locale
from markupsafe import Markup

from app.model.message import CAPITAL, Message
from app.web.language import current, gettext, ngettext, translations

if TYPE_CHECKING:
    from flask import Flask

Plural = tuple[str, str]


def plural(one: str, many: str) -> Plural:
    """Return a text for one and for several; written out where it stands, so that catalogues gather it."""
    return one, many


COUNTED: Final[dict[str, Plural]] = {
    "answer": plural("%(num)d answer", "%(num)d answers"),
    "blank": plural("%(num)d blank", "%(num)d blanks"),
    "blank left": plural("%(num)d blank left", "%(num)d blanks left"),
    "clause": plural("%(num)d clause", "%(num)d clauses"),
    "error": plural("%(num)d error", "%(num)d errors"),
    "hint": plural("%(num)d hint", "%(num)d hints"),
    "missing": plural("%(num)d missing", "%(num)d missing"),
    "person here": plural("%(num)d person", "%(num)d people"),
    "text": plural("%(num)d text", "%(num)d texts"),
    "to confirm": plural("%(num)d to confirm", "%(num)d to confirm"),
    "to look at": plural("%(num)d to look at", "%(num)d to look at"),
    "warning": plural("%(num)d warning", "%(num)d warnings"),
}
"""What pages count, by the name under which templates ask for it."""


def register(app: Flask) -> None:
    """Give templates their words."""
    words: tuple[Callable[..., Any], ...] = (told, label, counted, series, severity, clause_name)
    app.jinja_env.globals.update(english=english, script_texts=script_texts)
    app.jinja_env.filters.update({word.__name__: word for word in words})


def english() -> Markup:
    """Return what marks an element whose text is English while the page speaks another language."""
    return Markup("") if current() == "en" else Markup(' lang="en"')


def script_texts() -> dict[str, str]:
    """Return what the script of the pages says."""
    return {
        "show": gettext("Show the contract"),
        "hide": gettext("Hide the contract"),
        "saving": gettext("Saving…"),
        "offline": gettext("Not saved yet, no connection. Kept in this page."),
        "unpasted": gettext(
            "Some of what was pasted fits no column. “Paste rows” shows what, before anything is stored."
        ),
        "unwritten": gettext("Not saved yet, the service cannot write. Kept in this page."),
    }


def label(text: str) -> str:
    """Return a text of the library in the language of the interface; one without a translation stays as it is."""
    return gettext(text) if text else ""


def counted(number: int, what: str) -> str:
    """Return a count with its noun: "1 answer", "3 answers"; `what` is a key of COUNTED."""
    return ngettext(*COUNTED[what], number)


def series(words: list[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    return _listed(words, "and")


def severity(kind: str) -> str:
    """Return how a finding of this severity is called."""
    return {"error": gettext("Error"), "warning": gettext("Warning"), "hint": gettext("Hint")}[str(kind)]


def clause_name(number: str) -> str:
    """Return how a clause is called by its printed number: "Clause 5"; a number that says what it is stays."""
    return gettext("Clause %(number)s", number=number) if number[:1].isdigit() else number


def day(value: datetime.date, form: str = "long") -> str:
    """Return a date in words: "31 December 2028"."""
    return str(format_date(value, form, locale=get_locale() or "en_GB"))


def short_day(value: datetime.date, with_year: bool) -> str:
    """Return a date as lists show it: "19 Nov", "3 Nov 2025"."""
    return str(format_skeleton("yMMMd" if with_year else "MMMd", value, locale=get_locale() or "en_GB"))


def clock(moment: datetime.datetime) -> str:
    """Return a time of the day: "10:42"."""
    return str(format_time(moment, "HH:mm", locale=get_locale() or "en_GB"))


def told(text: Any) -> str:
    """Return a message of the program in the language of the interface; any other text stays as it is."""
    if not isinstance(text, Message) or current() == "en":
        return str(text)
    if text.parts:
        return _parts(text)
    if text.value is not None:
        return _value(text.value, str(text))
    return _filled(text)


def words_of(error: Exception) -> str:
    """Return what an error says, in the language of the interface."""
    return told(error.args[0]) if error.args else str(error)


def _filled(message: Message) -> str:
    known = translations(current())
    if message.many:
        found = known.ungettext(message.pattern, message.many, message.values["count"])
        is_known = found not in (message.pattern, message.many)
    else:
        found = known.ugettext(message.pattern)
        is_known = found != message.pattern
    # Only patterns of a catalogue are filled: what was stored under the name of a message might be no pattern of ours.
    if not is_known:
        return str(message)
    return (
        found.format(**{name: _value(value, str(value)) for name, value in message.values.items()})
        if message.values
        else str(found)
    )


def _parts(message: Message) -> str:
    parts = [_value(part, str(part)) for part in message.parts]
    if message.link == CAPITAL:
        return "".join(parts)[:1].upper() + "".join(parts)[1:]
    if message.link in ("and", "or"):
        return _listed(parts, message.link)
    if (word := message.link.strip()) in ("and", "or"):
        return functools.reduce(lambda before, part: _listed([before, part], word), parts)
    return message.link.join(parts)


def _value(value: Any, text: str) -> str:
    """Return what fills a place of a message; `text` is its English."""
    if isinstance(value, Message):
        return told(value)
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _GROUPED:
        return str(format_decimal(value, locale=get_locale()))
    if hasattr(value, "amount") and hasattr(value, "currency"):
        return f"{format_decimal(value.amount, locale=get_locale())} {value.currency}"
    if isinstance(value, str) and value.startswith((_COUNTRY, _LANGUAGE)) and value != text:
        kind, _, code = value.partition(":")
        return str(getattr(Locale.parse(current()), kind).get(code, text))
    return text


_GROUPED: Final = 10_000
"""Smaller numbers may be years, and read the same in every language."""
_COUNTRY: Final = "territories:"
_LANGUAGE: Final = "languages:"


def _listed(words: list[str], last: str) -> str:
    *others, end = words or [""]
    if not others:
        return end
    before = ", ".join(others)
    if last == "or":
        return gettext("%(before)s or %(last)s", before=before, last=end)
    return gettext("%(before)s and %(last)s", before=before, last=end)
