"""What is known about one document while it is assembled."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.model.answers import Answers
from app.model.assembled import Selected, Use
from app.model.clause import Clause
from app.model.document import CoverParty
from app.model.finding import Problem
from app.model.library import Library
from app.model.outline import BindingLevel, Mode, Outline, OutlinePart, Placement
from app.model.question import Question

_LEVELS = {level.value: level for level in BindingLevel}
_STATE_ORDER = ("missing", "tbc", "default", "inherited", "given")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause that stands in a document, with its alternative.

    `refers` is set where the framework has the clause, and it says here no more than that the framework's applies;
    `inherited` where the engine's line says so in the place of its text.
    """

    clause: Clause
    alternative: str
    placement: Placement
    inherited: bool = False
    refers: bool = False


@dataclass(slots=True)
class Context:
    """One document of the bundle: its outline and answers, what was selected, what was noticed on the way.

    `framework` is the context of the contract that a joined annex belongs to; `known_framework` is False where only the
    framework's reference and date are at hand. `number` is the number of a joined annex, else 0. `looked_up`,
    `printed` and `questions` remember what was found for a name, which runs it printed with the question behind them,
    and which question a key belongs to; `definable` and `further_forms`, None until somebody asks, which terms its
    clauses could define, and which forms of terms they add; `cover` the parties by id, as covers show them.
    """

    id: str
    library: Library
    outline: Outline
    answers: Answers
    parties: tuple[Mapping[str, Any], ...]
    mode: Mode
    today: datetime.date
    final: bool
    framework: Context | None = None
    known_framework: bool = True
    number: int = 0
    parts: tuple[OutlinePart, ...] = ()
    chosen: dict[str, Chosen] = field(default_factory=dict)
    selected: list[Selected] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    uses: dict[str, Use] = field(default_factory=dict)
    annexes: tuple[Context, ...] = ()
    looked_up: dict[tuple[str, ...], tuple[Any, str]] = field(default_factory=dict)
    printed: dict[tuple[object, ...], tuple[list[Any], str]] = field(default_factory=dict)
    questions: dict[tuple[str, ...], Question | None] = field(default_factory=dict)
    definable: frozenset[str] | None = None
    further_forms: Mapping[str, tuple[str, ...]] | None = None
    cover: dict[str, CoverParty] = field(default_factory=dict)
    _language: str = ""
    _reported: set[tuple[str, str]] = field(default_factory=set)

    @property
    def language(self) -> str:
        """The language of the text: the first of `document.languages` that the library has wording for."""
        if not self._language:
            languages = self.setting("languages")
            candidates = languages if isinstance(languages, list) else []
            self._language = next((lang for lang in candidates if lang in self.library.wording), "en")
        return self._language

    @property
    def wording(self) -> Mapping[str, str]:
        """The engine's own words in the language of the document."""
        return self.library.wording[self.language]

    @property
    def level(self) -> BindingLevel:
        """The binding level: as answered, else as the framework's, else as the outline says."""
        answered = self.setting("binding_level")
        return (
            _LEVELS.get(answered, self.outline.binding_level)
            if isinstance(answered, str)
            else self.outline.binding_level
        )

    @property
    def nonbinding(self) -> bool:
        """Whether the text outside islands creates no duty."""
        return self.level in (BindingLevel.ISLANDS, BindingLevel.NONBINDING)

    def setting(self, name: str) -> Any:
        """Return an answer of the group `document.`, the framework's where this document has none, or None."""
        value = self.answers.document.get(name)
        if value is None and self.framework is not None:
            return self.framework.setting(name)
        return value

    def holds(self, clause: str) -> Chosen | None:
        """Return the clause as chosen in this document or, for a joined annex, in its framework."""
        here = self.chosen.get(clause)
        if here is not None or self.framework is None:
            return here
        return self.framework.chosen.get(clause)

    def report(self, rule: str, message: str, *, clause: str = "", question: str = "", place: str = "") -> None:
        """Record a problem once for each rule and question (or, without a question, for each message)."""
        mark = (rule, question or message)
        if mark in self._reported:
            return
        self._reported.add(mark)
        self.problems.append(Problem(rule, message, self.id, clause or None, question or None, place or None))

    def use(self, question: str, clause: str, state: str) -> None:
        """Record that a clause used a question. The worst state counts: one missing cell makes a table incomplete."""
        known = self.uses.get(question)
        if known is None:
            self.uses[question] = Use(self.id, question, clause, state)
        elif state != known.state and _STATE_ORDER.index(state) < _STATE_ORDER.index(known.state):
            self.uses[question] = Use(self.id, question, known.clause, state)
