"""Pages for what went wrong: what happened, and how to go on. No stack trace reaches a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.errors import AnswersError, NewerVersionError, NotFoundError, OutputError, RenderError
from app.services.record import MAIN

if TYPE_CHECKING:
    from flask import Flask

Page = tuple[str, int]

_TITLES = {
    400: "This request cannot be read",
    404: "There is nothing at this address",
    405: "This address cannot be used like that",
    413: "That is too large",
    500: "Something went wrong on our side",
}
_ADVICE = {
    400: "Go back, load the page again and repeat what you did.",
    404: "The dossier may have been removed, or the address is incomplete.",
    405: "Go back and use the buttons of the page.",
    500: "What you saved before is kept. The log of the service says what happened.",
}


def register(app: Flask) -> None:
    """Put the error pages onto the application."""
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(AnswersError, _misfit)
    app.register_error_handler(NewerVersionError, _too_new)
    app.register_error_handler(RenderError, _not_made)
    app.register_error_handler(OutputError, _not_made)
    app.register_error_handler(Exception, _unforeseen)


def page(status: int, title: str, text: str, points: tuple[str, ...] = (), last_text: str = "") -> Page:
    """Return an error page with its status; `last_text` is where the last text that was stored can be read."""
    shown = render_template("pages/error.html", title=title, text=text, points=points, last_text=last_text)
    return shown, status


def _http(error: HTTPException) -> Page:
    status = error.code or 500
    title = _TITLES.get(status, "This does not work")
    own = error.description or ""
    if status == 413:
        return page(
            status, title, f"At most {current_app.config['MAX_CONTENT_LENGTH'] // 1024:,} kB are taken at once."
        )
    # Werkzeug's own sentences speak to developers; a sentence given to `abort` speaks to the person.
    is_own = own and own != type(error).description
    return page(status, title, own if is_own else _ADVICE.get(status, ""))


def _form_too_old(_error: CSRFError) -> Page:
    return page(
        400,
        "This form is too old",
        "It was opened before the service started anew, or elsewhere. Go back, load the page again and repeat.",
    )


def _not_found(error: NotFoundError) -> Page:
    return page(404, _TITLES[404], str(error))


def _misfit(error: AnswersError) -> Page:
    place = request.view_args or {}
    return page(
        409,
        "These answers do not fit any more",
        "The clause library, or something they refer to, has changed since. Nothing is lost; each point says what does"
        " not fit.",
        tuple(str(mistake) for mistake in error.mistakes),
        url_for("text.last", dossier=place["dossier"], document=place.get("document", MAIN))
        if "dossier" in place
        else "",
    )


def _too_new(error: NewerVersionError) -> Page:
    return page(409, "A newer version saved this", str(error))


def _not_made(error: RenderError | OutputError) -> Page:
    return page(503, "The document could not be made", str(error))


def _unforeseen(error: Exception) -> Page:
    current_app.logger.error("Unforeseen error at %s %s", request.method, request.path, exc_info=error)
    return _http(InternalServerError())
