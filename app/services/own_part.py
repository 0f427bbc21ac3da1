"""The part of a dossier that belongs to one party: its details, its offers and needs, its Background.

What stands here is all that an invited party can change. Everything is checked against the stored answers, never
against what a form says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.errors import NotFoundError
from app.interview import gaps_of
from app.model.question import Question
from app.services import drafts
from app.services.changes import ABSENT, Path
from app.services.desk import Desk
from app.services.drafts import Draft, Saved
from app.services.record import MAIN, annexes, answer, document_types, parties, path_of
from app.services.standing import document_pages

OWNER: Final = "party"
"""The column of a table that says whose row it is."""

SHARING: Final = ("offers", "demands")
BACKGROUND: Final = ("ip.background", "ip.background_excluded")
NONE: Final = "ip.background_none"
"""The question which parties declare that they bring no Background."""

_SIGNATORY: Final = ("signing_entity.", "representatives", "contact.", "dpo_email")
_NOT_THEIRS: Final = frozenset({"doc_role", "sanctions_checked_on"})
"""Fields of a party that whoever drafts decides or checks."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table of a document, as far as its rows belong to the party."""

    document: str
    question: Question
    rows: tuple[Mapping[str, Any], ...]


def party_of(draft: Draft, party: str) -> Mapping[str, Any]:
    """Return the stored details of a party. Raises NotFoundError."""
    found = next((one for one in parties(draft.record) if one["id"] == party), None)
    if found is None:
        raise NotFoundError("This party is not in the dossier any more.")
    return found


def field_keys(draft: Draft, *, signatory: bool) -> list[str]:
    """Return the keys of the fields of a party that it fills in itself: those on its signatories, or the others."""
    return [
        field.key
        for field in draft.library.party_fields
        if field.key not in _NOT_THEIRS and field.key.startswith(_SIGNATORY) is signatory
    ]


def gaps(draft: Draft, party: str, *, signatory: bool) -> tuple[int, int]:
    """Return how many of these fields are missing, and how many to be confirmed."""
    keys = set(field_keys(draft, signatory=signatory))
    found = gaps_of(party_of(draft, party), draft.library)
    return len(keys.intersection(found.missing)), len(keys.intersection(found.to_confirm))


def documents_of(draft: Draft, party: str) -> list[str]:
    """Return the documents that a party may see: the framework, and the annexes in which it takes part."""
    return [MAIN, *(str(annex["id"]) for annex in annexes(draft.record) if party in (annex.get("parties") or ()))]


def tables_of(draft: Draft, party: str, keys: Sequence[str]) -> list[OwnTable]:
    """Return the tables of these keys that the documents of a party ask for, with its own rows."""
    return [
        OwnTable(document, draft.library.questions[key], tuple(_own_rows(draft, document, key, party)))
        for document, key in _asked(draft, party)
        if key in keys
    ]


def declarations(draft: Draft, party: str) -> dict[str, bool]:
    """Return, for each document that asks for it, whether the party declares that it brings no Background."""
    return {
        document: party in (answer(draft.record, document, NONE) or ())
        for document, key in _asked(draft, party)
        if key == NONE
    }


def table_of(draft: Draft, party: str, document: str, key: str) -> OwnTable:
    """Return one table of a party. Raises NotFoundError for one that is not asked for, or not its own."""
    found = next((one for one in tables_of(draft, party, (*SHARING, *BACKGROUND)) if one.document == document
                  and one.question.key == key), None)  # fmt: skip
    if found is None:
        raise NotFoundError("This table is not asked for.")
    return found


def remove_row(desk: Desk, draft: Draft, party: str, table: OwnTable, row: str) -> Saved:
    """Remove an own row. Raises NotFoundError for a row that is not there or somebody else's."""
    if row not in {one["id"] for one in table.rows}:
        raise NotFoundError("This row is not there any more.")
    path: Path = (*path_of(table.document, table.question.key), f"@{row}")
    edits = {path: ABSENT}
    return drafts.save(desk, draft.dossier.id, table.document, edits, read_at=draft.revision.number, author=party)


def declare(desk: Desk, draft: Draft, party: str, document: str, brings_none: bool) -> Saved:
    """Store whether the party declares that it brings no Background. Raises NotFoundError where nobody asks."""
    if document not in declarations(draft, party):
        raise NotFoundError("This is not asked for.")
    others = [one for one in answer(draft.record, document, NONE) or () if one != party]
    named = [*others, party] if brings_none else others
    order = [str(one["id"]) for one in parties(draft.record)]
    edits = {path_of(document, NONE): sorted(named, key=order.index) or ABSENT}
    return drafts.save(desk, draft.dossier.id, document, edits, read_at=draft.revision.number, author=party)


def _asked(draft: Draft, party: str) -> list[tuple[str, str]]:
    types, made = document_types(draft.record), (draft.answers, draft.outcome)
    return [
        (document, asked.question.key)
        for document in documents_of(draft, party)
        for page in document_pages(draft.library, made, document, types[document])
        for asked in page.questions
        if asked.state != "inherited"
    ]


def _own_rows(draft: Draft, document: str, key: str, party: str) -> list[Mapping[str, Any]]:
    rows = answer(draft.record, document, key)
    known = rows if isinstance(rows, list) else []
    return [row for row in known if isinstance(row, Mapping) and row.get(OWNER) == party]
