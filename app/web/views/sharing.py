"""The sharing matrix of a dossier: who gives and receives what, suggested matches, and beginning their annexes."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.services import sharing
from app.services.annexes import name_of
from app.services.drafts import open_draft
from app.services.matching import matching_of
from app.services.record import MAIN
from app.web.context import desk
from app.web.documents import document_page, question_address
from app.web.language import gettext
from app.web.sharing_rows import balances, left_rows, match_rows, party_names, subject_rows
from app.web.words import label

pages = Blueprint("sharing", __name__, url_prefix="/d/<dossier>/sharing-matrix")


@pages.get("")
def matrix(dossier: str) -> str:
    """Show the matrix, the matches, and what met nothing."""
    here = document_page(dossier, MAIN, "")
    if not here.has_matrix:
        abort(404, gettext("The document of this dossier lists no offers, needs and subjects."))
    found = matching_of(here.draft.answers, here.library, desk().today())
    return render_template(
        "pages/sharing.html",
        page=here,
        parties=party_names(here),
        balances=balances(here),
        subjects=subject_rows(here, found),
        matches=match_rows(here, found),
        left=left_rows(here, found.left_out),
        enter=question_address(here)("offers"),
    )


@pages.post("/annexes")
def begin(dossier: str) -> Response:
    """Begin the annex of a match and open it."""
    key, seen = (request.form.get(name, "") for name in ("match", "drafted"))
    begun = sharing.begin_annex(desk(), dossier, key, drafted_in=seen)
    draft = open_draft(desk(), dossier)
    name = label(name_of(draft.record, begun.annex, draft.library))
    if begun.is_new:
        undo = url_for("dossier.undo", dossier=dossier, document=MAIN)
        flash(gettext("The %(name)s was begun with what the match says.", name=name), f"undo:{undo}")
    else:
        flash(gettext("Somebody has begun the %(name)s for this match already. Here it is.", name=name), "note")
    return redirect(url_for("interview.start", dossier=dossier, document=begun.annex), 303)
