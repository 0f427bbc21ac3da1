"""The owner's side, until there are accounts: a link that works once, and the session that begins with it.

The database keeps hashes of both secrets; who reads it cannot sign in with what stands there.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from app.errors import ClosedLinkError
from app.store import sign_ins
from app.store.database import Database

KEY_LASTS: Final = timedelta(hours=24)
SESSION_LASTS: Final = timedelta(days=30)

_LENGTH: Final = 32
"""Random bytes of a secret."""


def new_secret() -> str:
    """Return a secret that nobody can guess, fit for an address."""
    return secrets.token_urlsafe(_LENGTH)


def hash_of(secret: str) -> str:
    """Return under which hash a secret is kept. Secrets are random and long, so that one round is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def new_link(database: Database, address: str, now: datetime) -> str:
    """Return a new sign-in link, which works once and for a day. An earlier one that was not used works no longer."""
    key = new_secret()
    with database.write() as session:
        sign_ins.add(session, hash_of(key), now=now, until=now + KEY_LASTS)
    return f"{address}/sign-in?key={key}"


def begin(database: Database, key: str, now: datetime) -> str:
    """Use the key of a link and return the secret of the session that begins. Raises ClosedLinkError."""
    wanted, token = hash_of(key), new_secret()
    with database.write() as session:
        found = sign_ins.by_key(session, wanted)
        if found is None or not hmac.compare_digest(found.key_hash, wanted):
            raise ClosedLinkError("unknown")
        if found.used_at is not None:
            raise ClosedLinkError("used")
        if found.key_until <= now:
            raise ClosedLinkError("ended")
        sign_ins.use(session, wanted, hash_of(token), now=now, until=now + SESSION_LASTS)
    return token


def is_signed_in(database: Database, token: str, now: datetime) -> bool:
    """Whether a session goes on."""
    with database.read() as session:
        return sign_ins.is_open(session, hash_of(token), now)


def end(database: Database, token: str, now: datetime) -> None:
    """End a session."""
    with database.write() as session:
        sign_ins.end(session, hash_of(token), now)


def end_all(database: Database, now: datetime) -> None:
    """End every session."""
    with database.write() as session:
        sign_ins.end(session, None, now)
