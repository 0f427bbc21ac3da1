"""A question that was renamed keeps its answers; one that was renamed without saying so is told with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.errors import AnswersError
from app.interview import read_answers, renamed
from app.library import strict_yaml
from app.model.answers import Answers
from app.model.library import Library
from tests.build import library_of

QUESTIONS = """\
questions:
  - {key: law.country, type: country, label: Country, was: [law.land, rules.land]}
  - {key: term.months, type: integer, label: Months}
  - {key: document.title, type: text, label: Title, was: [document.heading]}
"""
PARTY_FIELDS = """\
party_fields:
  - {key: legal_name, type: text, label: Legal name, was: [name]}
  - {key: seat.city, type: text, label: City, was: [town]}
"""
CLAUSES = {
    "gen-law": "1. {{ law.country | country }}\n2. {{ term.months | months }}",
    "use-law": "1. {{ law.country | country }}\n2. B.",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A contract and an annex with renamed questions."""
    outlines = {"agreement": ["gen-law"], "annex-use": ["use-law"]}
    return library_of(tmp_path_factory.mktemp("renamed"), CLAUSES, outlines, QUESTIONS, party_fields=PARTY_FIELDS)


def read(small: Library, text: str) -> Answers:
    loaded = strict_yaml.load(text, "answers.yaml")
    return read_answers(loaded.data, small, line_of=loaded.line, file="answers.yaml")


@pytest.mark.parametrize("old", ["law: {land: BE}", "rules: {land: BE}", "law: {country: BE}"])
def test_an_answer_under_an_earlier_key_is_an_answer(small: Library, old: str) -> None:
    """Whichever of its names the question had, in whichever group."""
    assert read(small, f"document: {{type: agreement}}\n{old}\n").groups == {"law": {"country": "BE"}}


def test_document_parties_and_annexes_are_renamed_as_well(small: Library) -> None:
    """Earlier keys count in every place that holds answers."""
    answers = read(
        small,
        "document: {type: agreement, heading: Old title}\n"
        "parties: [{id: aa, name: Alpha, town: Bonn}]\n"
        "annexes: [{id: use, type: annex-use, law: {land: DE}}]\n",
    )

    assert answers.document == {"title": "Old title"}
    assert answers.parties == ({"id": "aa", "legal_name": "Alpha", "seat": {"city": "Bonn"}},)
    assert answers.annexes[0].groups == {"law": {"country": "DE"}}


def test_a_mistake_in_a_renamed_answer_has_the_line_at_which_it_was_written(small: Library) -> None:
    """The person finds the old key in the file, so that is where the message points."""
    with pytest.raises(AnswersError) as caught:
        read(small, "document:\n  type: agreement\nterm: {months: 3}\nlaw:\n  land: Belgium\n")

    assert [mistake.line for mistake in caught.value.mistakes] == [5]


def test_without_was_the_old_key_is_told_with_the_nearest(small: Library) -> None:
    """A library that renames a question and does not say so refuses the old answer, and says where it stands."""
    with pytest.raises(AnswersError) as caught:
        read(small, "document: {type: agreement}\nterm:\n  month: 3\n")

    (mistake,) = caught.value.mistakes
    assert (mistake.line, "term.month" in mistake.message, "term.months" in mistake.hint) == (3, True, True)


def test_two_answers_to_one_question_are_told(small: Library) -> None:
    """Where old and new key are both answered nothing is taken for the other."""
    with pytest.raises(AnswersError) as caught:
        read(small, "document: {type: agreement}\nlaw: {country: BE, land: DE}\n")

    assert "law.land" in caught.value.mistakes[0].message


@pytest.mark.parametrize(
    "raw", [None, 3, [], {}, {"document": 1}, {"document": {"type": "agreement"}, "law": "BE", "parties": 2}]
)
def test_what_has_no_shape_is_left_as_it_is(small: Library, raw: Any) -> None:
    """Renaming never raises; reading tells what is wrong."""
    assert renamed(raw, small).answers == raw


def test_nothing_given_is_changed(small: Library) -> None:
    """A stored record stays as it was stored."""
    raw = {"document": {"type": "agreement", "heading": "Old"}, "law": {"land": "BE"}}

    renamed(raw, small)

    assert raw == {"document": {"type": "agreement", "heading": "Old"}, "law": {"land": "BE"}}


def test_the_projects_own_renamed_questions_name_no_key_that_is_in_use(library: Library, root: Path) -> None:
    """An earlier key that is another question's key today would take that question's answers away."""
    fields = {field.key for field in library.party_fields}

    assert [key for one in library.questions.values() for key in one.was if key in library.questions] == []
    assert [key for one in library.party_fields for key in one.was if key in fields] == []
