"""Undo and redo, per document, as new revisions."""

from __future__ import annotations

from typing import Any

from app.services import annexes, drafts, parties, undoing
from app.services.desk import Desk
from app.services.record import path_of
from app.store import revisions


def save(desk: Desk, identifier: str, key: str, value: Any, document: str = "main") -> None:
    """Save one answer to the newest revision."""
    head = drafts.open_draft(desk, identifier).revision.number
    drafts.save(desk, identifier, document, {path_of(document, key): value}, read_at=head)


def country(desk: Desk, identifier: str) -> str:
    """Return the answer that these tests change."""
    found: str = drafts.open_draft(desk, identifier).record["law"]["country"]
    return found


def test_undo_takes_back_step_by_step_and_redo_brings_again(desk: Desk, draft_id: str) -> None:
    """Two saves are undone one after the other, and come back in their order."""
    save(desk, draft_id, "law.country", "FR")
    save(desk, draft_id, "law.country", "IT")

    seen = [country(desk, draft_id)]
    for step in (undoing.undo, undoing.undo, undoing.redo, undoing.redo):
        step(desk, draft_id, "main")
        seen.append(country(desk, draft_id))

    assert seen == ["IT", "FR", "BE", "FR", "IT"]


def test_the_step_says_what_it_takes_back(desk: Desk, draft_id: str) -> None:
    """The button is named after the change, with both values."""
    save(desk, draft_id, "price.days", 20)

    step = undoing.can(desk, draft_id, "main").undo

    assert step is not None
    assert step.summary == "Days to pay: 45 to 20"


def test_there_is_an_end(desk: Desk, draft_id: str) -> None:
    """The beginning of a dossier is not undone, and nothing can be redone that was not undone."""
    assert undoing.undo(desk, draft_id, "main") is None
    assert undoing.redo(desk, draft_id, "main") is None


def test_a_new_save_ends_what_can_be_redone(desk: Desk, draft_id: str) -> None:
    """After undo and another change there is nothing to bring again."""
    save(desk, draft_id, "law.country", "FR")
    undoing.undo(desk, draft_id, "main")
    save(desk, draft_id, "law.country", "IT")

    assert undoing.can(desk, draft_id, "main").redo is None


def test_documents_are_undone_apart(desk: Desk, draft_id: str) -> None:
    """Undo in the annex leaves the framework's last change alone."""
    save(desk, draft_id, "law.country", "IT", "use")
    save(desk, draft_id, "law.country", "FR")

    undoing.undo(desk, draft_id, "use")

    record = drafts.open_draft(desk, draft_id).record
    assert record["law"]["country"] == "FR"
    assert "law" not in record["annexes"][0]


def test_undo_adds_a_revision(desk: Desk, draft_id: str) -> None:
    """Nothing is taken out of the history."""
    save(desk, draft_id, "law.country", "FR")
    undoing.undo(desk, draft_id, "main")

    assert drafts.open_draft(desk, draft_id).revision.number == 3


def test_a_removed_party_comes_back_with_what_named_it(desk: Desk, draft_id: str) -> None:
    """Removing a party takes away every answer that names it; undo restores all of them."""
    before = drafts.open_draft(desk, draft_id)
    changed = parties.without_party(before.record, "alpine", desk.library)
    drafts.change(desk, draft_id, "main", changed, read_at=1, summary="Alpine removed")
    without = drafts.open_draft(desk, draft_id).record

    undoing.undo(desk, draft_id, "main")

    assert [party["id"] for party in without["parties"]] == ["costa"]
    assert "keeper" not in without["law"]
    assert "owner" not in without["tools"]["tools"][0]
    assert without["annexes"][0]["parties"] == ["costa"]
    assert drafts.open_draft(desk, draft_id).record == before.record


def test_a_removed_annex_comes_back_whole(desk: Desk, draft_id: str) -> None:
    """Its answers and its place return with undo."""
    save(desk, draft_id, "law.country", "IT", "use")
    before = drafts.open_draft(desk, draft_id)
    drafts.save(desk, draft_id, "main", annexes.removing(before.record, "use", {}), read_at=2)
    without = drafts.open_draft(desk, draft_id)

    undoing.undo(desk, draft_id, "main")

    after = drafts.open_draft(desk, draft_id)
    assert [place.key for place in without.dossier.places] == ["main"]
    assert [place.key for place in after.dossier.places] == ["main", "use"]
    assert after.record == before.record


def test_what_a_party_saved_is_not_taken_back_by_the_owner(desk: Desk, draft_id: str) -> None:
    """Undo reaches the owner's own step below it, and the history names the party."""
    save(desk, draft_id, "law.country", "FR")
    edits = {path_of("main", "parties[costa].legal_name"): "Costa S.A."}
    drafts.save(desk, draft_id, "main", edits, read_at=2, author="costa")

    undoing.undo(desk, draft_id, "main")

    draft = drafts.open_draft(desk, draft_id)
    assert (country(desk, draft_id), draft.record["parties"][1]["legal_name"]) == ("BE", "Costa S.A.")
    with desk.database.read() as session:
        assert [step.author for step in revisions.steps(session, draft_id)] == ["", "", "costa", ""]
