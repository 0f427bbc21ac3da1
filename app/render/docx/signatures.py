"""Signature blocks: pairs in a table without lines, never split, with the lines to sign of a pair at one height."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from app.model.document import Document, Part, SignatureBlock, SignatureLine, text_of
from app.render.docx.paragraphs import FileWriter
from app.render.docx.tables import twips
from app.render.frame import said_once, word

_COLUMNS: Final = (69.0, 12.0, 69.0)
_LETTERS: Final = 36
"""So many letters of a name go into one line of a block."""

_TAB: Final = "<w:r><w:tab/></w:r>"
_ABOVE: Final = 120
_AGAIN: Final = 900
"""Space above the first blocks, and above a second line to sign, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """The measures of the blocks of a page, in twentieths of a point.

    There is room for `lines` lines of a name, each `line` high, and then `gap` to sign in; the fields below are `field`
    high each, and `end` parts a block from the next.
    """

    style: str
    lines: int
    line: int
    gap: int
    field: int
    end: int


_FEW: Final = _Measure("Signature Party", lines=2, line=260, gap=510, field=320, end=480)
_MANY: Final = _Measure("Signature Party", lines=1, line=260, gap=397, field=260, end=240)
_MANY_LONG: Final = _Measure("Signature Party Small", lines=2, line=240, gap=312, field=240, end=180)
"""Twelve blocks fit one page under its heading, with names of one line and with names of two."""


def signatures_xml(writer: FileWriter, document: Document, part: Part) -> str:
    """Return the signature blocks; where there are many, compact and with the words "Signed for ..." said once."""
    once = said_once(part)
    long = any(_name_lines(block) > 1 for block in part.signatures)
    blocks = _Blocks(writer, document, (_MANY_LONG if long else _MANY) if once else _FEW, once=once)
    widths = [twips(width) for width in _COLUMNS]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    pairs = zip_longest(part.signatures[::2], part.signatures[1::2])
    rows = "".join(blocks.row(left, right, widths, first=position == 0) for position, (left, right) in enumerate(pairs))
    return (
        f'{blocks.intro()}<w:tbl><w:tblPr><w:tblStyle w:val="{writer.styles["House Signatures"]}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{writer.paragraph('Table Space', '')}"
    )


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Writes the signature blocks of one part."""

    writer: FileWriter
    document: Document
    measure: _Measure
    once: bool

    def intro(self) -> str:
        """Return the words above all blocks where they are not said in each."""
        return self.writer.paragraph("Normal", self._word("signed_for"), keep=True) if self.once else ""

    def row(self, left: SignatureBlock, right: SignatureBlock | None, widths: list[int], *, first: bool) -> str:
        """Return two blocks side by side, in a row that does not split."""
        lines = max(self.measure.lines, *(_name_lines(block) for block in (left, right) if block))
        empty = self.writer.paragraph("Signature Intro", "")
        above = _ABOVE if first and not self.once else 0
        contents = (self._block(left, lines, above), empty, self._block(right, lines, above) if right else empty)
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, contents, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _block(self, block: SignatureBlock, lines: int, above: int) -> str:
        paragraph = self.writer.paragraph
        words = "" if self.once else paragraph("Signature Intro", self._word("signed_for"), before=above)
        room = self.measure.gap + self.measure.line * (lines - _name_lines(block))
        name = paragraph(self.measure.style, self.writer.inline.runs(block.name), more=f'<w:spacing w:after="{room}"/>')
        last = len(block.lines) - 1
        signs = "".join(
            self._line(line, again=position > 0, end=self.measure.end if position == last else 0)
            for position, line in enumerate(block.lines)
        )
        return f"{words}{name}{signs}"

    def _line(self, line: SignatureLine, *, again: bool, end: int) -> str:
        paragraph, inline = self.writer.paragraph, self.writer.inline
        purpose = paragraph("Signature Purpose", inline.plain(line.purpose)) if line.purpose else ""
        sign = paragraph("Signature Line", self._word("signature"), before=_AGAIN if again and not purpose else None)
        fields = (
            self._field("name", inline.run(line.name)),
            self._field("capacity", inline.run(line.capacity)),
            self._field("place_date", _TAB, end),
        )
        return "".join((purpose, sign, *fields))

    def _field(self, key: str, value: str, after: int = 0) -> str:
        label = self.writer.inline.plain(word(self.document, key), "Signature Label")
        spacing = f'<w:spacing w:after="{after}" w:line="{self.measure.field}" w:lineRule="exact"/>'
        return self.writer.paragraph("Signature Field", f"{label}{_TAB}{value}", more=spacing)

    def _word(self, key: str) -> str:
        return self.writer.inline.plain(word(self.document, key))


def _name_lines(block: SignatureBlock) -> int:
    """Return how many lines a name takes, as far as can be told without its font."""
    text = text_of(block.name)
    return max(1, sum(-(-len(line) // _LETTERS) for line in text.splitlines()))
