"""What a value of each type of question is.

A value is *wrong* when it is not of the question's type: it cannot be kept. A value that is of the type but outside the
limits of the question (`app.model.limits`) is kept: the review reports it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.interview import texts
from app.interview.nearest import hint
from app.interview.plain import Checked, Trouble, check_plain, wrong
from app.interview.words import kind, quoted, series
from app.model.expression import TBC
from app.model.message import in_words, joined, label, say
from app.model.question import Question, QuestionType

MOST_ROWS: Final = 5_000
"""The most rows that one table may have."""

_MOST_TOLD: Final = 100
"""How many mistakes of one table are told; a hostile one could hold a hundred thousand."""

_ROW_ID: Final = re.compile(r"[^\s\[\]/@]{1,40}")
_LISTS: Final = {QuestionType.CHOICES: QuestionType.CHOICE, QuestionType.PARTIES: QuestionType.PARTY}


def check_value(question: Question, value: object, parties: Sequence[str]) -> tuple[object, str | None]:
    """Return the value in the form in which it is kept, and what is wrong with it in words, or None.

    `parties` are the ids of the parties. Limits are not looked at: `app.model.limits.breaches` does that.
    """
    kept, troubles = checked(question, value, parties)
    if not troubles:
        return kept, None
    first = troubles[0]
    where = place(question, first.path, label(question.label))
    return kept, joined([part for part in (where, first.message, first.hint) if part], " ")


def checked(question: Question, value: object, parties: Sequence[str]) -> Checked:
    """Return the value in the form in which it is kept, with all that is wrong with it.

    An empty text and an absent value both mean that no answer was given. "TBC" is an answer to every question.
    """
    if isinstance(value, str) and value.strip() in ("", TBC):
        return Checked(TBC if value.strip() else None)
    if value is None:
        return Checked(None)
    if question.type is QuestionType.ROWS:
        return _rows(question, value, parties)
    if question.type in _LISTS:
        return _several(question, value, parties)
    return check_plain(question, question.type, value, parties)


def place(question: Question, path: tuple[str | int, ...], name: str) -> str:
    """Return where a trouble is: “Owner” in row 2 of “Facilities”. `name` is what the question itself is called."""
    rows = [part for part in path if isinstance(part, int)]
    columns = [part for part in path if isinstance(part, str)]
    words = [say("“{column}” in ", column=_column(question, columns, name)) if columns else ""]
    words += [say("row {row} of ", row=row + 1) for row in reversed(rows)]
    return "".join(words) + f"“{name}”"


def _column(question: Question, columns: Sequence[str], name: str) -> str:
    field = question.field(columns[0])
    # A file is told its own keys, a person at a form the labels.
    return label(field.label) if field is not None and name == question.label else ".".join(columns)


def _several(question: Question, value: object, parties: Sequence[str]) -> Checked:
    if not isinstance(value, list | tuple):
        return wrong(say("has to be a list, not {kind}.", kind=kind(value)), say("Write it as [first, second]."))
    kept = _list_of(question, _LISTS[question.type], value, parties)
    entries = kept.value if isinstance(kept.value, list) else []
    twice = [entry for entry, times in Counter(entries).items() if times > 1]
    return Checked(
        entries,
        kept.troubles + tuple(Trouble((), say("names {quoted} twice.", quoted=quoted(entry))) for entry in twice),
    )


def _list_of(question: Question, type_: QuestionType, values: Sequence[object], parties: Sequence[str]) -> Checked:
    kept: list[object] = []
    troubles: list[Trouble] = []
    if len(values) > MOST_ROWS:
        return _too_many(values)
    for index, entry in enumerate(values):
        open_row = entry == TBC and question.type is QuestionType.ROWS
        result = Checked(TBC) if open_row else check_plain(question, type_, entry, parties)
        troubles += [trouble._replace(path=(index, *trouble.path)) for trouble in result.troubles]
        if result.value is not None:
            kept.append(result.value)
        if len(troubles) > _MOST_TOLD:
            return Checked(kept, _first(troubles))
    return Checked(kept, tuple(troubles))


def _first(troubles: Sequence[Trouble]) -> tuple[Trouble, ...]:
    return (
        *troubles[:_MOST_TOLD],
        Trouble((), say("holds further mistakes; the first are told."), say("Mend them first.")),
    )


def _too_many(values: Sequence[object]) -> Checked:
    return wrong(
        say(
            "has {count} rows; at most {most_rows} are possible.",
            count=in_words(f"{len(values):,}", len(values)),
            most_rows=in_words(f"{MOST_ROWS:,}", MOST_ROWS),
        )
    )


def _rows(question: Question, value: object, parties: Sequence[str]) -> Checked:
    if not isinstance(value, list | tuple):
        return wrong(say("has to be a list of rows, not {kind}.", kind=kind(value)), say("Begin each row with a dash."))
    if question.item is not None:
        return _list_of(question, question.item, value, parties)
    if len(value) > MOST_ROWS:
        return _too_many(value)
    kept: list[dict[str, Any]] = []
    troubles: list[Trouble] = []
    for index, row in enumerate(value):
        cells, wrong_cells = _row(question, row, parties)
        troubles += [trouble._replace(path=(index, *trouble.path)) for trouble in wrong_cells]
        kept.append(cells)
        if len(troubles) > _MOST_TOLD:
            return Checked(kept, _first(troubles))
    troubles += _repeated_ids(kept)
    return Checked(_with_ids(kept), tuple(troubles))


def _row(question: Question, row: object, parties: Sequence[str]) -> tuple[dict[str, Any], list[Trouble]]:
    columns = [field.key for field in question.fields]
    if not isinstance(row, Mapping):
        return {}, [
            Trouble(
                (),
                say("is {kind}; it has to be a row with the columns {series}.", kind=kind(row), series=series(columns)),
            )
        ]
    cells: dict[str, Any] = {}
    troubles: list[Trouble] = []
    for key, cell in row.items():
        field = question.field(key) if isinstance(key, str) else None
        if field is not None:
            result = checked(field, cell, parties)
            troubles += [trouble._replace(path=(field.key, *trouble.path)) for trouble in result.troubles]
            if result.value is not None:
                cells[field.key] = result.value
        elif key == "id":
            cells["id"] = cell
            troubles += _check_id(cell)
        else:
            advice = hint(str(key), [*columns, "id"], "column")
            troubles.append(Trouble((str(key)[:60],), say("is no column of this table."), advice))
    return cells, troubles


def valid_id(identifier: object) -> bool:
    """Whether this can be the id of a row."""
    return isinstance(identifier, str) and bool(_ROW_ID.fullmatch(identifier)) and not texts.trouble(identifier)


def _check_id(identifier: object) -> list[Trouble]:
    if valid_id(identifier):
        return []
    advice = say("Write up to 40 characters without spaces and brackets, in quotation marks where it is a number.")
    return [Trouble(("id",), say("cannot be {quoted}.", quoted=quoted(identifier)), advice)]


def _repeated_ids(rows: list[dict[str, Any]]) -> list[Trouble]:
    seen: set[str] = set()
    troubles = []
    for index, row in enumerate(rows):
        identifier = str(row.get("id", ""))
        if identifier in seen:
            troubles.append(
                Trouble(
                    (index, "id"), say("is {quoted}, which stands at another row already.", quoted=quoted(identifier))
                )
            )
        if identifier:
            seen.add(identifier)
    return troubles


def _with_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows, each with an id: the first free of r1, r2 … from its position on, where it has none."""
    taken = {str(row["id"]) for row in rows if "id" in row}
    identified = []
    for position, row in enumerate(rows, start=1):
        if "id" in row:
            identified.append(row)
            continue
        free = next(name for number in itertools.count(position) if (name := f"r{number}") not in taken)
        taken.add(free)
        identified.append({"id": free, **row})
    return identified
