"""Versions of a dossier: every save is one, some have names. Two of them are compared; an earlier one is restored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app.model.document import Bundle, Clause
from app.model.library import Library
from app.model.tree_json import from_json
from app.services import drafts
from app.services.changes import Change, diff
from app.services.describing import called
from app.services.desk import Desk
from app.services.differences import DocumentChange, document_changes
from app.services.drafts import CONFLICT, SAVE, Work, whole_state
from app.services.libraries import library_of
from app.services.record import MAIN, base_path
from app.store import dossiers, revisions
from app.store import versions as stored
from app.store.values import Revision, Step

LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a dossier: the number of its revision, its name or "", what was done, when, and by which party ("":
    by the house itself).
    """

    number: int
    name: str
    summary: str
    made_at: datetime
    author: str
    is_newest: bool


@dataclass(frozen=True, slots=True)
class History:
    """Versions of a dossier, the newest first; `earlier` is the number before which there are more saves, or None."""

    versions: tuple[Version, ...]
    earlier: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions.

    `answers` are the labels of what was answered or chosen otherwise. `causes` names, by document and clause, those of
    them that the text of the clause depends on.
    """

    earlier: Version
    later: Version
    documents: tuple[DocumentChange, ...]
    answers: tuple[str, ...]
    causes: Mapping[tuple[str, str], tuple[str, ...]]

    def document(self, identifier: str) -> DocumentChange | None:
        """Return what differs in one document, or None where neither version has it."""
        return next((one for one in self.documents if one.id == identifier), None)


def history(desk: Desk, identifier: str, *, every: bool = False, before: int | None = None) -> History:
    """Return the versions of a dossier: the newest and those with a name, or every save (before a number).

    Raises NotFoundError.
    """
    with desk.database.read() as session:
        head = dossiers.get(session, identifier).head
        names = stored.names(session, identifier)
        if every:
            steps = revisions.steps(session, identifier, before=before)
        else:
            steps = revisions.these(session, identifier, {head, *names})
    shown = [_version(step, names, head) for step in reversed(steps) if step.kind != CONFLICT]
    first = steps[0].number if every and steps else 1
    return History(tuple(shown), first if first > 1 else None)


def set_name(desk: Desk, identifier: str, number: int, name: str) -> str:
    """Give a version a name in place of the one it has, "" takes it away; return the name as it is kept.

    Control characters and what is longer than LONGEST_NAME are cut off. Raises NotFoundError.
    """
    kept = "".join(filter(str.isprintable, " ".join(name.split())))[:LONGEST_NAME].strip()
    with desk.database.write() as session:
        revisions.get(session, identifier, number)
        stored.set_name(session, identifier, number, kept, desk.now())
    return kept


def compare(desk: Desk, identifier: str, earlier: int, later: int) -> Comparison:
    """Return what differs between two versions, as their texts were when they were saved.

    Raises NotFoundError, or LostLibraryError where a text has to be made anew and its library was not kept.
    """
    with desk.database.read() as session:
        head = dossiers.get(session, identifier).head
        names = stored.names(session, identifier)
        old, new = (revisions.get(session, identifier, number) for number in (earlier, later))
        trees = [revisions.tree(session, identifier, number) for number in (earlier, later)]
    before, after = (_bundle(desk, one, tree) for one, tree in zip((old, new), trees, strict=True))
    changes = diff(whole_state(old), whole_state(new))
    named = [(change, called(change, desk.library, new.answers)) for change in changes]
    texts = {
        (document.id, clause.id): clause
        for bundle in (before, after)
        for document in bundle.documents
        for clause in document.clauses
    }
    return Comparison(
        earlier=_version(old, names, head),
        later=_version(new, names, head),
        documents=document_changes(before, after),
        answers=tuple(dict.fromkeys(label for _, label in named)),
        causes={place: _causes(desk.library, place[0], clause, named) for place, clause in texts.items()},
    )


def restore(desk: Desk, identifier: str, number: int) -> Step | None:
    """Make the dossier what it was in a version and return the step that did it, or None where nothing differs.

    It is a save like others: what there is now stays in the history, and one step of undo brings it back. Raises
    NotFoundError, or LostLibraryError when the library of that version was not kept.
    """
    with desk.database.write() as session:
        head, wanted = revisions.get(session, identifier), revisions.get(session, identifier, number)
        changes = diff(whole_state(head), whole_state(wanted))
        if not changes:
            return None
        name = stored.names(session, identifier).get(number) or f"version {number}"
        work = Work(SAVE, MAIN, changes, f"“{name}” restored")
        made = drafts.commit(desk, session, identifier, head, work)
        return Step(made, SAVE, MAIN, work.summary, desk.now())


def _version(step: Step | Revision, names: Mapping[int, str], head: int) -> Version:
    return Version(
        step.number, names.get(step.number, ""), step.summary, step.made_at, step.author, step.number == head
    )


def _bundle(desk: Desk, revision: Revision, tree: Mapping[str, Any] | None) -> Bundle:
    """Return the text of a version; what came in a dossier file was stored without, and is made anew."""
    if tree is not None:
        return from_json(tree)
    _, outcome = drafts.assembled(desk, library_of(desk, revision.library_version), revision.answers)
    return outcome.assembled.bundle


def _causes(library: Library, document: str, clause: Clause, named: Sequence[tuple[Change, str]]) -> tuple[str, ...]:
    """Return the labels of the changes that a clause depends on: another text chosen, or questions that it asks."""
    known = library.clauses.get(clause.source)
    rules = [one.when for one in known.alternatives if one.when is not None] if known is not None else []
    asked = {*clause.questions, *(name for rule in rules for name in rule.names)}
    own, main = (base_path(part)[1:] for part in (document, MAIN))
    found = []
    for change, label in named:
        base = next((base for base in (own, main) if base and change.path[1 : 1 + len(base)] == base), ())
        steps = change.path[1 + len(base) :]
        if steps[:1] == ("choices",):
            found += [label] if steps[1:2] == (clause.source,) and base in (own, ()) else []
        elif steps and {".".join(steps[:2]), steps[0]} & asked:
            found.append(label)
    return tuple(dict.fromkeys(found))
