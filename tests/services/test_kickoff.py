"""A kick-off meeting: every screen decides in the ordinary draft, and every screen can be skipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.model.kickoff import Screen
from app.model.library import Library
from app.services import completing, drafts, kickoff
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.kickoff import Decision
from app.services.record import MAIN, answer, parties
from tests.web.desks import new_desk


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """A desk with the project's own library and an empty database."""
    with new_desk(library, tmp_path) as made:
        yield made


@pytest.fixture
def meeting(desk: Desk) -> str:
    """The id of a meeting that has just begun."""
    return kickoff.begin(desk)


def screen_of(desk: Desk, name: str) -> Screen:
    return next(one for one in desk.library.kickoffs["ip-agreement"].screens if one.id == name)


def saved(desk: Desk, meeting: str, edits: dict[Any, Any]) -> Draft:
    """Store edits and return the draft after them."""
    drafts.save(desk, meeting, MAIN, edits, read_at=drafts.open_draft(desk, meeting).revision.number)
    return drafts.open_draft(desk, meeting)


def with_two(desk: Desk, meeting: str) -> Draft:
    """Seat two parties at the table, a company and a university."""
    draft = drafts.open_draft(desk, meeting)
    record: Mapping[str, Any] = draft.record
    for name, form in (("Lumenova Optics GmbH", "limited_company"), ("University of Westhaven", "university")):
        record, party = kickoff.new_party(record, {"legal_name": name})
        own = {"id": party, "legal_name": name, "legal_form": form}
        known = own | kickoff.following(kickoff.kickoff_of(draft), own)
        record = {**record, "parties": [one | known if one["id"] == party else one for one in parties(record)]}
    drafts.change(desk, meeting, MAIN, record, read_at=draft.revision.number)
    return drafts.open_draft(desk, meeting)


def test_a_meeting_is_an_ip_agreement_at_the_level_of_its_type(desk: Desk, meeting: str) -> None:
    """Nothing is answered but what a meeting begins with."""
    draft = drafts.open_draft(desk, meeting)

    assert draft.record == {"document": {"type": "ip-agreement"}, "parties": [], "term": {"kind": "project_linked"}}


def test_the_way_to_a_complete_draft_is_shorter_than_thirty_questions(desk: Desk, meeting: str) -> None:
    """Counted strictly: each field of each of two parties, each question of a screen, each choice of a card."""
    draft = with_two(desk, meeting)
    count = 0
    for screen in kickoff.kickoff_of(draft).screens:
        count += len(screen.asks) + len(screen.fields) * 2 + bool(screen.cards) + bool(screen.rows)

    assert 15 < count < 30


def test_skipping_every_screen_leaves_nothing_missing(desk: Desk, meeting: str) -> None:
    """Each question is an open point, and all that the agreement needs is to be confirmed: two parties as well."""
    draft = drafts.open_draft(desk, meeting)
    for screen in kickoff.kickoff_of(draft).screens[:-1]:
        draft = saved(desk, meeting, kickoff.putting_off(draft, screen))
    completing.complete(desk, meeting)
    draft = drafts.open_draft(desk, meeting)

    missing, to_confirm = kickoff.open_answers(draft)
    assert (missing, to_confirm > 30) == (0, True)
    assert {kickoff.decision(draft, one) for one in kickoff.kickoff_of(draft).screens[:-1]} == {Decision.LATER}
    assert len(kickoff.points(draft)) == len(kickoff.kickoff_of(draft).screens) - 1
    assert len(parties(draft.record)) == 2


def test_a_meeting_that_decides_leaves_only_points_to_be_confirmed(desk: Desk, meeting: str) -> None:
    """The first card of every screen, and no word more."""
    draft = with_two(desk, meeting)
    for screen in kickoff.kickoff_of(draft).screens:
        if screen.cards:
            draft = saved(desk, meeting, kickoff.choosing(screen, screen.cards[0].id))
            assert kickoff.decision(draft, screen) is Decision.DONE
    completing.complete(desk, meeting)
    draft = drafts.open_draft(desk, meeting)

    assert kickoff.open_answers(draft)[0] == 0
    assert [finding.message for finding in draft.outcome.errors if "The text of" in finding.message] == []


@pytest.mark.parametrize("number", range(3))
def test_every_card_gives_the_agreement_the_text_that_it_promises(desk: Desk, meeting: str, number: int) -> None:
    """The clause stands in the draft with the blocks that the screen shows, and the card is the one that holds."""
    draft = with_two(desk, meeting)
    for screen in kickoff.kickoff_of(draft).screens:
        if not screen.cards:
            continue
        draft = saved(desk, meeting, kickoff.choosing(screen, screen.cards[number].id))
        assert kickoff.chosen(draft, screen) == screen.cards[number]
        tree = draft.outcome.assembled.bundle.document(MAIN)
        assert tree is not None
        # Where one company owns all results, there are no joint ones.
        if (screen.id, number) != ("joint", 2):
            assert screen.clause in {clause.source for clause in tree.clauses}, screen.id


def test_another_card_takes_back_what_only_the_first_gave(desk: Desk, meeting: str) -> None:
    """Nothing of the card that was given up stays behind."""
    screen = screen_of(desk, "departure")
    saved(desk, meeting, kickoff.choosing(screen, "all"))
    draft = saved(desk, meeting, kickoff.choosing(screen, "nobody"))

    assert draft.record["choices"] == {"ip-departure": "good_leaver_bad_leaver"}
    assert answer(draft.record, MAIN, "term.withdrawal_allowed") is False


def test_a_card_that_needs_more_asks_for_it(desk: Desk, meeting: str) -> None:
    """One company owns: the screen is decided when the company is named."""
    screen = screen_of(desk, "ownership")
    with_two(desk, meeting)
    draft = saved(desk, meeting, kickoff.choosing(screen, "company"))
    assert (kickoff.asked(draft, screen), kickoff.decision(draft, screen)) == (("ip.assignee_party",), Decision.OPEN)

    draft = saved(desk, meeting, {("answers", "ip", "assignee_party"): parties(draft.record)[0]["id"]})
    assert kickoff.decision(draft, screen) is Decision.DONE


def test_what_is_put_off_is_an_open_point_until_it_is_decided(desk: Desk, meeting: str) -> None:
    """The text that the library prefers stays in the draft meanwhile."""
    screen = screen_of(desk, "ownership")
    draft = saved(desk, meeting, kickoff.putting_off(drafts.open_draft(desk, meeting), screen))
    assert [row["point"] for row in kickoff.points(draft)] == ["Ownership of results"]
    assert (kickoff.chosen(draft, screen), kickoff.decision(draft, screen)) == (screen.cards[0], Decision.LATER)

    draft = saved(desk, meeting, kickoff.choosing(screen, "together") | kickoff.settling(draft, screen))
    assert (kickoff.points(draft), kickoff.decision(draft, screen)) == ([], Decision.DONE)


def test_a_question_without_a_default_is_to_be_confirmed_when_it_is_put_off(desk: Desk, meeting: str) -> None:
    """The blank in the agreement says so; what was answered stays."""
    saved(desk, meeting, {("answers", "law", "country"): "SE"})
    draft = saved(desk, meeting, kickoff.putting_off(drafts.open_draft(desk, meeting), screen_of(desk, "law")))

    assert answer(draft.record, MAIN, "law.country") == "SE"
    assert answer(draft.record, MAIN, "liability.cap_amount") == "TBC"


def test_bringing_nothing_is_an_answer_with_its_time(desk: Desk, meeting: str) -> None:
    """The minutes print it; a party that brings something after all takes it back."""
    screen = screen_of(desk, "background")
    draft = with_two(desk, meeting)
    first, second = (party["id"] for party in parties(draft.record))
    draft = saved(desk, meeting, kickoff.stating_nothing(desk, draft, screen, first))
    stated = kickoff.nothing(draft, screen)[first]
    here = desk.now().astimezone(desk.settings.timezone)
    assert (stated["day"], stated["time"]) == (here.date().isoformat(), f"{here:%H:%M}")
    assert (kickoff.silent(draft, screen), kickoff.decision(draft, screen)) == ([second], Decision.OPEN)

    draft = saved(desk, meeting, kickoff.stating_nothing(desk, draft, screen, second))
    assert kickoff.decision(draft, screen) is Decision.DONE

    draft = saved(desk, meeting, kickoff.taking_back(draft, screen, first))
    assert list(kickoff.nothing(draft, screen)) == [second]
    assert kickoff.taking_back(draft, screen, first) == {}


def test_the_form_of_a_party_says_what_follows_from_it(desk: Desk) -> None:
    """Only where nobody has answered otherwise."""
    found = desk.library.kickoffs["ip-agreement"]

    follows = kickoff.following(found, {"id": "x", "legal_form": "university", "is_research_org": False})

    assert follows == {"has_legal_personality": True, "cluster_role": "university_rto"}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lumenova Optics GmbH", "Lumenova Optics GmbH"),
        ("Royal Institute of Advanced Photonics", "Royal Institute of Advanced"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellsc"),
    ],
)
def test_a_party_without_a_short_name_is_called_by_its_name(desk: Desk, meeting: str, name: str, short: str) -> None:
    """As far as thirty letters reach."""
    record, party = kickoff.new_party(drafts.open_draft(desk, meeting).record, {"legal_name": name})

    assert [one["short_name"] for one in parties(record) if one["id"] == party] == [short]


def test_a_point_is_added_and_dropped(desk: Desk, meeting: str) -> None:
    """An empty text is no point."""
    draft = drafts.open_draft(desk, meeting)
    assert kickoff.adding_point(draft, "  ") == {}
    draft = saved(desk, meeting, kickoff.adding_point(draft, " Teacher's  exemption "))
    assert [row["point"] for row in kickoff.points(draft)] == ["Teacher's exemption"]

    draft = saved(desk, meeting, kickoff.dropping_point(draft, kickoff.points(draft)[0]["id"]))
    assert kickoff.points(draft) == []
