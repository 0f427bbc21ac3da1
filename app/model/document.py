"""The tree: a bundle of documents, every number and reference computed. All formats, previews and checks read this.

Ids are stable: `document/clause/alternative/key` with `@row` for each row of a repeat, so that an id survives when
other answers change. Numbers are text, exactly as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

SCHEMA: Final = 1
"""Version of the tree's JSON form; raised when a stored tree would no longer load."""

# --- runs ----------------------------------------------------------------------------------------------------------
# `lang` is a language code where the run's language differs from the document's, else "".


@dataclass(frozen=True, slots=True)
class Text:
    """Text of the library."""

    text: str
    strong: bool = False
    emphasis: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered, formatted. `question` is the full key. A newline in `text` is a line break."""

    text: str
    question: str
    strong: bool = False
    emphasis: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term. `term` is its canonical form, `text` what is printed here; `defines` marks the place of
    definition,

    where `text` holds the quotation marks as well.
    """

    text: str
    term: str
    defines: bool = False
    strong: bool = False
    emphasis: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference: the words before the number ("Clause "), the number, the words after (" of the Framework").

    `target` is the id of the block referred to. What is printed is `text`.
    """

    target: str
    before: str
    number: str
    after: str = ""
    strong: bool = False
    emphasis: bool = False
    lang: str = ""

    @property
    def text(self) -> str:
        """What is printed."""
        return self.before + self.number + self.after


@dataclass(frozen=True, slots=True)
class Blank:
    """A visible placeholder; `text` holds the brackets. `question` is the key of the missing answer, or "" for a
    reference

    to a clause that was left out.
    """

    text: str
    question: str = ""
    strong: bool = False
    emphasis: bool = False
    lang: str = ""


Run = Text | Answer | Term | Reference | Blank
Runs = tuple[Run, ...]


def text_of(runs: Iterable[Run]) -> str:
    """Return what runs print."""
    return "".join([run.text for run in runs])


# --- blocks --------------------------------------------------------------------------------------------------------
# `depth` is the column a block's text starts in: 0 the margin, 1 clause text (12 mm), 2 text of (a) (20 mm), 3 text
# of (i).


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An unnumbered paragraph. `role`: "text", "definition", "lead" (before the first clause), "closing" (after
    parties).
    """

    id: str
    runs: Runs
    depth: int = 1
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item.

    `level` is 2 for 12.1, (1), (A) and the 1 of a schedule; 3 for (a); 4 for (i). `number` is what stands at the
    paragraph ("12.2", "(a)"), `label` the whole number for a reference ("12.2(a)")."""

    id: str
    level: int
    number: str
    label: str
    runs: Runs
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet."""

    id: str
    runs: Runs
    depth: int = 1
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: one tuple of runs a cell."""

    id: str
    cells: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `aligns` holds "left", "right", "center" or "bar" (app/model/bars.py) for each column. `total` marks the
    last row as a sum.
    """

    id: str
    head: tuple[Runs, ...]
    aligns: tuple[str, ...]
    rows: tuple[Row, ...]
    depth: int = 1
    total: bool = False


Block = Paragraph | Item | Bullet | Table


def runs_of(blocks: Iterable[Block]) -> Iterator[Runs]:
    """Yield the runs of each block and each cell, heads of tables included; outer blocks before those in them."""
    for block in blocks:
        if isinstance(block, Table):
            yield from block.head
            yield from (cell for row in block.rows for cell in row.cells)
        else:
            yield block.runs
            if isinstance(block, Item | Bullet):
                yield from runs_of(block.blocks)


@dataclass(frozen=True, slots=True)
class Clause:
    """A placed clause.

    `layout` is "clause", "parties", "recitals" or "schedule"; `number` is "12", "Schedule 1" or "" (parties, recitals).
    `source` is the library id ("" for a special term), `origin` "library", "special" (added by the user) or "own" (own
    wording in the place of the library's). `questions` are the keys that its text and conditions used.
    """

    id: str
    source: str
    alternative: str
    layout: str
    number: str
    title: Runs
    blocks: tuple[Block, ...]
    origin: str = "library"
    protected: bool = False
    review: str = ""
    questions: tuple[str, ...] = ()

    @property
    def plain_title(self) -> str:
        """The title as it is printed, without marks."""
        return text_of(self.title)


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One line to sign: who, in which capacity. `purpose` is "" or what is signed for a second time."""

    name: Run
    capacity: Run
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The block of one party: its full name (with the host entity, where one signs) and at least one line."""

    id: str
    party: str
    name: Runs
    lines: tuple[SignatureLine, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of clauses under a part title. `kind`: "front", "terms", "schedules" or "signatures"."""

    id: str
    kind: str
    title: str
    lead: Runs
    clauses: tuple[Clause, ...]
    signatures: tuple[SignatureBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverParty:
    """A party as the cover shows it."""

    id: str
    short: Run
    name: Run
    seat: Run


@dataclass(frozen=True, slots=True)
class ClauseSource:
    """Which file a clause came from: id, alternative, SHA-256 of the file, state of legal review."""

    clause: str
    alternative: str
    hash: str
    review: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a bundle.

    `id` is "main" or the annex's id; `number` is the number of an annex joined to its framework, else "". `name` is
    what it is ("Model Contract", "Annex 1"), `title` the title proper, `subtitle` the line below. `state` is "draft"
    or "final"; `date` is the day of assembly (ISO). `running` is the short title of the running head. `front` is
    "cover", or "head" where the title stands above the text of the first page."""

    id: str
    type: str
    name: str
    title: str
    subtitle: Runs
    number: str
    reference: str
    version: str
    state: str
    date: str
    language: str
    running: str
    parties: tuple[CoverParty, ...]
    parts: tuple[Part, ...]
    sources: tuple[ClauseSource, ...]
    wording: tuple[tuple[str, str], ...] = ()
    front: str = "cover"

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all parts in order, schedules and special terms among them."""
        return tuple(clause for part in self.parts for clause in part.clauses)

    def words(self) -> dict[str, str]:
        """The engine's own words in the document's language ("contents": "Contents")."""
        return dict(self.wording)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A contract and its annexes, or one document. `library_version` is the digest of the library that was used."""

    documents: tuple[Document, ...]
    library_version: str
    schema: int = SCHEMA

    def document(self, identifier: str) -> Document | None:
        """Return the document with this id, or None."""
        return next((document for document in self.documents if document.id == identifier), None)
