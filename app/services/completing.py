"""The end of a kick-off: what nobody has answered becomes to be confirmed, so that the draft is complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.interview import applies, gaps_of
from app.model.expression import TBC
from app.model.library import Library
from app.model.message import say
from app.model.question import Question, QuestionType
from app.services import drafts
from app.services.changes import ABSENT, Change, Path, apply
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.parties import with_party
from app.services.record import MAIN, answer, document_types, parties, path_of, state
from app.services.standing import document_pages

_ROUNDS: Final = 6
"""An answer that is to be confirmed can bring another question into the text; so deep do they hang on one another."""


def complete(desk: Desk, identifier: str) -> int:
    """Mark all that nobody has answered as to be confirmed, parties included; return the revision that counts then."""
    draft = drafts.open_draft(desk, identifier)
    record = _with_parties(draft)
    for _ in range(_ROUNDS):
        edits = dict(_missing(desk, draft, record))
        if not edits:
            break
        changes = [Change(path, ABSENT, value) for path, value in edits.items()]
        record = apply(state(record, {}), changes)["answers"]
    summary = say("What is missing is to be confirmed")
    return drafts.change(desk, identifier, MAIN, record, read_at=draft.revision.number, summary=summary).number


def _with_parties(draft: Draft) -> Mapping[str, Any]:
    record = draft.record
    while len(parties(record)) < draft.library.outlines[document_types(record)[MAIN]].min_parties:
        record, _ = with_party(record, TBC)
    return record


def _missing(desk: Desk, draft: Draft, record: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    made = drafts.assembled(desk, draft.library, record)
    for page in document_pages(draft.library, made, MAIN, document_types(record)[MAIN]):
        for one in page.questions:
            if one.state == "missing" and answer(record, MAIN, one.question.key) is None:
                yield path_of(MAIN, one.question.key), TBC
            yield from _cells(one.question, answer(record, MAIN, one.question.key), path_of(MAIN, one.question.key))
    for party in parties(record):
        for key in gaps_of(party, draft.library).missing:
            yield _of_party(draft.library, party, key)
        for field in draft.library.party_fields:
            yield from _cells(field, party.get(field.key), ("answers", "parties", f"@{party['id']}", field.key))


def _of_party(library: Library, party: Mapping[str, Any], key: str) -> tuple[Path, Any]:
    path = path_of(MAIN, f"parties[{party['id']}].{key}")
    field = library.party_field(key)
    if field is None or field.type is not QuestionType.ROWS:
        return path, TBC
    # Each representative is a line to sign on, so there has to be one.
    return path, [{"id": "r1"} | {column.key: TBC for column in field.fields if _has_to_be(column, {})}]


def _cells(question: Question, value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    for row in value if question.type is QuestionType.ROWS and isinstance(value, list) else ():
        for column in question.fields if isinstance(row, Mapping) else ():
            if row.get(column.key) in (None, "") and _has_to_be(column, row):
                yield (*path, f"@{row['id']}", column.key), TBC


def _has_to_be(column: Question, row: Mapping[str, Any]) -> bool:
    return column.required and column.default is None and applies(column, row)
