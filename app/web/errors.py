"""Pages for what went wrong: what happened, and how to go on. No stack trace reaches a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, current_app, jsonify, render_template, request, url_for
from flask_babel import format_decimal
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException, InternalServerError

from app.errors import (
    AnswersError,
    ClosedLinkError,
    LostLibraryError,
    NewerVersionError,
    NotFoundError,
    OutputError,
    RenderError,
    StorageError,
)
from app.model.message import say
from app.services.record import MAIN
from app.store import dossiers
from app.web.context import desk
from app.web.guest import last_day
from app.web.language import gettext
from app.web.safety import is_typing
from app.web.typed import typed
from app.web.words import told, words_of

if TYPE_CHECKING:
    from flask import Flask

Page = tuple[str, int]

_TITLES = {
    400: say("This request cannot be read"),
    403: say("This does not open"),
    404: say("There is nothing at this address"),
    405: say("This address cannot be used like that"),
    413: say("That is too large"),
    500: say("Something went wrong on our side"),
}
_ADVICE = {
    400: say("Go back, load the page again and repeat what you did."),
    404: say("The dossier may have been removed, or the address is incomplete."),
    405: say("Go back and use the buttons of the page."),
    500: say("What you saved before is kept. The log of the service says what happened."),
}


def register(app: Flask) -> None:
    """Put the error pages onto the application."""
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(ClosedLinkError, _closed)
    app.register_error_handler(AnswersError, _misfit)
    app.register_error_handler(NewerVersionError, _too_new)
    app.register_error_handler(RenderError, _not_made)
    app.register_error_handler(OutputError, _not_made)
    app.register_error_handler(LostLibraryError, _lost_library)
    app.register_error_handler(StorageError, _not_stored)
    app.register_error_handler(Exception, _unforeseen)


def page(status: int, title: str, text: str, **rest: Any) -> Page:
    """Return an error page with its status.

    `points` are single mistakes; `last_text`, `newer` and `theirs` are where the last text that was stored, the newer
    clauses, and what somebody else saved can be read; `typed` is what was not stored, `again` the button that sends it
    once more.
    """
    return render_template("pages/error.html", title=title, text=text, **rest), status


def second(dossier: str, theirs: str) -> Page:
    """Return the page for a save that came second: theirs is in force, what was typed here is shown and can be kept."""
    with desk().database.read() as session:
        head = dossiers.get(session, dossier).head
    return page(
        409,
        gettext("Somebody else saved first"),
        gettext(
            "While you were writing, another value was saved here. It is in force. What you wrote is below and in the"
            " history; keep it, and it takes the place of theirs."
        ),
        typed=typed(head),
        again=gettext("Keep mine"),
        theirs=theirs,
    )


def _http(error: HTTPException) -> Page:
    status = error.code or 500
    title = told(_TITLES.get(status) or say("This does not work"))
    own = error.description or ""
    if status == 413:
        return page(
            status,
            title,
            gettext(
                "At most %(file)s kB of a file and %(form)s kB of a form are taken at once.",
                file=format_decimal(desk().settings.max_upload_kb),
                form=format_decimal(current_app.config["MAX_CONTENT_LENGTH"] // 1024),
            ),
        )
    # Werkzeug's own sentences speak to developers; a sentence given to `abort` speaks to the person.
    is_own = own and own != type(error).description
    sentence = own if is_own else told(_ADVICE.get(status, ""))
    return page(status, title, sentence, typed=typed() if status == 404 else None)


def _form_too_old(_error: CSRFError) -> Page | tuple[Response, int]:
    if is_typing():
        return jsonify(token=generate_csrf()), 400
    # What was typed is not lost; a page elsewhere, though, does not get its words onto ours.
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return page(
        400,
        gettext("This form is too old"),
        gettext("It was opened before the service started anew, before you signed in anew, or elsewhere."),
        typed=typed() if is_ours else None,
        again=gettext("Save again"),
    )


def _not_found(error: NotFoundError) -> Page:
    # What somebody else removed meanwhile takes no words with it.
    return page(404, told(_TITLES[404]), words_of(error), typed=typed())


def _closed(error: ClosedLinkError) -> Page:
    ask = gettext("What you saved is kept. Ask the person who invited you for a new link.")
    if error.reason == "unknown":
        title, text = gettext("This link opens nothing"), gettext("Look whether the whole address was copied.")
    elif error.reason == "replaced":
        title, text = gettext("A newer link took the place of this one"), gettext("Look for the newer one. ") + ask
    elif error.since is not None:
        title, text = gettext("This invitation ended on %(day)s", day=last_day(error.since)), ask
    else:
        title, text = gettext("This invitation was withdrawn"), ask
    status = 404 if error.reason == "unknown" else 410
    return render_template("pages/invited_closed.html", title=title, text=text), status


def _misfit(error: AnswersError) -> Page:
    points, sent = tuple(str(mistake) for mistake in error.mistakes), typed()
    if sent is not None:
        text = gettext(
            "Each point says what does not fit. What was saved before is kept; go back and change what you wrote."
        )
        return page(409, gettext("This cannot be stored"), text, points=points, last_text=_last_text(), typed=sent)
    return page(
        409,
        gettext("These answers do not fit any more"),
        gettext(
            "The clause library, or something they refer to, has changed since. Nothing is lost; each point says what"
            " does not fit."
        ),
        points=points,
        last_text=_last_text(),
    )


def _lost_library(error: LostLibraryError) -> Page:
    newer = url_for("newer.compare", dossier=(request.view_args or {})["dossier"])
    return page(
        409,
        gettext("These clauses are not here any more"),
        words_of(error),
        last_text=_last_text(),
        newer=newer,
        typed=typed(),
    )


def _last_text() -> str:
    place = request.view_args or {}
    if "dossier" not in place:
        return ""
    return url_for("text.last", dossier=place["dossier"], document=place.get("document", MAIN))


def _not_stored(error: StorageError) -> Page | tuple[Response, int]:
    current_app.logger.error("Not stored at %s: %s", request.path, error)
    if is_typing():
        return jsonify(message=words_of(error)), 507
    return page(
        507,
        gettext("The service cannot store anything now"),
        gettext("%(reason)s What was saved before is kept.", reason=words_of(error)),
        typed=typed(),
        again=gettext("Save again"),
    )


def _too_new(error: NewerVersionError) -> Page:
    return page(409, gettext("A newer version saved this"), words_of(error))


def _not_made(error: RenderError | OutputError) -> Page:
    return page(503, gettext("The document could not be made"), words_of(error))


def _unforeseen(error: Exception) -> Page:
    current_app.logger.error("Unforeseen error at %s %s", request.method, request.path, exc_info=error)
    return _http(InternalServerError())
