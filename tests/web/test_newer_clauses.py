"""When the clause library has changed, every page of a draft says so, and leads to what would change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.services import drafts
from app.services.desk import Desk
from tests.build import library_of
from tests.web.small import ANNEX, CLAUSES, OUTLINE, QUESTIONS
from tests.web.visitor import Visitor

SAYS = "The clause library has changed since this draft was begun. Your text has not changed."


@pytest.fixture(scope="module")
def newer_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of the tests with another sentence about the aim."""
    clauses = {**CLAUSES, "gen-purpose": "1. The common aim is: {{ purpose.text }}\n"}
    outlines = {"agreement": OUTLINE, "annex-use": ANNEX}
    return library_of(tmp_path_factory.mktemp("newer"), clauses, outlines, QUESTIONS)


@pytest.fixture
def later(settings: Settings, dossier: str, newer_library: Library) -> Iterator[Flask]:
    """The service after a start with the newer library."""
    made = create_app(settings, newer_library)
    yield made
    made.extensions["desk"].database.close()


@pytest.mark.parametrize("path", ["", "/main/q/law", "/main/clauses", "/main/clauses/gen-law", "/main/findings",
                                  "/main/text", "/main/download", "/use/q/use", "/parties/costa"])  # fmt: skip
def test_every_page_of_the_draft_says_that_there_are_newer_clauses(later: Flask, dossier: str, path: str) -> None:
    """And that the text is as it was."""
    visitor = Visitor(later.test_client()).open(f"/d/{dossier}{path}")

    assert SAYS in visitor.text
    assert "The common aim" not in visitor.text


def test_nothing_is_said_while_the_library_is_the_same(visitor: Visitor, dossier: str) -> None:
    """The page of newer clauses leads back to the dossier."""
    assert visitor.open(f"/d/{dossier}/main/q/law").all(".newer") == []
    assert visitor.open(f"/d/{dossier}/newer-clauses").path == f"/d/{dossier}"


def test_see_adopt_undo(later: Flask, dossier: str) -> None:
    """Words that go and come are marked, also for ears; adopting and undoing are one button each."""
    visitor = Visitor(later.test_client()).open(f"/d/{dossier}")
    visitor.open(visitor.one(".newer a").get("href"))
    assert visitor.words(".versions del") == ["removed: The sectors are optics and biology."]
    assert visitor.words(".versions ins") == ["added: common"]
    assert "Sectors" in visitor.text

    visitor.press("Adopt the newer clauses")
    assert visitor.all(".newer") == []
    assert "The common aim is" in Visitor(visitor.client).open(f"/d/{dossier}/main/text").text
    visitor.press("Undo")
    assert "The aim is" in visitor.open(f"/d/{dossier}/main/text").text


def test_keep_is_remembered(later: Flask, dossier: str) -> None:
    """The pages are quiet from then on; the page of the dossier still leads there."""
    visitor = Visitor(later.test_client()).open(f"/d/{dossier}/newer-clauses").press("Keep the present text")

    assert visitor.all(".newer") == []
    assert "See what the newer clauses change" in visitor.text
    assert visitor.open(f"/d/{dossier}/main/q/law").all(".newer") == []


def test_what_was_not_shown_is_not_adopted(later: Flask, desk: Desk, dossier: str) -> None:
    """A page that was opened before the library changed once more is shown anew."""
    visitor = Visitor(later.test_client()).open(f"/d/{dossier}/newer-clauses")
    form = [("csrf_token", visitor.token), ("library", "0" * 64), ("act", "adopt")]

    visitor.send(f"/d/{dossier}/newer-clauses", form)

    assert visitor.path == f"/d/{dossier}/newer-clauses"
    assert drafts.open_draft(desk, dossier).revision.number == 1


def test_a_page_that_was_open_saves_into_its_own_clauses(app: Flask, later: Flask, dossier: str) -> None:
    """What was typed before the service started anew is stored as an answer of the draft's own library."""
    visitor = Visitor(later.test_client()).open(f"/d/{dossier}/main/q/law")
    visitor.press("Continue", {"law.country": "France"})

    assert "The law of France applies" in Visitor(app.test_client()).open(f"/d/{dossier}/main/text").text
