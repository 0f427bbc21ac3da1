"""Drafts: begin one, open it, save answers. Every save is a new revision; nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.interview import read_answers
from app.model.answers import Answers
from app.model.document import Bundle
from app.model.library import Library
from app.model.message import label, say
from app.model.outline import Outline
from app.model.tree_json import to_json
from app.services.accepting import ACCEPTED
from app.services.assembling import Outcome, assemble_answers
from app.services.changes import ABSENT, Change, Path, apply, diff, merge
from app.services.describing import describe
from app.services.desk import Desk
from app.services.libraries import library_of
from app.services.record import LIBRARY, MAIN, document_types, new_record, state
from app.services.standing import standing
from app.store import dossiers, libraries, revisions
from app.store.values import Dossier, NewRevision, Place, Revision, Source

SAVE: Final = "save"
CONFLICT: Final = "conflict"
"""Kinds of revisions; undo and redo are the others."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier as it stands: its newest revision, read and assembled with the library that it was made from."""

    dossier: Dossier
    revision: Revision
    library: Library
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


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be stored: the kind of revision, the document that was worked on, the changes, and what to call it.

    Without a summary the changes are described. `author` is the party that saves, "" for whoever is signed in.
    """

    kind: str
    document: str
    changes: tuple[Change, ...]
    summary: str = ""
    author: str = ""


def begin(desk: Desk, type_id: str) -> str:
    """Make a dossier for a document type, or a bundle of them, and return its id. Raises NotFoundError for another."""
    kind = desk.library.bundles.get(type_id) or outline_of(desk, type_id)
    return begin_from(
        desk, new_record(kind, desk.library), title="", summary=say("{name} begun", name=label(kind.name))
    )


def begin_from(desk: Desk, record: Mapping[str, Any], *, title: str, summary: str, version: str = "") -> str:
    """Make a dossier from answers in the shape of an answers file and return its id.

    It is made from the library of that version, without one from the present library. Raises AnswersError when the
    answers do not fit the library; then nothing is stored.
    """
    content = state(record, {}) | {LIBRARY: version or desk.library.version}
    with desk.database.write() as session:
        identifier = dossiers.create(session, title, desk.now())
        _store(desk, session, identifier, Work(SAVE, MAIN, (), summary), content, after_number=0)
    return identifier


def outline_of(desk: Desk, type_id: str) -> Outline:
    """Return a document type. Raises NotFoundError."""
    outline = desk.library.outlines.get(type_id)
    if outline is None:
        raise NotFoundError(f"The library holds no document type {type_id!r}.")
    return outline


def open_draft(desk: Desk, identifier: str) -> Draft:
    """Return a dossier with its newest revision, assembled.

    Raises NotFoundError, LostLibraryError when the library that it was made from is not there any more, or AnswersError
    when the stored answers do not fit it.
    """
    with desk.database.read() as session:
        dossier = dossiers.get(session, identifier)
        revision = revisions.get(session, identifier)
    library = library_of(desk, revision.library_version)
    answers, outcome = assembled(desk, library, revision.answers)
    return Draft(dossier, revision, library, answers, outcome)


def library_in_use(desk: Desk, identifier: str) -> Library:
    """Return the library that a dossier is made from. Raises NotFoundError or LostLibraryError."""
    with desk.database.read() as session:
        return library_of(desk, revisions.get(session, identifier).library_version)


def save(
    desk: Desk,
    identifier: str,
    document: str,
    edits: Mapping[Path, Any],
    *,
    read_at: int,
    summary: str = "",
    author: str = "",
) -> Saved:
    """Store values at their paths (ABSENT takes one away), as a person typed them who had read revision `read_at`.

    `author` is the party that saves, "" for whoever is signed in. What somebody else changed in the meantime stays and
    comes back as a conflict; everything else is merged. The values that lost are kept in the history. Raises
    NotFoundError, or AnswersError when the result does not fit the library.
    """
    with desk.database.write() as session:
        head = revisions.get(session, identifier)
        if document not in document_types(head.answers):
            raise NotFoundError("This annex is not there any more: it was removed meanwhile. Undo brings it back.")
        base = head if read_at == head.number else revisions.get(session, identifier, read_at)
        before = whole_state(base)
        wanted = apply(before, [Change(path, ABSENT, value) for path, value in edits.items()])
        fitting, contrary = merge(whole_state(head), diff(before, wanted))
        number = head.number
        if fitting:
            number = commit(desk, session, identifier, head, Work(SAVE, document, tuple(fitting), summary, author))
        if contrary:
            after = revisions.get(session, identifier)
            number = commit(desk, session, identifier, after, Work(CONFLICT, document, tuple(contrary), author=author))
    return Saved(number, tuple(Conflict(change.path, change.new, change.old) for change in contrary))


def change(
    desk: Desk, identifier: str, document: str, changed: Mapping[str, Any], *, read_at: int, summary: str = ""
) -> Saved:
    """Store a whole changed record; only what differs from revision `read_at` is taken as the person's doing."""
    with desk.database.read() as session:
        base = revisions.get(session, identifier, read_at)
    wanted = diff(state(base.answers, base.unread), state(changed, base.unread))
    return save(desk, identifier, document, {one.path: one.new for one in wanted}, read_at=read_at, summary=summary)


def commit(desk: Desk, session: Session, identifier: str, head: Revision, work: Work) -> int:
    """Store the revision that `work` makes of the newest one and return its number."""
    before = whole_state(head)
    after = before if work.kind == CONFLICT else apply(before, work.changes)
    library = library_of(desk, after[LIBRARY])
    work = work if work.summary else replace(work, summary=describe(work.changes, library, after["answers"]))
    return _store(desk, session, identifier, work, after, after_number=head.number)


def _store(
    desk: Desk, session: Session, identifier: str, work: Work, content: Mapping[str, Any], *, after_number: int
) -> int:
    library = library_of(desk, content[LIBRARY])
    revision = revision_of(desk, library, work, content)
    libraries.keep(session, library.version, library.files, desk.now())
    return revisions.add(session, identifier, revision, after=after_number, now=desk.now())


def revision_of(desk: Desk, library: Library, work: Work, content: Mapping[str, Any]) -> NewRevision:
    """Return a whole state as it is stored, with its text and what is open in it.

    Raises AnswersError when the answers do not fit the library.
    """
    record, unread, accepted = content["answers"], content.get("unread", {}), content.get(ACCEPTED, {})
    made = assembled(desk, library, record)
    bundle = made[1].assembled.bundle
    return NewRevision(
        kind=work.kind,
        document=work.document,
        summary=work.summary,
        answers=record,
        unread=unread,
        changes=tuple(change.as_json() for change in work.changes),
        library_version=bundle.library_version,
        tree=to_json(bundle),
        standing=standing(library, record, unread, made, accepted),
        sources=_sources(library, bundle),
        places=tuple(Place(key, type_id) for key, type_id in document_types(record).items()),
        accepted=accepted,
        author=work.author,
    )


def _sources(library: Library, bundle: Bundle) -> tuple[Source, ...]:
    return tuple(
        Source(document.id, source.clause, source.hash, library.clauses[source.clause].source)
        for document in bundle.documents
        for source in document.sources
        if source.clause in library.clauses
    )


def assembled(desk: Desk, library: Library, record: Mapping[str, Any]) -> tuple[Answers, Outcome]:
    """Return stored answers, read and assembled with a library. Raises AnswersError when they do not fit it."""

    def make() -> tuple[Answers, Outcome]:
        answers = read_answers(record, library, line_of=lambda _path: 0, file="stored answers")
        return answers, assemble_answers(library, answers, today=desk.today(), final=False)

    # Library, answers and day are all that the result depends on.
    made: tuple[Answers, Outcome] = desk.assembled.get((library.version, desk.today(), json.dumps(record)), make)
    return made


def whole_state(revision: Revision) -> dict[str, Any]:
    """Return what a revision holds as one value: also accepted warnings, and the library that it was made from."""
    rest = {ACCEPTED: revision.accepted, LIBRARY: revision.library_version}
    return state(revision.answers, revision.unread) | rest
