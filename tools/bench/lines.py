"""A contract as the lines of a Word file, for the peers: they all write these, in their own ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.render.frame import MANY_SIGNERS
from tools.bench.library import TABLES
from tools.bench.words import Pieces, Place, Strong, Value
from tools.bench.workload import REFERENCE, Clause, Contract, Data

PARTIES: Final = (
    "Parties",
    ("Party", "Registered address", "Company number", "Represented by"),
    ("{legal_name}", "{street}, {city}", "{register_no}", "{contact}"),
)
NOTICES: Final = (
    "Notices",
    ("Party", "Contact", "Address for notices"),
    ("{legal_name}", "{contact}", "{email}"),
)

Runs = tuple[tuple[str, bool], ...]
"""Texts, each with whether it is bold."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its style, its text, and the flag of the clause that it belongs to (None: it always stands)."""

    style: str
    runs: Runs
    flag: int | None = None

    @property
    def text(self) -> str:
        """The text without its looks."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the name of its rows in the data, its head, and what stands in the cells of a row ("{milestone}")."""

    rows: str
    head: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The place of the signature blocks."""

    once: bool


Writer = Callable[[Pieces], Runs]


def final(data: Data) -> Writer:
    """Return a writer of texts with the answers in them."""
    return lambda pieces: _runs(pieces, lambda number: data.values[number])


def tagged(pieces: Pieces) -> Runs:
    """Return a text with tags in the places of the answers, as people type it in Word."""
    return _runs(pieces, lambda number: f"{{{{ v[{number}] }}}}")


def context(data: Data) -> dict[str, Any]:
    """Return what the tags of the peers stand for."""
    parties = [
        {**party, **party["seat"], "contact": party["contact"]["name"], "email": party["contact"]["email"]}
        for party in data.parties
    ]
    return {"v": data.values, "f": data.flags, "parties": parties, **data.tables}


def lines(contract: Contract, data: Data, write: Writer) -> Iterator[Line | Table | Signatures]:
    """Yield the contract from its first part to its last annex."""
    yield _line("Heading 1", "Parties")
    yield Table("parties", *PARTIES[1:])
    yield _line("Heading 1", "Terms")
    yield _line("Clause", "Definitions")
    for term, text in contract.terms:
        yield Line("Definition", ((f"“{term}”", True), (": ", False), *write(text)))
    for clause in contract.clauses:
        yield from _clause(clause, write)
    yield _line("Heading 1", "Signature page")
    yield _line("Text", f"Signed by the Parties to this Agreement, reference {REFERENCE}:")
    yield Signatures(once=len(data.parties) > MANY_SIGNERS)
    yield _line("Heading 1", "Schedules")
    yield _line("Caption", "— Background")
    yield _table("background")
    if contract.size.payments:
        yield _line("Caption", "— Schedule of payments")
        yield _table("payments")
        yield _line("Caption", "— Notices")
        yield Table("parties", *NOTICES[1:])
    names = [party["short_name"] for party in data.parties]
    everybody = f"{', '.join(names[:-1])} and {names[-1]}"
    for number, annex in enumerate(contract.annexes, start=1):
        yield _line("Text", f"Annex {number}")
        yield _line("Heading 1", annex.title)
        yield _line("Text", f"Joined to the Agreement {REFERENCE} between {everybody}")
        for clause in annex.clauses:
            yield from _clause(clause, write)


def signature(party: Any, *, once: bool) -> list[str]:
    """Return the lines of one signature block; the words above are said once for all where there are many."""
    words = [] if once else ["Signed for and on behalf of"]
    signatory = f"Name {party['contact']}"
    return [*words, party["legal_name"], "Signature", signatory, "Capacity Director", "Place, date"]


def cell(pattern: str, row: Any) -> str:
    """Return what stands in a cell."""
    return pattern.format(**row)


def _clause(clause: Clause, write: Writer) -> Iterator[Line | Table]:
    yield _line("Clause", clause.title, clause.flag)
    for sub in clause.subs:
        yield Line("Subclause", write(sub.text), clause.flag)
        for item in sub.items:
            yield Line("Item", write(item), clause.flag)
    if clause.table:
        yield _table(clause.table)


def _line(style: str, text: str, flag: int | None = None) -> Line:
    return Line(style, ((text, False),), flag)


def _table(name: str) -> Table:
    _, columns = TABLES[name.partition("_")[0]]
    return Table(name, tuple(columns.values()), tuple(f"{{{key}}}" for key in columns))


def _runs(pieces: Pieces, value: Callable[[int], str]) -> Runs:
    """Return the texts of pieces; those that look alike are one."""
    runs: list[tuple[str, bool]] = []
    for piece in pieces:
        if isinstance(piece, Value):
            text = value(piece.number)
        else:
            text = piece.printed if isinstance(piece, Place) else piece.text
        bold = isinstance(piece, Strong)
        if runs and runs[-1][1] == bold:
            runs[-1] = (runs[-1][0] + text, bold)
        else:
            runs.append((text, bold))
    return tuple(runs)
