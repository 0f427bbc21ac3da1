"""Tables as Word tables: heads that repeat, rows that never split, ends that stay together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from app.model.bars import BAR, Bar, bars_of
from app.model.document import Runs, Table
from app.render.columns import COLUMNS, column_widths, is_for_handwriting
from app.render.docx.paragraphs import FileWriter

_KEPT_WHOLE: Final = 8
"""A table of up to this many rows is never split; a longer one keeps its first three and last two rows together."""
_NUMBER_INSET: Final = 3.0
"""Figures stand so many millimetres further from the next column than text, except in the last column."""
_PADDING: Final = 2.0
"""Millimetres between the text of a cell and the next column, as the table style has them."""
_SHORT_SPACE: Final = '<w:spacing w:after="100"/>'
_LOOK: Final = (
    '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)
_ROOM: Final = '<w:trHeight w:val="504" w:hRule="atLeast"/>'
"""Room for handwriting: 20 points besides the padding, as in house.css."""
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


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def table_xml(writer: FileWriter, table: Table, *, short_space: bool = False) -> str:
    """Return a table, and below it the empty paragraph that parts it from what follows."""
    widths = [twips(width) for width in column_widths(table)]
    indent = twips(COLUMNS[min(table.depth, len(COLUMNS) - 1)])
    last = len(table.rows) - 1
    rows = [_row(writer, table, table.head, widths, _HEAD, keep=last >= 0)]
    bars = {column: bars_of(table, column) for column, align in enumerate(table.aligns) if align == BAR}
    for position, row in enumerate(table.rows):
        kind = _TOTAL if table.total and position == last else _PLAIN
        drawn = {column: bar for column, each in bars.items() if (bar := each[position]) is not None}
        height = _ROOM if is_for_handwriting(row) else ""
        rows.append(
            _row(writer, table, row.cells, widths, kind, keep=_kept(position, last), height=height, drawn=drawn)
        )
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
    writer: FileWriter,
    table: Table,
    cells: tuple[Runs, ...],
    widths: list[int],
    kind: _RowKind,
    *,
    keep: bool,
    height: str = "",
    drawn: Mapping[int, Bar] = MappingProxyType({}),
) -> str:
    written = [f"<w:tr><w:trPr><w:cantSplit/>{height}{kind.repeat}</w:trPr>"]
    for position, (cell, align, width) in enumerate(zip(cells, table.aligns, widths, strict=True)):
        final = position == len(widths) - 1
        inset = 0 if final else twips(_NUMBER_INSET)
        look = {"right": f'<w:ind w:right="{inset}"/><w:jc w:val="right"/>', "center": '<w:jc w:val="center"/>'}.get(
            align, ""
        )
        style = "Table Number" if kind is _PLAIN and align == "right" else kind.style
        text = writer.paragraph(style, writer.inline.runs(cell), keep=keep, more=look)
        if position in drawn:
            text += _bar(writer, drawn[position], width - (0 if final else twips(_PADDING)), keep=keep)
        margin = _LAST if final else ""
        written.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{kind.borders}{margin}</w:tcPr>{text}</w:tc>')
    return "".join((*written, "</w:tr>"))


def _bar(writer: FileWriter, bar: Bar, width: int, *, keep: bool) -> str:
    """Return the picture of a bar: an empty line, shaded between its indents, that Word and LibreOffice draw alike."""
    left, right = round(bar.start * width), round((1 - bar.end) * width)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{writer.styles["Table Space"]}"/>{"<w:keepNext/>" if keep else ""}'
        '<w:shd w:val="clear" w:color="auto" w:fill="5B7FA6"/>'
        '<w:spacing w:before="20" w:after="40" w:line="100" w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}"/></w:pPr></w:p>'
    )
