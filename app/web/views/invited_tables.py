"""The tables of an invited party: what it offers and needs, its Background, row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from app.interview import applies, next_ids
from app.model.question import Question
from app.services import drafts, own_part
from app.services.own_part import OwnTable
from app.services.record import answer, path_of
from app.services.show import show_row
from app.web import saving
from app.web.context import desk
from app.web.errors import second
from app.web.forms.page import Source, page_form, problems, question_fields
from app.web.forms.row import NEW, row_edits, row_entries
from app.web.guest import BACKGROUND, SHARING, Guest, address, guest_of, guest_page
from app.web.language import gettext
from app.web.safety import read_at

pages = Blueprint("invited_tables", __name__, url_prefix="/i/<token>")


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as its page lists it: the document when there are several, and the rows in words."""

    table: OwnTable
    document_name: str
    rows: list[tuple[str, str]]


@pages.get("/<any(sharing, background):page>")
def tables(token: str, page: str) -> str:
    """Show what the party offers and needs, or its Background."""
    guest = guest_of(token)
    keys = own_part.SHARING if page == SHARING else own_part.BACKGROUND
    found = own_part.tables_of(guest.draft, guest.id, keys)
    declared = own_part.declarations(guest.draft, guest.id) if page == BACKGROUND else {}
    documents = {one.document for one in found} | set(declared)
    names = {one: guest.document_name(one) if len(documents) > 1 else "" for one in documents}
    return guest_page(
        "pages/invited_tables.html",
        guest,
        page,
        tables=[TableView(one, names[one.document], _rows(one)) for one in found],
        declared=[(one, names[one], brings_none) for one, brings_none in declared.items()],
    )


@pages.post("/background/none")
def declare(token: str) -> Response | tuple[str, int]:
    """Store whether the party declares that it brings no Background."""
    guest = guest_of(token)
    document = request.form.get("document", "")
    saved = own_part.declare(desk(), guest.draft, guest.id, document, request.form.get("none") == "yes")
    target = address(guest, BACKGROUND)
    return second(guest.dossier, target) if saved.conflicts else redirect(target, 303)


@pages.post("/<any(sharing, background):page>/<document>/<question>/<row>/remove")
def remove(token: str, page: str, document: str, question: str, row: str) -> Response | tuple[str, int]:
    """Remove an own row."""
    guest = guest_of(token)
    table = own_part.table_of(guest.draft, guest.id, document, question)
    saved = own_part.remove_row(desk(), guest.draft, guest.id, table, row)
    target = address(guest, page)
    if saved.conflicts:
        return second(guest.dossier, target)
    flash(gettext("The row was removed."), "note")
    return redirect(target, 303)


@pages.get("/<any(sharing, background):page>/<document>/<question>/<row>")
def row(token: str, page: str, document: str, question: str, row: str) -> str:
    """Show the form of an own row, or of a new one."""
    guest = guest_of(token)
    table = own_part.table_of(guest.draft, guest.id, document, question)
    values = _own_row(table, row)
    source = Source(guest.draft.record, guest.draft.revision.unread, document, desk().today())
    form = page_form(_row_entries(table, row, values), source)
    return guest_page(
        "pages/invited_row.html",
        guest,
        page,
        table=table,
        row=row,
        name=show_row(table.question, values, ()) if row != NEW else "",
        form=form,
        fields=question_fields(form),
        problems=problems(form),
    )


@pages.post("/<any(sharing, background):page>/<document>/<question>/<row>")
def save_row(token: str, page: str, document: str, question: str, row: str) -> Response | tuple[str, int]:
    """Store an own row; whose row it is, the link says."""
    guest, number = guest_of(token), read_at()
    table = own_part.table_of(guest.draft, guest.id, document, question)
    values = _own_row(table, row)
    source = saving.source_of(guest.dossier, document, number)
    form = page_form(_row_entries(table, row, values), source)
    identifier = _new_id(guest, table) if row == NEW else row
    wanted = row_edits(form, source, row, identifier)
    if row == NEW and wanted:
        wanted[(*path_of(document, question), f"@{identifier}", own_part.OWNER)] = guest.id
    saved = drafts.save(desk(), guest.dossier, document, wanted, read_at=number, author=guest.id)
    here: dict[str, Any] = {"page": page, "document": document, "question": question}
    if saved.conflicts:
        return second(guest.dossier, url_for("invited_tables.row", token=token, row=row, **here))
    if any(field.problem for field in question_fields(form)):
        return redirect(url_for("invited_tables.row", token=token, row=identifier, **here), 303)
    return redirect(address(guest, page), 303)


def _rows(table: OwnTable) -> list[tuple[str, str]]:
    fields = tuple(field for field in table.question.fields if field.key != own_part.OWNER)
    shown = replace(table.question, fields=fields)
    return [(str(row["id"]), show_row(shown, row, ()) or str(row["id"])) for row in table.rows]


def _own_row(table: OwnTable, row: str) -> dict[str, Any]:
    if row == NEW:
        return {}
    found = next((dict(one) for one in table.rows if one["id"] == row), None)
    if found is None:
        abort(404, gettext("This row was removed."))
    return found


def _row_entries(table: OwnTable, row: str, values: dict[str, Any]) -> list[tuple[str, Question]]:
    owner = f"{table.question.key}[{row}].{own_part.OWNER}"
    return [(key, field) for key, field in row_entries(table.question, row) if key != owner and applies(field, values)]


def _new_id(guest: Guest, table: OwnTable) -> str:
    rows = answer(guest.draft.record, table.document, table.question.key) or []
    return next(next_ids(table.question, [str(one["id"]) for one in rows]))
