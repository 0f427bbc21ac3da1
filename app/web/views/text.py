"""The contract on screen, on a page of its own: for phones, for print, for reading without a script."""

from __future__ import annotations

from flask import Blueprint, render_template, request

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
