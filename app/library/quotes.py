"""Straight quotation marks become those of the language when the library loads."""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Marks(NamedTuple):
    """The quotation marks of a language: double and single, opening and closing, and the apostrophe."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    apostrophe: str = "’"


_MARKS: Final = {
    "en": Marks("“", "”", "‘", "’"),
    "de": Marks("„", "“", "‚", "‘"),
    "fr": Marks("«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›"),
    "es": Marks("«", "»", "“", "”"),
    "it": Marks("«", "»", "“", "”"),
    "pl": Marks("„", "”", "‚", "’"),
    "nl": Marks("“", "”", "‘", "’"),
}
_OPENS_AFTER: Final = " \n\t([{–—/\u00a0"
_QUOTE: Final = re.compile(r"[\"']")


def marks(language: str) -> Marks:
    """Return the quotation marks of a language; the English ones where it is not known."""
    return _MARKS.get(language, _MARKS["en"])


def curled(text: str, language: str, before: str = "") -> str:
    """Return `text` with the quotation marks of `language`. `before` is the character that stands in front of it."""
    if '"' not in text and "'" not in text:
        return text
    used = marks(language)

    def mark(match: re.Match[str]) -> str:
        previous = text[match.start() - 1] if match.start() else before
        opens = not previous or previous in _OPENS_AFTER or previous in (used.opening[-1], used.inner_opening[-1])
        if match[0] == '"':
            return used.opening if opens else used.closing
        # A mark before a digit is an apostrophe ('90s), and so is one that closes nothing (the Parties').
        follows = text[match.end() : match.end() + 1]
        if opens and not follows.isdigit():
            return used.inner_opening
        opened = text.rfind(" '", 0, match.start()) >= 0 or text.startswith("'")
        return used.inner_closing if opened and not follows.isalnum() else used.apostrophe

    return _QUOTE.sub(mark, text)
