"""Selection: choice before answers before placement before clause, and what a document type leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.model.outline import STANDALONE_CLAUSES
from tests.assembly.desk import lines, made, rules

QUESTIONS = "questions:\n  - {key: x.kind, type: choice, label: Kind, options: {a: A, b: B}}\n" + (
    "  - {key: law.country, type: country, label: Country}\n"
)
CHOICE = """\
alternatives:
  one: {label: One, position: preferred, when: x.kind == "a"}
  two: {label: Two, position: acceptable, when: x.kind == "b"}
  three: {label: Three, position: preferred}
default: one
---
## one
1. One.
2. End.

## two
1. Two.
2. End.

## three
1. Three.
2. End.
"""
OUTLINE = """\
id: agreement
title: Agreement
name: Agreement
kind: agreement
noun: Agreement
binding_level: LEVEL
modes: [standalone]
parts:
  - id: terms
    title: ""
    placements:
      - PLACEMENT
"""


def outline(placement: str, level: str = "binding") -> dict[str, str]:
    return {"agreement": OUTLINE.replace("PLACEMENT", placement).replace("LEVEL", level)}


@pytest.mark.parametrize(
    ("raw", "text", "decided_by"),
    [
        ({"choices": {"gen-law": "three"}, "x": {"kind": "b"}}, "Three.", "choice"),
        ({"x": {"kind": "b"}}, "Two.", "answers"),
        ({}, "Three.", "placement"),
    ],
)
def test_precedence_is_choice_answers_placement(
    tmp_path: Path, raw: dict[str, Any], text: str, decided_by: str
) -> None:
    """A choice wins over the alternative's rule, and that over the default of the placement."""
    result = made(
        tmp_path, {"gen-law": CHOICE}, raw, outlines=outline("{clause: gen-law, default: three}"), questions=QUESTIONS
    )

    assert lines(result)[1] == f"1.1 {text}"
    assert result.selected[0].chosen_by == decided_by


def test_a_choice_that_contradicts_an_answer_is_reported(tmp_path: Path) -> None:
    """STR-06: the chosen text's own rule is false, and another's is true."""
    raw = {"choices": {"gen-law": "one"}, "x": {"kind": "b"}}

    result = made(tmp_path, {"gen-law": CHOICE}, raw, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 One."
    assert rules(result) == ["STR-06"]


@pytest.mark.parametrize(("choices", "printed"), [({}, False), ({"gen-law": "on"}, True), ({"gen-law": "off"}, False)])
def test_an_optional_clause_is_switched(tmp_path: Path, choices: dict[str, str], printed: bool) -> None:
    """An optional clause that is off by default comes in by “on” and goes by “off”."""
    places = outline("{clause: gen-law, optional: true, on: false}\n      - gen-end")

    result = made(
        tmp_path, {"gen-law": "1. Law.\n2. End.", "gen-end": "1. A.\n2. B."}, {"choices": choices}, outlines=places
    )

    assert ("1 Law" in lines(result)) is printed


def test_what_a_clause_requires_must_be_there(tmp_path: Path) -> None:
    """STR-07 names a required clause that is left out, and two clauses that exclude each other."""
    clauses = {
        "gen-law": "requires: [gen-end]\n---\n1. Law.\n2. End.",
        "gen-end": "when: count(parties) > 2\n---\n1. A.\n2. B.",
        "gen-other": "excludes: [gen-law]\n---\n1. A.\n2. B.",
    }

    result = made(tmp_path, clauses)

    assert rules(result) == ["STR-07", "STR-07"]
    assert [problem.clause for problem in result.problems] == ["gen-law", "gen-other"]


def test_islands_of_a_nonbinding_text_are_off_until_switched_on(tmp_path: Path) -> None:
    """In a non-binding document a binding island is printed only where somebody wants it."""
    clauses = {
        "gen-law": "island: true\n---\n1. Each Party shall keep it.\n2. End.",
        "gen-end": "1. A Party {{ shall }} go.\n2. B.",
    }
    places = outline("gen-law\n      - gen-end", "nonbinding")

    off = made(tmp_path / "off", clauses, outlines=places)
    on = made(tmp_path / "on", clauses, {"choices": {"gen-law": "on"}}, outlines=places)

    assert lines(off)[:2] == ["1 End", "1.1 A Party intends to go."]
    assert lines(on)[:2] == ["1 Law", "1.1 Each Party shall keep it."]


def test_a_joined_annex_points_to_the_frameworks_clause(tmp_path: Path) -> None:
    """An inheriting clause prints one line in an annex, unless a text is chosen for the annex itself."""
    clauses = {"gen-law": "inherit: true\n---\n1. Law.\n2. End."}
    outlines = {"agreement": ["gen-law"], "annex-x": ["gen-law"]}
    annex: dict[str, Any] = {"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}

    joined = made(tmp_path / "a", clauses, {"annexes": [annex]}, outlines=outlines)
    own = made(tmp_path / "b", clauses, {"annexes": [{**annex, "choices": {"gen-law": "standard"}}]}, outlines=outlines)

    assert lines(joined, "x1") == ["1 Law", "Clause 1 of the Framework applies to this Annex."]
    assert lines(own, "x1") == ["1 Law", "1.1 Law.", "1.2 End."]


def test_a_standalone_annex_adds_the_shared_clauses_it_does_not_place(tmp_path: Path) -> None:
    """Fourteen shared clauses come in, but for one that is placed and one that another clause stands for."""
    clauses = dict.fromkeys(STANDALONE_CLAUSES, "1. A.\n2. B.")
    clauses |= {"gen-signature": "1. Sign.\n2. B.", "fp-liability": "stands_for: gen-liability\n---\n1. A.\n2. B."}
    outlines = {"annex-x": ["gen-term", "fp-liability", "gen-signature"], "agreement": list(clauses)}

    result = made(tmp_path, clauses, kind="annex-x", outlines=outlines)

    placed = [entry.clause for entry in result.selected]
    assert set(STANDALONE_CLAUSES) - set(placed) == {"gen-liability"}
    assert placed[0] == "gen-parties"
    assert placed[-1] == "gen-signature"
    assert placed.count("gen-term") == 1


def test_a_clause_of_the_framework_is_not_repeated_in_its_annex(tmp_path: Path) -> None:
    """`unless_in_framework` leaves the clause out of an annex whose framework has it."""
    annex = outline("{clause: gen-law, unless_in_framework: true}\n      - gen-end")["agreement"]
    annex = annex.replace("id: agreement", "id: annex-x").replace("kind: agreement", "kind: annex")
    annex = annex.replace("modes: [standalone]", "modes: [joined, standalone]")
    clauses = {"gen-law": "1. Law.\n2. End.", "gen-end": "1. A.\n2. B."}
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    result = made(tmp_path, clauses, raw, outlines={"agreement": ["gen-law"], "annex-x": annex})

    assert lines(result, "x1")[0] == "1 End"
    assert [entry.state for entry in result.selected if entry.document == "x1"] == ["in-framework", "in"]


def test_the_rule_of_a_placement_takes_the_place_of_the_clauses_own(tmp_path: Path) -> None:
    """An outline may place a clause under another rule than the clause has for all documents."""
    places = outline("{clause: gen-law, when: count(parties) == 2}")

    result = made(tmp_path, {"gen-law": "when: count(parties) > 2\n---\n1. Law.\n2. End."}, outlines=places)

    assert lines(result)[0] == "1 Law"


def test_an_inherit_text_is_used_where_the_framework_has_what_it_stands_for(tmp_path: Path) -> None:
    """A clause that stands for a shared one inherits from it in a joined annex."""
    text = "stands_for: gen-law\nalternatives:\n  inherit: {label: I, position: preferred}\n  full: {label: F, position: preferred}\ndefault: full\n---\n"
    text += "## inherit\n1. [[framework:gen-law]] applies.\n2. End.\n\n## full\n1. Own.\n2. End.\n"
    clauses = {"gen-law": "1. Law.\n2. End.", "fp-law": text}
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    result = made(tmp_path, clauses, raw, outlines={"agreement": ["gen-law"], "annex-x": ["fp-law"]})

    assert lines(result, "x1")[1] == "1.1 Clause 1 of the Framework applies."


def test_whoever_chooses_a_text_wants_the_clause(tmp_path: Path) -> None:
    """An optional clause that is off comes in with a chosen alternative, and with own wording."""
    places = outline("{clause: gen-law, optional: true, on: false}\n      - gen-end")
    clauses = {"gen-law": "1. Law.\n2. End.", "gen-end": "1. A.\n2. B."}

    chosen = made(tmp_path / "a", clauses, {"choices": {"gen-law": "standard"}}, outlines=places)
    own = made(tmp_path / "b", clauses, {"choices": {"gen-law": {"text": "Ours."}}}, outlines=places)

    assert lines(chosen)[0] == "1 Law"
    assert lines(own)[:2] == ["1 Law", "Ours."]


def test_a_default_contradicts_nobodys_choice(tmp_path: Path) -> None:
    """A choice against the default of a question that nobody answered is no contradiction."""
    questions = QUESTIONS.replace("options: {a: A, b: B}", "options: {a: A, b: B}, default: b")

    result = made(tmp_path, {"gen-law": CHOICE}, {"choices": {"gen-law": "one"}}, questions=questions)

    assert rules(result) == []
