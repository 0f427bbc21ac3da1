"""The clause library, readable by everybody: document types, clauses with their texts as the authors wrote them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template

from app.model.clause import Alternative, Clause
from app.model.message import say
from app.web.clause_text import Line, lines_of
from app.web.context import advice, desk
from app.web.language import gettext

pages = Blueprint("library", __name__, url_prefix="/library")

_FAMILIES = {
    "gen": say("Shared clauses"),
    "mc": say("Model contract"),
    "hr": say("People"),
    "fp": say("Facilities and platforms"),
    "pm": say("Project maturation"),
    "sh": say("Another subject"),
    "ca": say("Cooperation agreement"),
    "ip": say("Intellectual property"),
    "fa": say("Facility access"),
    "co": say("Consortium agreement"),
    "rf": say("Research"),
    "af": say("Forms"),
}
"""Headings of families in their order. A family that is called as a document type has that type's title."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of a clause for reading."""

    alternative: Alternative
    lines: list[Line]
    guidance: list[str]


@pages.get("")
def contents() -> str:
    """Show the document types and every clause by family."""
    families: dict[str, list[Clause]] = {}
    for clause in desk().library.clauses.values():
        families.setdefault(clause.family, []).append(clause)
    order = list(_FAMILIES)
    listed = sorted(families.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    return render_template(
        "pages/library.html",
        section="library",
        outlines=sorted(desk().library.outlines.values(), key=lambda outline: outline.title),
        families=[(_heading(name), sorted(clauses, key=lambda one: one.plain_title)) for name, clauses in listed],
        clauses_by_id=desk().library.clauses,
        version=desk().library.version[:12],
    )


def _heading(family: str) -> str:
    outline = desk().library.outlines.get(family)
    return outline.title if outline is not None else _FAMILIES.get(family, family)


@pages.get("/clauses/<clause>")
def clause(clause: str) -> str:
    """Show one clause: its texts, guidance, positions, legal references, state of review."""
    found = desk().library.clauses.get(clause)
    if found is None:
        abort(404, gettext("The library holds no clause of that name."))
    library = desk().library
    return render_template(
        "pages/library_clause.html",
        section="library",
        clause=found,
        wordings=[
            Wording(one, lines_of(found, one.id, library), advice(one.guidance, found)) for one in found.alternatives
        ],
        guidance=advice(found.guidance, found),
        placed_in=[
            outline
            for outline in library.outlines.values()
            if any(placement.clause == clause for placement in (*outline.placements, *outline.schedules))
        ],
    )
