"""The address book in a dossier: parties taken from it, kept in it, and brought up to date."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.errors import ConflictError
from app.services import organisation_parties as services
from app.services.drafts import open_draft
from app.services.organisation_keys import name_of
from app.services.record import MAIN
from app.store import organisations as stored
from app.web.context import desk
from app.web.documents import dossier_title
from app.web.language import gettext
from app.web.organisation_rows import page_address, search
from app.web.safety import whole
from app.web.words import told, words_of

pages = Blueprint("party_origins", __name__, url_prefix="/d/<dossier>")


@pages.get("/organisations")
def choose(dossier: str) -> str:
    """Show the organisations that can become parties of the dossier."""
    draft = open_draft(desk(), dossier)
    return render_template(
        "pages/organisation_choice.html",
        draft=draft,
        title=dossier_title(draft.dossier),
        listed=search(),
        page_address=page_address,
    )


@pages.post("/organisations")
def take(dossier: str) -> Response:
    """Add an organisation as a party: the chosen one, or the only one with the name that was typed."""
    chosen = request.form.get("organisation", "")
    name = " ".join(request.form.get("name", "").split())
    if not chosen:
        with desk().database.read() as session:
            found = stored.named(session, name.casefold()[:200])
        if len(found) != 1:
            return redirect(url_for("party_origins.choose", dossier=dossier, q=name or None), 303)
        chosen = found[0].id
    party = services.take(desk(), dossier, chosen)
    return redirect(url_for("parties.details", dossier=dossier, party=party), 303)


@pages.post("/parties/<party>/keep")
def keep(dossier: str, party: str) -> Response:
    """Keep the details of a party in the address book."""
    try:
        kept = services.keep(desk(), dossier, party)
        name = told(name_of(kept.details))
        flash(gettext("The address book has these details of “%(name)s” now.", name=name), "note")
    except ConflictError as error:
        flash(words_of(error), "note")
    return redirect(url_for("parties.details", dossier=dossier, party=party), 303)


@pages.post("/parties/<party>/<any(newer, leave):action>")
def decide(dossier: str, party: str, action: str) -> Response:
    """Take what has changed in the address book, or leave the party as it is."""
    seen = request.form.get("seen", 0, type=whole)
    try:
        if action == "newer":
            services.take_news(desk(), dossier, party, seen=seen)
            undo = url_for("dossier.undo", dossier=dossier, document=MAIN)
            flash(gettext("The newer details were taken from the address book."), f"undo:{undo}")
        else:
            services.decline_news(desk(), dossier, party, seen=seen)
    except ConflictError as error:
        flash(words_of(error), "note")
    return redirect(url_for("parties.details", dossier=dossier, party=party), 303)
