"""Undo and redo: per document, across pages. Both add a revision; nothing is taken out of the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services import drafts
from app.services.changes import Change, merge
from app.services.desk import Desk
from app.store import revisions
from app.store.values import Step


@dataclass(frozen=True, slots=True)
class Reach:
    """What undo would take back and redo would bring again, or None."""

    undo: Step | None
    redo: Step | None


def reach(steps: Sequence[Step]) -> Reach:
    """Return what can be undone and redone after these steps of one document (the oldest first).

    What a party saved through its invitation is that party's: it is not taken back with one press. The first revision
    of a dossier is its beginning, which is not undone: a dossier is moved to the bin instead.
    """
    done: list[Step] = []
    undone: list[Step] = []
    for step in (step for step in steps if not step.author):
        if step.kind == "save" and step.number > 1:
            done.append(step)
            undone.clear()
        elif step.kind == "undo" and done:
            undone.append(done.pop())
        elif step.kind == "redo" and undone:
            done.append(undone.pop())
    return Reach(done[-1] if done else None, undone[-1] if undone else None)


def can(desk: Desk, identifier: str, document: str) -> Reach:
    """Return what can be undone and redone in a document."""
    with desk.database.read() as session:
        return reach(revisions.steps(session, identifier, document))


def undo(desk: Desk, identifier: str, document: str) -> Step | None:
    """Take back the last step of a document; return it, or None where there is nothing to take back.

    What another step has changed again since stays as it is.
    """
    return _repeat(desk, identifier, document, "undo")


def redo(desk: Desk, identifier: str, document: str) -> Step | None:
    """Bring again the step that was undone last; return it, or None."""
    return _repeat(desk, identifier, document, "redo")


def _repeat(desk: Desk, identifier: str, document: str, kind: str) -> Step | None:
    with desk.database.write() as session:
        possible = reach(revisions.steps(session, identifier, document))
        step = possible.undo if kind == "undo" else possible.redo
        if step is None:
            return None
        made = revisions.get(session, identifier, step.number)
        changes = [Change.from_json(change) for change in made.changes]
        if kind == "undo":
            changes = [change.inverse() for change in changes]
        head = revisions.get(session, identifier)
        fitting, _ = merge(drafts.whole_state(head), changes)
        drafts.commit(desk, session, identifier, head, drafts.Work(kind, document, tuple(fitting), step.summary))
    return step
