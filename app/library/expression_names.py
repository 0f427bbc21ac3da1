"""Looking up the names of an expression: questions, fields of loops, helpers, computed lists."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import nodes

from app.library.expression_ground import NOT_IN_RULES, Allowed, Ground, path_of, written
from app.library.mistakes import listed, nearest
from app.library.shapes import PLAIN, Shape
from app.model.question import QuestionType
from app.model.vocabulary import COMPUTED_LISTS, HELPER_CALLS, HELPER_NAMES

_MOST_LISTED = 12


def check_name(ground: Ground, node: nodes.Node) -> Shape:
    """Return the shape of a dotted name; one that nobody knows is a problem."""
    path = path_of(node)
    if path is None:
        return ground.problem("a field can be taken from a name only.", "Write names as group.name.")
    first, dotted = path[0], ".".join(path)
    if any(part.startswith("_") for part in path):
        return ground.problem(f"“{dotted}” begins with “_”.", "Names begin with a letter.")
    if first in ground.context.loops:
        return _loop_name(ground, path)
    if len(path) == 1 and first in HELPER_NAMES:
        return _helper(ground, first)
    if len(path) == 1 and first in HELPER_CALLS:
        return ground.problem(f"{first} needs arguments.", f"Write {first}(…).")
    if first in COMPUTED_LISTS and ground.allowed is Allowed.RULE and first in NOT_IN_RULES:
        return _not_yet(ground, first)
    shape = ground.context.names.shape(dotted)
    if shape is None:
        return _unknown(ground, path)
    if first not in COMPUTED_LISTS:
        ground.found.names.add(dotted)
        ground.found.questions.add(dotted)
    return shape


def check_field(ground: Ground, shape: Shape, name: str) -> Shape:
    """Return the shape of a field of rows; one that they do not have is a problem."""
    fields = shape.fields if shape.fields is not None else {}
    if name in fields:
        return fields[name]
    known = [field for field in fields if field != "id"]
    hint = nearest(name, fields, f"They have {listed(known[:_MOST_LISTED])}.")
    return ground.problem(f"the rows have no field “{name}”.", hint)


def check_constant(ground: Ground, shape: Shape, constant: nodes.Node, side: nodes.Node) -> None:
    """Hold a constant against the answers that the other side of a comparison can have."""
    if not isinstance(constant, nodes.Const) or constant.value is None:
        return
    value, options = constant.value, shape.options
    if written(side) == "alternative":
        options = ground.context.alternatives
    if options is not None and value not in options:
        hint = nearest(str(value), options, f"It has {listed(options)}.")
        ground.problem(f"“{value}” is not among the values of “{written(side)}”.", hint)
    elif shape.type is QuestionType.YESNO and not isinstance(value, bool):
        message = f"“{written(side)}” is true or false, never “{value}”."
        ground.problem(message, "Write the name alone, or not NAME.")


def _not_yet(ground: Ground, name: str) -> Shape:
    message = f"“{name}” is not known yet when clauses are chosen."
    return ground.problem(message, "Use it in the text, after “::: when”.")


def _helper(ground: Ground, name: str) -> Shape:
    if ground.allowed is Allowed.RULE and name in NOT_IN_RULES:
        return _not_yet(ground, name)
    if name == "position" and not ground.context.loops:
        return ground.problem("“position” stands inside “::: each” only.", "Write the number, or use an item “1.”.")
    return PLAIN


def _loop_name(ground: Ground, path: tuple[str, ...]) -> Shape:
    """Check a loop name, alone or with a field of its rows."""
    shape = ground.context.loops[path[0]]
    name = ".".join(path[1:])
    if name and shape.fields is None:
        message = f"“{path[0]}” is a plain value and has no field “{name}”."
        return ground.problem(message, f"Write {path[0]} alone.")
    ground.found.names.add(".".join(path))
    return check_field(ground, shape, name) if name else shape


def _unknown(ground: Ground, path: tuple[str, ...]) -> Shape:
    context = ground.context
    if context.incomplete:
        return PLAIN
    dotted, before = ".".join(path), ".".join(path[:-1])
    parent = context.names.shape(before) if before else None
    if parent is not None:
        hint = "Run over the rows with “::: each NAME in …”." if parent.is_list else "Print it with a filter instead."
        return ground.problem(f"“{before}” has no part “{path[-1]}” here.", hint)
    return ground.problem(f"nobody asks “{dotted}”.", _near(dotted, context.names.known(context.loops)))


def _near(dotted: str, known: Iterable[str]) -> str:
    """Return a hint: the name most like this one, or all of its group: a question may have got quite another name."""
    known = list(known)
    group = f"{dotted.partition('.')[0]}."
    beside = sorted(name for name in known if name.startswith(group))[:_MOST_LISTED]
    otherwise = "Define it in clauses/_questions/ or in the front matter."
    return nearest(dotted, known, f"Known are {listed(beside)}. {otherwise}" if beside else otherwise)
