"""What is known of every name before any answer is: a plain value, a list, or a row with fields.

Expressions are checked against shapes, so that a name or field that nobody asks stops the library from loading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.model.question import Question, QuestionType
from app.model.vocabulary import COMPUTED_LISTS, DERIVED_PARTY_FIELDS, FILTERS, HELPER_CALLS, HELPER_NAMES

RESERVED: Final = frozenset({"parties", "true", "false", "none", *HELPER_NAMES, *HELPER_CALLS, *COMPUTED_LISTS})
"""Names that no group of questions and no loop may take."""

_NUMBERS: Final = frozenset({QuestionType.INTEGER, QuestionType.PERCENTAGE})
_LISTS: Final = frozenset({QuestionType.CHOICES, QuestionType.PARTIES})


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a value.

    `question` is the question it answers, or None for computed values. `is_list` tells lists; `fields` are those of
    its rows, or of the row itself, and None where entries are plain values.
    """

    question: Question | None = None
    is_list: bool = False
    fields: Mapping[str, Shape] | None = None

    @property
    def type(self) -> QuestionType | None:
        """The type of the question, or None for a computed value or a list entry."""
        return self.question.type if self.question else None

    @property
    def options(self) -> tuple[str, ...] | None:
        """The values that a choice can have, or None for anything else."""
        if self.question is None or self.question.type not in (QuestionType.CHOICE, QuestionType.CHOICES):
            return None
        return tuple(option.value for option in self.question.options)

    @property
    def is_ordered(self) -> bool:
        """Whether `<` and `>` make sense."""
        return self.question is None or self.question.type in _NUMBERS or self.question.type is QuestionType.DATE

    def row(self) -> Shape:
        """Return the shape of one entry of this list."""
        if self.fields is not None:
            return Shape(fields=self.fields)
        # An entry of a choice keeps its question, so that its label can be printed and its value compared.
        return Shape(self.question if self.type is QuestionType.CHOICES else None)


class _AnyFields(Mapping[str, Shape]):
    """Fields of rows that are not known because of a mistake reported elsewhere: every name is there."""

    def __getitem__(self, name: str) -> Shape:
        return PLAIN

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, name: object) -> bool:
        return True


PLAIN: Final = Shape()
UNKNOWN_ROW: Final = Shape(fields=_AnyFields())
"""Stands in for the row of a loop whose list could not be read."""


def shape_of(question: Question) -> Shape:
    """Return the shape of the answers to a question."""
    if question.type is QuestionType.ROWS:
        if question.item is not None:
            return Shape(question, is_list=True)
        fields = {column.key: shape_of(column) for column in question.fields}
        return Shape(question, is_list=True, fields={"id": PLAIN, **fields})
    return Shape(question, is_list=question.type in _LISTS)


@dataclass(slots=True)
class Names:
    """All names that texts may use: questions by key, the parties, computed lists."""

    questions: dict[str, Question] = field(default_factory=dict)
    party_fields: tuple[Question, ...] = ()
    _shapes: dict[str, Shape] = field(default_factory=dict)
    _groups: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        party: dict[str, Shape] = {"id": PLAIN, **dict.fromkeys(DERIVED_PARTY_FIELDS, PLAIN)}
        party.update((question.key, shape_of(question)) for question in self.party_fields)
        self._shapes["parties"] = Shape(is_list=True, fields=party)
        for name, columns in COMPUTED_LISTS.items():
            fields = {column: Shape(is_list=column == "parties") for column in columns}
            self._shapes[name] = Shape(is_list=True, fields=fields)
        given = tuple(self.questions.values())
        self.questions = {}
        self.add(given)

    def add(self, questions: Iterable[Question]) -> None:
        """Make further questions known."""
        for question in questions:
            self.questions[question.key] = question
            self._shapes[question.key] = shape_of(question)
            self._groups.add(question.group)

    @property
    def groups(self) -> frozenset[str]:
        """The groups of all questions ("law"), list groups ("offers") included."""
        return frozenset(self._groups)

    def shape(self, dotted: str) -> Shape | None:
        """Return the shape of a dotted name outside loops, or None when there is no such name."""
        return self._shapes.get(dotted)

    def known(self, loops: Iterable[str] = ()) -> list[str]:
        """Return every name that could have been meant, for hints."""
        return [*self._shapes, *HELPER_NAMES, *loops]

    def hides(self, name: str) -> bool:
        """Tell whether a loop of this name would hide another name."""
        return name in RESERVED or name in self._groups or name in FILTERS
