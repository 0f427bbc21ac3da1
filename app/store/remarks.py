"""Queries on what is said about clauses: positions of the parties, internal notes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.store.tables import DEFAULT_WORKSPACE, NoteRow, PositionRow
from app.store.values import Note, Position


def positions(session: Session, dossier: str, document: str, party: str | None = None) -> tuple[Position, ...]:
    """Return everything that was ever said on the clauses of a document, by one party or by all, the oldest first."""
    query = select(PositionRow).where(PositionRow.dossier_id == dossier, PositionRow.document == document)
    if party is not None:
        query = query.where(PositionRow.party == party)
    return tuple(
        Position(row.id, row.clause, row.party, row.position, row.comment, row.text_hash, row.author, row.made_at)
        for row in session.scalars(query.order_by(PositionRow.id))
    )


def add_position(session: Session, dossier: str, document: str, position: Position) -> None:
    """Store what a party says now; its number is given by the database."""
    session.add(
        PositionRow(
            workspace_id=DEFAULT_WORKSPACE,
            dossier_id=dossier,
            document=document,
            clause=position.clause,
            party=position.party,
            position=position.position,
            comment=position.comment,
            text_hash=position.text_hash,
            author=position.author,
            made_at=position.made_at,
        )
    )


def last_position(session: Session, dossier: str) -> tuple[int, str, datetime | None]:
    """Return the number of the newest position of a dossier, the party and the moment; (0, "", None) without one."""
    newest = select(func.max(PositionRow.id)).where(PositionRow.dossier_id == dossier).scalar_subquery()
    row = session.execute(
        select(PositionRow.id, PositionRow.party, PositionRow.made_at).where(PositionRow.id == newest)
    ).first()
    return (0, "", None) if row is None else (row[0], row[1], row[2])


def notes(session: Session, dossier: str, document: str, clause: str | None = None) -> tuple[Note, ...]:
    """Return the internal notes on a document, or on one of its clauses, the oldest first."""
    query = select(NoteRow).where(
        NoteRow.dossier_id == dossier, NoteRow.document == document, NoteRow.removed_at.is_(None)
    )
    if clause is not None:
        query = query.where(NoteRow.clause == clause)
    return tuple(Note(row.id, row.clause, row.text, row.made_at) for row in session.scalars(query.order_by(NoteRow.id)))


def add_note(session: Session, dossier: str, document: str, clause: str, *, text: str, now: datetime) -> None:
    """Store an internal note."""
    session.add(
        NoteRow(
            workspace_id=DEFAULT_WORKSPACE,
            dossier_id=dossier,
            document=document,
            clause=clause,
            text=text,
            made_at=now,
        )
    )


def set_removed(session: Session, dossier: str, number: int, moment: datetime | None) -> None:
    """Take a note away, or with None bring it back."""
    changing = update(NoteRow).where(NoteRow.dossier_id == dossier, NoteRow.id == number)
    session.execute(changing.values(removed_at=moment))
