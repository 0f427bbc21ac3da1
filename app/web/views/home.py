"""The list of dossiers, the bin, the keys, the choice of colours and of the language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.config import is_loopback
from app.model.message import Message, say
from app.services import kickoff, samples
from app.store import dossiers as stored
from app.store import listing
from app.store.listing import Wanted
from app.store.values import Dossier, Place
from app.web.context import KEYS_OFF, SINGLE_KEYS, THEMES, desk
from app.web.documents import dossier_title
from app.web.language import COOKIE, LANGUAGES, gettext, ngettext
from app.web.safety import own_path, whole
from app.web.words import counted

pages = Blueprint("home", __name__)

PER_PAGE = 50
_RECENT = timedelta(days=14)
_YEAR = 365 * 24 * 3600
_LONGEST_QUERY: Final = 200
_MOST_WORDS: Final = 8
_STATE_NAMES: Final[dict[str, tuple[Message, str]]] = {
    listing.DRAFTING: (say("Drafting"), "draft"),
    listing.WITH_PARTIES: (say("With the parties"), "open"),
    listing.READY: (say("Ready to sign"), "ok"),
    listing.SIGNED: (say("Signed"), ""),
    listing.ARCHIVED: (say("Archived"), ""),
}
"""The states of dossiers with their names and the looks of their tags."""


@pages.get("/")
def dossiers() -> str:
    """Show the dossiers that are wanted, the last changed first unless asked otherwise, and where one stopped."""
    wanted, now = _wanted(), desk().now()
    with desk().database.read() as session:
        counts = listing.counts(session, wanted, now)
        found = counts.get(wanted.state, 0) if wanted.state else sum(counts.get(one, 0) for one in _states(wanted))
        last = max(1, -(-found // PER_PAGE))
        number = min(max(1, request.args.get("page", 1, type=whole)), last)
        shown = listing.identifiers(session, wanted, now, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
        listed, states = stored.these(session, shown), listing.states(session, shown, now)
        lately = stored.these(session, listing.identifiers(session, Wanted(), now, limit=PER_PAGE))
        parties, types = listing.parties(session), listing.types(session)
    return render_template(
        "pages/dossiers.html",
        rows=[_row(dossier, states[dossier.id]) for dossier in listed],
        resume=_resume(lately) if number == 1 and wanted == Wanted() else None,
        sample=samples.has_sample(desk()),
        kickoff=kickoff.offered(desk().library),
        empty=not any(counts.values()) and not lately,
        wanted=wanted,
        query=_query,
        counts=counts,
        states=_STATE_NAMES,
        parties=parties,
        types=[(one, desk().library.outlines[one].name) for one in types if one in desk().library.outlines],
        number=number,
        last=last,
        is_local=is_loopback(desk().settings.listen_on),
    )


@pages.get("/bin")
def bin_() -> str:
    """Show what was moved to the bin."""
    with desk().database.read() as session:
        listed = stored.in_bin(session, limit=500)
    return render_template("pages/bin.html", rows=[_row(dossier) for dossier in listed])


@pages.get("/keys")
def keys() -> str:
    """Show the keys of the keyboard."""
    return render_template("pages/keys.html", section="")


@pages.post("/keys")
def choose_keys() -> AnyResponse:
    """Keep in a cookie whether single keys work."""
    return _remembering(SINGLE_KEYS, (KEYS_OFF,))


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


def _wanted() -> Wanted:
    """Return what the address asks for; what it asks for in vain is left out."""
    sort, _, turned = request.args.get("sort", "").partition("-")
    state = request.args.get("state", "")
    return Wanted(
        words=tuple(request.args.get("q", "")[:_LONGEST_QUERY].split()[:_MOST_WORDS]),
        state=state if state in listing.STATES else "",
        party=request.args.get("party", "")[:_LONGEST_QUERY],
        type=request.args.get("type", "")[:_LONGEST_QUERY],
        archived=request.args.get("archived") == "1",
        sort=sort if sort in listing.SORTS else "changed",
        backwards="back" in (turned, request.args.get("order")),
    )


def _states(wanted: Wanted) -> tuple[str, ...]:
    return (listing.ARCHIVED,) if wanted.archived else listing.STATES


def _query(wanted: Wanted, **changed: Any) -> str:
    """Return the address of the list with something else wanted; what is as usual is left out."""
    new = replace(wanted, **changed)
    return url_for(
        "home.dossiers",
        q=" ".join(new.words) or None,
        state=new.state or None,
        party=new.party or None,
        type=new.type or None,
        archived="1" if new.archived else None,
        sort=new.sort if new.sort != "changed" else None,
        order="back" if new.backwards else None,
    )


def _row(dossier: Dossier, state: str = "") -> dict[str, Any]:
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
        "state": state,
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
