"""Small guards for what comes with a request."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, request


def own_path(target: str | None, otherwise: str) -> str:
    """Return a path of this service to go back to, or `otherwise` when the request names another place."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return otherwise
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or any(ord(character) < 32 for character in target):
        return otherwise
    return target


def is_typing() -> bool:
    """Whether the request comes from the script that saves while the person types."""
    return request.form.get("go") == "typing"


def read_at() -> int:
    """Return the revision at which the submitted form was read; a form without it is not one of ours."""
    number = request.form.get("revision", type=int)
    if number is None or number < 1:
        abort(400)
    return number
