"""A loaded library as JSON and back: values of the model only, so that a file from anywhere can do no harm.

A list stands for everything but plain values and mappings with text as keys; its first entry says what it is. Fields at
the end of an object that hold their defaults are left out, as are those that do not tell objects apart: the bytes of
the files that a library was read from. Expressions are kept as their source: their closures are
built anew when they are first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any, Final

from app.library.expressions import known_expression
from app.model import clause, constraint, finding, kickoff, outline, question
from app.model.document import Text
from app.model.expression import Expression
from app.model.library import Library

_TYPES: Final[Mapping[str, type[Any]]] = {
    name: kind
    for module in (clause, constraint, finding, kickoff, outline, question)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and kind.__module__ == module.__name__ and (is_dataclass(kind) or issubclass(kind, Enum))
} | {"Text": Text, "Library": Library}
"""What a library is made of: whatever the rooms of the model that describe it define."""
_PLAIN: Final = frozenset((str, int, float, bool, type(None)))
_TUPLE, _LIST, _SET, _EXPRESSION = "()", "[]", "{}", "="


def encoded(value: object, language: str = "en") -> Any:
    """Return a value of the model in the shape of JSON. `language` is that of the clause around it.

    Raises TypeError for what no library holds.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum) and _is_known(value):
        return [type(value).__name__, value.value]
    if isinstance(value, Expression):
        return [_EXPRESSION, value.source, value.file, value.line, sorted(value.names), value.path, language]
    if isinstance(value, tuple | list):
        return [_TUPLE if isinstance(value, tuple) else _LIST, *(encoded(each, language) for each in value)]
    if isinstance(value, frozenset):
        return [_SET, *sorted((encoded(each, language) for each in value), key=str)]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: encoded(each, language) for key, each in value.items()}
    if _is_known(value):
        return [type(value).__name__, *_fields(value, value.lang if isinstance(value, clause.Clause) else language)]
    raise TypeError(f"A library holds no {type(value).__name__}.")


def decoded(value: Any) -> Any:
    """Return what `encoded` was given. Raises LookupError, TypeError or ValueError for anything else."""
    if type(value) is list:
        return _MAKERS[value[0]](value)
    if type(value) is dict:
        return {key: decoded(each) for key, each in value.items()}
    return value


def _is_known(value: object) -> bool:
    return _TYPES.get(type(value).__name__) is type(value)


def _fields(value: Any, language: str) -> list[Any]:
    kept = list(fields(value))
    while kept and (not kept[-1].compare or _holds_default(value, kept[-1])):
        kept.pop()
    return [encoded(getattr(value, field.name), language) for field in kept]


def _holds_default(value: Any, field: Field[Any]) -> bool:
    return field.default is not MISSING and bool(getattr(value, field.name) == field.default)


def _inside(value: list[Any]) -> list[Any]:
    # Most of what a library holds is plain, and is not worth a call.
    return [each if type(each) in _PLAIN else decoded(each) for each in value[1:]]


def _maker(kind: type[Any]) -> Callable[[list[Any]], Any]:
    return lambda value: kind(*_inside(value))


def _expression(value: list[Any]) -> Expression:
    _, source, file, line, names, path, language = value
    names, path = frozenset(names), tuple(path) if path else None
    return known_expression(source, file, line, names=names, path=path, language=language)


_MAKERS: Final[dict[str, Callable[[list[Any]], Any]]] = {
    _TUPLE: lambda value: tuple(_inside(value)),
    _LIST: _inside,
    _SET: lambda value: frozenset(_inside(value)),
    _EXPRESSION: _expression,
    **{name: _maker(kind) for name, kind in _TYPES.items()},
}
