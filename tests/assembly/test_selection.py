"""Selection: choice before answers before placement before clause, and what a document type leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.library import load_library
from app.model.assembled import Assembled
from app.model.outline import STANDALONE_CLAUSES
from tests.assembly.desk import assembled_from, lines, made, rules
from tests.build import make_library

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


def states(result: Assembled, document: str = "main") -> list[tuple[str, str, str]]:
    """Return each clause that was considered, with its state and the reason for it."""
    return [(one.clause, one.state, one.reason) for one in result.selected if one.document == document]


def told(result: Assembled) -> list[tuple[str, str | None, str | None]]:
    """Return the problems: rule, clause and question."""
    return [(problem.rule, problem.clause, problem.question) for problem in result.problems]


def test_every_clause_that_was_considered_says_what_became_of_it(tmp_path: Path) -> None:
    """In or out, with the reason in words, whether it is optional, and how it is laid out."""
    clauses = {
        "gen-law": "1. Law.\n2. End.",
        "gen-rule": "when: count(parties) > 2\n---\n1. A.\n2. B.",
        "gen-optional": "1. A.\n2. B.",
        "gen-off": "1. A.\n2. B.",
    }
    places = outline(
        "gen-law\n      - gen-rule\n      - {clause: gen-optional, optional: true, on: false}\n      - gen-off"
    )

    result = made(tmp_path, clauses, {"choices": {"gen-off": "off"}}, outlines=places)

    assert states(result) == [
        ("gen-law", "in", ""),
        ("gen-rule", "not-needed", "its rule does not apply: count(parties) > 2"),
        ("gen-optional", "off", "it is optional and was not switched on"),
        ("gen-off", "off", "it was switched off"),
    ]
    assert [one.optional for one in result.selected] == [False, False, True, False]
    assert {one.layout for one in result.selected} == {"clause"}
    assert told(result) == [("STR-06", "gen-off", None)]
    assert "“Off” was switched off" in result.problems[0].message


def test_an_optional_clause_may_be_switched_off(tmp_path: Path) -> None:
    """Only where a document needs a clause is it a problem that somebody switched it off."""
    places = outline("{clause: gen-law, optional: true, on: true}\n      - gen-end")

    result = made(
        tmp_path,
        {"gen-law": "1. A.\n2. B.", "gen-end": "1. A.\n2. B."},
        {"choices": {"gen-law": "off"}},
        outlines=places,
    )

    assert told(result) == []


def test_a_rule_that_waits_for_an_answer_leaves_the_clause_out_and_says_so(tmp_path: Path) -> None:
    """STR-04 leads to the question, and the reason names it by its label."""
    clauses = {"gen-law": 'when: x.kind == "a"\n---\n1. Law.\n2. End.', "gen-end": "1. A.\n2. B."}

    result = made(tmp_path, clauses, questions=QUESTIONS)

    assert states(result)[0] == ("gen-law", "not-needed", "it waits for the answer to “kind”")
    assert told(result) == [("STR-04", "gen-law", "x.kind")]
    assert "“Law”" in result.problems[0].message
    assert "“kind”" in result.problems[0].message


def test_a_text_that_waits_for_an_answer_is_the_default_and_says_so(tmp_path: Path) -> None:
    """Until the answer is there the clause prints its default, with STR-04 on the question."""
    result = made(tmp_path, {"gen-law": CHOICE}, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 One."
    assert result.selected[0].chosen_by == "clause"
    assert told(result) == [("STR-04", "gen-law", "x.kind")]
    assert "“Law” depends on “kind”" in result.problems[0].message


def test_an_answer_finds_its_text_among_those_that_no_answer_calls_for(tmp_path: Path) -> None:
    """Texts without a rule may stand before the one whose rule holds."""
    calls = '  one: {label: One, position: preferred, when: x.kind == "a"}\n'
    bare = "  three: {label: Three, position: preferred}\n"
    reordered = CHOICE.replace(calls, "").replace(bare, bare + calls)

    assert lines(made(tmp_path, {"gen-law": reordered}, {"x": {"kind": "a"}}, questions=QUESTIONS))[1] == "1.1 One."


@pytest.mark.parametrize("clause", ['when: x.kind == "a"\n---\n1. Law.\n2. End.', CHOICE])
def test_a_question_that_a_rule_asks_is_asked_by_its_clause(tmp_path: Path, clause: str) -> None:
    """Findings on the answer lead to the clause, though no text of it prints the answer."""
    result = made(tmp_path, {"gen-law": clause}, {"x": {"kind": "a"}}, questions=QUESTIONS)

    assert [(use.question, use.clause) for use in result.uses if use.question == "x.kind"] == [("x.kind", "gen-law")]


def test_a_placement_keeps_to_the_alternatives_that_fit_it(tmp_path: Path) -> None:
    """An answer that calls for a text of other documents does not bring it here, and is an error: STR-06."""
    places = outline("{clause: gen-law, default: three, alternatives: [one, three]}")

    other = made(tmp_path / "a", {"gen-law": CHOICE}, {"x": {"kind": "b"}}, outlines=places, questions=QUESTIONS)
    fitting = made(tmp_path / "b", {"gen-law": CHOICE}, {"x": {"kind": "a"}}, outlines=places, questions=QUESTIONS)

    assert lines(other)[1] == "1.1 Three."
    assert told(other) == [("STR-06", "gen-law", "x.kind")]
    assert "“Law”: an answer calls for “Two”, a text that documents of this type do not have." in (
        other.problems[0].message
    )
    assert lines(fitting)[1] == "1.1 One."
    assert told(fitting) == []


@pytest.mark.parametrize("choices", [{"gen-law": "three"}, {"gen-law": {"text": "1. Our own words.\n2. End."}}])
def test_who_decides_on_a_text_is_not_told_that_another_is_missing(tmp_path: Path, choices: dict[str, Any]) -> None:
    """A choice among the texts that fit, or wording of one's own, settles what an answer called for."""
    places = outline("{clause: gen-law, default: three, alternatives: [one, three]}")
    raw = {"choices": choices, "x": {"kind": "b"}}

    result = made(tmp_path, {"gen-law": CHOICE}, raw, outlines=places, questions=QUESTIONS)

    assert "STR-06" not in rules(result)


def test_placed_here_is_said_only_where_the_text_stands(tmp_path: Path) -> None:
    """In an annex `placed` sees the framework's clauses, `placed_here` neither them nor lines that refer to them."""
    asks = '1. A.\n2. {{ "p" if placed("gen-law") else "-" }}{{ "h" if placed_here("gen-law") else "-" }}.'
    clauses = {"gen-law": "inherit: true\n---\n1. Law.\n2. End.", "gen-end": asks}
    outlines = {"agreement": ["gen-law", "gen-end"], "annex-x": ["gen-law", "gen-end"], "annex-y": ["gen-end"]}
    annexes = [{"id": f"annex-{x}", "type": f"annex-{x}", "parties": ["alpha", "beta"]} for x in "xy"]

    result = made(tmp_path, clauses, {"annexes": annexes}, outlines=outlines)

    assert [lines(result, name)[-1] for name in ("main", "annex-x", "annex-y")] == ["2.2 ph.", "2.2 p-.", "1.2 p-."]


def test_a_text_that_refers_to_the_framework_is_no_text_of_the_annexs_own(tmp_path: Path) -> None:
    """The alternative `inherit` says that the framework's clause applies, and whoever asks is told so."""
    law = (
        "alternatives:\n  inherit: {label: I, position: preferred}\n  full: {label: F, position: preferred}\n"
        "default: full\n---\n## inherit\n1. The law of the framework.\n2. End.\n\n## full\n1. Law.\n2. End.\n"
    )
    asks = '1. A.\n2. {{ "h" if placed_here("gen-law") else "-" }}.'
    places = ["gen-law", "gen-end"]
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    result = made(tmp_path, {"gen-law": law, "gen-end": asks}, raw, outlines={"agreement": places, "annex-x": places})

    assert [lines(result, name)[-1] for name in ("main", "x1")] == ["2.2 h.", "2.2 -."]
    assert [(entry.document, entry.clause) for entry in result.selected if entry.refers] == [("x1", "gen-law")]


def test_a_choice_that_contradicts_an_answer_is_reported(tmp_path: Path) -> None:
    """STR-06: the chosen text's own rule is false, and another's is true."""
    raw = {"choices": {"gen-law": "one"}, "x": {"kind": "b"}}

    result = made(tmp_path, {"gen-law": CHOICE}, raw, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 One."
    assert told(result) == [("STR-06", "gen-law", "x.kind")]
    assert "“One” contradicts an answer, which calls for “Two”" in result.problems[0].message


@pytest.mark.parametrize("x", [{"kind": "a"}, {}])
def test_a_choice_that_no_answer_speaks_against_is_no_contradiction(tmp_path: Path, x: dict[str, str]) -> None:
    """Neither the answer that calls for the chosen text nor one that is missing contradicts it."""
    result = made(tmp_path, {"gen-law": CHOICE}, {"choices": {"gen-law": "one"}, "x": x}, questions=QUESTIONS)

    assert "STR-06" not in rules(result)


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
    assert [problem.message for problem in result.problems] == [
        "“Law” needs “End”, which is left out: its rule does not apply: count(parties) > 2.",
        "“Other” and “Law” cannot stand in the same document.",
    ]


def test_a_clause_that_the_outline_does_not_place_is_missed_by_its_title(tmp_path: Path) -> None:
    """What a clause requires may not stand in the outline at all."""
    clauses = {"gen-law": "requires: [gen-end]\n---\n1. Law.\n2. End.", "gen-end": "title: The end\n---\n1. A.\n2. B."}

    result = made(tmp_path, clauses, outlines={"agreement": ["gen-law"], "annex-x": ["gen-end"]})

    assert [problem.message for problem in result.problems] == [
        "“Law” needs “The end”, which is left out: the outline does not place it."
    ]


def test_a_clause_of_which_nothing_was_read_is_missed_by_its_id(tmp_path: Path) -> None:
    """A library read for one document type lacks the clauses that no outline of it places."""
    clauses = {"gen-law": "requires: [gen-end]\n---\n1. Law.\n2. End.", "gen-end": "1. A.\n2. B."}
    root = make_library(tmp_path, clauses, {"agreement": ["gen-law"], "annex-x": ["gen-end"]})

    result = assembled_from(load_library(root, only=["agreement"]))

    assert "“Law” needs “gen-end”, which is left out" in result.problems[0].message


def test_islands_of_a_nonbinding_text_are_off_until_switched_on(tmp_path: Path) -> None:
    """In a non-binding document a binding island is printed only where somebody wants it."""
    clauses = {
        "gen-law": "island: true\n---\n1. Each Party {{ shall }} keep it.\n2. End.",
        "gen-end": "1. A Party {{ shall }} go.\n2. B.",
    }
    places = outline("gen-law\n      - gen-end", "nonbinding")

    off = made(tmp_path / "off", clauses, outlines=places)
    on = made(tmp_path / "on", clauses, {"choices": {"gen-law": "on"}}, outlines=places)

    assert lines(off)[:2] == ["1 End", "1.1 A Party intends to go."]
    assert states(off)[0] == (
        "gen-law", "off", "a non-binding text has no binding islands unless they are switched on",
    )  # fmt: skip
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


@pytest.mark.parametrize(
    ("inherit", "printed"), [("", "1.1 Two."), ("inherit: true\n", "Clause 1 of the Framework applies to this Annex.")]
)
def test_the_frameworks_choice_of_a_text_holds_in_its_annex(tmp_path: Path, inherit: str, printed: str) -> None:
    """Where the annex prints the clause itself it prints the text that was chosen for the framework."""
    outlines = {"agreement": ["gen-law"], "annex-x": ["gen-law"]}
    raw = {
        "choices": {"gen-law": "two"},
        "annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}],
    }

    result = made(tmp_path, {"gen-law": inherit + CHOICE}, raw, outlines=outlines, questions=QUESTIONS)

    assert lines(result, "x1")[1] == printed


def test_own_words_that_the_framework_uses_are_not_its_annexs(tmp_path: Path) -> None:
    """A text typed for the framework's clause is the framework's; the annex has the library's."""
    outlines = {"agreement": ["gen-law"], "annex-x": ["gen-law"]}
    annexes = [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]
    raw = {"choices": {"gen-law": {"text": "Ours."}}, "annexes": annexes}

    result = made(tmp_path, {"gen-law": "1. Law.\n2. End."}, raw, outlines=outlines)

    assert lines(result)[1] == "Ours."
    assert lines(result, "x1")[1] == "1.1 Law."


def test_a_framework_that_is_known_by_its_reference_has_the_texts_that_it_is_placed_with(tmp_path: Path) -> None:
    """Nobody tells its answers: what its outline places is taken for what it says."""
    framework = outline("{clause: gen-law, default: three}")["agreement"].replace("id: agreement", "id: model-contract")
    own = '1. One.\n::: when chosen("gen-law", "three")\n2. Three there.\n:::\n3. End.\n'
    raw = {"document": {"mode": "joined", "framework": {"reference": "MC-1", "date": "2027-01-01"}}}
    outlines = {"model-contract": framework, "annex-x": ["gen-own"]}

    result = made(
        tmp_path, {"gen-law": CHOICE, "gen-own": own}, raw, kind="annex-x", outlines=outlines, questions=QUESTIONS
    )

    assert "1.2 Three there." in lines(result)


SHARED_PARTS = """\
id: annex-x
title: X
name: Annex
kind: annex
noun: Annex
binding_level: binding
modes: [joined, standalone]
parts:
  - {id: front, title: Front, placements: [gen-aim]}
  - {id: terms, title: "", placements: [gen-annex-link, gen-own, gen-signature, gen-last]}
"""


def test_the_shared_clauses_of_a_standalone_annex_have_their_places(tmp_path: Path) -> None:
    """Parties stand in front, definitions after the link to a framework, all others before the signature."""
    more = ["gen-aim", "gen-annex-link", "gen-own", "gen-signature", "gen-last"]
    clauses = dict.fromkeys([*STANDALONE_CLAUSES, *more], "1. A.\n2. B.")
    others = [name for name in STANDALONE_CLAUSES if name not in ("gen-parties", "gen-definitions", *more)]

    result = made(tmp_path, clauses, kind="annex-x", outlines={"annex-x": SHARED_PARTS, "agreement": list(clauses)})
    (document,) = result.bundle.documents

    assert [(part.id, [clause.source for clause in part.clauses]) for part in document.parts if part.clauses] == [
        ("front", ["gen-parties", "gen-aim"]),
        ("terms", ["gen-annex-link", "gen-definitions", "gen-own", *others, "gen-signature", "gen-last"]),
    ]
    assert document.parts[0].clauses[0].layout == "parties"


def test_the_shared_clauses_leave_the_parts_between_alone(tmp_path: Path) -> None:
    """Of three parts the first gets the parties, the last all others."""
    outline = SHARED_PARTS.replace("gen-annex-link, gen-own, gen-signature, gen-last]", "gen-last]").replace(
        "  - {id: terms,", "  - {id: middle, title: Middle, placements: [gen-own]}\n  - {id: terms,"
    )
    clauses = dict.fromkeys([*STANDALONE_CLAUSES, "gen-aim", "gen-own", "gen-last"], "1. A.\n2. B.")
    others = [name for name in STANDALONE_CLAUSES if name not in ("gen-parties", "gen-definitions")]

    result = made(tmp_path, clauses, kind="annex-x", outlines={"annex-x": outline, "agreement": list(clauses)})
    (document,) = result.bundle.documents

    assert [(part.id, [clause.source for clause in part.clauses]) for part in document.parts if part.clauses] == [
        ("front", ["gen-parties", "gen-aim"]),
        ("middle", ["gen-own"]),
        ("terms", ["gen-definitions", "gen-last", *others]),
    ]
    assert [part.kind for part in document.parts] == ["front", "terms", "terms", "signatures"]


def test_without_a_front_part_the_parties_get_one_and_definitions_come_first(tmp_path: Path) -> None:
    """An annex of one part, without a link and without a signature, still has all its shared clauses in order."""
    clauses = dict.fromkeys([*STANDALONE_CLAUSES, "gen-own"], "1. A.\n2. B.")
    others = [name for name in STANDALONE_CLAUSES if name not in ("gen-parties", "gen-definitions")]

    result = made(tmp_path, clauses, kind="annex-x", outlines={"annex-x": ["gen-own"], "agreement": list(clauses)})
    (document,) = result.bundle.documents

    assert [
        (part.id, part.title, [clause.source for clause in part.clauses]) for part in document.parts if part.clauses
    ] == [
        ("front", "Parties", ["gen-parties"]),
        ("terms", "", ["gen-definitions", "gen-own", *others]),
    ]


def test_an_agreement_gets_no_shared_clause_by_itself(tmp_path: Path) -> None:
    """Only an annex that stands alone is completed; an agreement prints what its outline places, in its mode."""
    clauses = dict.fromkeys([*STANDALONE_CLAUSES, "gen-own"], "1. A.\n2. B.")
    outlines = {"agreement": ["gen-own"], "annex-x": ["gen-own"], "annex-y": list(STANDALONE_CLAUSES)}
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    result = made(tmp_path, clauses, raw, outlines=outlines)

    assert [entry.clause for entry in result.selected] == ["gen-own", "gen-own"]


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
    assert states(result, "x1") == [("gen-law", "in-framework", "the framework has it"), ("gen-end", "in", "")]


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
