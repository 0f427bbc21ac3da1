"""Rows as a file that spreadsheet programs open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA_LIKE: Final = ("=", "+", "-", "@", "\t", "\r")


def written(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Return rows as CSV in UTF-8 with its mark, as spreadsheet programs expect.

    A cell that such a program would take for a formula gets an apostrophe before it; reading takes it away again.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=delimiter)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_LIKE) else cell for cell in row])
    return made.getvalue().encode("utf-8-sig")
