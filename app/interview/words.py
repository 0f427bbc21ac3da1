"""How messages speak of values: what kind a value is, the value as it was written, a series of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SHOWN = 60


def kind(value: object) -> str:
    """Return what kind of thing a value is ("a list", "text")."""
    if isinstance(value, bool):
        return "true or false"
    names = {int: "a number", float: "a number", str: "text", list: "a list", tuple: "a list", type(None): "empty"}
    return names.get(type(value), "a group of keys" if isinstance(value, Mapping) else "something else")


def printable(text: str) -> str:
    """Return a text that no screen takes for a command: controls and marks of direction as their codes."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def quoted(value: object) -> str:
    """Return a value as it was written, the beginning of a long text, controls as their codes; else its kind."""
    if isinstance(value, str):
        return f"“{printable(value[:_SHOWN])}{'…' if len(value) > _SHOWN else ''}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and abs(value) < 10**15:
        return str(value)
    return kind(value)


def series(words: Sequence[str]) -> str:
    """Return the words with commas, the first twelve of them."""
    shown = [*words[:12], "…"] if len(words) > 12 else words
    return ", ".join(shown) if shown else "nothing"
