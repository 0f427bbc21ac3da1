"""A document with a place to mark under each clause, and taking the marks that were sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from flask import get_template_attribute, request

from app.model.document import Document
from app.render.html import preview
from app.services import positions
from app.services.drafts import Draft
from app.services.positions import Clash, Mark
from app.web.context import at, desk
from app.web.language import gettext
from app.web.safety import is_typing, read_at, whole

_CLAUSE: Final = re.compile(r'<section class="clause[^>]*? data-clause="([^"]*)".*?</section>', re.DOTALL)
_MARK: Final = "mark:"
_COMMENT: Final = "comment:"


def position_words() -> dict[str, str]:
    """Return how the positions are called."""
    return {
        positions.AGREED: gettext("Agreed"),
        positions.DISCUSS: gettext("To discuss"),
        positions.RESERVED: gettext("Reserved"),
    }


def marked_sheet(draft: Draft, tree: Document, document: str, party: str, clashes: Iterable[Clash] = ()) -> str:
    """Return the text of a document with three choices under each clause that can be marked."""
    marks = {one.clause: one for one in positions.of_party(desk(), draft, document, party)}
    refused = {one.clause: one for one in clashes}
    draw = get_template_attribute("parts/mark.html", "mark")
    words = position_words()

    def with_mark(match: re.Match[str]) -> str:
        found = marks.get(match[1].partition("/")[2])
        if found is None:
            return match[0]
        return match[0] + str(draw(found, refused.get(found.clause), words))

    return _CLAUSE.sub(with_mark, preview(tree))


def save_marks(draft: Draft, document: str, party: str, *, author: str) -> list[Clash]:
    """Store the marks of a submitted page; what was marked otherwise meanwhile comes back."""
    clauses = [name.removeprefix(_MARK) for name in request.form if name.startswith(_MARK)]
    wanted = {
        clause: (request.form[f"{_MARK}{clause}"], " ".join(request.form.get(f"{_COMMENT}{clause}", "").split()))
        for clause in clauses
    }
    again = request.form.get("act", "").partition("again:")[2]
    seen = request.form.get("seen", 0, type=whole)
    return positions.mark(
        desk(), draft, document, party, wanted, read_at=read_at(), seen=seen, again=again, author=author
    )


def summary_of(draft: Draft, document: str, party: str) -> dict[str, Any]:
    """Return what the summary of the marks of a party shows."""
    marks: list[Mark] = positions.of_party(desk(), draft, document, party)
    read_number = request.form.get("revision", 0, type=whole) if is_typing() else draft.revision.number
    counts = {name: sum(one.position == name for one in marks) for name in (*positions.MARKS, "")}
    return {
        "counts": counts,
        "words": position_words(),
        "unmarked": next((one.clause for one in marks if not one.position), ""),
        "old": sum(one.is_old for one in marks),
        "seen": positions.newest_of(desk(), draft.dossier.id, document, party),
        "read_number": read_number,
        "is_newer": read_number < draft.revision.number,
    }


def marks_reply(summary: dict[str, Any], marks: str) -> dict[str, Any]:
    """Return the reply to the script that saves marks: the summary anew; the page keeps the text that was read."""
    saved = gettext("Saved %(time)s", time=at(desk().now()))
    empty: dict[str, Any] = {"questions": [], "notes": {}, "clashes": {}, "docbar": "", "blanks": 0, "changed": {}}
    return empty | {"revision": read_at(), "seen": summary["seen"], "saved": saved, "parts": {"#marks": marks}}
