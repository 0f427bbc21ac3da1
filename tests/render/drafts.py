"""A small language for sample trees: what assembly would return, written by hand.

Numbers are counted here by the rules of the house (clauses 1, 2 …; below them 1.1, (a), (i); lists of letters start
again under each paragraph of their own), so that a test can hold what a format prints against `Item.number`. References
are typed.

`numbered(bundle)` lists what is numbered in a tree, in reading order; `labels(bundle)` what a reference to it must say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.model.document import (
    Answer,
    Blank,
    Block,
    Bullet,
    Bundle,
    Clause,
    Item,
    Paragraph,
    Reference,
    Row,
    Run,
    Runs,
    Table,
    Term,
    Text,
)

NBSP = "\u00a0"

Written = str | Run


@dataclass(frozen=True)
class Numbered:
    """An item before it has its number: what it says and what stands under it."""

    runs: Runs
    children: tuple[Drafted, ...] = ()
    lettered: bool = False


Drafted = Numbered | Paragraph | Bullet | Table


def runs(*parts: Written) -> Runs:
    """Return runs; plain strings become text of the library."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def item(*parts: Written | Drafted) -> Numbered:
    """Return a numbered item: first its text, then the blocks under it."""
    return _numbered(parts, lettered=False)


def letter(*parts: Written | Drafted) -> Numbered:
    """Return an item of a list of letters that stands under a heading or a paragraph without a number."""
    return _numbered(parts, lettered=True)


def _numbered(parts: tuple[Written | Drafted, ...], *, lettered: bool) -> Numbered:
    said = tuple(part for part in parts if not isinstance(part, Drafted))
    under = tuple(part for part in parts if isinstance(part, Drafted))
    return Numbered(runs(*said), under, lettered)


def para(*parts: Written, depth: int = 1, role: str = "text") -> Paragraph:
    """Return a paragraph without a number."""
    return Paragraph("", runs(*parts), depth, role)


def bullet(*parts: Written, depth: int = 1) -> Bullet:
    """Return a bullet."""
    return Bullet("", runs(*parts), depth)


def table(head: str, *rows: str | tuple[Written, ...], depth: int = 1, total: bool = False) -> Table:
    """Return a table. Cells are parted by "|"; a head ending in ">" makes a column of figures, in "^" a centred one, in
    "=" one of bars.
    """
    names = [name.strip() for name in head.split("|")]
    aligns = tuple({">": "right", "^": "center", "=": "bar"}.get(name[-1:], "left") for name in names)
    cells = [tuple(cell.strip() for cell in row.split("|")) if isinstance(row, str) else row for row in rows]
    return Table(
        "",
        tuple(runs(name.rstrip(">^=").strip()) for name in names),
        aligns,
        tuple(Row("", tuple(runs(cell) if cell else () for cell in row)) for row in cells),
        depth,
        total,
    )


def answer(text: str, question: str = "document.title") -> Answer:
    """Return what a person typed."""
    return Answer(text, question)


def blank(text: str, question: str = "law.country") -> Blank:
    """Return a visible placeholder."""
    return Blank(f"[{text}]", question)


def term(text: str) -> Term:
    """Return a defined term where it is used."""
    return Term(text, text)


def defines(text: str) -> Term:
    """Return a defined term at the place of its definition."""
    return Term(f"“{text}”", text, defines=True, strong=True)


def ref(target: str, number: str, before: str = f"Clause{NBSP}", after: str = "") -> Reference:
    """Return a cross-reference."""
    return Reference(target, before, number, after)


def clause(name: str, title: str, *blocks: Drafted, layout: str = "clause", number: int = 0) -> Clause:
    """Return a clause with its blocks numbered. `name` is "document/clause"; `number` is 0 for parties and recitals."""
    printed = {"clause": str(number), "schedule": f"Schedule{NBSP}{number}"}.get(layout, "")
    numbers = _Numbers(f"{name}/standard", layout, printed)
    source = name.split("/")[1]
    return Clause(
        name,
        source,
        "standard",
        layout,
        printed,
        runs(title) if title else (),
        numbers.blocks(blocks),
        review="unreviewed",
    )


def letters(position: int, *, upper: bool = False) -> str:
    """Return the letter of an item as word processors count: a … z, aa, bb … (not aa, ab)."""
    text = "abcdefghijklmnopqrstuvwxyz"[(position - 1) % 26] * ((position - 1) // 26 + 1)
    return text.upper() if upper else text


def roman(position: int) -> str:
    """Return the position in small Roman figures."""
    text, left = "", position
    for value, figure in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        text, left = text + figure * (left // value), left % value
    return text


class _Numbers:
    """Numbers the blocks of one clause."""

    def __init__(self, prefix: str, layout: str, clause_number: str) -> None:
        self.prefix, self.layout, self.clause_number = prefix, layout, clause_number
        self.count = 0

    def blocks(self, drafts: tuple[Drafted, ...], level: int = 2, label: str = "") -> tuple[Block, ...]:
        done: list[Block] = []
        position = lettered = 0
        for draft in drafts:
            if isinstance(draft, Numbered) and draft.lettered:
                lettered += 1
                done.append(self._item(draft, 3, lettered, self.clause_number))
            elif isinstance(draft, Numbered):
                position += 1
                done.append(self._item(draft, level, position, label))
            else:
                lettered = 0 if isinstance(draft, Paragraph) else lettered
                done.append(self._named(draft))
        return tuple(done)

    def _item(self, draft: Numbered, level: int, position: int, parent: str) -> Item:
        number = self._number(level, position)
        label = number if level == 2 else parent + number
        identifier = self._next()
        return Item(identifier, level, number, label, draft.runs, self.blocks(draft.children, level + 1, label))

    def _number(self, level: int, position: int) -> str:
        if level == 3:
            return f"({letters(position)})"
        if level == 4:
            return f"({roman(position)})"
        return {
            "parties": f"({position})",
            "recitals": f"({letters(position, upper=True)})",
            "schedule": str(position),
        }.get(self.layout, f"{self.clause_number}.{position}")

    def _named(self, block: Paragraph | Bullet | Table) -> Block:
        identifier = self._next()
        if isinstance(block, Table):
            rows = tuple(replace(row, id=f"{identifier}@{index}") for index, row in enumerate(block.rows))
            return replace(block, id=identifier, rows=rows)
        return replace(block, id=identifier)

    def _next(self) -> str:
        self.count += 1
        return f"{self.prefix}/{self.count}"


def numbered(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Yield the id and printed number of every numbered heading and item, in reading order."""
    for document in bundle.documents:
        for part in document.parts:
            for placed in part.clauses:
                if placed.number:
                    yield placed.id, placed.number
                yield from _numbered_blocks(placed.blocks)


def _numbered_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Item):
            yield block.id, block.number
        if isinstance(block, Item | Bullet):
            yield from _numbered_blocks(block.blocks)


def labels(bundle: Bundle) -> dict[str, str]:
    """Return what a reference to each numbered thing has to contain, by id."""
    found: dict[str, str] = {}
    for document in bundle.documents:
        for part in document.parts:
            for placed in part.clauses:
                if placed.number:
                    found[placed.id] = placed.number
                found.update((block.id, block.label) for block in _items(placed.blocks))
    return found


def _items(blocks: tuple[Block, ...]) -> Iterator[Item]:
    for block in blocks:
        if isinstance(block, Item):
            yield block
        if isinstance(block, Item | Bullet):
            yield from _items(block.blocks)


def all_runs(bundle: Bundle) -> Iterator[Run]:
    """Yield every run of the clauses' text."""
    for document in bundle.documents:
        for part in document.parts:
            yield from part.lead
            for placed in part.clauses:
                yield from placed.title
                yield from _runs(placed.blocks)


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Table):
            for cells in (block.head, *(row.cells for row in block.rows)):
                for cell in cells:
                    yield from cell
            continue
        yield from block.runs
        if isinstance(block, Item | Bullet):
            yield from _runs(block.blocks)
