"""Helpers: the words that follow the number of parties and the binding level, and the questions conditions may ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from app.assembly.lookup import Bound, Rows, find, row_id
from app.model.expression import MISSING, UndecidedError, Value

if TYPE_CHECKING:
    from app.assembly.scope import ClauseScope

_BINDING: Final = {
    "shall": "shall",
    "all_shall": "all_shall",
    "shall_not": "shall_not",
    "all_shall_not": "all_shall_not",
}
_NONBINDING: Final = {
    "shall": "intends_to",
    "all_shall": "intend_to",
    "shall_not": "does_not_intend_to",
    "all_shall_not": "do_not_intend_to",
}


def call(scope: ClauseScope, name: str, arguments: tuple[object, ...]) -> Value:
    """Return what the helper called `name` yields. Text of helpers is the author's: it carries no question key."""
    return Value(HELPERS[name](scope, arguments))


def _modal(name: str, scope: ClauseScope, _: tuple[object, ...]) -> str:
    soft = scope.context.nonbinding and not scope.island
    return scope.context.wording[(_NONBINDING if soft else _BINDING)[name]]


def _by_two(two: str, more: str, scope: ClauseScope, _: tuple[object, ...]) -> str:
    return scope.context.wording[two if len(scope.context.parties) == 2 else more].replace("'", "’")


def _by_count(scope: ClauseScope, arguments: tuple[object, ...]) -> str:
    return str(arguments[0] if len(scope.context.parties) == 2 else arguments[1])


def _this_document(scope: ClauseScope, _: tuple[object, ...]) -> str:
    return scope.context.wording["this"].format(noun=scope.context.outline.noun)


def _alternative(scope: ClauseScope, _: tuple[object, ...]) -> str:
    return scope.alternative


def _mode(scope: ClauseScope, _: tuple[object, ...]) -> str:
    return scope.context.mode.value


def _position(scope: ClauseScope, _: tuple[object, ...]) -> int:
    return scope.position


def _placed(scope: ClauseScope, arguments: tuple[object, ...]) -> bool:
    return scope.context.holds(str(arguments[0])) is not None


def _placed_here(scope: ClauseScope, arguments: tuple[object, ...]) -> bool:
    here = scope.context.chosen.get(str(arguments[0]))
    return here is not None and not here.refers


def _chosen(scope: ClauseScope, arguments: tuple[object, ...]) -> bool:
    here = scope.context.holds(str(arguments[0]))
    return here is not None and here.alternative in arguments[1:]


def _cells(scope: ClauseScope, rows: object, field: object) -> Iterator[tuple[Any, Any]]:
    """Yield each row with what stands in its field; a required field without an answer leaves the question open."""
    if not isinstance(rows, Rows | list | tuple):
        return
    path = tuple(str(field).split("."))
    for number, row in enumerate(rows, start=1):
        found = find(scope.context, ("row", *path), {"row": bound_row(rows, row, number)})
        if found.data is MISSING and (found.question is None or found.question.required) and found.key:
            raise UndecidedError(found.key)
        yield row, None if found.data is MISSING else found.data


def bound_row(rows: Sequence[Any], row: Any, number: int) -> Bound:
    """Return what a loop name stands for at a row of a list."""
    key = rows.key if isinstance(rows, Rows) else ""
    question = rows.question if isinstance(rows, Rows) else None
    return Bound(row, f"{key}[{row_id(row, number)}]" if key else None, question, is_party=key == "parties")


def _some(scope: ClauseScope, arguments: tuple[object, ...]) -> bool:
    rows, field, *wanted = arguments
    return any(cell == wanted[0] if wanted else bool(cell) for _, cell in _cells(scope, rows, field))


def _every(scope: ClauseScope, arguments: tuple[object, ...]) -> bool:
    rows, field, *wanted = arguments
    return all(cell == wanted[0] if wanted else bool(cell) for _, cell in _cells(scope, rows, field))


def _where(scope: ClauseScope, arguments: tuple[object, ...]) -> object:
    rows, field, wanted = arguments
    matching = [row for row, cell in _cells(scope, rows, field) if cell == wanted]
    return Rows(matching, rows.key, rows.question) if isinstance(rows, Rows) else tuple(matching)


def _count(_scope: ClauseScope, arguments: tuple[object, ...]) -> int:
    return len(arguments[0]) if isinstance(arguments[0], list | tuple) else 0


HELPERS: Final[Mapping[str, Callable[[ClauseScope, tuple[object, ...]], object]]] = {
    **{name: partial(_modal, name) for name in _BINDING},
    "the_other_party": partial(_by_two, "the_other_party", "the_other_parties"),
    "the_other_partys": partial(_by_two, "the_other_partys", "the_other_partiess"),
    "both_or_all": partial(_by_two, "both", "all"),
    "by_count": _by_count,
    "this_document": _this_document,
    "alternative": _alternative,
    "mode": _mode,
    "position": _position,
    "placed": _placed,
    "placed_here": _placed_here,
    "chosen": _chosen,
    "some": _some,
    "every": _every,
    "where": _where,
    "count": _count,
}
"""Every helper by name (model/vocabulary.py is the list that the loader checks against)."""
