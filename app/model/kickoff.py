"""A kick-off: the decisions of a first meeting, one screen each, that together make a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Card:
    """One way to decide, in plain words.

    `text` says what it means, `speaks_for` and `think_of` what to weigh. Chosen, it gives the answers in `sets` (by
    question) and the texts in `choices` (alternative by clause), and asks the questions in `asks`."""

    id: str
    title: str
    text: str
    speaks_for: str = ""
    think_of: str = ""
    sets: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: a title that asks, and one of cards, a table of rows, a few questions, the parties, or the end.

    `asks` are questions with a field each. `rows` is a question that is a table, `columns` those of its columns that
    are shown (empty: all); `none` holds the parties that bring nothing to it, `stated` when each of them said so.
    `fields` are fields of a party: the screen then lists the parties. `clause` is what the agreement will say, of it
    the blocks that `shows` names (empty: all). `minutes` is how long people talk about it."""

    id: str
    title: str
    lead: str = ""
    point: str = ""
    asks: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    rows: str = ""
    columns: tuple[str, ...] = ()
    none: str = ""
    stated: str = ""
    fields: tuple[str, ...] = ()
    clause: str = ""
    shows: tuple[str, ...] = ()
    minutes: int = 2

    @property
    def is_last(self) -> bool:
        """Whether nothing is decided here any more: the documents are made."""
        return not (self.asks or self.cards or self.rows or self.fields)


@dataclass(frozen=True, slots=True)
class Step:
    """A point of the agenda with its screens."""

    id: str
    title: str
    screens: tuple[Screen, ...]


@dataclass(frozen=True, slots=True)
class Kickoff:
    """The kick-off of a document type.

    `present` and `points` are the questions (tables) that hold who is here and what is open, `minutes` the schedule
    that prints them. `begins` are the answers that a meeting begins with. `follows` says what else is known of a party
    from one of its fields: by field, by answer, other fields with their answers."""

    type: str
    present: str
    points: str
    minutes: str
    steps: tuple[Step, ...]
    begins: Mapping[str, Any] = field(default_factory=dict)
    follows: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""

    @property
    def screens(self) -> tuple[Screen, ...]:
        """All screens in order."""
        return tuple(screen for step in self.steps for screen in step.screens)

    def step_of(self, screen: str) -> Step | None:
        """Return the point of the agenda that a screen belongs to, or None."""
        return next((step for step in self.steps if any(one.id == screen for one in step.screens)), None)
