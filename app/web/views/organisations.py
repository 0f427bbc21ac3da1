"""The address book: the list, one organisation, two that become one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.errors import ConflictError
from app.interview import Asked, applies, checked
from app.interview.gaps import field_value
from app.model.finding import Finding
from app.model.question import Question
from app.services import organisation_merging as merging
from app.services import organisations as services
from app.services import rows as row_services
from app.services.changes import ABSENT
from app.services.organisation_keys import name_of
from app.services.organisations import ENTRY
from app.services.record import MAIN, path_of
from app.services.show import show
from app.store import organisations as stored
from app.store.values import Organisation
from app.web.context import desk
from app.web.documents import dossier_title
from app.web.forms.fields import anchor
from app.web.forms.page import Source, edits, page_form, problems, question_fields
from app.web.language import gettext
from app.web.organisation_rows import Listed, organisation_row, page_address, search
from app.web.party_sections import sections, why
from app.web.questions import QuestionView
from app.web.safety import read_at, whole
from app.web.saving import shown_keys
from app.web.words import told, words_of

pages = Blueprint("organisations", __name__, url_prefix="/organisations")

_SECTION = "organisations"


@pages.get("")
def listed() -> str:
    """Show the organisations that are searched for, by name unless asked otherwise."""
    sort = request.args.get("sort", "")
    sort = sort if sort in stored.SORTS else "name"
    backwards = request.args.get("order") == "back"
    found = search(sort=sort, backwards=backwards)
    return render_template(
        "pages/organisations.html",
        section=_SECTION,
        listed=found,
        sort=sort,
        backwards=backwards,
        address=_address,
        page_address=page_address,
    )


@pages.post("")
def add() -> Response:
    """Add an organisation under the name that was typed and open it."""
    name = " ".join(request.form.get("legal_name", "").split())
    field = desk().library.party_field("legal_name")
    if not name or (field is not None and checked(field, name, ())[1]):
        flash(gettext("No organisation was added: write its name."), "note")
        return redirect(url_for("organisations.listed"), 303)
    made = services.create(desk(), {"legal_name": name})
    return redirect(url_for("organisations.details", organisation=made.id), 303)


@pages.get("/<organisation>")
def details(organisation: str) -> str | Response:
    """Show one organisation. A merged one leads to the one that it is part of now."""
    found = services.find(desk(), organisation)
    if found.id != organisation:
        return redirect(url_for("organisations.details", organisation=found.id))
    return _shown(found, _form(found))


@pages.post("/<organisation>")
def save(organisation: str) -> Any:
    """Store the details of an organisation, unless somebody else changed them since they were read."""
    before = services.find(desk(), organisation)
    source = _source(before)
    fields = dict(_entries())
    form = page_form([(key, fields[key]) for key in shown_keys() if key in fields], source)
    wanted = edits(form, source)
    action, _, argument = request.form.get("act", "").partition(":")
    key, _, row = argument.rpartition(":")
    if action in ("remove", "up", "down") and key in fields:
        path = path_of(MAIN, key)
        rows = wanted.get(path)
        wanted[path] = row_services.rows_after(rows if isinstance(rows, list) else [], action, row) or ABSENT
    try:
        services.save(desk(), organisation, wanted, read_at=read_at())
    except ConflictError:
        return _shown(before, form, theirs=_theirs(before, form)), 409
    if not action:
        flash(gettext("“%(name)s” was saved.", name=told(name_of(services.find(desk(), organisation).details))), "note")
    fragment = anchor(argument if action == "add" else key) if action else None
    return redirect(url_for("organisations.details", organisation=before.id, _anchor=fragment), 303)


@pages.post("/<organisation>/remove")
def remove(organisation: str) -> Response:
    """Take an organisation out of the address book."""
    gone = services.remove(desk(), organisation)
    flash(
        gettext(
            "“%(name)s” was removed from the address book. Dossiers keep their copies.",
            name=told(name_of(gone.details)),
        ),
        f"undo:{url_for('organisations.restore', organisation=gone.id)}",
    )
    return redirect(url_for("organisations.listed"), 303)


@pages.post("/<organisation>/restore")
def restore(organisation: str) -> Response:
    """Bring back an organisation that was removed or merged."""
    back = merging.restored(desk(), organisation)
    return redirect(url_for("organisations.details", organisation=back.id), 303)


@pages.get("/merge")
def merge() -> str | Response:
    """Show two organisations side by side, or what may be entered twice, or with what one could be merged."""
    one, other = (_maybe(request.args.get(name, "")) for name in ("one", "other"))
    if one is not None and other is not None and one.id == other.id:
        flash(gettext("This is one organisation; there is nothing to merge."), "note")
        return redirect(url_for("organisations.details", organisation=one.id))
    if one is not None and other is not None:
        differing = [
            (field, *(told(show(field, field_value(side.details, field.key))) for side in (one, other)))
            for field in services.differing(desk().library, one.details, other.details)
        ]
        rows = [organisation_row(side) for side in (one, other)]
        return render_template(
            "pages/organisations_merge.html", section=_SECTION, one=one, other=other, rows=rows, differing=differing
        )
    if one is not None:
        return render_template(
            "pages/organisations_other.html",
            section=_SECTION,
            one=organisation_row(one),
            alike=[organisation_row(like) for like in services.alike(desk(), one)],
            listed=search(),
            page_address=page_address,
        )
    found = [(organisation_row(first), organisation_row(second)) for first, second in merging.pairs(desk())]
    return render_template("pages/organisations_twice.html", section=_SECTION, pairs=found, most=merging.MOST_PAIRS)


@pages.post("/merge")
def save_merge() -> Response:
    """Merge two organisations as it was chosen."""
    one, other = (request.form.get(name, "") for name in ("one", "other"))
    read = (request.form.get("one_at", 0, type=whole), request.form.get("other_at", 0, type=whole))
    chosen = [field.key for field in services.fields_of(desk().library) if request.form.get(field.key) == "other"]
    try:
        kept = merging.merged(desk(), one, other, chosen, read)
    except ConflictError as error:
        flash(words_of(error), "note")
        return redirect(url_for("organisations.merge", one=one, other=other), 303)
    flash(
        gettext("Two entries became one: “%(name)s”.", name=told(name_of(kept.details))),
        f"undo:{url_for('organisations.restore', organisation=other)}",
    )
    return redirect(url_for("organisations.details", organisation=kept.id), 303)


def _address(found: Listed, sort: str, backwards: bool) -> str:
    """Return the address of the list in another order; what is as usual is left out."""
    order = "back" if backwards else None
    return url_for("organisations.listed", q=found.query or None, sort=sort if sort != "name" else None, order=order)


def _maybe(identifier: str) -> Organisation | None:
    return services.find(desk(), identifier) if identifier else None


def _entries() -> list[tuple[str, Question]]:
    return [(f"parties[{ENTRY}].{field.key}", field) for field in services.fields_of(desk().library)]


def _source(entry: Organisation) -> Source:
    return Source(services.as_record(entry.details), entry.unread, MAIN, desk().today())


def _form(entry: Organisation) -> FlaskForm:
    return page_form([(key, field) for key, field in _entries() if applies(field, entry.details)], _source(entry))


def _theirs(entry: Organisation, form: FlaskForm) -> list[tuple[str, str]]:
    """Return the values that somebody else stored and this form would change, by the labels of their fields."""
    found = [
        (field.question, field_value(entry.details, field.name.partition("].")[2]), field)
        for field in question_fields(form)
    ]
    return [
        (question.label, told(show(question, value)) or gettext("No answer"))
        for question, value, field in found
        if value != field.value or field.problem
    ]


def _views(form: FlaskForm, findings: tuple[Finding, ...]) -> list[QuestionView]:
    return [
        QuestionView(
            Asked(replace(field, key=key), "given", ""),
            form[key],
            tuple(one for one in findings if one.question == key or (one.question or "").startswith(f"{key}[")),
            why=why(field, desk().library),
        )
        for key, field in _entries()
        if key in form
    ]


def _shown(entry: Organisation, form: FlaskForm, *, theirs: list[tuple[str, str]] | None = None) -> str:
    findings = services.findings_of(desk(), entry.details)
    return render_template(
        "pages/organisation.html",
        section=_SECTION,
        entry=entry,
        row=organisation_row(entry),
        form=form,
        sections=sections(_views(form, findings), ENTRY),
        problems=problems(form),
        theirs=theirs,
        usages=[(one, dossier_title(one.dossier)) for one in services.usages(desk(), entry.id)],
        most=services.MOST_SHOWN,
        alike=[organisation_row(one) for one in services.alike(desk(), entry)],
    )
