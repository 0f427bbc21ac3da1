"""A dossier with a link of a party, and the party behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask

from app.model.library import Library
from app.services import drafts, inviting
from app.services.desk import Desk
from tests.build import library_of
from tests.web.small import ANNEX, CLAUSES, FILLED, OUTLINE, QUESTIONS
from tests.web.visitor import Visitor

TABLES = """\
  - key: offers
    type: rows
    label: Offers
    required: false
    of: {party: {type: party, label: Party}, title: {type: text, label: Title}}
  - key: ip.background
    type: rows
    label: Background of each party
    required: false
    of: {party: {type: party, label: Party}, title: {type: text, label: Item}}
  - {key: ip.background_none, type: parties, label: Parties without background, required: false}
"""
LISTED = (
    "1. Lists follow.\n::: each o in offers\n2. {{ o.title }}.\n:::\n"
    "::: each b in ip.background\n3. {{ b.title }}.\n:::\n4. Nothing comes from {{ ip.background_none | list }}.\n"
)
ROWS: dict[str, Any] = {
    "offers": [
        {"id": "O1", "party": "alpine", "title": "Cold laboratory"},
        {"id": "O2", "party": "costa", "title": "Laser engineers"},
    ],
    "ip": {"background": [{"id": "B1", "party": "alpine", "title": "Secret mill"}]},
}


def guest_library(folder: Path) -> Library:
    """The small library whose agreement also lists offers and Background."""
    outline = OUTLINE.replace("      - gen-law\n", "      - gen-law\n      - gen-lists\n").replace(
        "pages:\n", "pages:\n  - {id: lists, title: Lists, asks: [offers, ip.background, ip.background_none]}\n"
    )
    clauses = CLAUSES | {"gen-lists": LISTED}
    return library_of(folder, clauses, {"agreement": outline, "annex-use": ANNEX}, QUESTIONS + TABLES)


def begin(desk: Desk, **more: Any) -> str:
    """Make a dossier of Alpine and Costa."""
    return drafts.begin_from(desk, FILLED | ROWS | more, title="", summary="Begun")


def link(desk: Desk, dossier: str, party: str = "costa", days: int = 30) -> str:
    """Make a link of a party and return its path."""
    draft = drafts.open_draft(desk, dossier)
    inviter = "alpine" if party != "alpine" else "costa"
    made = inviting.make(desk, draft, party, inviter=inviter, days=days, seen=10**6)
    assert made is not None
    return made.removeprefix(desk.settings.address)


def guest(app: Flask) -> Visitor:
    """Somebody without an account."""
    return Visitor(app.test_client(), stranger=True)
