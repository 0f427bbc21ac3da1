"""The body of the Word file: contents, parts, clauses and their blocks, one document after the other."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

from app.model.document import Block, Bullet, Bundle, Clause, Document, Item, Paragraph, Part, Table
from app.render.docx.numbering import CLAUSES, LETTERS, PARTIES, RECITALS, SCHEDULE_ITEMS
from app.render.docx.paragraphs import FileWriter
from app.render.docx.runs import field_code
from app.render.docx.signatures import signatures_xml
from app.render.docx.tables import table_xml
from app.render.frame import (
    Entry,
    contents,
    has_heading,
    opening_label,
    opening_note,
    part_id,
    word,
)
from app.render.html_runs import plain

_TAB: Final = "<w:r><w:tab/></w:r>"
_CONTENTS: Final = 'TOC \\h \\z \\t "Part Title,1,Annex Title,1,Heading 1,2,Schedule Caption,2"'
_PART_ON_PAGE: Final = 360
"""Space above a part title that does not begin a page, in twentieths of a point."""
_UNDER_TITLE: Final = {"Heading 1": 60, "Subheading": 0, "Schedule Caption": 0, "Part Lead": 0}
"""Space above what stands right under the title of a part or annex, which brings its own space."""
_OWN_PAGE: Final = frozenset(("schedules", "signatures"))

_NOT_NUMBERED: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_FIRST_LEVEL: Final = {
    "clause": (CLAUSES, 1),
    "parties": (PARTIES, 0),
    "recitals": (RECITALS, 0),
    "schedule": (SCHEDULE_ITEMS, 0),
}
_FIRST_STYLE: Final = {
    "clause": "Clause Level 2",
    "parties": "Party",
    "recitals": "Recital",
    "schedule": "Schedule Item",
}
_DEEPER_STYLE: Final = {3: "Clause Level 3", 4: "Clause Level 4"}
_TEXT_STYLE: Final = ("Normal", "Clause Text", "Clause Text 2", "Clause Text 3")
_DEEPEST: Final = 3
_BULLET_STYLE: Final = ("Bullet Margin", "Bullet", "Bullet 2", "Bullet 3")


def contents_xml(writer: FileWriter, bundle: Bundle) -> str:
    """Return the contents: a field with its entries, each a link.

    The page numbers are fields without a result: only a word processor knows them. It fills them when the contents are
    updated, and keeps the entries if told to update page numbers only.
    """
    heading = word(bundle.documents[0], "contents")
    title = writer.paragraph("Contents Heading", writer.inline.plain(heading))
    entries = [_entry(writer, entry) for entry in contents(bundle)]
    if not entries:
        return title
    opening, _, closing = field_code(_CONTENTS, "\0").partition("\0")
    lines = "".join(
        writer.paragraph(style, (opening if position == 0 else "") + content)
        for position, (style, content) in enumerate(entries)
    )
    return f"{title}{lines}{writer.paragraph('Table Space', closing)}"


def _entry(writer: FileWriter, entry: Entry) -> tuple[str, str]:
    before = writer.inline.plain(entry.number) + _TAB if entry.level > 1 else ""
    name = writer.references.bookmarks[entry.target]
    title = writer.inline.plain(plain(entry.title))
    page = _TAB + field_code(f"PAGEREF {name} \\h", "")
    return f"toc {entry.level}", f'<w:hyperlink w:anchor="{name}" w:history="1">{before}{title}{page}</w:hyperlink>'


class BodyWriter:
    """Writes the parts of one document."""

    def __init__(self, writer: FileWriter, document: Document) -> None:
        self.writer, self.document = writer, document
        self._begun = False
        self._under_title = False

    def opener(self) -> str:
        """Return the title of an annex that follows its contract in the same file, or of a document without a cover."""
        paragraph, inline = self.writer.paragraph, self.writer.inline
        label, note = opening_label(self.document), opening_note(self.document)
        above = paragraph("Annex Number", inline.plain(label), before=0) if label else ""
        title = paragraph("Annex Title", inline.plain(self.document.title), block=self.document.id)
        below = paragraph("Annex Lead", inline.runs(self.document.subtitle)) if self.document.subtitle else ""
        below += paragraph("Annex Lead", inline.plain(note)) if note else ""
        self._under_title = True
        return f"{above}{title}{below}"

    def parts(self) -> str:
        """Return all parts."""
        return "".join(map(self.part, self.document.parts))

    def part(self, part: Part) -> str:
        """Return a part: its title, its lead, its clauses, its signature blocks."""
        paragraph, inline = self.writer.paragraph, self.writer.inline
        self.writer.new_page |= part.kind in _OWN_PAGE
        pieces = []
        if part.title:
            space = _PART_ON_PAGE if self._begun else None
            mark = part_id(self.document, part)
            pieces.append(paragraph("Part Title", inline.plain(part.title), block=mark, before=space))
            self._under_title = True
        if part.lead:
            pieces.append(paragraph("Part Lead", inline.runs(part.lead), before=self._space("Part Lead")))
        self._begun = True
        pieces += map(self.clause, part.clauses)
        if part.signatures:
            pieces.append(signatures_xml(self.writer, self.document, part))
        return "".join(pieces)

    def clause(self, clause: Clause) -> str:
        """Return a clause with its heading."""
        heading = self._heading(clause)
        self._under_title = False
        return heading + self.blocks(clause, clause.blocks)

    def _heading(self, clause: Clause) -> str:
        if not has_heading(clause) and not clause.number:
            return ""
        title = self.writer.inline.runs(clause.title)
        numbering = self.writer.numbering
        style, number = "Subheading", ""
        if clause.layout == "clause":
            # A clause without a number is still a heading; numbering 0 takes it out of the list.
            style = "Heading 1"
            number = numbering.place(CLAUSES, 0, clause.number) if clause.number else _NOT_NUMBERED
        elif clause.layout == "schedule":
            style, number = "Schedule Caption", numbering.place_schedule(clause.number)
            title = self.writer.inline.plain("— ") + title if clause.title else title
        return self.writer.paragraph(style, title, block=clause.id, number=number, before=self._space(style))

    def _space(self, style: str) -> int | None:
        """Return the space above a paragraph right under a title, None where the style's own is right."""
        under, self._under_title = self._under_title, False
        return _UNDER_TITLE[style] if under else None

    def blocks(self, clause: Clause, blocks: tuple[Block, ...], under: tuple[str, int] | None = None) -> str:
        """Return blocks one under the other. `under` is the list and level of the item that they belong to."""
        return "".join(
            self.block(clause, block, under, following) for block, following in zip_longest(blocks, blocks[1:])
        )

    def block(self, clause: Clause, block: Block, under: tuple[str, int] | None, following: Block | None) -> str:
        """Return one block with what it holds."""
        if isinstance(block, Table):
            return self._table(clause, block, last=following is None and under is None)
        keep = _leads(block, following)
        text = self.writer.inline.runs(block.runs)
        if isinstance(block, Paragraph):
            definition = block.role == "definition" and block.depth == 1
            style = "Definition" if definition else _TEXT_STYLE[min(block.depth, _DEEPEST)]
            return self.writer.paragraph(style, text, block=block.id, keep=keep)
        if isinstance(block, Bullet):
            first = self.writer.paragraph(_BULLET_STYLE[min(block.depth, _DEEPEST)], text, block=block.id, keep=keep)
            return first + self.blocks(clause, block.blocks, under)
        place = self._place(clause, block, under)
        style = _FIRST_STYLE[clause.layout] if block.level == 2 else _DEEPER_STYLE[block.level]
        number = self.writer.numbering.place(*place, block.number)
        first = self.writer.paragraph(style, text, block=block.id, number=number, keep=keep)
        return first + self.blocks(clause, block.blocks, place)

    @staticmethod
    def _place(clause: Clause, item: Item, under: tuple[str, int] | None) -> tuple[str, int]:
        """Return the list and the level of an item."""
        if under is not None:
            return under[0], under[1] + 1
        return _FIRST_LEVEL[clause.layout] if item.level == 2 else (LETTERS, item.level - 3)

    def _table(self, clause: Clause, table: Table, *, last: bool) -> str:
        # A table cannot begin a page by itself; an empty line does it.
        before = self.writer.paragraph("Table Space", "") if self.writer.new_page else ""
        return before + table_xml(self.writer, table, short_space=last and clause.layout == "schedule")


def _leads(block: Paragraph | Item | Bullet, following: Block | None) -> bool:
    """Whether a paragraph announces what follows ("... as follows:") and must not be parted from it."""
    if not isinstance(block, Paragraph) and block.blocks:
        return True
    text = block.runs[-1].text if block.runs else ""
    return following is not None and (isinstance(following, Table) or text.rstrip().endswith(":"))
