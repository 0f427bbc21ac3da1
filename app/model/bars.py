"""Bars in tables: a cell such as "3–8" drawn on the scale of its column, as in the time plan of a project.

The text of the cell stays where it is, so that every format says the same; the bar is its picture.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from app.model.document import Runs, Table, text_of

BAR: Final = "bar"
"""The alignment of a column whose cells are drawn."""

_RANGE: Final = re.compile(r"(\d{1,4})(?:\s*[–-]\s*(\d{1,4}))?")


class Bar(NamedTuple):
    """A bar on the scale of its column: where it begins and where it ends, as parts of the whole width, 0 to 1."""

    start: float
    end: float


def bars_of(table: Table, column: int) -> tuple[Bar | None, ...]:
    """Return the bar of each row of a column; None where the cell names no range, or one outside the scale.

    The scale runs from 1 to the last figure of the column's head ("Months 1–24"), else to the last figure of any cell.
    A cell with one figure is one unit long.
    """
    ranges = [_range(row.cells[column]) for row in table.rows]
    head = _RANGE.findall(text_of(table.head[column]))
    named = max((int(last or first) for first, last in head), default=0)
    length = named or max((last for _, last in filter(None, ranges)), default=1)
    return tuple(_bar(one, length) for one in ranges)


def _range(cell: Runs) -> tuple[int, int] | None:
    match = _RANGE.fullmatch(text_of(cell).strip())
    return (int(match[1]), int(match[2] or match[1])) if match else None


def _bar(one: tuple[int, int] | None, length: int) -> Bar | None:
    if one is None or not 1 <= one[0] <= one[1] <= length:
        return None
    return Bar((one[0] - 1) / length, one[1] / length)
