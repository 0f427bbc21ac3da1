"""The shared clauses that an annex needs besides its own when it stands alone."""

from __future__ import annotations

from app.model.library import Library
from app.model.outline import STANDALONE_CLAUSES, Kind, Mode, Outline


def shared_clauses(outline: Outline, library: Library) -> tuple[str, ...]:
    """Return the shared clauses that a document of this type gets when it stands alone, in their order.

    An annex gets each of them unless it places the clause in that mode, or one that stands for it; no other document
    gets any.
    """
    if outline.kind is not Kind.ANNEX:
        return ()
    placed = {place.clause for place in outline.placements if Mode.STANDALONE in place.modes}
    covered = placed | {
        clause.stands_for for name in placed if (clause := library.clauses.get(name)) and clause.stands_for
    }
    return tuple(name for name in STANDALONE_CLAUSES if name not in covered and name in library.clauses)
