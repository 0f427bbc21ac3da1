"""What the pages of one document share: the bar at the top, the sheet with the contract, addresses of questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.errors import NotFoundError
from app.interview import PARTIES_PAGE, InterviewPage
from app.model.document import Document
from app.model.finding import Finding
from app.model.library import Library
from app.model.message import say
from app.model.outline import Outline
from app.services import undoing
from app.services.accepting import Acceptance, sorted_out
from app.services.annexes import name_of
from app.services.drafts import Draft, open_draft
from app.services.record import MAIN, document_types
from app.services.sharing import keeps_subjects
from app.services.standing import document_pages
from app.store.values import Dossier
from app.web.context import at, desk
from app.web.forms.fields import anchor
from app.web.language import gettext
from app.web.words import label, series, told

_TABS = {
    "interview.start": say("Answers"),
    "clauses.listed": say("Clauses"),
    "findings.listed": say("Findings"),
    "positions.listed": say("Positions"),
    "versions.compare": say("Versions"),
    "download.choose": say("Download"),
}


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of one document: the draft, which document of it, and what its bar shows."""

    draft: Draft
    document: str
    tab: str
    outline: Outline
    interview: tuple[InterviewPage, ...]
    reach: dict[str, Any]

    @property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.draft.dossier

    @property
    def library(self) -> Library:
        """The library that the draft is made from."""
        return self.draft.library

    @property
    def title(self) -> str:
        """The title of the dossier."""
        return dossier_title(self.draft.dossier)

    @property
    def document_name(self) -> str:
        """The name of the document."""
        return name_of(self.draft.record, self.document, self.library)

    @property
    def tree(self) -> Document:
        """The assembled document."""
        found = self.draft.outcome.assembled.bundle.document(self.document)
        if found is None:
            raise NotFoundError(say("The dossier has no document “{document}”.", document=self.document))
        return found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the review found in this document and nobody has accepted."""
        return tuple(one for one in self._sorted_out()[0] if one.document == self.document)

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        """The warnings on this document that were accepted with a reason."""
        return tuple(one for one in self._sorted_out()[1] if one.finding.document == self.document)

    @property
    def has_matrix(self) -> bool:
        """Whether this is the document in which offers, demands and subjects are kept."""
        return self.document == MAIN and keeps_subjects(self.draft.record, self.library)

    def _sorted_out(self) -> tuple[tuple[Finding, ...], tuple[Acceptance, ...]]:
        return sorted_out(self.draft.outcome.findings, self.draft.revision.accepted)

    @property
    def saved_at(self) -> str:
        """When the newest revision was made."""
        return at(self.draft.revision.made_at)

    @property
    def standing(self) -> dict[str, Any]:
        """What is open in this document."""
        counts: dict[str, Any] = self.draft.revision.standing["documents"][self.document]
        return counts

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        """The tabs: endpoint, label, number of open things."""
        counts = self.standing
        found = counts["error"] + counts["warning"] + counts["hint"] + counts["unread"]
        return [
            (endpoint, told(name), found if endpoint == "findings.listed" else 0) for endpoint, name in _TABS.items()
        ]


def document_page(identifier: str, document: str, tab: str) -> DocumentPage:
    """Return a page of a document. Raises NotFoundError."""
    draft = open_draft(desk(), identifier)
    type_id = document_types(draft.record).get(document)
    if type_id is None:
        raise NotFoundError(say("The dossier has no document “{document}”.", document=document))
    reach = undoing.can(desk(), identifier, document)
    return DocumentPage(
        draft=draft,
        document=document,
        tab=tab,
        outline=draft.library.outlines[type_id],
        interview=document_pages(draft.library, (draft.answers, draft.outcome), document, type_id),
        reach={"undo": reach.undo, "redo": reach.redo},
    )


def dossier_title(dossier: Dossier) -> str:
    """Return by which title lists show a dossier: its own, the document's, or the document's name with the parties."""
    standing = dossier.standing
    named = [name for name in standing.get("parties", []) if not name.startswith("Party without")]
    name = label(standing.get("documents", {}).get(MAIN, {}).get("name", ""))
    return (
        dossier.title or standing.get("title") or (f"{name}, {series(named)}" if named else name) or gettext("Dossier")
    )


def question_address(page: DocumentPage) -> Callable[[str], str]:
    """Return a function that gives the address at which a question is answered, for blanks and findings."""
    on_page = {asked.question.key: one.id for one in page.interview for asked in one.questions}

    def address(key: str) -> str:
        place: dict[str, Any] = {"dossier": page.dossier.id, "document": page.document}
        if key.startswith("parties["):
            party, _, field = key.removeprefix("parties[").partition("].")
            known = party in {one["id"] for one in page.draft.answers.parties}
            if known:
                fragment = anchor(f"parties[{party}].{field.partition('[')[0]}") if field else None
                return url_for("parties.details", dossier=page.dossier.id, party=party, _anchor=fragment)
            return url_for("interview.page", **place, page=PARTIES_PAGE)
        whole = key.partition("[")[0]
        while whole and whole not in on_page:
            whole = whole.rpartition(".")[0]
        if not whole:
            first = PARTIES_PAGE if key.startswith("parties") else "check"
            return url_for("interview.page", **place, page=first)
        return url_for("interview.page", **place, page=on_page[whole], _anchor=anchor(whole))

    return address
