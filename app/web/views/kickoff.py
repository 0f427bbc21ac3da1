"""The kick-off: one screen for each decision, made for a projector. Everything goes into the ordinary draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.interview.row_ids import next_ids
from app.model.question import Question
from app.render import pdf
from app.services import completing, drafts, exporting, kickoff
from app.services.changes import ABSENT, Change, Path, apply
from app.services.kickoff import Decision
from app.services.record import MAIN, parties, path_of, state
from app.services.rows import act as row_act
from app.web import kickoff_page as pages_of
from app.web.attachments import attachment
from app.web.context import desk
from app.web.documents import document_page
from app.web.errors import second
from app.web.forms.page import edits, page_form, problems, question_fields
from app.web.forms.row import NEW, at_row, row_edits
from app.web.kickoff_page import Meeting, meeting
from app.web.safety import is_typing, read_at

pages = Blueprint("kickoff", __name__)

Edits = dict[Path, Any]


@pages.post("/kickoff")
def begin() -> AnyResponse:
    """Begin a meeting and show its first screen."""
    return redirect(url_for("kickoff.resume", dossier=kickoff.begin(desk())), 303)


@pages.get("/d/<dossier>/kickoff")
def resume(dossier: str) -> AnyResponse:
    """Go to the first screen that nobody has decided or put off."""
    draft = drafts.open_draft(desk(), dossier)
    screens = kickoff.kickoff_of(draft).screens
    target = next((one for one in screens if kickoff.decision(draft, one) is Decision.OPEN), screens[-1])
    return redirect(url_for("kickoff.show", dossier=dossier, screen=target.id))


@pages.get("/d/<dossier>/kickoff/<screen>")
def show(dossier: str, screen: str) -> str:
    """Show a screen."""
    return _shown(meeting(dossier, screen))


@pages.post("/d/<dossier>/kickoff/<screen>")
def save(dossier: str, screen: str) -> Any:
    """Store what was decided and go where the button leads. Nothing that was typed is refused or lost."""
    here, number = meeting(dossier, screen), read_at()
    wanted = _typed(here) | _acted(here)
    saved = drafts.save(desk(), dossier, MAIN, wanted, read_at=number)
    if saved.conflicts:
        return second(dossier, url_for("kickoff.show", dossier=dossier, screen=screen))
    action, _, argument = request.form.get("act", "").partition(":")
    if action == "remove":
        row_act(desk(), dossier, MAIN, "remove", argument)
    elif action == "complete":
        completing.complete(desk(), dossier)
    if is_typing():
        return jsonify(_parts(meeting(dossier, screen)))
    return redirect(_after(meeting(dossier, screen), action, argument), 303)


@pages.get("/d/<dossier>/kickoff/minutes/<format_>")
def minutes(dossier: str, format_: str) -> Response:
    """Hand out the minutes as a paper of their own."""
    here = document_page(dossier, MAIN, "")
    clause = kickoff.kickoff_of(here.draft).minutes
    made = exporting.export_extract(desk(), here.draft, document=MAIN, clause=clause, format_=format_)
    return attachment(made)


# --- what a submitted screen says ---


def _typed(here: Meeting) -> Edits:
    """Return the edits for what was chosen and typed on a screen."""
    wanted: Edits = {}
    shown = dict.fromkeys(request.form.getlist("shown"))
    if here.screen.cards and (card := request.form.get("card")):
        wanted |= kickoff.choosing(here.screen, card)
    known = here.page.library.questions
    wanted |= _read(here, [(key, known[key]) for key in shown if key in known])
    if here.screen.fields:
        wanted |= _parties(here)
    if here.screen.rows and not is_typing():
        wanted |= _row(here)
    return wanted


def _read(here: Meeting, entries: Iterable[tuple[str, Question]]) -> Edits:
    source = here.source()
    return edits(page_form(entries, source), source, leave_defaults=is_typing())


def _parties(here: Meeting) -> Edits:
    """Return the edits for the parties, those that were typed into an empty place too, with what follows from them."""
    wanted: Edits = {}
    for party in parties(here.page.draft.record):
        wanted |= _read(here, pages_of.party_entries(here, party["id"]))
    if not is_typing():
        wanted |= _new_parties(here)
    changes = [Change(path, ABSENT, value) for path, value in wanted.items()]
    changed = apply(state(here.page.draft.record, {}), changes)["answers"]
    for party in parties(changed):
        for name, value in kickoff.following(here.kickoff, party).items():
            wanted[path_of(MAIN, f"parties[{party['id']}].{name}")] = value
    return wanted


def _new_parties(here: Meeting) -> Edits:
    """Return the edits for parties that were typed into an empty place."""
    wanted: Edits = {}
    record = here.page.draft.record
    source = here.source()
    for place in pages_of.NEW_PARTIES:
        form = page_form(pages_of.party_entries(here, place), source)
        if not any(map(pages_of.new_row, question_fields(form))):
            continue
        values = {field.name.partition("].")[2]: field.value or field.typed for field in question_fields(form)}
        record, party = kickoff.new_party(record, values)
        wanted[path_of(MAIN, f"parties[{party}].short_name")] = parties(record)[-1].get("short_name", ABSENT)
        for path, value in edits(form, source).items():
            if value is not ABSENT:
                wanted[at_row(path, party, new=place)] = value
    return wanted


def _row(here: Meeting) -> Edits:
    """Return the edits for the row that was typed: a new one, or one that is being changed."""
    row = request.form.get("row", NEW)
    known = kickoff.rows(here.page.draft, here.screen.rows)
    table = here.page.library.questions[here.screen.rows]
    source = here.source()
    form = page_form(pages_of.row_entries(here, row), source)
    if row != NEW:
        return row_edits(form, source, row, row) if row in {one["id"] for one in known} else {}
    fields = question_fields(form)
    if not any(map(pages_of.new_row, fields)):
        return {}
    wanted = row_edits(form, source, NEW, next(next_ids(table, [str(one["id"]) for one in known])))
    for field in fields if here.screen.none else ():
        if field.question.type.value == "party" and isinstance(field.value, str):
            wanted |= kickoff.taking_back(here.page.draft, here.screen, field.value)
    return wanted


def _acted(here: Meeting) -> Edits:
    """Return the edits that the pressed button asks for."""
    draft, screen = here.page.draft, here.screen
    action, _, argument = request.form.get("act", "").partition(":")
    wanted: Edits = {} if is_typing() else kickoff.adding_point(draft, request.form.get("point", "")[:300])
    if request.form.get("go") == "next" and not screen.is_last:
        wanted |= kickoff.settling(draft, screen)
    if action == "later":
        wanted |= kickoff.putting_off(draft, screen)
    elif action == "drop":
        wanted |= kickoff.dropping_point(draft, argument)
    elif action == "nothing" and screen.none:
        party = argument or request.form.get("who", "")
        wanted |= kickoff.stating_nothing(desk(), draft, screen, party)
    elif action == "something" and screen.none:
        wanted |= kickoff.taking_back(draft, screen, argument)
    return wanted


def _after(here: Meeting, action: str, argument: str) -> str:
    """Return the address that the pressed button leads to."""
    screens = [one.id for one in here.kickoff.screens]
    index = screens.index(here.screen.id)
    target, row = here.screen.id, None
    go = request.form.get("go", "")
    if action == "later":
        target = screens[min(index + 1, len(screens) - 1)]
    elif action == "change":
        row = argument
    elif go == "next" and not _asks_more(here):
        target = screens[min(index + 1, len(screens) - 1)]
    elif go == "back":
        target = screens[max(index - 1, 0)]
    elif go.startswith("to:") and go[3:] in screens:
        target = go[3:]
    return url_for("kickoff.show", dossier=here.page.dossier.id, screen=target, row=row)


def _asks_more(here: Meeting) -> bool:
    """Whether the card that was chosen asks something that the page did not show yet."""
    return not set(kickoff.asked(here.page.draft, here.screen)) <= set(request.form.getlist("shown"))


# --- what is shown ---


def _context(here: Meeting) -> dict[str, Any]:
    form = pages_of.asked_form(here)
    row = request.args.get("row", NEW)
    if here.screen.rows and row != NEW:
        known = {one["id"] for one in kickoff.rows(here.page.draft, here.screen.rows)}
        row = row if row in known else NEW
    last = here.screen.is_last
    return {
        "meeting": here,
        "page": here.page,
        "form": form,
        "fields": question_fields(form),
        "problems": problems(form),
        "blocks": pages_of.party_blocks(here) if here.screen.fields else [],
        "groups": pages_of.table(here) if here.screen.rows else [],
        "heads": pages_of.heads(here) if here.screen.rows else [],
        "row": row,
        "row_fields": pages_of.row_fields(here, row) if here.screen.rows else [],
        "silent": _silent(here) if here.screen.none else [],
        "open": kickoff.open_answers(here.page.draft) if last else (0, 0),
        "decisions": [one for one in here.kickoff.screens if not one.is_last] if last else [],
        "closed": pdf.problem() if last else "",
    }


def _silent(here: Meeting) -> list[tuple[str, str]]:
    quiet = kickoff.silent(here.page.draft, here.screen)
    return [
        (group["party"]["id"], group["party"]["name"])
        for group in pages_of.table(here)
        if group["party"]["id"] in quiet
    ]


def _shown(here: Meeting) -> str:
    return render_template("pages/kickoff.html", **_context(here))


def _parts(here: Meeting) -> dict[str, Any]:
    """Return what the script that saves while people choose puts into the page."""
    context = _context(here)
    return {
        "revision": here.page.draft.revision.number,
        "parts": {
            name: render_template(f"parts/kickoff_{name}.html", **context) for name in ("agenda", "says", "side")
        },
        **({"asks": render_template("parts/kickoff_asks.html", **context)} if _asks_more(here) else {}),
    }
