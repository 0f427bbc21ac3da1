"""The sharing matrix of a dossier, its matches, and the annexes that are begun from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.services import drafts, sharing
from app.services.desk import Desk
from tests.build import library_of
from tests.web.small import ANNEX, CLAUSES, FILLED, OUTLINE, QUESTIONS
from tests.web.visitor import Visitor

LISTS = """\
  - key: offers
    type: rows
    label: Offers
    required: false
    of:
      party: {type: party, label: Party}
      kind: {type: choice, label: Category, options: {rooms: rooms, people: people}}
      title: {type: text, label: Title}
      confidentiality: {type: text, label: Who may see it, required: false}
  - key: demands
    type: rows
    label: Needs
    required: false
    of:
      party: {type: party, label: Party}
      kind: {type: choice, label: Category, options: {rooms: rooms, people: people}}
      title: {type: text, label: Title}
  - key: subjects
    type: rows
    label: Subjects
    required: false
    of:
      title: {type: text, label: What is shared}
      category: {type: choice, label: Category, options: {rooms: rooms, people: people}}
      provider: {type: party, label: Who gives}
      receivers: {type: parties, label: Who receives}
      reciprocity: {type: choice, label: In return, required: false, options: {none: nothing, value: the same in value}}
      money: {type: yesno, label: Paid, required: false}
      status: {type: choice, label: Status, required: false, options: {idea: idea, closed: closed}}
      annex: {type: text, label: Its annex, required: false}
"""
LISTED = (
    "1. Lists follow.\n"
    "::: each o in offers\n2. {{ o.title }}.\n:::\n::: each d in demands\n3. {{ d.title }}.\n:::\n"
    "::: each s in subjects\n4. {{ s.title }}.\n:::\n"
)
ENTRIES: dict[str, Any] = {
    "offers": [
        {"id": "o1", "party": "alpine", "kind": "rooms", "title": "Cold laboratory", "confidentiality": "restricted"},
        {"id": "o2", "party": "costa", "kind": "people", "title": "Laser engineers"},
    ],
    "demands": [{"id": "d1", "party": "costa", "kind": "rooms", "title": "Laboratory below zero"}],
    "subjects": [
        {"id": "s1", "title": "Mill hours", "category": "rooms", "provider": "costa", "receivers": ["alpine"],
         "reciprocity": "value", "money": True, "status": "idea"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def sharing_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library whose agreement also lists offers, needs and subjects, and whose annex takes over a match."""
    outline = OUTLINE.replace("      - gen-law\n", "      - gen-law\n      - gen-lists\n").replace(
        "pages:\n", "pages:\n  - {id: lists, title: Lists, asks: [offers, demands, subjects]}\n"
    )
    annex = ANNEX.replace(
        "parts:\n", "categories: [rooms]\nprefill: {use.title: <title>, use.owner: <provider>}\nparts:\n"
    )
    questions = f"{QUESTIONS}{LISTS}  - {{key: use.title, type: text, label: Tool}}\n  - {{key: use.owner, type: party, label: Owner}}\n"
    clauses = CLAUSES | {
        "gen-lists": LISTED,
        "fa-use": CLAUSES["fa-use"] + "2. It is about {{ use.title }} of {{ use.owner | label }}.\n",
    }
    return library_of(
        tmp_path_factory.mktemp("sharing"), clauses, {"agreement": outline, "annex-use": annex}, questions
    )


@pytest.fixture
def app(settings: Settings, sharing_library: Library) -> Iterator[Flask]:
    """The service with that library."""
    made = create_app(settings, sharing_library)
    yield made
    made.extensions["desk"].database.close()


@pytest.fixture
def listed(desk: Desk) -> str:
    """The id of a dossier in which offers, needs and a subject are listed, without annexes."""
    record = {key: value for key, value in FILLED.items() if key != "annexes"} | ENTRIES
    return drafts.begin_from(desk, record, title="", summary="Begun")


def test_the_matrix_says_who_gives_and_receives(visitor: Visitor, listed: str) -> None:
    """A row for each subject, a column for each party, what is given in return, status and annex; then the balance."""
    visitor.open(f"/d/{listed}").open(visitor.all("main a[href$=sharing-matrix]")[0].get("href"))

    assert visitor.words("table thead th") == ["What is shared", "Alpine", "Costa", "In return", "Status", "Annex"]
    assert visitor.words("table tbody tr") == [
        "Mill hours, Rooms Receives Gives The same in value, payment Idea See the match",
        "In all Gives 0, receives 1 Gives 1, receives 0",
    ]


def test_matches_carry_reasons_and_cautions(visitor: Visitor, listed: str) -> None:
    """Why something is suggested, what to mind, and which annex would settle it; the rest says why it met nothing."""
    visitor.open(f"/d/{listed}/sharing-matrix")

    subject, pair = visitor.words("ol .find")
    assert "It is listed among the subjects." in subject
    assert "Costa needs “Laboratory below zero” (both: rooms). Words in common: laboratory." in pair
    assert "“Cold laboratory” is shown on request only: ask Alpine" in pair
    assert "Annex: Use of tools" in pair
    assert visitor.words("ul .find") == [
        "Costa offers “Laser engineers” No other party needs anything in this category."
    ]


def test_a_match_begins_its_annex_as_one_step(visitor: Visitor, desk: Desk, listed: str) -> None:
    """The annex opens with what the match says, the subject names it, and one undo takes back both."""
    before = drafts.open_draft(desk, listed).record
    visitor.open(f"/d/{listed}/sharing-matrix").press("Begin this annex: Mill hours")

    assert visitor.path.startswith(f"/d/{listed}/use/q/")
    record = drafts.open_draft(desk, listed).record
    assert record["annexes"] == [
        {
            "id": "use",
            "type": "annex-use",
            "parties": ["costa", "alpine"],
            "use": {"title": "Mill hours", "owner": "costa"},
        }
    ]
    assert record["subjects"][0]["annex"] == "use"
    visitor.press("Undo")
    after = drafts.open_draft(desk, listed).record
    assert {**after, "annexes": []} == {**before, "annexes": []}


def test_a_match_of_offer_and_need_begins_an_annex_too(visitor: Visitor, desk: Desk, listed: str) -> None:
    """No subject is touched where the match comes from none."""
    visitor.open(f"/d/{listed}/sharing-matrix").press("Begin this annex: Cold laboratory")

    record = drafts.open_draft(desk, listed).record
    assert (record["annexes"][0]["use"]["title"], "annex" in record["subjects"][0]) == ("Cold laboratory", False)
    assert "It is about Cold laboratory of Alpine." in visitor.open(f"/d/{listed}/use/text").text


def test_a_second_press_begins_no_second_annex(visitor: Visitor, desk: Desk, listed: str) -> None:
    """Whoever comes second is led to the annex that is there."""
    visitor.open(f"/d/{listed}/sharing-matrix")
    second = Visitor(visitor.client).open(f"/d/{listed}/sharing-matrix")
    visitor.press("Begin this annex: Mill hours")
    second.press("Begin this annex: Mill hours")

    assert second.path.startswith(f"/d/{listed}/use/q/")
    assert "Somebody has begun" in second.text
    assert len(drafts.open_draft(desk, listed).record["annexes"]) == 1
    row = visitor.open(f"/d/{listed}/sharing-matrix").words("ol .find")[0]
    assert "Annex: Use of tools annex" in row
    assert "Begin" not in row


def test_two_presses_in_the_same_moment_begin_one_annex(
    desk: Desk, listed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have read the same state; the annex of the first stays as it is, and the second is told."""
    before = drafts.open_draft(desk, listed)
    sharing.begin_annex(desk, listed, "subjects[s1]", drafted_in="")
    monkeypatch.setattr(drafts, "open_draft", lambda *_: before)

    second = sharing.begin_annex(desk, listed, "offers[o1] demands[d1]", drafted_in="")
    monkeypatch.undo()

    assert second == sharing.Begun("use", is_new=False)
    assert [one["use"]["title"] for one in drafts.open_draft(desk, listed).record["annexes"]] == ["Mill hours"]


@pytest.mark.parametrize("key", ["subjects[s9]", "", "offers[o2]"])
def test_a_match_that_is_gone_begins_nothing(visitor: Visitor, desk: Desk, listed: str, key: str) -> None:
    """The page says that something has changed."""
    visitor.open(f"/d/{listed}/sharing-matrix")
    fields = [("csrf_token", visitor.token), ("match", key), ("drafted", "")]

    visitor.send(f"/d/{listed}/sharing-matrix/annexes", fields, status=404)

    assert "not there any more" in visitor.text
    assert drafts.open_draft(desk, listed).revision.number == 1


def test_an_empty_matrix_leads_to_where_entries_are_made(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """Parties come first; then the page of offers and needs, which leads back from its side bar."""
    visitor.open(f"/d/{fresh}/sharing-matrix")
    assert "Nobody offers or needs anything yet" in visitor.text
    assert visitor.one("main .btn-go").get("href") == f"/d/{fresh}/parties"

    record = {"document": {"type": "agreement"}, "parties": FILLED["parties"]}
    named = drafts.begin_from(desk, record, title="", summary="")
    link = visitor.open(f"/d/{named}/sharing-matrix").one("main .btn-go").get("href")
    visitor.open(link.partition("#")[0]).press("See the sharing matrix")
    assert visitor.path == f"/d/{named}/sharing-matrix"


def test_a_dossier_without_such_lists_has_no_matrix(visitor: Visitor, desk: Desk) -> None:
    """A stand-alone annex neither offers the page nor has it."""
    alone = drafts.begin(desk, "annex-use")

    assert visitor.open(f"/d/{alone}").all("a[href$=sharing-matrix]") == []
    visitor.open(f"/d/{alone}/sharing-matrix", status=404)


def test_what_people_type_is_no_markup(visitor: Visitor, desk: Desk) -> None:
    """Names and titles stand on the page as they were typed."""
    evil = "<script>alert(1)</script>"
    record = {**FILLED, **ENTRIES, "subjects": [{**ENTRIES["subjects"][0], "title": evil}]}
    dossier = drafts.begin_from(desk, record, title="", summary="")

    visitor.open(f"/d/{dossier}/sharing-matrix")

    assert visitor.words("table.matrix tbody .t") == [evil]
    assert evil not in visitor.response.get_data(as_text=True)
