"""What the review found in a document, by page or by clause, each with the way to mend it; the internal checklist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.model.message import say
from app.services import accepting, drafts
from app.web.checklist import deviations, missing
from app.web.context import desk
from app.web.documents import document_page
from app.web.errors import second
from app.web.finding_rows import accepted_rows, anchor_of, grouped, open_rows, unread_rows
from app.web.language import gettext
from app.web.safety import read_at

pages = Blueprint("findings", __name__, url_prefix="/d/<dossier>/<document>")

_SEVERITIES = ("error", "warning", "hint")
_SUMMARY = 60


@dataclass(frozen=True, slots=True)
class Refused:
    """A reason that was not taken: for which finding, what was typed, why."""

    key: str
    reason: str
    problem: str


@pages.get("/findings")
def listed(dossier: str, document: str) -> str:
    """Show the findings of a document."""
    return _shown(dossier, document)


@pages.post("/findings")
def decide(dossier: str, document: str) -> Response | tuple[str, int]:
    """Accept a warning with a reason, or take an acceptance back."""
    number = read_at()
    action, _, key = request.form.get("act", "").partition(":")
    here = document_page(dossier, document, "findings.listed")
    if action == "reopen":
        found = next((one.finding for one in here.accepted if accepting.key_of(one.finding) == key), None)
        edits = accepting.reopening(key)
    elif action == "accept":
        reason = accepting.reason_of(request.form.get("reason", ""))
        if problem := accepting.problem_of(reason):
            return _shown(dossier, document, Refused(key, reason, problem)), 422
        open_ones = (one for one in here.findings if accepting.can_accept(one))
        found = next((one for one in open_ones if accepting.key_of(one) == key), None)
        edits = accepting.accepting(found, reason, desk().today()) if found else {}
    else:
        abort(400)
    by = "clause" if request.args.get("by") == "clause" else None
    place: dict[str, Any] = {"dossier": dossier, "document": document, "by": by}
    if found is None:
        flash(gettext("That warning is not there any more. The list below is how it stands now."), "note")
        return redirect(url_for("findings.listed", **place), 303)
    summary = (
        say("Warning reopened: {finding}", finding=found.message)
        if action == "reopen"
        else say("Warning accepted: {finding}", finding=found.message)
    )
    saved = drafts.save(desk(), dossier, document, edits, read_at=number, summary=summary)
    target = url_for("findings.listed", **place, _anchor=anchor_of(key))
    return second(dossier, target) if saved.conflicts else redirect(target, 303)


@pages.get("/checklist")
def checklist(dossier: str, document: str) -> str:
    """Show what is to be looked at before a document goes out, for the file of the house."""
    here = document_page(dossier, document, "findings.listed")
    return render_template(
        "pages/checklist.html",
        page=here,
        today=desk().today(),
        missing=missing(here),
        findings=[*unread_rows(here), *open_rows(here)],
        accepted=accepted_rows(here),
        deviations=deviations(here, own_only=True),
    )


def _shown(dossier: str, document: str, refused: Refused | None = None) -> str:
    here = document_page(dossier, document, "findings.listed")
    by_clause = request.args.get("by") == "clause"
    rows, unread = open_rows(here), unread_rows(here)
    counts = {severity: sum(row.severity == severity for row in rows) for severity in _SEVERITIES}
    counts["error"] += len(unread)
    groups = grouped(here, rows, by_clause)
    if unread:
        groups = {gettext("Answers that cannot be read"): unread} | groups
    return render_template(
        "pages/findings.html",
        page=here,
        groups=groups,
        counts=counts,
        by_clause=by_clause,
        accepted=accepted_rows(here),
        refused=refused,
        longest=accepting.LONGEST,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SUMMARY else f"{text[: _SUMMARY - 1].rstrip()}…"
