"""Small guards for what comes with a request."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import abort, request

_LARGEST: Final = 10**9
"""Whole numbers of a request end here: the database cannot take any number."""

SIGN_IN_KEY: Final = "sign-in-key"
SIGN_IN_TARGET: Final = "sign-in-to"
"""Fields of the form that signs in; those of the form that it keeps have their own names beside them."""


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


def whole(text: str) -> int:
    """Return a whole number of a request, for `type=` of werkzeug. Raises ValueError for one that nobody needs."""
    number = int(text)
    if abs(number) > _LARGEST:
        raise ValueError(text)
    return number


def read_at() -> int:
    """Return the revision at which the submitted form was read; a form without it is not one of ours."""
    number = request.form.get("revision", type=whole)
    if number is None or number < 1:
        abort(400)
    return number
