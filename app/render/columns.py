"""Widths of table columns, computed from what the cells hold, so that PDF and Word break the same lines."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from app.model.bars import BAR
from app.model.document import Row, Table, text_of

TEXT_WIDTH: Final = 150.0
"""The measure in millimetres; columns of text start at 0, 12, 20 and 29 mm."""
COLUMNS: Final = (0.0, 12.0, 20.0, 29.0)

_LETTER: Final = 1.62
"""Mean width of a letter of the table type (sans 9 pt) in millimetres; a heading is bold and 8 % wider."""
_HEAD: Final = 1.08
_FIGURE: Final = 1.2
"""Figures are wider than the mean letter, and bold in a total."""
_CAPITAL: Final = 1.35
"""So are capitals, which stand alone in the names of work packages ("WP1")."""
_WIDE: Final = 0.5
"""By so much of a letter these are wider than the mean: "Know-how" is not broken after its hyphen."""
_WIDE_LETTER: Final = re.compile("[mwMW@]")
_NARROW: Final = 0.4
"""By so much of a letter these are narrower, which adds up in an address."""
_NARROW_LETTER: Final = re.compile(r"[fijlrtI.,:;'’|()-]")
_PAD: Final = 2.6
_PAD_NUMBER: Final = 5.6
_BAR_LEAST: Final = 34.0
_BAR_MOST: Final = 60.0
"""Millimetres that a column of bars takes."""
_LONGEST_WORD: Final = 24
_LONGEST_ADDRESS: Final = 34
"""Letters of a word for which a column makes room; of an e-mail address, where the other columns leave it."""
_LONGEST_CELL: Final = 60
_WORD: Final = re.compile(r"\b\d{1,2}\.? [^\W\d_]+(?= \d{4}\b)|\S+")
"""A word; the day and the month of a date count as one, its year may follow in the next line."""


class _Column(NamedTuple):
    """What a column needs in millimetres: for its longest word, for its longest word or address, for its longest cell.

    An address counts in full where there is room for it: broken inside a word it cannot be copied from paper.
    """

    least: float
    with_address: float
    line: float


def table_width(table: Table) -> float:
    """Return the width of the table in millimetres: from its column to the right margin."""
    return TEXT_WIDTH - COLUMNS[min(table.depth, len(COLUMNS) - 1)]


def column_widths(table: Table) -> tuple[float, ...]:
    """Return the widths of the columns in millimetres; they add up to `table_width`.

    As browsers do it: every column gets room for its longest word; what is left goes to the columns whose text would
    still break, in proportion to what they lack.
    """
    width = table_width(table)
    columns = [_measured(table, index) for index in range(len(table.head))]
    least = [column.with_address for column in columns]
    if sum(least) > width:
        least = [column.least for column in columns]
    most = [max(low, column.line) for low, column in zip(least, columns, strict=True)]
    if sum(most) <= width:
        return _rounded(_stretched(most, table.aligns, width), width)
    if sum(least) >= width:
        return _rounded([part * width / sum(least) for part in least], width)
    share = (width - sum(least)) / (sum(most) - sum(least))
    return _rounded([low + (high - low) * share for low, high in zip(least, most, strict=True)], width)


def is_for_handwriting(row: Row) -> bool:
    """Whether a row asks for an entry: something stands in its first cell, and in no other."""
    first, *others = row.cells
    return bool(others) and not any(map(text_of, others)) and bool(text_of(first))


def _measured(table: Table, index: int) -> _Column:
    if table.aligns[index] == BAR:
        return _Column(_BAR_LEAST, _BAR_LEAST, _BAR_MOST)
    figures = table.aligns[index] == "right"
    pad, letter = (_PAD_NUMBER, _FIGURE) if figures else (_PAD, 1.0)
    head = text_of(table.head[index])
    cells = [text_of(row.cells[index]) for row in table.rows]
    if not any(cells):
        # Nothing stands in this column: it is there to be filled in by hand, and gets its share in full.
        return _Column(*(table_width(table) / len(table.head),) * 3)
    # All cells at once, each of their words once: the rows of a long table say much the same.
    text = "\n".join(cells)
    words = [_letters(part) * _HEAD for part in head.split()]
    words += [_letters(part) * (_CAPITAL if part.isupper() else letter) for part in set(_WORD.findall(text))]
    # A heading may break between words; it does not widen a column beyond half of itself.
    line = max(len(head) * _HEAD / 2, max(map(len, text.splitlines()), default=0) * letter)
    address = max((_letters(part) for part in text.split() if "@" in part), default=0) if "@" in text else 0
    word, room = max(words, default=1), max(_LONGEST_WORD, min(address, _LONGEST_ADDRESS))
    wanted = (min(word, _LONGEST_WORD), min(word, room), min(line, _LONGEST_CELL))
    return _Column(*(letters * _LETTER + pad for letters in wanted))


def _letters(word: str) -> float:
    return len(word) + _WIDE * len(_WIDE_LETTER.findall(word)) - _NARROW * len(_NARROW_LETTER.findall(word))


def _stretched(widths: list[float], aligns: tuple[str, ...], total: float) -> list[float]:
    """Spread what is left over the columns of text; columns of figures stay narrow."""
    takes = [0.0 if align == "right" else width for width, align in zip(widths, aligns, strict=True)]
    if not any(takes):
        takes = widths
    spare = total - sum(widths)
    return [width + spare * take / sum(takes) for width, take in zip(widths, takes, strict=True)]


def _rounded(widths: list[float], total: float) -> tuple[float, ...]:
    rounded = [round(width, 1) for width in widths]
    rounded[-1] = round(total - sum(rounded[:-1]), 1)
    return tuple(rounded)
