"""One document of the bundle, as the rules look at it: its answers, its parties, its clauses and their texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final

from app.model import document as tree
from app.model.answers import Answers
from app.model.clause import INHERIT
from app.model.expression import TBC
from app.model.library import Library
from app.model.outline import BindingLevel, Kind, Outline
from app.model.values import as_date, as_number, as_rows

_NOT_INHERITED: Final = frozenset(
    f"document.{name}" for name in ("title", "type", "mode", "framework", "version", "effective_date", "effective_rule")
)
_LEVELS: Final = tuple(BindingLevel)


@dataclass(frozen=True)
class Paper:
    """One document of the bundle, and the framework it belongs to.

    `chosen` maps each clause that stands in it to its alternative, `uses` each question it used to the clause that
    asked, `missing` are the questions that it used and that nobody answered. `taken_over` are the clauses that a joined
    annex leaves to its framework, or only refers to.
    """

    answers: Answers
    library: Library
    parties: tuple[Mapping[str, Any], ...]
    document: tree.Document | None
    chosen: Mapping[str, str]
    uses: Mapping[str, str]
    missing: frozenset[str] = frozenset()
    framework: Paper | None = None
    taken_over: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the document in its bundle."""
        return self.answers.id

    @property
    def outline(self) -> Outline:
        """The outline of the document's type."""
        return self.library.outlines[self.answers.type]

    @property
    def is_form(self) -> bool:
        """Whether the document is a form about another document, which it does not repeat."""
        return self.outline.kind is Kind.FORM

    @property
    def level(self) -> BindingLevel:
        """How far the document binds: as answered, else as the framework does, else as its outline says."""
        answered = self.value("document.binding_level")
        return BindingLevel(answered) if answered in _LEVELS else self.outline.binding_level

    @property
    def binds(self) -> bool:
        """Whether the text outside islands creates duties."""
        return self.level in (BindingLevel.BINDING, BindingLevel.LIGHT)

    # --- clauses ---------------------------------------------------------------------------------------------------

    @property
    def clauses(self) -> Set[str]:
        """The ids of the clauses that stand in the document."""
        return self.chosen.keys()

    def holds(self, *clauses: str) -> bool:
        """Whether one of these clauses stands in the document or, for a joined annex, in its framework."""
        here = any(clause in self.chosen for clause in clauses)
        return here or (self.framework is not None and self.framework.holds(*clauses))

    def alternative(self, clause: str) -> str | None:
        """Return the alternative of a clause that applies: the framework's where the annex has no text of its own."""
        here = self.chosen.get(clause)
        if self.framework is None or (here is not None and here != INHERIT and not self._inherits(clause)):
            return here
        return self.framework.alternative(clause) or here

    def standing_for(self, clause: str) -> Iterator[str]:
        """Yield the clauses of the document that are this clause or stand in its place."""
        for name in self.chosen:
            known = self.library.clauses.get(name)
            if name == clause or (known is not None and known.stands_for == clause):
                yield name

    def _inherits(self, clause: str) -> bool:
        known = self.library.clauses.get(clause)
        return known is not None and known.inherit and clause not in self.answers.choices

    # --- answers ---------------------------------------------------------------------------------------------------

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

    def answer(self, key: str) -> Any:
        """Return the answer that counts to a question that the document uses, or None: what no text uses harms
        nobody.
        """
        return self.value(key) if key in self.uses else None

    def number(self, key: str) -> int | float | None:
        """Return an answer that is a number, or None."""
        return as_number(self.value(key))

    def date(self, key: str) -> datetime.date | None:
        """Return an answer that is a date, or None."""
        return as_date(self.value(key))

    def rows(self, key: str) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a table, none where there is none."""
        return as_rows(self.value(key))

    def table(self, key: str) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a table that the document uses."""
        return as_rows(self.answer(key))

    def answers_one_of(self, *keys: str) -> bool:
        """Whether the document answers one of these questions itself; the framework's answers are checked there."""
        return self.framework is None or any(self.own(key) is not None for key in keys)

    def lacks(self, key: str) -> bool:
        """Whether the document used a question that nobody answered; what the framework lacks is told there."""
        return key in self.missing and (self.framework is None or key not in self.framework.missing)

    def effective(self) -> frozenset[str]:
        """Return the questions whose answers show in the document: in one of its texts, or in what lets a clause in."""
        outline = self.outline
        rules = [place.when for place in (*outline.placements, *outline.schedules) if place.when is not None]
        keys = (self.library.question_of(name) for rule in rules for name in rule.names)
        printed = (key for clause in self.placed() for key in clause.questions)
        return frozenset(filter(None, (*keys, *printed)))

    # --- texts -----------------------------------------------------------------------------------------------------

    def placed(self) -> Iterator[tree.Clause]:
        """Yield the clauses of the document in order, schedules and special terms included."""
        yield from self.document.clauses if self.document is not None else ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the text of each clause, its title left out."""
        for clause in self.placed():
            yield clause.source or clause.id, _words_of(clause)

    def typed(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the text, title included, of what the users worded themselves: own wording, special
        terms.
        """
        for clause in self.placed():
            if clause.origin != "library":
                yield clause.source or clause.id, f"{clause.plain_title}. {_words_of(clause)}"


def _words_of(clause: tree.Clause) -> str:
    return " ".join(map(tree.text_of, tree.runs_of(clause.blocks)))
