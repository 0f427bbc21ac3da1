"""Syngraph: contracts assembled from a library of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings
    from app.model.library import Library

LARGEST_FORM_KB: Final = 2048
"""What is typed into one form is never larger; files may be, up to the setting MAX_UPLOAD_KB."""


def create_app(settings: Settings | None = None, library: Library | None = None) -> Flask:
    """Return the web service: library loaded, database brought up to date, pages registered. Wiring only.

    Without `settings` those of the environment are used, without `library` that of the settings' folder. Raises
    LibraryError when the library holds mistakes, SettingsError when the environment does.
    """
    from flask import Flask

    from app import web
    from app.config import read_settings, secret_key
    from app.library import load_library
    from app.services.desk import Desk
    from app.services.libraries import keep_present
    from app.services.signing_in import SESSION_LASTS
    from app.store.database import Database

    settings = settings or read_settings()
    app = Flask("app.web")
    app.config.update(
        SECRET_KEY=secret_key(settings),
        MAX_CONTENT_LENGTH=min(LARGEST_FORM_KB, settings.max_upload_kb) * 1024,
        MAX_FORM_MEMORY_SIZE=min(LARGEST_FORM_KB, settings.max_upload_kb) * 1024,
        MAX_FORM_PARTS=20_000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=SESSION_LASTS,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    library = library or load_library(settings.library_dir)
    desk = Desk(library, Database(settings.database), settings)
    keep_present(desk)
    web.register(app, desk)
    return app
