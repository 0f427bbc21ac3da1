"""A kick-off meeting without a script: every screen is a form, and every button a decision."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.services import drafts, kickoff
from app.services.desk import Desk
from app.services.record import MAIN, answer, parties
from tests.web.visitor import Visitor

NEXT, LATER, STAY = "go=next", "act=later", "go=stay"


@pytest.fixture
def app(settings: Settings, library: Library) -> Iterator[Flask]:
    """The service with the project's own library."""
    made = create_app(settings, library)
    yield made
    made.extensions["desk"].database.close()


@pytest.fixture
def meeting(visitor: Visitor) -> Visitor:
    """A visitor who has begun a meeting with the one button on the first page."""
    return visitor.open("/").press("Start a kick-off meeting")


def dossier_of(visitor: Visitor) -> str:
    return visitor.path.split("/")[2]


def draft_of(desk: Desk, visitor: Visitor) -> drafts.Draft:
    return drafts.open_draft(desk, dossier_of(visitor))


def go(visitor: Visitor, screen: str) -> Visitor:
    return visitor.open(f"/d/{dossier_of(visitor)}/kickoff/{screen}")


def seat_two(visitor: Visitor) -> Visitor:
    """Type two parties into the two empty places."""
    typed = {}
    for place, name, form in (("new1", "Lumenova Optics GmbH", "limited_company"), ("new2", "Westhaven", "university")):
        typed[f"parties[{place}].legal_name"] = name
        typed[f"parties[{place}].legal_form"] = form
        typed[f"parties[{place}].seat.country"] = "Sweden"
        typed[f"parties[{place}].representatives[r1].name"] = f"Head of {name}"
    return go(visitor, "parties").press(NEXT, typed)


def test_one_button_begins_a_meeting_at_its_first_question(meeting: Visitor) -> None:
    """Seven points stand on the agenda, and nobody is here yet."""
    assert meeting.path.endswith("/kickoff/parties")
    assert len(meeting.all("nav.agenda li")) == 7
    assert meeting.words("nav.agenda [aria-current]") == ["Who is here"]
    assert "Question 1 of 15" in meeting.text


def test_a_meeting_that_is_left_goes_on_where_it_stopped(meeting: Visitor) -> None:
    """What was decided or put off is behind it."""
    dossier = dossier_of(meeting)
    meeting.press(LATER).press(LATER)

    assert meeting.open(f"/d/{dossier}/kickoff").path.endswith("/kickoff/project")
    assert "/kickoff" in meeting.open(f"/d/{dossier}").one(".menu-sheet a[href$=kickoff]").get("href")


def test_two_parties_are_typed_in_at_once(meeting: Visitor, desk: Desk) -> None:
    """With what follows from their forms; the short name is the name."""
    seat_two(meeting)
    first, second = parties(draft_of(desk, meeting).record)

    assert (first["short_name"], first["seat"], first["has_legal_personality"]) == (
        "Lumenova Optics GmbH",
        {"country": "SE"},
        True,
    )
    assert first["representatives"] == [{"id": "r1", "name": "Head of Lumenova Optics GmbH"}]
    assert (second["id"], second["cluster_role"]) == ("westhaven", "university_rto")
    assert meeting.words("#ko-side li") == ["Lumenova Optics GmbH", "Westhaven"]
    assert go(meeting, "parties").value("parties[westhaven].legal_name") == "Westhaven"
    assert "Done: Who is here" not in meeting.text


def test_a_party_is_changed_where_it_stands(meeting: Visitor, desk: Desk) -> None:
    """An empty place for another one stays."""
    seat_two(meeting)
    go(meeting, "parties").press(STAY, {"parties[westhaven].short_name": "WHU"})

    assert parties(draft_of(desk, meeting).record)[1]["short_name"] == "WHU"
    assert meeting.words(".koblock legend") == ["Lumenova Optics GmbH", "WHU", "Party"]


def test_a_card_decides_and_the_page_says_how_the_agreement_reads(meeting: Visitor, desk: Desk) -> None:
    """Without a script a button shows it; the wizard then asks the same answer."""
    seat_two(meeting)
    go(meeting, "ownership")
    assert meeting.value("card") == ["own"]
    meeting.press(STAY, {"card": "together"})

    assert meeting.value("card") == ["together"]
    assert "The Results belong jointly" not in meeting.text
    assert "All Results belong jointly to both Parties" in meeting.words("#ko-says")[0]
    assert answer(draft_of(desk, meeting).record, MAIN, "ip.results_ownership") == "joint_all"
    meeting.open(f"/d/{dossier_of(meeting)}/main/q/ownership")
    assert meeting.value("ip.results_ownership") == ["joint_all"]


def test_a_card_that_asks_more_stays_until_it_was_asked(meeting: Visitor, desk: Desk) -> None:
    """An empty answer does not hold up the meeting the second time."""
    seat_two(meeting)
    go(meeting, "ownership").press(NEXT, {"card": "company"})
    assert meeting.path.endswith("/ownership")

    meeting.press(NEXT, {"ip.assignee_party": "westhaven"})
    assert meeting.path.endswith("/joint")
    assert answer(draft_of(desk, meeting).record, MAIN, "ip.assignee_party") == "westhaven"
    assert "does not stand in the agreement" in meeting.text

    go(meeting, "ownership").press(NEXT, {"ip.assignee_party": ""})
    assert meeting.path.endswith("/joint")


def test_the_default_becomes_the_decision_of_the_meeting(meeting: Visitor, desk: Desk) -> None:
    """The card that stands preselected counts once people go on."""
    go(meeting, "departure").press(NEXT)

    record = draft_of(desk, meeting).record
    assert record["choices"] == {"ip-departure": "good_leaver_bad_leaver"}
    assert answer(record, MAIN, "term.withdrawal_allowed") is True
    assert "Done: If someone leaves" in meeting.text


def test_what_is_put_off_stands_among_the_open_points(meeting: Visitor) -> None:
    """A press on it leads back; deciding takes it off."""
    go(meeting, "ownership").press(LATER)
    assert (meeting.path.endswith("/joint"), meeting.words("#ko-side ol li")) == (True, ["Ownership of results"])

    meeting.press("Ownership of results")
    assert meeting.path.endswith("/ownership")
    meeting.press(NEXT)
    assert meeting.all("#ko-side ol li") == []


def test_a_point_is_written_down_and_settled(meeting: Visitor) -> None:
    """On every screen, beside the question."""
    meeting.press("Add a point", {"point": "<b>Teacher’s exemption</b>"})
    assert meeting.words("#ko-side ol li") == ["<b>Teacher’s exemption</b>"]

    meeting.press("Settled: <b>Teacher’s exemption</b>")
    assert meeting.all("#ko-side ol li") == []


def test_rows_are_added_changed_and_removed(meeting: Visitor, desk: Desk) -> None:
    """The tasks name parties by ticks."""
    seat_two(meeting)
    key = "ip.tasks[new]"
    go(meeting, "tasks").press(
        STAY, {f"{key}.title": "Optical design", f"{key}.parties": ["westhaven"], f"{key}.output": "designs"}
    )
    assert meeting.words(".kt td")[:3] == ["Optical design", "Westhaven", "designs"]

    meeting.press("Change: Optical design").press(STAY, {"ip.tasks[T1].title": "Lens design"})
    assert meeting.words(".kt td")[0] == "Lens design"

    meeting.press("Remove: Lens design")
    assert answer(draft_of(desk, meeting).record, MAIN, "ip.tasks") is None


def test_a_party_says_that_it_brings_nothing(meeting: Visitor) -> None:
    """With the time; one that then adds something has taken it back."""
    seat_two(meeting)
    go(meeting, "background").press("Westhaven brings nothing")
    assert "Brings nothing, stated at" in meeting.words(".kt tr")[2]

    meeting.press(
        STAY,
        {
            "ip.background[new].party": "westhaven",
            "ip.background[new].title": "Test bench",
            "ip.background[new].kind": "material",
        },
    )
    assert meeting.words(".kt tr")[2].startswith("Westhaven Test bench Material")

    meeting.press("Lumenova Optics GmbH brings nothing")
    assert "Done: Background" in meeting.text
    meeting.press("Take it back: Lumenova Optics GmbH")
    assert "Has not said yet" in meeting.text


def test_every_question_can_be_skipped_to_a_complete_draft(meeting: Visitor, desk: Desk) -> None:
    """Nothing but "Decide later", then one button; the papers are handed out."""
    while meeting.all("button[value=later]"):
        meeting.press(LATER)
    assert meeting.path.endswith("/kickoff/agreement")
    meeting.press("Make the draft complete")

    assert kickoff.open_answers(draft_of(desk, meeting))[0] == 0
    assert "The draft is complete" in meeting.text
    for link in [one.get("href") for one in meeting.all(".kopapers a")]:
        response = meeting.client.get(link, base_url="http://localhost")
        assert (response.status_code, "attachment" in response.headers["Content-Disposition"]) == (200, True), link


def test_the_minutes_tell_of_the_meeting(meeting: Visitor) -> None:
    """Who was there, what is open; as plain text, which is quick to read."""
    seat_two(meeting)
    go(meeting, "present").press(
        STAY, {"ip.present[new].name": "Jana Muster", "ip.present[new].party": "lumenova-optics-gmbh"}
    )
    assert meeting.words("#ko-side li")[0] == "Lumenova Optics GmbH 1 person"
    go(meeting, "ownership").press(LATER)

    said = meeting.client.get(f"/d/{dossier_of(meeting)}/kickoff/minutes/txt", base_url="http://localhost")
    text = said.get_data(as_text=True)
    assert "Jana Muster (Lumenova Optics GmbH)" in text
    assert "Ownership of results" in text
    assert "Parties and background" not in text
    assert "minutes-of-the-kick-off-meeting.txt" in said.headers["Content-Disposition"]


def test_somebody_elses_decision_is_not_overwritten(meeting: Visitor, desk: Desk) -> None:
    """The page that came second says so; theirs stays."""
    go(meeting, "ownership")
    other = Visitor(meeting.client)
    other.open(meeting.path).press(STAY, {"card": "together"})
    meeting.press(STAY, {"card": "company"}, status=409)

    assert answer(draft_of(desk, other).record, MAIN, "ip.results_ownership") == "joint_all"


@pytest.mark.parametrize("path", ["kickoff/nowhere", "kickoff/minutes/exe"])
def test_a_screen_or_format_that_is_not_there_is_not_found(meeting: Visitor, path: str) -> None:
    meeting.open(f"/d/{dossier_of(meeting)}/{path}", 404)


def test_another_document_type_has_no_kick_off(visitor: Visitor, desk: Desk) -> None:
    """Its address says so instead of failing."""
    visitor.open(f"/d/{drafts.begin(desk, 'nda')}/kickoff", 404)


@pytest.mark.parametrize(
    "values",
    [
        {"card": "nothing-of-the-kind"},
        {"act": "nothing:nobody"},
        {"act": "remove:ip.tasks:T9"},
        {"act": "drop:P9"},
        {"act": "change:T9"},
        {"row": "T9"},
        {"go": "to:nowhere"},
    ],
)
def test_a_forged_form_changes_nothing(meeting: Visitor, desk: Desk, values: dict[str, str]) -> None:
    """It is refused or has no effect; it never breaks the page."""
    screen = "ownership" if "card" in values else "background"
    go(meeting, screen)
    before = draft_of(desk, meeting).record
    fields = [("csrf_token", meeting.token), ("revision", meeting.value("revision")), *values.items()]
    response = meeting.client.post(meeting.path, data=dict(fields), base_url="http://localhost")

    assert response.status_code in (303, 404)
    assert draft_of(desk, meeting).record == before


def test_single_keys_are_switched_off_and_on(visitor: Visitor) -> None:
    """The choice stays with the browser, and every page tells the script."""
    assert visitor.open("/keys").one("body").get("data-single-keys") is None
    visitor.press("Switch them off")
    assert visitor.open("/").one("body").get("data-single-keys") == "off"
    visitor.open("/keys").press("Switch them on")
    assert visitor.one("body").get("data-single-keys") is None
