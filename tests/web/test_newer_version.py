"""A dossier that a newer version saved is told on its page; all others work as ever."""

from __future__ import annotations

from sqlalchemy import text

from app.services import drafts
from app.services.desk import Desk
from tests.web.visitor import Visitor


def test_the_page_of_a_newer_dossier_says_why_it_cannot_be_opened(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """A page that says what happened, and not an error of the service."""
    other = drafts.begin(desk, "agreement")
    with desk.database.write() as session:
        session.execute(text("UPDATE revisions SET answers_schema = 99 WHERE dossier_id = :id"), {"id": fresh})

    assert "newer version of Syngraph" in visitor.open(f"/d/{fresh}", status=409).text
    assert visitor.open(f"/d/{other}").page is not None
    assert visitor.open("/").page is not None
