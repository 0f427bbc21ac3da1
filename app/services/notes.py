"""Internal notes on clauses: for the house that drafts. They stand beside the answers, never in them, so that nothing
that is printed and no page of an invited party can show them.
"""

from __future__ import annotations

from typing import Final

from app.services.desk import Desk
from app.store import remarks
from app.store.values import Note

LONGEST: Final = 4000
"""Characters of a note."""


def on_clause(desk: Desk, dossier: str, document: str, clause: str) -> tuple[Note, ...]:
    """Return the notes on a clause, the oldest first."""
    with desk.database.read() as session:
        return remarks.notes(session, dossier, document, clause)


def add(desk: Desk, dossier: str, document: str, clause: str, text: str) -> None:
    """Store a note; one without text is none."""
    kept = text.strip()[:LONGEST]
    if kept:
        with desk.database.write() as session:
            remarks.add_note(session, dossier, document, clause, text=kept, now=desk.now())


def set_removed(desk: Desk, dossier: str, number: int, *, removed: bool) -> None:
    """Take a note away, or bring it back."""
    with desk.database.write() as session:
        remarks.set_removed(session, dossier, number, desk.now() if removed else None)
