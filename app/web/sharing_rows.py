"""The sharing matrix as its page shows it: subjects, matches, and what met nothing, each with what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.matching import Entry, LeftOut, Matching, Row, Suggestion
from app.matching.entries import SUBJECTS
from app.services.annexes import name_of
from app.services.matching import category_name, cautions, reasons, sharing_matrix
from app.services.record import MAIN, document_types, parties, party_name
from app.services.sharing import key_of
from app.services.show import show
from app.web.documents import DocumentPage, question_address
from app.web.language import gettext, ngettext
from app.web.words import series, told

_OFFERS = "offers"


@dataclass(frozen=True, slots=True)
class AnnexLink:
    """An annex of the dossier: its id, its name, where it opens."""

    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A subject: what each party does in it, in the order of the parties; `match` numbers its match, 0 for none."""

    title: str
    category: str
    address: str
    roles: tuple[str, ...]
    terms: str
    status: str
    annex: AnnexLink | None
    match: int


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match with why it is suggested and what to mind; `drafted` is the annex that is there for it."""

    key: str
    number: int
    title: str
    category: str
    between: str
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    annex: str
    drafted: AnnexLink | None
    can_begin: bool


@dataclass(frozen=True, slots=True)
class LeftRow:
    """An offer or a demand that met nothing, and why."""

    what: str
    reason: str


def party_names(here: DocumentPage) -> list[str]:
    """Return the names of the parties, in order."""
    return [party_name(party) for party in parties(here.draft.record)]


def balances(here: DocumentPage) -> list[str]:
    """Return in how many subjects each party gives and receives, in words."""
    matrix = sharing_matrix(here.draft.answers)
    counts = (matrix.balance(party) for party in matrix.parties)
    return [
        gettext("Gives %(given)s, receives %(received)s", given=given, received=received) for given, received in counts
    ]


def subject_rows(here: DocumentPage, found: Matching) -> list[SubjectRow]:
    """Return the rows of the matrix."""
    numbers = {one.subject.key: one.number for one in found.suggestions if one.subject is not None}
    return [_subject(here, row, numbers) for row in sharing_matrix(here.draft.answers).rows]


def match_rows(here: DocumentPage, found: Matching) -> list[MatchRow]:
    """Return the matches, in the order of their numbers."""
    return [_match(here, one) for one in found.suggestions]


def left_rows(here: DocumentPage, left: tuple[LeftOut, ...]) -> list[LeftRow]:
    """Return the offers and demands without a match."""
    return [LeftRow(_left(here, one.entry), one.reason) for one in left]


def _subject(here: DocumentPage, row: Row, numbers: dict[str, int]) -> SubjectRow:
    one = row.subject
    return SubjectRow(
        title=one.title or gettext("Without a name"),
        category=_upper(told(category_name(one.category, here.library))),
        address=_row_address(here, one.key),
        roles=row.roles,
        terms=_upper(", ".join(_terms(here, row))),
        status=_label(here, "status", one.status),
        annex=_annex(here, one.annex),
        match=numbers.get(one.key, 0),
    )


def _terms(here: DocumentPage, row: Row) -> Iterator[str]:
    returned, *paid = row.terms
    if returned != "none" or not paid:
        yield told(_label(here, "reciprocity", returned))
    if paid:
        yield gettext("payment")


def _match(here: DocumentPage, one: Suggestion) -> MatchRow:
    outline = here.library.outlines.get(one.annex_type)
    giver, *others = (_name(here, party) for party in one.parties)
    drafted = _annex(here, one.drafted_in)
    settled = drafted is not None and one.subject is not None and one.subject.annex == drafted.id
    return MatchRow(
        key=key_of(one),
        number=one.number,
        title=one.title or gettext("Without a name"),
        category=_upper(told(category_name(one.category, here.library))),
        between=ngettext(
            "%(giver)s gives, %(others)s receives",
            "%(giver)s gives, %(others)s receive",
            len(others),
            giver=giver,
            others=series(others),
        )
        if others
        else gettext("%(giver)s gives", giver=giver),
        reasons=reasons(one, here.draft.answers, here.library),
        cautions=cautions(one, here.draft.answers),
        annex=outline.title if outline is not None else "",
        drafted=drafted,
        can_begin=outline is not None and len(set(one.parties)) > 1 and not settled,
    )


def _annex(here: DocumentPage, identifier: str) -> AnnexLink | None:
    if identifier in ("", MAIN) or identifier not in document_types(here.draft.record):
        return None
    address = url_for("interview.start", dossier=here.dossier.id, document=identifier)
    return AnnexLink(identifier, name_of(here.draft.record, identifier, here.library), address)


def _row_address(here: DocumentPage, key: str) -> str:
    """Return where a subject is changed: the form of its row, or the page of its question."""
    name, _, row = key.rstrip("]").partition("[")
    page = next((one.id for one in here.interview if name in {asked.question.key for asked in one.questions}), "")
    if not page:
        return question_address(here)(name)
    place: dict[str, Any] = {"dossier": here.dossier.id, "document": MAIN, "page": page}
    return url_for("rows.details", **place, question=name, row=row)


def _label(here: DocumentPage, name: str, value: str) -> str:
    question = here.library.questions.get(SUBJECTS)
    field = question.field(name) if question is not None else None
    return show(field, value) if field is not None else _upper(value)


def _name(here: DocumentPage, identifier: str) -> str:
    known = (party_name(party) for party in parties(here.draft.record) if party["id"] == identifier)
    return next(known, identifier)


def _left(here: DocumentPage, entry: Entry) -> str:
    filled = {"who": _name(here, entry.party), "title": entry.title or gettext("Without a name")}
    if entry.key.startswith(f"{_OFFERS}["):
        return gettext("%(who)s offers “%(title)s”", **filled)
    return gettext("%(who)s needs “%(title)s”", **filled)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
