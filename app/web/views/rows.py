"""One row of a wide table on a page of its own."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.interview import applies, next_ids
from app.model.library import Library
from app.model.question import Question, QuestionType
from app.services import drafts
from app.services.drafts import library_in_use
from app.services.record import answer, parties
from app.services.show import show_row
from app.web import saving
from app.web.context import desk
from app.web.documents import DocumentPage, document_page
from app.web.errors import second
from app.web.forms.fields import anchor
from app.web.forms.page import Source, page_form, problems, question_fields
from app.web.forms.row import NEW, row_edits, row_entries
from app.web.language import gettext
from app.web.safety import read_at
from app.web.sheet import blanks, sheet
from app.web.side import side_pages
from app.web.words import told

pages = Blueprint("rows", __name__, url_prefix="/d/<dossier>/<document>/q/<page>/row/<question>")


@pages.get("/<row>")
def details(dossier: str, document: str, page: str, question: str, row: str) -> str:
    """Show the form of one row, or of a new one."""
    here = document_page(dossier, document, "interview.start")
    table = _table(here.library, question)
    return _shown(here, page, table, _existing(here, table, row) if row != NEW else NEW)


@pages.post("/<row>")
def save(dossier: str, document: str, page: str, question: str, row: str) -> Response | tuple[str, int]:
    """Store one row. A new row gets the next id of its table."""
    table, number = _table(library_in_use(desk(), dossier), question), read_at()
    source = saving.source_of(dossier, document, number)
    rows = [one for one in answer(source.answers, document, question) or [] if isinstance(one, dict)]
    identifier = next(next_ids(table, [str(one["id"]) for one in rows])) if row == NEW else row
    form = page_form(row_entries(table, row), source)
    saved = drafts.save(desk(), dossier, document, row_edits(form, source, row, identifier), read_at=number)
    place: dict[str, Any] = {"dossier": dossier, "document": document, "page": page}
    if saved.conflicts:
        return second(dossier, url_for("rows.details", **place, question=question, row=row))
    if request.form.get("go") == "another":
        return redirect(url_for("rows.details", **place, question=question, row=NEW), 303)
    if request.form.get("go") == "stay" or any(field.problem for field in question_fields(form)):
        return redirect(url_for("rows.details", **place, question=question, row=identifier), 303)
    return redirect(url_for("interview.page", **place, _anchor=anchor(question)), 303)


def _table(library: Library, key: str) -> Question:
    question = library.questions.get(key)
    if question is None or question.type is not QuestionType.ROWS or question.item is not None:
        abort(404)
    return question


def _existing(here: DocumentPage, table: Question, row: str) -> str:
    rows = answer(here.draft.record, here.document, table.key) or []
    if not any(isinstance(one, dict) and one.get("id") == row for one in rows):
        abort(404, gettext("This row was removed."))
    return row


def _shown(here: DocumentPage, page: str, table: Question, row: str) -> str:
    source = Source(here.draft.record, here.draft.revision.unread, here.document, desk().today())
    rows = answer(here.draft.record, here.document, table.key) or []
    values = next((one for one in rows if isinstance(one, dict) and one.get("id") == row), {})
    asked = [field for field in table.fields if applies(field, values)]
    form = page_form([(f"{table.key}[{row}].{field.key}", field) for field in asked], source)
    return render_template(
        "pages/row.html",
        page=here,
        side=side_pages(here, page),
        current=page,
        table=table,
        row=row,
        name=told(show_row(table, values, parties(here.draft.record))) or gettext("Row %(number)s", number=row),
        form=form,
        fields=question_fields(form),
        problems=problems(form),
        sheet=sheet(here),
        blanks=blanks(here.tree),
    )
