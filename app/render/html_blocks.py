"""Blocks as HTML: paragraphs with their numbers as real text, tables, signature blocks, and the clauses around them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from typing import Final

from app.model.bars import BAR, Bar, bars_of
from app.model.document import (
    Block,
    Clause,
    Document,
    Item,
    Paragraph,
    Part,
    Row,
    Runs,
    SignatureBlock,
    SignatureLine,
    Table,
)
from app.render.columns import column_widths, is_for_handwriting, table_width
from app.render.frame import caption_number, has_heading, part_id, said_once, word
from app.render.html_runs import Inline, html_id, plain

_KEPT_WHOLE: Final = 8
"""A table of up to this many rows is never split; a longer one keeps its first three and last two rows together."""
_NARROW_NUMBER: Final = 6
"""A number of more characters is wider than its column."""
_ONE_LINE_NAME: Final = 36
"""A party's name of more characters may need two lines in its signature block."""
_BAR_UNITS: Final = 1000
"""Units of a drawing across the width of its column."""
_HEADING_CLASS: Final = {"schedule": "schedule-title", "recitals": "subheading"}
_CELL_CLASS: Final = {"right": "n", "center": "c", BAR: "bar"}


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes the parts of one document.

    `part_level` and `clause_level` are the levels of their headings, `ids` the blocks that get an id (None: all). For a
    `preview` clauses carry the id and what the library knows about them, and there are no style attributes, which a
    strict content security policy would refuse.
    """

    document: Document
    inline: Inline
    part_level: int = 1
    clause_level: int = 2
    preview: bool = False
    ids: Collection[str] | None = None

    def part(self, part: Part) -> str:
        """Return a part: its title, its lead, its clauses, its signature blocks."""
        pieces = [f'<section class="part part-{escape(part.kind)}">']
        if part.title:
            tag = f"h{self.part_level}"
            mark = html_id(part_id(self.document, part))
            pieces.append(f'<{tag} class="part-title" id="{mark}">{escape(part.title, quote=False)}</{tag}>')
        if part.lead:
            pieces.append(f'<p class="lead">{self.inline.runs(part.lead)}</p>')
        # Beside the form a clause without a part above it follows the page's own heading; no level is left out.
        level = self.part_level if self.preview and not part.title else self.clause_level
        pieces.extend(self.clause(clause, level) for clause in part.clauses)
        if part.signatures:
            pieces.append(self.signatures(part))
        pieces.append("</section>")
        return "\n".join(pieces)

    def clause(self, clause: Clause, level: int) -> str:
        """Return a clause with its heading, which is of this level."""
        mark = html_id(clause.id)
        attributes = f' class="clause {escape(clause.layout)}"'
        if self.preview:
            attributes += f' id="{mark}" data-clause="{escape(clause.id)}" data-origin="{escape(clause.origin)}"'
        elif not has_heading(clause):
            attributes += f' id="{mark}"'
        heading = "" if self.preview or not has_heading(clause) else f' id="{mark}"'
        return f"<section{attributes}>\n{self._heading(clause, level, heading)}{self.blocks(clause.blocks)}\n</section>"

    def _heading(self, clause: Clause, level: int, attributes: str) -> str:
        if not has_heading(clause):
            return ""
        tag = f"h{level}"
        title = self.inline.runs(clause.title)
        style = _HEADING_CLASS.get(clause.layout, "clause-title")
        if clause.layout == "schedule":
            title = escape(caption_number(clause), quote=False) + title
        elif clause.layout == "clause":
            title = _number(clause.number) + title
        return f'<{tag} class="{style}"{attributes}>{title}</{tag}>\n'

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """Return blocks one under the other."""
        neighbours = zip_longest(blocks, blocks[1:])
        return "\n".join(self.block(block, leads=_leads(block, following)) for block, following in neighbours)

    def block(self, block: Block, *, leads: bool = False) -> str:
        """Return one block with what it holds. `leads` keeps it on the page of what follows."""
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Paragraph):
            style = f"d{block.depth} {block.role}"
            return self._paragraph(block.id, style, "", block.runs, leads)
        style, number = (f"l{block.level}", block.number) if isinstance(block, Item) else (f"b{block.depth}", "•")
        first = self._paragraph(block.id, style, number, block.runs, leads or bool(block.blocks))
        return f"{first}\n{self.blocks(block.blocks)}" if block.blocks else first

    def _paragraph(self, identifier: str, style: str, number: str, runs: Runs, leads: bool) -> str:
        keep = " kn" if leads else ""
        return f'<p class="{style}{keep}"{self._id(identifier)}>{_number(number)}{self.inline.runs(runs)}</p>'

    def table(self, table: Table) -> str:
        """Return a table with column widths, a head that repeats, and rows that stay together at both ends."""
        keep = " keep" if len(table.rows) <= _KEPT_WHOLE else ""
        columns = "" if self.preview else _columns(table)
        head = "".join(
            f'<th scope="col"{_cell_class(align)}>{self.inline.runs(cell)}</th>'
            for cell, align in zip(table.head, table.aligns, strict=True)
        )
        rows = "\n".join(self._rows(table))
        return (
            f'<table class="d{table.depth}{keep}"{self._id(table.id)}>{columns}\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
        )

    def _rows(self, table: Table) -> Iterator[str]:
        last = len(table.rows) - 1
        bars = {column: bars_of(table, column) for column, align in enumerate(table.aligns) if align == BAR}
        for position, row in enumerate(table.rows):
            classes = ["kn"] if position in (0, 1, last - 1) and position != last else []
            if table.total and position == last:
                classes.append("total")
            if is_for_handwriting(row):
                classes.append("fill")
            drawn = {column: bar for column, each in bars.items() if (bar := each[position]) is not None}
            yield self._row(row, table.aligns, " ".join(classes), drawn)

    def _row(self, row: Row, aligns: tuple[str, ...], classes: str, drawn: Mapping[int, Bar]) -> str:
        cells = "".join(
            f"<td{_cell_class(align)}>{self.inline.runs(cell)}{_bar(drawn.get(column))}</td>"
            for column, (cell, align) in enumerate(zip(row.cells, aligns, strict=True))
        )
        style = f' class="{classes}"' if classes else ""
        return f"<tr{self._id(row.id)}{style}>{cells}</tr>"

    def _id(self, identifier: str) -> str:
        return f' id="{html_id(identifier)}"' if self.ids is None or identifier in self.ids else ""

    def signatures(self, part: Part) -> str:
        """Return the signature blocks in pairs; compact, with the words said once, where there are many parties."""
        once = said_once(part)
        words = f"{escape(word(self.document, 'signed_for'), quote=False)}"
        intro = f'<p class="signed-for">{words}</p>\n' if once else ""
        blocks = "\n".join(self._signature(block, "" if once else f"{words}<br>") for block in part.signatures)
        long = any(len(plain(block.name)) > _ONE_LINE_NAME for block in part.signatures)
        style = " ".join(("signatures", *(["many"] if once else []), *(["long"] if long else [])))
        return f'{intro}<div class="{style}">\n{blocks}\n</div>'

    def _signature(self, block: SignatureBlock, words: str) -> str:
        name = f'<p class="who">{words}<strong>{self.inline.runs(block.name)}</strong></p>'
        lines = "\n".join(self._signature_line(line, again=position > 0) for position, line in enumerate(block.lines))
        return f'<div class="signature"{self._id(block.id)}>{name}\n{lines}</div>'

    def _signature_line(self, line: SignatureLine, *, again: bool) -> str:
        purpose = f'<p class="purpose">{escape(line.purpose, quote=False)}</p>\n' if line.purpose else ""
        gap = " again" if again else ""
        fields = "\n".join(
            f'<p class="field"><span class="label">{escape(word(self.document, key), quote=False)} </span>{value}</p>'
            for key, value in (
                ("name", self.inline.run(line.name)),
                ("capacity", self.inline.run(line.capacity)),
                ("place_date", '<span class="gap"></span>'),
            )
        )
        signature = escape(word(self.document, "signature"), quote=False)
        return f'{purpose}<p class="line{gap}">{signature}</p>\n{fields}'


def _number(number: str) -> str:
    if not number:
        return ""
    style = "num wide" if len(number) > _NARROW_NUMBER else "num"
    # The space inside keeps number and text apart for whoever copies or reads aloud; it takes no room.
    return f'<span class="{style}">{escape(number, quote=False)} </span>'


def _columns(table: Table) -> str:
    total = table_width(table)
    cols = "".join(f'<col style="width:{width / total:.2%}">' for width in column_widths(table))
    return f"<colgroup>{cols}</colgroup>"


def _bar(bar: Bar | None) -> str:
    """Return the picture of a bar. The text beside it says the same, so that it is hidden from who listens."""
    if bar is None:
        return ""
    start, length = round(bar.start * _BAR_UNITS), round((bar.end - bar.start) * _BAR_UNITS)
    return (
        f'<svg class="bar" viewBox="0 0 {_BAR_UNITS} 20" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect x="0" y="9" width="{_BAR_UNITS}" height="2" fill="#d5dbe2"/>'
        f'<rect x="{start}" y="0" width="{length}" height="20" fill="#5b7fa6"/></svg>'
    )


def _cell_class(align: str) -> str:
    return f' class="{_CELL_CLASS[align]}"' if align in _CELL_CLASS else ""


def _leads(block: Block, following: Block | None) -> bool:
    """Whether a paragraph announces what follows ("... as follows:", a line in bold) and must not be parted from it."""
    if following is None or isinstance(block, Table):
        return False
    in_bold = isinstance(block, Paragraph) and all(run.strong for run in block.runs)
    return in_bold or isinstance(following, Table) or plain(block.runs).rstrip().endswith(":")
