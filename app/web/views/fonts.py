"""The house's fonts for the screen, where they were fetched at set-up; without them the system's fonts are used."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, send_file, url_for

from app.render.fonts import Face, embeddable
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
    rules = "\n".join(_rule(face) for face in embeddable(desk().settings.fonts_dir))
    return Response(rules, mimetype="text/css", headers={"Cache-Control": "max-age=3600"})


@pages.get("/<name>")
def file(name: str) -> Response:
    """Return one font file."""
    found = next((face for face in embeddable(desk().settings.fonts_dir) if face.path.name == name), None)
    if found is None:
        abort(404)
    return send_file(found.path, mimetype="font/ttf", max_age=_YEAR)


def _rule(face: Face) -> str:
    address = url_for("fonts.file", name=face.path.name)
    weight, style = "600 700" if face.bold else "400", "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight}; font-style: {style}; '
        f'font-display: swap; src: url("{address}") format("truetype"); }}'
    )
