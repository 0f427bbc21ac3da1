"""What the program says to people: an English text that remembers what it was made of, so that it can be translated.

A message is its English text in every way: it is compared, printed and stored as that. The pages look its pattern up in
a catalogue and fill the same values in. Whoever works with the text (cuts it, joins it) gets plain English back.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

Value = Any
"""What fills a place: a text of a person, a number, a date, another message."""

CAPITAL = "capital"
"""The link of a message whose one part gets a capital letter."""

_STORED = '{"say": '


class Message(str):
    """An English text, with what it was made of.

    `pattern` has named places ("{who} signs."), `many` is the pattern for all numbers but one, `values` fill the
    places. Without a pattern it is a list of `parts` with `link` between them, or one value by itself: the date or the
    number that the text puts in words.
    """

    __slots__ = ("link", "many", "parts", "pattern", "value", "values")

    pattern: str
    many: str
    values: Mapping[str, Value]
    parts: tuple[Value, ...]
    link: str
    value: Value

    def __new__(
        cls,
        text: str,
        pattern: str = "",
        values: Mapping[str, Value] | None = None,
        *,
        many: str = "",
        parts: Sequence[Value] = (),
        link: str = "",
        value: Value = None,
    ) -> Self:
        """Return the text with what it was made of."""
        made = super().__new__(cls, text)
        made.pattern, made.many, made.values = pattern, many, dict(values or {})
        made.parts, made.link, made.value = tuple(parts), link, value
        return made


def say(pattern: str, /, **values: Value) -> Message:
    """Return the pattern with its places filled. `pattern` is written out where it is said: catalogues gather it."""
    return Message(pattern.format(**values) if values else pattern, pattern, values)


def say_count(one: str, many: str, count: int, /, **values: Value) -> Message:
    """Return one of two patterns by number; {count} is the number."""
    filled = {"count": count, **values}
    return Message((one if count == 1 else many).format(**filled), one, filled, many=many)


def label(text: str) -> Message:
    """Return a text of the library, which catalogues gather from its files, as a message."""
    return Message(text, text)


def pattern(text: str, /, **values: Value) -> Message:
    """Return a pattern of the library with its places filled; only these places are, other braces stay."""
    filled = text
    for name, value in values.items():
        filled = filled.replace(f"{{{name}}}", str(value))
    return Message(filled, text, values)


def joined(parts: Iterable[Value], link: str = ", ") -> Message:
    """Return things one after the other; a `link` of "and" or "or" is translated, any other stays."""
    parts = tuple(parts)
    return Message(link.join(str(part) for part in parts), parts=parts, link=link)


def capitalised(text: str) -> Message:
    """Return a text with a capital letter: labels of options are written as they stand inside a sentence."""
    return Message(text[:1].upper() + text[1:], parts=(text,), link=CAPITAL)


def listed(parts: Iterable[Value], last: str = "and") -> Message:
    """Return things as a list in a sentence: "a, b and c"; `last` is "and" or "or"."""
    parts = tuple(parts)
    *others, end = map(str, parts) if parts else ("",)
    return Message(f" {last} ".join(filter(None, (", ".join(others), end))), parts=parts, link=last)


def in_words(text: str, value: datetime.date | float | str) -> Message:
    """Return the English words for a date, a number, or the code of a country or language ("territories:DE")."""
    return Message(text, value=value)


def to_stored(text: str) -> str:
    """Return a text as it is kept in a database: a message with what it was made of."""
    return json.dumps(_as_data(text), ensure_ascii=False) if isinstance(text, Message) else str(text)


def from_stored(stored: str) -> str:
    """Return a text that was kept; what is no message is an ordinary text."""
    if not stored.startswith(_STORED):
        return stored
    try:
        return _from_data(json.loads(stored))  # type: ignore[no-any-return]
    except (ValueError, KeyError, TypeError, AttributeError):
        return stored


def _as_data(value: Value) -> Any:
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    if not isinstance(value, Message):
        return value if isinstance(value, int | float) else str(value)
    data: dict[str, Any] = {"say": value.pattern, "text": str(value)}
    if value.values:
        data["with"] = {name: _as_data(inner) for name, inner in value.values.items()}
    if value.parts:
        data["parts"] = [_as_data(part) for part in value.parts]
    if value.value is not None:
        data["value"] = _as_data(value.value)
    return data | {name: text for name in ("many", "link") if (text := getattr(value, name))}


def _from_data(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    if "day" in data:
        return datetime.date.fromisoformat(data["day"])
    return Message(
        str(data["text"]),
        str(data["say"]),
        {str(name): _from_data(inner) for name, inner in data.get("with", {}).items()},
        many=str(data.get("many", "")),
        parts=[_from_data(part) for part in data.get("parts", ())],
        link=str(data.get("link", "")),
        value=_from_data(data.get("value")),
    )
