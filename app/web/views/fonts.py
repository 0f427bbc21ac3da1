"""The house's fonts for the screen, where they were fetched at set-up; without them the system's fonts are used."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, send_file, url_for

from app.render.fonts import embeddable
from app.web.context import desk

pages = Blueprint("fonts", __name__, url_prefix="/fonts")

_YEAR = 365 * 24 * 3600


@lru_cache(maxsize=4)
def has_fonts(folder: Path) -> bool:
    """Whether the house's own fonts are there."""
    return bool(embeddable(folder))


@pages.get("/faces.css")
def style() -> Response:
    """Return the style sheet that names the faces."""
    rules = "\n".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{url_for("fonts.face", name=face.path.name)}") format("truetype"); '
        f"font-weight: {'600 700' if face.bold else '400'}; font-style: {'italic' if face.italic else 'normal'}; "
        "font-display: swap; }"
        for face in embeddable(desk().settings.fonts_dir)
    )
    return Response(rules, mimetype="text/css", headers={"Cache-Control": "max-age=3600"})


@pages.get("/<name>")
def face(name: str) -> Response:
    """Return one font file."""
    for known in embeddable(desk().settings.fonts_dir):
        if known.path.name == name:
            return send_file(known.path, mimetype="font/ttf", max_age=_YEAR)
    abort(404)
