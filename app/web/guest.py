"""An invited party at its five pages: whose part it is, what is done of it, what it may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import render_template, url_for

from app.services import inviting, own_part, positions
from app.services.annexes import name_of
from app.services.drafts import Draft, open_draft
from app.services.record import parties, party_name
from app.store.values import Invitation
from app.web.context import at, desk
from app.web.language import gettext
from app.web.side import SidePage
from app.web.words import counted, day

DETAILS, SIGNATORY, SHARING, BACKGROUND, DRAFT = "details", "signatory", "sharing", "background", "draft"
PAGES = (DETAILS, SIGNATORY, SHARING, BACKGROUND, DRAFT)


@dataclass(frozen=True, slots=True)
class Guest:
    """A party that came through its link, and the dossier as it stands."""

    token: str
    invitation: Invitation
    draft: Draft

    @property
    def id(self) -> str:
        """The id of the party."""
        return self.invitation.party

    @property
    def dossier(self) -> str:
        """The id of the dossier."""
        return self.draft.dossier.id

    @property
    def party(self) -> Mapping[str, Any]:
        """The details of the party."""
        return own_part.party_of(self.draft, self.id)

    @property
    def name(self) -> str:
        """How the party is called."""
        return party_name(self.party)

    @property
    def inviter(self) -> str:
        """How the party that invites is called; "" where nobody is named."""
        return party_names(self.draft).get(self.invitation.inviter, "")

    @property
    def until(self) -> str:
        """The last day on which the link is open."""
        return last_day(self.invitation.expires_at)

    @property
    def saved_at(self) -> str:
        """When this party saved last, or ""."""
        mine = self.draft.revision.author == self.id
        return at(self.draft.revision.made_at) if mine else ""

    def document_name(self, document: str) -> str:
        """Return how a document is called."""
        return name_of(self.draft.record, document, self.draft.library)

    @property
    def documents(self) -> list[str]:
        """The documents that the party may see."""
        return own_part.documents_of(self.draft, self.id)


def guest_of(token: str) -> Guest:
    """Return the party that a link belongs to. Raises ClosedLinkError, or NotFoundError when it left the dossier."""
    invitation = inviting.opened(desk(), token)
    draft = open_draft(desk(), invitation.dossier)
    own_part.party_of(draft, invitation.party)
    return Guest(token, invitation, draft)


def party_names(draft: Draft) -> dict[str, str]:
    """Return how each party is called."""
    return {str(party["id"]): party_name(party) for party in parties(draft.record)}


def last_day(expires_at: datetime) -> str:
    """Return the last day before a link ends, which is the end of a day of UTC."""
    return day((expires_at - timedelta(seconds=1)).date())


def titles() -> dict[str, str]:
    """Return how the pages are called."""
    return {
        DETAILS: gettext("Your details"),
        SIGNATORY: gettext("Signatory and contact"),
        SHARING: gettext("What you offer and need"),
        BACKGROUND: gettext("Background"),
        DRAFT: gettext("Read and mark the draft"),
    }


def side_of(guest: Guest, current: str) -> list[SidePage]:
    """Return the five pages with what is not done, in words."""
    return [_side_page(guest, page, title, current) for page, title in titles().items()]


def _side_page(guest: Guest, page: str, title: str, current: str) -> SidePage:
    note, is_done = "", False
    if page in (DETAILS, SIGNATORY):
        missing, to_confirm = own_part.gaps(guest.draft, guest.id, signatory=page == SIGNATORY)
        note = counted(missing, "missing") if missing else counted(to_confirm, "to confirm") if to_confirm else ""
        is_done = not note
    elif page == DRAFT:
        left = sum(
            not mark.position
            for document in guest.documents
            for mark in positions.of_party(desk(), guest.draft, document, guest.id)
        )
        is_done = left == 0
    else:
        keys = own_part.SHARING if page == SHARING else own_part.BACKGROUND
        tables = own_part.tables_of(guest.draft, guest.id, keys)
        declared = page == BACKGROUND and any(own_part.declarations(guest.draft, guest.id).values())
        is_done = declared or any(table.rows for table in tables) or not tables
    return SidePage(page, title, "part" if note else "done" if is_done else "", note, page == current)


def guest_page(template: str, guest: Guest, page: str, **rest: Any) -> str:
    """Return one of the pages with what all of them show."""
    return render_template(template, guest=guest, side=side_of(guest, page), current=page, title=titles()[page], **rest)


def address(guest: Guest, page: str, fragment: str | None = None) -> str:
    """Return where one of the pages is."""
    start = url_for("invited.start", token=guest.token)
    known = page if page in PAGES else DETAILS
    return f"{start}/{known}" + (f"#{fragment}" if fragment else "")
