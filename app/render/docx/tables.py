"""Tables and signature blocks as Word tables: heads that repeat, rows that never split, ends that stay together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from app.model.document import Document, Part, Runs, SignatureBlock, SignatureLine, Table
from app.render.columns import COLUMNS, column_widths
from app.render.docx.paragraphs import FileWriter
from app.render.frame import said_once, word

_KEPT_WHOLE: Final = 8
"""A table of up to this many rows is never split; a longer one keeps its first three and last two rows together."""
_NUMBER_INSET: Final = 3.0
"""Figures stand so many millimetres further from the next column than text, except in the last column."""
_SHORT_SPACE: Final = '<w:spacing w:line="120" w:lineRule="exact"/>'
_LOOK: Final = (
    '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)
_LAST: Final = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'


@dataclass(frozen=True, slots=True)
class _RowKind:
    """What makes a row of a table a head, a sum or an ordinary row."""

    style: str
    repeat: str = ""
    borders: str = ""


_HEAD: Final = _RowKind("Table Head", repeat="<w:tblHeader/>")
_PLAIN: Final = _RowKind("Table Text")
_TOTAL: Final = _RowKind(
    "Table Total",
    borders='<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="1B365D"/></w:tcBorders>',
)
"""The rule above a sum is set on its cells: LibreOffice does not take it from the table style."""

_SIGNATURE_COLUMNS: Final = (69.0, 12.0, 69.0)
_NAME_LETTERS: Final = 36
"""So many letters of a name go into one line of a signature block."""
_NAME_LINE: Final = 260
_GAP: Final = 770
_GAP_MANY: Final = 400
_GAP_AGAIN: Final = 900
_BLOCK_END: Final = 480
_ABOVE_BLOCKS: Final = 120
_COMPACT_LINE: Final = 260
"""Lengths in twentieths of a point: a line of a name, the room to sign in, the space under a block."""


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def table_xml(writer: FileWriter, table: Table, *, short_space: bool = False) -> str:
    """Return a table, and below it the empty paragraph that parts it from what follows."""
    widths = [twips(width) for width in column_widths(table)]
    indent = twips(COLUMNS[min(table.depth, len(COLUMNS) - 1)])
    last = len(table.rows) - 1
    rows = [_row(writer, table, table.head, widths, _HEAD, keep=last >= 0)]
    for position, row in enumerate(table.rows):
        kind = _TOTAL if table.total and position == last else _PLAIN
        rows.append(_row(writer, table, row.cells, widths, kind, keep=_kept(position, last)))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    space = writer.paragraph("Table Space", "", more=_SHORT_SPACE if short_space else "")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{writer.styles["House Table"]}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOK}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{space}"
    )


def _kept(position: int, last: int) -> bool:
    """Whether a row stays on the page of the next one."""
    if position == last:
        return False
    return last < _KEPT_WHOLE or position in (0, 1, last - 1)


def _row(
    writer: FileWriter, table: Table, cells: tuple[Runs, ...], widths: list[int], kind: _RowKind, *, keep: bool
) -> str:
    written = [f"<w:tr><w:trPr><w:cantSplit/>{kind.repeat}</w:trPr>"]
    for position, (cell, align, width) in enumerate(zip(cells, table.aligns, widths, strict=True)):
        final = position == len(widths) - 1
        inset = 0 if final else twips(_NUMBER_INSET)
        look = {"right": f'<w:ind w:right="{inset}"/><w:jc w:val="right"/>', "center": '<w:jc w:val="center"/>'}.get(
            align, ""
        )
        style = "Table Number" if kind is _PLAIN and align == "right" else kind.style
        text = writer.paragraph(style, writer.inline.runs(cell), keep=keep, more=look)
        margin = _LAST if final else ""
        written.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{kind.borders}{margin}</w:tcPr>{text}</w:tc>')
    return "".join((*written, "</w:tr>"))


def signatures_xml(writer: FileWriter, document: Document, part: Part) -> str:
    """Return the signature blocks in pairs; where there are many, compact and with the words said once above them."""
    blocks = _Blocks(writer, document, many=said_once(part))
    widths = [twips(width) for width in _SIGNATURE_COLUMNS]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    pairs = zip_longest(part.signatures[::2], part.signatures[1::2])
    rows = "".join(blocks.row(left, right, widths, first=position == 0) for position, (left, right) in enumerate(pairs))
    return (
        f'{blocks.intro()}<w:tbl><w:tblPr><w:tblStyle w:val="{writer.styles["House Signatures"]}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{writer.paragraph('Table Space', '')}"
    )


class _Blocks:
    """Writes the signature blocks of one part."""

    def __init__(self, writer: FileWriter, document: Document, *, many: bool) -> None:
        self.writer, self.document, self.many = writer, document, many

    def intro(self) -> str:
        """Return the words above all blocks where they are not said in each."""
        if not self.many:
            return ""
        return self.writer.paragraph("Normal", self.writer.inline.plain(word(self.document, "signed_for")), keep=True)

    def row(self, left: SignatureBlock, right: SignatureBlock | None, widths: list[int], *, first: bool) -> str:
        """Return two blocks side by side in a row that does not split; their lines to sign stand at one height."""
        lines = max(_name_lines(block) for block in (left, right) if block)
        between = self.writer.paragraph("Signature Intro", "")
        contents = (self._block(left, lines, first=first), between, self._block(right, lines, first=first))
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, contents, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _block(self, block: SignatureBlock | None, lines: int, *, first: bool) -> str:
        paragraph, inline = self.writer.paragraph, self.writer.inline
        if block is None:
            return paragraph("Signature Intro", "")
        before = _ABOVE_BLOCKS if first else 0
        said = inline.plain(word(self.document, "signed_for"))
        words = "" if self.many else paragraph("Signature Intro", said, before=before)
        room = (_GAP_MANY if self.many else _GAP) + _NAME_LINE * (lines - _name_lines(block))
        spacing = f'<w:spacing w:before="{before if self.many else 0}" w:after="{room}"/>'
        name = paragraph("Signature Party", inline.runs(block.name), more=spacing)
        last = len(block.lines) - 1
        signs = "".join(
            self._line(line, again=position > 0, final=position == last) for position, line in enumerate(block.lines)
        )
        return f"{words}{name}{signs}"

    def _line(self, line: SignatureLine, *, again: bool, final: bool) -> str:
        paragraph, inline = self.writer.paragraph, self.writer.inline
        above = ""
        if line.purpose:
            above = paragraph("Signature Purpose", inline.plain(line.purpose))
        before = _GAP_AGAIN if again and not line.purpose else None
        sign = paragraph("Signature Line", inline.plain(word(self.document, "signature")), before=before)
        tab = "<w:r><w:tab/></w:r>"
        end = _BLOCK_END if final else 0
        fields = (
            ("name", inline.run(line.name), 0),
            ("capacity", inline.run(line.capacity), 0),
            ("place_date", tab, end),
        )
        return f"{above}{sign}" + "".join(
            paragraph(
                "Signature Field",
                f"{inline.plain(word(self.document, key), 'Signature Label')}{tab}{value}",
                more=self._spacing(after),
            )
            for key, value, after in fields
        )

    def _spacing(self, after: int) -> str:
        if self.many:
            return f'<w:spacing w:after="{after // 2}" w:line="{_COMPACT_LINE}" w:lineRule="exact"/>'
        return f'<w:spacing w:after="{after}"/>' if after else ""


def _name_lines(block: SignatureBlock) -> int:
    """Return how many lines a name takes; Word is told the space below it, so that both lines of a pair are level."""
    text = "".join(run.text for run in block.name)
    return max(1, sum(-(-len(line) // _NAME_LETTERS) for line in text.splitlines()))
