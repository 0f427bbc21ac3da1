"""Warnings about the wording of clauses: what loads, but reads as if something had been forgotten.

Each rule is a function from the loaded library to warnings; `RULES` lists them. A rule never stops the library from
loading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from app.errors import Mistake
from app.library.capitals import undefined_capitals
from app.library.loader import Loading
from app.library.style import RULES as STYLE_RULES
from app.model import walk
from app.model.clause import Clause, EachTemplate, ItemTemplate, Pieces, TextPiece, WhenTemplate
from app.model.outline import STANDALONE_CLAUSES, Kind, Mode
from app.model.walk import AnyBlock

_TYPED_NUMBER: Final = re.compile(
    r"\b(?:[Cc]lauses?|[Ss]ub-clauses?|Recitals?|Schedules?|Annex(?:es)?) (?:\d|\([a-zA-Z]\)|[A-Z]\b)"
)
_MANY: Final = 2


def warnings(loading: Loading) -> Iterator[Mistake]:
    """Yield the warnings of every rule."""
    for rule in RULES:
        yield from rule(loading)


def _own_clauses(loading: Loading) -> Iterator[Clause]:
    """Yield the clauses that have a text of their own."""
    return (parsed.clause for parsed in loading.clauses.values() if parsed.clause.based_on is None)


def _texts(clause: Clause) -> Iterator[tuple[Pieces, int]]:
    for section in clause.sections:
        for block in walk.blocks(section.blocks):
            for pieces in walk.texts(block):
                yield pieces, block.line


def unplaced(loading: Loading) -> Iterator[Mistake]:
    """Warn of clauses that no outline places and that no other clause is based on."""
    reached = {
        placement.clause
        for outline in loading.outlines.values()
        for placement in (*outline.placements, *outline.schedules)
    }
    if any(outline.kind is Kind.ANNEX for outline in loading.outlines.values()):
        reached.update(STANDALONE_CLAUSES)
    reached |= {parsed.clause.based_on for parsed in loading.clauses.values() if parsed.clause.based_on}
    for clause in (parsed.clause for parsed in loading.clauses.values()):
        if clause.id not in reached:
            yield Mistake(
                clause.file, 1, "No document type places the clause.", "Add it to an outline, or delete the file."
            )


def requirements(loading: Loading) -> Iterator[Mistake]:
    """Warn of document types that place a clause without one that it requires. A joined annex finds it in its
    framework.
    """
    for outline in loading.outlines.values():
        if Mode.STANDALONE not in outline.modes:
            continue
        placements = [
            placement for placement in (*outline.placements, *outline.schedules) if Mode.STANDALONE in placement.modes
        ]
        placed = {placement.clause for placement in placements}
        placed |= {clause.stands_for for name in placed if (clause := _clause(loading, name)) and clause.stands_for}
        if outline.kind is Kind.ANNEX:
            placed.update(STANDALONE_CLAUSES)
        for placement in placements:
            clause = _clause(loading, placement.clause)
            for name in clause.requires if clause else ():
                if name not in placed:
                    message = f"“{placement.clause}” requires “{name}”, which the outline does not place."
                    yield Mistake(outline.file, placement.line, message, "Place it, or take it out of “requires”.")


def _clause(loading: Loading, identifier: str) -> Clause | None:
    parsed = loading.clauses.get(identifier)
    return parsed.clause if parsed else None


def typed_numbers(loading: Loading) -> Iterator[Mistake]:
    """Warn of references and numbers typed by hand: they are wrong as soon as a clause is added."""
    for clause in _own_clauses(loading):
        for pieces, line in _texts(clause):
            for piece in pieces:
                if isinstance(piece, TextPiece) and (match := _TYPED_NUMBER.search(piece.text)):
                    yield Mistake(
                        clause.file, line, f"“{match[0]}…” is typed by hand.", "Write [[clause-id]] or [[#label]]."
                    )


def single_items(loading: Loading) -> Iterator[Mistake]:
    """Warn of a numbered item that is always alone: its number says nothing."""
    for clause in _own_clauses(loading):
        seen: set[int] = set()
        for alternative in clause.alternatives:
            for item in _lonely(clause.blocks(alternative.id)):
                if item.line not in seen:
                    seen.add(item.line)
                    yield Mistake(clause.file, item.line, "A numbered item stands alone.", "Write it without a number.")


def _lonely(blocks: tuple[AnyBlock, ...]) -> Iterator[ItemTemplate]:
    """Yield the items that never have a sibling, here and further in."""
    count, items = _most_items(blocks)
    if count == 1:
        yield from items
    for block in walk.blocks(blocks):
        if isinstance(block, ItemTemplate):
            count, items = _most_items(block.children)
            if count == 1:
                yield from items


def _most_items(blocks: Iterable[AnyBlock]) -> tuple[int, list[ItemTemplate]]:
    """Return how many numbered items of one parent can be printed at most, and all of them."""
    total = 0
    items: list[ItemTemplate] = []
    for block in blocks:
        if isinstance(block, ItemTemplate):
            total += 1
            items.append(block)
        elif isinstance(block, EachTemplate):
            count, found = _most_items(block.body)
            total += count * _MANY
            items.extend(found)
        elif isinstance(block, WhenTemplate):
            then, first = _most_items(block.then)
            otherwise, second = _most_items(block.otherwise)
            total += max(then, otherwise)
            items.extend(first + second)
    return total, items


def foreign_questions(loading: Loading) -> Iterator[Mistake]:
    """Warn of questions that stand in the front matter of one clause and are used by another."""
    owners = {
        question.key: parsed.clause for parsed in loading.clauses.values() for question in parsed.clause.questions
    }
    told: set[str] = set()
    for parsed in loading.clauses.values():
        for key in sorted(parsed.used):
            owner = owners.get(key)
            if owner is not None and owner.id not in (parsed.clause.id, parsed.clause.based_on) and key not in told:
                told.add(key)
                message = f"{parsed.clause.id} uses “{key}” too."
                line = next(question.line for question in owner.questions if question.key == key)
                yield Mistake(owner.file, line, message, "Move the question to clauses/_questions/.")


def unused_questions(loading: Loading) -> Iterator[Mistake]:
    """Warn of questions that no text and no rule uses: nobody is ever asked. The engine uses those on the document."""
    used = {key for parsed in loading.clauses.values() for key in parsed.used}
    for outline in loading.outlines.values():
        for placement in (*outline.placements, *outline.schedules):
            used |= placement.when.names if placement.when else set()
    for key, question in loading.names.questions.items():
        if key not in used and question.group != "document":
            yield Mistake(question.file, question.line, f"No text uses the question “{key}”.", "Use it, or delete it.")


RULES: Final[tuple[Callable[[Loading], Iterator[Mistake]], ...]] = (
    unplaced,
    requirements,
    typed_numbers,
    single_items,
    foreign_questions,
    unused_questions,
    undefined_capitals,
    *STYLE_RULES,
)
"""Every rule, in the order in which warnings of one line are listed."""
