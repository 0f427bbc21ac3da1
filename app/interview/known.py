"""Which questions, clauses and alternatives a document type knows: what an answers file for it may hold."""

from __future__ import annotations

from typing import Final

from app.model import walk
from app.model.clause import Clause
from app.model.library import Library
from app.model.outline import STANDALONE_CLAUSES, BindingLevel, Kind, Mode, Outline, Placement
from app.model.question import Limits, Option, Question, QuestionType

SHARED_FOLDER: Final = "clauses/_questions/"
"""Where the questions stand that more than one clause may use."""

ENGINE_QUESTIONS: Final = (
    Question("document.title", QuestionType.TEXT, "Title", limits=Limits(shortest=3, longest=160)),
    Question("document.reference", QuestionType.TEXT, "Reference", required=False, limits=Limits(longest=60)),
    Question("document.version", QuestionType.TEXT, "Version", required=False, limits=Limits(longest=20)),
    Question(
        "document.binding_level",
        QuestionType.CHOICE,
        "Binding level",
        required=False,
        options=tuple(Option(level.value, level.value.replace("_", " ")) for level in BindingLevel),
    ),
    Question("document.languages", QuestionType.ROWS, "Languages", required=False, item=QuestionType.LANGUAGE),
)
"""What every document can be told about itself, whether or not the library asks for it."""


def clauses_of(outline: Outline, library: Library) -> tuple[Clause, ...]:
    """Return the clauses that a document of this type can hold, in any of its modes, schedules included."""
    names = dict.fromkeys(placement.clause for placement in placements_of(outline, library))
    return tuple(library.clauses[name] for name in names if name in library.clauses)


def placements_of(outline: Outline, library: Library) -> tuple[Placement, ...]:
    """Return the placements of a document type, schedules and what a standalone annex adds included."""
    placed = outline.placements + outline.schedules
    if outline.kind is not Kind.ANNEX or Mode.STANDALONE not in outline.modes:
        return placed
    names = {placement.clause for placement in placed}
    return placed + tuple(
        Placement(name, modes=frozenset({Mode.STANDALONE}))
        for name in STANDALONE_CLAUSES
        if name in library.clauses and name not in names
    )


def joined_annexes(library: Library) -> tuple[Outline, ...]:
    """Return the document types that can be joined to a framework as its annexes."""
    return tuple(
        outline for outline in library.outlines.values() if outline.kind is Kind.ANNEX and Mode.JOINED in outline.modes
    )


def known_questions(outline: Outline, library: Library) -> dict[str, Question]:
    """Return the questions that answers to this document type may answer, by their full key.

    These are the engine's own, all shared ones, and those of the clauses that it can hold. A contract may also answer
    what its annexes ask: an annex inherits what it omits.
    """
    names = {clause.id for clause in clauses_of(outline, library)}
    if outline.kind is not Kind.ANNEX:
        names |= {clause.id for annex in joined_annexes(library) for clause in clauses_of(annex, library)}
    clauses = [library.clauses[name] for name in names]
    own = {question.key for clause in clauses for question in clause.questions}
    used = {key for clause in clauses for key in _used(clause, library)}
    known = {question.key: question for question in ENGINE_QUESTIONS}
    return known | {
        key: question
        for key, question in library.questions.items()
        if key in own or key in used or question.file.startswith(SHARED_FOLDER)
    }


def used_questions(outline: Outline, library: Library) -> frozenset[str]:
    """Return the keys of the questions that any alternative of any placed clause, or an inclusion rule, can use."""
    rules = [placement.when for placement in placements_of(outline, library) if placement.when is not None]
    names = {name for rule in rules for name in rule.names}
    placed = {key for name in names if (key := _question_key(name, library)) is not None}
    return frozenset(placed.union(*(_used(clause, library) for clause in clauses_of(outline, library))))


def _used(clause: Clause, library: Library) -> set[str]:
    names = {name for expression in walk.expressions(clause) for name in expression.names}
    return {key for name in names if (key := _question_key(name, library)) is not None}


def _question_key(name: str, library: Library) -> str | None:
    """Return the key of the question that a dotted name reads ("liability.cap_amount.currency" reads the cap)."""
    while name:
        if name in library.questions:
            return name
        name = name.rpartition(".")[0]
    return None
