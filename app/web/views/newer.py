"""Newer clauses for a dossier: what they would change, adopting them, or staying with those of the draft."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.services import adopting
from app.services.record import MAIN
from app.web.context import desk
from app.web.documents import dossier_title
from app.web.language import gettext

pages = Blueprint("newer", __name__, url_prefix="/d/<dossier>/newer-clauses")


@pages.get("")
def compare(dossier: str) -> str | Response:
    """Show what the newer clauses would change; the dossier itself where there are none."""
    proposal = adopting.propose(desk(), dossier)
    if proposal is None:
        return redirect(url_for("dossier.overview", dossier=dossier))
    return render_template("pages/newer.html", proposal=proposal, title=dossier_title(proposal.dossier))


@pages.post("")
def decide(dossier: str) -> Response:
    """Adopt the newer clauses, or stay; what was shown for a library that has changed since is shown anew."""
    if request.form.get("library") != desk().library.version:
        return redirect(url_for("newer.compare", dossier=dossier), 303)
    if request.form.get("act") == "adopt":
        adopting.adopt(desk(), dossier)
        undo = url_for("dossier.undo", dossier=dossier, document=MAIN)
        flash(gettext("The newer clauses were adopted."), f"undo:{undo}")
    else:
        adopting.decline(desk(), dossier)
        flash(gettext("The draft stays with its clauses."), "note")
    return redirect(url_for("dossier.overview", dossier=dossier), 303)
