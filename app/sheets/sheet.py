"""Rows of texts, whatever file they come from, and the limits that hold for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.errors import SheetError
from app.model.message import in_words, say

MOST_ROWS: Final = 5_000
"""The most rows that are read at once, headings apart."""

MOST_BYTES: Final = 5_000_000
"""The largest file that is read, and the most text that its cells may hold."""

MOST_COLUMNS: Final = 200
HEADINGS_WITHIN: Final = 10
"""Headings stand in one of the first rows: a title above them is common."""

NO_VALUE: Final = "#FORMULA?"
"""What stands for a formula whose value was never stored."""

_FORMULA_LIKE: Final = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that hold something, each a tuple of texts without empty ones at its end, and their numbers in the file.

    `notes` tell what was decided while reading: which sheet, which encoding.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def with_cells(self, changed: Iterable[tuple[int, int, str]]) -> Sheet:
        """Return the sheet with other texts at (row, column); places outside of it are passed over."""
        rows = [list(row) for row in self.rows]
        for row, column, text in changed:
            if row < len(rows) and column < MOST_COLUMNS:
                rows[row] += [""] * (column + 1 - len(rows[row]))
                rows[row][column] = text
        return Sheet(tuple(_trimmed(row) for row in rows), self.numbers, self.notes)

    def as_json(self) -> list[list[Any]]:
        """Return the rows as plain lists, each after its number, for a page that hands them to the next one."""
        return [[number, *row] for number, row in zip(self.numbers, self.rows, strict=True)]

    @classmethod
    def from_json(cls, plain: Any) -> Sheet:
        """Return the sheet that `as_json` made `plain` from. Raises ValueError for anything else."""
        if not isinstance(plain, list) or len(plain) > MOST_ROWS + HEADINGS_WITHIN:
            raise ValueError("no rows")
        for row in plain:
            is_row = isinstance(row, list) and row and isinstance(row[0], int) and len(row) <= MOST_COLUMNS + 1
            if not is_row or not all(isinstance(cell, str) for cell in row[1:]):
                raise ValueError("no row")
        return cls(tuple(tuple(row[1:]) for row in plain), tuple(row[0] for row in plain))


def sheet_of(rows: Iterable[Sequence[str]], notes: Sequence[str] = ()) -> Sheet:
    """Return rows of texts as a sheet: empty rows go, cells lose the spaces around them.

    Raises SheetError when nothing is left, or more than the limits allow; it reads no further than they reach.
    """
    kept: list[tuple[str, ...]] = []
    numbers: list[int] = []
    characters = 0
    for number, cells in enumerate(rows, start=1):
        row = _trimmed([_plain(cell) for cell in cells])
        if not row:
            continue
        characters += sum(len(cell) for cell in row)
        _within_limits(len(kept) + 1, len(row), characters)
        kept.append(row)
        numbers.append(number)
    if not kept:
        raise SheetError(say("The file is empty. Choose the one that holds the rows."))
    return Sheet(tuple(kept), tuple(numbers), tuple(notes))


def _within_limits(rows: int, columns: int, characters: int) -> None:
    if rows > MOST_ROWS + HEADINGS_WITHIN:
        raise too_many_rows()
    check_width(columns)
    if characters > MOST_BYTES:
        raise SheetError(say("The cells hold more than 5 MB of text. Divide the file."))


def check_width(columns: int) -> None:
    """Refuse a sheet with more columns than are read. Raises SheetError."""
    if columns > MOST_COLUMNS:
        limit = in_words(str(MOST_COLUMNS), MOST_COLUMNS)
        raise SheetError(say("The file has more than {limit} columns. Delete those that are not needed.", limit=limit))


def too_many_rows() -> SheetError:
    """Return the error for a file with more rows than are read at once."""
    limit = in_words(f"{MOST_ROWS:,}", MOST_ROWS)
    return SheetError(say("The file has more than {limit} rows. Divide it, or delete what is not needed.", limit=limit))


def _plain(cell: str) -> str:
    """Return a cell without spaces around it, and without the apostrophe that keeps a text from being a formula."""
    text = cell.replace("\u00a0", " ").strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_LIKE) else text


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return tuple(cells[:end])
