"""Parties, annexes, rows, special terms and alternatives of a dossier."""

from __future__ import annotations

import pytest

from app.errors import NotFoundError
from app.services import alternatives, annexes, drafts, parties, rows, special_terms
from app.services.desk import Desk
from app.services.record import value_of
from tests.web.small import FILLED


def test_a_party_gets_an_id_from_its_name(desk: Desk) -> None:
    """Two parties of one name get two ids."""
    record, first = parties.with_party({"parties": []}, "Klaster Żywności")
    record, second = parties.with_party(record, "Klaster Żywności")

    assert (first, second) == ("klaster-zywnosci", "klaster-zywnosci-2")
    assert [party["short_name"] for party in record["parties"]] == ["Klaster Żywności"] * 2


def test_parties_change_places(desk: Desk) -> None:
    """The last moves up; at an end nothing happens."""
    up, still = (parties.moved(FILLED, "costa", step) for step in (-1, 1))

    assert [party["id"] for party in up["parties"]] == ["costa", "alpine"]
    assert still == FILLED


def test_an_annex_begins_with_all_parties(desk: Desk, draft_id: str) -> None:
    """It is joined under an id of its own, and everybody takes part until somebody says otherwise."""
    record, identifier = annexes.with_annex(FILLED, "annex-use", desk.library)

    assert (identifier, record["annexes"][1]["parties"]) == ("use-2", ["alpine", "costa"])
    drafts.change(desk, draft_id, "main", record, read_at=1)
    assert len(drafts.open_draft(desk, draft_id).outcome.assembled.bundle.documents) == 3


def test_only_an_agreement_takes_annexes(desk: Desk) -> None:
    """A stand-alone annex offers none, and an agreement is no annex."""
    alone = {"document": {"type": "annex-use", "mode": "standalone"}, "parties": []}

    assert annexes.possible(alone, desk.library) == ()
    with pytest.raises(NotFoundError):
        annexes.with_annex(FILLED, "agreement", desk.library)
    with pytest.raises(NotFoundError):
        annexes.removing(FILLED, "nothing", {})


def test_rows_are_moved_and_removed(desk: Desk, draft_id: str) -> None:
    """A button of a table moves or removes exactly its row."""
    rows.act(desk, draft_id, "main", "up", "tools.tools:T2")
    moved = drafts.open_draft(desk, draft_id).record["tools"]["tools"]
    rows.act(desk, draft_id, "main", "remove", "tools.tools:T2")
    left = drafts.open_draft(desk, draft_id).record["tools"]["tools"]

    assert [row["id"] for row in moved] == ["T2", "T1"]
    assert [row["id"] for row in left] == ["T1"]


@pytest.mark.parametrize("argument", ["tools.tools:T9", "tools.tools:"])
def test_a_row_that_is_gone_changes_nothing(desk: Desk, draft_id: str, argument: str) -> None:
    """A button pressed twice does no harm."""
    rows.act(desk, draft_id, "main", "remove", argument)

    assert drafts.open_draft(desk, draft_id).record == FILLED


def test_what_is_no_key_is_said(desk: Desk, draft_id: str) -> None:
    """A forged button names nothing that could be changed."""
    with pytest.raises(NotFoundError):
        rows.act(desk, draft_id, "main", "remove", "../../etc:x")


def test_an_alternative_that_follows_from_an_answer_gives_that_answer(desk: Desk, draft_id: str) -> None:
    """One decision stands in one place: no choice contradicts the answer."""
    edits = alternatives.choosing(desk.library, "main", "fp-price", "free")
    drafts.save(desk, draft_id, "main", edits, read_at=1)

    draft = drafts.open_draft(desk, draft_id)
    assert draft.record["price"]["model"] == "free"
    assert "choices" not in draft.record
    assert alternatives.selection(draft, "main")[2].alternative == "free"


def test_any_other_alternative_becomes_a_choice(desk: Desk, draft_id: str) -> None:
    """It is noted under the clause's id."""
    drafts.save(desk, draft_id, "main", alternatives.choosing(desk.library, "main", "gen-secrecy", "long"), read_at=1)

    assert drafts.open_draft(desk, draft_id).record["choices"] == {"gen-secrecy": "long"}


def test_an_alternative_reads_as_it_would_today(desk: Desk, draft_id: str) -> None:
    """The text is assembled with the answers of the draft, and the draft stays as it is."""
    draft = drafts.open_draft(desk, draft_id)

    other = alternatives.as_it_would_read(desk, draft, "main", "fp-price", "free")

    assert other is not None
    assert "".join(run.text for run in other.blocks[0].runs) == "Access is free. Sharing covers people."  # type: ignore[union-attr]
    assert drafts.open_draft(desk, draft_id).revision.number == 1
    with pytest.raises(NotFoundError):
        alternatives.choosing(desk.library, "main", "fp-price", "gratis")


def test_special_terms_are_added_changed_and_removed() -> None:
    """An empty one is not kept: it could not be printed."""
    one = {"special_terms": special_terms.changed({}, "gen-law", None, ("First year", "Each Party proposes."))}
    two = {"special_terms": special_terms.changed(one, "gen-law", 0, ("First year", "Each Party meets."))}

    assert [term.text for term in special_terms.after(two, "gen-law")] == ["Each Party meets."]
    assert special_terms.changed(two, "gen-law", 0, None) == []
    assert special_terms.changed({}, "gen-law", None, ("Title", "")) == []
    assert special_terms.changed(two, "gen-law", 5, ("Title", "Text")) == two["special_terms"]


def test_the_part_of_an_annex_is_its_own() -> None:
    """Choices and special terms of an annex stand in the annex."""
    assert value_of(FILLED, "use") == FILLED["annexes"][0]  # type: ignore[index]
    assert value_of(FILLED, "nothing") == {}
