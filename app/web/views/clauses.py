"""The clauses of a document: the list, and one clause with its alternatives side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.interview import alternatives_of
from app.model.assembled import Selected
from app.model.clause import INHERIT, Alternative, Clause
from app.model.message import joined, label, say
from app.services import alternatives, drafts, notes, special_terms
from app.services.changes import ABSENT
from app.services.record import MAIN, base_path
from app.services.show import show
from app.web.checklist import deviations
from app.web.clause_rows import clause_rows, differing, findings_of, part_of
from app.web.context import desk
from app.web.differing import mark_differences
from app.web.documents import DocumentPage, document_page
from app.web.errors import second
from app.web.language import gettext
from app.web.safety import read_at, whole
from app.web.sheet import clause_html
from app.web.words import told

pages = Blueprint("clauses", __name__, url_prefix="/d/<dossier>/<document>/clauses")


Answered = Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a clause as it reads today."""

    alternative: Alternative | None
    label: str
    html: str
    chosen: bool
    asks: str


@pages.get("")
def listed(dossier: str, document: str) -> str:
    """Show the clauses of a document in order."""
    here = document_page(dossier, document, "clauses.listed")
    return render_template("pages/clauses.html", page=here, rows=clause_rows(here), differing=differing(here))


@pages.get("/differences")
def differences(dossier: str, document: str) -> str:
    """Show where a document leaves the text that the library prefers, with the words that differ."""
    here = document_page(dossier, document, "clauses.listed")
    return render_template("pages/differences.html", page=here, deviations=deviations(here))


@pages.get("/<clause>")
def details(dossier: str, document: str, clause: str) -> str:
    """Show one clause: two of its texts side by side, guidance, findings, legal references."""
    here = document_page(dossier, document, "clauses.listed")
    one, known = _selected(here, clause), here.library.clauses[clause]
    texts = _compared(here, one, known)
    return render_template(
        "pages/clause.html",
        page=here,
        rows=clause_rows(here),
        current=clause,
        clause=known,
        one=one,
        printed=alternatives.printed(here.draft, document, clause),
        texts=texts,
        offered=offered(here, known),
        marked=_marked(),
        own=alternatives.own_wording(part_of(here), clause),
        findings=findings_of(here, clause),
        terms=special_terms.after(part_of(here), clause),
        asked_on=_asked_on(here, clause),
        notes=notes.on_clause(desk(), dossier, document, clause),
    )


@pages.post("/<clause>")
def choose(dossier: str, document: str, clause: str) -> Answered:
    """Change a clause: another text, in or out, own wording, or the library's text again."""
    here = document_page(dossier, document, "clauses.listed")
    _selected(here, clause)
    path = (*base_path(document), "choices", clause)
    action, _, argument = request.form.get("act", "").partition(":")
    if action == "use":
        edits = alternatives.choosing(here.library, document, clause, argument)
    elif action == "switch" and argument in ("on", "off"):
        edits = {path: argument}
    elif action == "own":
        text = request.form.get("text", "").strip()
        edits = {path: {"text": text} if text else ABSENT}
    elif action == "library":
        edits = {path: ABSENT}
    else:
        abort(400)
    summary = _summary(here.library.clauses[clause], action, argument)
    saved = drafts.save(desk(), dossier, document, edits, read_at=read_at(), summary=summary)
    return _after(saved, dossier, document, clause)


@pages.post("/<clause>/notes")
def note(dossier: str, document: str, clause: str) -> Response:
    """Add an internal note to a clause, or take one away."""
    here = document_page(dossier, document, "clauses.listed")
    _selected(here, clause)
    place: dict[str, Any] = {"dossier": dossier, "document": document, "clause": clause}
    action, _, number = request.form.get("act", "").partition(":")
    if action == "add":
        notes.add(desk(), dossier, document, clause, request.form.get("note", ""))
    elif action == "remove" and number.isdecimal():
        notes.set_removed(desk(), dossier, whole(number), removed=True)
    else:
        abort(400)
    if action == "remove":
        back = url_for("clauses.restore_note", number=number, **place)
        flash(gettext("The note was removed."), f"undo:{back}")
    return redirect(url_for("clauses.details", **place, _anchor="notes"), 303)


@pages.post("/<clause>/notes/<int:number>/restore")
def restore_note(dossier: str, document: str, clause: str, number: int) -> Response:
    """Bring a note back that was removed."""
    notes.set_removed(desk(), dossier, whole(str(number)), removed=False)
    return redirect(url_for("clauses.details", dossier=dossier, document=document, clause=clause, _anchor="notes"), 303)


@pages.post("/<clause>/special")
def special(dossier: str, document: str, clause: str) -> Answered:
    """Add, change or remove a special term after a clause."""
    here = document_page(dossier, document, "clauses.listed")
    _selected(here, clause)
    number = request.form.get("number", type=whole)
    title, text = (request.form.get(name, "").strip() for name in ("title", "text"))
    action = request.form.get("act", "")
    terms = special_terms.changed(part_of(here), clause, number, None if action == "remove" else (title, text))
    edits = {(*base_path(document), "special_terms"): terms or ABSENT}
    summary = say("Special term: {title}", title=title) if title else say("Special term: removed")
    saved = drafts.save(desk(), dossier, document, edits, read_at=read_at(), summary=summary)
    return _after(saved, dossier, document, clause)


def _after(saved: drafts.Saved, dossier: str, document: str, clause: str) -> Answered:
    target = url_for("clauses.details", dossier=dossier, document=document, clause=clause)
    return second(dossier, target) if saved.conflicts else redirect(target, 303)


def _selected(here: DocumentPage, clause: str) -> Selected:
    found = next((one for one in alternatives.selection(here.draft, here.document) if one.clause == clause), None)
    if found is None or clause not in here.library.clauses:
        abort(404, gettext("This document has no place for such a clause."))
    return found


def offered(here: DocumentPage, known: Clause) -> list[Alternative]:
    """Return the texts that this document can have: one that refers to the framework is for its annexes."""
    fitting = alternatives_of(here.outline, here.library)[known.id]
    return [one for one in fitting if one.id != INHERIT or here.document != MAIN]


def _compared(here: DocumentPage, one: Selected, known: Clause) -> list[Text]:
    """Return the text in the document and the one it is compared with; only the first where there is no other."""
    own = alternatives.own_wording(part_of(here), known.id)
    names = [alternative.id for alternative in offered(here, known)]
    first = request.args.get("a") or (names[0] if own or one.alternative not in names else one.alternative)
    others = [name for name in names if name != first]
    second = request.args.get("b") or (others[0] if others else "")
    if first not in names or (second and second not in names):
        abort(404, gettext("The clause has no such text."))
    texts = [_text(here, one, known, name, own) for name in dict.fromkeys((first, second)) if name]
    if len(texts) == 2 and _marked():
        marked = mark_differences(texts[0].html, texts[1].html)
        texts = [replace(text, html=html) for text, html in zip(texts, marked, strict=True)]
    return texts


def _marked() -> bool:
    """Whether differences are marked: they are unless a comparison was asked for without."""
    return "marks" in request.args or "compared" not in request.args


def _text(here: DocumentPage, one: Selected, known: Clause, name: str, own: str) -> Text:
    alternative = known.alternative(name)
    chosen = one.state == "in" and not own and one.alternative == name
    placed = (
        alternatives.printed(here.draft, here.document, known.id)
        if chosen
        else alternatives.as_it_would_read(desk(), here.draft, here.document, known.id, name)
    )
    decided = alternatives.decided_by(here.library, alternative) if alternative is not None else None
    asks = (
        gettext(
            "Follows from “%(question)s: %(answer)s”.",
            question=told(label(decided[0].label)),
            answer=told(show(*decided)),
        )
        if decided is not None
        else ""
    )
    name = alternative.label if alternative is not None else name
    return Text(alternative, name, clause_html(here, placed) if placed is not None else "", chosen, asks)


def _asked_on(here: DocumentPage, clause: str) -> list[tuple[str, str]]:
    """Return the pages of the interview on which this clause asks something."""
    return [(one.id, one.title) for one in here.interview if any(asked.clause == clause for asked in one.questions)]


def _summary(known: Clause, action: str, argument: str) -> str:
    alternative = known.alternative(argument)
    what = {
        "use": label(alternative.label) if alternative is not None else argument,
        "switch": say("in the contract") if argument == "on" else say("left out"),
        "own": say("own wording"),
        "library": say("text of the library"),
    }
    return joined((known.plain_title, what[action]), ": ")
