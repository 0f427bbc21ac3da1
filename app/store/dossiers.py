"""Queries on dossiers: lists, the bin, where a person stopped. Each takes a session and returns plain values."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.store import listing
from app.store.tables import DEFAULT_WORKSPACE, DocumentRow, DossierRow, ExportRow, RevisionRow
from app.store.values import Dossier, Place

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def create(session: Session, title: str, now: datetime) -> str:
    """Add a dossier without revisions and return its id, which cannot be guessed."""
    identifier = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    session.add(
        DossierRow(
            id=identifier,
            workspace_id=DEFAULT_WORKSPACE,
            title=title,
            head=0,
            created_at=now,
            changed_at=now,
            binned_at=None,
        )
    )
    session.flush()
    return identifier


def get(session: Session, identifier: str) -> Dossier:
    """Return the dossier, in the bin or not. Raises NotFoundError."""
    row = _row(session, identifier)
    return _values(session, [row])[0]


def these(session: Session, identifiers: Sequence[str]) -> tuple[Dossier, ...]:
    """Return these dossiers in this order."""
    rows = {row.id: row for row in session.scalars(select(DossierRow).where(DossierRow.id.in_(identifiers)))}
    return _values(session, [rows[identifier] for identifier in identifiers if identifier in rows])


def in_bin(session: Session, *, limit: int) -> tuple[Dossier, ...]:
    """Return the dossiers in the bin, the last changed first."""
    query = select(DossierRow).where(DossierRow.workspace_id == DEFAULT_WORKSPACE, DossierRow.binned_at.is_not(None))
    return _values(session, session.scalars(query.order_by(DossierRow.changed_at.desc()).limit(limit)).all())


def rename(session: Session, identifier: str, title: str, now: datetime) -> None:
    """Give the dossier another title."""
    row = _row(session, identifier)
    row.title, row.changed_at = title, now
    listing.note(session, row, _values(session, [row])[0].standing)


def touch(session: Session, identifier: str, now: datetime) -> None:
    """Let the dossier stand as changed now, first in the list."""
    _row(session, identifier).changed_at = now


def bin_(session: Session, identifier: str, now: datetime | None) -> None:
    """Move the dossier to the bin, or with None back to the list."""
    _row(session, identifier).binned_at = now


def decline(session: Session, identifier: str, library_version: str) -> None:
    """Remember that the dossier stays with its library although there is a newer one."""
    _row(session, identifier).declined_library = library_version


def stop_at(session: Session, identifier: str, document: str, page: str, now: datetime) -> None:
    """Remember the page of a document where the person is; an unknown document is ignored."""
    row = session.scalar(_documents([identifier]).where(DocumentRow.key == document))
    if row is not None:
        row.stopped_page, row.stopped_at = page, now


def set_places(session: Session, identifier: str, places: Iterable[Place]) -> None:
    """Bring the documents of a dossier in line with its newest revision. Removed ones keep their row, marked."""
    known = {row.key: row for row in session.scalars(select(DocumentRow).where(DocumentRow.dossier_id == identifier))}
    wanted = {place.key: (position, place) for position, place in enumerate(places)}
    for key, row in known.items():
        row.removed = key not in wanted
    for key, (position, place) in wanted.items():
        if key in known:
            known[key].position, known[key].type = position, place.type
        else:
            session.add(
                DocumentRow(
                    workspace_id=DEFAULT_WORKSPACE,
                    dossier_id=identifier,
                    key=key,
                    type=place.type,
                    position=position,
                    removed=False,
                    stopped_page="",
                )
            )


def add_export(
    session: Session, identifier: str, *, revision: int, file: str, sha256: str, final: bool, now: datetime
) -> None:
    """Note a file that was made from a revision."""
    session.add(
        ExportRow(
            workspace_id=DEFAULT_WORKSPACE,
            dossier_id=identifier,
            revision=revision,
            file=file,
            sha256=sha256,
            final=final,
            made_at=now,
        )
    )


def _documents(identifiers: Sequence[str]) -> Select[DocumentRow]:
    return (
        select(DocumentRow)
        .where(DocumentRow.dossier_id.in_(identifiers), DocumentRow.removed.is_(False))
        .order_by(DocumentRow.position)
    )


def _row(session: Session, identifier: str) -> DossierRow:
    row = session.get(DossierRow, identifier)
    if row is None or row.workspace_id != DEFAULT_WORKSPACE:
        raise NotFoundError(f"There is no dossier {identifier!r}.")
    return row


def _values(session: Session, rows: Sequence[DossierRow]) -> tuple[Dossier, ...]:
    identifiers = [row.id for row in rows]
    places: dict[str, list[Place]] = {identifier: [] for identifier in identifiers}
    for document in session.scalars(_documents(identifiers)):
        places[document.dossier_id].append(
            Place(document.key, document.type, document.stopped_page, document.stopped_at)
        )
    heads = select(RevisionRow.dossier_id, RevisionRow.standing).join(
        DossierRow, (DossierRow.id == RevisionRow.dossier_id) & (DossierRow.head == RevisionRow.number)
    )
    standing: dict[str, Any] = dict(session.execute(heads.where(DossierRow.id.in_(identifiers))).all())
    return tuple(
        Dossier(
            id=row.id,
            title=row.title,
            head=row.head,
            created_at=row.created_at,
            changed_at=row.changed_at,
            binned_at=row.binned_at,
            places=tuple(places[row.id]),
            standing=standing.get(row.id, {}),
            declined_library=row.declined_library or "",
        )
        for row in rows
    )
