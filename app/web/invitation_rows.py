"""Invitations as lists show them: what the party may do, how far it is, the state of its link."""

from __future__ import annotations

from dataclasses import dataclass

from app.services import inviting, own_part
from app.services.drafts import Draft
from app.store import invitations
from app.store.values import Invitation
from app.web.context import desk, when
from app.web.guest import last_day, party_names
from app.web.language import gettext
from app.web.words import counted


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """The link of a party in words. `state` is that of `inviting.state_of`."""

    party: str
    name: str
    part: str
    state: str
    link: str

    @property
    def is_open(self) -> bool:
        """Whether the link opens something."""
        return self.state in ("open", "finished")


def invitation_rows(draft: Draft) -> list[InvitationRow]:
    """Return a row for each party of a dossier."""
    with desk().database.read() as session:
        newest = invitations.newest(session, draft.dossier.id)
    return [invitation_row(draft, party, newest.get(party)) for party in party_names(draft)]


def invitation_row(draft: Draft, party: str, invitation: Invitation | None) -> InvitationRow:
    """Return the row of one party."""
    missing = sum(own_part.gaps(draft, party, signatory=signatory)[0] for signatory in (False, True))
    part = counted(missing, "missing") if missing else gettext("Details complete")
    state = inviting.state_of(invitation, desk().now())
    return InvitationRow(party, party_names(draft)[party], part, state, _words(invitation, state))


def _words(invitation: Invitation | None, state: str) -> str:
    if invitation is None:
        return gettext("No link yet")
    used = (
        gettext("last used: %(moment)s", moment=when(invitation.used_at))
        if invitation.used_at
        else gettext("not used yet")
    )
    words = {
        "open": gettext("Open until %(day)s (UTC)", day=last_day(invitation.expires_at)),
        "finished": gettext("Finished: %(moment)s", moment=when(invitation.finished_at)),
        "ended": gettext("Ended on %(day)s", day=last_day(invitation.expires_at)),
        "withdrawn": gettext("Withdrawn: %(moment)s", moment=when(invitation.withdrawn_at)),
    }
    return f"{words[state]}, {used}"
