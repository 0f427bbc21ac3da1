"""Rows of a file for a table of a document: read, looked at, and stored in one step that undo takes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.errors import NotFoundError, SheetError
from app.interview import Importing, Outcome, guessed_columns, headings_row, importable, read_rows
from app.interview.headings import Words, folded
from app.interview.values import MOST_ROWS
from app.model.message import in_words, label, say, say_count
from app.model.question import Question
from app.services.desk import Desk
from app.services.drafts import Saved, library_in_use, save
from app.services.record import answer, parties, path_of
from app.sheets import Sheet
from app.sheets.sheet import too_many_rows
from app.store import import_columns, revisions


@dataclass(frozen=True, slots=True)
class Speech:
    """How a person writes: the language of the pages, and the labels of the library in the other languages."""

    language: str
    words: Words


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows go: the dossier, the document, the table."""

    dossier: str
    document: str
    table: Question


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet with what its columns are taken for. `heading` is the place of the row of headings, None without one."""

    sheet: Sheet
    heading: int | None
    columns: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns; nothing where there is none."""
        row = self.sheet.rows[self.heading] if self.heading is not None else ()
        return (*row[: len(self.columns)], *[""] * (len(self.columns) - len(row)))

    @property
    def first(self) -> int:
        """The place of the first row below the headings."""
        return 0 if self.heading is None else self.heading + 1

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows below the headings."""
        return self.sheet.rows[self.first :]


def table_of(desk: Desk, identifier: str, key: str) -> Question:
    """Return the table that rows can be imported into. Raises NotFoundError for any other question."""
    question = library_in_use(desk, identifier).questions.get(key)
    if question is None or not importable(question):
        raise NotFoundError(f"No rows can be imported into {key!r}.")
    return question


def plan(desk: Desk, question: Question, sheet: Sheet, speech: Speech) -> Plan:
    """Return where the headings of a sheet are, and what its columns seem to be. Raises SheetError without rows."""
    with desk.database.read() as session:
        known = import_columns.remembered(session, question.key)
    return with_headings(desk, question, sheet, headings_row(question, sheet.rows, speech.words, known), speech)


def with_headings(desk: Desk, question: Question, sheet: Sheet, heading: int | None, speech: Speech) -> Plan:
    """Return the plan for a sheet whose headings stand in a row that the person names, or in none.

    Raises SheetError when there are no rows below, or more than are taken at once.
    """
    with desk.database.read() as session:
        known = import_columns.remembered(session, question.key)
    bare = Plan(sheet, heading, tuple("" for _ in range(_columns(sheet, heading))))
    if not bare.rows:
        raise SheetError(say("The file has headings, but no rows below them. Choose the one that holds the rows."))
    if len(bare.rows) > MOST_ROWS:
        raise too_many_rows()
    if heading is None:
        in_order = [field.key for field in question.fields]
        return replace(bare, columns=tuple((in_order + [""] * len(bare.columns))[: len(bare.columns)]))
    return replace(bare, columns=guessed_columns(question, bare.headings, speech.words, known))


def look(desk: Desk, target: Target, made: Plan, speech: Speech) -> Outcome:
    """Return which rows of a plan fit into the table as it is now, and which cells do not. Stores nothing."""
    with desk.database.read() as session:
        record = revisions.get(session, target.dossier).answers
    return read_rows(_job(desk, record, target, made, speech), made.rows)


def store(desk: Desk, target: Target, made: Plan, speech: Speech) -> tuple[int, Saved]:
    """Add the rows that fit at the end of the table, as one step; return how many, and what was saved.

    What was chosen for the headings is remembered for this question. Raises SheetError when the table would get more
    rows than it may have.
    """
    with desk.database.read() as session:
        head = revisions.get(session, target.dossier)
    key = target.table.key
    outcome = read_rows(_job(desk, head.answers, target, made, speech), made.rows)
    new = list(outcome.fitting.values())
    before = answer(head.answers, target.document, key) or []
    if len(before) + len(new) > MOST_ROWS:
        limit = in_words(f"{MOST_ROWS:,}", MOST_ROWS)
        raise SheetError(say("The table would have more than {limit} rows. Import fewer.", limit=limit))
    summary = say_count(
        "{count} row imported into “{table}”",
        "{count} rows imported into “{table}”",
        len(new),
        table=label(target.table.label),
    )
    saved = save(
        desk,
        target.dossier,
        target.document,
        {path_of(target.document, key): [*before, *new]},
        read_at=head.number,
        summary=summary,
    )
    with desk.database.write() as session:
        import_columns.remember(session, key, _chosen(made))
    return len(new), saved


def _chosen(made: Plan) -> dict[str, str]:
    """Return what was chosen for each heading; of two with the same words, what was not left out."""
    chosen: dict[str, str] = {}
    for heading, column in zip(made.headings, made.columns, strict=True):
        if heading:
            chosen[folded(heading)] = chosen.get(folded(heading)) or column
    return chosen


def _job(desk: Desk, record: Mapping[str, Any], target: Target, made: Plan, speech: Speech) -> Importing:
    names = ("short_name", "legal_name")
    known = {
        str(party["id"]): [party[name] for name in names if isinstance(party.get(name), str)]
        for party in parties(record)
    }
    rows: Sequence[Any] = answer(record, target.document, target.table.key) or []
    return Importing(
        target.table,
        made.columns,
        known,
        tuple(str(row["id"]) for row in rows if isinstance(row, Mapping)),
        speech.words,
        speech.language,
        desk.today(),
    )


def _columns(sheet: Sheet, heading: int | None) -> int:
    """Return how many columns a file has: those with a heading, and any other that half of the rows fill."""
    named = len(sheet.rows[heading]) if heading is not None else 0
    below = sheet.rows[0 if heading is None else heading + 1 :]
    wide = next((width for width in range(sheet.width, 0, -1) if 2 * _filling(below, width) >= len(below) > 0), 0)
    return max(named, wide, 1)


def _filling(rows: Sequence[Sequence[str]], width: int) -> int:
    return sum(len(row) >= width and bool(row[width - 1]) for row in rows)
