"""The texts of a clause: how each would read with the answers of today, and what choosing one changes in the record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from app.errors import AnswersError, NotFoundError
from app.interview import read_answers
from app.model.assembled import Selected
from app.model.clause import Alternative, Clause
from app.model.document import Clause as PrintedClause
from app.model.library import Library
from app.model.question import Question, QuestionType
from app.services.assembling import assemble_answers
from app.services.changes import ABSENT, Change, Path, apply
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.record import base_path, path_of, state

_ONE_ANSWER: Final = re.compile(r'([a-z_]+\.[a-z_0-9]+) == "([^"]+)"')


def printed(draft: Draft, document: str, clause: str) -> PrintedClause | None:
    """Return the clause as it stands in the document, or None where it does not."""
    return _find(draft.outcome.assembled.bundle.document(document), clause)


def as_it_would_read(desk: Desk, draft: Draft, document: str, clause: str, alternative: str) -> PrintedClause | None:
    """Return the clause with another alternative and the answers of today; None where it is in no document then."""
    edits = choosing(draft.library, document, clause, alternative)
    changed = apply(state(draft.record, {}), [Change(path, ABSENT, value) for path, value in edits.items()])["answers"]
    try:
        answers = read_answers(changed, draft.library, line_of=lambda _path: 0, file="choice")
    except AnswersError:
        return None
    outcome = assemble_answers(draft.library, answers, today=desk.today(), final=False)
    return _find(outcome.assembled.bundle.document(document), clause)


def choosing(library: Library, document: str, clause: str, alternative: str) -> dict[Path, Any]:
    """Return the edits that bring an alternative into the document.

    Where the alternative follows from one answer, that answer is given: one decision stands in one place. Otherwise the
    choice is noted. Raises NotFoundError for an alternative that the clause does not have.
    """
    found = library.clauses[clause].alternative(alternative) if clause in library.clauses else None
    if found is None:
        raise NotFoundError(f"The clause {clause!r} has no text {alternative!r}.")
    choice_path = (*base_path(document), "choices", clause)
    decided = decided_by(library, found)
    if decided is None:
        return {choice_path: alternative}
    question, value = decided
    return {path_of(document, question.key): value, choice_path: ABSENT}


def decided_by(library: Library, alternative: Alternative) -> tuple[Question, str] | None:
    """Return the question and the option that alone bring an alternative about, or None."""
    match = _ONE_ANSWER.fullmatch(alternative.when.source.strip()) if alternative.when is not None else None
    question = library.questions.get(match[1]) if match else None
    if match is None or question is None or question.type is not QuestionType.CHOICE:
        return None
    return (question, match[2]) if any(option.value == match[2] for option in question.options) else None


def selection(draft: Draft, document: str) -> list[Selected]:
    """Return the fate of every placement of a document, in order."""
    return [one for one in draft.outcome.assembled.selected if one.document == document]


def own_wording(record_part: Mapping[str, Any], clause: str) -> str:
    """Return the own wording that stands in the place of a clause, or an empty text."""
    choice = record_part.get("choices", {}).get(clause)
    return str(choice.get("text", "")) if isinstance(choice, Mapping) else ""


def differs(clause: Clause, one: Selected, own: str) -> bool:
    """Whether the document departs from what the library prefers."""
    alternative = clause.alternative(one.alternative)
    return bool(own) or (one.state == "in" and alternative is not None and alternative.position != "preferred")


def _find(document: Any, clause: str) -> PrintedClause | None:
    clauses = document.clauses if document is not None else ()
    return next((one for one in clauses if one.source == clause), None)
