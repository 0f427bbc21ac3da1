"""Defined terms: printed only if used, sorted, found as whole words, never looked for in answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assembly.terms import plural_forms
from app.model import document as tree
from tests.assembly.desk import all_runs, blocks, lines, made, rules

DEFINITIONS = """\
1. Words:

   ::: definitions
   **"Zebra"** means an animal of the Family.

   **"Annex"** means a paper.

   **"Family"** means a group.

   **"Unused"** means nothing.
   :::
2. End.
"""


def test_definitions_are_sorted_and_only_those_used_are_printed(tmp_path: Path) -> None:
    """A definition that only another printed definition needs is printed as well."""
    clauses = {"gen-definitions": DEFINITIONS, "gen-law": "1. Each Zebra and the Annexes count.\n2. End.\n"}

    result = made(tmp_path, clauses)

    assert [line for line in lines(result) if line.startswith("“")] == [
        "“Annex” means a paper.",
        "“Family” means a group.",
        "“Zebra” means an animal of the Family.",
    ]


def test_only_entries_of_the_definitions_are_dropped_and_sorted(tmp_path: Path) -> None:
    """A paragraph that defines a term elsewhere stays where it is, used or not."""
    text = '**"Zebra"** means an animal.\n\n**"Annex"** means a paper.\n\n1. One.\n2. Two.\n'
    others = DEFINITIONS.replace("Zebra", "Ape").replace("Annex", "Bee")

    result = made(tmp_path, {"gen-law": text, "gen-definitions": others})

    assert lines(result)[1:3] == ["“Zebra” means an animal.", "“Annex” means a paper."]
    assert rules(result) == ["STR-02", "STR-02"]


def test_a_printed_definition_is_marked_as_one(tmp_path: Path) -> None:
    """Formats set definitions apart from other paragraphs."""
    result = made(tmp_path, {"gen-definitions": DEFINITIONS, "gen-law": "A word.\n\n1. A Zebra.\n2. End.\n"})

    roles = [block.role for block in blocks(result) if isinstance(block, tree.Paragraph)]
    assert roles == ["definition", "definition", "text"]


def test_each_use_of_a_term_is_a_run_of_its_own(tmp_path: Path) -> None:
    """Plurals count; a longer word that only begins like the term does not."""
    clauses = {"gen-definitions": DEFINITIONS, "gen-law": "1. All Zebras, not Zebrafish, and the Annex.\n2. End.\n"}

    found = [(run.text, run.term) for run in all_runs(made(tmp_path, clauses)) if isinstance(run, tree.Term)]

    assert ("Zebras", "Zebra") in found
    assert all("fish" not in text for text, _ in found)


def test_the_title_of_an_annex_uses_no_term(tmp_path: Path) -> None:
    """Whoever gave it typed it: it is an answer, in a list of the annexes as well."""
    listing = "1. Annexes:\n   ::: each a in annexes\n   1. {{ a.title }}.\n   :::\n2. End.\n"
    outlines = {"agreement": ["gen-definitions", "gen-law"], "annex-x": ["gen-law"]}
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "document": {"title": "Zebra House"}}]}

    result = made(tmp_path, {"gen-definitions": DEFINITIONS, "gen-law": listing}, raw, outlines=outlines)

    assert "Zebra" not in {run.term for run in all_runs(result) if isinstance(run, tree.Term)}


def test_nothing_stands_before_a_term_that_begins_a_paragraph(tmp_path: Path) -> None:
    """No empty run, which a Word file would hold as well."""
    clauses = {"gen-definitions": DEFINITIONS, "gen-law": "1. Zebras and Annexes.\n2. End.\n"}

    runs = [run for run in all_runs(made(tmp_path, clauses)) if not run.text.strip("\u00a0 ") or "Zebras" in run.text]

    assert [(run.text, type(run)) for run in runs if "Zebras" in run.text or not run.text] == [("Zebras", tree.Term)]


def test_answers_are_never_searched_for_terms(tmp_path: Path) -> None:
    """A party called “Annex Labs” uses no term."""
    clauses = {"gen-definitions": DEFINITIONS, "gen-law": "1. {{ parties | names }} meet.\n2. End.\n"}

    result = made(tmp_path, clauses, names=("Annex Labs", "Zebra AG"))

    assert not [line for line in lines(result) if line.startswith("“")]
    assert "1.1 Annex Labs and Zebra AG meet." in [line.replace("2.1", "1.1") for line in lines(result)]


def test_what_the_document_calls_itself_is_no_use_of_a_term(tmp_path: Path) -> None:
    """“this Agreement” needs no definition of “Agreement”."""
    text = DEFINITIONS.replace("Annex", "Agreement")
    clauses = {"gen-definitions": text, "gen-law": "1. It ends {{ this_document }}.\n2. End.\n"}

    assert not [line for line in lines(made(tmp_path, clauses)) if line.startswith("“Agreement”")]


def test_a_term_that_no_printed_clause_defines_is_an_error(tmp_path: Path) -> None:
    """STR-01 names the term where the clause that would define it is left out."""
    clauses = {
        "gen-home": 'when: count(parties) > 2\n---\n1. The **"Steering Committee"** decides. The Steering Committee meets.\n2. End.\n',
        "gen-law": "1. The members of the Steering Committee meet.\n2. End.\n",
    }

    two = made(tmp_path / "two", clauses)
    three = made(tmp_path / "three", clauses, names=("A1", "B1", "C1"))

    assert "STR-01" in rules(two)
    assert "STR-01" not in rules(three)


GUESTS = 'when: count(parties) > 2\n---\n1. A **"Visitor"** sees a **"Host"**, and an **"Open Day"**.\n2. Each Visitor, Host and Open Day.\n'


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("Each Visitor comes.", ["Visitor"]),
        ("Visitors come.", []),
        ("All come. Visitors stay.", []),
        ("So it is: Visitors stay; Hosts go! Visitors? “Host” (Visitor).", []),
        ("Open Days come.", ["Open Day"]),
        ("It is a Host. Visitors come, and one Host goes.", ["Host"]),
        ("A Host sees it. Visitors see a Host.", ["Host"]),
    ],
)
def test_one_word_at_the_start_of_a_sentence_may_be_no_term(tmp_path: Path, text: str, missed: list[str]) -> None:
    """A capital means nothing there; two capitals do, and one inside a sentence. STR-01 leads to the clause that uses it."""
    result = made(tmp_path, {"gen-home": GUESTS, "gen-law": f"1. {text}\n2. End.\n"})

    problems = [problem for problem in result.problems if problem.rule == "STR-01"]
    assert [problem.message for problem in problems] == [
        f"“{term}” is used as a defined term, but no clause defines it." for term in missed
    ]
    assert {problem.clause for problem in problems} <= {"gen-law"}


def test_accents_and_capitals_do_not_count_in_the_order_of_definitions(tmp_path: Path) -> None:
    """“Évora” stands between “Data” and “Fee”, “iPad” between “Host” and “Job”."""
    terms = ["iPad", "Host", "Fee", "Évora", "Job", "Data"]
    entries = "".join(f'   **"{term}"** means a thing.\n\n' for term in terms)
    clauses = {
        "gen-definitions": f"1. Words:\n\n   ::: definitions\n{entries.rstrip()}\n   :::\n2. End.\n",
        "gen-law": f"1. It has one {', one '.join(terms)}.\n2. End.\n",
    }

    printed = [line.partition("”")[0] for line in lines(made(tmp_path, clauses)) if line.startswith("“")]

    assert printed == ["“Data", "“Évora", "“Fee", "“Host", "“iPad", "“Job"]


def test_a_definition_needed_by_a_definition_that_is_needed_is_printed(tmp_path: Path) -> None:
    """However long the chain is, and though the definitions need each other."""
    entries = [
        '"Alpha"** means a Beta.',
        '"Beta"** means a Gamma.',
        '"Gamma"** means an Alpha.',
        '"Delta"** means an Alpha.',
    ]
    body = "\n\n".join(f"   **{entry}" for entry in entries)
    clauses = {
        "gen-definitions": f"1. Words:\n\n   ::: definitions\n{body}\n   :::\n2. End.\n",
        "gen-law": "1. One Alpha.\n2. End.\n",
    }

    result = made(tmp_path, clauses, names=("X1", "Y1"))

    assert [line[1:6].rstrip("”") for line in lines(result) if line.startswith("“")] == ["Alpha", "Beta", "Gamma"]


def test_a_use_of_a_term_keeps_the_style_of_its_words(tmp_path: Path) -> None:
    """In a strong or emphasised passage the term is strong or emphasised as well, and its definition is strong."""
    text = '1. A **"Visitor"** is a guest. **Each Visitor**, *a Visitor*, a Visitor.\n2. End.\n'

    found = [run for run in all_runs(made(tmp_path, {"gen-law": text})) if isinstance(run, tree.Term)]

    assert [(run.text, run.defines, run.strong, run.emphasis) for run in found] == [
        ("“Visitor”", True, True, False), ("Visitor", False, True, False), ("Visitor", False, False, True), ("Visitor", False, False, False),
    ]  # fmt: skip


def test_a_term_that_is_defined_and_never_used_is_reported(tmp_path: Path) -> None:
    """STR-02 names a definition in a clause that nothing uses."""
    result = made(tmp_path, {"gen-law": '1. A **"Visitor"** is a guest.\n2. End.\n'})

    assert [(problem.rule, problem.clause) for problem in result.problems] == [("STR-02", "gen-law")]
    assert result.problems[0].message == "“Visitor” is defined and never used."


def test_a_term_may_have_forms_that_no_rule_of_spelling_gives(tmp_path: Path) -> None:
    """“People” is a use of “Person” where its clause says so, in the contract and in its annex."""
    clauses = {
        "gen-law": 'defines:\n  Person: [People]\n---\n1. A **"Person"** is a guest. All People count.\n2. End.\n',
        "gen-annex": 'defines:\n  Host: [Hosting]\n---\n1. No People count. A **"Host"** is one.\n2. No Hosting.\n',
    }
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    result = made(tmp_path, clauses, raw, outlines={"agreement": ["gen-law"], "annex-x": ["gen-annex"]})

    for document, found in (("main", ("People", "Person")), ("x1", ("People", "Person")), ("x1", ("Hosting", "Host"))):
        terms = [(run.text, run.term) for run in all_runs(result, document) if isinstance(run, tree.Term)]
        assert found in terms
    assert rules(result) == []


def test_a_term_of_the_framework_counts_in_its_annex(tmp_path: Path) -> None:
    """An annex uses the framework's terms without defining them again."""
    clauses = {
        "gen-law": '1. A **"Visitor"** is a guest. Each Visitor counts.\n2. End.\n',
        "gen-annex": "1. Each Visitor and each Visitor's host counts.\n2. End.\n",
    }
    raw = {"annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}]}

    result = made(tmp_path, clauses, raw, outlines={"agreement": ["gen-law"], "annex-x": ["gen-annex"]})

    assert [run.text for run in all_runs(result, "x1") if isinstance(run, tree.Term)] == ["Visitor", "Visitor"]
    assert rules(result) == []


def test_plurals_follow_english_spelling() -> None:
    """-s, -es, and y after a consonant to -ies."""
    assert [plural_forms(term)[1] for term in ("Party", "Annex", "Day", "Batch", "Result", "Dish", "Boss", "Quiz")] == [
        "Parties", "Annexes", "Days", "Batches", "Results", "Dishes", "Bosses", "Quizes",
    ]  # fmt: skip


def test_a_term_that_is_the_plural_of_another_is_itself(tmp_path: Path) -> None:
    """“Parties” is defined besides “Party”, and each is found as what it is, in every run of the program."""
    text = '1. Each is a **"Party"**, all are the **"Parties"**. A Party is one of the Parties.\n2. End.\n'

    found = [run.term for run in all_runs(made(tmp_path, {"gen-law": text})) if isinstance(run, tree.Term)]

    assert found == ["Party", "Parties", "Party", "Parties"]


def test_a_heading_is_no_use_of_a_term(tmp_path: Path) -> None:
    """A definition is not printed for a heading that holds the same word."""
    clauses = {"gen-definitions": DEFINITIONS, "gen-law": "title: Annex and Zebra\n---\n1. Nothing.\n2. End.\n"}

    assert not [line for line in lines(made(tmp_path, clauses)) if line.startswith("“")]
