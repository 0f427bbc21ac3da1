"""What the parts of the expression check share: the place of an expression, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

from jinja2 import nodes

from app.library.shapes import PLAIN, Names, Shape
from app.model.vocabulary import COMPUTED_LISTS, CONTEXTUAL_CALLS

Inner = Callable[[nodes.Node], Shape]
"""The check of what stands inside a node: as text, or as part of a condition."""

NOT_IN_RULES: Final = frozenset(
    {"alternative", "position", *CONTEXTUAL_CALLS, *(name for name in COMPUTED_LISTS if name != "annexes")}
)
"""What is not known while clauses are being chosen."""


class Allowed(Enum):
    """The place of an expression, which decides what it may say."""

    TEXT = "text"
    CONDITION = "condition"
    RULE = "rule"
    LIST = "list"


class Surroundings(Protocol):
    """What the check asks of the context of an expression."""

    @property
    def names(self) -> Names:
        """All questions, the parties, computed lists."""

    @property
    def loops(self) -> dict[str, Shape]:
        """The names of the loops around the expression, with the shape of their rows."""

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The alternatives of the clause."""

    @property
    def plain_shall(self) -> bool:
        """Whether a bare "shall" is allowed."""

    @property
    def incomplete(self) -> bool:
        """Whether names may be unknown only because a file could not be read."""


@dataclass(frozen=True, slots=True)
class ClauseCall:
    """`placed("id")` or `chosen("id", "a", …)` in a text, to be held against all clauses of the library."""

    clause: str
    alternatives: tuple[str, ...]
    file: str = ""
    line: int = 0


@dataclass(slots=True)
class Checked:
    """What the check found: problems with hints, names and questions used, calls, and the shape of the result."""

    problems: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    calls: list[ClauseCall] = field(default_factory=list)
    shape: Shape = PLAIN


@dataclass(frozen=True, slots=True)
class Ground:
    """One expression under check."""

    context: Surroundings
    allowed: Allowed
    found: Checked

    def problem(self, message: str, hint: str = "") -> Shape:
        """Note a problem; the result stands in for the shape of the node."""
        self.found.problems.append((message, hint))
        return PLAIN


def path_of(node: nodes.Node) -> tuple[str, ...] | None:
    """Return the parts of a dotted name, or None for anything else."""
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    return (node.name, *reversed(parts)) if isinstance(node, nodes.Name) else None


def written(node: nodes.Node) -> str:
    """Return a name or constant as it was written, for messages."""
    path = path_of(node)
    if path:
        return ".".join(path)
    return str(node.value) if isinstance(node, nodes.Const) else "this"


def called(node: nodes.Node) -> str | None:
    """Return the name of the helper that a node calls, or None for anything else."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        return str(node.node.name)
    return None
