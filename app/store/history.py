"""The whole history of a dossier as plain values: what a dossier file is written from and filled back into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.tables import DEFAULT_WORKSPACE, NoteRow, PositionRow, RevisionRow

_STEP: Final = (
    RevisionRow.kind,
    RevisionRow.document,
    RevisionRow.summary,
    RevisionRow.made_at,
    RevisionRow.author,
    RevisionRow.changes,
)
_COMMENTS: Final[dict[str, type[PositionRow | NoteRow]]] = {"positions": PositionRow, "notes": NoteRow}
_OWN: Final = frozenset({"id", "workspace_id", "dossier_id"})
"""Columns that mean something in one database only."""


def steps(session: Session, identifier: str) -> list[dict[str, Any]]:
    """Return every revision, the oldest first: what was done, when, by whom, and the changes."""
    query = select(*_STEP).where(RevisionRow.dossier_id == identifier).order_by(RevisionRow.number)
    names = [column.key for column in _STEP]
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True)} | {"author": row[4] or ""}
        for row in session.execute(query)
    ]


def library_versions(session: Session, identifier: str) -> tuple[str, ...]:
    """Return the libraries that the revisions of a dossier were made from."""
    query = select(RevisionRow.library_version).where(RevisionRow.dossier_id == identifier).distinct()
    return tuple(sorted(session.scalars(query)))


def comments(session: Session, identifier: str) -> dict[str, list[dict[str, Any]]]:
    """Return the positions of the parties and the internal notes, in the order in which they were made."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, table in _COMMENTS.items():
        rows = session.scalars(select(table).where(table.dossier_id == identifier).order_by(table.id))
        columns = [column.key for column in table.__table__.columns if column.key not in _OWN]
        found[name] = [{column: _plain(getattr(row, column)) for column in columns} for row in rows]
    return found


def add_comments(session: Session, identifier: str, rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    """Store positions and notes as `comments` gave them, moments as such."""
    for name, table in _COMMENTS.items():
        session.add_all(
            table(workspace_id=DEFAULT_WORKSPACE, dossier_id=identifier, **row) for row in rows.get(name, ())
        )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
