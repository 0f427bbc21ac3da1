"""Answers that make a condition come out as wanted, read off the condition itself.

What is wanted is a set of demands, (kind, name, value):

    answer   a question has this answer                 filled   a question has some answer
    member   a value is in a list, or not: "key|value"  rows     a table has so many rows
    any      one row has this in a field: "list|field"  all      all rows have it
    choice   a clause has this alternative, or is off   annex    each annex has this answer
    parties  there are two parties, or more             without  no document type has this clause
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from jinja2 import nodes

from app.library.expression_ground import called, path_of
from app.library.expressions import parse
from app.model.library import Library
from app.model.outline import Placement
from app.model.question import Question, QuestionType
from app.services.coverage_goals import Goal
from app.services.coverage_values import COUNTRIES, Choose, falsy, other, truthy

Demand = tuple[str, str, Any]
Demands = tuple[Demand, ...]

MOST: Final = 8
"""Ways to fulfil one condition that are looked at."""

_ORDER: Final = {"lt": -1, "lteq": 0, "gt": 1, "gteq": 0, "eq": 0, "ne": 1}
_OPPOSITE: Final = {
    "lt": "gteq", "gteq": "lt", "gt": "lteq", "lteq": "gt", "eq": "ne", "ne": "eq", "in": "notin", "notin": "in",
}  # fmt: skip


class Solver:
    """Finds demands for goals in one kind of document: its placements by clause, its mode."""

    def __init__(self, library: Library, placements: Mapping[str, Placement], own: Iterable[str], mode: str) -> None:
        self.library = library
        self.placements = placements
        self.own = frozenset(own)
        self.mode = mode
        self.alternative = ""
        self._open: set[str] = set()

    def demands(self, goal: Goal) -> Iterator[Demands]:
        """Yield ways to reach a goal, the likeliest first; none where the document cannot reach it."""
        if goal.clause not in self.own:
            return
        self.alternative = goal.alternative
        clause = self.library.clauses[goal.clause]
        chosen = clause.alternative(goal.alternative)
        chosen_so: list[Demands] = [(("choice", goal.clause, goal.alternative),)]
        wanted = [self.placed(goal.clause, True), chosen_so]
        if chosen is not None and chosen.when is not None:
            wanted.append(self.solve(parse(chosen.when.source), True, {}))
        wanted += [self.solve(node, truth, loops) for node, truth, loops in goal.steps]
        if goal.target[0] == "question":
            question = self.library.questions[goal.target[1]]
            wanted.append([(("filled", question.key, truthy(question)),)])
        yield from merged(wanted)

    def placed(self, clause: str, truth: bool) -> list[Demands]:
        """Return ways to have a clause in the document (or its framework), or not."""
        placement = self.placements.get(clause)
        if placement is None:
            return [] if truth else [()]
        if clause in self._open:
            return [()]
        self._open.add(clause)
        rule = placement.when or self.library.clauses[clause].when
        ruled: list[Demands] = [()] if truth else []
        if rule is not None:
            ruled = self.solve(parse(rule.source), truth, {})
        self._open.discard(clause)
        if placement.optional and not truth:
            ruled = [(("choice", clause, "off"),), *ruled]
        if not truth:
            # Its text may be meant for a document type that is still to come.
            ruled.append((("without", clause, True),))
        elif placement.optional and not placement.on:
            ruled = merged([ruled, [(("choice", clause, "on"),)]])
        return ruled

    def solve(self, node: nodes.Node, truth: bool, loops: Mapping[str, str]) -> list[Demands]:
        """Return ways to make a condition come out so; one that demands nothing where it cannot be told."""
        if isinstance(node, nodes.Not):
            return self.solve(node.node, not truth, loops)
        if isinstance(node, nodes.And | nodes.Or):
            left, right = self.solve(node.left, truth, loops), self.solve(node.right, truth, loops)
            if isinstance(node, nodes.And) == truth:
                return merged([left, right])
            return [*left, *right][:MOST]
        if isinstance(node, nodes.Compare):
            return self._comparison(node, truth, loops)
        name = called(node)
        if isinstance(node, nodes.Call) and name:
            return self._call(name, node.args, truth)
        path = path_of(node)
        if path is None:
            return [()]
        found = self._value(".".join(path), loops, truthy if truth else falsy)
        if truth:
            # What is there already is kept: the rows of a sample fit together better than an example.
            return [
                tuple(
                    ("filled" if kind == "answer" and value is not True else kind, name, value)
                    for kind, name, value in way
                )
                for way in found
            ]
        return found

    def _value(self, name: str, loops: Mapping[str, str], choose: Choose) -> list[Demands]:
        """Return demands on what a name stands for; `choose` makes a value of its question."""
        first, _, rest = name.partition(".")
        if first in loops:
            # One row may be the wrong one, when a condition around it picks another.
            return [
                way
                for which in ("any", "all")
                for way in self._cell(which, base_list(parse(loops[first])), rest, choose)
                if rest
            ]
        if name == "parties":
            return [()]
        key = self.library.question_of(name)
        if key is None:
            return [()]
        return [(("answer", key, choose(self.library.questions[key])),)]

    def _cell(self, which: str, over: str, field: str, choose: Choose) -> list[Demands]:
        if over == "parties":
            return self._party(which, field, choose)
        if over == "annexes":
            known = self.library.questions.get(f"document.{field}")
            return [(("annex", known.key, choose(known)),)] if known is not None else [()]
        table = self.library.questions.get(over)
        column = table.field(field.partition(".")[0]) if table is not None else None
        if column is None:
            return [()]
        return [((which, f"{over}|{column.key}", choose(column)),)]

    def _party(self, which: str, field: str, choose: Choose) -> list[Demands]:
        known = self.library.party_field(field)
        if known is not None:
            return [((which, f"parties|{field}", choose(known)),)]
        flag = choose(Question(field, QuestionType.YESNO, ""))
        if field in ("outside_eu", "outside_eea"):
            return [((which, "parties|seat.country", "CH" if flag else "BE"),)]
        if field == "is_public":
            return [((which, "parties|sector_kind", "public" if flag else "private_nonprofit"),)]
        if field == "country_status":
            value = choose(Question(field, QuestionType.TEXT, ""))
            return [((which, "parties|seat.country", COUNTRIES.get(str(value), "BE")),)]
        return [()]

    def _comparison(self, node: nodes.Compare, truth: bool, loops: Mapping[str, str]) -> list[Demands]:
        operand, *further = node.ops
        if further:
            return [()]
        operator = operand.op if truth else _OPPOSITE[operand.op]
        if isinstance(node.expr, nodes.Const):
            return self._membership(node.expr.value, operator, operand.expr)
        values = _constants(operand.expr)
        if values is None:
            return self._within(operator, operand.expr, loops)
        if called(node.expr) == "count":
            return self._count(node.expr.args[0], operator, values[0], loops)  # type: ignore[attr-defined]
        name = ".".join(path_of(node.expr) or ())
        if name in ("mode", "alternative"):
            here = self.mode if name == "mode" else self.alternative
            return [()] if (here in values) == (operator in ("eq", "in")) else []
        if operator in ("eq", "in"):
            return [found for value in values for found in self._value(name, loops, partial(_always, value))]
        if operator in ("ne", "notin"):
            return self._differing(values, lambda choose: self._value(name, loops, choose))
        if not isinstance(values[0], int):
            return [()]
        return self._value(name, loops, lambda _: values[0] + _ORDER[operator])

    def _membership(self, value: Any, operator: str, node: nodes.Node) -> list[Demands]:
        key = self.library.question_of(".".join(path_of(node) or ()))
        return [(("member", f"{key}|{value}", operator == "in"),)] if key else [()]

    def _within(self, operator: str, node: nodes.Node, loops: Mapping[str, str]) -> list[Demands]:
        """Return ways to have something in a list of answers, or not: the list has to be filled, or empty."""
        if operator not in ("in", "notin") or path_of(node) is None:
            return [()]
        return self.solve(node, operator == "in", loops)

    def _count(self, node: nodes.Node, operator: str, number: int, loops: Mapping[str, str]) -> list[Demands]:
        wanted = max(0, number + _ORDER[operator])
        if operator == "ne" and number:
            wanted = number - 1
        name = base_list(node)
        if name == "parties":
            more = wanted > 2 or (operator == "ne" and number == 2)
            return [(("parties", "", "more" if more else "two"),)]
        if name == "survivals" and wanted == 0:
            surviving = [clause for clause in self.placements if self.library.clauses[clause].survives]
            return [tuple(("without", clause, True) for clause in surviving)]
        key = self.library.question_of(name) if name.partition(".")[0] not in loops else None
        return [(("rows", key, wanted),)] if key else [()]

    def _call(self, name: str, args: list[nodes.Expr], truth: bool) -> list[Demands]:
        words = [argument.value for argument in args if isinstance(argument, nodes.Const)]
        if name in ("placed", "placed_here"):
            return self.placed(words[0], truth)
        if name == "chosen":
            return self._chosen(words[0], words[1:], truth)
        if name in ("some", "every"):
            over = base_list(args[0])
            field, *values = words
            which = "any" if (name == "some") == truth else "all"
            if not values:
                return self._cell(which, over, field, truthy if truth else falsy)
            if truth:
                return self._cell(which, over, field, lambda _: values[0])
            return self._differing(values, lambda choose: self._cell(which, over, field, choose))
        return [()]

    def _differing(self, values: list[Any], ways: Callable[[Choose], list[Demands]]) -> list[Demands]:
        """Return ways to answer with something else than the values: one for each thing that it can be."""
        found: list[Demands] = []
        for number in range(MOST):
            further = [way for way in ways(partial(other, values=values, number=number)) if way not in found]
            found += further
            if not further:
                break
        return found

    def _chosen(self, clause: str, names: list[str], truth: bool) -> list[Demands]:
        if clause not in self.placements:
            return [] if truth else [()]
        alternatives = [one for one in self.library.clauses[clause].alternatives if (one.id in names) == truth]
        ways = [
            way
            for one in alternatives
            for way in merged(
                [
                    self.placed(clause, True),
                    [(("choice", clause, one.id),)],
                    self.solve(parse(one.when.source), True, {}) if one.when is not None else [()],
                ]
            )
        ]
        return (ways if truth else [*self.placed(clause, False), *ways])[:MOST]


# --- ways -----------------------------------------------------------------------------------------------------------


def _always(value: Any, _: Question) -> Any:
    return value


def base_list(node: nodes.Node) -> str:
    """Return the list that a loop or helper goes through: `where(list, …)` goes through the list."""
    if called(node) == "where":
        node = node.args[0]  # type: ignore[attr-defined]
    return ".".join(path_of(node) or ())


def merged(parts: Iterable[list[Demands]]) -> list[Demands]:
    """Return the combinations of one way from each part that contradict nothing."""
    found: list[Demands] = [()]
    for part in parts:
        together = (union((*first, *second)) for first, second in itertools.product(found, part))
        found = [way for way in together if way is not None][: 4 * MOST]
    return found[:MOST]


def union(demands: Iterable[Demand]) -> Demands | None:
    """Return demands without those said twice, or None where two contradict each other."""
    held: dict[tuple[str, str], Any] = {}
    for kind, name, value in demands:
        known = held.get((kind, name), value)
        # An alternative that is chosen switches its clause on.
        if known != value and not (kind == "choice" and "on" in (known, value) and "off" not in (known, value)):
            return None
        held[kind, name] = known if value == "on" else value
    return tuple((kind, name, value) for (kind, name), value in held.items())


def _constants(node: nodes.Node) -> list[Any] | None:
    items = node.items if isinstance(node, nodes.List) else [node]
    values = [item.value for item in items if isinstance(item, nodes.Const)]
    return values if len(values) == len(items) and values else None
