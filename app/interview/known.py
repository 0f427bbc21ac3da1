"""Which questions, clauses and alternatives a document type knows: what an answers file for it may hold."""

from __future__ import annotations

import dataclasses
from typing import Final

from app.model.clause import Alternative, Clause
from app.model.library import Library
from app.model.outline import BindingLevel, Kind, Mode, Outline, Placement
from app.model.placing import shared_clauses
from app.model.question import Limits, Option, Question, QuestionType

SHARED_FOLDER: Final = "clauses/_questions/"
"""Where the questions stand that more than one clause may use."""

BINDING_LEVEL: Final = "document.binding_level"
"""The question how far a document binds; its options are those of the document type."""

ENGINE_QUESTIONS: Final = (
    Question("document.title", QuestionType.TEXT, "Title", limits=Limits(shortest=3, longest=160)),
    Question("document.reference", QuestionType.TEXT, "Reference", required=False, limits=Limits(longest=60)),
    Question("document.version", QuestionType.TEXT, "Version", required=False, limits=Limits(longest=20)),
    Question(
        BINDING_LEVEL,
        QuestionType.CHOICE,
        "Binding level",
        required=False,
        options=tuple(Option(level.value, level.value.replace("_", " ")) for level in BindingLevel),
    ),
    Question("document.languages", QuestionType.ROWS, "Languages", required=False, item=QuestionType.LANGUAGE),
)
"""What every document can be told about itself, whether or not the library asks for it."""


def fitting(question: Question, outline: Outline) -> Question:
    """Return a question with the options that documents of this type can have.

    How far a document binds is a choice among the levels for which its clauses are written.
    """
    if question.key != BINDING_LEVEL or outline.levels == tuple(BindingLevel):
        return question
    return dataclasses.replace(
        question, options=tuple(option for option in question.options if option.value in outline.levels)
    )


def clauses_of(outline: Outline, library: Library) -> tuple[Clause, ...]:
    """Return the clauses that a document of this type can hold, in any of its modes, schedules included."""
    names = dict.fromkeys(placement.clause for placement in placements_of(outline, library))
    return tuple(library.clauses[name] for name in names if name in library.clauses)


def placements_of(outline: Outline, library: Library) -> tuple[Placement, ...]:
    """Return the placements of a document type, schedules and what a standalone annex adds included."""
    shared = shared_clauses(outline, library) if Mode.STANDALONE in outline.modes else ()
    added = (Placement(name, modes=frozenset({Mode.STANDALONE})) for name in shared)
    return (*outline.placements, *outline.schedules, *added)


def alternatives_of(outline: Outline, library: Library) -> dict[str, tuple[Alternative, ...]]:
    """Return, by the id of the clause, the texts that each clause of a document of this type can have."""
    found: dict[str, tuple[Alternative, ...]] = {}
    places = placements_of(outline, library)
    for clause in clauses_of(outline, library):
        here = [place for place in places if place.clause == clause.id]
        found[clause.id] = tuple(one for one in clause.alternatives if any(place.fits(one.id) for place in here))
    return found


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
    used = {key for clause in clauses for key in library.asked_by(clause)}
    known = {question.key: question for question in ENGINE_QUESTIONS}
    known |= {
        key: question
        for key, question in library.questions.items()
        if key in own or key in used or question.file.startswith(SHARED_FOLDER)
    }
    return known | {BINDING_LEVEL: fitting(known[BINDING_LEVEL], outline)}


def used_questions(outline: Outline, library: Library) -> frozenset[str]:
    """Return the keys of the questions that any alternative of any placed clause, or an inclusion rule, can use."""
    rules = [placement.when for placement in placements_of(outline, library) if placement.when is not None]
    names = {name for rule in rules for name in rule.names}
    placed = {key for name in names if (key := library.question_of(name)) is not None}
    return frozenset(placed.union(*(library.asked_by(clause) for clause in clauses_of(outline, library))))
