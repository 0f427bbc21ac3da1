"""A dossier: its documents, its parties, what comes next; rename, copy, bin; undo and redo of its documents."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.services import annexes, drafts, samples, undoing
from app.services.changes import Path
from app.services.drafts import open_draft
from app.services.record import MAIN, document_types
from app.services.sharing import keeps_subjects
from app.store import dossiers as stored
from app.store import revisions
from app.web.context import counted, desk
from app.web.documents import dossier_title
from app.web.party_rows import party_rows
from app.web.safety import own_path

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
    title = f"Copy of {dossier_title(open_draft(desk(), dossier).dossier)}"[:_TITLE]
    return redirect(url_for("dossier.overview", dossier=samples.duplicate(desk(), dossier, title)), 303)


@pages.post("/bin")
def to_bin(dossier: str) -> Response:
    """Move the dossier to the bin."""
    with desk().database.write() as session:
        title = dossier_title(stored.get(session, dossier))
        stored.bin_(session, dossier, desk().now())
    flash(f"“{title}” was moved to the bin.", f"undo:{url_for('dossier.restore', dossier=dossier)}")
    return redirect(url_for("home.dossiers"), 303)


@pages.post("/restore")
def restore(dossier: str) -> Response:
    """Take the dossier out of the bin."""
    with desk().database.write() as session:
        stored.bin_(session, dossier, None)
    return redirect(url_for("home.dossiers"), 303)


@pages.post("/annexes")
def add_annex(dossier: str) -> Response:
    """Add an annex and open it."""
    draft = open_draft(desk(), dossier)
    record, annex = annexes.with_annex(draft.record, request.form.get("type", ""), draft.library)
    name = annexes.name_of(record, annex, draft.library)
    whole = next(one for one in record["annexes"] if one["id"] == annex)
    edits: dict[Path, Any] = {("answers", "annexes", f"@{annex}"): whole}
    drafts.save(desk(), dossier, MAIN, edits, read_at=draft.revision.number, summary=f"{name} added")
    return redirect(url_for("interview.start", dossier=dossier, document=annex), 303)


@pages.post("/<document>/remove")
def remove_annex(dossier: str, document: str) -> Response:
    """Remove an annex; its answers stay in the history and come back with undo."""
    draft = open_draft(desk(), dossier)
    name = annexes.name_of(draft.record, document, draft.library)
    edits = annexes.removing(draft.record, document, draft.revision.accepted)
    drafts.save(desk(), dossier, MAIN, edits, read_at=draft.revision.number, summary=f"{name} removed")
    flash(f"“{name}” was removed.", f"undo:{url_for('dossier.undo', dossier=dossier, document=MAIN)}")
    return redirect(url_for("dossier.overview", dossier=dossier), 303)


@pages.post("/<document>/undo")
def undo(dossier: str, document: str) -> Response:
    """Take back the last step in a document."""
    return _stepped(dossier, undoing.undo(desk(), dossier, document), "Undone")


@pages.post("/<document>/redo")
def redo(dossier: str, document: str) -> Response:
    """Bring again the step that was undone last."""
    return _stepped(dossier, undoing.redo(desk(), dossier, document), "Done again")


def _stepped(dossier: str, step: Any, word: str) -> Response:
    flash(f"{word}: {step.summary}" if step else "There is nothing to take back or to bring again.", "note")
    back = own_path(request.form.get("back"), "")
    return redirect(back or url_for("dossier.overview", dossier=dossier), 303)


def _found(counts: dict[str, Any]) -> str:
    found = [counted(counts[kind], kind) for kind in ("error", "warning", "hint") if counts[kind]]
    return ", ".join(found) or "None"


def _next(dossier: str, standing: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the next human things, each with its address."""
    steps: list[tuple[str, str]] = []
    for key, counts in standing.items():
        place: dict[str, Any] = {"dossier": dossier, "document": key}
        missing = counts["missing"] + counts["to_confirm"]
        if counts["unread"]:
            steps.append(
                (
                    f"Look again at {counted(counts['unread'], 'answer')} of the {counts['name']}",
                    url_for("interview.page", **place, page="check"),
                )
            )
        if missing:
            steps.append(
                (f"Answer {counted(missing, 'question')} of the {counts['name']}", url_for("interview.start", **place))
            )
        elif counts["error"]:
            steps.append(
                (
                    f"Solve {counted(counts['error'], 'error')} of the {counts['name']}",
                    url_for("findings.listed", **place),
                )
            )
    return steps or [("Download the documents", url_for("download.choose", dossier=dossier, document=MAIN))]
