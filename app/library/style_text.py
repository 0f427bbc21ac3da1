"""The text of clauses as the style rules read it: passages, with stand-ins for what is filled in, and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.library.loader import Loading
from app.model import walk
from app.model.clause import (
    Clause,
    DefinitionPiece,
    ExpressionPiece,
    Pieces,
    ReferencePiece,
    RowTemplate,
    TableTemplate,
    TextPiece,
)

GAP: Final = "\ue000"
"""Stands for what an answer, a reference or a term in its definition prints: one word, whatever it says."""

_MODALS: Final = {
    "shall": "shall",
    "all_shall": "shall",
    "shall_not": "shall not",
    "all_shall_not": "shall not",
}
_END: Final = re.compile(r"(?<=[.!?])[”’)\]]*\s+(?=\W*[A-Z\d\ue000])")
_FRONT_END: Final = "\n---\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text with the place where it begins.

    `text` holds the author's words alone; `in_table` says that it is a cell, or a title: no whole sentence.
    """

    file: str
    line: int
    text: str
    in_table: bool = False

    @property
    def sentences(self) -> list[str]:
        """The sentences of the passage."""
        return [sentence for sentence in _END.split(self.text) if sentence.strip()]


def own_clauses(loading: Loading) -> Iterator[Clause]:
    """Yield the clauses that have a text of their own."""
    return (parsed.clause for parsed in loading.clauses.values() if parsed.clause.based_on is None)


def passages(clause: Clause) -> Iterator[Passage]:
    """Yield what a clause prints: its blocks and cells, its title, the sentence on what survives."""
    for section in clause.sections:
        for block in walk.blocks(section.blocks):
            in_table = isinstance(block, TableTemplate | RowTemplate)
            for pieces in walk.texts(block):
                yield Passage(clause.file, block.line, flat(pieces), in_table)
    yield Passage(clause.file, _front_line(clause, "title"), flat(clause.title), in_table=True)
    if clause.survives:
        yield Passage(clause.file, _front_line(clause, "survives"), clause.survives)


def sentences(loading: Loading) -> Iterator[tuple[Passage, str]]:
    """Yield the sentences of all clauses; cells of tables and titles are none."""
    for clause in own_clauses(loading):
        for passage in passages(clause):
            if not passage.in_table:
                yield from ((passage, sentence) for sentence in passage.sentences)


def beginning(sentence: str) -> str:
    """Return the first words of a sentence, for a message."""
    words = sentence.replace(GAP, "…").split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def flat(pieces: Pieces) -> str:
    """Return the author's words, the helpers of duty as the verb they print, and a gap for everything else."""
    return "".join(map(_word, pieces))


def _word(piece: TextPiece | ExpressionPiece | ReferencePiece | DefinitionPiece) -> str:
    if isinstance(piece, TextPiece):
        return piece.text
    if isinstance(piece, ExpressionPiece):
        return _MODALS.get(piece.expression.source, GAP)
    return GAP


def _front_line(clause: Clause, key: str) -> int:
    """Return the line of a key in the front matter."""
    front = clause.source.partition(_FRONT_END)[0].splitlines()
    return next((number for number, line in enumerate(front, start=1) if line.startswith(f"{key}:")), 1)
