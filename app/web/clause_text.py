"""A clause of the library as lines to read, before any answer is known: places for answers and conditions are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.model import clause as templates
from app.model.expression import Expression
from app.model.library import Library
from app.web.language import gettext

_HELPERS: Final = {
    "shall": "shall",
    "all_shall": "shall",
    "shall_not": "shall not",
    "all_shall_not": "shall not",
    "the_other_party": "the other Party",
    "the_other_partys": "the other Party's",
    "both_or_all": "both",
    "this_document": "this document",
}
"""How helpers without arguments read in a binding text between two parties."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line: text, or with `kind` "var" the place of an answer, with "strong" a defined term."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its depth, what stands before it ("1.", "•", ""), its spans; `condition` marks a line about a rule."""

    depth: int
    mark: str
    spans: tuple[Span, ...]
    condition: bool = False


def lines_of(clause: templates.Clause, alternative: str, library: Library) -> list[Line]:
    """Return the text of one alternative."""
    return list(_Reader(library).blocks(clause.blocks(alternative), 0))


class _Reader:
    def __init__(self, library: Library) -> None:
        self.library = library

    def blocks(self, blocks: Sequence[object], depth: int) -> Iterator[Line]:
        number = 0
        for block in blocks:
            if isinstance(block, templates.ItemTemplate):
                number += 1
                mark = _mark(depth, number, block.lettered)
                yield Line(depth, mark, self.spans(block.pieces))
                yield from self.blocks(block.children, depth + 1)
            else:
                yield from self.block(block, depth)

    def block(self, block: object, depth: int) -> Iterator[Line]:
        match block:
            case templates.ParagraphTemplate():
                yield Line(depth, "", self.spans(block.pieces))
            case templates.BulletTemplate():
                yield Line(depth, "•", self.spans(block.pieces))
                yield from self.blocks(block.children, depth + 1)
            case templates.WhenTemplate():
                yield self.rule(depth, gettext("Only when %(rule)s:", rule=block.condition.source))
                yield from self.blocks(block.then, depth)
                if block.otherwise:
                    yield self.rule(depth, gettext("Otherwise:"))
                    yield from self.blocks(block.otherwise, depth)
            case templates.EachTemplate():
                yield self.rule(
                    depth, gettext("For each %(name)s in %(rows)s:", name=block.name, rows=block.over.source)
                )
                yield from self.blocks(block.body, depth)
            case templates.DefinitionsTemplate():
                yield self.rule(depth, gettext("Of these, the terms that the document uses:"))
                yield from self.blocks(block.body, depth)
            case templates.TableTemplate():
                yield Line(depth, "", self.cells(block.head))
                yield from self.blocks(block.rows, depth)
            case templates.RowTemplate():
                yield Line(depth, "", self.cells(block.cells))

    def rule(self, depth: int, text: str) -> Line:
        return Line(depth, "", (Span(text),), condition=True)

    def cells(self, cells: Sequence[templates.Pieces]) -> tuple[Span, ...]:
        spans: list[Span] = []
        for position, cell in enumerate(cells):
            spans += [Span(" | ")] if position else []
            spans += self.spans(cell)
        return tuple(spans)

    def spans(self, pieces: templates.Pieces) -> tuple[Span, ...]:
        return tuple(self.span(piece) for piece in pieces)

    def span(self, piece: templates.Piece) -> Span:
        match piece:
            case templates.TextPiece():
                return Span(piece.text, "strong" if piece.strong else "")
            case templates.DefinitionPiece():
                return Span(f"{piece.opening}{piece.term}{piece.closing}", "strong")
            case templates.ReferencePiece():
                return Span(self.reference(piece), "var")
            case templates.ExpressionPiece():
                return Span(self.words(piece.expression), "var")

    def reference(self, piece: templates.ReferencePiece) -> str:
        target = self.library.clauses.get(piece.clause or "")
        return f"Clause “{target.plain_title}”" if target is not None else "this Clause"

    def words(self, expression: Expression) -> str:
        """Return the label of the one question that an expression prints, the words of a helper, or its source."""
        if expression.source.strip() in _HELPERS:
            return _HELPERS[expression.source.strip()]
        names = {name for name in expression.names if name in self.library.questions}
        return self.library.questions[names.pop()].label if len(names) == 1 else expression.source


def _mark(depth: int, number: int, lettered: bool) -> str:
    level = depth + (1 if lettered else 0)
    if level == 0:
        return f"{number}."
    return f"({chr(96 + number) if number <= 26 else number})" if level == 1 else f"({_roman(number)})"


def _roman(number: int) -> str:
    letters = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, letter in letters:
        count, number = divmod(number, value)
        text += letter * count
    return text
