"""Blocks while they are being read: open lists that grow, frozen into templates at the end of a section."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from app.library.expressions import Context
from app.model.clause import (
    BlockTemplate,
    BulletTemplate,
    DefinitionsTemplate,
    EachTemplate,
    ItemTemplate,
    ParagraphTemplate,
    Pieces,
    RowTemplate,
    TableTemplate,
    WhenTemplate,
)
from app.model.expression import Expression

TABLE: Final = -1
"""The depth of a control block that stands between the rows of a table."""


@dataclass(slots=True)
class Leaf:
    """A paragraph, item or bullet. Its lines are collected first and read as text when it ends."""

    kind: str
    line: int
    depth: int
    context: Context
    indents: frozenset[int]
    lines: list[str]
    pieces: Pieces = ()
    label: str | None = None
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A row of a table, its cells already read."""

    line: int
    cells: tuple[Pieces, ...]


@dataclass(slots=True)
class Table:
    """A table: its rows may stand in control blocks. `first_frame` is how many blocks were open when it began."""

    line: int
    indent: int
    head: tuple[Pieces, ...]
    aligns: tuple[str, ...]
    first_frame: int
    rows: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """An open control block. `depth` is that of its parent, known once the first block stands in it."""

    kind: str
    line: int
    context: Context
    expression: Expression | None = None
    name: str = ""
    depth: int | None = None
    then: list[Node] = field(default_factory=list)
    otherwise: list[Node] | None = None

    @property
    def branch(self) -> list[Node]:
        """The list that the next block goes into."""
        return self.then if self.otherwise is None else self.otherwise


Node = Leaf | Row | Table | Frame


@dataclass(slots=True)
class Freezer:
    """Turns what was built into templates. `count` numbers the blocks of the file, for keys that have no label."""

    count: int = 0

    def blocks(self, nodes: list[Node]) -> tuple[BlockTemplate, ...]:
        """Return the templates of blocks that stand outside tables."""
        frozen = (template for node in nodes for template in self._template(node))
        return tuple(template for template in frozen if not isinstance(template, RowTemplate))

    def _key(self, label: str | None = None) -> str:
        self.count += 1
        return label or str(self.count)

    def _template(self, node: Node) -> tuple[BlockTemplate | RowTemplate, ...]:
        if isinstance(node, Leaf):
            return (self._leaf(node),)
        if isinstance(node, Row):
            return (RowTemplate(self._key(), node.line, node.cells),)
        if isinstance(node, Table):
            key = self._key()
            rows = [row for child in node.rows for row in self._template(child)]
            kept = tuple(row for row in rows if isinstance(row, RowTemplate | WhenTemplate | EachTemplate))
            return (TableTemplate(key, node.line, node.head, node.aligns, kept),)
        return self._frame(node)

    def _leaf(self, leaf: Leaf) -> BlockTemplate:
        key = self._key(leaf.label)
        if leaf.kind == "paragraph":
            return ParagraphTemplate(key, leaf.line, leaf.pieces, leaf.label)
        if leaf.kind == "bullet":
            return BulletTemplate(key, leaf.line, leaf.pieces, self.blocks(leaf.children))
        children = self.blocks(leaf.children)
        return ItemTemplate(key, leaf.line, leaf.pieces, children, leaf.label, lettered=leaf.kind == "lettered")

    def _frame(self, frame: Frame) -> tuple[BlockTemplate | RowTemplate, ...]:
        key = self._key()
        then = tuple(template for node in frame.then for template in self._template(node))
        otherwise = tuple(template for node in frame.otherwise or () for template in self._template(node))
        if frame.kind == "definitions":
            return (
                DefinitionsTemplate(
                    key, frame.line, tuple(block for block in then if not isinstance(block, RowTemplate))
                ),
            )
        if frame.expression is None:
            # Its mistake is written down; the text goes on being checked.
            return then + otherwise
        if frame.kind == "each":
            return (EachTemplate(key, frame.line, frame.name, frame.expression, then),)
        return (WhenTemplate(key, frame.line, frame.expression, then, otherwise),)
