"""What a library holds, as plain values for `library list --json`."""

from __future__ import annotations

from typing import Any

from app.model.library import Library
from app.model.outline import Kind, Mode, Outline


def describe(library: Library) -> dict[str, Any]:
    """Return the documents and clauses of a library.

    A bundle shows the placements of its framework. The default of a placement is the alternative that applies where
    neither choices nor answers decide.
    """
    return {
        "documents": [
            {
                "id": outline.id,
                "title": outline.title,
                "kind": outline.kind.value,
                "modes": [mode.value for mode in outline.modes],
                "placements": _placements(outline, library),
            }
            for outline in library.outlines.values()
        ]
        + [
            {
                "id": bundle.id,
                "title": bundle.title,
                "kind": Kind.BUNDLE.value,
                "modes": [Mode.STANDALONE.value],
                "placements": _placements(library.outlines[bundle.framework], library),
            }
            for bundle in library.bundles.values()
        ],
        "clauses": [
            {
                "id": clause.id,
                "title": clause.plain_title,
                "alternatives": [
                    {"id": alternative.id, "label": alternative.label, "position": alternative.position.value}
                    for alternative in clause.alternatives
                ],
            }
            for clause in library.clauses.values()
        ],
    }


def _placements(outline: Outline, library: Library) -> list[dict[str, str]]:
    return [
        {"clause": placement.clause, "default": placement.default or library.clauses[placement.clause].default}
        for placement in outline.placements
    ]
