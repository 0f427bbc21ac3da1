"""Control lines that open a block: `::: when`, `::: each`, `::: definitions`."""

from __future__ import annotations

import re
from typing import Final

from app.library.building import Frame
from app.library.expression_ground import Allowed
from app.library.expressions import compiled
from app.library.mistakes import nearest
from app.library.shapes import UNKNOWN_ROW
from app.library.structure import Structure

WORDS: Final = ("when", "otherwise", "each", "definitions")
"""What a control line can begin with."""

_EACH: Final = re.compile(r"each +(\S+) +in +(.+)")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


def open_block(structure: Structure, line: int, text: str, *, in_table: bool) -> None:
    """Open the block that a control line announces; `text` is what follows `:::`."""
    word = text.split(" ", 1)[0]
    frame = Frame(word, line, structure.context)
    if word == "when":
        _when(structure, frame, text.removeprefix("when").strip())
    elif word == "each":
        _each(structure, frame, text)
    elif text == "definitions":
        if in_table:
            structure.mistake(line, "“::: definitions” stands in a table.", "Move it out of the table.")
    else:
        hint = nearest(word, WORDS, f"Control lines begin with {', '.join(WORDS)}.")
        structure.mistake(line, f"“::: {text if word in WORDS else word}” is no control line.", hint)
        # It is taken for a block all the same, so that its “:::” closes something.
        frame.kind = "when"
    structure.open(frame)


def _when(structure: Structure, frame: Frame, condition: str) -> None:
    if condition:
        frame.expression, _ = compiled(condition, frame.line, frame.context, Allowed.CONDITION)
    else:
        structure.mistake(frame.line, "“::: when” needs a condition.", 'Write ::: when law.country == "BE"')


def _each(structure: Structure, frame: Frame, text: str) -> None:
    match = _EACH.fullmatch(text)
    if match is None:
        structure.mistake(frame.line, "“::: each” needs a name and a list.", "Write ::: each party in parties")
        return
    context = frame.context
    frame.name = match[1]
    frame.expression, shape = compiled(match[2], frame.line, context, Allowed.LIST)
    if not _NAME.fullmatch(frame.name):
        structure.mistake(frame.line, f"“{frame.name}” is no name.", "Use small letters, digits and _.")
    elif context.names.hides(frame.name) or frame.name in context.loops:
        message = f"“{frame.name}” is a known name already."
        structure.mistake(frame.line, message, "Choose another name for the loop.")
    structure.context = context.inside(frame.name, shape.row() if shape else UNKNOWN_ROW)
