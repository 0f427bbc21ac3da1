"""Checking filters and helpers: do they exist, do they get the right number and kind of arguments."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import nodes

from app.library.expression_ground import Allowed, ClauseCall, Ground, Inner, called, written
from app.library.expression_names import check_constant, check_field
from app.library.mistakes import listed, nearest
from app.library.shapes import PLAIN, Shape
from app.model.vocabulary import CONTEXTUAL_CALLS, FILTERS, HELPER_CALLS, HELPER_NAMES

ListOf = Callable[[nodes.Node, str], Shape]
"""The check of an argument that must be a list."""


def check_filter(ground: Ground, node: nodes.Filter, value: Inner, argument: Inner) -> Shape:
    """Check a filter: `value` checks what stands before the bar, `argument` what stands in brackets."""
    if node.node is None:
        return ground.problem("a filter needs a value before it.", "Write {{ name | filter }}.")
    shape = value(node.node)
    if node.name not in FILTERS:
        hint = nearest(node.name, FILTERS, f"There are {listed(sorted(FILTERS))}.")
        return ground.problem(f"there is no filter “{node.name}”.", hint)
    _check_arguments(ground, f"the filter “{node.name}”", node, FILTERS[node.name])
    for given in node.args:
        argument(given)
    return Shape(shape.question) if node.name in ("default", "or_nothing") else PLAIN


def check_call(ground: Ground, node: nodes.Call, inner: Inner, list_of: ListOf) -> Shape:
    """Check the call of a helper."""
    name = called(node)
    if name is None:
        return ground.problem("methods are not available.", "Use a filter or a helper.")
    if name in HELPER_NAMES:
        return ground.problem(f"{name} takes no brackets.", f"Write {name}.")
    if name not in HELPER_CALLS:
        hint = nearest(name, HELPER_CALLS, f"There are {listed(sorted(HELPER_CALLS))}.")
        return ground.problem(f"there is no helper “{name}”.", hint)
    if ground.allowed is Allowed.RULE and name in CONTEXTUAL_CALLS:
        message = f"{name}() cannot decide on clauses: they are being chosen."
        return ground.problem(message, "Use it in the text, or ask a question.")
    if not _check_arguments(ground, f"{name}()", node, HELPER_CALLS[name]):
        return PLAIN
    if name in CONTEXTUAL_CALLS:
        return _clause_call(ground, name, node)
    if name in ("some", "every", "where"):
        return _row_call(ground, name, node, inner, list_of)
    if name == "count":
        list_of(node.args[0], "count()")
    else:
        for argument in node.args:
            inner(argument)
    return PLAIN


def _check_arguments(
    ground: Ground, what: str, node: nodes.Filter | nodes.Call, allowed: tuple[int, int | None]
) -> bool:
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        ground.problem(f"{what} takes plain arguments only.", "Write them one after the other, without names.")
        return False
    least, most = allowed
    if least <= len(node.args) and (most is None or len(node.args) <= most):
        return True
    wanted = f"{least}" if least == most else f"{least} or more" if most is None else f"{least} to {most}"
    ground.problem(f"{what} takes {wanted} arguments, not {len(node.args)}.", "docs/writing-clauses.md lists them.")
    return False


def _clause_call(ground: Ground, name: str, node: nodes.Call) -> Shape:
    texts = [
        argument.value
        for argument in node.args
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str)
    ]
    if len(texts) != len(node.args):
        return ground.problem(f"{name}() takes texts in quotation marks.", f'Write {name}("clause-id"…).')
    ground.found.calls.append(ClauseCall(texts[0], tuple(texts[1:])))
    return PLAIN


def _row_call(ground: Ground, name: str, node: nodes.Call, inner: Inner, list_of: ListOf) -> Shape:
    """Check `some`, `every` and `where`: a list of rows, the name of a field, a value that the field can have."""
    before = len(ground.found.problems)
    rows, key = list_of(node.args[0], f"{name}()"), node.args[1]
    if not isinstance(key, nodes.Const) or not isinstance(key.value, str):
        message = f"the second argument of {name}() is the name of a field in quotation marks."
        return ground.problem(message, f'Write {name}(parties, "is_public").')
    if len(ground.found.problems) == before and rows.fields is None and not ground.context.incomplete:
        message = f"{name}() needs rows with fields, and “{written(node.args[0])}” holds plain values."
        ground.problem(message, 'Write "value" in list instead.')
    elif len(ground.found.problems) == before and rows.fields is not None:
        field = check_field(ground, rows, key.value)
        for value in node.args[2:]:
            inner(value)
            check_constant(ground, field, value, key)
    return Shape(is_list=True, fields=rows.fields) if name == "where" else PLAIN
