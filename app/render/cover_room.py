"""How the parties stand on the cover, so that title and parties end above the draft mark: the same in PDF and Word."""

from __future__ import annotations

from math import ceil
from textwrap import wrap
from typing import Final, Literal

from app.model.document import CoverParty, Document, text_of

Parties = Literal["one column", "two columns", "short names"]

_ROOM: Final = 556
"""Points from the rule at the top of a cover to 8 mm above the draft mark."""

_ABOVE_TITLE: Final = 160
"""Points for the reference, the space below it and the line above the title."""

_SPARED: Final = 79
"""Points that a crowded cover saves above its title."""


def parties(document: Document) -> Parties:
    """Return the fullest way to show the parties that leaves the draft mark free; short names when none does.

    Two columns may have the title stand higher: a cover without the names in law says less than one with less air.
    """
    if _height(document, "one column") <= _ROOM:
        return "one column"
    return "two columns" if _height(document, "two columns") <= _ROOM + _SPARED else "short names"


def is_crowded(document: Document) -> bool:
    """Whether the parties, as they are shown, would run into the draft mark, so that the title has to stand higher."""
    return _height(document, parties(document)) > _ROOM


def _height(document: Document, way: Parties) -> int:
    """Return points, taken from the type sizes of the cover and from widths that a line holds of wide letters too."""
    title = 36 * _lines(document.title, 27) + 3
    subtitle = 21 * _lines(text_of(document.subtitle), 58) + 30
    return _ABOVE_TITLE + title + subtitle + 19 + _of_parties(document.parties, way)


def _of_parties(all_parties: tuple[CoverParty, ...], way: Parties) -> int:
    if way == "one column":
        return sum(15 * _lines_of(one, 76) + 9 for one in all_parties)
    if way == "short names":
        return 19 * ceil(len(all_parties) / 2)
    pairs = zip(all_parties[::2], (*all_parties[1::2], *all_parties[-1:]), strict=False)
    return sum(13 * max(_lines_of(one, 36) for one in pair) + 6 for pair in pairs)


def _lines_of(party: CoverParty, width: int) -> int:
    return sum(max(1, _lines(text_of((run,)), width)) for run in (party.short, party.name, party.seat))


def _lines(text: str, width: int) -> int:
    # Nearly all texts are shorter than a line, and to wrap them takes as long as all else on the cover.
    if text.isprintable() and 0 < len(text) <= width:
        return 1 if text.strip(" ") else 0
    return len(wrap(text, width))
