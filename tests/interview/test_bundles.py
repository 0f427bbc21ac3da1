"""Answers to a bundle become those of its framework and annexes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.errors import AnswersError
from app.interview import bundle_schema, read_answers
from app.model.answers import Answers
from app.model.library import Library
from tests.build import library_of
from tests.library.test_bundles import CLAUSES, OUTLINES

PARTIES = [
    {"id": name, "legal_name": name, "short_name": name, "seat": {"country": "DE"}} for name in ("alpine", "costa")
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with a bundle of an agreement and one annex."""
    root: Path = tmp_path_factory.mktemp("library")
    return library_of(root, CLAUSES, OUTLINES)


def read(library: Library, **rest: Any) -> Answers:
    raw = {"document": {"type": "plan", "reference": "PL-2027-001"}, "parties": PARTIES, **rest}
    return read_answers(raw, library, line_of=len, file="answers.yaml")


def test_a_bundle_becomes_its_framework_with_all_its_annexes(library: Library) -> None:
    """All parties take part in an annex that the file does not mention."""
    answers = read(library)

    assert (answers.type, answers.reference) == ("agreement", "PL-2027-001")
    assert [(annex.id, annex.type, annex.taking_part) for annex in answers.annexes] == [
        ("annex-x", "annex-x", ("alpine", "costa"))
    ]


def test_an_annex_that_the_file_holds_is_not_begun_again(library: Library) -> None:
    """What was answered stands; an id that is taken is left to whoever has it."""
    held = read(library, annexes=[{"id": "mine", "type": "annex-x", "parties": ["alpine", "costa"]}])

    assert [annex.id for annex in held.annexes] == ["mine"]


@pytest.mark.parametrize("annexes", ["all", [3], {"id": "x"}, [{"id": ["x"], "type": {"a": 1}}]])
def test_annexes_of_a_wrong_shape_are_told_as_in_any_file(library: Library, annexes: Any) -> None:
    """A bundle hides no mistake."""
    with pytest.raises(AnswersError) as error:
        read(library, annexes=annexes)

    assert "annex" in str(error.value).lower()


def test_the_schema_of_a_bundle_carries_its_name(library: Library) -> None:
    """Programs can check a file before they send it."""
    found = bundle_schema(library, library.bundles["plan"])

    assert found["properties"]["document"]["properties"]["type"] == {"const": "plan"}
    assert "annexes" in found["properties"]
