"""The clauses of a document as lists show them: number, heading, what is special about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from app.model.assembled import Selected
from app.model.clause import Clause
from app.model.finding import Finding
from app.services import alternatives, special_terms
from app.services.record import value_of
from app.web.documents import DocumentPage
from app.web.language import gettext
from app.web.words import counted


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause in the list: number, heading, what is special about it."""

    id: str
    number: str
    title: str
    note: str
    warns: bool
    special: int | None = None


def clause_rows(here: DocumentPage) -> list[ClauseRow]:
    """Return the clauses of a document with what is special about each, special terms at their places."""
    numbers = {one.source: one for one in here.tree.clauses if one.source}
    special = _special_numbers(here)
    rows: list[ClauseRow] = []
    for one in alternatives.selection(here.draft, here.document):
        known = here.library.clauses.get(one.clause)
        if known is None:
            continue
        placed = numbers.get(one.clause)
        note, warns = _note(here, one, known)
        title = placed.plain_title if placed is not None else known.plain_title
        rows.append(ClauseRow(one.clause, placed.number if placed is not None else "", title, note, warns))
        for term, number in zip_longest(special_terms.after(part_of(here), one.clause), special.get(one.clause, [])):
            if term is not None:
                rows.append(
                    ClauseRow(one.clause, number or "", term.title, gettext("special term"), False, term.number)
                )
    return rows


def _special_numbers(here: DocumentPage) -> dict[str, list[str]]:
    """Return the numbers that the special terms got, by the clause that they follow."""
    numbers: dict[str, list[str]] = {}
    last = ""
    for one in here.tree.clauses:
        if one.origin == "special":
            numbers.setdefault(last, []).append(one.number)
        else:
            last = one.source
    return numbers


def _note(here: DocumentPage, one: Selected, known: Clause) -> tuple[str, bool]:
    if one.state == "off":
        return gettext("optional, off"), False
    if one.state == "not-needed":
        return gettext("not needed"), False
    if one.state == "in-framework":
        return gettext("in the framework"), False
    found = findings_of(here, one.clause)
    for severity in ("error", "warning"):
        count = sum(finding.severity == severity for finding in found)
        if count:
            return counted(count, severity), True
    own = alternatives.own_wording(part_of(here), one.clause)
    if own:
        return gettext("own wording"), False
    return (gettext("differs") if alternatives.differs(known, one, own) else "", False)


def differing(here: DocumentPage) -> list[tuple[str, str]]:
    """Return the clauses that depart from the preferred text, with what stands there instead."""
    found = []
    for one in alternatives.selection(here.draft, here.document):
        known = here.library.clauses.get(one.clause)
        own = alternatives.own_wording(part_of(here), one.clause)
        if known is not None and alternatives.differs(known, one, own):
            alternative = known.alternative(one.alternative)
            found.append((one.clause, gettext("own wording") if own else alternative.label if alternative else ""))
    return found


def findings_of(here: DocumentPage, clause: str) -> list[Finding]:
    """Return what the review says about a clause and nobody has accepted."""
    return [finding for finding in here.findings if finding.clause == clause]


def part_of(here: DocumentPage) -> Mapping[str, Any]:
    """Return the stored answers of the document: those of an annex, or the record itself."""
    return value_of(here.draft.record, here.document)
