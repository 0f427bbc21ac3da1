"""A dossier: its documents, its parties, what comes next; rename, copy, bin; undo and redo of its documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.model import message
from app.model.message import say
from app.services import annexes, drafts, samples, undoing
from app.services.changes import Path
from app.services.drafts import open_draft
from app.services.record import MAIN, document_types
from app.services.sharing import keeps_subjects
from app.store import dossiers as stored
from app.store import listing, revisions
from app.web.context import desk
from app.web.documents import dossier_title
from app.web.language import gettext, ngettext
from app.web.party_rows import party_rows
from app.web.safety import own_path
from app.web.words import counted, label, told

pages = Blueprint("dossier", __name__, url_prefix="/d/<dossier>")

_LATELY = 5
_TITLE = 120


@pages.get("")
def overview(dossier: str) -> str:
    """Show the dossier."""
    draft = open_draft(desk(), dossier)
    with desk().database.read() as session:
        steps = [step for step in revisions.steps(session, dossier) if step.kind != "conflict"]
    standing: dict[str, Any] = draft.revision.standing["documents"]
    return render_template(
        "pages/dossier.html",
        draft=draft,
        title=dossier_title(draft.dossier),
        reference=draft.revision.standing.get("reference", ""),
        parties=party_rows(draft),
        documents=[(key, standing[key], _found(standing[key])) for key in document_types(draft.record)],
        possible=annexes.possible(draft.record, draft.library),
        following=_next(dossier, standing),
        lately=list(reversed(steps))[:_LATELY],
        has_matrix=keeps_subjects(draft.record, draft.library),
        earlier_clauses=draft.library.version != desk().library.version,
    )


@pages.post("/rename")
def rename(dossier: str) -> Response:
    """Give the dossier another title."""
    title = "".join(filter(str.isprintable, " ".join(request.form.get("title", "").split())))[:_TITLE]
    with desk().database.write() as session:
        stored.rename(session, dossier, title, desk().now())
    return redirect(url_for("dossier.overview", dossier=dossier), 303)


@pages.post("/copy")
def duplicate(dossier: str) -> Response:
    """Make a copy of the dossier and open it."""
    title = gettext("Copy of %(title)s", title=dossier_title(open_draft(desk(), dossier).dossier))[:_TITLE]
    return redirect(url_for("dossier.overview", dossier=samples.duplicate(desk(), dossier, title)), 303)


@pages.post("/bin")
def to_bin(dossier: str) -> Response:
    """Move the dossier to the bin."""
    with desk().database.write() as session:
        title = dossier_title(stored.get(session, dossier))
        stored.bin_(session, dossier, desk().now())
    flash(
        gettext("“%(title)s” was moved to the bin.", title=title), f"undo:{url_for('dossier.restore', dossier=dossier)}"
    )
    return redirect(url_for("home.dossiers"), 303)


@pages.post("/restore")
def restore(dossier: str) -> Response:
    """Take the dossier out of the bin."""
    with desk().database.write() as session:
        stored.bin_(session, dossier, None)
    return redirect(url_for("home.dossiers"), 303)


@pages.post("/mark")
def mark(dossier: str) -> Response:
    """Say that the dossier was signed, or put it into the archive; and both back again."""
    act, now = request.values.get("act", ""), desk().now()
    marks: dict[str, dict[str, Any]] = {
        "sign": {"signed_at": now},
        "unsign": {"signed_at": None},
        "archive": {"archived_at": now},
        "unarchive": {"archived_at": None},
    }
    if act not in marks:
        abort(400)
    with desk().database.write() as session:
        title = dossier_title(stored.get(session, dossier))
        listing.mark(session, dossier, **marks[act])
    if act == "archive":
        flash(
            gettext("“%(title)s” was archived.", title=title),
            f"undo:{url_for('dossier.mark', dossier=dossier, act='unarchive')}",
        )
    return redirect(url_for("home.dossiers"), 303)


@pages.post("/annexes")
def add_annex(dossier: str) -> Response:
    """Add an annex and open it."""
    draft = open_draft(desk(), dossier)
    record, annex = annexes.with_annex(draft.record, request.form.get("type", ""), draft.library)
    name = annexes.name_of(record, annex, draft.library)
    whole = next(one for one in record["annexes"] if one["id"] == annex)
    edits: dict[Path, Any] = {("answers", "annexes", f"@{annex}"): whole}
    drafts.save(
        desk(),
        dossier,
        MAIN,
        edits,
        read_at=draft.revision.number,
        summary=say("{name} added", name=message.label(name)),
    )
    return redirect(url_for("interview.start", dossier=dossier, document=annex), 303)


@pages.post("/<document>/remove")
def remove_annex(dossier: str, document: str) -> Response:
    """Remove an annex; its answers stay in the history and come back with undo."""
    draft = open_draft(desk(), dossier)
    name = annexes.name_of(draft.record, document, draft.library)
    edits = annexes.removing(draft.record, document, draft.revision.accepted)
    drafts.save(
        desk(),
        dossier,
        MAIN,
        edits,
        read_at=draft.revision.number,
        summary=say("{name} removed", name=message.label(name)),
    )
    flash(
        gettext("“%(name)s” was removed.", name=label(name)),
        f"undo:{url_for('dossier.undo', dossier=dossier, document=MAIN)}",
    )
    return redirect(url_for("dossier.overview", dossier=dossier), 303)


@pages.post("/<document>/undo")
def undo(dossier: str, document: str) -> Response:
    """Take back the last step in a document."""
    return _stepped(
        dossier, undoing.undo(desk(), dossier, document), lambda step: gettext("Undone: %(step)s", step=step)
    )


@pages.post("/<document>/redo")
def redo(dossier: str, document: str) -> Response:
    """Bring again the step that was undone last."""
    return _stepped(
        dossier, undoing.redo(desk(), dossier, document), lambda step: gettext("Done again: %(step)s", step=step)
    )


def _stepped(dossier: str, step: Any, words: Callable[[str], str]) -> Response:
    nothing = gettext("There is nothing to take back or to bring again.")
    flash(words(told(step.summary)) if step else nothing, "note")
    back = own_path(request.form.get("back"), "")
    return redirect(back or url_for("dossier.overview", dossier=dossier), 303)


def _found(counts: dict[str, Any]) -> str:
    found = [counted(counts[kind], kind) for kind in ("error", "warning", "hint") if counts[kind]]
    return ", ".join(found) or gettext("None")


def _next(dossier: str, standing: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the next human things, each with its address."""
    steps: list[tuple[str, str]] = []
    for key, counts in standing.items():
        place: dict[str, Any] = {"dossier": dossier, "document": key}
        missing = counts["missing"] + counts["to_confirm"]
        if counts["unread"]:
            steps.append(
                (
                    ngettext(
                        "Look again at %(num)d answer of the %(document)s",
                        "Look again at %(num)d answers of the %(document)s",
                        counts["unread"],
                        document=label(counts["name"]),
                    ),
                    url_for("interview.page", **place, page="check"),
                )
            )
        if missing:
            steps.append(
                (
                    ngettext(
                        "Answer %(num)d question of the %(document)s",
                        "Answer %(num)d questions of the %(document)s",
                        missing,
                        document=label(counts["name"]),
                    ),
                    url_for("interview.start", **place),
                )
            )
        elif counts["error"]:
            steps.append(
                (
                    ngettext(
                        "Solve %(num)d error of the %(document)s",
                        "Solve %(num)d errors of the %(document)s",
                        counts["error"],
                        document=label(counts["name"]),
                    ),
                    url_for("findings.listed", **place),
                )
            )
    return steps or [(gettext("Download the documents"), url_for("download.choose", dossier=dossier, document=MAIN))]
