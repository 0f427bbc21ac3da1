"""Queries on invitations. Tokens come and stay as hashes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.store.tables import DEFAULT_WORKSPACE, InvitationRow
from app.store.values import Invitation


def add(
    session: Session, dossier: str, party: str, *, inviter: str, token_hash: str, now: datetime, until: datetime
) -> None:
    """Store a link of a party; an earlier one ends with it."""
    withdraw(session, dossier, party, now)
    session.add(
        InvitationRow(
            workspace_id=DEFAULT_WORKSPACE,
            dossier_id=dossier,
            party=party,
            inviter=inviter,
            token_hash=token_hash,
            made_at=now,
            expires_at=until,
        )
    )


def withdraw(session: Session, dossier: str, party: str, now: datetime) -> None:
    """End the link of a party."""
    ending = update(InvitationRow).where(
        InvitationRow.dossier_id == dossier, InvitationRow.party == party, InvitationRow.withdrawn_at.is_(None)
    )
    session.execute(ending.values(withdrawn_at=now))


def by_token(session: Session, token_hash: str) -> Invitation | None:
    """Return the invitation of a token, open or not, or None."""
    row = session.scalar(select(InvitationRow).where(InvitationRow.token_hash == token_hash))
    return None if row is None else _value(row)


def newest(session: Session, dossier: str) -> dict[str, Invitation]:
    """Return the newest invitation of each party that ever had one."""
    rows = session.scalars(
        select(InvitationRow).where(InvitationRow.dossier_id == dossier).order_by(InvitationRow.id)
    ).all()
    return {row.party: _value(row) for row in rows}


def note_use(session: Session, number: int, now: datetime) -> None:
    """Remember when a link was used last."""
    session.execute(update(InvitationRow).where(InvitationRow.id == number).values(used_at=now))


def note_finish(session: Session, number: int, now: datetime) -> None:
    """Remember that the party said it has finished."""
    session.execute(update(InvitationRow).where(InvitationRow.id == number).values(finished_at=now))


def _value(row: InvitationRow) -> Invitation:
    return Invitation(
        row.id,
        row.dossier_id,
        row.party,
        row.inviter,
        row.token_hash,
        row.made_at,
        row.expires_at,
        row.withdrawn_at,
        row.used_at,
        row.finished_at,
    )
