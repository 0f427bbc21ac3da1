"""The pages: blueprints, one per object, thin; forms built from questions; templates and static files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.services.desk import Desk


def register(app: Flask, desk: Desk) -> None:
    """Put the pages, their protection and what templates share onto the application."""
    from flask_bootstrap import Bootstrap5
    from flask_wtf import CSRFProtect

    from app.web import access, context, errors, language, security, words
    from app.web.views import blueprints

    app.extensions["desk"] = desk
    Bootstrap5(app)
    # First who may ask and how much; the forged forms are looked for in what is let through.
    security.register(app, desk.settings)
    access.register(app)
    CSRFProtect(app)
    language.register(app)
    words.register(app)
    context.register(app)
    errors.register(app)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
