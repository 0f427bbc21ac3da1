"""Paragraphs as WordprocessingML, and what all writers of one file share: styles, lists, bookmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.render.docx.numbering import Numbering
from app.render.docx.references import References
from app.render.docx.runs import RunWriter


@dataclass(slots=True)
class FileWriter:
    """The state of one file: the styles by name, the lists as far as Word has counted them, the bookmarks set so far.

    `new_page` makes the next paragraph begin a page.
    """

    styles: Mapping[str, str]
    references: References
    numbering: Numbering
    inline: RunWriter = field(init=False)
    new_page: bool = False
    _bookmarks: int = 1000  # Word leaves marks of its own in house.docx, with low numbers.

    def __post_init__(self) -> None:
        self.inline = RunWriter(self.styles, self.references)

    def paragraph(
        self,
        style: str,
        content: str,
        *,
        block: str = "",
        number: str = "",
        keep: bool = False,
        before: int | None = None,
        more: str = "",
    ) -> str:
        """Return a paragraph.

        `block` is the id that a bookmark may be wanted for, `number` a `w:numPr`; `keep` holds the paragraph on the
        page of the next; `before` replaces the style's space before, in twentieths of a point; `more` is what follows
        in the schema.
        """
        # The order of these elements is the schema's.
        look = "<w:keepNext/>" if keep else ""
        if self.new_page:
            look, before, self.new_page = f"{look}<w:pageBreakBefore/>", 0, False
        look += number
        if before is not None:
            look += f'<w:spacing w:before="{before}"/>'
        name = self.references.bookmarks.get(block)
        if name:
            content = self._bookmarked(name, content)
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{look}{more}</w:pPr>{content}</w:p>'

    def _bookmarked(self, name: str, content: str) -> str:
        self._bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{self._bookmarks}"/>'
