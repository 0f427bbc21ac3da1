"""Going through the templates of a clause: every block, every run of pieces, labels and references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.model.clause import (
    BlockTemplate,
    BulletTemplate,
    Clause,
    DefinitionPiece,
    DefinitionsTemplate,
    EachTemplate,
    ExpressionPiece,
    ItemTemplate,
    ParagraphTemplate,
    Pieces,
    ReferencePiece,
    RowTemplate,
    TableTemplate,
    WhenTemplate,
)
from app.model.expression import Expression

AnyBlock = BlockTemplate | RowTemplate


def inner(block: AnyBlock) -> tuple[AnyBlock, ...]:
    """Return the blocks that stand directly in a block; both branches of a `when`."""
    if isinstance(block, ItemTemplate | BulletTemplate):
        return block.children
    if isinstance(block, TableTemplate):
        return block.rows
    if isinstance(block, WhenTemplate):
        return block.then + block.otherwise
    if isinstance(block, EachTemplate | DefinitionsTemplate):
        return block.body
    return ()


def blocks(of: Iterable[AnyBlock]) -> Iterator[AnyBlock]:
    """Yield every block, outer ones before those in them."""
    for block in of:
        yield block
        yield from blocks(inner(block))


def texts(block: AnyBlock) -> tuple[Pieces, ...]:
    """Return the texts that stand in a block itself: one for a paragraph, one a cell for rows."""
    if isinstance(block, ParagraphTemplate | ItemTemplate | BulletTemplate):
        return (block.pieces,)
    if isinstance(block, RowTemplate):
        return block.cells
    if isinstance(block, TableTemplate):
        return block.head
    return ()


def references(of: Iterable[AnyBlock]) -> Iterator[ReferencePiece]:
    """Yield every reference in the blocks."""
    for block in blocks(of):
        for pieces in texts(block):
            yield from (piece for piece in pieces if isinstance(piece, ReferencePiece))


def definitions(of: Iterable[AnyBlock]) -> Iterator[tuple[str, int]]:
    """Yield every term that the blocks define, with its line."""
    for block in blocks(of):
        yield from _defined_in(block)


def _defined_in(block: AnyBlock) -> Iterator[tuple[str, int]]:
    for pieces in texts(block):
        yield from ((piece.term, block.line) for piece in pieces if isinstance(piece, DefinitionPiece))


def labels(of: Iterable[AnyBlock]) -> Iterator[tuple[str, int]]:
    """Yield the labels of the blocks with their lines; a label that both branches of a `when` bear comes once."""
    for block in of:
        if isinstance(block, ParagraphTemplate | ItemTemplate) and block.label:
            yield block.label, block.line
        if isinstance(block, WhenTemplate):
            then = list(labels(block.then))
            yield from then
            seen = {label for label, _ in then}
            yield from ((label, line) for label, line in labels(block.otherwise) if label not in seen)
        else:
            yield from labels(inner(block))


def firm_definitions(of: Iterable[AnyBlock]) -> Iterator[tuple[str, int]]:
    """Yield the terms whose definition is always printed: those in no `when` and no `each`."""
    for block in of:
        if not isinstance(block, WhenTemplate | EachTemplate):
            yield from _defined_in(block)
            yield from firm_definitions(inner(block))


def expressions(clause: Clause) -> Iterator[Expression]:
    """Yield every expression of a clause: of its rule, its alternatives, its title and its text."""
    if clause.when is not None:
        yield clause.when
    for alternative in clause.alternatives:
        if alternative.when is not None:
            yield alternative.when
    yield from _in_pieces(clause.title)
    for block in blocks(block for section in clause.sections for block in section.blocks):
        if isinstance(block, WhenTemplate):
            yield block.condition
        elif isinstance(block, EachTemplate):
            yield block.over
        for pieces in texts(block):
            yield from _in_pieces(pieces)


def _in_pieces(pieces: Pieces) -> Iterator[Expression]:
    return (piece.expression for piece in pieces if isinstance(piece, ExpressionPiece))
