"""The contracts that are timed, always the same: what lawyers wrote (`Contract`), what people answered (`Data`)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Final

from tools.bench.words import VALUES, Pieces, Place, phrase, sentence, terms

FLAGS: Final = 7
"""So many yes-or-no answers decide about optional clauses."""
_OPTIONAL: Final = 3
"""Every so many clauses one is optional."""
REFERENCE: Final = "BE-2027-001"


@dataclass(frozen=True, slots=True)
class Size:
    """How large a contract is. `words` is the length of a sub-clause, `rows` that of the table of background."""

    parties: int
    clauses: int
    subs: int
    terms: int
    rows: int
    words: int
    annexes: int = 0
    annex_clauses: int = 0
    annex_subs: int = 0
    annex_rows: int = 0
    payments: int = 0


SIZES: Final[dict[str, Size]] = {
    "letter": Size(parties=2, clauses=7, subs=3, terms=3, rows=3, words=38),
    "nda": Size(parties=2, clauses=12, subs=3, terms=6, rows=4, words=38),
    "mid": Size(4, 40, 4, 18, 30, 46, annexes=2, annex_clauses=3, annex_subs=3, payments=14),
    "big": Size(12, 60, 5, 40, 120, 42, annexes=20, annex_clauses=8, annex_subs=4, annex_rows=10, payments=14),
}
"""`letter` is the document of four pages that is made in bulk; the others are the contracts of the tables."""


@dataclass(frozen=True, slots=True)
class Sub:
    """A sub-clause with its label and the items of its list."""

    label: str
    text: Pieces
    items: tuple[Pieces, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause. `flag` is the answer that lets it in, None for one that always stands; `table` the name of a list of
    rows that it ends with.
    """

    id: str
    title: str
    subs: tuple[Sub, ...]
    flag: int | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with its document type and its clauses."""

    type: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """What lawyers wrote."""

    size: Size
    title: str
    terms: tuple[tuple[str, Pieces], ...]
    clauses: tuple[Clause, ...]
    annexes: tuple[Annex, ...]

    @property
    def all_clauses(self) -> tuple[Clause, ...]:
        """The clauses of the contract and of its annexes, without the definitions."""
        return (*self.clauses, *(clause for annex in self.annexes for clause in annex.clauses))

    @property
    def references(self) -> int:
        """The number of cross-references."""
        subs = [sub for clause in self.all_clauses for sub in clause.subs]
        return sum(isinstance(piece, Place) for sub in subs for text in (sub.text, *sub.items) for piece in text)

    @property
    def headings(self) -> int:
        """The number of clauses, the definitions among them."""
        return 1 + len(self.all_clauses)

    @property
    def numbered(self) -> int:
        """The number of clauses, sub-clauses and items of lists."""
        return self.headings + sum(1 + len(sub.items) for clause in self.all_clauses for sub in clause.subs)


@dataclass(frozen=True, slots=True)
class Data:
    """What people answered: parties, values in the text, flags, and the rows of the tables by name."""

    parties: tuple[dict[str, Any], ...]
    values: tuple[str, ...]
    flags: tuple[bool, ...]
    tables: dict[str, tuple[dict[str, str], ...]]


def contract(size: str) -> Contract:
    """Return the contract of a size."""
    measure = SIZES[size]
    chance = random.Random(f"contract {size}")  # noqa: S311
    names = terms(measure.terms)
    places: list[Place] = []
    clauses = _clauses(chance, measure, places, names)
    annexes = tuple(_annex(chance, measure, number, places) for number in range(1, measure.annexes + 1))
    title = "Consortium agreement on shared work" if measure.annexes else "Agreement on secrecy"
    return Contract(measure, title, tuple((name, sentence(chance, 20)) for name in names), clauses, annexes)


def data(size: str, variant: int = 0) -> Data:
    """Return the answers to a contract of a size; each variant has other ones."""
    measure = SIZES[size]
    chance = random.Random(f"data {size} {variant}")  # noqa: S311
    parties = tuple(_party(chance, number) for number in range(1, measure.parties + 1))
    names = [party["legal_name"] for party in parties]
    tables = {
        "background": tuple(
            {"party": names[row % len(names)], "background": phrase(chance, 8), "limits": phrase(chance, 6)}
            for row in range(measure.rows)
        ),
        "payments": tuple(_payment(chance, row) for row in range(measure.payments)),
        **{
            f"items_{number}": tuple(
                {"item": str(row + 1), "text": phrase(chance, 9), "owner": names[row % len(names)]}
                for row in range(measure.annex_rows)
            )
            for number in range(1, measure.annexes + 1)
            if measure.annex_rows
        },
    }
    values = tuple(f"{phrase(chance, 1)}{chance.randint(100, 999)}" for _ in range(VALUES))
    return Data(parties, values, (True,) * FLAGS, tables)


def _clauses(chance: random.Random, measure: Size, places: list[Place], names: tuple[str, ...]) -> tuple[Clause, ...]:
    """Return the clauses of the contract, which follow its definitions. A text refers to places before it."""
    clauses = []
    for number in range(2, 2 + measure.clauses):
        name = f"bench-c{number:02}"
        places.append(Place(name, "", f"Clause {number}"))
        subs = []
        for position in range(1, measure.subs + 1):
            places.append(Place(name, f"s{position}", f"Clause {number}.{position}"))
            listed = position == 2 and number % 3 == 0
            term = names[(number * measure.subs + position) % len(names)]
            subs.append(_sub(chance, position, measure.words, places, term, listed=listed))
        flag = number % FLAGS if number % _OPTIONAL == 0 else None
        clauses.append(Clause(name, phrase(chance, 3).capitalize(), tuple(subs), flag))
    return tuple(clauses)


def _annex(chance: random.Random, measure: Size, number: int, framework: list[Place]) -> Annex:
    kind = f"annex-b{number:02}"
    own: list[Place] = []
    theirs = [
        Place(place.clause, place.label, f"{place.printed} of the Framework", framework=True) for place in framework
    ]
    clauses = []
    for position in range(1, measure.annex_clauses + 1):
        name = f"bench-a{number:02}-{position}"
        own.append(Place(name, "", f"Clause {position}"))
        subs = []
        for place in range(1, measure.annex_subs + 1):
            own.append(Place(name, f"s{place}", f"Clause {position}.{place}"))
            listed = place == 2 and position % 3 == 0
            subs.append(_sub(chance, place, measure.words, theirs if place % 2 else own, "", listed=listed))
        table = f"items_{number}" if measure.annex_rows and position == measure.annex_clauses else ""
        clauses.append(Clause(name, phrase(chance, 3).capitalize(), tuple(subs), table=table))
    return Annex(kind, phrase(chance, 3).capitalize(), tuple(clauses))


def _sub(chance: random.Random, position: int, words: int, places: list[Place], term: str, *, listed: bool) -> Sub:
    if not listed:
        return Sub(f"s{position}", sentence(chance, words, places, term))
    ends = (";", "; and", ".")
    items = tuple(sentence(chance, 14, end=end) for end in ends)
    return Sub(f"s{position}", sentence(chance, words, places, term, end=":"), items)


def _party(chance: random.Random, number: int) -> dict[str, Any]:
    signatory = f"Signatory {chance.randint(100, 999)}"
    return {
        "id": f"p{number}",
        "legal_name": f"{phrase(chance, 2).title()} Institute {number}",
        "short_name": f"Partner {number}",
        "register_no": str(chance.randint(10**6, 10**7)),
        "seat": {"street": f"{chance.randint(1, 99)} High Street", "city": f"Town {number}", "country": "BE"},
        "representatives": [{"id": "r1", "name": signatory, "capacity": "Director"}],
        "contact": {"name": signatory, "email": f"legal{number}@partner.example"},
    }


def _payment(chance: random.Random, row: int) -> dict[str, str]:
    return {
        "number": str(row + 1),
        "milestone": phrase(chance, 5),
        "day": f"2027-03-{row % 28 + 1:02}",
        "amount": f"EUR {chance.randint(1, 90)},000",
    }
