"""Drafts: begin one, open it, save answers. Every save is a new revision; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.interview import read_answers
from app.model.answers import Answers
from app.model.outline import Outline
from app.services.assembling import Outcome, assemble_answers
from app.services.changes import ABSENT, Change, Path, apply, diff, merge
from app.services.describing import describe
from app.services.desk import Desk
from app.services.record import document_types, new_record, state
from app.services.standing import standing
from app.store import dossiers, revisions
from app.store.values import Dossier, NewRevision, Place, Revision, Source


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier as it stands: its newest revision, read and assembled."""

    dossier: Dossier
    revision: Revision
    answers: Answers
    outcome: Outcome

    @property
    def record(self) -> Mapping[str, Any]:
        """The stored answers."""
        return self.revision.answers


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer that somebody else changed while this person was typing."""

    path: Path
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to: the revision that now counts, and the values that were not taken."""

    number: int
    conflicts: tuple[Conflict, ...] = ()


def begin(desk: Desk, type_id: str) -> str:
    """Make a dossier for a document type and return its id. Raises NotFoundError for an unknown type."""
    outline = outline_of(desk, type_id)
    return begin_from(desk, new_record(outline), title="", summary=f"{outline.name} begun")


def begin_from(desk: Desk, record: Mapping[str, Any], *, title: str, summary: str) -> str:
    """Make a dossier from answers in the shape of an answers file and return its id.

    Raises AnswersError when the answers do not fit the library; then nothing is stored.
    """
    assembled = _assembled(desk, record, {})
    with desk.database.write() as session:
        identifier = dossiers.create(session, title, desk.now())
        _store(desk, session, identifier, _Step("save", "main", summary, record, {}), after=0, made=assembled)
    return identifier


def outline_of(desk: Desk, type_id: str) -> Outline:
    """Return a document type. Raises NotFoundError."""
    outline = desk.library.outlines.get(type_id)
    if outline is None:
        raise NotFoundError(f"The library holds no document type {type_id!r}.")
    return outline


def open_draft(desk: Desk, identifier: str) -> Draft:
    """Return a dossier with its newest revision, assembled.

    Raises NotFoundError, or AnswersError when the stored answers no longer fit the library.
    """
    with desk.database.read() as session:
        dossier = dossiers.get(session, identifier)
        revision = revisions.get(session, identifier)
    answers, outcome = _assembled(desk, revision.answers, revision.unread)
    return Draft(dossier, revision, answers, outcome)


def save(
    desk: Desk, identifier: str, document: str, edits: Mapping[Path, Any], *, read_at: int, summary: str = ""
) -> Saved:
    """Store values at their paths (ABSENT takes one away), as a person typed them who had read revision `read_at`.

    What somebody else changed in the meantime stays and comes back as a conflict; everything else is merged. The values that
    lost are kept in the history. Raises NotFoundError, or AnswersError when the result does not fit the library.
    """
    with desk.database.write() as session:
        head = revisions.get(session, identifier)
        base = head if read_at == head.number else revisions.get(session, identifier, read_at)
        before = state(base.answers, base.unread)
        wanted = apply(before, [Change(path, ABSENT, value) for path, value in edits.items()])
        current = state(head.answers, head.unread)
        fitting, contrary = merge(current, diff(before, wanted))
        number = head.number
        if fitting:
            number = _commit(desk, session, identifier, head, _Work("save", document, tuple(fitting), summary))
        if contrary:
            after = revisions.get(session, identifier)
            number = _commit(desk, session, identifier, after, _Work("conflict", document, tuple(contrary), ""))
    return Saved(number, tuple(Conflict(change.path, change.new, change.old) for change in contrary))


def change(
    desk: Desk, identifier: str, document: str, changed: Mapping[str, Any], *, read_at: int, summary: str = ""
) -> Saved:
    """Store a whole changed record; only what differs from revision `read_at` is taken as the person's doing."""
    with desk.database.read() as session:
        base = revisions.get(session, identifier, read_at)
    wanted = diff(state(base.answers, base.unread), state(changed, base.unread))
    return save(desk, identifier, document, {one.path: one.new for one in wanted}, read_at=read_at, summary=summary)


@dataclass(frozen=True, slots=True)
class _Work:
    kind: str
    document: str
    changes: tuple[Change, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class _Step:
    kind: str
    document: str
    summary: str
    answers: Mapping[str, Any]
    unread: Mapping[str, str]
    changes: tuple[Change, ...] = ()


def commit(desk: Desk, session: Session, identifier: str, head: Revision, *, kind: str, document: str,
           changes: Sequence[Change], summary: str) -> int:
    """Store a revision that makes `changes` to `head` and return its number. For undo and redo."""
    return _commit(desk, session, identifier, head, _Work(kind, document, tuple(changes), summary))


def _commit(desk: Desk, session: Session, identifier: str, head: Revision, work: _Work) -> int:
    before = state(head.answers, head.unread)
    after = before if work.kind == "conflict" else apply(before, work.changes)
    answers, unread = after["answers"], after.get("unread", {})
    summary = work.summary or describe(work.changes, desk.library, answers)
    step = _Step(work.kind, work.document, summary, answers, unread, work.changes)
    return _store(desk, session, identifier, step, after=head.number, made=_assembled(desk, answers, unread))


def _store(
    desk: Desk, session: Session, identifier: str, step: _Step, *, after: int, made: tuple[Answers, Outcome]
) -> int:
    from app.model.tree_json import to_json

    _, outcome = made
    bundle = outcome.assembled.bundle
    revision = NewRevision(
        kind=step.kind,
        document=step.document,
        summary=step.summary,
        answers=step.answers,
        unread=step.unread,
        changes=tuple(change.as_json() for change in step.changes),
        library_version=bundle.library_version,
        tree=to_json(bundle),
        standing=standing(desk.library, step.answers, step.unread, made),
        sources=tuple(
            Source(document.id, source.clause, source.hash, desk.library.clauses[source.clause].source)
            for document in bundle.documents
            for source in document.sources
            if source.clause in desk.library.clauses
        ),
        places=tuple(Place(key, type_id) for key, type_id in document_types(step.answers).items()),
    )
    return revisions.add(session, identifier, revision, after=after, now=desk.now())


def _assembled(desk: Desk, record: Mapping[str, Any], unread: Mapping[str, str]) -> tuple[Answers, Outcome]:
    answers = read_answers(record, desk.library, line_of=lambda _path: 0, file="stored answers")
    return answers, assemble_answers(desk.library, answers, today=desk.today(), final=False)
