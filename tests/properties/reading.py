"""Reading a tree for what holds of every tree: the library's own words, apart from what persons typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.model import document as tree
from app.model.library import Library
from app.model.question import Question, QuestionType
from tests.content.reading import blocks, clauses, runs_of

_TYPED: Final = (
    QuestionType.TEXT,
    QuestionType.LONG_TEXT,
    QuestionType.PARTY,
    QuestionType.PARTIES,
    QuestionType.ROWS,
)
"""What is printed as somebody typed it (rows by their names); other answers are in words or figures of the house."""


@dataclass(frozen=True)
class Line:
    """A heading, lead, paragraph, item, cell or line to sign: where it stands, what it says with typed answers masked
    ("X1").
    """

    document: str
    clause: str
    place: str
    text: str


def lines(bundle: tree.Bundle, library: Library) -> Iterator[Line]:
    """Yield every heading, lead, paragraph, item, cell and line to sign of a bundle."""
    for document in bundle.documents:
        for part in document.parts:
            yield Line(document.id, "", part.id, part.title)
            # The lead of a signature page repeats title and reference of the contract, which somebody typed.
            if part.kind != "signatures":
                yield Line(document.id, "", f"{part.id}, its lead", masked(part.lead, library))
            for block in part.signatures:
                yield Line(document.id, "", block.id, masked(block.name, library))
                for line in block.lines:
                    said = masked((line.name, tree.Text(", "), line.capacity), library)
                    yield Line(document.id, "", block.id, f"{said} {line.purpose}".strip())
    for document, clause in clauses(bundle):
        if clause.origin == "library":
            yield Line(document.id, clause.source, clause.id, masked(clause.title, library))
        for block in blocks(clause.blocks):
            for runs in texts_of(block):
                yield Line(document.id, clause.source, block.id, masked(runs, library))


def texts_of(block: tree.Block) -> Iterator[tree.Runs]:
    """Yield the texts that stand in a block itself: one, or one a cell."""
    if isinstance(block, tree.Table):
        for cells in (block.head, *(row.cells for row in block.rows)):
            yield from cells
    else:
        yield block.runs


def masked(runs: tree.Runs, library: Library) -> str:
    """Return what runs print, with a name of its own in the place of each answer that somebody typed."""
    said = []
    for number, run in enumerate(runs, start=1):
        typed = isinstance(run, tree.Blank) or (isinstance(run, tree.Answer) and is_typed(run.question, library))
        said.append(f"X{number}" if typed else run.text)
    return "".join(said)


def is_typed(key: str, library: Library) -> bool:
    """Whether the answer behind a full key is printed as somebody typed it."""
    question = question_of(key, library)
    return question is None or (question.item or question.type) in _TYPED


def question_of(key: str, library: Library) -> Question | None:
    """Return the question or column behind a full key ("parties[p1].seat.city", "offers[r1].title")."""
    steps = without_rows(key).split(".")
    known: Mapping[str, Question] = library.questions
    if steps[0] == "parties":
        known, steps = {field.key: field for field in library.party_fields}, steps[1:]
    for length in range(len(steps), 0, -1):
        question = known.get(".".join(steps[:length]))
        if question is not None:
            return question.field(steps[length]) if length < len(steps) and question.fields else question
    return None


def without_rows(key: str) -> str:
    """Return a key without the ids of rows, which may hold dots themselves."""
    while "[" in key:
        before, _, rest = key.partition("[")
        key = before + rest.partition("]")[2]
    return key


def runs(bundle: tree.Bundle) -> Iterator[tuple[tree.Document, tree.Clause, tree.Run]]:
    """Yield every run below the headings."""
    for document, clause in clauses(bundle):
        for block in blocks(clause.blocks):
            yield from ((document, clause, run) for run in runs_of(block))


def ids(bundle: tree.Bundle) -> list[str]:
    """Return the ids of all clauses, blocks and rows."""
    found: list[str] = []
    for _, clause in clauses(bundle):
        found.append(clause.id)
        for block in blocks(clause.blocks):
            found.append(block.id)
            if isinstance(block, tree.Table):
                found += [row.id for row in block.rows]
    return found
