"""The parties of a dossier: the list with its buttons, one form for each party, and who takes part in an annex."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.interview import PARTIES_PAGE, Asked, applies, checked
from app.model.library import Library
from app.model.message import say
from app.model.question import Question
from app.services import drafts
from app.services import parties as services
from app.services import rows as row_services
from app.services.changes import ABSENT, Path
from app.services.drafts import library_in_use, open_draft
from app.services.organisation_keys import name_of
from app.services.organisation_parties import forget, kept_as
from app.services.record import MAIN, base_path, parties, party_name
from app.services.show import show
from app.web import saving
from app.web.context import desk
from app.web.documents import DocumentPage, document_page
from app.web.errors import second
from app.web.forms.fields import anchor
from app.web.forms.page import Source, page_form, problems
from app.web.language import gettext
from app.web.live import live_reply
from app.web.party_rows import party_row
from app.web.party_sections import sections, why
from app.web.questions import QuestionView, findings_on
from app.web.safety import is_typing, read_at
from app.web.sheet import blanks, sheet
from app.web.side import side_pages

pages = Blueprint("parties", __name__, url_prefix="/d/<dossier>")


@pages.get("/parties")
def listed(dossier: str) -> Response:
    """Go to the page of the interview that lists the parties."""
    return redirect(url_for("interview.page", dossier=dossier, document=MAIN, page=PARTIES_PAGE))


@pages.post("/parties")
def add(dossier: str) -> Response:
    """Add a party under the short name that was typed and open its form."""
    name = " ".join(request.form.get("short_name", "").split())
    draft = open_draft(desk(), dossier)
    field = draft.library.party_field("short_name")
    if not name or (field is not None and checked(field, name, ())[1]):
        flash(
            gettext("No party was added: write one or two words by which the contract calls it, in plain letters."),
            "note",
        )
        return redirect(url_for("parties.listed", dossier=dossier), 303)
    record, party = services.with_party(draft.record, name)
    edits: dict[Path, Any] = {("answers", "parties", f"@{party}"): _party(record, party)}
    drafts.save(desk(), dossier, MAIN, edits, read_at=draft.revision.number)
    forget(desk(), dossier, party)
    return redirect(url_for("parties.details", dossier=dossier, party=party), 303)


@pages.post("/parties/<party>/<any(up, down, remove):action>")
def act(dossier: str, party: str, action: str) -> Response:
    """Move or remove a party. What referred to a removed one is taken away with it; undo brings both back."""
    here = open_draft(desk(), dossier)
    name = next((party_name(one) for one in parties(here.record) if one["id"] == party), None)
    if name is None:
        abort(404)
    if action == "remove":
        changed = services.without_party(here.record, party, here.library)
        summary = say("{name} removed", name=name)
        flash(
            gettext("“%(name)s” was removed.", name=name),
            f"undo:{url_for('dossier.undo', dossier=dossier, document=MAIN)}",
        )
    else:
        changed, summary = services.moved(here.record, party, -1 if action == "up" else 1), say("Order of the parties")
    drafts.change(desk(), dossier, MAIN, changed, read_at=here.revision.number, summary=summary)
    return redirect(url_for("parties.listed", dossier=dossier), 303)


@pages.get("/parties/<party>")
def details(dossier: str, party: str) -> str:
    """Show the form of one party."""
    here = document_page(dossier, MAIN, "interview.start")
    _party(here.draft.record, party)
    return _shown(here, party, form=None)


@pages.post("/parties/<party>")
def save(dossier: str, party: str) -> Any:
    """Store the form of one party. One that was removed meanwhile stays removed."""
    _party(saving.source_of(dossier, MAIN).answers, party)
    taken = saving.take(dossier, MAIN, _entries(party, saving.shown_keys(), library_in_use(desk(), dossier)))
    here = document_page(dossier, MAIN, "interview.start")
    if is_typing():
        return jsonify(live_reply(here, PARTIES_PAGE, taken, _views(here, party, _form(here, party), taken.clashes)))
    if taken.clashes:
        return _shown(here, party, form=taken.form, clashes=taken.clashes), 409
    action, _, argument = request.form.get("act", "").partition(":")
    if action in row_services.ACTIONS:
        key = row_services.act(desk(), dossier, MAIN, action, argument)
        return redirect(url_for("parties.details", dossier=dossier, party=party, _anchor=anchor(key)), 303)
    if request.form.get("go") == "next":
        return redirect(url_for("parties.listed", dossier=dossier), 303)
    return redirect(url_for("parties.details", dossier=dossier, party=party), 303)


@pages.post("/<document>/taking-part")
def take_part(dossier: str, document: str) -> Response | tuple[str, int]:
    """Store which parties take part in an annex."""
    here = document_page(dossier, document, "interview.start")
    if document == MAIN:
        abort(404)
    chosen = [party["id"] for party in parties(here.draft.record) if party["id"] in request.form.getlist("party")]
    edits = {(*base_path(document), "parties"): chosen or ABSENT}
    saved = drafts.save(desk(), dossier, document, edits, read_at=read_at(), summary=say("Parties taking part"))
    if saved.conflicts:
        return second(dossier, url_for("interview.page", dossier=dossier, document=document, page=PARTIES_PAGE))
    target = here.interview[1].id if len(here.interview) > 1 else "check"
    return redirect(url_for("interview.page", dossier=dossier, document=document, page=target), 303)


def _party(record: Any, party: str) -> Any:
    found = next((one for one in parties(record) if one["id"] == party), None)
    if found is None:
        abort(404)
    return found


def _entries(party: str, keys: list[str], library: Library) -> list[tuple[str, Question]]:
    """Return the fields of a party by their full key, those of `keys` only."""
    fields = {f"parties[{party}].{field.key}": field for field in library.party_fields}
    return [(key, fields[key]) for key in keys if key in fields]


def _form(here: DocumentPage, party: str) -> FlaskForm:
    answers = _party(here.draft.record, party)
    asked = [field.key for field in here.library.party_fields if applies(field, answers)]
    source = Source(here.draft.record, here.draft.revision.unread, MAIN, desk().today())
    return page_form(_entries(party, [f"parties[{party}].{key}" for key in asked], here.library), source)


def _views(
    here: DocumentPage, party: str, form: FlaskForm, clashes: dict[str, saving.Clash] | None = None
) -> list[QuestionView]:
    views = []
    for key, field in _entries(party, list(form._fields), here.library):
        asked = Asked(replace(field, key=key), "given", "")
        views.append(
            QuestionView(
                asked, form[key], findings_on(here, key), (clashes or {}).get(key), why=why(field, here.library)
            )
        )
    return views


def _shown(
    here: DocumentPage, party: str, *, form: FlaskForm | None, clashes: dict[str, saving.Clash] | None = None
) -> str:
    form = form or _form(here, party)
    order = [one["id"] for one in parties(here.draft.record)]
    return render_template(
        "pages/party.html",
        page=here,
        side=side_pages(here, PARTIES_PAGE),
        party=party_row(_party(here.draft.record, party), here.library),
        number=order.index(party) + 1,
        count=len(order),
        form=form,
        sections=sections(_views(here, party, form, clashes), party),
        problems=problems(form),
        kept=(kept := kept_as(desk(), here.draft, party)),
        kept_name=name_of(kept.organisation.details) if kept.organisation is not None else "",
        shown=show,
        sheet=sheet(here),
        blanks=blanks(here.tree),
    )
