"""Invitations: a link through which one party, without an account, fills in its own part of one dossier.

Only the hash of its token is kept: the link is shown once, when it is made. It ends with a day of UTC, so that the date
that people read is the same everywhere.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, time, timedelta
from typing import Final

from app.errors import ClosedLinkError, NotFoundError
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.record import parties
from app.services.signing_in import hash_of, new_secret
from app.store import dossiers, invitations
from app.store.values import Invitation

DAYS: Final = (7, 14, 30, 60, 90)
"""How long a link may be open, in days."""

USUAL_DAYS: Final = 30

_USE_IS_NOTED_EVERY: Final = timedelta(minutes=1)


def make(desk: Desk, draft: Draft, party: str, *, inviter: str, days: int, seen: int) -> str | None:
    """Return a new link for a party; an earlier one ends. None where somebody made one since number `seen`.

    Raises NotFoundError for a party, an inviter or a number of days that cannot be.
    """
    known = {str(one["id"]) for one in parties(draft.record)}
    if party not in known or inviter not in known - {party} | {""} or days not in DAYS:
        raise NotFoundError("There is no such party.")
    token, now = new_secret(), desk.now()
    with desk.database.write() as session:
        before = invitations.newest(session, draft.dossier.id).get(party)
        if before is not None and before.number > seen:
            return None
        invitations.add(
            session,
            draft.dossier.id,
            party,
            inviter=inviter,
            token_hash=hash_of(token),
            now=now,
            until=end_after(now, days),
        )
    return f"{desk.settings.address}/i/{token}"


def end_after(now: datetime, days: int) -> datetime:
    """Return the end of the day of UTC that lies `days` after today's."""
    last = now.astimezone(UTC).date() + timedelta(days=days)
    return datetime.combine(last + timedelta(days=1), time(), UTC)


def withdraw(desk: Desk, dossier: str, party: str) -> None:
    """End the link of a party at once."""
    with desk.database.write() as session:
        invitations.withdraw(session, dossier, party, desk.now())


def opened(desk: Desk, token: str) -> Invitation:
    """Return the invitation that a token opens, and note that it was used. Raises ClosedLinkError."""
    wanted, now = hash_of(token), desk.now()
    with desk.database.read() as session:
        found = invitations.by_token(session, wanted)
        if found is None or not hmac.compare_digest(found.token_hash, wanted):
            raise ClosedLinkError("unknown")
        newer = invitations.newest(session, found.dossier)[found.party].number > found.number
        binned = dossiers.get(session, found.dossier).binned_at is not None
    if found.withdrawn_at is not None or binned:
        raise ClosedLinkError("replaced" if newer else "withdrawn")
    if found.expires_at <= now:
        raise ClosedLinkError("ended", found.expires_at)
    if found.used_at is None or now - found.used_at > _USE_IS_NOTED_EVERY:
        with desk.database.write() as session:
            invitations.note_use(session, found.number, now)
    return found


def finish(desk: Desk, invitation: Invitation) -> None:
    """Note that the party has finished; it may still change what it said."""
    with desk.database.write() as session:
        invitations.note_finish(session, invitation.number, desk.now())


def state_of(invitation: Invitation | None, now: datetime) -> str:
    """Return "none", "open", "finished", "ended" or "withdrawn"."""
    if invitation is None:
        return "none"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    if invitation.expires_at <= now:
        return "ended"
    return "finished" if invitation.finished_at is not None else "open"
