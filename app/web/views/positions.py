"""Where the parties stand: clause by party, and their invitations; what they saved while somebody watches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for

from app.services import own_part, positions
from app.services.positions import Clash, Mark
from app.store import remarks, revisions
from app.web.context import at, desk
from app.web.documents import DocumentPage, document_page
from app.web.guest import party_names
from app.web.invitation_rows import invitation_rows
from app.web.language import gettext
from app.web.marking import marked_sheet, marks_reply, position_words, save_marks, summary_of
from app.web.safety import is_typing, whole
from app.web.words import told

pages = Blueprint("positions", __name__, url_prefix="/d/<dossier>")

OPEN, UNMARKED, ALL = "open", "unmarked", "all"


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with the marks of the parties, in their order."""

    clause: str
    source: str
    number: str
    title: str
    marks: list[Mark]

    @property
    def is_open(self) -> bool:
        """Whether somebody wants to discuss it, reserves its position, or has agreed to another text."""
        return any(one.position in (positions.DISCUSS, positions.RESERVED) or one.is_old for one in self.marks)

    @property
    def is_unmarked(self) -> bool:
        """Whether somebody has said nothing yet."""
        return any(not one.position for one in self.marks)


@pages.get("/<document>/positions")
def listed(dossier: str, document: str) -> str:
    """Show the matrix of a document, and the invitations."""
    here = document_page(dossier, document, "positions.listed")
    names = party_names(here.draft)
    parties = [one for one in names if document in own_part.documents_of(here.draft, one)]
    rows = _rows(here, parties)
    counts = {OPEN: sum(row.is_open for row in rows), UNMARKED: sum(row.is_unmarked for row in rows), ALL: len(rows)}
    wanted = request.args.get("show", "")
    show = wanted if wanted in counts else OPEN if counts[OPEN] else ALL
    chosen = {OPEN: [row for row in rows if row.is_open], UNMARKED: [row for row in rows if row.is_unmarked], ALL: rows}
    invited = invitation_rows(here.draft)
    return render_template(
        "pages/positions.html",
        page=here,
        parties=[(one, names[one], next(row for row in invited if row.party == one)) for one in parties],
        rows=chosen[show],
        counts=counts,
        show=show,
        agreed=sum(all(one.position == positions.AGREED and not one.is_old for one in row.marks) for row in rows),
        words=position_words(),
        invitations=invited,
        news=_news(dossier),
    )


@pages.get("/<document>/positions/<party>")
def mark(dossier: str, document: str, party: str) -> str:
    """Show a document with the marks of a party, for whoever answers for it here."""
    return _marked(document_page(dossier, document, "positions.listed"), party)


@pages.post("/<document>/positions/<party>")
def save(dossier: str, document: str, party: str) -> Any:
    """Store marks that were made here for a party."""
    here = document_page(dossier, document, "positions.listed")
    _taking_part(here, party)
    clashes = save_marks(here.draft, document, party, author="")
    if is_typing():
        summary = summary_of(here.draft, document, party)
        marks = render_template("parts/marks.html", guest=None, **summary)
        return jsonify(marks_reply(summary, marks))
    if clashes:
        return _marked(here, party, clashes), 409
    return redirect(url_for("positions.listed", dossier=dossier, document=document, show=ALL), 303)


@pages.get("/news")
def news(dossier: str) -> Response:
    """Tell a page that is open what a party has saved since it was loaded."""
    revision, mark = (request.args.get(name, 0, type=whole) for name in ("revision", "mark"))
    now = _news(dossier)
    message = ""
    if now["mark"] > mark:
        message = gettext("%(party)s marked clauses at %(time)s.", party=now["marked_by"], time=now["marked_at"])
    elif now["revision"] > revision and now["saved_by"]:
        message = gettext("%(party)s saved at %(time)s: %(what)s.", party=now["saved_by"], time=now["saved_at"],
                          what=now["what"])  # fmt: skip
    return jsonify(message=message, again=gettext("Show it"))


def _news(dossier: str) -> dict[str, Any]:
    with desk().database.read() as session:
        head = revisions.get(session, dossier)
        mark, party, moment = remarks.last_position(session, dossier)
    names = {str(one["id"]): str(one.get("short_name") or one["id"]) for one in head.answers.get("parties") or []}
    return {
        "revision": head.number,
        "saved_by": names.get(head.author, ""),
        "saved_at": at(head.made_at),
        "what": told(head.summary),
        "mark": mark,
        "marked_by": names.get(party, party),
        "marked_at": at(moment) if moment is not None else "",
    }


def _taking_part(here: DocumentPage, party: str) -> str:
    name = party_names(here.draft).get(party)
    if name is None or here.document not in own_part.documents_of(here.draft, party):
        abort(404, gettext("This party does not take part in the document."))
    return name


def _marked(here: DocumentPage, party: str, clashes: Iterable[Clash] = ()) -> str:
    return render_template(
        "pages/marking.html",
        page=here,
        name=_taking_part(here, party),
        party=party,
        sheet=marked_sheet(here.draft, here.tree, here.document, party, clashes),
        guest=None,
        **summary_of(here.draft, here.document, party),
    )


def _rows(here: DocumentPage, parties: list[str]) -> list[Row]:
    marks = positions.matrix(desk(), here.draft, here.document, parties)
    return [
        Row(key, clause.source, clause.number, clause.plain_title, marks[key])
        for clause in positions.clauses_of(here.tree)
        if (key := positions.key_of(clause)) in marks
    ]
