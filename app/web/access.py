"""The owner's side opens to whoever is signed in. What else is open stands here by name; everything new is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import g, jsonify, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.services import signing_in
from app.web.context import desk
from app.web.language import gettext
from app.web.safety import SIGN_IN_TARGET, is_typing, own_path
from app.web.typed import Typed, typed

if TYPE_CHECKING:
    from flask import Flask

INVITED: Final = frozenset({"invited", "invited_tables"})
OPEN_BLUEPRINTS: Final = frozenset({"bootstrap", "fonts", "library", "sign_in"}) | INVITED
OPEN_ENDPOINTS: Final = frozenset(
    {"static", "home.keys", "home.choose_keys", "home.choose_theme", "home.choose_language"}
)

COMMAND: Final = "python -m app sign-in-link"
"""What prints a new link."""

_SESSION: Final = "owner"
"""The key of the cookie that holds the secret of the session."""


def register(app: Flask) -> None:
    """Let nobody else in, and tell templates who is."""

    @app.before_request
    def owner_only() -> Any:
        if request.endpoint is None or is_open() or is_signed_in():
            return None
        return _refused()

    @app.context_processor
    def who() -> dict[str, Any]:
        # An invited party sees no way to anything else, also where the same browser has signed in.
        return {"signed_in": is_signed_in(), "invited": request.blueprint in INVITED}


def is_open() -> bool:
    """Whether the page that was asked for is there for everybody."""
    return request.blueprint in OPEN_BLUEPRINTS or request.endpoint in OPEN_ENDPOINTS


def is_signed_in() -> bool:
    """Whether the request comes from somebody who has signed in."""
    if "is_signed_in" not in g:
        token = session.get(_SESSION)
        known = isinstance(token, str) and signing_in.is_signed_in(desk().database, token, desk().now())
        g.is_signed_in = known
    return bool(g.is_signed_in)


def sign_in(key: str) -> None:
    """Begin a session with the key of a link. Raises ClosedLinkError."""
    # The rest of the cookie stays: forms that are open in other windows can be sent after all.
    session[_SESSION] = signing_in.begin(desk().database, key, desk().now())
    session.permanent = True
    g.is_signed_in = True


def sign_out() -> None:
    """End the session, here and wherever its cookie was copied to."""
    token = session.pop(_SESSION, None)
    g.is_signed_in = False
    if isinstance(token, str):
        signing_in.end(desk().database, token, desk().now())


def _refused() -> Any:
    """Return the way to the sign-in; what a form brought along stays on the page and is sent again afterwards."""
    if request.method == "GET":
        return redirect(url_for("sign_in.show", to=request.full_path.rstrip("?")))
    if is_typing():
        message = gettext("You were signed out. Nothing is lost: sign in and save")
        return jsonify(message=message, address=url_for("sign_in.show")), 401
    return kept_page(""), 401


def kept_page(problem: str) -> str:
    """Return the page that asks for a sign-in link and keeps what the request wanted to store."""
    kept = typed()
    # A button that was pressed with nothing typed is not pressed again by itself: the person looks first.
    target = request.form.get(SIGN_IN_TARGET) or (request.full_path.rstrip("?") if kept else "")
    return sign_in_page(target, problem, kept)


def sign_in_page(target: str, problem: str, kept: Typed | None = None) -> str:
    """Return the page that asks for a sign-in link, and says how to get one."""
    return render_template(
        "pages/sign_in.html", target=target, typed=kept, problem=problem, section="", command=COMMAND
    )


def forward() -> Response:
    """Return the way to the page that was wanted; a form that was kept is sent there."""
    target = own_path(request.form.get(SIGN_IN_TARGET, request.args.get("to")), url_for("home.dossiers"))
    return redirect(target, 307 if typed() else 303)
