"""What assembly looks at while it makes documents: which way each condition went, which texts were printed."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any, Final

from app.assembly import assemble
from app.model import document as tree
from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.clause import (
    BulletTemplate,
    Clause,
    DefinitionsTemplate,
    EachTemplate,
    ItemTemplate,
    TableTemplate,
    WhenTemplate,
)
from app.model.expression import Expression, Scope, Value
from app.model.library import Library
from app.model.outline import Placement
from app.model.question import Question

Way = tuple[str, bool]
"""A condition, as "file:line", and what it came to."""

_NEVER: Final = Expression(
    "false", "", 0, frozenset(), value=lambda _: Value(False), truth=lambda _: False, data=lambda _: False
)


@dataclasses.dataclass(slots=True)
class Exercised:
    """Conditions with what they came to, clauses with a printed alternative, and questions with an answer."""

    ways: set[Way] = dataclasses.field(default_factory=set)
    texts: set[tuple[str, str]] = dataclasses.field(default_factory=set)
    questions: set[str] = dataclasses.field(default_factory=set)

    def add(self, further: Exercised) -> None:
        """Take over what something else exercised."""
        self.ways |= further.ways
        self.texts |= further.texts
        self.questions |= further.questions


class Recorder:
    """Assembles documents and tells what they exercised."""

    def __init__(self, library: Library) -> None:
        self._now = Exercised()
        self._plain = library
        clauses = {name: self._watched(clause) for name, clause in library.clauses.items()}
        self.library = dataclasses.replace(library, clauses=clauses)

    def assemble(
        self, answers: Answers, today: datetime.date, without: frozenset[str] = frozenset()
    ) -> tuple[Assembled, Exercised]:
        """Return what assembly makes of the answers, and what that exercised.

        `without` are clauses that no document type is to have, as if their rule left them out.
        """
        self._now = Exercised()
        made = assemble(self._library_without(without), answers, today=today)
        for document in made.bundle.documents:
            self._now.texts |= {(clause.source, clause.alternative) for clause in document.clauses if _is_whole(clause)}
        given = {"main": (answers,), **{annex.id: (annex, answers) for annex in answers.annexes}}
        for use in made.uses:
            question = self._plain.questions.get(use.question)
            if question is not None and not use.missing and _has_answer(question, given.get(use.document, ())):
                self._now.questions.add(use.question)
        # The engine itself uses what is answered about the document: on the cover, in heads, in the list of annexes.
        for source in (answers, *answers.annexes):
            self._now.questions |= {f"document.{name}" for name, value in source.document.items() if value != "TBC"}
        return made, self._now

    def _library_without(self, names: frozenset[str]) -> Library:
        if not names:
            return self.library

        def left_out(place: Placement) -> Placement:
            return dataclasses.replace(place, when=_NEVER) if place.clause in names else place

        clauses = {name: dataclasses.replace(self.library.clauses[name], when=_NEVER) for name in names}
        outlines = {
            name: dataclasses.replace(
                outline,
                parts=tuple(
                    dataclasses.replace(part, placements=tuple(map(left_out, part.placements)))
                    for part in outline.parts
                ),
                schedules=tuple(map(left_out, outline.schedules)),
            )
            for name, outline in self.library.outlines.items()
        }
        return dataclasses.replace(self.library, clauses={**self.library.clauses, **clauses}, outlines=outlines)

    def _watched(self, clause: Clause) -> Clause:
        sections = tuple(
            dataclasses.replace(section, blocks=self._blocks(section.blocks)) for section in clause.sections
        )
        return dataclasses.replace(clause, sections=sections)

    def _blocks(self, blocks: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Any) -> Any:
        match block:
            case WhenTemplate():
                return dataclasses.replace(
                    block,
                    condition=self._noted(block.condition),
                    then=self._blocks(block.then),
                    otherwise=self._blocks(block.otherwise),
                )
            case TableTemplate():
                return dataclasses.replace(block, rows=self._blocks(block.rows))
            case EachTemplate() | DefinitionsTemplate():
                return dataclasses.replace(block, body=self._blocks(block.body))
            case ItemTemplate() | BulletTemplate():
                return dataclasses.replace(block, children=self._blocks(block.children))
        return block

    def _noted(self, condition: Expression) -> Expression:
        return dataclasses.replace(condition, truth=self._noting(condition.place, condition.truth))

    def _noting(self, place: str, truth: Callable[[Scope], bool]) -> Callable[[Scope], bool]:
        def noted(scope: Scope) -> bool:
            result = bool(truth(scope))
            self._now.ways.add((place, result))
            return result

        return noted


def _is_whole(clause: tree.Clause) -> bool:
    """Whether the clause prints its text, not the line that refers to the framework's."""
    return any(f"/{clause.alternative}/" in block.id for block in clause.blocks)


def _has_answer(question: Question, sources: tuple[Answers, ...]) -> bool:
    if question.default is not None:
        return True
    group, *rest = question.key.split(".")
    return any(
        _within(source.document if group == "document" else source.groups.get(group), rest) not in (None, "", "TBC", [])
        for source in sources
    )


def _within(value: Any, names: list[str]) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
