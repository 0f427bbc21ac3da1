"""Warnings about straight quotation marks where the loader does not turn them into those of the language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.errors import Mistake
from app.library.loader import Loading
from app.library.style_text import own_clauses, passages
from app.model.question import Question

_STRAIGHT: Final = frozenset("\"'")


def straight_quotes(loading: Loading) -> Iterator[Mistake]:
    """Warn of straight marks in what is printed: clauses, titles and leads of outlines, labels of questions."""
    for file, line, text in _printed(loading):
        if _STRAIGHT.intersection(text):
            yield Mistake(file, line, f"“{text[:60]}” holds a straight mark.", "Write “ ” or ’ there.")


def _printed(loading: Loading) -> Iterator[tuple[str, int, str]]:
    for clause in own_clauses(loading):
        yield from ((clause.file, passage.line, passage.text) for passage in passages(clause))
    for outline in loading.outlines.values():
        for text in (outline.title, outline.name, outline.noun):
            yield outline.file, 1, text
        for part in outline.parts:
            line = next((placement.line for placement in part.placements), 1)
            yield from ((outline.file, line, text) for text in (part.title, part.lead))
    yield from _labels((*loading.names.questions.values(), *loading.names.party_fields))


def _labels(questions: Iterable[Question]) -> Iterator[tuple[str, int, str]]:
    for question in questions:
        yield question.file, question.line, question.label
        yield from ((question.file, question.line, option.label) for option in question.options)
        yield from ((question.file, question.line, field.label) for field in question.fields)
