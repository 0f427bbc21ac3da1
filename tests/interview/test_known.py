from __future__ import annotations

from app.interview import known_questions, used_questions
from app.model.library import Library


def test_whatever_a_placed_clause_can_use_is_known(small: Library) -> None:
    """No alternative of any clause asks for an answer that the file may not give."""
    for outline in small.outlines.values():
        assert used_questions(outline, small) <= set(known_questions(outline, small))


def test_the_project_accepts_whatever_its_clauses_can_use(library: Library) -> None:
    """The same holds for every document type of the project."""
    for outline in library.outlines.values():
        used = used_questions(outline, library)

        assert used
        assert used <= set(known_questions(outline, library))


def test_uses_are_found_in_texts_conditions_rules_and_other_alternatives(small: Library) -> None:
    """The language of arbitration is used by an alternative that is not the default; the forum only in a condition."""
    used = used_questions(small.outlines["contract"], small)

    assert {"law.language", "law.forum", "law.country", "term.own_days", "money.fee"} <= used
    assert "offers" not in used


def test_an_annex_does_not_know_the_own_questions_of_the_contract(small: Library) -> None:
    """A question of a clause that an annex cannot hold is a mistyped key there, unless it is shared."""
    annex = set(known_questions(small.outlines["annex-use"], small))
    contract = set(known_questions(small.outlines["contract"], small))

    assert "purpose.note" in contract - annex
    assert {"use.rules", "offers"} <= annex & contract
