"""The interview: one page of questions at a time, with the contract beside it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.errors import StorageError
from app.interview import PARTIES_PAGE, InterviewPage
from app.services import rows as row_services
from app.services.drafts import library_in_use
from app.services.record import MAIN
from app.store import dossiers
from app.web import saving
from app.web.context import desk
from app.web.documents import DocumentPage, document_page
from app.web.forms.fields import anchor
from app.web.forms.page import Source, page_form, problems
from app.web.language import gettext
from app.web.live import live_reply
from app.web.organisation_rows import known_organisations
from app.web.party_rows import party_rows
from app.web.questions import INHERITED, QuestionView, answer_in_words, question_views, without_inherited
from app.web.safety import is_typing
from app.web.sheet import blanks, sheet
from app.web.side import side_pages

pages = Blueprint("interview", __name__, url_prefix="/d/<dossier>/<document>")

CHECK_PAGE = "check"


@pages.get("")
def start(dossier: str, document: str) -> Response:
    """Go to the page where the person stopped, else to the first with something missing."""
    here = document_page(dossier, document, "interview.start")
    ids = [one.id for one in here.interview]
    place = here.dossier.place(document)
    stopped = place.stopped_page if place is not None else ""
    open_pages = [one.id for one in here.interview if one.missing or one.to_confirm]
    if document == MAIN and not here.draft.answers.parties:
        open_pages.insert(0, PARTIES_PAGE)
    target = stopped if stopped in ids else next(iter(open_pages), ids[0])
    return redirect(url_for("interview.page", dossier=dossier, document=document, page=target))


@pages.get("/q/<page>")
def page(dossier: str, document: str, page: str) -> str | Response:
    """Show a page of the interview."""
    here = document_page(dossier, document, "interview.start")
    if page == CHECK_PAGE:
        return _check_page(here)
    current = _page_of(here, page)
    _stop_at(dossier, document, page)
    if page == PARTIES_PAGE:
        return _parties_page(here)
    return _shown(here, current, form=None)


@pages.post("/q/<page>")
def save(dossier: str, document: str, page: str) -> Any:
    """Store a submitted page and go where its button leads. Nothing that was typed is refused or lost."""
    questions = library_in_use(desk(), dossier).questions
    entries = [(key, question) for key in saving.shown_keys() if (question := questions.get(key))]
    taken = saving.take(dossier, document, entries)
    if is_typing():
        here = document_page(dossier, document, "interview.start")
        return jsonify(live_reply(here, page, taken, _current_views(here, page, taken)))
    if taken.clashes:
        here = document_page(dossier, document, "interview.start")
        return _shown(here, _page_of(here, page), form=taken.form, clashes=taken.clashes), 409
    return redirect(_after(dossier, document, page), 303)


def _current_views(here: DocumentPage, page: str, taken: saving.Taken) -> list[QuestionView]:
    """Return the questions of a page as they are after a save; none where the page is not asked any more."""
    current = next((one for one in here.interview if one.id == page), None)
    if current is None:
        return []
    source = Source(here.draft.record, here.draft.revision.unread, here.document, desk().today())
    keys = saving.shown_keys()
    asked = [one for one in current.questions if one.state != INHERITED or one.question.key in keys]
    form = page_form([(one.question.key, one.question) for one in asked], source)
    return question_views(here, current, form, taken.clashes)


def _after(dossier: str, document: str, page: str) -> str:
    """Return the address that the pressed button leads to, after doing what it asks for in a table."""
    place: dict[str, Any] = {"dossier": dossier, "document": document}
    action, _, argument = request.form.get("act", "").partition(":")
    if action in row_services.ACTIONS:
        key = row_services.act(desk(), dossier, document, action, argument)
        if action == "remove":
            flash(
                gettext("The row was removed."), f"undo:{url_for('dossier.undo', dossier=dossier, document=document)}"
            )
        return url_for("interview.page", **place, page=page, _anchor=anchor(key))
    if action == "own":
        return url_for("interview.page", **place, page=page, change=argument, _anchor=anchor(argument))
    if action == "edit":
        key, _, row = argument.rpartition(":")
        return url_for("rows.details", **place, page=page, question=key, row=row)
    if action in ("import", "paste") and argument:
        paste = "paste" if action == "paste" else None
        return url_for("importing.start", **place, page=page, question=argument, _anchor=paste)
    if action in ("mine", "theirs"):
        return url_for("interview.page", **place, page=page, _anchor=anchor(argument))
    here = document_page(dossier, document, "interview.start")
    ids = [one.id for one in here.interview]
    go = request.form.get("go", "next")
    if go == "sharing":
        return url_for("sharing.matrix", dossier=dossier)
    if go.startswith("page:"):
        target = go.removeprefix("page:")
        return url_for("interview.page", **place, page=target if target in ids else CHECK_PAGE)
    if page not in ids:
        return url_for("interview.start", **place)
    index = ids.index(page) + {"next": 1, "back": -1}.get(go, 0)
    return url_for("interview.page", **place, page=ids[max(index, 0)] if index < len(ids) else CHECK_PAGE)


def _page_of(here: DocumentPage, page: str) -> InterviewPage:
    found = next((one for one in here.interview if one.id == page), None)
    if found is None:
        abort(
            404,
            gettext(
                "This page of the interview is not asked, or not any more: another answer has changed what is needed."
            ),
        )
    return found


def _stop_at(dossier: str, document: str, page: str) -> None:
    # Reading goes on where nothing can be stored.
    with suppress(StorageError), desk().database.write() as session:
        dossiers.stop_at(session, dossier, document, page, desk().now())


def _shown(
    here: DocumentPage,
    current: InterviewPage,
    *,
    form: FlaskForm | None,
    clashes: dict[str, saving.Clash] | None = None,
) -> str:
    source = Source(here.draft.record, here.draft.revision.unread, here.document, desk().today())
    changing = request.args.get("change", "")
    asked = without_inherited(current, changing)
    form = form or page_form([(one.question.key, one.question) for one in asked], source)
    ids = [one.id for one in here.interview]
    index = ids.index(current.id)
    return render_template(
        "pages/interview.html",
        page=here,
        side=side_pages(here, current.id),
        current=current,
        number=index + 1,
        count=len(ids),
        previous=here.interview[index - 1] if index else None,
        following=here.interview[index + 1].title if index + 1 < len(ids) else gettext("Check all answers"),
        form=form,
        questions=question_views(here, current, form, clashes or {}),
        problems=problems(form),
        sheet=sheet(here),
        blanks=blanks(here.tree),
    )


def _parties_page(here: DocumentPage) -> str:
    return render_template(
        "pages/parties.html" if here.document == MAIN else "pages/taking_part.html",
        page=here,
        side=side_pages(here, PARTIES_PAGE),
        number=1,
        count=len(here.interview),
        rows=party_rows(here.draft),
        organisations=known_organisations() if here.document == MAIN else [],
        following=here.interview[1] if len(here.interview) > 1 else None,
        sheet=sheet(here),
        blanks=blanks(here.tree),
    )


def _check_page(here: DocumentPage) -> str:
    return render_template(
        "pages/check.html",
        page=here,
        side=side_pages(here, CHECK_PAGE),
        parties=party_rows(here.draft),
        sheets=_checked(here),
    )


def _checked(here: DocumentPage) -> list[dict[str, Any]]:
    """Return every page with its answers in words, for the page on which all are checked."""
    return [
        {
            "page": one,
            "answers": [(asked, answer_in_words(here, asked.question)) for asked in one.questions],
        }
        for one in here.interview
        if one.questions
    ]
