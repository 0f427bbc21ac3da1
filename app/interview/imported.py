"""Rows of a file become rows of a table: every cell is read as if a person had typed it into the form."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from app.interview import suggesting
from app.interview.headings import Words, folded
from app.interview.parsing import parse_text
from app.interview.row_ids import IDENTIFIER, next_ids
from app.interview.values import check_value, valid_id
from app.model.message import say
from app.model.question import Question, QuestionType

_NO_VALUE: Final = "#FORMULA?"
_MOST_SUGGESTED: Final = 200
"""Suggestions take their time; nobody reads more of them."""

_ERRORS: Final = frozenset({"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!"})


@dataclass(frozen=True, slots=True)
class Importing:
    """What rows are read for: the table, which of its columns each column of the file is ("" for none), and habits.

    `parties` are the ids of the parties with the names they go by, `taken` the ids of the rows that are there, `words`
    the labels of the library in other languages.
    """

    question: Question
    columns: tuple[str, ...]
    parties: Mapping[str, Sequence[str]]
    taken: tuple[str, ...] = ()
    words: Words = field(default_factory=dict)
    language: str = "en"
    today: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Misfit:
    """A cell that does not fit: where it stands, what is in it, why, and what may be meant (None: nothing known)."""

    row: int
    column: int
    text: str
    message: str
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the rows: `fitting` with their ids, by their place in the file, and the cells of the others."""

    fitting: Mapping[int, Mapping[str, Any]]
    misfits: tuple[Misfit, ...]

    @property
    def misfit_rows(self) -> tuple[int, ...]:
        """The places of the rows that do not fit."""
        return tuple(dict.fromkeys(misfit.row for misfit in self.misfits))


def importable(question: Question) -> bool:
    """Whether rows of a file can go into this table: one with columns, none of which is a table itself."""
    is_table = question.type is QuestionType.ROWS and question.item is None
    return is_table and all(one.type is not QuestionType.ROWS for one in question.fields)


def read_rows(job: Importing, rows: Sequence[Sequence[str]]) -> Outcome:
    """Return the rows as answers, and the cells that are none.

    An empty cell is no mistake: it is missing in the table, as in the form. A row without any cell that is imported is
    passed over. Rows without an id get the next ones of the table.
    """
    places = {key: index for index, key in enumerate(job.columns) if key}
    read: dict[int, dict[str, Any]] = {}
    misfits: list[Misfit] = []
    taken = {*job.taken}
    for number, row in enumerate(rows):
        cells, wrong = _row(job, places, row, suggests=len(misfits) < _MOST_SUGGESTED)
        if IDENTIFIER in cells and (message := _id_trouble(cells[IDENTIFIER], taken, job.taken)):
            wrong.append(Misfit(0, places[IDENTIFIER], cells[IDENTIFIER], message, ""))
        misfits += [replace(misfit, row=number) for misfit in wrong]
        if cells and not wrong:
            taken.add(cells.get(IDENTIFIER, ""))
            read[number] = cells
    new = next_ids(job.question, [*job.taken, *(row[IDENTIFIER] for row in read.values() if IDENTIFIER in row)])
    fitting = {number: row if IDENTIFIER in row else {IDENTIFIER: next(new), **row} for number, row in read.items()}
    return Outcome(fitting, tuple(misfits))


def _row(
    job: Importing, places: Mapping[str, int], row: Sequence[str], *, suggests: bool
) -> tuple[dict[str, Any], list[Misfit]]:
    cells: dict[str, Any] = {}
    wrong: list[Misfit] = []
    for key, index in places.items():
        text = row[index] if index < len(row) else ""
        if not text.strip():
            continue
        column = job.question.field(key)
        if column is None:
            cells[key] = text
            continue
        value, message = _value(job, column, text)
        if message:
            wrong.append(Misfit(0, index, text, message, _suggestion(job, column, text) if suggests else None))
        elif value is not None:
            cells[key] = value
    for index in range(len(job.columns), len(row)):
        if row[index]:
            advice = say("The row has more cells than there are headings. Empty this one, or move its text.")
            wrong.append(Misfit(0, index, row[index], advice, ""))
    return cells, wrong


def _value(job: Importing, column: Question, text: str) -> tuple[object, str]:
    """Return what a cell stands for, and what is wrong with it, in words, or ""."""
    if text == _NO_VALUE:
        return None, say(
            "This formula has no stored value. Open the file in a spreadsheet program, save it, and import it again;"
            " or write the value."
        )
    if text in _ERRORS:
        return None, say("The spreadsheet could not compute this cell. Write the value.")
    try:
        value = parse_text(column, _in_own_words(job, column, text), language=job.language, today=job.today)
    except ValueError as error:
        return None, error.args[0]
    kept, problem = check_value(column, value, list(job.parties))
    return kept, problem or ""


def _suggestion(job: Importing, column: Question, text: str) -> str | None:
    """Return a text that would fit and may be what is meant, or None."""
    for likely in suggesting.likely(column, text, _names(job, column), job.language):
        if not _value(job, column, likely)[1]:
            return likely
    return None


def _in_own_words(job: Importing, column: Question, text: str) -> str:
    """Return a text with the names of parties and options, in any language of the interface, as ids and values."""
    if column.type in (QuestionType.PARTY, QuestionType.CHOICE):
        return _meant(job, column, text)
    if column.type in (QuestionType.PARTIES, QuestionType.CHOICES):
        return "\n".join(_meant(job, column, part) for part in text.replace(";", "\n").replace(",", "\n").split("\n"))
    return text


def _meant(job: Importing, column: Question, text: str) -> str:
    wanted = folded(text)
    found = (value for value, names in _known(job, column).items() if wanted and wanted in map(folded, names))
    return next(found, text)


def _known(job: Importing, column: Question) -> dict[str, tuple[str, ...]]:
    if column.type in (QuestionType.PARTY, QuestionType.PARTIES):
        return {identifier: (identifier, *names) for identifier, names in job.parties.items()}
    return {option.value: (option.value, option.label, *job.words.get(option.label, ())) for option in column.options}


def _names(job: Importing, column: Question) -> list[str]:
    """Return the names that a person may write into a cell: of the parties, of the options."""
    if column.type not in (QuestionType.PARTY, QuestionType.CHOICE):
        return []
    return [name for names in _known(job, column).values() for name in (*names[1:], names[0])]


def _id_trouble(identifier: str, taken: Iterable[str], there: Sequence[str]) -> str:
    if not valid_id(identifier):
        return say(
            "A number has up to 40 characters, without spaces and brackets. Empty it, and the row gets the next."
        )
    if identifier in there:
        return say("The table has a row with this number already. Empty it, and the row gets the next.")
    if identifier in taken:
        return say("Another row of the file has this number too. Empty it, and the row gets the next.")
    return ""
