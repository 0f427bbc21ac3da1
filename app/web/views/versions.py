"""Versions: the history of a dossier, names, a comparison of two on a page and as a file, an earlier one restored."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from app.errors import NotFoundError
from app.model.message import say
from app.services import versions
from app.services.comparison_file import comparison_file
from app.services.drafts import open_draft
from app.services.record import MAIN, document_types
from app.services.versions import Comparison, Version
from app.web.attachments import attachment
from app.web.context import desk
from app.web.documents import DocumentPage, document_page
from app.web.language import gettext as _

pages = Blueprint("versions", __name__, url_prefix="/d/<dossier>/<document>/versions")


@pages.get("")
def compare(dossier: str, document: str) -> str:
    """Show the versions and what changed between two of them: by default from the last named one to now."""
    here = document_page(dossier, document, "versions.compare")
    every = request.args.get("every") == "1"
    history = versions.history(desk(), dossier, every=every, before=_number("before"))
    comparison = _comparison(here)
    return render_template(
        "pages/versions.html",
        page=here,
        history=history,
        every=every,
        comparison=comparison,
        changed=comparison.document(here.document) if comparison else None,
        elsewhere=[one for one in comparison.documents if one.clauses and one.id != here.document]
        if comparison
        else [],
        choices=_choices(dossier, comparison),
        longest=versions.LONGEST_NAME,
    )


@pages.get("/file")
def file(dossier: str, document: str) -> Response:
    """Hand out the comparison as a Word file."""
    here = document_page(dossier, document, "versions.compare")
    comparison = _comparison(here)
    changed = comparison.document(here.document) if comparison else None
    if comparison is None or changed is None:
        raise NotFoundError(say("There are no two versions of this document to compare."))
    return attachment(comparison_file(here.title, comparison, changed))


@pages.post("/name")
def name(dossier: str, document: str) -> BaseResponse:
    """Give a version a name, or take its name away."""
    number = _number("number", posted=True)
    if number is None:
        raise NotFoundError(say("The version that was to be named is not there."))
    kept = versions.set_name(desk(), dossier, number, request.form.get("name", ""))
    flash(_("This version is now called “%(name)s”.", name=kept) if kept else _("The name was taken away."), "note")
    return redirect(url_for("versions.compare", dossier=dossier, document=document), 303)


@pages.post("/restore")
def restore(dossier: str, document: str) -> BaseResponse:
    """Make the dossier what it was in a version; one step of undo brings back what there is now."""
    number = _number("number", posted=True)
    if number is None:
        raise NotFoundError(say("The version that was to be restored is not there."))
    step = versions.restore(desk(), dossier, number)
    if step is None:
        flash(_("Nothing has changed since that version."), "note")
    else:
        undo = url_for("dossier.undo", dossier=dossier, document=MAIN)
        flash(_("The dossier is as it was in that version."), f"undo:{undo}")
    there = document in document_types(open_draft(desk(), dossier).record)
    return redirect(url_for("versions.compare", dossier=dossier, document=document if there else MAIN), 303)


def _comparison(here: DocumentPage) -> Comparison | None:
    """Return what was asked for, or the comparison of the newest version with the named one before it."""
    head = here.draft.revision.number
    later = _number("to") or head
    earlier = _number("from") or _last_named(here, later)
    return versions.compare(desk(), here.dossier.id, earlier, later) if earlier and earlier != later else None


def _last_named(here: DocumentPage, later: int) -> int | None:
    named = versions.history(desk(), here.dossier.id).versions
    return next((one.number for one in named if one.name and one.number < later), 1 if later > 1 else None)


def _choices(dossier: str, comparison: Comparison | None) -> list[Version]:
    """Return what can be compared: the newest, the named ones, the first, and those that are being compared."""
    shown = {one.number: one for one in versions.history(desk(), dossier).versions}
    for one in (comparison.earlier, comparison.later) if comparison else ():
        shown.setdefault(one.number, one)
    return [shown[number] for number in sorted(shown, reverse=True)]


def _number(name: str, *, posted: bool = False) -> int | None:
    text = (request.form if posted else request.args).get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
