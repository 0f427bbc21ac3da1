"""Signing in with a link, and out again."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from app.errors import ClosedLinkError
from app.web import access
from app.web.language import gettext
from app.web.safety import SIGN_IN_KEY

pages = Blueprint("sign_in", __name__)


@pages.get("/sign-in")
def show() -> str | Response | tuple[str, int]:
    """Sign in with the key in the address; without one, say how to get a link."""
    key = request.args.get("key", "")
    if request.method == "HEAD" or not (key or access.is_signed_in()):
        return _page("")
    return _entered(key)


@pages.post("/sign-in")
def enter() -> str | Response | tuple[str, int]:
    """Sign in with a link, or its key, that was pasted; a form that was kept goes where it wanted to."""
    return _entered(_key_of(request.form.get(SIGN_IN_KEY, "")))


@pages.post("/sign-out")
def leave() -> Response:
    """End the session."""
    access.sign_out()
    return redirect(url_for("sign_in.show"), 303)


def _entered(key: str) -> Response | tuple[str, int]:
    if not access.is_signed_in():
        try:
            access.sign_in(key)
        except ClosedLinkError as error:
            return _page(_problem(error.reason)), 403
    return access.forward()


def _problem(reason: str) -> str:
    words = {
        "used": gettext("This sign-in link was used already; each works once."),
        "ended": gettext("This sign-in link is too old, or a newer one was made since."),
    }
    return words.get(reason) or gettext("This is no sign-in link of this service.")


def _key_of(pasted: str) -> str:
    """Return the key of a pasted link; a key alone is one."""
    text = pasted.strip()
    return next(iter(parse_qs(urlsplit(text).query).get("key", [])), text) if "?" in text else text


def _page(problem: str) -> str:
    if request.method == "POST":
        return access.kept_page(problem)
    return access.sign_in_page(request.args.get("to", ""), problem)
