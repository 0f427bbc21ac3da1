"""The parts of a document in its mode, with the shared clauses that a standalone annex needs besides its own."""

from __future__ import annotations

import dataclasses
from typing import Final

from app.model.library import Library
from app.model.outline import Layout, Mode, Outline, OutlinePart, Placement
from app.model.placing import shared_clauses

_SIGNATURE: Final = "gen-signature"
_LINK: Final = "gen-annex-link"


def parts_of(outline: Outline, mode: Mode, library: Library) -> tuple[OutlinePart, ...]:
    """Return the parts of an outline with the placements of one mode; schedules are not among them."""
    parts = tuple(
        dataclasses.replace(part, placements=tuple(place for place in part.placements if mode in place.modes))
        for part in outline.parts
    )
    missing = shared_clauses(outline, library) if mode is Mode.STANDALONE else ()
    if missing:
        parts = _with_shared(parts, missing)
    return tuple(part for part in parts if part.placements)


def _with_shared(parts: tuple[OutlinePart, ...], missing: tuple[str, ...]) -> tuple[OutlinePart, ...]:
    """Return the parts with the parties in front, the definitions at the head and the rest before the signature."""
    if "gen-parties" in missing:
        parts = _with_parties(parts)
    terms = parts[-1]
    places = list(terms.placements)
    if "gen-definitions" in missing:
        start = 1 if places and places[0].clause == _LINK else 0
        places.insert(start, Placement("gen-definitions"))
    end = next((index for index, place in enumerate(places) if place.clause == _SIGNATURE), len(places))
    rest = [Placement(name) for name in missing if name not in ("gen-parties", "gen-definitions")]
    places[end:end] = rest
    return (*parts[:-1], dataclasses.replace(terms, placements=tuple(places)))


def _with_parties(parts: tuple[OutlinePart, ...]) -> tuple[OutlinePart, ...]:
    parties = Placement("gen-parties", layout=Layout.PARTIES)
    if len(parts) > 1:
        front = dataclasses.replace(parts[0], placements=(parties, *parts[0].placements))
        return (front, *parts[1:])
    return (OutlinePart("front", "Parties", (parties,)), *parts)
