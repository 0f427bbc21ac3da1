"""What was found, as rows: for the table, for output/bench.json and for the picture."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Row:
    """One line of the table: what we took, beside one peer.

    `ratio` is the peer's time divided by ours, None where there is no peer or where the two files differ. `growth` is
    the exponent with which the time grows with the words, from `mid` to `big`.
    """

    name: str
    workload: str
    median_ms: float
    peer: str | None = None
    ratio: float | None = None
    peak_mb: float | None = None
    peer_ms: float | None = None
    peer_mb: float | None = None
    growth: float | None = None
    remark: str = ""


def growth(small_ms: float, large_ms: float, small_words: int, large_words: int) -> float:
    """Return the exponent with which a time grows with the number of words; 1 is in proportion."""
    return math.log(large_ms / small_ms) / math.log(large_words / small_words)


def write_json(path: Path, rows: list[Row]) -> None:
    """Write the rows as a list of `name`, `workload`, `median_ms`, `peer`, `ratio` and `peak_mb`."""
    entries = [
        {
            "name": row.name,
            "workload": row.workload,
            "median_ms": round(row.median_ms, 3),
            "peer": row.peer,
            "ratio": None if row.ratio is None else round(row.ratio, 3),
            "peak_mb": row.peak_mb,
            **({"growth": round(row.growth, 3)} if row.growth is not None else {}),
        }
        for row in rows
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")


def table(rows: list[Row]) -> str:
    """Return the rows as text, columns one under the other."""
    head = ("workload", "what", "ours ms", "MB", "peer", "peer ms", "MB", "ratio", "growth", "")
    lines = [head, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(_line(line, widths) for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.workload,
        row.name,
        _figure(row.median_ms),
        _figure(row.peak_mb),
        row.peer or "",
        _figure(row.peer_ms),
        _figure(row.peer_mb),
        "" if row.ratio is None else f"{row.ratio:.2f}",
        "" if row.growth is None else f"{row.growth:.2f}",
        row.remark,
    )


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    left = (0, 1, 4, 9)
    padded = (
        cell.ljust(width) if place in left else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(padded).rstrip()


def _figure(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
