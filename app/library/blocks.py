"""The text of a section, line by line, into block templates.

The structure is read by lines rather than by a Markdown parser, because the format is stricter: an indent that is not
exactly right is a mistake and never a guess, and control lines may stand anywhere without ending a list or a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.library import controls, inline, tables
from app.library.building import Freezer, Leaf, Table
from app.library.expressions import Context
from app.library.structure import Structure
from app.model.clause import BlockTemplate, DefinitionPiece

_MARKER: Final = re.compile(r"(\d{1,2}\.|\d{1,2}\)|-)( +|$)")
_FORBIDDEN: Final = (
    (re.compile(r">"), "Block quotes (>) are not allowed.", "Write \\> for the mark itself."),
    (
        re.compile(r"#{1,6}( |$)"),
        "Only “## alternative” lines are allowed as headings.",
        "Write it at the margin with two #, or \\# for the mark itself.",
    ),
    (re.compile(r"(```|~~~)"), "Code blocks are not allowed.", "Write plain paragraphs."),
    (re.compile(r"([-*_])( *\1){2,}$"), "Rules across the page are not allowed.", "Leave a line empty instead."),
    (re.compile(r"=+$"), "Underlined headings are not allowed.", "A clause has one title, in its front matter."),
    (re.compile(r"[+*]( |$)"), "Bullets are written with “-”.", "Write “- text”."),
)
_AHEAD: Final = 24
"""Lines that are looked at after a control line, to see whether its table goes on."""


def read_blocks(lines: Sequence[tuple[int, str]], context: Context, freezer: Freezer) -> tuple[BlockTemplate, ...]:
    """Return the templates of the numbered lines of a section; `freezer` counts blocks over the whole file.

    Mistakes are written down in the context.
    """
    reader = _Reader(lines, Structure(context))
    reader.read()
    return freezer.blocks(reader.structure.blocks)


@dataclass(slots=True)
class _Reader:
    """Reads the lines of one section. `leaf` is the text, and `table` the table, that the next line may continue."""

    lines: Sequence[tuple[int, str]]
    structure: Structure
    leaf: Leaf | None = None
    table: Table | None = None
    after_control: bool = False

    def read(self) -> None:
        """Read all lines into the structure."""
        skip = -1
        for index, (number, raw) in enumerate(self.lines):
            if index == skip:
                continue
            stripped = raw.strip(" ")
            if not stripped:
                self._end()
            elif stripped.startswith(":::"):
                self._control(index, number, stripped[3:].strip())
            elif stripped.startswith("|"):
                skip = self._bar(index, number, raw, stripped)
            else:
                self._text(number, raw, stripped)
            self.after_control = stripped.startswith(":::")
        self._end()
        self.structure.end()

    def _end(self) -> None:
        self._end_leaf()
        self._end_table()

    def _end_table(self) -> None:
        table, self.table = self.table, None
        if table is not None:
            tables.end(self.structure, table)

    def _control(self, index: int, number: int, text: str) -> None:
        self._end_leaf()
        following = [line.strip(" ") for _, line in self.lines[index + 1 : index + _AHEAD]]
        if self.table and not tables.keeps_control(self.structure, self.table, number, text, following):
            self._end_table()
        if not text:
            self.structure.close(number)
        elif text == "otherwise":
            self.structure.otherwise(number)
        else:
            controls.open_block(self.structure, number, text, in_table=self.table is not None)

    def _bar(self, index: int, number: int, raw: str, stripped: str) -> int:
        """Read a line that begins with a bar. Returns the index of the next line if that was read too, else -1."""
        if self.table is not None:
            tables.add_row(self.structure, self.table, number, _indent(raw), stripped)
            return -1
        if self.leaf is not None and not self.leaf.lines[-1].endswith(":"):
            message = "A table begins inside a paragraph."
            self.structure.mistake(number, message, "Leave a line empty before it.")
        self._end_leaf()
        following = self.lines[index + 1][1].strip(" ") if index + 1 < len(self.lines) else ""
        self.table = tables.begin(self.structure, number, _indent(raw), stripped, following)
        return index + 1 if self.table else -1

    # --- text, items, bullets -------------------------------------------------------------------------------------

    def _text(self, number: int, raw: str, stripped: str) -> None:
        if raw.endswith(("  ", "\\")):
            hint = "Delete the spaces or the backslash at its end."
            self.structure.mistake(number, "The line ends in a hard break.", hint)
        for pattern, message, hint in _FORBIDDEN:
            if pattern.match(stripped):
                self.structure.mistake(number, message, hint)
                return
        marker = _MARKER.match(stripped)
        if self.table is not None:
            goes_on_outside = marker is not None and _indent(raw) < self.table.indent
            if not self.after_control and not goes_on_outside:
                message = "Text follows a table directly."
                self.structure.mistake(number, message, "Leave a line empty after the table.")
            self._end_table()
        if self.leaf is None:
            self._begin(number, _indent(raw), stripped, marker)
        elif marker:
            self._check_list_start(self.leaf, number, _indent(raw))
            self._end_leaf()
            self._begin(number, _indent(raw), stripped, marker)
        else:
            self._continue(self.leaf, number, _indent(raw), stripped)

    def _check_list_start(self, leaf: Leaf, number: int, indent: int) -> None:
        """A list follows an item, a line that ends in a colon, or an empty line; else its number may be mere text."""
        goes_on_outside = leaf.kind != "paragraph" or indent // 3 < leaf.depth
        if not goes_on_outside and not leaf.lines[-1].endswith(":"):
            hint = "Leave a line empty before it, end the line above with a colon, or move the figure into that line."
            self.structure.mistake(number, "A list begins inside a paragraph.", hint)

    def _continue(self, leaf: Leaf, number: int, indent: int, stripped: str) -> None:
        if indent not in leaf.indents:
            wanted = " or ".join(str(indent) for indent in sorted(leaf.indents))
            message = f"The line continues the text above and is indented by {indent}, not by {wanted}."
            hint = "Indent it like the text above, or leave a line empty before it."
            self.structure.mistake(number, message, hint)
        leaf.lines.append(stripped)

    def _begin(self, number: int, indent: int, stripped: str, marker: re.Match[str] | None) -> None:
        """Begin a paragraph, item or bullet."""
        depth = self.structure.depth(number, indent)
        kind, text, indents = "paragraph", stripped, {indent}
        if marker is not None:
            mark, text = marker[1], stripped[marker.end() :]
            kind = "bullet" if mark == "-" else "item" if mark.endswith(".") else "lettered"
            indents = {indent + 2, indent + 3} if kind == "bullet" else {indent + 3, indent + len(mark) + 1}
            self._check_marker(number, mark, len(marker[2]), text)
            self.structure.check_list(number, kind, depth)
        self.leaf = Leaf(kind, number, depth, self.structure.context, frozenset(indents), [text])
        self.structure.place(self.leaf)

    def _check_marker(self, number: int, mark: str, spaces: int, text: str) -> None:
        if not text:
            self.structure.mistake(number, f"Nothing follows “{mark}”.", "Write the text on the same line.")
        elif spaces > (2 if mark == "-" else 1):
            self.structure.mistake(number, f"More than one space follows “{mark}”.", "Leave one.")

    def _end_leaf(self) -> None:
        """Read the text of the paragraph, item or bullet that ends here."""
        leaf, self.leaf = self.leaf, None
        if leaf is None:
            return
        text, held = inline.hold_back("\n".join(leaf.lines), leaf.line, leaf.context)
        refused = None
        if leaf.kind == "bullet":
            refused = "at a bullet"
        elif self.structure.inside("each"):
            refused = "inside “::: each”, where it would stand more than once"
        leaf.label, text = inline.take_label(text, held, leaf.context, refused)
        leaf.pieces = inline.pieces(text, held, leaf.line, leaf.context)
        begins = leaf.pieces[0] if leaf.pieces else None
        if self.structure.inside("definitions") and not isinstance(begins, DefinitionPiece):
            hint = 'Write **"Term"** means …'
            self.structure.mistake(leaf.line, "An entry of “::: definitions” begins with its term.", hint)


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" "))
