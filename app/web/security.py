"""Protection of every answer: which hosts are served, whose forms are taken, which headers go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import Response, abort, request

from app.web.language import gettext

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def register(app: Flask, settings: Settings) -> None:
    """Refuse foreign host names and forms, and add the headers to every answer, error pages included."""
    allowed = settings.host_names

    @app.before_request
    def only_known_hosts() -> None:
        # A page elsewhere whose name points to this computer must not be able to read what is here.
        host = request.host.lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name not in allowed:
            abort(
                400,
                gettext("This service does not answer under that name. Use the address that it printed at its start."),
            )

    @app.before_request
    def larger_files() -> None:
        if request.mimetype == "multipart/form-data":
            request.max_content_length = settings.max_upload_kb * 1024
            if request.endpoint == "importing.go_on":
                # The rows of a file come back with each step of the import, as a field of the form.
                request.max_form_memory_size = settings.max_upload_kb * 1024

    @app.before_request
    def only_own_forms() -> None:
        # The token of each form is checked as well. This comes first: what another page sends is not even shown.
        origin = request.headers.get("Origin")
        foreign = origin is not None and urlsplit(origin).netloc.lower() != request.host.lower()
        if request.method == "POST" and (foreign or request.headers.get("Sec-Fetch-Site") == "cross-site"):
            abort(403, gettext("This form was sent from another place. Nothing was changed."))

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            # What stands in a draft is nobody else's business: no copy stays in a cache.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
