"""The side bar of the interview: every page, and only what is not done in words."""

from __future__ import annotations

from dataclasses import dataclass

from app.interview import PARTIES_PAGE
from app.services.record import MAIN
from app.web.documents import DocumentPage
from app.web.language import gettext
from app.web.words import counted, label


@dataclass(frozen=True, slots=True)
class SidePage:
    """A page in the side bar. `note` says what is missing; `state` is "done", "part" or "" (nothing asked yet)."""

    id: str
    title: str
    state: str
    note: str
    current: bool


def side_pages(here: DocumentPage, current: str) -> list[SidePage]:
    """Return the pages of the document with their state."""
    listed = []
    for one in here.interview:
        missing, to_confirm, answered = one.missing, one.to_confirm, one.answered
        title, unread = label(one.title), _unread(here, one.id, [asked.question.key for asked in one.questions])
        if one.id == PARTIES_PAGE and here.document != MAIN:
            title, missing, to_confirm, answered = gettext("Parties taking part"), 0, 0, 1
        notes = [
            counted(unread, "to look at") if unread else "",
            counted(missing, "missing") if missing else "",
            counted(to_confirm, "to confirm") if to_confirm and not missing else "",
        ]
        note = next((text for text in notes if text), "")
        state = "part" if note else "done" if answered else ""
        listed.append(SidePage(one.id, title, state, note, one.id == current))
    return listed


def _unread(here: DocumentPage, page: str, keys: list[str]) -> int:
    start = f"{here.document}:"
    names = [name.removeprefix(start) for name in here.draft.revision.unread if name.startswith(start)]
    if page == PARTIES_PAGE:
        return sum(name.startswith("parties[") for name in names)
    return sum(name.partition("[")[0] in keys for name in names)
