"""Files that are handed out: named for every browser, run by none, kept in no cache."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response
from werkzeug.http import dump_options_header

from app.services.exporting import File


def attachment(made: File) -> Response:
    """Return the answer that hands out a file."""
    response = Response(made.content, mimetype=made.media_type.partition(";")[0])
    response.headers["Content-Type"] = made.media_type
    # A name in any writing reaches every browser: the plain form for old ones, the encoded one for the rest.
    ascii_name = made.name.encode("ascii", "replace").decode().replace("?", "_")
    names = {"filename": ascii_name} | ({"filename*": f"UTF-8''{quote(made.name)}"} if ascii_name != made.name else {})
    response.headers["Content-Disposition"] = dump_options_header("attachment", names)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response.headers["Cache-Control"] = "no-store"
    return response
