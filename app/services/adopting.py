"""Newer clauses for a draft: what they would change, and adopting them. Without that step a draft keeps its clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.errors import AnswersError, LostLibraryError, NotFoundError
from app.interview import known_questions, renamed
from app.interview.known import placements_of
from app.model.document import Bundle
from app.model.finding import Finding
from app.model.library import Library
from app.model.outline import Outline
from app.model.tree_json import from_json
from app.services import drafts
from app.services.changes import Change, diff
from app.services.desk import Desk
from app.services.differences import DocumentChange, document_changes
from app.services.drafts import SAVE, Work
from app.services.libraries import library_of
from app.services.record import LIBRARY, MAIN, annexes, state
from app.store import dossiers, revisions
from app.store.values import Dossier, Revision

_FRAME: Final = frozenset({"id", "type", "parties", "document", "choices", "special_terms", "annexes"})
"""The keys of a part of a record that are no group of answers."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the present library would make of a dossier that was made from an earlier one.

    `new_questions` and `old_questions` are labels of those that come and go. `found` and `solved` are the findings that
    appear and disappear; where the earlier library is lost, only the former are known. `set_aside` names the answers
    that have no place any more: they leave the draft and stay in the history. `misfits` say why the newer clauses
    cannot be adopted yet.
    """

    dossier: Dossier
    revision: Revision
    version: str
    documents: tuple[DocumentChange, ...] = ()
    new_questions: tuple[str, ...] = ()
    old_questions: tuple[str, ...] = ()
    found: tuple[Finding, ...] = ()
    solved: tuple[Finding, ...] = ()
    set_aside: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all would change that a person can see."""
        seen = (self.new_questions, self.old_questions, self.found, self.solved, self.set_aside, self.misfits)
        return not any(seen) and not any(document.clauses for document in self.documents)


@dataclass(frozen=True, slots=True)
class _Before:
    """A draft as it stands: its documents, and library and findings where they are known still."""

    bundle: Bundle
    library: Library | None
    findings: tuple[Finding, ...]


def propose(desk: Desk, identifier: str) -> Proposal | None:
    """Return what the present library would change in a dossier, or None where it is made from that already.

    Raises NotFoundError.
    """
    with desk.database.read() as session:
        dossier, head = dossiers.get(session, identifier), revisions.get(session, identifier)
    if head.library_version == desk.library.version:
        return None
    before = _before(desk, identifier, head)
    record, lost = _fitted(head.answers, desk.library)
    set_aside = tuple(_label(key, before.library) for key in lost)
    try:
        _, outcome = drafts.assembled(desk, desk.library, record)
    except AnswersError as error:
        misfits = tuple(str(mistake) for mistake in error.mistakes)
        return Proposal(dossier, head, desk.library.version, set_aside=set_aside, misfits=misfits)
    after = outcome.assembled.bundle
    was, now = _questions(before.bundle, before.library), _questions(after, desk.library)
    earlier = {key: desk.library.questions[key].was for key in now}
    renamed_keys = {old for keys in earlier.values() for old in keys}
    known = {_identity(finding) for finding in before.findings}
    there = {_identity(finding) for finding in outcome.findings}
    return Proposal(
        dossier=dossier,
        revision=head,
        version=desk.library.version,
        documents=document_changes(before.bundle, after),
        new_questions=tuple(label for key, label in now.items() if not {key, *earlier[key]} & was.keys()),
        old_questions=tuple(label for key, label in was.items() if key not in now and key not in renamed_keys),
        found=tuple(finding for finding in outcome.findings if _identity(finding) not in known),
        solved=tuple(finding for finding in before.findings if _identity(finding) not in there),
        set_aside=set_aside,
    )


def adopt(desk: Desk, identifier: str) -> int:
    """Make the dossier from the present library and return the number of the revision that says so.

    Answers move to the present names of their questions; those without a place leave the draft. One step of undo takes
    all of it back. Raises NotFoundError, or AnswersError when the answers do not fit: then nothing changes.
    """
    with desk.database.write() as session:
        head = revisions.get(session, identifier)
        if head.library_version == desk.library.version:
            return head.number
        record, _ = _fitted(head.answers, desk.library)
        moved = diff(state(head.answers, {}), state(record, {}))
        newer = Change((LIBRARY,), head.library_version, desk.library.version)
        return drafts.commit(
            desk, session, identifier, head, Work(SAVE, MAIN, (*moved, newer), "Newer clauses adopted")
        )


def decline(desk: Desk, identifier: str) -> None:
    """Stay with the clauses of the draft; the question comes up again when the library changes again."""
    with desk.database.write() as session:
        dossiers.decline(session, identifier, desk.library.version)


def _before(desk: Desk, identifier: str, head: Revision) -> _Before:
    try:
        library = library_of(desk, head.library_version)
        _, outcome = drafts.assembled(desk, library, head.answers)
    except (LostLibraryError, AnswersError):
        with desk.database.read() as session:
            tree = revisions.tree(session, identifier, head.number)
        if tree is None:
            raise NotFoundError(f"The dossier {identifier!r} has no stored text.") from None
        return _Before(from_json(tree), None, ())
    return _Before(outcome.assembled.bundle, library, outcome.findings)


def _questions(bundle: Bundle, library: Library | None) -> dict[str, str]:
    """Return the questions that the text of a bundle uses, with their labels; without the library by their keys."""
    keys = dict.fromkeys(
        key for document in bundle.documents for clause in document.clauses for key in clause.questions
    )
    return {key: _label(key, library) for key in keys if library is None or key in library.questions}


def _label(key: str, library: Library | None) -> str:
    question = library.questions.get(key) if library is not None else None
    clause = library.clauses.get(key.removeprefix("choices.")) if library is not None else None
    return question.label if question is not None else clause.plain_title if clause is not None else key


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.document, finding.clause, finding.question, finding.message


def _fitted(record: Mapping[str, Any], library: Library) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a record under the present names of its questions, without what has no place, and the keys of that."""
    moved = renamed(record, library).answers
    main = library.outlines.get(str(moved.get("document", {}).get("type")))
    fitted, lost = _fitted_part(moved, main, library)
    if annexes(fitted):
        kept = [_fitted_part(annex, library.outlines.get(str(annex.get("type"))), library) for annex in annexes(fitted)]
        fitted["annexes"] = [annex for annex, _ in kept]
        lost = (*lost, *(key for _, keys in kept for key in keys))
    return fitted, tuple(dict.fromkeys(lost))


def _fitted_part(
    part: Mapping[str, Any], outline: Outline | None, library: Library
) -> tuple[dict[str, Any], Sequence[str]]:
    if outline is None:
        return dict(part), ()
    known = known_questions(outline, library)
    fitted: dict[str, Any] = {}
    lost: list[str] = []
    for group, answers in part.items():
        if group in _FRAME or group in known or not isinstance(answers, Mapping):
            fitted[group] = answers
            continue
        gone = [f"{group}.{name}" for name in answers if f"{group}.{name}" not in known]
        kept = {name: answer for name, answer in answers.items() if f"{group}.{name}" not in gone}
        fitted |= {group: kept} if kept else {}
        lost += gone
    choices = part.get("choices", {})
    gone = [clause for clause, choice in choices.items() if not _can_be_chosen(clause, choice, outline, library)]
    if gone:
        fitted["choices"] = {clause: choice for clause, choice in choices.items() if clause not in gone}
    return fitted, [*lost, *(f"choices.{clause}" for clause in gone)]


def _can_be_chosen(clause: str, choice: Any, outline: Outline, library: Library) -> bool:
    if clause not in {placement.clause for placement in placements_of(outline, library)}:
        return False
    is_text = isinstance(choice, str) and choice not in ("on", "off")
    return not is_text or library.clauses[clause].alternative(choice) is not None
