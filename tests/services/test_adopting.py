"""A draft goes on with the clauses it was begun with; newer ones are adopted in a step that shows what they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import LostLibraryError
from app.model.library import Library
from app.render.text import lines
from app.review.comparing import ADDED, CHANGED, REMOVED
from app.services import adopting, drafts, samples, undoing
from app.services.desk import Desk
from app.services.libraries import keep_present
from app.services.memo import Memo
from app.services.record import path_of
from tests.build import library_of
from tests.web.small import ANNEX, CLAUSES, OUTLINE, QUESTIONS

NEWER_CLAUSES = {
    **CLAUSES,
    "gen-purpose": (
        "1. The aim that the Parties share is: {{ purpose.text }}\n2. The sectors are {{ purpose.sectors | list }}.\n"
        "3. The budget is {{ purpose.budget | money }}.\n"
    ),
    "gen-notice": "1. Notices are given in writing.\n",
}
NEWER_OUTLINE = OUTLINE.replace("      - gen-tools\n", "      - gen-notice\n")
NEWER_QUESTIONS = (
    QUESTIONS.replace("{key: law.country,", "{key: law.state, was: [law.country],")
    + "  - {key: purpose.budget, type: money, label: Budget}\n"
)


@pytest.fixture(scope="module")
def newer_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of the tests a year later: a clause reworded, one new, one gone, a question renamed, one new."""
    clauses = {name: source.replace("law.country", "law.state") for name, source in NEWER_CLAUSES.items()}
    return library_of(
        tmp_path_factory.mktemp("newer"), clauses, {"agreement": NEWER_OUTLINE, "annex-use": ANNEX}, NEWER_QUESTIONS
    )


def later(desk: Desk, library: Library) -> Desk:
    """Return the desk after a start with another library: same database, nothing remembered."""
    return replace(desk, library=library, assembled=Memo(), libraries=Memo(4))


def text_of(desk: Desk, draft_id: str) -> list[str]:
    """Return the whole text of a draft."""
    return list(lines(drafts.open_draft(desk, draft_id).outcome.assembled.bundle))


def test_a_draft_reads_the_same_after_the_library_has_changed(
    desk: Desk, draft_id: str, newer_library: Library
) -> None:
    """Word for word, also after more answers were given; what is begun now is made from the newer clauses."""
    before = text_of(desk, draft_id)
    moved_on = later(desk, newer_library)

    assert text_of(moved_on, draft_id) == before
    drafts.save(moved_on, draft_id, "main", {path_of("main", "law.country"): "FR"}, read_at=1)
    assert text_of(moved_on, draft_id) == [line.replace("Belgium", "France") for line in before]
    assert drafts.open_draft(moved_on, drafts.begin(moved_on, "agreement")).library.version == newer_library.version


def test_what_would_change_is_told_word_by_word(desk: Desk, draft_id: str, newer_library: Library) -> None:
    """Each clause that differs with its words, the questions that come and go, the findings that appear."""
    proposal = adopting.propose(later(desk, newer_library), draft_id)

    assert proposal is not None
    main, annex = proposal.documents
    changes = {change.title: change for change in main.clauses}
    assert {title: change.kind for title, change in changes.items()} == {
        "Purpose": CHANGED, "Notice": ADDED, "Tools": REMOVED,
    }  # fmt: skip
    added = [piece.text for line in changes["Purpose"].lines for piece in line.pieces if piece.kind == ADDED]
    assert added == ["that the Parties share", "The budget is [budget]."]
    assert (annex.clauses, annex.unchanged) == ((), 1)
    assert (proposal.new_questions, proposal.old_questions[0]) == (("Budget",), "Tools")
    assert "Country whose law governs" not in proposal.old_questions
    assert any(finding.question == "purpose.budget" for finding in proposal.found)
    assert proposal.misfits == ()


def test_adopting_is_one_step_that_undo_takes_back(desk: Desk, draft_id: str, newer_library: Library) -> None:
    """The answers move to the present names of their questions and back; redo adopts again."""
    before = text_of(desk, draft_id)
    moved_on = later(desk, newer_library)
    adopting.adopt(moved_on, draft_id)

    adopted = drafts.open_draft(moved_on, draft_id)
    assert adopted.library.version == newer_library.version
    assert adopted.record["law"]["state"] == "BE"
    assert "Notices are given" in "\n".join(text_of(moved_on, draft_id))
    assert adopting.propose(moved_on, draft_id) is None

    step = undoing.undo(moved_on, draft_id, "main")
    assert step is not None
    assert step.summary == "Newer clauses adopted"
    assert text_of(moved_on, draft_id) == before
    undoing.redo(moved_on, draft_id, "main")
    assert drafts.open_draft(moved_on, draft_id).record == adopted.record


def test_answers_without_a_place_are_named_and_come_back_with_undo(desk: Desk, draft_id: str, tmp_path: Path) -> None:
    """A question that the newer library does not know takes its answer out of the draft, not out of the history."""
    questions = QUESTIONS.replace(
        "  - {key: purpose.text, type: long_text, label: Common aim, help: One sentence.}\n", ""
    )
    clauses = {**CLAUSES, "gen-purpose": "1. The sectors are {{ purpose.sectors | list }}.\n"}
    outlines = {"agreement": OUTLINE, "annex-use": ANNEX}
    moved_on = later(desk, library_of(tmp_path / "fewer", clauses, outlines, questions))

    proposal = adopting.propose(moved_on, draft_id)
    adopting.adopt(moved_on, draft_id)

    assert proposal is not None
    assert proposal.set_aside == ("Common aim",)
    assert "text" not in drafts.open_draft(moved_on, draft_id).record["purpose"]
    undoing.undo(moved_on, draft_id, "main")
    assert drafts.open_draft(moved_on, draft_id).record["purpose"]["text"] == "Share tools."


def test_answers_that_do_not_fit_stop_the_adoption_only(desk: Desk, draft_id: str, tmp_path: Path) -> None:
    """A document type that is gone is said; the draft goes on with its own clauses."""
    moved_on = later(desk, library_of(tmp_path / "other", outlines={"lease": ["gen-law"]}))

    proposal = adopting.propose(moved_on, draft_id)

    assert proposal is not None
    assert "“agreement” is not known" in proposal.misfits[0]
    assert text_of(moved_on, draft_id) == text_of(desk, draft_id)


def test_a_copy_keeps_the_clauses_of_its_original(desk: Desk, draft_id: str, newer_library: Library) -> None:
    """Copying does not adopt anything."""
    moved_on = later(desk, newer_library)

    assert text_of(moved_on, samples.duplicate(moved_on, draft_id, "Copy")) == text_of(desk, draft_id)


def test_a_library_is_kept_once(desk: Desk, draft_id: str, newer_library: Library) -> None:
    """Two drafts and two saves share its files; a library that no revision names is not kept."""
    drafts.begin(desk, "agreement")
    keep_present(later(desk, newer_library))

    with desk.database.read() as session:
        kept = session.scalars(text("SELECT version FROM libraries")).all()
    assert kept == [desk.library.version]


def test_a_draft_whose_library_was_not_kept_waits_for_a_decision(
    desk: Desk, draft_id: str, newer_library: Library
) -> None:
    """Its text never changes in silence: it can be compared with its last text, and then adopted."""
    with desk.database.write() as session:
        session.execute(text("DELETE FROM libraries"))
    moved_on = later(desk, newer_library)

    with pytest.raises(LostLibraryError, match="were not kept"):
        drafts.open_draft(moved_on, draft_id)
    proposal = adopting.propose(moved_on, draft_id)
    assert proposal is not None
    assert {change.title for change in proposal.documents[0].clauses} == {"Purpose", "Notice", "Tools"}
    adopting.adopt(moved_on, draft_id)
    assert drafts.open_draft(moved_on, draft_id).library.version == newer_library.version


def test_drafts_of_a_version_that_kept_no_library_get_the_present_one(desk: Desk, draft_id: str) -> None:
    """Kept at the start, while it is still the library that they were made from."""
    with desk.database.write() as session:
        session.execute(text("DELETE FROM libraries"))

    keep_present(desk)

    with desk.database.read() as session:
        assert session.scalars(text("SELECT version FROM libraries")).all() == [desk.library.version]
