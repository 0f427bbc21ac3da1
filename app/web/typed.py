"""What a person sent and the service could not store: shown again, with a button that sends the same once more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from flask import request

from app.errors import SyngraphError
from app.model.library import Library
from app.model.message import say
from app.services.drafts import library_in_use
from app.web.context import desk
from app.web.safety import SIGN_IN_KEY, SIGN_IN_TARGET
from app.web.words import label, told

_OWN: Final = frozenset(
    {"csrf_token", "revision", "shown", "go", "act", "back", "library", "number", "step", "rows", "heading", "column"}
)
"""Fields of a form that nobody typed."""

_NEVER_AGAIN: Final = frozenset({"csrf_token", SIGN_IN_KEY, SIGN_IN_TARGET})
"""Fields that belong to one sending of a form."""

_ROW: Final = re.compile(r"\[[^\]]*\]|:[^:]*(?=:)")
_NAMES: Final = {
    "title": say("Title"),
    "text": say("Text"),
    "short_name": say("Short name"),
    "legal_name": say("Legal name"),
    "party": say("Takes part"),
    "reason": say("Reason"),
    "note": say("Internal note"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent: `shown` are labels and texts for the eye, `fields` is everything, to be sent once more."""

    shown: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]


def typed(revision: int | None = None) -> Typed | None:
    """Return what the request wanted to store, or None where a person typed nothing.

    With `revision` it is sent once more as if that revision had been read.
    """
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in _NEVER_AGAIN]
    library = _library()
    shown = tuple((_label(name, library), value) for name, value in sent if name not in _OWN and value.strip())
    if revision is not None:
        sent = [(name, str(revision) if name == "revision" else value) for name, value in sent]
    return Typed(shown, tuple(sent)) if shown else None


def _library() -> Library:
    dossier = (request.view_args or {}).get("dossier")
    try:
        return library_in_use(desk(), dossier) if dossier is not None else desk().library
    except SyngraphError:
        return desk().library


def _label(name: str, library: Library) -> str:
    """Return by which words a field is known: "Tools, Owner" for tools.tools:T1:owner."""
    if name.startswith("parties["):
        field = library.party_field(name.partition("].")[2].partition(":")[0])
        return label(field.label) if field is not None else name
    key, _, column = _ROW.sub("", name.replace("].", "]:")).partition(":")
    question = library.questions.get(key)
    if question is None:
        return told(_NAMES.get(name, name))
    cell = question.field(column) if column else None
    return f"{label(question.label)}, {label(cell.label)}" if cell is not None else label(question.label)
