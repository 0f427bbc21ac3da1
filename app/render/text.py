"""The tree as plain text: one paragraph a line, the number first, a table row as `a | b`.

A line break inside an answer becomes one space here, so that a paragraph stays one line; everything else is as typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.model.document import Block, Bundle, Clause, Document, Item, Paragraph, Part, Runs, SignatureBlock, Table
from app.render import frame
from app.render.html_runs import plain

if TYPE_CHECKING:
    from app.render import RenderOptions


def render(bundle: Bundle, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format has this signature
    """Return the bundle as UTF-8 text: the first document with the lines of its cover or head, then each annex."""
    return "".join(f"{line}\n" for line in lines(bundle)).encode()


def lines(bundle: Bundle) -> Iterator[str]:
    """Yield the lines of the whole bundle, without contents, heads and feet."""
    for position, document in enumerate(bundle.documents):
        yield from _opener(document) if position else _front(document)
        for part in document.parts:
            yield from part_lines(document, part)


def part_lines(document: Document, part: Part) -> Iterator[str]:
    """Yield the lines of a part: title, lead, clauses, signature blocks."""
    if part.title:
        yield part.title
    if part.lead:
        yield plain(part.lead)
    for clause in part.clauses:
        yield from clause_lines(clause)
    once = frame.said_once(part)
    if once:
        yield frame.word(document, "signed_for")
    for block in part.signatures:
        yield from _signature(document, block, once=once)


def clause_lines(clause: Clause) -> Iterator[str]:
    """Yield the lines of a clause, its heading first."""
    if frame.has_heading(clause):
        before = frame.caption_number(clause) if clause.layout == "schedule" else _before(clause.number)
        yield (before + plain(clause.title)).strip()
    yield from _blocks(clause.blocks)


def _front(document: Document) -> Iterator[str]:
    return _cover(document) if frame.has_cover(document) else _head(document)


def _head(document: Document) -> Iterator[str]:
    yield from filter(None, (frame.opening_label(document), document.title, plain(document.subtitle)))
    yield frame.head_note(document)


def _cover(document: Document) -> Iterator[str]:
    yield from filter(None, (frame.reference_line(document),))
    yield from _opener(document)
    if document.parties:
        yield frame.word(document, "between")
    for number, party in frame.numbered_parties(document):
        yield f"{number} {plain((party.short,))}"
        yield plain((party.name,))
        yield plain((party.seat,))
    if frame.is_draft(document):
        yield frame.word(document, "draft_mark")
    yield frame.cover_note(document)


def _opener(document: Document) -> Iterator[str]:
    yield from filter(None, (frame.label_above_title(document), document.title, plain(document.subtitle)))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield _row(block.head)
            yield from (_row(row.cells) for row in block.rows)
        elif isinstance(block, Paragraph):
            yield plain(block.runs)
        else:
            number = block.number if isinstance(block, Item) else "•"
            yield _before(number) + plain(block.runs)
            yield from _blocks(block.blocks)


def _row(cells: tuple[Runs, ...]) -> str:
    return " | ".join(map(plain, cells))


def _before(number: str) -> str:
    return f"{number} " if number else ""


def _signature(document: Document, block: SignatureBlock, *, once: bool) -> Iterator[str]:
    yield plain(block.name) if once else f"{frame.word(document, 'signed_for')} {plain(block.name)}"
    for line in block.lines:
        if line.purpose:
            yield line.purpose
        yield frame.word(document, "signature")
        yield f"{frame.word(document, 'name')} {plain((line.name,))}"
        yield f"{frame.word(document, 'capacity')} {plain((line.capacity,))}"
        yield frame.word(document, "place_date")
