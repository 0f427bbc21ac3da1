"""The list of dossiers as people use it: found by words, filtered, sorted, signed, archived."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.services import drafts
from app.services.desk import Desk
from tests.web.small import FILLED
from tests.web.visitor import Visitor


@pytest.fixture
def three(desk: Desk) -> list[str]:
    """Three dossiers, the last of them without an answer."""
    begun = [drafts.begin_from(desk, FILLED, title=title, summary="Begun") for title in ("Beta", "Älpha <b>")]
    return [*begun, drafts.begin(desk, "agreement")]


def test_states_are_counted_and_chosen(visitor: Visitor, three: list[str]) -> None:
    """The chosen one stays chosen while one searches."""
    assert visitor.open("/").words(".seg a") == [
        "All 3",
        "Drafting 1",
        "With the parties 0",
        "Ready to sign 2",
        "Signed 0",
    ]

    visitor.open("/?state=ready").press("Find", {"q": "beta"})

    assert visitor.words("table.list .t") == ["Beta"]
    assert visitor.words(".seg [aria-current]") == ["Ready to sign 1"]


def test_headings_sort_and_turn_round(visitor: Visitor, three: list[str]) -> None:
    """What is sorted by says so to those who cannot see the arrow."""
    visitor.open("/?sort=title")
    assert visitor.words("table.list .t")[1:] == ["Beta", "Älpha <b>"]
    assert visitor.one("th[aria-sort]").get("aria-sort") == "ascending"

    visitor.open(visitor.all("th a")[0].get("href"))
    assert visitor.words("table.list .t")[:2] == ["Älpha <b>", "Beta"]
    assert visitor.one("th[aria-sort]").get("aria-sort") == "descending"


def test_a_list_of_choices_sorts_as_the_headings_do(visitor: Visitor, three: list[str]) -> None:
    """Cards on a phone have no headings. What is chosen stays chosen, and a search keeps it."""
    visitor.open("/").press("Find", {"sort": "title-back"})
    assert visitor.words("table.list .t")[:2] == ["Älpha <b>", "Beta"]
    assert visitor.one("th[aria-sort]").get("aria-sort") == "descending"
    assert visitor.value("sort") == "title-back"

    visitor.press("Find", {"q": "a"})
    assert visitor.value("sort") == "title-back"


def test_a_search_in_vain_leads_back(visitor: Visitor, three: list[str]) -> None:
    """The words stay in the field; one link clears all."""
    visitor.open("/?q=<script>&party=Nobody")
    assert "No dossier matches." in visitor.text
    assert visitor.value("q") == "<script>"

    assert visitor.open(visitor.all(".done-empty a")[0].get("href")).words(".seg [aria-current]") == ["All 3"]


def test_parties_and_documents_are_chosen_from_those_that_there_are(visitor: Visitor, three: list[str]) -> None:
    """By name."""
    visitor.open("/").press("Find", {"party": "Costa", "type": "annex-use"})

    assert sorted(visitor.words("table.list .t")) == ["Beta", "Älpha <b>"]


def test_a_dossier_is_signed_and_archived_and_back(visitor: Visitor, three: list[str]) -> None:
    """Each step has its way back."""
    visitor.open("/?q=beta").press("Mark as signed")
    assert visitor.open("/?state=signed").words("table.list .t") == ["Beta"]
    visitor.press("Not signed after all")
    assert visitor.open("/?state=signed").words("table.list .t") == []

    visitor.open("/?q=beta").press("Archive")
    assert "“Beta” was archived." in visitor.text
    visitor.press("Undo").open("/?q=beta").press("Archive")
    assert "Beta" not in visitor.open("/").words("table.list .t")
    visitor.open("/?archived=1").press("Take out of the archive")
    assert "Beta" in visitor.open("/").words("table.list .t")


@pytest.mark.parametrize(
    "query",
    ["state=none", "sort=x&order=y", "page=99999999999999999999", "page=-1", "q=" + "a+" * 300, "q=%00", "type=x"],
)
def test_what_the_address_asks_in_vain_is_left_out(visitor: Visitor, three: list[str], query: str) -> None:
    """A page, never a failure."""
    assert visitor.open(f"/?{query}").words("h1") == ["Dossiers"]


def test_only_what_is_known_can_be_said_of_a_dossier(visitor: Visitor, three: list[str]) -> None:
    """Another word changes nothing."""
    token = visitor.open("/").all("input[name=csrf_token]")[0].get("value")

    visitor.send(f"/d/{three[0]}/mark", [("csrf_token", token), ("act", "burn")], status=400)

    assert len(visitor.open("/").words("table.list .t")) == 3


@pytest.mark.parametrize(
    ("host", "says"), [("127.0.0.1", "on this computer only"), ("192.0.2.7", "answers other computers too")]
)
def test_the_list_says_who_is_answered(settings: Settings, tools_library: Library, host: str, says: str) -> None:
    """And that there are no accounts."""
    app = create_app(replace(settings, listen_on=host), tools_library)

    text = Visitor(app.test_client()).open("/").text

    assert says in text
    assert "whoever has signed in with a link can open every dossier" in text
    app.extensions["desk"].database.close()
