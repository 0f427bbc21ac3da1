"""The file of constraints: what an office may write, and how it learns of its mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import load_library
from app.model.finding import Severity
from tests.build import make_library, write
from tests.library.reading import says

GOOD = """\
constraints:
  - id: OWN-01
    severity: warning
    party: {cluster_role: observer, seat.country: [DE, FR]}
    answers: {law.country: BE}
    lacks: [gen-costs]
    message: "{parties} may not."
    remedy: Ask.
    source: Law
    reviewed: "2026-11-01"
"""
CLAUSES = {"gen-law": "{{ law.country | country }}", "gen-costs": "Text."}


def loaded(root: Path, text: str) -> Path:
    make_library(root, CLAUSES)
    write(root / "contract_templates" / "_house" / "constraints.yaml", text)
    return root


def test_a_constraint_is_read_with_all_its_conditions(tmp_path: Path) -> None:
    """One value and a list of values mean the same."""
    [one] = load_library(loaded(tmp_path, GOOD)).constraints

    assert (one.id, one.severity, one.lacks) == ("OWN-01", Severity.WARNING, ("gen-costs",))
    assert one.party == {"cluster_role": ("observer",), "seat.country": ("DE", "FR")}
    assert one.answers == {"law.country": ("BE",)}


def test_a_library_without_the_file_has_no_constraints(tmp_path: Path) -> None:
    """The file is optional."""
    make_library(tmp_path, CLAUSES)

    assert load_library(tmp_path).constraints == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: OWN-01", "id: XYZ", "“XYZ” is no id of a constraint"),
        ("severity: warning", "severity: grave", "grave"),
        ("    source: Law\n", "", "source"),
        ("cluster_role", "cluster_rule", "“cluster_rule” is no field of a party"),
        ("law.country", "law.land", "“law.land” is no question"),
        ("gen-costs", "gen-cost", "“gen-cost” is no clause"),
        ("    remedy", "    types: [contract]\n    remedy", "“contract” is no document type"),
        ("{parties}", "{party}", "“{party}” is no mark of a message"),
        ("{parties}", "{subject}", "names none"),
        ('"2026-11-01"', '"1 November"', "is no day"),
        ("answers: {law.country: BE}", "answers: [law.country]", "has to map names to values"),
        ("lacks", "without", "without"),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    """Nothing that is written is ignored in silence."""
    from app.errors import LibraryError

    root = loaded(tmp_path, GOOD.replace(old, new, 1))

    with pytest.raises(LibraryError) as error:
        load_library(root)

    assert says(error.value.mistakes, message), error.value.mistakes
    assert all(one.file.endswith("constraints.yaml") and one.line for one in error.value.mistakes)


def test_an_id_that_comes_twice_and_a_line_without_conditions_are_told(tmp_path: Path) -> None:
    """Each constraint has its own number and says when it is broken."""
    from app.errors import LibraryError

    second = "  - {id: OWN-01, severity: hint, message: Always., remedy: Ask., source: Law, reviewed: '2026-11-01'}\n"

    with pytest.raises(LibraryError) as error:
        load_library(loaded(tmp_path, GOOD + second))

    assert says(error.value.mistakes, "a second time")
    assert says(error.value.mistakes, "has no condition")
