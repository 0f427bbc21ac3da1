"""Drafts: every save is a revision, the second of two people is told, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import AnswersError, NotFoundError
from app.render import FORMATS, RenderOptions
from app.services import drafts
from app.services.changes import ABSENT
from app.services.desk import Desk
from app.services.record import answer, new_id, path_of, unread_path
from app.store import revisions
from tests.web.small import FILLED


def text_of(desk: Desk, identifier: str) -> str:
    """Return the documents of a dossier as text."""
    bundle = drafts.open_draft(desk, identifier).outcome.assembled.bundle
    return FORMATS["txt"].render(bundle, RenderOptions(desk.templates / "_house", desk.templates)).decode()


def save(desk: Desk, identifier: str, key: str, value: Any, *, read_at: int, document: str = "main") -> drafts.Saved:
    """Save one answer."""
    return drafts.save(desk, identifier, document, {path_of(document, key): value}, read_at=read_at)


def test_a_new_draft_knows_nothing_but_its_type(desk: Desk) -> None:
    """It opens, counts what is missing, and prints placeholders."""
    identifier = drafts.begin(desk, "agreement")

    draft = drafts.open_draft(desk, identifier)

    assert draft.record == {"document": {"type": "agreement"}, "parties": []}
    assert draft.revision.standing["documents"]["main"]["missing"] > 5
    assert "[country whose law governs]" in text_of(desk, identifier).lower()


def test_an_unknown_document_type_is_refused(desk: Desk) -> None:
    """Nothing is stored for it."""
    with pytest.raises(NotFoundError, match="no document type"):
        drafts.begin(desk, "lease")


def test_answers_that_do_not_fit_leave_no_dossier(desk: Desk) -> None:
    """A mistake in the answers stops the beginning as a whole."""
    with pytest.raises(AnswersError):
        drafts.begin_from(desk, {"document": {"type": "agreement"}, "nonsense": 1}, title="", summary="")
    with desk.database.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM dossiers").scalar() == 0


def test_an_answer_reaches_the_document(desk: Desk, draft_id: str) -> None:
    """What was saved is printed."""
    saved = save(desk, draft_id, "law.country", "FR", read_at=1)

    assert (saved.number, saved.conflicts) == (2, ())
    assert "The law of France applies" in text_of(desk, draft_id)


def test_saving_the_same_again_makes_no_revision(desk: Desk, draft_id: str) -> None:
    """A page that is sent twice leaves one revision."""
    assert save(desk, draft_id, "law.country", "BE", read_at=1).number == 1


def test_two_people_who_change_different_answers_lose_nothing(desk: Desk, draft_id: str) -> None:
    """The second save is merged in silence."""
    save(desk, draft_id, "law.country", "FR", read_at=1)
    saved = save(desk, draft_id, "price.days", 20, read_at=1)

    record = drafts.open_draft(desk, draft_id).record
    assert saved.conflicts == ()
    assert (record["law"]["country"], record["price"]["days"]) == ("FR", 20)


def test_the_second_of_two_people_is_told_and_both_values_stay(desk: Desk, draft_id: str) -> None:
    """Theirs stays in force, both come back, and the history keeps the one that lost."""
    save(desk, draft_id, "law.country", "FR", read_at=1)
    saved = save(desk, draft_id, "law.country", "IT", read_at=1)

    with desk.database.read() as session:
        kept = revisions.get(session, draft_id)
    assert [(conflict.mine, conflict.theirs) for conflict in saved.conflicts] == [("IT", "FR")]
    assert drafts.open_draft(desk, draft_id).record["law"]["country"] == "FR"
    assert kept.kind == "conflict"
    assert kept.changes == ({"path": ["answers", "law", "country"], "old": "FR", "new": "IT"},)


def test_what_fits_is_saved_beside_a_conflict(desk: Desk, draft_id: str) -> None:
    """One contradiction does not hold up the rest of a page."""
    save(desk, draft_id, "law.country", "FR", read_at=1)
    edits = {path_of("main", "law.country"): "IT", path_of("main", "law.language"): "fr"}

    saved = drafts.save(desk, draft_id, "main", edits, read_at=1)

    record = drafts.open_draft(desk, draft_id).record
    assert len(saved.conflicts) == 1
    assert (record["law"]["country"], record["law"]["language"]) == ("FR", "fr")


def test_typed_text_that_is_no_answer_is_kept(desk: Desk, draft_id: str) -> None:
    """It is stored beside the answers, and the document prints a placeholder."""
    edits = {path_of("main", "law.country"): ABSENT, unread_path("main", "law.country"): "Belgum"}
    drafts.save(desk, draft_id, "main", edits, read_at=1)

    draft = drafts.open_draft(desk, draft_id)
    assert draft.revision.unread == {"main:law.country": "Belgum"}
    assert draft.revision.standing["documents"]["main"]["unread"] == 1
    assert "[country whose law governs]" in text_of(desk, draft_id).lower()


def test_an_annex_answers_for_itself(desk: Desk, draft_id: str) -> None:
    """An annex's own answer leaves the framework's alone."""
    save(desk, draft_id, "law.country", "IT", read_at=1, document="use")

    record = drafts.open_draft(desk, draft_id).record
    assert (answer(record, "main", "law.country"), answer(record, "use", "law.country")) == ("BE", "IT")


def test_a_revision_keeps_tree_and_sources(desk: Desk, draft_id: str) -> None:
    """An old draft can be read though the library moves on: its text and the clauses it came from are stored."""
    with desk.database.read() as session:
        tree, sources = revisions.tree(session, draft_id, 1), revisions.sources(session, draft_id, 1)

    assert tree is not None
    assert [document["id"] for document in tree["documents"]] == ["main", "use"]
    assert sources["main", "gen-law"] == desk.library.clauses["gen-law"].source


def test_standing_counts_what_is_open(desk: Desk, draft_id: str) -> None:
    """Lists read title, parties and counts without assembling anything."""
    standing = drafts.open_draft(desk, draft_id).revision.standing

    assert (standing["title"], standing["reference"]) == ("Tools of two clusters", "AG-2027-001")
    assert standing["parties"] == ["Alpine", "Costa"]
    assert {key: one["name"] for key, one in standing["documents"].items()} == {
        "main": "Agreement",
        "use": "Use of tools annex",
    }
    assert standing["documents"]["main"]["missing"] == 0


def test_the_sample_answers_of_these_tests_fit(desk: Desk, draft_id: str) -> None:
    """The record is stored as it was given."""
    assert drafts.open_draft(desk, draft_id).record == FILLED


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Völgy u. 41.", "volgy-u-41"), ("Świszcz", "swiszcz"), ("Ελλάδα", "party"), ("", "party"), ("main", "main-2")],
)
def test_ids_are_made_from_names(name: str, expected: str) -> None:
    """An id holds small letters, digits and hyphens, whatever the name, and is never taken twice."""
    assert new_id(name, ["main"], fallback="party") == expected
