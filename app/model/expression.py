"""Expressions: what stands between `{{` and `}}`, in `::: when`, and in the `when:` of a front matter.

The library compiles an expression once into two closures; assembly evaluates them against a `Scope`. The closures know
nothing of answers, locales or clauses: they ask the scope for names, helpers and filters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol


class _Missing:
    """The type of MISSING. A single instance exists."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
"""Stands in `Value.data` for an answer that was not given, or that is to be confirmed."""

TBC: Final = "TBC"
"""What a person writes for an answer that is not known yet ("to be confirmed"). Allowed for every type."""


class Value(NamedTuple):
    """What an expression yields: the data, and the question it came from.

    `key` is the full key of the answer ("law.country", "parties[biocat].legal_name",
    "facilities.facilities[F1].name"), or None when the text was written by the author of the clause. Text of authors
    is scanned for terms; answers never are."""

    data: object
    key: str | None = None


class UndecidedError(Exception):
    """A condition needs an answer that is required and missing. `key` names the question."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


class Scope(Protocol):
    """What the closures of an expression ask for while they are evaluated."""

    def name(self, path: tuple[str, ...]) -> Value:
        """Return the value of a dotted name for printing; its data is MISSING where there is no answer."""

    def known(self, path: tuple[str, ...]) -> object:
        """Return the data of a dotted name for a condition: None for an optional question without an answer.

        Raises UndecidedError for a required one.
        """

    def helper(self, name: str, arguments: tuple[object, ...]) -> Value:
        """Return what a helper yields: `shall`, `count(list)`, `placed("id")` ..."""

    def filter(self, name: str, value: Value, arguments: tuple[object, ...]) -> Value:
        """Return the value passed through a filter: `date`, `money`, `list` ..."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression with the place it was written at.

    `names` holds every dotted name that is a question key or the field of a loop name, as written ("law.country",
    "f.name"); helpers are not in it. `value` evaluates for printing (what waits for an answer is MISSING, with its
    key), `truth` as a condition (may raise UndecidedError), `data` in a condition's manner but without turning the
    result into a truth value (for `each NAME in EXPR`). `path` is set where the expression is nothing but a dotted
    name."""

    source: str
    file: str
    line: int
    names: frozenset[str]
    value: Callable[[Scope], Value] = field(compare=False, repr=False)
    truth: Callable[[Scope], bool] = field(compare=False, repr=False)
    data: Callable[[Scope], object] = field(compare=False, repr=False)
    path: tuple[str, ...] | None = field(default=None, compare=False, repr=False)

    @property
    def place(self) -> str:
        """Where the expression stands, as "file:line"."""
        return f"{self.file}:{self.line}"
