"""The internal checklist of a document: what is missing, and where it leaves the text that the library prefers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.interview import PARTIES_PAGE, gaps_of
from app.model.message import say
from app.review.comparing import ClauseChange
from app.services import alternatives, special_terms
from app.services.deviations import from_preferred
from app.services.record import MAIN, parties, party_name
from app.web.clause_rows import clause_rows, part_of
from app.web.context import desk
from app.web.documents import DocumentPage
from app.web.language import gettext
from app.web.words import told

_OPEN: Final = {"missing": say("missing"), "tbc": say("to be confirmed")}


@dataclass(frozen=True, slots=True)
class Missing:
    """An answer that is not there or not sure: on which page, which, and in which state in words."""

    page: str
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Deviation:
    """A clause that departs from the preferred text: how far (`position`), or with which `text` of one's own.

    `change` is what that does to the preferred text, where there is one.
    """

    clause: str
    number: str
    title: str
    what: str
    position: str = ""
    text: str = ""
    change: ClauseChange | None = None


def missing(here: DocumentPage) -> list[Missing]:
    """Return the open answers of a document, page by page; those of the parties stand with the framework."""
    return [*(_of_parties(here) if here.document == MAIN else ()), *_of_pages(here)]


def deviations(here: DocumentPage, *, own_only: bool = False) -> list[Deviation]:
    """Return where a document leaves the preferred text, in its order: other texts, own wordings, special terms.

    With `own_only` the words that differ are told of own wordings only.
    """
    numbers = {(row.id, row.special): row for row in clause_rows(here)}
    changes = from_preferred(desk(), here.draft, here.document, own_only=own_only)
    found: list[Deviation] = []
    for one in alternatives.selection(here.draft, here.document):
        known = here.library.clauses.get(one.clause)
        if known is None:
            continue
        change = changes.get(one.clause)
        row, own = numbers[one.clause, None], alternatives.own_wording(part_of(here), one.clause)
        alternative = known.alternative(one.alternative)
        if own:
            found.append(Deviation(one.clause, row.number, row.title, gettext("Own wording"), text=own, change=change))
        elif alternative is not None and alternatives.differs(known, one, own):
            position = alternative.position or ""
            found.append(Deviation(one.clause, row.number, row.title, alternative.label, position, change=change))
        for term in special_terms.after(part_of(here), one.clause):
            number = numbers[one.clause, term.number].number
            found.append(Deviation(one.clause, number, term.title, gettext("Special term"), text=term.text))
    return found


def _of_parties(here: DocumentPage) -> Iterator[Missing]:
    library = here.library
    for party in parties(here.draft.record):
        gaps = gaps_of(party, library)
        for keys, state in ((gaps.missing, "missing"), (gaps.to_confirm, "tbc")):
            for key in keys:
                field = library.party_field(key)
                yield Missing(party_name(party), field.label if field is not None else key, told(_OPEN[state]))


def _of_pages(here: DocumentPage) -> Iterator[Missing]:
    for page in here.interview:
        if page.id != PARTIES_PAGE:
            for asked in page.questions:
                if asked.state in _OPEN:
                    yield Missing(page.title, asked.question.label, told(_OPEN[asked.state]))
