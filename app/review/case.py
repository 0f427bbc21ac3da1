"""What the rules look at: the assembled documents with the answers behind them."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from app.model import document as tree
from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.expression import TBC
from app.model.library import Library

_NOT_INHERITED: Final = frozenset(
    f"document.{name}" for name in ("title", "type", "mode", "framework", "effective_date", "effective_rule")
)


@dataclass(frozen=True)
class Paper:
    """One document of the bundle: its answers, its parties, what it holds, and the framework it belongs to.

    `clauses` are the ids of the clauses that stand in it, `uses` the questions it used, each with the clause that
    asked.
    """

    answers: Answers
    library: Library
    parties: tuple[Mapping[str, Any], ...]
    document: tree.Document | None
    clauses: frozenset[str]
    uses: Mapping[str, str]
    framework: Paper | None = None

    @property
    def id(self) -> str:
        """The id of the document in its bundle."""
        return self.answers.id

    def own(self, key: str) -> Any:
        """Return the document's own answer to a question, or None: absent, empty or to be confirmed."""
        value: Any = {**self.answers.groups, "document": self.answers.document}
        for name in key.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        return None if value in ("", TBC) else value

    def value(self, key: str) -> Any:
        """Return the answer that counts: the document's own, the framework's, or the question's default."""
        value = self.own(key)
        if value is None and self.framework is not None and key not in _NOT_INHERITED:
            return self.framework.value(key)
        if value is None and key in self.library.questions:
            return self.library.questions[key].default
        return value

    def number(self, key: str) -> int | float | None:
        """Return an answer that is a number, or None."""
        value = self.value(key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def date(self, key: str) -> datetime.date | None:
        """Return an answer that is a date, or None."""
        return as_date(self.value(key))

    def rows(self, key: str) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a table, none where there is none."""
        value = self.value(key)
        return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []

    def answers_one_of(self, *keys: str) -> bool:
        """Whether the document answers one of these questions itself; the framework's answers are checked there."""
        return self.framework is None or any(self.own(key) is not None for key in keys)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the text of each clause, its title left out."""
        for part in self.document.parts if self.document is not None else ():
            for clause in part.clauses:
                yield clause.source or clause.id, " ".join(_texts(clause.blocks))


@dataclass(frozen=True)
class Case:
    """Everything that the rules may look at."""

    library: Library
    answers: Answers
    assembled: Assembled
    today: datetime.date
    final: bool = False

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The documents of the bundle, the framework first."""
        main = self._paper(self.answers, self.answers.parties, None)
        by_id = {party.get("id"): party for party in self.answers.parties}
        annexes = (
            self._paper(annex, tuple(by_id[name] for name in annex.taking_part if name in by_id), main)
            for annex in self.answers.annexes
        )
        return (main, *annexes)

    @property
    def main(self) -> Paper:
        """The framework, or the one document."""
        return self.papers[0]

    def paper(self, identifier: str) -> Paper:
        """Return the document with this id, the main one where there is none."""
        return next((paper for paper in self.papers if paper.id == identifier), self.main)

    def _paper(self, answers: Answers, parties: tuple[Mapping[str, Any], ...], framework: Paper | None) -> Paper:
        selected = self.assembled.selected
        return Paper(
            answers=answers,
            library=self.library,
            parties=parties,
            document=self.assembled.bundle.document(answers.id),
            clauses=frozenset(one.clause for one in selected if one.document == answers.id and one.state == "in"),
            uses={use.question: use.clause for use in self.assembled.uses if use.document == answers.id},
            framework=framework,
        )


def field(party: Mapping[str, Any], key: str) -> Any:
    """Return what is known behind a dotted key of a party ("seat.country"); None where nothing is."""
    value: Any = party
    for name in key.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return None if value in ("", TBC) else value


def party_key(party: Mapping[str, Any], key: str) -> str:
    """Return the full key of a field of a party ("parties[alpine].vat_no")."""
    return f"parties[{party.get('id')}].{key}"


def party_name(party: Mapping[str, Any]) -> str:
    """Return how messages call a party."""
    return str(field(party, "short_name") or field(party, "legal_name") or party.get("id"))


def as_date(value: object) -> datetime.date | None:
    """Return the date that an answer holds, or None."""
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def months_after(start: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, the last of its month where that has fewer days."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    year = min(year, datetime.MAXYEAR)
    return datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _texts(blocks: Sequence[tree.Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, tree.Table):
            cells = [cell for row in block.rows for cell in row.cells]
            yield from ("".join(run.text for run in runs) for runs in (*block.head, *cells))
        else:
            yield "".join(run.text for run in block.runs)
            if isinstance(block, tree.Item | tree.Bullet):
                yield from _texts(block.blocks)
