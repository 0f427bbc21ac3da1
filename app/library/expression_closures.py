"""Closures for a checked expression: built once, evaluated for every document.

`value` prints (missing answers travel on as MISSING with their key), `data` and `truth` decide (missing required
answers raise UndecidedError, through Scope.known).
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import nodes

from app.library.expression_ground import called, path_of
from app.library.quotes import curled
from app.model.expression import MISSING, Scope, UndecidedError, Value
from app.model.vocabulary import HELPER_NAMES

Printed = Callable[[Scope], Value]
Data = Callable[[Scope], object]
Truth = Callable[[Scope], bool]

_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
_SUBSTITUTES: Final = frozenset({"default", "or_nothing"})


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds the closures of one expression. `language` decides on the quotation marks of its literal texts."""

    language: str = "en"

    # --- printing -------------------------------------------------------------------------------------------------

    def value(self, node: nodes.Node) -> Printed:
        """Return the closure that yields what is printed."""
        if isinstance(node, nodes.Const):
            text = curled(node.value, self.language) if isinstance(node.value, str) else node.value
            constant = Value(text)
            return lambda _: constant
        if isinstance(node, nodes.Name | nodes.Getattr):
            return self._printed_name(node)
        if isinstance(node, nodes.CondExpr):
            return self._printed_choice(node)
        if isinstance(node, nodes.List):
            return _printed_list([self.value(item) for item in node.items])
        if isinstance(node, nodes.Call):
            return self._printed_call(node)
        if isinstance(node, nodes.Filter):
            return self._printed_filter(node)
        data = self.data(node)
        return lambda scope: Value(data(scope))

    def _printed_name(self, node: nodes.Node) -> Printed:
        path = _path(node)
        if len(path) == 1 and path[0] in HELPER_NAMES:
            name = path[0]
            return lambda scope: scope.helper(name, ())
        return lambda scope: scope.name(path)

    def _printed_choice(self, node: nodes.CondExpr) -> Printed:
        test, then = self.truth(node.test), self.value(node.expr1)
        otherwise = self.value(node.expr2) if node.expr2 is not None else None

        def choose(scope: Scope) -> Value:
            try:
                holds = test(scope)
            except UndecidedError as undecided:
                return Value(MISSING, undecided.key)
            if holds:
                return then(scope)
            return otherwise(scope) if otherwise else Value("")

        return choose

    def _printed_call(self, node: nodes.Call) -> Printed:
        name = _called(node)
        if name == "where":
            return _printed_rows([self.data(argument) for argument in node.args])
        arguments = [self.value(argument) for argument in node.args]

        def call(scope: Scope) -> Value:
            values = [argument(scope) for argument in arguments]
            return _missing(values) or scope.helper(name, tuple(value.data for value in values))

        return call

    def _printed_filter(self, node: nodes.Filter) -> Printed:
        if node.node is None:
            raise ValueError("A filter without a value passed the check.")
        name, inner = node.name, self.value(node.node)
        arguments = [self.value(argument) for argument in node.args]
        if name == "default":
            return _printed_default(inner, arguments[0])

        def apply(scope: Scope) -> Value:
            value = inner(scope)
            if value.data is MISSING and name not in _SUBSTITUTES:
                return value
            values = [argument(scope) for argument in arguments]
            return _missing(values) or scope.filter(name, value, tuple(argument.data for argument in values))

        return apply

    # --- deciding -------------------------------------------------------------------------------------------------

    def truth(self, node: nodes.Node) -> Truth:
        """Return the closure that yields whether the condition holds."""
        if isinstance(node, nodes.And):
            left, right = self.truth(node.left), self.truth(node.right)
            return lambda scope: left(scope) and right(scope)
        if isinstance(node, nodes.Or):
            first, second = self.truth(node.left), self.truth(node.right)
            return lambda scope: first(scope) or second(scope)
        if isinstance(node, nodes.Not):
            inner = self.truth(node.node)
            return lambda scope: not inner(scope)
        if isinstance(node, nodes.Compare):
            return self._comparison(node)
        data = self.data(node)
        return lambda scope: bool(data(scope))

    def data(self, node: nodes.Node) -> Data:
        """Return the closure that yields the data of a part of a condition."""
        if isinstance(node, nodes.Const):
            constant = node.value
            return lambda _: constant
        if isinstance(node, nodes.Name | nodes.Getattr):
            return self._decided_name(node)
        if isinstance(node, nodes.CondExpr):
            test, then, otherwise = (
                self.truth(node.test),
                self.data(node.expr1),
                self.data(node.expr2 or nodes.Const(None)),
            )
            return lambda scope: then(scope) if test(scope) else otherwise(scope)
        if isinstance(node, nodes.List):
            items = [self.data(item) for item in node.items]
            return lambda scope: [item(scope) for item in items]
        if isinstance(node, nodes.Call):
            return self._decided_call(node)
        if isinstance(node, nodes.Filter):
            return self._decided_filter(node)
        return self.truth(node)

    def _decided_name(self, node: nodes.Node) -> Data:
        path = _path(node)
        if len(path) == 1 and path[0] in HELPER_NAMES:
            name = path[0]
            return lambda scope: scope.helper(name, ()).data
        return lambda scope: scope.known(path)

    def _decided_call(self, node: nodes.Call) -> Data:
        name, arguments = _called(node), [self.data(argument) for argument in node.args]
        return lambda scope: _decided(scope.helper(name, tuple(argument(scope) for argument in arguments)))

    def _decided_filter(self, node: nodes.Filter) -> Data:
        name, inner = node.name, self.data(node.node or nodes.Const(None))
        arguments = [self.data(argument) for argument in node.args]
        if name in _SUBSTITUTES:
            substitute = arguments[0] if arguments else None

            def replaced(scope: Scope) -> object:
                try:
                    known = inner(scope)
                except UndecidedError:
                    known = None
                return substitute(scope) if known in (None, "") and substitute else known

            return replaced

        def apply(scope: Scope) -> object:
            known = inner(scope)
            return _decided(scope.filter(name, Value(known), tuple(argument(scope) for argument in arguments)))

        return apply

    def _comparison(self, node: nodes.Compare) -> Truth:
        left, right = self.data(node.expr), self.data(node.ops[0].expr)
        symbol = node.ops[0].op
        if symbol == "eq":
            return lambda scope: left(scope) == right(scope)
        if symbol == "ne":
            return lambda scope: left(scope) != right(scope)
        if symbol == "in":
            return lambda scope: _within(left(scope), right(scope))
        if symbol == "notin":
            return lambda scope: not _within(left(scope), right(scope))
        order = _ORDER[symbol]
        return lambda scope: _ordered(order, left(scope), right(scope))


def _path(node: nodes.Node) -> tuple[str, ...]:
    path = path_of(node)
    if path is None:
        raise ValueError("Something else than a name passed the check.")
    return path


def _called(node: nodes.Call) -> str:
    name = called(node)
    if name is None:
        raise ValueError("Something else than a helper passed the check.")
    return name


def _missing(values: list[Value]) -> Value | None:
    return next((Value(MISSING, value.key) for value in values if value.data is MISSING), None)


def _printed_rows(arguments: list[Data]) -> Printed:
    """Return the closure of `where`: which rows count is decided, not printed."""

    def rows(scope: Scope) -> Value:
        try:
            return scope.helper("where", tuple(argument(scope) for argument in arguments))
        except UndecidedError as undecided:
            return Value(MISSING, undecided.key)

    return rows


def _printed_list(items: list[Printed]) -> Printed:
    def build(scope: Scope) -> Value:
        values = [item(scope) for item in items]
        # One answer among the items makes the whole an answer: it must not be scanned for terms.
        key = next((value.key for value in values if value.key is not None), None)
        return _missing(values) or Value([value.data for value in values], key)

    return build


def _printed_default(inner: Printed, substitute: Printed) -> Printed:
    def apply(scope: Scope) -> Value:
        value = inner(scope)
        if value.data is not MISSING and value.data is not None and value.data != "":
            return value
        instead = substitute(scope)
        if instead.data is MISSING:
            return instead
        return Value(scope.filter("default", value, (instead.data,)).data, instead.key)

    return apply


def _decided(value: Value) -> object:
    if value.data is MISSING:
        raise UndecidedError(value.key or "")
    return value.data


def _within(item: object, container: object) -> bool:
    return isinstance(container, list | tuple) and item in container


def _ordered(order: Callable[[Any, Any], bool], left: object, right: object) -> bool:
    """Compare numbers with numbers and texts with texts; with nothing, or with something else, the answer is no."""
    if isinstance(left, bool) or isinstance(right, bool):
        return False
    if isinstance(left, int | float) and isinstance(right, int | float):
        return order(left, right)
    return isinstance(left, str) and isinstance(right, str) and order(left, right)
