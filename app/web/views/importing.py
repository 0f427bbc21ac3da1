"""Rows of a file, or copied rows, for a table: read them, match the columns, look at what does not fit, import."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import format_decimal
from werkzeug.datastructures import FileStorage

from app.errors import SheetError
from app.interview import IDENTIFIER, Misfit, Outcome
from app.services import importing
from app.services.exporting import File
from app.services.importing import Plan, Speech, Target
from app.services.record import parties
from app.services.show import show
from app.sheets import MOST_BYTES, MOST_ROWS, Sheet, read_file, read_pasted, written
from app.sheets.sheet import HEADINGS_WITHIN
from app.web.attachments import attachment
from app.web.context import desk
from app.web.documents import DocumentPage, document_page
from app.web.errors import second
from app.web.forms.fields import anchor
from app.web.language import LANGUAGES, current, gettext, ngettext, translations
from app.web.safety import whole
from app.web.side import side_pages
from app.web.words import label, told, words_of

pages = Blueprint("importing", __name__, url_prefix="/d/<dossier>/<document>/q/<page>/import/<question>")

MOST_SHOWN: Final = 100
"""So many rows that do not fit are shown at once."""

_SAMPLES: Final = 3
_CELL: Final = re.compile(r"cell:(\d{1,4}):(\d{1,3})")


@pages.get("")
def start(dossier: str, document: str, page: str, question: str) -> str:
    """Ask for a file, or for copied rows."""
    here, target = _place(dossier, document, page, question)
    return _start_page(here, page, target)


@pages.post("")
def go_on(dossier: str, document: str, page: str, question: str) -> Any:
    """Take the next step with the rows; only the last one stores anything."""
    here, target = _place(dossier, document, page, question)
    try:
        if request.form.get("step") == "read":
            plan = importing.plan(desk(), target.table, _read(), _speech(target))
            return _columns_page(here, page, target, plan)
        plan, changed = _carried()
        if request.form.get("step") == "columns":
            return _after_columns(here, page, target, plan)
        return _after_rows(here, page, target, (plan, changed))
    except SheetError as error:
        return _start_page(here, page, target, problem=words_of(error), text=request.form.get("text", "")), 422


def _read() -> Sheet:
    file: FileStorage | None = request.files.get("file")
    if file is not None and file.filename:
        return read_file(file.stream.read(MOST_BYTES + 1))
    return read_pasted(request.form.get("text", ""))


def _carried() -> tuple[Plan, set[tuple[int, int]]]:
    """Return the rows that the form brings back with what was chosen for them, and which cells were changed."""
    try:
        sheet = Sheet.from_json(json.loads(request.form.get("rows", "")))
    except (ValueError, RecursionError):
        abort(400)
    heading = request.form.get("heading", type=whole)
    if heading is not None and not 0 <= heading < min(len(sheet.rows), HEADINGS_WITHIN):
        heading = None
    changed = _changed(sheet)
    plan = Plan(sheet.with_cells(changed), heading, tuple(request.form.getlist("column")))
    return plan, {(row, column) for row, column, _ in changed}


def _changed(sheet: Sheet) -> list[tuple[int, int, str]]:
    """Return the cells that the person changed on the page: row, column, text."""
    found = []
    for name, text in request.form.items():
        place = _CELL.fullmatch(name)
        if place is not None and int(place[1]) < len(sheet.rows):
            row, column = int(place[1]), int(place[2])
            before = sheet.rows[row][column] if column < len(sheet.rows[row]) else ""
            if text.strip() != before:
                found.append((row, column, text.strip()))
    return found


def _after_columns(here: DocumentPage, page: str, target: Target, plan: Plan) -> Any:
    if request.form.get("go") == "headings":
        plan = importing.with_headings(desk(), target.table, plan.sheet, plan.heading, _speech(target))
        return _columns_page(here, page, target, plan)
    trouble = _column_trouble(target, plan)
    if trouble:
        return _columns_page(here, page, target, plan, trouble), 422
    return _rows_page(here, page, target, plan)


def _column_trouble(target: Target, plan: Plan) -> str:
    known = {IDENTIFIER, "", *(field.key for field in target.table.fields)}
    chosen = [column for column in plan.columns if column]
    if any(column not in known for column in plan.columns) or not plan.columns:
        abort(400)
    if not chosen or chosen == [IDENTIFIER]:
        return gettext("No column is chosen yet. Choose at least one.")
    twice = next((column for column in chosen if chosen.count(column) > 1), None)
    if twice is None:
        return ""
    return gettext("“%(column)s” is chosen for two columns. Choose it once.", column=_column_name(target, twice))


def _after_rows(here: DocumentPage, page: str, target: Target, brought: tuple[Plan, set[tuple[int, int]]]) -> Any:
    plan, changed = brought
    if _column_trouble(target, plan):
        abort(400)
    go = request.form.get("go", "check")
    if go == "columns":
        return _columns_page(here, page, target, plan)
    speech = _speech(target)
    outcome = importing.look(desk(), target, plan, speech)
    if go == "download":
        return attachment(_left_over(target, plan, outcome))
    if go.startswith("take:"):
        return _rows_page(here, page, target, _with_suggestion(plan, outcome, go.removeprefix("take:")))
    # Whoever has just mended a cell does not expect its row to be left out.
    still = [one for one in outcome.misfits if (one.row + plan.first, one.column) in changed]
    if go != "import" or still or not outcome.fitting:
        return _rows_page(here, page, target, plan)
    return _stored(target, plan, outcome, page)


def _stored(target: Target, plan: Plan, outcome: Outcome, page: str) -> Any:
    place: dict[str, Any] = {"dossier": target.dossier, "document": target.document}
    address = url_for("interview.page", **place, page=page, _anchor=anchor(target.table.key))
    count, saved = importing.store(desk(), target, plan, _speech(target))
    if saved.conflicts:
        return second(target.dossier, address)
    text = ngettext("%(num)d row was imported.", "%(num)d rows were imported.", count)
    if left := len(outcome.misfit_rows):
        text += " " + ngettext("%(num)d row was left out.", "%(num)d rows were left out.", left)
    flash(text, f"undo:{url_for('dossier.undo', **place)}")
    return redirect(address, 303)


def _with_suggestion(plan: Plan, outcome: Outcome, place: str) -> Plan:
    """Return the plan with the suggestion for one cell (row:column) in the place of its text."""
    for misfit in outcome.misfits:
        if f"{misfit.row + plan.first}:{misfit.column}" == place and misfit.suggestion is not None:
            changed = plan.sheet.with_cells([(misfit.row + plan.first, misfit.column, misfit.suggestion)])
            return replace(plan, sheet=changed)
    return plan


def _left_over(target: Target, plan: Plan, outcome: Outcome) -> File:
    """Return the rows that do not fit as a file: as they were, with what is wrong beside them."""
    width = plan.sheet.width
    why: dict[int, list[str]] = {}
    for misfit in outcome.misfits:
        column = _heading_of(target, plan, misfit.column)
        why.setdefault(misfit.row, []).append(f"{column}: {told(misfit.message)}")
    headings = [_heading_of(target, plan, column) for column in range(width)]
    rows = [[*headings, gettext("What does not fit")]]
    for number, messages in why.items():
        cells = plan.rows[number]
        rows.append([*cells, *[""] * (width - len(cells)), " ".join(messages)])
    # Spreadsheet programs expect semicolons where the comma is the decimal mark.
    content = written(rows, "," if current() == "en" else ";")
    return File(f"{target.table.key.replace('.', '-')}-rows.csv", "text/csv; charset=utf-8", content)


# --- the pages ---


def _start_page(here: DocumentPage, page: str, target: Target, *, problem: str = "", text: str = "") -> str:
    limits = (MOST_ROWS, min(MOST_BYTES / 1_000_000, round(desk().settings.max_upload_kb / 1024, 1)))
    most_rows, most_mb = (format_decimal(limit) for limit in limits)
    return _shown("start", here, page, target, problem=problem, text=text, most_rows=most_rows, most_mb=most_mb)


def _columns_page(here: DocumentPage, page: str, target: Target, plan: Plan, problem: str = "") -> str:
    headings = plan.headings
    columns = [
        {
            "name": headings[index] or gettext("Column %(number)s", number=index + 1),
            "twice": bool(headings[index]) and headings.count(headings[index]) > 1,
            "samples": [row[index] for row in plan.rows if index < len(row) and row[index]][:_SAMPLES],
            "chosen": chosen,
        }
        for index, chosen in enumerate(plan.columns)
    ]
    first = list(enumerate(zip(plan.sheet.numbers, plan.sheet.rows, strict=True)))[:HEADINGS_WITHIN]
    return _shown(
        "columns",
        here,
        page,
        target,
        problem=problem,
        plan=plan,
        columns=columns,
        firsts=[(index, number, ", ".join(cell for cell in row if cell)[:60]) for index, (number, row) in first],
        identifier=IDENTIFIER,
    )


def _rows_page(here: DocumentPage, page: str, target: Target, plan: Plan) -> str:
    outcome = importing.look(desk(), target, plan, _speech(target))
    known = parties(here.draft.record)
    by_row: dict[int, list[tuple[Misfit, str]]] = {}
    for misfit in outcome.misfits:
        name = _heading_of(target, plan, misfit.column)
        by_row.setdefault(misfit.row, []).append((misfit, name))
    first = next(iter(outcome.fitting.values()), {})
    return _shown(
        "rows",
        here,
        page,
        target,
        plan=plan,
        fitting=len(outcome.fitting),
        left=len(by_row),
        misfits=[
            (plan.sheet.numbers[number + plan.first], ", ".join(filter(None, plan.rows[number]))[:80], cells)
            for number, cells in list(by_row.items())[:MOST_SHOWN]
        ],
        more=max(0, len(by_row) - MOST_SHOWN),
        first=[
            (label(field.label), told(show(field, first[field.key], known)))
            for field in target.table.fields
            if field.key in first
        ],
    )


def _shown(step: str, here: DocumentPage, page: str, target: Target, **rest: Any) -> str:
    plan = rest.get("plan")
    return render_template(
        f"pages/import_{step}.html",
        page=here,
        side=side_pages(here, page),
        current=page,
        table=target.table,
        rows=json.dumps(plan.sheet.as_json(), ensure_ascii=False) if plan is not None else "",
        **rest,
    )


def _heading_of(target: Target, plan: Plan, column: int) -> str:
    """Return by which name a column of the file is spoken of: its heading, else what it was chosen for."""
    if column < len(plan.columns):
        name = plan.headings[column] or _column_name(target, plan.columns[column])
        if name:
            return name
    return gettext("Column %(number)s", number=column + 1)


def _column_name(target: Target, key: str) -> str:
    field = target.table.field(key)
    return label(field.label) if field is not None else gettext("Number of the row") if key else ""


def _place(dossier: str, document: str, page: str, question: str) -> tuple[DocumentPage, Target]:
    here = document_page(dossier, document, "interview.start")
    if page not in [one.id for one in here.interview]:
        abort(404)
    return here, Target(dossier, document, importing.table_of(desk(), dossier, question))


def _speech(target: Target) -> Speech:
    """Return how the person writes, with the labels of the table in every other language of the pages."""
    labels = [text for field in target.table.fields for text in (field.label, *(one.label for one in field.options))]
    others = [translations(language) for language in LANGUAGES if language != "en"]
    return Speech(current(), {text: tuple(str(one.ugettext(text)) for one in others) for text in labels if text})
