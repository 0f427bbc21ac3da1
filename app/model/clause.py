"""Clauses as the library holds them: parsed before any answer is known.

A clause is a front matter and sections of block templates. Templates hold text, expressions and references; assembly
fills them. Every template knows its line, so that a finding can say file:line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.model.document import Text
from app.model.expression import Expression
from app.model.question import Position, Question

INHERIT: Final = "inherit"
"""The alternative that says no more than that the framework's clause applies; taken where an annex is joined."""

# --- inline pieces -------------------------------------------------------------------------------------------------

TextPiece = Text
"""Text of the author, quotes already those of the language: a run of the tree as it stands."""


@dataclass(frozen=True, slots=True)
class ExpressionPiece:
    """`{{ expression }}`."""

    expression: Expression
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class ReferencePiece:
    """`[[clause#label]]`: `clause` is None for this clause, `label` None for the clause as a whole.

    `framework` asks for the framework's part, `bare` prints the number without "Clause". `line` is 0 where
    no text of the library holds it.
    """

    clause: str | None
    label: str | None
    line: int = 0
    framework: bool = False
    bare: bool = False
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class DefinitionPiece:
    """`**"Term"**`: the place where a term is defined. `opening` and `closing` are the quotation marks of the
    language.
    """

    term: str
    opening: str
    closing: str


Piece = TextPiece | ExpressionPiece | ReferencePiece | DefinitionPiece
Pieces = tuple[Piece, ...]

# --- blocks --------------------------------------------------------------------------------------------------------
# `key` is stable inside an alternative: the label where there is one, else a name made from the order in the file.


@dataclass(frozen=True, slots=True)
class ParagraphTemplate:
    """An unnumbered paragraph. A label on it refers to its parent's number."""

    key: str
    line: int
    pieces: Pieces
    label: str | None = None


@dataclass(frozen=True, slots=True)
class ItemTemplate:
    """A numbered item: `1.` or, with `lettered`, `1)` under an unnumbered paragraph. `children` are its own blocks."""

    key: str
    line: int
    pieces: Pieces
    children: tuple[BlockTemplate, ...] = ()
    label: str | None = None
    lettered: bool = False


@dataclass(frozen=True, slots=True)
class BulletTemplate:
    """A bullet."""

    key: str
    line: int
    pieces: Pieces
    children: tuple[BlockTemplate, ...] = ()


@dataclass(frozen=True, slots=True)
class RowTemplate:
    """A row of a table, one tuple of pieces a cell."""

    key: str
    line: int
    cells: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class TableTemplate:
    """A table: head cells, one alignment ("left", "right", "center") a column, body rows (with `when` and `each`)."""

    key: str
    line: int
    head: tuple[Pieces, ...]
    aligns: tuple[str, ...]
    rows: tuple[RowTemplate | WhenTemplate | EachTemplate, ...]


@dataclass(frozen=True, slots=True)
class WhenTemplate:
    """`::: when` with what stands in it and, after `::: otherwise`, what stands there instead."""

    key: str
    line: int
    condition: Expression
    then: tuple[BlockTemplate | RowTemplate, ...]
    otherwise: tuple[BlockTemplate | RowTemplate, ...] = ()


@dataclass(frozen=True, slots=True)
class EachTemplate:
    """`::: each NAME in EXPR`."""

    key: str
    line: int
    name: str
    over: Expression
    body: tuple[BlockTemplate | RowTemplate, ...]


@dataclass(frozen=True, slots=True)
class DefinitionsTemplate:
    """`::: definitions`: one paragraph an entry, printed sorted and only where the term is used."""

    key: str
    line: int
    body: tuple[BlockTemplate, ...]


BlockTemplate = (
    ParagraphTemplate
    | ItemTemplate
    | BulletTemplate
    | TableTemplate
    | WhenTemplate
    | EachTemplate
    | DefinitionsTemplate
)

# --- the clause ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alternative:
    """One text of a clause: its name, what it decides, how the library sees it, when it applies by itself."""

    id: str
    label: str
    position: Position = Position.PREFERRED
    when: Expression | None = None
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks under one `##` line. `alternatives` is None for `## *` and for a clause with one text."""

    alternatives: frozenset[str] | None
    blocks: tuple[BlockTemplate, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the library.

    `survives` is the sentence on what remains after the end, or None. `defines` maps a term to further forms of it.
    `hash` is the SHA-256 (hex) of the file, `source` its text (kept with every revision that used it). A clause with
    one text has the single alternative `standard`. `based_on` is resolved by the loader: such a clause carries the
    sections of the other."""

    id: str
    family: str
    title: Pieces
    alternatives: tuple[Alternative, ...]
    default: str
    sections: tuple[Section, ...]
    file: str
    hash: str
    source: str
    version: int = 1
    summary: str = ""
    when: Expression | None = None
    survives: str | None = None
    protected: bool = False
    island: bool = False
    inherit: bool = False
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    stands_for: str | None = None
    stricter_than: tuple[str, ...] = ()
    based_on: str | None = None
    defines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    proper_nouns: tuple[str, ...] = ()
    legal_refs: tuple[str, ...] = ()
    review: str = "unreviewed"
    review_notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    guidance: str = ""
    lang: str = "en"

    @property
    def plain_title(self) -> str:
        """The title without marks; an expression in it shows as its source in brackets."""
        return "".join(
            piece.text if isinstance(piece, TextPiece) else f"[{piece.expression.source}]"
            for piece in self.title
            if isinstance(piece, TextPiece | ExpressionPiece)
        )

    def alternative(self, name: str) -> Alternative | None:
        """Return the alternative called `name`, or None."""
        return next((alternative for alternative in self.alternatives if alternative.id == name), None)

    def blocks(self, alternative: str) -> tuple[BlockTemplate, ...]:
        """Return the block templates of an alternative, in file order."""
        return tuple(
            block
            for section in self.sections
            if section.alternatives is None or alternative in section.alternatives
            for block in section.blocks
        )
