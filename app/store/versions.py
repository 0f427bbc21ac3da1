"""Queries on named versions: the revisions of a dossier that somebody gave a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.store.tables import DEFAULT_WORKSPACE, VersionRow


def names(session: Session, identifier: str) -> Mapping[int, str]:
    """Return the names of the revisions of a dossier by their numbers, the oldest first."""
    query = select(VersionRow.number, VersionRow.name).where(VersionRow.dossier_id == identifier)
    return dict(session.execute(query.order_by(VersionRow.number)).all())


def set_name(session: Session, identifier: str, number: int, name: str, now: datetime) -> None:
    """Give a revision a name in place of the one it has; "" takes its name away. The revision must be there."""
    here = (VersionRow.dossier_id == identifier, VersionRow.number == number)
    session.execute(delete(VersionRow).where(*here))
    if name:
        session.add(
            VersionRow(workspace_id=DEFAULT_WORKSPACE, dossier_id=identifier, number=number, name=name, named_at=now)
        )
