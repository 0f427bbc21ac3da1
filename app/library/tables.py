"""Tables: a head row, a row of dashes, and rows, between which control lines may stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.library import inline
from app.library.building import TABLE, Row, Table
from app.library.structure import Structure
from app.model.bars import BAR
from app.model.clause import Pieces

_DASHES: Final = re.compile(r"\|?(?: *(?::?-+:?|=+) *\|)* *(?::?-+:?|=+) *\|?")
_CELL_END: Final = re.compile(r"(?<!\\)\|")


def is_dashes(line: str) -> bool:
    """Tell whether a line is the row of dashes under a head row."""
    return line.startswith("|") and _DASHES.fullmatch(line) is not None


def begin(structure: Structure, line: int, indent: int, head: str, following: str) -> Table | None:
    """Place a new table and return it; None when no row of dashes follows its head."""
    if not is_dashes(following):
        hint = "Write |:---|---:| under the head row, and leave no line empty between rows."
        structure.mistake(line, "A table needs a row of dashes under its head row.", hint)
        return None
    depth = structure.depth(line, indent)
    cells = _cells(structure, line, head)
    aligns = tuple(_align(cell.strip()) for cell in following.strip("|").split("|"))
    if len(aligns) != len(cells):
        message = f"The head row has {len(cells)} cells and the row of dashes {len(aligns)}."
        structure.mistake(line, message, "Give both the same number of cells.")
    table = Table(line, depth * 3, cells, aligns, len(structure.frames))
    structure.place(table)
    return table


def add_row(structure: Structure, table: Table, line: int, indent: int, text: str) -> None:
    """Add a row to a table, or to the control block that is open in it."""
    if indent != table.indent:
        message = f"The row is indented by {indent} spaces, its table by {table.indent}."
        structure.mistake(line, message, "Give all rows the same indent.")
    cells = _cells(structure, line, text)
    if len(cells) != len(table.head):
        message = f"The row has {len(cells)} cells, the head of the table {len(table.head)}."
        structure.mistake(line, message, "Add or delete cells; write \\| for a bar inside a cell.")
    target = table.rows
    for frame in structure.frames[table.first_frame :]:
        if frame.depth is None:
            frame.depth = TABLE
            target.append(frame)
        target = frame.branch
    target.append(Row(line, cells))


def end(structure: Structure, table: Table) -> None:
    """Close a table with what is still open in it."""
    for frame in structure.frames[table.first_frame :]:
        message = f"“::: {frame.kind}” begins inside a table and ends outside it."
        structure.mistake(frame.line, message, "Close it after the last row.")
        structure.leave(frame)
    del structure.frames[table.first_frame :]
    if not table.rows:
        structure.mistake(table.line, "The table has no rows.", "Write a row under the row of dashes.")


def keeps_control(structure: Structure, table: Table, line: int, text: str, following: Sequence[str]) -> bool:
    """Tell whether a control line after a row belongs to the table. `following` are the lines after it, stripped."""
    closes = text in ("", "otherwise")
    if closes and len(structure.frames) > table.first_frame:
        return True
    rest = [after for after in following if not after.startswith(":::")]
    if not rest or not rest[0].startswith("|") or (len(rest) > 1 and is_dashes(rest[1])):
        # No row follows, or the head of another table.
        return False
    if closes and structure.frames:
        message = f"The control block of line {structure.frames[-1].line} ends inside a table."
        structure.mistake(line, message, "Close it before or after the table.")
    return True


def _cells(structure: Structure, line: int, text: str) -> tuple[Pieces, ...]:
    context = structure.context
    replaced, held = inline.hold_back(text, line, context)
    if len(replaced) < 2 or not replaced.endswith("|") or replaced.endswith("\\|"):
        context.mistake(line, "The row does not end with a bar.", "Write | at both ends of a row.")
    for mark in held:
        if mark.kind == "label":
            message = f"The label “{mark.content}” stands in a table."
            context.mistake(line, message, "Labels stand at items and paragraphs.")
    inner = replaced.removeprefix("|").removesuffix("|")
    return tuple(inline.pieces(cell.strip(" "), held, line, context) for cell in _CELL_END.split(inner))


def _align(cell: str) -> str:
    if cell.startswith("="):
        return BAR
    if cell.startswith(":") and cell.endswith(":") and len(cell) > 1:
        return "center"
    return "right" if cell.endswith(":") else "left"
