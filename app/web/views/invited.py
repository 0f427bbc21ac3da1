"""What an invited party sees: five pages of its own part, and the draft to read and to mark. Nothing else opens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    get_template_attribute,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from app.interview import Asked, applies
from app.model.question import Question
from app.services import exporting, inviting, own_part
from app.services import rows as row_services
from app.services.record import MAIN
from app.web import saving
from app.web.attachments import attachment
from app.web.context import at, desk
from app.web.forms.fields import anchor
from app.web.forms.page import Source, page_form, problems
from app.web.guest import DRAFT, PAGES, SIGNATORY, Guest, address, guest_of, guest_page, side_of, titles
from app.web.language import gettext
from app.web.live import notes_of
from app.web.marking import marked_sheet, marks_reply, save_marks, summary_of
from app.web.questions import QuestionView
from app.web.safety import is_typing
from app.web.saving import Clash

pages = Blueprint("invited", __name__, url_prefix="/i/<token>")

FORMATS = ("docx", "pdf")


@pages.get("")
def start(token: str) -> AnyResponse:
    """Go to the first page with something missing."""
    guest = guest_of(token)
    side = side_of(guest, "")
    target = next((one.id for one in side if one.state != "done"), DRAFT)
    return redirect(address(guest, target))


@pages.get("/<any(details, signatory):page>")
def details(token: str, page: str) -> str:
    """Show the details of the party, or its signatories and contact."""
    guest = guest_of(token)
    return _details(guest, page, _form(guest, page), {})


@pages.post("/<any(details, signatory):page>")
def save_details(token: str, page: str) -> Any:
    """Store the party's own details. A field of anybody else is not looked at."""
    guest = guest_of(token)
    own = dict(_entries(guest, page))
    entries = [(key, own[key]) for key in saving.shown_keys() if key in own]
    taken = saving.take(guest.dossier, MAIN, entries, author=guest.id)
    guest = guest_of(token)
    if is_typing():
        return jsonify(_reply(guest, page, taken))
    if taken.clashes:
        return _details(guest, page, taken.form, taken.clashes), 409
    action, _, argument = request.form.get("act", "").partition(":")
    if action in ("add", "remove", "up", "down") and argument.partition(":")[0] in own:
        _rows_of_party(guest, action, argument)
        return redirect(address(guest, page, anchor(argument.partition(":")[0])), 303)
    go = request.form.get("go", "next")
    if action or go == "stay":
        return redirect(address(guest, page, anchor(argument) if action else None), 303)
    return redirect(address(guest, _following(page) if go == "next" else go.removeprefix("page:")), 303)


@pages.get("/draft")
def draft(token: str) -> str:
    """Show a document of the dossier with the marks of the party."""
    return _draft(guest_of(token), request.args.get("document", MAIN))


@pages.post("/draft")
def save_draft(token: str) -> Any:
    """Store the marks of the party."""
    guest = guest_of(token)
    document = _readable(guest, request.args.get("document", MAIN))
    clashes = save_marks(guest.draft, document, guest.id, author=guest.id)
    if is_typing():
        summary = summary_of(guest.draft, document, guest.id)
        marks = render_template("parts/marks.html", guest=guest, document=document, **summary)
        return jsonify(marks_reply(summary, marks) | {"side": _side(guest, DRAFT)})
    if clashes:
        return _draft(guest, document, clashes), 409
    target = url_for("invited.draft", token=token, document=document if document != MAIN else None)
    return redirect(target, 303)


@pages.get("/draft/file")
def file(token: str) -> Response:
    """Hand out a document that the party may see, as a draft."""
    guest = guest_of(token)
    document = _readable(guest, request.args.get("document", MAIN))
    format_ = request.args.get("format", "docx")
    if format_ not in FORMATS:
        abort(404)
    return attachment(exporting.export(desk(), guest.draft, what=document, format_=format_, final=False))


@pages.post("/finished")
def finished(token: str) -> AnyResponse:
    """Tell whoever invited that the party has finished."""
    guest = guest_of(token)
    inviting.finish(desk(), guest.invitation)
    name = guest.inviter or gettext("Whoever invited you")
    flash(gettext("%(name)s sees now that you have finished. You can still change what you wrote.", name=name), "note")
    return redirect(address(guest, DRAFT), 303)


def _following(page: str) -> str:
    return PAGES[PAGES.index(page) + 1]


def _entries(guest: Guest, page: str) -> list[tuple[str, Question]]:
    """Return the fields of a page by their full key: the party's own, those that apply."""
    keys = own_part.field_keys(guest.draft, signatory=page == SIGNATORY)
    fields = {field.key: field for field in guest.draft.library.party_fields}
    return [(f"parties[{guest.id}].{key}", fields[key]) for key in keys]


def _form(guest: Guest, page: str) -> FlaskForm:
    source = Source(guest.draft.record, guest.draft.revision.unread, MAIN, desk().today())
    asked = [(key, field) for key, field in _entries(guest, page) if applies(field, guest.party)]
    return page_form(asked, source)


def _views(guest: Guest, page: str, form: FlaskForm, clashes: dict[str, Clash]) -> list[QuestionView]:
    return [
        QuestionView(Asked(replace(field, key=key), "given", ""), form[key], clash=clashes.get(key))
        for key, field in _entries(guest, page)
        if key in form
    ]


def _details(guest: Guest, page: str, form: FlaskForm, clashes: dict[str, Clash]) -> str:
    return guest_page(
        "pages/invited_details.html",
        guest,
        page,
        form=form,
        questions=_views(guest, page, form, clashes),
        problems=problems(form),
        following=titles()[_following(page)],
        others=[_in_words(one) for one in guest.draft.answers.parties if one["id"] != guest.id],
    )


def _in_words(party: Any) -> str:
    """Return another party as an invited one may read it: its names and its seat."""
    seat = party.get("seat") or {}
    words = (party.get("short_name"), party.get("legal_name"), seat.get("city"))
    return ", ".join(str(one) for one in dict.fromkeys(words) if one and one != "TBC")


def _reply(guest: Guest, page: str, taken: saving.Taken) -> dict[str, Any]:
    draw, box = (get_template_attribute("parts/question.html", name) for name in ("question", "clash_box"))
    views = _views(guest, page, _form(guest, page), taken.clashes)
    return {
        "revision": taken.number,
        "questions": [{"key": view.key, "html": str(draw(view))} for view in views],
        "notes": notes_of(taken),
        "clashes": {view.key: str(box(view)) for view in views if view.clash is not None},
        "docbar": "",
        "side": _side(guest, page),
        "blanks": 0,
        "changed": {},
        "saved": gettext("Saved %(time)s", time=at(desk().now())),
    }


def _side(guest: Guest, page: str) -> str:
    return render_template("parts/invited_side.html", guest=guest, side=side_of(guest, page), current=page)


def _rows_of_party(guest: Guest, action: str, argument: str) -> None:
    row_services.act(desk(), guest.dossier, MAIN, action, argument, author=guest.id)


def _readable(guest: Guest, document: str) -> str:
    if document not in guest.documents:
        abort(404, gettext("This document is not open to you."))
    return document


def _draft(guest: Guest, document: str, clashes: Any = ()) -> str:
    _readable(guest, document)
    tree = guest.draft.outcome.assembled.bundle.document(document)
    assert tree is not None  # noqa: S101 - it is one of the documents of the dossier
    return guest_page(
        "pages/invited_draft.html",
        guest,
        DRAFT,
        document=document,
        documents=[(one, guest.document_name(one)) for one in guest.documents],
        tree=tree,
        sheet=marked_sheet(guest.draft, tree, document, guest.id, clashes),
        formats=FORMATS,
        **summary_of(guest.draft, document, guest.id),
    )
