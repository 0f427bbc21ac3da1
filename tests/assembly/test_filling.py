"""Filling: answers as they were typed, blanks where one is missing, nothing dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model import document as tree
from tests.assembly.desk import SCHEDULES, all_runs, blocks, lines, made, parties, rules

QUESTIONS = """\
questions:
  - {key: x.text, type: long_text, label: The aim}
  - {key: x.note, type: text, label: A note, required: false}
  - {key: x.days, type: integer, label: Days of notice}
  - {key: x.kind, type: choice, label: Kind of work, options: {a: first kind, b: second kind}}
  - {key: x.list, type: choices, label: Kinds, options: {a: first kind, b: second kind}}
  - {key: x.lead, type: party, label: Party that leads}
  - {key: x.set, type: integer, label: Preset days, default: 30}
  - {key: x.flag, type: yesno, label: Whether it applies}
  - {key: x.rows, type: rows, label: Rooms, of: {name: text, price: {type: money, required: false}}}
"""
COUNTRY = "  - {key: law.country, type: country, label: Country}\n"
HOSTILE = [
    "{{ 7*7 }}", "**bold**", "| a |", "1. x", "# x", "<script>alert(1)</script>", "[[gen-law]]", ":::", "&amp;",
    "שלום עולם", "e\u0301\u0323", "Völgy u. 41.", "Świszcz", "Ελλάδα", "Україна", "a\nb",
]  # fmt: skip


@pytest.mark.parametrize("answer", HOSTILE)
def test_an_answer_is_printed_as_it_was_typed(tmp_path: Path, answer: str) -> None:
    """What a person types is data: no mark, tag or expression in it means anything."""
    result = made(
        tmp_path, {"gen-law": "1. Aim: {{ x.text }}\n2. End.\n"}, {"x": {"text": answer}}, questions=QUESTIONS
    )

    assert [run for run in all_runs(result) if isinstance(run, tree.Answer)] == [tree.Answer(answer, "x.text")]


def test_a_missing_answer_is_a_visible_blank_and_a_problem(tmp_path: Path) -> None:
    """The blank carries the question's label in brackets and its key; the problem is STR-04."""
    result = made(tmp_path, {"gen-law": "1. Within {{ x.days | days }}.\n2. End.\n"}, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 Within [days of notice]."
    assert [(p.rule, p.question, p.clause) for p in result.problems] == [("STR-04", "x.days", "gen-law")]


def test_what_is_to_be_confirmed_is_a_blank_that_says_so(tmp_path: Path) -> None:
    """`TBC` prints the label with the letters, and in a table the letters alone."""
    text = "1. Aim: {{ x.text }}.\n\n   | Room |\n   |:--|\n   ::: each r in x.rows\n   | {{ r.name }} |\n   :::\n2. End.\n"
    raw = {"x": {"text": "TBC", "rows": [{"id": "r1", "name": "TBC"}]}}

    result = made(tmp_path, {"gen-law": text}, raw, questions=QUESTIONS)

    assert lines(result)[1:4] == ["1.1 Aim: [the aim: TBC].", "Room", "[TBC]"]
    assert rules(result) == ["TBC", "TBC"]
    assert "“the aim”" in result.problems[0].message


def test_a_condition_that_waits_for_an_answer_leaves_a_blank_in_its_place(tmp_path: Path) -> None:
    """No branch is dropped in silence: one blank stands for all blocks that wait for the same answer."""
    text = "1. One.\n::: when x.flag\n2. Two.\n:::\n::: when not x.flag\n2. No.\n:::\n3. Three.\n"

    result = made(tmp_path, {"gen-law": text}, questions=QUESTIONS)

    assert lines(result)[1:] == ["1.1 One.", "[whether it applies]", "1.2 Three."]
    assert rules(result) == ["STR-04"]


def test_an_optional_answer_that_was_not_given_is_no_in_a_condition(tmp_path: Path) -> None:
    """A block behind an optional question is simply not printed."""
    text = "1. One.\n::: when x.note\n2. Note: {{ x.note }}.\n:::\n3. Three.\n"

    assert lines(made(tmp_path, {"gen-law": text}, questions=QUESTIONS))[1:] == ["1.1 One.", "1.2 Three."]


def test_a_default_counts_as_given(tmp_path: Path) -> None:
    """A question with a default is answered by it, and the use says so."""
    result = made(tmp_path, {"gen-law": "1. {{ x.set | days }}.\n2. End.\n"}, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 30 days."
    assert [use.state for use in result.uses if use.question == "x.set"] == ["default"]


def test_values_of_choices_and_ids_of_parties_never_reach_the_page(tmp_path: Path) -> None:
    """A choice prints its label, a party its short name, with or without the filter."""
    text = "1. {{ x.kind }}, {{ x.kind | label }}, {{ x.lead }}, {{ x.list }}.\n2. End.\n"
    raw = {"x": {"kind": "a", "lead": "beta", "list": ["a", "b"]}}

    result = made(tmp_path, {"gen-law": text}, raw, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 first kind, first kind, Beta, first kind and second kind."


def test_a_full_stop_is_not_printed_twice(tmp_path: Path) -> None:
    """An answer that ends in a full stop takes the place of the sentence's own, and nothing of the answer is lost."""
    text = "1. Aim: {{ x.text }}.\n2. End.\n"

    result = made(tmp_path, {"gen-law": text}, {"x": {"text": "To share e.V."}}, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 Aim: To share e.V."


def test_rows_print_between_the_rows_that_stay(tmp_path: Path) -> None:
    """A repeat inside a table gives one row each; ids carry the row's own id."""
    text = (
        "| Room | Price |\n|:--|--:|\n::: each r in x.rows\n| {{ r.name }} | {{ r.price | money }} |\n:::\n| End | |\n"
    )
    raw = {"x": {"rows": [{"id": "r1", "name": "Hall", "price": {"amount": 1250.5, "currency": "EUR"}}]}}

    result = made(tmp_path, {"gen-law": text}, raw, questions=QUESTIONS)

    assert lines(result)[1:] == ["Room | Price", "Hall | EUR 1,250.50", "End | "]
    document = result.bundle.documents[0]
    table = document.parts[0].clauses[0].blocks[0]
    assert isinstance(table, tree.Table)
    assert table.rows[0].id.endswith("@r1")


def test_a_question_that_no_longer_applies_is_not_used(tmp_path: Path) -> None:
    """What stands behind a condition that is false is not looked at, so it is not asked."""
    text = "1. One.\n::: when x.flag\n2. {{ x.text }}\n:::\n3. End.\n"

    result = made(tmp_path, {"gen-law": text}, {"x": {"flag": False, "text": "kept"}}, questions=QUESTIONS)

    assert "x.text" not in {use.question for use in result.uses}


def test_own_wording_and_special_terms_are_printed_as_typed(tmp_path: Path) -> None:
    """Own wording takes the clause's place under its heading; a special term gets a number of its own."""
    raw = {
        "choices": {"gen-law": {"text": "Our *own* text."}},
        "special_terms": [{"after": "gen-law", "title": "First year", "text": "One.\n\nTwo."}],
    }

    result = made(tmp_path, {"gen-law": "1. Law.\n2. More.\n", "gen-end": "1. End.\n2. End.\n"}, raw)

    assert lines(result) == [
        "1 Law",
        "Our *own* text.",
        "2 First year",
        "2.1 One.",
        "2.2 Two.",
        "3 End",
        "3.1 End.",
        "3.2 End.",
    ]


def test_a_list_of_parties_that_is_empty_is_a_blank(tmp_path: Path) -> None:
    """“Between:” is never followed by nothing."""
    result = made(tmp_path, {"gen-law": "Between:\n\n::: each p in parties\n1. {{ p.legal_name }}.\n:::\n"}, names=())

    assert lines(result)[1:] == ["Between:", "[parties]"]


STRUCTURE = """\
{#top} First:

1) one:

   - a bullet of {{ x.set | days }}
      - and another

   Deep.
2) two.

1. Rows, as [[#top]] says:
   ::: each r in x.rows
   1. {{ r.name }}:
      ::: each p in parties
      1. {{ p.short_name }}; and
      :::
   :::
   ::: when x.flag
   2. flagged.
   :::
2. End.
"""


def test_each_block_has_an_id_that_says_where_it_comes_from_and_its_depth(tmp_path: Path) -> None:
    """Document, clause, alternative, label or place in the file, and the ids of the rows; a block under (a) is deeper."""
    raw = {"x": {"flag": True, "rows": [{"id": "r1", "name": "Hall"}, {"id": "r2", "name": "Room"}]}}

    found = blocks(made(tmp_path, {"gen-law": STRUCTURE}, raw, questions=QUESTIONS))

    assert [(block.id.removeprefix("main/gen-law/standard/"), getattr(block, "depth", None)) for block in found] == [
        ("top", 1), ("2", None), ("3", 2), ("4", 3), ("5", 2), ("6", None), ("7", None),
        ("9@r1", None), ("11@r1@alpha", None), ("11@r1@beta", None),
        ("9@r2", None), ("11@r2@alpha", None), ("11@r2@beta", None), ("13", None), ("14", None),
    ]  # fmt: skip


def test_a_reference_to_an_unnumbered_paragraph_prints_the_number_of_its_clause(tmp_path: Path) -> None:
    """The paragraph has none of its own; the link leads to it all the same."""
    raw = {"x": {"flag": True, "rows": [{"id": "r1", "name": "Hall"}]}}

    (reference,) = [
        run
        for run in all_runs(made(tmp_path, {"gen-law": STRUCTURE}, raw, questions=QUESTIONS))
        if isinstance(run, tree.Reference)
    ]

    assert (reference.text, reference.target) == ("Clause\u00a01", "main/gen-law/standard/top")


def test_parties_and_schedules_stand_at_the_margin(tmp_path: Path) -> None:
    """A paragraph of a schedule is as deep as its heading, one of a clause stands under the clause's number."""
    clauses = {"gen-law": "A paragraph.\n\n1. Law.\n2. End.\n", "gen-fees": "A paragraph.\n\n1. Fees.\n2. End.\n"}
    outlines = {"agreement": SCHEDULES.replace("gen-rooms, ", "")}

    found = blocks(made(tmp_path, clauses, outlines=outlines))

    assert [block.depth for block in found if isinstance(block, tree.Paragraph)] == [1, 0]


TABLE = """\
1. Table:

   | A | B | C |
   |:--|:--|--:|
   ::: when law.country == "BE"
   | be | b | c |
   :::
   ::: when law.country == "FR"
   | fr | b | c |
   :::
   ::: each r in x.rows
   ::: when x.flag
   | {{ r.name }} | b | c |
   :::
   :::
   | End | | |
2. End.
"""


def test_a_table_shows_once_what_it_waits_for_in_a_whole_row(tmp_path: Path) -> None:
    """One row for all that waits for an answer: the blank in the first cell, the others empty."""
    raw = {"x": {"flag": True, "rows": [{"id": "r1", "name": "Hall"}]}}

    result = made(tmp_path, {"gen-law": TABLE}, raw, questions=QUESTIONS + COUNTRY)
    (table,) = [block for block in blocks(result) if isinstance(block, tree.Table)]

    assert lines(result)[2:6] == ["A | B | C", "[country] |  | ", "Hall | b | c", "End |  | "]
    assert {len(row.cells) for row in table.rows} == {3}
    assert [row.id.removeprefix("main/gen-law/standard/") for row in table.rows] == ["3", "9@r1", "10"]
    assert (table.id, table.depth) == ("main/gen-law/standard/2", 1)
    assert table.aligns == ("left", "left", "right")
    assert [(problem.question, problem.clause) for problem in result.problems] == [("law.country", "gen-law")]


def test_a_table_whose_list_is_empty_shows_that_its_rows_are_missing(tmp_path: Path) -> None:
    """A head with nothing below it would look complete: a placeholder stands there, and a final is blocked."""
    text = "| A | B |\n|---|---|\n::: each r in x.rows\n| {{ r.name }} | b |\n:::\n"

    result = made(tmp_path, {"gen-law": text}, {"x": {"rows": []}}, questions=QUESTIONS)

    assert lines(result)[1:3] == ["A | B", "[rooms] | "]
    assert [(problem.rule, problem.question) for problem in result.problems] == [("STR-04", "x.rows")]


def test_a_table_of_a_list_that_nobody_needs_shows_that_it_has_no_rows(tmp_path: Path) -> None:
    """Its placeholder stands in a row with an id of its own, beside empty cells."""
    questions = QUESTIONS + "  - {key: y.rows, type: rows, label: More, required: false, of: {name: text}}\n"
    text = "| A | B |\n|---|---|\n::: each r in y.rows\n| {{ r.name }} | b |\n:::\n"

    result = made(tmp_path, {"gen-law": text}, questions=questions)
    (table,) = [block for block in blocks(result) if isinstance(block, tree.Table)]

    assert lines(result)[1:3] == ["A | B", "[more] | "]
    assert [row.id for row in table.rows] == [f"{table.id}/none"]


def test_a_table_in_which_no_condition_holds_says_so(tmp_path: Path) -> None:
    """Dashes stand in its only row, which has an id, and nothing is missing."""
    text = '| A | B |\n|---|---|\n::: when law.country == "FR"\n| fr | b |\n:::\n'

    result = made(tmp_path, {"gen-law": text}, {"law": {"country": "BE"}}, questions=QUESTIONS + COUNTRY)
    (table,) = [block for block in blocks(result) if isinstance(block, tree.Table)]

    assert [row.id for row in table.rows] == [f"{table.id}/none"]

    assert lines(result)[1:3] == ["A | B", "– | –"]
    assert result.problems == ()


def test_an_answer_stands_in_a_bullet_and_in_the_head_of_a_table(tmp_path: Path) -> None:
    """Filled like any other text; in a narrow cell what is open is the letters alone."""
    text = "- {{ x.kind }}\n- {{ x.text }}\n\n| {{ x.kind }} | {{ x.text }} |\n|:--|--:|\n| {{ x.days }} | {{ x.text }} |\n"

    result = made(tmp_path, {"gen-law": text}, {"x": {"kind": "a", "text": "TBC"}}, questions=QUESTIONS)

    assert lines(result)[1:] == [
        "• first kind",
        "• [the aim: TBC]",
        "first kind | [TBC]",
        "[days of notice] | [TBC]",
    ]


def test_a_clause_of_the_tree_says_what_it_was_made_from(tmp_path: Path) -> None:
    """Its source, its text, whether an annex may weaken it; a special term comes from no text of the library."""
    special = {"after": "gen-law", "title": "Ours", "text": "A."}

    result = made(tmp_path, {"gen-law": "protected: true\n---\n1. One.\n2. End.\n"}, {"special_terms": [special]})

    assert [(clause.source, clause.alternative, clause.protected) for clause in result.bundle.documents[0].clauses] == [
        ("gen-law", "standard", True),
        ("", "", False),
    ]


def test_a_space_before_a_mark_goes_where_nothing_is_printed_between(tmp_path: Path) -> None:
    """Also beside an answer, where the author's words begin anew."""
    text = "1. {{ x.kind }} {{ x.note | or_nothing }}, then.\n2. End.\n"

    assert lines(made(tmp_path, {"gen-law": text}, {"x": {"kind": "a"}}, questions=QUESTIONS))[1] == (
        "1.1 first kind, then."
    )


def test_a_condition_on_an_empty_list_that_is_needed_waits_for_it(tmp_path: Path) -> None:
    """An empty list is no answer: what depends on it is a blank, and not left out."""
    text = "1. One.\n::: when count(x.rows) > 1\n2. Two.\n:::\n3. Three.\n"

    result = made(tmp_path, {"gen-law": text}, {"x": {"rows": []}}, questions=QUESTIONS)

    assert lines(result)[1:] == ["1.1 One.", "[rooms]", "1.2 Three."]


def test_who_prints_a_field_of_a_party_uses_the_parties(tmp_path: Path) -> None:
    """There is no question for the field: what asks for it is the list of the parties."""
    text = "1. One.\n::: each p in parties\n2. {{ p.seat.city }}.\n:::\n"

    result = made(tmp_path, {"gen-law": text})

    assert [clause.questions for clause in result.bundle.documents[0].clauses] == [("parties",)]


def test_a_row_that_was_looked_for_has_the_key_of_its_list(tmp_path: Path) -> None:
    """What is missing in it is asked for there, as in every other row."""
    text = '- One.\n\n::: each r in where(x.rows, "name", "Hall")\n- {{ r.price | money }}\n:::\n'
    raw = {"x": {"rows": [{"id": "r1", "name": "Attic"}, {"id": "r2", "name": "Hall", "price": "TBC"}]}}

    result = made(tmp_path, {"gen-law": text}, raw, questions=QUESTIONS)

    assert [run.question for run in all_runs(result) if isinstance(run, tree.Blank)] == ["x.rows[r2].price"]


def test_what_is_printed_bears_the_style_of_its_words(tmp_path: Path) -> None:
    """Answers, blanks, units and the engine's own words are strong or emphasised as the text around them."""
    print_all = "{{ x.kind }} {{ x.days }} {{ x.set | days }} {{ shall }} {{ x.text }}"
    text = f"1. **= {print_all} =**\n2. *= {print_all} =*\n3. = {print_all} =\n"

    found = blocks(made(tmp_path, {"gen-law": text}, {"x": {"kind": "a", "text": "TBC"}}, questions=QUESTIONS))
    styles = [{(run.strong, run.emphasis) for run in block.runs} for block in found if isinstance(block, tree.Item)]

    assert styles == [{(True, False)}, {(False, True)}, {(False, False)}]


def test_a_blank_is_shown_once_around_a_table_and_once_in_it(tmp_path: Path) -> None:
    """A table with a head only would look complete, so it shows what it waits for though the text did; not the text."""
    waits = '::: when law.country == "BE"\nBelgium.\n:::\n\n'
    table = '| A |\n|:--|\n::: when law.country == "BE"\n| be |\n:::\n::: when x.flag\n| yes |\n:::\n\n'
    flagged = "::: when x.flag\nYes.\n:::\n"

    result = made(tmp_path, {"gen-law": f"{waits}{table}{waits}{flagged}"}, questions=QUESTIONS + COUNTRY)

    assert lines(result)[1:] == ["[country]", "A", "[country]", "[whether it applies]"]


def test_a_repeat_over_a_list_that_nobody_needs_prints_nothing(tmp_path: Path) -> None:
    """An optional list without an answer is an empty list."""
    questions = QUESTIONS + "  - {key: y.rows, type: rows, label: More, required: false, of: {name: text}}\n"

    result = made(
        tmp_path, {"gen-law": "1. One.\n::: each r in y.rows\n2. {{ r.name }}.\n:::\n3. End.\n"}, questions=questions
    )

    assert lines(result)[1:] == ["1.1 One.", "1.2 End."]
    assert rules(result) == []


def test_a_repeat_over_a_list_that_is_to_be_confirmed_is_a_blank(tmp_path: Path) -> None:
    """The list will come; until then its place is marked with its question."""
    result = made(
        tmp_path,
        {"gen-law": "1. One.\n::: each r in x.rows\n2. {{ r.name }}.\n:::\n3. End.\n"},
        {"x": {"rows": "TBC"}},
        questions=QUESTIONS,
    )

    assert lines(result)[1:] == ["1.1 One.", "[rooms: TBC]", "1.2 End."]
    assert [(problem.rule, problem.question) for problem in result.problems] == [("TBC", "x.rows")]


def test_what_a_user_typed_leads_back_to_where_it_was_typed(tmp_path: Path) -> None:
    """Own wording and special terms keep their inner spaces, and their answers carry the keys of the answers file."""
    raw = {
        "choices": {"gen-law": {"text": "\nOne.\n \t\n  Two.\n\n\n"}},
        "special_terms": [
            {"after": "gen-law", "title": "First", "text": "A."},
            {"after": "gen-law", "title": "Second", "text": "B."},
        ],
    }

    result = made(tmp_path, {"gen-law": "1. Law.\n2. More.\n"}, raw)
    clauses = [clause for part in result.bundle.documents[0].parts for clause in part.clauses]
    answers = [
        (block.id, run.text, run.question)
        for block in blocks(result)
        if not isinstance(block, tree.Table)
        for run in block.runs
        if isinstance(run, tree.Answer)
    ]

    assert answers == [
        ("main/gen-law/own/1", "One.", "choices.gen-law"),
        ("main/gen-law/own/2", "  Two.", "choices.gen-law"),
        ("main/special-1/text/1", "A.", "special_terms[0].text"),
        ("main/special-2/text/1", "B.", "special_terms[1].text"),
    ]
    assert [
        (clause.id, clause.origin, clause.protected, clause.title[0].question)
        for clause in clauses[1:]
        if isinstance(clause.title[0], tree.Answer)
    ] == [
        ("main/special-1", "special", False, "special_terms[0].title"),
        ("main/special-2", "special", False, "special_terms[1].title"),
    ]
    assert clauses[0].origin == "own"


def test_words_that_wait_for_the_same_answer_are_one_blank(tmp_path: Path) -> None:
    """An article that depends on an answer, and the answer itself, leave a single placeholder."""
    text = '1. In {{ "the " if law.country == "NL" else "" }}{{ law.country | country }}.\n2. End.\n'

    assert lines(made(tmp_path, {"gen-law": text}))[1] == "1.1 In [country whose law governs]."


def test_what_an_answer_leaves_at_the_beginning_is_no_space(tmp_path: Path) -> None:
    """Where an optional answer in front prints nothing, the text begins with its first word."""
    text = "1. {{ x.note | or_nothing }} They share.\n2. End.\n"

    assert lines(made(tmp_path, {"gen-law": text}, questions=QUESTIONS))[1] == "1.1 They share."


def test_the_mark_after_an_answer_is_not_doubled_before_more_text(tmp_path: Path) -> None:
    """The answer brings its own full stop, and the next sentence follows."""
    text = "1. The host is {{ x.text }}. It pays.\n2. End.\n"

    result = made(tmp_path, {"gen-law": text}, {"x": {"text": "Alpha e.V."}}, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 The host is Alpha e.V. It pays."


def test_a_cell_that_is_to_be_confirmed_has_the_letters_alone(tmp_path: Path) -> None:
    """Also where it prints a part of a field, or waits for a condition."""
    text = (
        "1. Table:\n\n   | City | Kind |\n   |:--|:--|\n   ::: each p in parties\n"
        '   | {{ p.seat.city }} | {{ "yes" if x.flag else "no" }} |\n   :::\n2. End.\n'
    )
    raw = {"parties": parties("Alpha", seat={"country": "BE", "city": "TBC"}), "x": {"flag": "TBC"}}

    assert lines(made(tmp_path, {"gen-law": text}, raw, questions=QUESTIONS))[3] == "[TBC] | [TBC]"
