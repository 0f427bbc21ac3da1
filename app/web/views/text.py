"""The contract on screen, on a page of its own: for phones, for print, for reading without a script."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from app.model.tree_json import from_json
from app.render.html import preview
from app.store import dossiers, revisions
from app.web.context import desk
from app.web.documents import document_page
from app.web.sheet import blanks, sheet

pages = Blueprint("text", __name__, url_prefix="/d/<dossier>/<document>")


@pages.get("/text")
def read(dossier: str, document: str) -> str:
    """Show the text of a document."""
    here = document_page(dossier, document, "")
    back = request.args.get("back", "")
    known = back if back in {one.id for one in here.interview} else ""
    return render_template("pages/text.html", page=here, sheet=sheet(here), blanks=blanks(here.tree), back=known)


@pages.get("/last-text")
def last(dossier: str, document: str) -> str:
    """Show the text as the newest revision stored it, without the library: it may have moved on."""
    with desk().database.read() as session:
        stored = dossiers.get(session, dossier)
        tree = revisions.tree(session, dossier, stored.head)
    found = from_json(tree).document(document) if tree is not None else None
    if found is None:
        abort(404)
    return render_template("pages/last_text.html", tree=found, sheet=preview(found))
