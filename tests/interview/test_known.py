from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from app.assembly.placing import parts_of
from app.errors import AnswersError
from app.interview import alternatives_of, known_questions, read_answers, schema, used_questions
from app.interview.known import BINDING_LEVEL, placements_of
from app.model.library import Library
from app.model.outline import BindingLevel


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


def test_the_clauses_that_are_known_are_those_that_assembly_places(library: Library) -> None:
    """In each mode of each type, what may be chosen is what is placed: one rule, whoever asks."""
    for outline in library.outlines.values():
        for mode in outline.modes:
            placed = {place.clause for part in parts_of(outline, mode, library) for place in part.placements}
            schedules = {place.clause for place in outline.schedules if mode in place.modes}
            known = {place.clause for place in placements_of(outline, library) if mode in place.modes}

            assert known == placed | schedules, f"{outline.id} {mode}"


def test_only_texts_that_fit_a_document_type_are_offered(library: Library) -> None:
    """A notice is signed by who gives it: the texts for the other forms are not among its alternatives."""
    offered = {
        name: [one.id for one in alternatives_of(library.outlines[name], library)["af-sign"]]
        for name in ("form-accession", "form-amendment", "form-notice", "form-register")
    }

    assert offered == {
        "form-accession": ["coordinator_countersigns", "all_countersign"],
        "form-amendment": ["all_sign"],
        "form-notice": ["giver_signs"],
        "form-register": ["keeper_signs"],
    }


def test_only_levels_that_a_document_type_has_are_offered(library: Library) -> None:
    """An agreement on rights binds: the question how far it binds has two options, in the Model Contract four."""
    levels = {
        name: [option.value for option in known_questions(library.outlines[name], library)[BINDING_LEVEL].options]
        for name in ("ip-agreement", "annex-ip", "nda", "model-contract")
    }

    assert levels.pop("model-contract") == [level.value for level in BindingLevel]
    assert set(map(tuple, levels.values())) == {("binding", "light")}


def test_another_level_is_refused_by_reader_and_schema(library: Library) -> None:
    """An answers file with a level that the type does not have is told so, with the levels it has."""
    raw = {"document": {"type": "nda", "binding_level": "nonbinding"}}
    checker = Draft202012Validator(schema(library, library.outlines["nda"]))

    with pytest.raises(AnswersError, match="has to be one of binding"):
        read_answers(raw, library, line_of=lambda _: 0, file="answers.yaml")
    assert not checker.is_valid(raw)
    assert checker.is_valid({"document": {"type": "nda", "binding_level": "light"}})
