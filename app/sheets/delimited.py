"""Texts in which tabs, semicolons, commas or bars divide the cells (CSV, or what was copied from a spreadsheet)."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Final

from app.errors import SheetError
from app.model.message import say

_DELIMITERS: Final = "\t;,|"
_LOOKED_AT: Final = 30
"""So many rows decide what divides the cells."""


def read_delimited(text: str) -> Iterator[list[str]]:
    """Yield the rows of a text. Raises SheetError where a quotation mark opens a text that never ends."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        # A line that only some spreadsheet programs know: it names what divides the cells.
        yield []
        yield from _rows(rest, first.strip()[-1])
        return
    yield from _rows(text, _delimiter(text))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    _check_ends(text, delimiter)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        raise _unpaired(reader.line_num) from None


def _check_ends(text: str, delimiter: str) -> None:
    """Refuse a text whose last cell is opened by a quotation mark and never closed: it would swallow rows."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for _ in reader:
            before = reader.line_num
    except csv.Error as error:
        if "end of data" in str(error):
            raise _unpaired(before + 1) from None


def _unpaired(line: int) -> SheetError:
    return SheetError(
        say("Line {line} cannot be read: a quotation mark in it has no partner. Add it, or delete the mark.", line=line)
    )


def _delimiter(text: str) -> str:
    """Return what divides the cells: that which gives most rows the same number of cells, and the most of them."""
    best, found = (0.0, 0), "\t"
    for delimiter in _DELIMITERS:
        beginning = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in itertools.islice(beginning, _LOOKED_AT) if row]
        except csv.Error:
            continue
        width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
        if width > 1 and (times / len(widths), width) > best:
            best, found = (times / len(widths), width), delimiter
    return found
