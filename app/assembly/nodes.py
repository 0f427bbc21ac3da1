"""Filled clauses on their way to the tree: numbers, references and terms are still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.assembly.context import Chosen
from app.model.clause import ReferencePiece
from app.model.document import Run


@dataclass(slots=True)
class Pending:
    """A cross-reference that waits for its number. `clause` is where it stands, `place` "file:line" of the library."""

    piece: ReferencePiece
    clause: str
    place: str


Open = Run | Pending


@dataclass(slots=True)
class Cells:
    """A row of a table on its way."""

    id: str
    cells: list[list[Open]]


@dataclass(slots=True)
class Node:
    """A block on its way to the tree.

    `kind` is "paragraph", "item", "bullet" or "table". `entry` is the term that an entry of the definitions defines.
    `waiting_labels` are the labels of a block that waits for an answer and is a blank for now.
    `joiner` is the word between the last two items of its list ("and"), "" for a list with semicolons only, None for
    none."""

    kind: str
    id: str
    runs: list[Open] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    label: str | None = None
    waiting_labels: tuple[str, ...] = ()
    lettered: bool = False
    depth: int = 1
    role: str = "text"
    entry: str = ""
    joiner: str | None = None
    level: int = 0
    number: str = ""
    full: str = ""
    head: list[list[Open]] = field(default_factory=list)
    aligns: tuple[str, ...] = ()
    rows: list[Cells] = field(default_factory=list)


@dataclass(slots=True)
class FilledClause:
    """A clause with its blocks on their way. `chosen` is None for a special term."""

    id: str
    chosen: Chosen | None
    title: list[Open]
    nodes: list[Node]
    layout: str
    origin: str = "library"
    joiner: str | None = None
    questions: tuple[str, ...] = ()
    number: str = ""
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The library id, or "" for a special term."""
        return self.chosen.clause.id if self.chosen is not None else ""


def run_lists(nodes: list[Node]) -> Iterator[tuple[Node, list[Open], bool]]:
    """Yield every list of runs below these nodes with its node, and whether it is a cell of a table."""
    for node in nodes:
        if node.kind == "table":
            for head in node.head:
                yield node, head, True
            for row in node.rows:
                for cell in row.cells:
                    yield node, cell, True
        else:
            yield node, node.runs, False
        yield from run_lists(node.children)
