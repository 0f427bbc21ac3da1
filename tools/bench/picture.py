"""The comparison as a picture: a dot for each technique on a scale of times, as SVG written by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final, NamedTuple

from tools.bench.results import Row

_WIDTH: Final = 860
_LEFT: Final = 190
_RIGHT: Final = 130
_LINE: Final = 22
_HEAD: Final = 34
_TOP: Final = 56
_BOTTOM: Final = 40
_OURS: Final = "#1b365d"
_THEIRS: Final = "#b4560f"
_INK: Final = "#222222"
_PALE: Final = "#d5dae1"
_TITLES: Final = {"docx": "DOCX, assembly included", "pdf": "PDF, assembly included", "html": "HTML, assembly included"}


class _Dot(NamedTuple):
    """One technique: its name, its time in milliseconds, whether it is ours, and what is written beside it."""

    name: str
    milliseconds: float
    ours: bool
    note: str


def picture(rows: list[Row]) -> str:
    """Return an SVG of the rows that have a peer: for each format and workload, ours and the peers on one scale."""
    groups = [
        (f"{_TITLES[name]} · {workload}", list(_dots(list(members))))
        for (name, workload), members in groupby(_shown(rows), key=lambda row: (row.name, row.workload))
    ]
    times = [dot.milliseconds for _, dots in groups for dot in dots] or [1.0]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)) + 0.01)
    height = _TOP + sum(_HEAD + _LINE * len(dots) for _, dots in groups) + _BOTTOM
    body = [*_scale(low, high, height), *_groups(groups, low, high)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
            f'height="{height}" font-family="sans-serif" font-size="13" fill="{_INK}" role="img">',
            "<title>Time for one document, ours and its peers</title>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
            _text(16, 26, "Time for one document, warm, on a logarithmic scale; further left is faster", weight="bold"),
            *body,
            "</svg>\n",
        )
    )


def _shown(rows: list[Row]) -> list[Row]:
    order = {"docx": 0, "pdf": 1, "html": 2}
    shown = [row for row in rows if row.name in order and row.peer is not None]
    return sorted(shown, key=lambda row: order[row.name])


def _dots(rows: list[Row]) -> Iterator[_Dot]:
    yield _Dot("Syngraph", rows[0].median_ms, True, "")
    for row in sorted(rows, key=lambda each: each.peer_ms or 0):
        note = "" if row.ratio is None else f"{row.ratio:.1f} × ours"
        yield _Dot(row.peer or "", row.peer_ms or row.median_ms, False, note)


def _scale(low: int, high: int, height: int) -> Iterator[str]:
    for power in range(low, high + 1):
        x = _place(10**power, low, high)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 8}" y2="{height - _BOTTOM}" stroke="{_PALE}"/>'
        label = f"{10 ** (power - 3)} s" if power >= 3 else f"{10**power} ms"
        yield _text(x, height - _BOTTOM + 20, label, anchor="middle")


def _groups(groups: list[tuple[str, list[_Dot]]], low: int, high: int) -> Iterator[str]:
    y = _TOP
    for title, dots in groups:
        yield _text(16, y + 16, title, weight="bold")
        y += _HEAD
        for dot in dots:
            x = _place(dot.milliseconds, low, high)
            colour = _OURS if dot.ours else _THEIRS
            start = _place(10**low, low, high)
            yield _text(_LEFT - 10, y, dot.name, anchor="end")
            yield f'<line x1="{start:.1f}" x2="{x:.1f}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="2"/>'
            yield f'<circle cx="{x:.1f}" cy="{y - 4}" r="5" fill="{colour}"/>'
            note = f" · {dot.note}" if dot.note else ""
            yield _text(x + 10, y, f"{_milliseconds(dot.milliseconds)}{note}")
            y += _LINE


def _place(milliseconds: float, low: int, high: int) -> float:
    share = (math.log10(milliseconds) - low) / (high - low)
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _milliseconds(value: float) -> str:
    if value >= 1000:
        return f"{value / 1000:.1f} s"
    return f"{value:.0f} ms" if value >= 20 else f"{value:.1f} ms"


def _text(x: float, y: float, text: str, anchor: str = "start", weight: str = "normal") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">{escape(text)}</text>'
