"""How much of a library is exercised: what counts, what is found by itself, what is reported as left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.interview import read_answers
from app.library import load_library
from app.render import text
from app.services.coverage import TODAY, Coverage, measure, read_samples
from app.services.coverage_recording import Recorder
from tests.build import PROJECT, library_of, write
from tests.content.reading import clauses, faults

PARTIES = [
    {"id": name, "legal_name": f"{name.title()} e.V.", "short_name": name.title(), "seat": {"country": "DE"}}
    for name in ("alpha", "beta", "gamma")
]
SAMPLE = {"document": {"type": "agreement"}, "parties": PARTIES[:2], "law": {"country": "BE"}}

QUESTIONS = """\
questions:
  - {key: law.country, type: country, label: Country, example: BE}
  - {key: law.days, type: integer, label: Days, example: 5}
  - {key: law.free, type: yesno, label: Free, default: true}
  - {key: law.note, type: text, label: Note, required: false, example: A note.}
  - {key: law.kind, type: choice, label: Kind, options: {a: A, b: B, c: C}, default: a}
  - {key: law.kinds, type: choices, label: Kinds, options: {a: A, b: B}, default: [a]}
  - key: law.sites
    type: rows
    label: Sites
    required: false
    of: {name: text, owner: party, safe: yesno}
    example: [{name: Laboratory, owner: alpha, safe: true}]
"""


def covered(root: Path, text: str, samples: dict[str, Any] | None = None, **more: str) -> Coverage:
    """Return the coverage of a library of a clause `gen-a` (and others), all placed, with one sample."""
    made = library_of(root, {"gen-a": text, **more}, questions=QUESTIONS)
    return measure(made, {"one": SAMPLE} if samples is None else samples)


# --- what is found by itself ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        "law.free",
        "not law.free",
        "law.note",
        'law.kind == "b"',
        'law.kind != "b" and law.free',
        'law.kind in ["a", "b"] or law.note',
        "law.days > 7",
        '"b" in law.kinds',
        "law.sites",
        "count(law.sites) > 2",
        'some(law.sites, "safe")',
        'every(law.sites, "safe", false)',
        'some(parties, "outside_eea")',
        'every(parties, "has_legal_personality")',
        "count(parties) == 2",
        'alternative == "two"',
        'placed("gen-b")',
        'chosen("gen-b", "second")',
    ],
)
def test_both_ways_of_a_condition_are_found(tmp_path: Path, condition: str) -> None:
    front = "alternatives: {one: {label: One, position: preferred}, two: {label: Two, position: preferred}}\ndefault: one\n---\n"
    other = "alternatives: {first: {label: One, position: preferred}, second: {label: Two, position: preferred}}\ndefault: first\n---\n## *\nIt."
    text = f"{front}## *\nThe text.\n::: when {condition}\nIt is so.\n:::"
    samples = {"one": SAMPLE, "two": {**SAMPLE, "parties": PARTIES}}

    found = covered(tmp_path, text, samples, **{"gen-b": other})

    assert found.conditions.missing == ()
    assert found.alternatives.missing == ()


def test_a_condition_in_a_loop_in_a_condition_of_another_alternative_is_found(tmp_path: Path) -> None:
    text = """\
alternatives:
  one: {label: One, position: preferred}
  two: {label: Two, when: law.kind == "c", position: preferred}
default: one
---
## one
It.

## two
::: when law.free
::: each s in law.sites
::: when s.safe
- {{ s.name }}
::: otherwise
- {{ s.name }} of {{ s.owner | label }}
:::
:::
:::
"""
    found = covered(tmp_path, text)

    assert (found.conditions.total, found.conditions.missing) == (4, ())


def test_a_question_that_is_printed_only_in_one_case_is_found(tmp_path: Path) -> None:
    found = covered(tmp_path, 'The number: {{ law.days if law.kind == "c" else law.note }}.')

    assert {name.rpartition(" ")[2] for name in found.questions.missing} == {
        "law.country",
        "law.free",
        "law.kinds",
        "law.sites",
    }


# --- what is reported -------------------------------------------------------------------------------------------------


def test_what_no_answer_can_reach_is_named_with_its_place(tmp_path: Path) -> None:
    found = covered(tmp_path, "It.\n::: when law.free and not law.free\nNever.\n:::")

    assert list(found.conditions.missing) == ["clauses/gen/gen-a.md:6: “law.free and not law.free” is never true"]
    assert found.conditions.percent == 50
    assert not found.is_complete


def test_without_samples_nothing_is_exercised(tmp_path: Path) -> None:
    found = covered(tmp_path, "It.\n::: when law.free\nIt.\n:::", {})

    assert (found.documents, found.alternatives.exercised, found.conditions.percent) == (0, 0, 0)


def test_what_needs_a_document_type_without_a_clause_is_exercised_and_counted_apart(tmp_path: Path) -> None:
    text = 'It.\n::: when placed("gen-b")\nIt.\n:::'

    assert covered(tmp_path / "1", text, **{"gen-b": "It."}).elsewhere == 1
    assert covered(tmp_path / "2", text, **{"gen-b": "when: law.free\n---\nIt."}).elsewhere == 0


@pytest.mark.parametrize("given", [True, False])
def test_a_question_is_exercised_only_where_it_has_an_answer(tmp_path: Path, given: bool) -> None:
    made = library_of(tmp_path, {"gen-a": "{{ law.note | or_nothing }} is it."}, questions=QUESTIONS)
    raw = {**SAMPLE, "law": {"note": "A note."} if given else {}}
    answers = read_answers(raw, made, line_of=lambda _: 0, file="answers.yaml")

    _, exercised = Recorder(made).assemble(answers, TODAY)

    assert ("law.note" in exercised.questions) == given


def test_the_command_prints_shares_and_what_is_left_out_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library_of(
        tmp_path,
        {"gen-a": "It in {{ law.country | country }}.\n::: when law.free and not law.free\nIt.\n:::"},
        questions=QUESTIONS,
    )
    write(tmp_path / "contract_templates" / "agreement" / "samples" / "one.yaml", json.dumps(SAMPLE))
    monkeypatch.setenv("LIBRARY_DIR", str(tmp_path))

    assert main(["library", "coverage"]) == 1
    printed = capsys.readouterr().out
    assert "not exercised: clauses/gen/gen-a.md:6: “law.free and not law.free” is never true\n" in printed
    assert "alternatives: 1 of 1, 100 %\nconditions: 1 of 2, 50 %\n" in printed

    assert main(["library", "coverage", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["conditions"]["exercised"] == 1


def test_the_command_ends_with_0_where_nothing_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = "questions:\n  - {key: law.country, type: country, label: Country}\n"
    library_of(tmp_path, {"gen-a": "It in {{ law.country | country }}."}, questions=questions)
    write(tmp_path / "contract_templates" / "agreement" / "samples" / "one.yaml", json.dumps(SAMPLE))
    monkeypatch.setenv("LIBRARY_DIR", str(tmp_path))

    assert main(["library", "coverage"]) == 0
    assert "questions: 1 of 1, 100 %" in capsys.readouterr().out


# --- the library of the project ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project() -> tuple[Coverage, list[str]]:
    """The coverage of the project's library, and what is wrong with the documents that were made for it."""
    wrong: list[str] = []

    def read(base: Any, made: Any) -> None:
        for document, clause in clauses(made.bundle):
            for line in text.clause_lines(clause):
                wrong.extend(
                    f"{base.name} {document.id} {clause.source}.{clause.alternative}: {one}" for one in faults(line)
                )

    found = measure(load_library(PROJECT), read_samples(PROJECT / "contract_templates"), read)
    return found, list(dict.fromkeys(wrong))


def test_every_alternative_condition_and_question_of_the_library_is_exercised(
    project: tuple[Coverage, list[str]],
) -> None:
    found, _ = project

    assert (found.alternatives.missing, found.conditions.missing, found.questions.missing) == ((), (), ())


def test_every_document_made_for_it_reads_clean(project: tuple[Coverage, list[str]]) -> None:
    """No mark of a template, doubled word, empty bracket or stray mark in any clause of any of the documents."""
    _, wrong = project

    assert wrong == [], "\n".join(["", *wrong[:40]])
