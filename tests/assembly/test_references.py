"""Cross-references: the right number, or a visible placeholder and an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model import document as tree
from tests.assembly.desk import SCHEDULES, all_runs, lines, made, rules

LISTED = "1. One.\n2. Two:\n   1. three:\n      1. {#deep} four; and\n      2. five.\n"


def test_a_reference_prints_the_whole_number_of_its_target(tmp_path: Path) -> None:
    """References to a clause, into its lists, and bare ones print the computed numbers."""
    clauses = {
        "gen-law": LISTED,
        "gen-end": "1. See [[gen-law]] and [[gen-law#deep]].\n2. {#here} Or [[#here|bare]].\n",
    }

    assert lines(made(tmp_path, clauses))[-2:] == ["2.1 See Clause 1 and Clause 1.2(a)(i).", "2.2 Or 2.2."]


def test_a_reference_to_a_clause_left_out_is_a_placeholder_and_an_error(tmp_path: Path) -> None:
    """Nobody reads a dangling number: the place is marked, and STR-03 names file, line and the rule."""
    clauses = {
        "gen-law": "when: count(parties) > 2\n---\n1. Law.\n2. More.\n",
        "gen-end": "1. As set out in [[gen-law]].\n2. End.\n",
    }

    result = made(tmp_path, clauses)

    assert lines(result)[1] == "1.1 As set out in [reference to “Law”, which is not in this document]."
    problem = next(problem for problem in result.problems if problem.rule == "STR-03")
    assert (problem.place, problem.clause) == ("clauses/gen/gen-end.md:5", "gen-end")
    assert "count(parties) > 2" in problem.message


def test_a_reference_to_a_sub_clause_left_out_names_its_rule(tmp_path: Path) -> None:
    """Where answers leave out a labelled item, the reference to it is a placeholder that says why."""
    text = "1. See [[#more]].\n2. Two.\n::: when count(parties) > 2\n3. {#more} Three.\n:::\n"

    result = made(tmp_path, {"gen-law": text})

    assert "[reference to “Law”, which is not in this document]" in lines(result)[1]
    (problem,) = result.problems
    assert (problem.rule, problem.clause, problem.place) == ("STR-03", "gen-law", "clauses/gen/gen-law.md:5")
    assert "“Law” (gen-law#more)" in problem.message
    assert "it stands under “count(parties) > 2”" in problem.message


CONDITIONS = [
    ("::: when count(parties) < 9\n3. A.\n::: otherwise\n3. {#more} B.\n:::\n", "“otherwise of count(parties) < 9”"),
    ("::: when count(parties) > 9\n3. A:\n   1. b; and\n   2. {#more} c.\n:::\n", "“count(parties) > 9”"),
    (
        "3. A:\n   1. b; and\n   ::: when count(parties) > 9\n   2. {#more} c;\n   :::\n   3. d.\n",
        "“count(parties) > 9”",
    ),
]


@pytest.mark.parametrize(("text", "rule"), CONDITIONS)
def test_a_broken_reference_names_the_rule_nearest_to_its_target(tmp_path: Path, text: str, rule: str) -> None:
    """Whether the sub-clause stands in a branch, in an item under a rule or under a rule in an item."""
    result = made(tmp_path, {"gen-law": "1. See [[#more]].\n2. Two.\n" + text})

    assert f"it stands under {rule}, which does not apply." in result.problems[0].message


ALTERNATIVES = """\
alternatives:
  one: {label: One, position: preferred}
  two: {label: Two, position: preferred}
default: one
---
## one
1. One.
2. Two.

## two
1. One.
2. {#more} More.
"""


@pytest.mark.parametrize(
    ("x", "named"), [("a", "Rooms in Schedule 1. Fees in Schedule 2."), ("b", "Fees in Schedule 1.")]
)
def test_the_schedules_of_a_document_can_be_named(tmp_path: Path, x: str, named: str) -> None:
    """`schedules` holds those that stand in the document, in order, and no clause of a part."""
    clauses = {
        "gen-law": "1. Law.\n::: each s in schedules\n2. {{ s.title }} in {{ s.reference }}.\n:::\n",
        "gen-rooms": 'when: x.kind == "a"\n---\n1. Rooms.\n2. End.',
        "gen-fees": "1. Fees.\n2. End.",
    }
    asked = "questions:\n  - {key: x.kind, type: choice, label: Kind, options: {a: A, b: B}}\n"

    result = made(tmp_path, clauses, {"x": {"kind": x}}, outlines={"agreement": SCHEDULES}, questions=asked)

    assert " ".join(line.partition(" ")[2] for line in lines(result)[2:] if " in Schedule" in line) == named


def test_a_broken_reference_to_another_alternative_says_that_the_text_does_not_hold_it(tmp_path: Path) -> None:
    """No rule leaves the sub-clause out: it stands in the alternative that was not chosen."""
    clauses = {"gen-law": ALTERNATIVES, "gen-end": "1. See [[gen-law#more]].\n2. End.\n"}

    [problem] = made(tmp_path, clauses).problems

    assert problem.rule == "STR-03"
    assert "not in the document: the chosen text does not hold it." in problem.message


def test_a_reference_into_a_clause_that_an_annex_inherits_leads_to_the_framework(tmp_path: Path) -> None:
    """The annex prints one line for the clause: its number is the annex's own, a sub-clause is the framework's."""
    clauses = {
        "gen-law": "inherit: true\n---\n1. Law.\n2. {#second} More.\n",
        "gen-annex": "1. See [[gen-law]].\n2. See [[gen-law#second]].\n",
    }
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    result = made(tmp_path, clauses, raw, outlines={"agreement": ["gen-law"], "annex-x": ["gen-annex", "gen-law"]})

    assert lines(result, "x1")[1:3] == ["1.1 See Clause 2.", "1.2 See Clause 1.2 of the Framework."]
    assert rules(result) == []


def test_a_reference_to_what_has_no_number_in_the_framework_names_its_heading_and_the_framework(tmp_path: Path) -> None:
    """The recitals of the framework have no number of their own."""
    agreement = SCHEDULES.replace("[gen-law]", "[{clause: gen-law, layout: recitals}]")
    clauses = {
        "gen-law": "title: Why\n---\n1. Law.\n2. End.\n",
        "gen-end": "1. As [[framework:gen-law]] says.\n2. End.\n",
    }
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}
    outlines = {"agreement": agreement.replace("schedules: [gen-rooms, gen-fees]\n", ""), "annex-x": ["gen-end"]}

    result = made(tmp_path, clauses, raw, outlines=outlines)

    assert lines(result, "x1")[1] == "1.1 As the clause headed “Why” of the Framework says."


def test_a_reference_to_a_paragraph_prints_the_number_above_it(tmp_path: Path) -> None:
    """It has no number of its own, and the link leads to it all the same."""
    text = "1. One:\n\n   {#b} So:\n   1. two:\n\n      {#c} So:\n2. See [[#b]] and [[#c]].\n"

    result = made(tmp_path, {"gen-law": text})

    assert lines(result)[-1] == "1.2 See Clause 1.1 and Clause 1.1(a)."
    targets = [run.target for run in all_runs(result) if isinstance(run, tree.Reference)]
    assert targets == ["main/gen-law/standard/b", "main/gen-law/standard/c"]


def test_no_line_breaks_between_a_word_and_its_number(tmp_path: Path) -> None:
    """“Clause 1”, “paragraph 1 of Schedule 1” and “Schedule 1” hold together."""
    clauses = {
        "gen-law": "1. [[gen-law]] [[gen-fees#b]] [[gen-fees]]\n2. End.\n",
        "gen-fees": "1. {#b} Fees.\n2. Rent.\n",
    }

    found = all_runs(made(tmp_path, clauses, outlines={"agreement": SCHEDULES.replace("gen-rooms, ", "")}))

    assert [run.text for run in found if isinstance(run, tree.Reference)] == [
        "Clause\u00a01", "paragraph\u00a01 of Schedule\u00a01", "Schedule\u00a01",
    ]  # fmt: skip


def test_a_reference_bears_the_style_of_its_words(tmp_path: Path) -> None:
    """Strong and emphasised references stay so, into clauses, lists and schedules."""
    clauses = {
        "gen-law": "1. {#a} See **[[gen-law]]** and **[[#a]]** and **[[gen-fees#b]]**.\n2. See *[[gen-law]]* and *[[#a]]* and *[[gen-fees#b]]*.\n",
        "gen-fees": "1. Fees.\n2. {#b} Rent.\n",
    }

    found = all_runs(made(tmp_path, clauses, outlines={"agreement": SCHEDULES.replace("gen-rooms, ", "")}))
    styles = [(run.number, run.strong, run.emphasis) for run in found if isinstance(run, tree.Reference)]

    assert styles == [
        ("1", True, False), ("1.1", True, False), ("2", True, False),
        ("1", False, True), ("1.1", False, True), ("2", False, True),
    ]  # fmt: skip


def test_a_reference_points_at_the_block_it_names(tmp_path: Path) -> None:
    """The target of a reference is the id of a block of the tree."""
    result = made(tmp_path, {"gen-law": LISTED, "gen-end": "1. See [[gen-law#deep]].\n2. End.\n"})

    reference = next(run for run in all_runs(result) if isinstance(run, tree.Reference))

    assert reference.target == "main/gen-law/standard/deep"
    assert (reference.before, reference.number) == ("Clause\u00a0", "1.2(a)(i)")


ANNEX = {
    "gen-law": "1. Law.\n2. {#second} More.\n",
    "gen-annex": "1. [[framework:gen-law]] applies, and [[gen-law#second]] too.\n2. See [[gen-annex]].\n",
}
OUTLINES = {"agreement": ["gen-law"], "annex-x": ["gen-annex"]}


def test_an_annex_refers_into_its_framework(tmp_path: Path) -> None:
    """Numbers of the framework are printed with “of the Framework”; the annex counts from 1 again."""
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    result = made(tmp_path, ANNEX, raw, outlines=OUTLINES)

    assert lines(result, "x1") == [
        "1 Annex",
        "1.1 Clause 1 of the Framework applies, and Clause 1.2 of the Framework too.",
        "1.2 See Clause 1.",
    ]


def test_without_the_framework_at_hand_its_headings_are_printed(tmp_path: Path) -> None:
    """A joined annex that knows only reference and date of its framework names clauses by heading, with a hint."""
    raw = {"document": {"mode": "joined", "framework": {"reference": "MC-1", "date": "2027-01-01"}}}
    clauses = {"gen-law": ANNEX["gen-law"], "gen-annex": "1. [[framework:gen-law]] applies.\n2. End.\n"}

    outlines = {"model-contract": ["gen-law"], "annex-x": ["gen-annex"]}

    result = made(tmp_path, clauses, raw, kind="annex-x", outlines=outlines)

    assert lines(result)[1] == "1.1 The clause headed “Law” of the Framework applies."
    assert "STR-15" in rules(result)


def test_without_the_framework_at_hand_a_clause_that_it_does_not_place_is_a_broken_reference(tmp_path: Path) -> None:
    """Its headings are known from its outline only; what the outline does not place cannot be named."""
    raw = {"document": {"mode": "joined", "framework": {"reference": "MC-1", "date": "2027-01-01"}}}
    clauses = {
        "gen-law": "1. Law.\n2. More.\n",
        "gen-annex": "1. [[framework:gen-end]] applies.\n2. End.\n",
        "gen-end": "1. A.\n2. B.\n",
    }
    outlines = {"model-contract": ["gen-law"], "annex-x": ["gen-annex"], "annex-y": ["gen-end"]}

    result = made(tmp_path, clauses, raw, kind="annex-x", outlines=outlines)

    (problem,) = [problem for problem in result.problems if problem.rule == "STR-03"]
    assert (problem.clause, problem.place) == ("gen-annex", "clauses/gen/gen-annex.md:5")


def test_a_reference_by_heading_tells_where_it_stands(tmp_path: Path) -> None:
    """The hint leads to the clause and to the line of the library; a clause without a number is named the same way."""
    raw = {"document": {"mode": "joined", "framework": {"reference": "MC-1", "date": "2027-01-01"}}}
    clauses = {"gen-law": ANNEX["gen-law"], "gen-annex": "1. See [[framework:gen-law]].\n2. End.\n"}
    outlines = {"model-contract": ["gen-law"], "annex-x": ["gen-annex"]}

    result = made(tmp_path, clauses, raw, kind="annex-x", outlines=outlines)

    (problem,) = [problem for problem in result.problems if problem.rule == "STR-15"]
    assert "“Law”" in problem.message
    assert (problem.clause, problem.place) == ("gen-annex", "clauses/gen/gen-annex.md:5")


STRICTER = {
    "gen-law": "protected: true\n---\n1. Law.\n2. More.\n",
    "gen-annex": (
        "stricter_than: [gen-law]\n---\n1. Stricter:\n   ::: each c in stricter_clauses\n"
        '   1. {{ c.reference }}{{ " (" if c.title else "" }}{{ c.title | or_nothing }}{{ ")" if c.title else "" }}; and\n'
        "   :::\n2. End.\n"
    ),
}


def test_a_clause_made_stricter_is_named_once(tmp_path: Path) -> None:
    """Beside the framework it is a number with its title; where only reference and date are known, the title alone."""
    outlines = {"model-contract": ["gen-law"], "annex-x": ["gen-annex"]}
    beside = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}
    alone = {"document": {"mode": "joined", "framework": {"reference": "MC-1", "date": "2027-01-01"}}}

    joined = made(tmp_path / "1", STRICTER, beside, kind="model-contract", outlines=outlines)
    by_reference = made(tmp_path / "2", STRICTER, alone, kind="annex-x", outlines=outlines)

    assert lines(joined, "x1")[2] == "(a) Clause 1 of the Framework (Law)."
    assert lines(by_reference)[2] == "(a) Law."


def test_a_clause_made_stricter_is_the_frameworks_where_the_annex_has_it_too(tmp_path: Path) -> None:
    """What is made stricter is what the framework says, under its number there."""
    outlines = {"model-contract": ["gen-law"], "annex-x": ["gen-annex", "gen-law"]}
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    joined = made(tmp_path, STRICTER, raw, kind="model-contract", outlines=outlines)

    assert lines(joined, "x1")[2] == "(a) Clause 1 of the Framework (Law)."


def test_a_label_that_waits_for_an_answer_is_no_broken_reference(tmp_path: Path) -> None:
    """A reference into a block whose condition is undecided points at the blank that stands in its place."""
    text = '1. One.\n::: when law.country == "BE"\n2. {#law} A.\n::: otherwise\n2. {#law} B.\n:::\n3. See [[#law]].\n'

    result = made(tmp_path, {"gen-law": text})

    assert rules(result) == ["STR-04"]
    assert lines(result)[-1] == "1.2 See Clause 1."
