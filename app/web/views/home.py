"""The list of dossiers, the bin, the keys, the choice of colours and of the language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.services import samples
from app.store import dossiers as stored
from app.store.values import Dossier, Place
from app.web.context import THEMES, desk
from app.web.documents import dossier_title
from app.web.language import COOKIE, LANGUAGES, gettext, ngettext
from app.web.safety import own_path, whole
from app.web.words import counted

pages = Blueprint("home", __name__)

PER_PAGE = 50
_RECENT = timedelta(days=14)
_YEAR = 365 * 24 * 3600


@pages.get("/")
def dossiers() -> str:
    """Show the dossiers, the last changed first, and where the person stopped."""
    with desk().database.read() as session:
        last = max(1, -(-stored.count(session) // PER_PAGE))
        number = min(max(1, request.args.get("page", 1, type=whole)), last)
        listed = stored.listed(session, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    return render_template(
        "pages/dossiers.html",
        rows=[_row(dossier) for dossier in listed],
        resume=_resume(listed) if number == 1 else None,
        sample=samples.has_sample(desk()),
        number=number,
        last=last,
    )


@pages.get("/bin")
def bin_() -> str:
    """Show what was moved to the bin."""
    with desk().database.read() as session:
        listed = stored.listed(session, binned=True, limit=500)
    return render_template("pages/bin.html", rows=[_row(dossier) for dossier in listed])


@pages.get("/keys")
def keys() -> str:
    """Show the keys of the keyboard."""
    return render_template("pages/keys.html", section="")


@pages.post("/theme")
def choose_theme() -> AnyResponse:
    """Keep the choice of colours in a cookie."""
    return _remembering("theme", THEMES)


@pages.post("/language")
def choose_language() -> AnyResponse:
    """Keep the choice of the language in a cookie."""
    return _remembering(COOKIE, tuple(LANGUAGES))


def _remembering(name: str, known: tuple[str, ...]) -> AnyResponse:
    """Go back to where the person was, with the choice in a cookie; a choice that is not known ends the cookie."""
    value = request.form.get(name, "")
    response: Response = redirect(own_path(request.form.get("back"), url_for("home.dossiers")), 303)  # type: ignore[assignment]
    if value in known:
        response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=desk().settings.https)
    else:
        response.delete_cookie(name)
    return response


def _row(dossier: Dossier) -> dict[str, Any]:
    standing = dossier.standing
    documents = standing.get("documents", {}).values()
    missing = sum(one["missing"] + one["to_confirm"] + one["unread"] for one in documents)
    counts = {kind: sum(one[kind] for one in documents) for kind in ("error", "warning")}
    return {
        "dossier": dossier,
        "title": dossier_title(dossier),
        "parties": ", ".join(standing.get("parties", [])),
        "reference": standing.get("reference", ""),
        "documents": [one["name"] for one in documents],
        "todo": _todo(missing, counts),
        "ready": not missing and not counts["error"],
    }


def _todo(missing: int, counts: dict[str, int]) -> list[str]:
    todo = [ngettext("%(num)d answer missing", "%(num)d answers missing", missing)] if missing else []
    todo += [counted(count, kind) for kind, count in counts.items() if count]
    return todo or [gettext("Nothing missing")]


def _resume(listed: tuple[Dossier, ...]) -> dict[str, Any] | None:
    """Return the document where the person stopped last, if something was left open in the last fortnight."""
    since = desk().now() - _RECENT
    stopped: list[tuple[Place, Dossier]] = [
        (place, dossier)
        for dossier in listed
        for place in dossier.places
        if place.stopped_at and place.stopped_at > since and _open(dossier, place)
    ]
    if not stopped:
        return None
    place, dossier = max(stopped, key=lambda pair: pair[0].stopped_at)  # type: ignore[arg-type,return-value]
    counts = dossier.standing["documents"][place.key]
    left = counts["missing"] + counts["to_confirm"] - len(counts["names"])
    return {
        "place": place,
        "dossier": dossier,
        "title": dossier_title(dossier),
        "counts": counts,
        "page_title": counts["pages"].get(place.stopped_page, ""),
        "more": max(0, left),
    }


def _open(dossier: Dossier, place: Place) -> bool:
    counts = dossier.standing.get("documents", {}).get(place.key)
    return bool(counts and (counts["missing"] or counts["to_confirm"] or counts["unread"]))
