"""Queries on sign-in links and the sessions begun with them. Secrets come and stay as hashes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.store.tables import DEFAULT_WORKSPACE, SignInRow
from app.store.values import SignIn


def add(session: Session, key_hash: str, *, now: datetime, until: datetime) -> None:
    """Store a link. Every earlier one that nobody has used ends."""
    earlier = update(SignInRow).where(SignInRow.used_at.is_(None), SignInRow.key_until > now)
    session.execute(earlier.values(key_until=now))
    session.add(SignInRow(workspace_id=DEFAULT_WORKSPACE, key_hash=key_hash, made_at=now, key_until=until))


def by_key(session: Session, key_hash: str) -> SignIn | None:
    """Return the sign-in of a link, or None."""
    row = session.scalar(select(SignInRow).where(SignInRow.key_hash == key_hash))
    return None if row is None else SignIn(row.key_hash, row.key_until, row.used_at)


def use(session: Session, key_hash: str, session_hash: str, *, now: datetime, until: datetime) -> None:
    """Note that a link was used, and the session that begins."""
    used = update(SignInRow).where(SignInRow.key_hash == key_hash, SignInRow.used_at.is_(None))
    session.execute(used.values(used_at=now, session_hash=session_hash, session_until=until))


def is_open(session: Session, session_hash: str, now: datetime) -> bool:
    """Whether a session has begun, is not ended and not too old."""
    query = select(SignInRow.id).where(
        SignInRow.session_hash == session_hash, SignInRow.ended_at.is_(None), SignInRow.session_until > now
    )
    return session.scalar(query) is not None


def end(session: Session, session_hash: str | None, now: datetime) -> None:
    """End a session, or with None all of them."""
    ending = update(SignInRow).where(SignInRow.session_hash.is_not(None), SignInRow.ended_at.is_(None))
    if session_hash is not None:
        ending = ending.where(SignInRow.session_hash == session_hash)
    session.execute(ending.values(ended_at=now))
