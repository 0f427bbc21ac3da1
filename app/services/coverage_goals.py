"""What has to be exercised: each way of each condition, each alternative, each question, with the way there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from app.library.expression_ground import path_of
from app.library.expressions import parse
from app.model import walk
from app.model.clause import Clause, EachTemplate, ExpressionPiece, WhenTemplate
from app.model.expression import Expression
from app.model.library import Library

Steps = tuple[tuple[nodes.Node, bool, Mapping[str, str]], ...]
"""Conditions, parsed, with what each has to come to, and what the loop names in it run over ("p": "parties")."""


@dataclass(frozen=True)
class Goal:
    """One thing to exercise and one place where that can happen.

    `target` tells what: ("way", "file:line", truth), ("text", clause, alternative) or ("question", key). `clause` has
    to be printed with `alternative`, and the conditions in `steps` have to come out as they say.
    """

    target: tuple[Any, ...]
    clause: str
    alternative: str
    steps: Steps = field(default=())


def goals(library: Library) -> Iterator[Goal]:
    """Yield every goal of a library; a target that can be reached in several places comes several times."""
    for clause in library.clauses.values():
        for alternative in clause.alternatives:
            going = _Walk(library, clause, alternative.id)
            yield going.goal(("text", clause.id, alternative.id), ())
            yield from going.blocks(clause.blocks(alternative.id), (), {})
            for rule in (clause.when, alternative.when):
                if rule is not None:
                    yield from going.questions(rule, (), {})
    yield from _in_placements(library)


def _in_placements(library: Library) -> Iterator[Goal]:
    for outline in library.outlines.values():
        for placement in (*outline.placements, *outline.schedules):
            clause = library.clauses[placement.clause]
            if placement.when is not None:
                yield from _Walk(library, clause, clause.default).questions(placement.when, (), {})


def ways(library: Library) -> dict[tuple[str, bool], str]:
    """Return both ways of every `::: when` with its source."""
    found: dict[tuple[str, bool], str] = {}
    for clause in library.clauses.values():
        for section in clause.sections:
            for block in walk.blocks(section.blocks):
                if isinstance(block, WhenTemplate):
                    for truth in (True, False):
                        found[block.condition.place, truth] = block.condition.source
    return found


@dataclass(frozen=True)
class _Walk:
    """Goes through one alternative of one clause."""

    library: Library
    clause: Clause
    alternative: str

    def goal(self, target: tuple[Any, ...], steps: Steps) -> Goal:
        return Goal(target, self.clause.id, self.alternative, steps)

    def blocks(self, blocks: tuple[Any, ...], steps: Steps, loops: Mapping[str, str]) -> Iterator[Goal]:
        for block in blocks:
            for pieces in walk.texts(block):
                for piece in pieces:
                    if isinstance(piece, ExpressionPiece):
                        yield from self.questions(piece.expression, steps, loops)
            if isinstance(block, WhenTemplate):
                yield from self.questions(block.condition, steps, loops)
                for truth, inside in ((True, block.then), (False, block.otherwise)):
                    further = (*steps, (parse(block.condition.source), truth, loops))
                    yield self.goal(("way", block.condition.place, truth), further)
                    yield from self.blocks(inside, further, loops)
            elif isinstance(block, EachTemplate):
                yield from self.questions(block.over, steps, loops)
                inner = {**loops, block.name: block.over.source}
                yield from self.blocks(block.body, (*steps, (parse(block.over.source), True, loops)), inner)
            else:
                yield from self.blocks(walk.inner(block), steps, loops)

    def questions(self, used: Expression, steps: Steps, loops: Mapping[str, str]) -> Iterator[Goal]:
        for name, around in _names(parse(used.source), ()):
            key = self.library.question_of(name) if name.partition(".")[0] not in loops else None
            if key is not None:
                yield self.goal(("question", key), (*steps, *((test, truth, loops) for test, truth in around)))


def _names(node: nodes.Node, around: tuple[tuple[nodes.Node, bool], ...]) -> Iterator[tuple[str, Any]]:
    """Yield the dotted names in an expression, each with the tests that have to hold for it to be looked at."""
    path = path_of(node)
    if path is not None:
        yield ".".join(path), around
    elif isinstance(node, nodes.CondExpr):
        yield from _names(node.test, around)
        yield from _names(node.expr1, (*around, (node.test, True)))
        if node.expr2 is not None:
            yield from _names(node.expr2, (*around, (node.test, False)))
    else:
        for inner in node.iter_child_nodes():
            yield from _names(inner, around)
