"""Bytes of a text file, in the encodings that spreadsheet programs write."""

from __future__ import annotations

import re
from typing import Final

from app.errors import SheetError
from app.model.message import say

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1f]")


def text_of(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and what has to be said about it. Raises SheetError for what is no text.

    A mark at the beginning decides; without one it is UTF-8, or UTF-16 where every other byte is zero, or else the
    Windows encoding of Western Europe: then the person is asked to look at the accents.
    """
    notes: tuple[str, ...] = ()
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), _without_mark(content))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise _no_text() from None
        text, notes = _windows(content)
    if _NO_TEXT.search(text):
        raise _no_text()
    return text, notes


def _without_mark(content: bytes) -> str:
    beginning = content[:2000]
    half = len(beginning) // 2
    if half and beginning[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    if half and beginning[0::2].count(0) > half * 0.6:
        return "utf-16-be"
    return "utf-8"


def _windows(content: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise _no_text() from None
    return text, (say("The file was read as Windows text of Western Europe. Look at the accents."),)


def _no_text() -> SheetError:
    return SheetError(say("This file is no spreadsheet. Save the table as XLSX or CSV and choose that file."))
