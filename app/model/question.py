"""Questions: what the interview asks, what a valid answer is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuestionType(StrEnum):
    """The kinds of answers, each with its form in YAML and JSON (docs/writing-clauses.md lists them)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YESNO = "yesno"
    INTEGER = "integer"
    DATE = "date"
    MONEY = "money"
    DURATION = "duration"
    PERCENTAGE = "percentage"
    COUNTRY = "country"
    LANGUAGE = "language"
    PARTY = "party"
    PARTIES = "parties"
    ROWS = "rows"


class Position(StrEnum):
    """How far an alternative, or an option, stands from what the library prefers."""

    PREFERRED = "preferred"
    ACCEPTABLE = "acceptable"
    NEEDS_APPROVAL = "needs-approval"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice: what is stored, what is shown, one line on what follows, how the library sees it."""

    value: str
    label: str
    help: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer must satisfy besides its type.

    `minimum`/`maximum` bound numbers (and the count of rows of a table), `shortest`/`longest` the characters of a text,
    `pattern` is a regular expression for a text, `sum_field`/`sum_total` ask that a column of a table adds up to a
    total."""

    minimum: float | None = None
    maximum: float | None = None
    shortest: int | None = None
    longest: int | None = None
    pattern: str | None = None
    sum_field: str | None = None
    sum_total: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    `key` is "group.name" ("law.country"); inside a row type it is the field's name. `fields` are the columns of a
    table of rows; `item` is set instead where each row is one plain value (`of: text`). `required` means: whenever
    the printed text uses it. `default` is a value in the form of answers, or None. `was` are earlier keys, so that
    stored answers migrate. `show_when` (rows and party fields only) names a sibling field and the value that makes
    this field apply."""

    key: str
    type: QuestionType
    label: str
    help: str = ""
    required: bool = True
    default: object = None
    limits: Limits = Limits()
    example: object = None
    options: tuple[Option, ...] = ()
    fields: tuple[Question, ...] = ()
    item: QuestionType | None = None
    was: tuple[str, ...] = ()
    show_when: tuple[str, object] | None = None
    file: str = ""
    line: int = 0

    @property
    def group(self) -> str:
        """The part of the key before its first dot ("law" of "law.country")."""
        return self.key.partition(".")[0]

    def field(self, name: str) -> Question | None:
        """Return the column called `name`, or None."""
        for field in self.fields:
            if field.key == name:
                return field
        return None
