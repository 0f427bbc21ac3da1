"""Filters and helpers: what the clause writer's words print."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assembly.filters import FILTERS
from app.assembly.helpers import HELPERS
from app.model import vocabulary
from app.model.document import Answer
from tests.assembly.desk import all_runs, lines, made

QUESTIONS = """\
questions:
  - {key: x.n, type: integer, label: N}
  - {key: x.day, type: date, label: Day}
  - {key: x.sum, type: money, label: Sum}
  - {key: x.time, type: duration, label: Time}
  - {key: x.land, type: country, label: Land}
  - {key: x.lands, type: rows, of: country, label: Lands}
  - {key: x.tongue, type: language, label: Tongue}
  - {key: x.pct, type: percentage, label: Percentage}
  - {key: x.share, type: text, label: Share}
  - {key: x.note, type: text, label: Note, required: false}
  - {key: x.lead, type: party, label: Lead}
  - {key: x.kinds, type: choices, label: Kinds, options: {a: first, b: second, c: third}}
  - {key: x.flag, type: yesno, label: Flag}
  - {key: x.rules, type: choice, label: Institution, options: {WIPO: the Center}}
"""
LEVEL = """\
  - key: document.binding_level
    type: choice
    label: Level
    required: false
    options: {binding: B, light: L, nonbinding_with_binding_islands: I, nonbinding: N}
"""


def test_every_name_of_the_vocabulary_is_implemented() -> None:
    """The list that the loader checks against and the functions that assembly calls are the same."""
    assert set(HELPERS) == vocabulary.HELPER_NAMES | set(vocabulary.HELPER_CALLS)
    assert set(FILTERS) == set(vocabulary.FILTERS)


@pytest.mark.parametrize(
    ("expression", "answers", "printed"),
    [
        ("x.n | days", {"n": 1}, "1 day"),
        ("x.n | days", {"n": 30}, "30 days"),
        ("x.n | months", {"n": 18}, "18 months"),
        ("x.n | years", {"n": 1}, "1 year"),
        ("x.n | times", {"n": 1}, "once"),
        ("x.n | times", {"n": 2}, "twice"),
        ("x.n | times", {"n": 5}, "5 times"),
        *(
            ("x.n | ordinal", {"n": number}, printed)
            for number, printed in (
                *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th")),
                *((21, "21st"), (102, "102nd"), (111, "111th"), (113, "113th")),
            )
        ),
        ("x.n | number", {"n": 1500}, "1,500"),
        ("x.n | days | lower", {"n": 30}, "30 days"),
        ("x.n | hours", {"n": 24}, "24 hours"),
        ("x.n", {"n": 10000}, "10,000"),
        ("x.day | date", {"day": "2027-03-01"}, "1 March 2027"),
        ("x.sum | money", {"sum": {"amount": 20000, "currency": "EUR"}}, "EUR 20,000"),
        ("x.sum | money", {"sum": {"amount": 0.5, "currency": "EUR"}}, "EUR 0.50"),
        ("x.sum | money", {"sum": {"amount": 1250.25, "currency": "CHF"}}, "CHF 1,250.25"),
        ("x.time | duration", {"time": {"weeks": 1}}, "1 week"),
        ("x.time | duration", {"time": {"days": 10}}, "10 days"),
        ("x.time | duration", {"time": {"months": 1}}, "1 month"),
        ("x.time | duration", {"time": {"years": 3}}, "3 years"),
        ("x.land | country", {"land": "BE"}, "Belgium"),
        ("x.land | country", {"land": "NL"}, "Netherlands"),
        ("x.land | the_country", {"land": "NL"}, "the Netherlands"),
        ("x.land | the_country", {"land": "BE"}, "Belgium"),
        ("x.lands | the_country", {"lands": ["GB"]}, "the United Kingdom"),
        ("x.lands | the_country", {"lands": ["BE", "NL", "US"]}, "Belgium, the Netherlands and the United States"),
        ("x.tongue | language", {"tongue": "en"}, "English"),
        ("x.pct | percent", {"pct": 12.5}, "12.5 %"),
        ("x.share | party_share", {"share": "two_thirds"}, "at least two thirds of the Parties"),
        ("x.share | party_share", {"share": "all"}, "all Parties"),
        ("x.share | party_share", {"share": "majority"}, "more than half of the Parties"),
        ("x.lead | label", {"lead": "beta"}, "Beta"),
        ("x.kinds | list", {"kinds": ["a", "b", "c"]}, "first, second and third"),
        ("x.kinds | or_list", {"kinds": ["b"]}, "second"),
        ("x.flag", {"flag": True}, "yes"),
        ("x.flag", {"flag": False}, "no"),
        ("x.note | or_nothing", {"note": "so"}, "so"),
        ('x.note | default("none")', {"note": "so"}, "so"),
        ("x.share | party_share(x.pct)", {"share": "pct", "pct": 60}, "at least 60 % of the Parties"),
        ('x.note | default("none")', {}, "none"),
        ("x.share | upper_first", {"share": "the secretary"}, "The secretary"),
        ("x.share | lower", {"share": "THE END"}, "the end"),
        ("parties | names", {}, "Alpha and Beta"),
        ("parties | or_list", {}, "Alpha or Beta"),
        ('x.rules | rules("expedited")', {"rules": "WIPO"}, "WIPO Expedited Arbitration Rules"),
    ],
)
def test_a_filter_prints_what_the_guide_says(
    tmp_path: Path, expression: str, answers: dict[str, object], printed: str
) -> None:
    """Figures, dates, money and lists read as docs/writing-clauses.md shows them."""
    text = f"1. = {{{{ {expression} }}}} =\n2. End.\n"

    assert lines(made(tmp_path, {"gen-law": text}, {"x": answers}, questions=QUESTIONS))[1] == f"1.1 = {printed} ="


@pytest.mark.parametrize(
    ("row", "called"),
    [
        ({"id": "r1", "short_name": "S", "label": "L", "name": "N"}, "S"),
        ({"id": "r1", "label": "L", "name": "N"}, "L"),
        ({"id": "r1", "name": "N"}, "N"),
        ({"id": "r1"}, "r1"),
    ],
)
def test_a_row_is_called_by_its_short_name_its_label_its_name_or_its_id(
    tmp_path: Path, row: dict[str, str], called: str
) -> None:
    """The first of them that it has."""
    of = "of: {short_name: {type: text, required: false}, label: {type: text, required: false}, name: text}"
    questions = "questions:\n  - {key: x.rows, type: rows, label: Rows, OF}\n".replace("OF", of)

    result = made(
        tmp_path, {"gen-law": "1. {{ x.rows | names }}.\n2. End.\n"}, {"x": {"rows": [row]}}, questions=questions
    )

    assert lines(result)[1] == f"1.1 {called}."


def test_an_optional_answer_may_leave_nothing(tmp_path: Path) -> None:
    """`or_nothing` prints no blank, and no doubled space where it printed nothing."""
    result = made(tmp_path, {"gen-law": "1. = {{ x.note | or_nothing }} =\n2. End.\n"}, questions=QUESTIONS)

    assert lines(result)[1] == "1.1 = ="
    assert result.problems == ()


def test_a_value_of_the_wrong_kind_is_a_blank_and_a_problem(tmp_path: Path) -> None:
    """A filter that cannot print its value leaves a blank, and the problem says what it was given."""
    result = made(
        tmp_path,
        {"gen-law": "1. {{ x.share | party_share }}.\n2. End.\n"},
        {"x": {"share": "half"}},
        questions=QUESTIONS,
    )

    assert lines(result)[1] == "1.1 [share]."
    problem = result.problems[0]
    assert "'half' is not a share of the Parties" in problem.message
    assert (problem.rule, problem.question, problem.clause) == ("STR-04", "x.share", "gen-law")


@pytest.mark.parametrize(
    ("expression", "answers", "why"),
    [
        ("x.share | money", {"share": "much"}, "'much' is not an amount of money"),
        ("x.share | duration", {"share": "long"}, "'long' is not a duration"),
        (
            "x.sum | duration",
            {"sum": {"amount": 5, "currency": "EUR"}},
            "{'amount': 5, 'currency': 'EUR'} names no unit (days, weeks, months, years)",
        ),
        ("x.share | days", {"share": "some"}, "'some' is not a number"),
        (
            'x.share | rules("expedited")',
            {"share": "NOBODY"},
            "the reference data names no expedited rules of 'NOBODY'",
        ),
        ('x.rules | rules("secret")', {"rules": "WIPO"}, "the reference data names no secret rules of 'WIPO'"),
    ],
)
def test_a_filter_says_what_it_cannot_print(
    tmp_path: Path, expression: str, answers: dict[str, object], why: str
) -> None:
    """The problem names the filter and the value as it was given."""
    text = f"1. {{{{ {expression} }}}}.\n2. End.\n"

    result = made(tmp_path, {"gen-law": text}, {"x": answers}, questions=QUESTIONS)

    assert f": {why}." in result.problems[0].message


@pytest.mark.parametrize(
    ("expression", "answers", "runs"),
    [
        ("x.n | days", {"n": 30}, [("30", "x.n"), ("\u00a0days", "")]),
        ("x.sum | money", {"sum": {"amount": 5, "currency": "EUR"}}, [("EUR\u00a0", ""), ("5", "x.sum")]),
        ("x.pct | percent", {"pct": 5}, [("5", "x.pct"), ("\u00a0%", "")]),
        ("x.n | times", {"n": 5}, [("5 times", "x.n")]),
        ("x.share | party_share", {"share": "all"}, [("all Parties", "")]),
        ("x.land | the_country", {"land": "NL"}, [("the ", ""), ("Netherlands", "x.land")]),
    ],
)
def test_only_the_figure_is_the_answer_and_its_unit_never_leaves_it(
    tmp_path: Path, expression: str, answers: dict[str, object], runs: list[tuple[str, str]]
) -> None:
    """The words around a figure are the engine's, glued to it by a no-break space; a share is a rule in words."""
    text = f"1. = **{{{{ {expression} }}}}** =\n2. End.\n"

    found = all_runs(made(tmp_path, {"gen-law": text}, {"x": answers}, questions=QUESTIONS))
    strong = [(run.text, run.question if isinstance(run, Answer) else "") for run in found if run.strong]

    assert strong == runs


def test_working_days_never_leave_their_number(tmp_path: Path) -> None:
    """They come after an answer, and stand on its line."""
    text = "1. Within {{ x.n | number }} working days, by {{ x.n | number }} representatives.\n2. End.\n"

    found = all_runs(made(tmp_path, {"gen-law": text}, {"x": {"n": 5}}, questions=QUESTIONS))

    assert "".join(run.text for run in found[:5]) == "Within 5\u00a0working days, by 5 representatives."


@pytest.mark.parametrize(
    ("level", "island", "words"),
    [
        ("binding", False, "shall, shall, shall not, shall not"),
        ("nonbinding", False, "intends to, intend to, does not intend to, do not intend to"),
        ("nonbinding_with_binding_islands", False, "intends to, intend to, does not intend to, do not intend to"),
        ("nonbinding_with_binding_islands", True, "shall, shall, shall not, shall not"),
        ("light", False, "shall, shall, shall not, shall not"),
    ],
)
def test_duties_are_intentions_where_the_text_does_not_bind(
    tmp_path: Path, level: str, island: bool, words: str
) -> None:
    """But for the islands, which bind in a text that otherwise does not."""
    text = "1. {{ shall }}, {{ all_shall }}, {{ shall_not }}, {{ all_shall_not }}.\n2. End.\n"
    raw = {"document": {"binding_level": level}}

    result = made(
        tmp_path, {"gen-law": f"island: {str(island).lower()}\n---\n{text}"}, raw, questions=QUESTIONS + LEVEL
    )

    assert lines(result)[1] == f"1.1 {words}."


def test_inside_a_repeat_the_clause_is_the_same(tmp_path: Path) -> None:
    """The alternative, the island and the names around it are known in each row, and its position counts from 1."""
    text = "island: true\n---\n::: each p in parties\n1. {{ position }} {{ alternative }} {{ p.short_name }} {{ shall }}.\n:::\n2. End.\n"
    raw = {"document": {"binding_level": "nonbinding_with_binding_islands"}}

    assert lines(made(tmp_path, {"gen-law": text}, raw, questions=QUESTIONS + LEVEL))[1:3] == [
        "1.1 1 standard Alpha shall.",
        "1.2 2 standard Beta shall.",
    ]


def test_helpers_ask_what_is_in_the_document(tmp_path: Path) -> None:
    """`placed`, `chosen`, `mode`, `alternative` and `count` look at the document as it was put together."""
    clauses = {
        "gen-law": '1. {{ mode }}, {{ alternative }}.\n::: when placed("gen-end") and not placed("gen-off")\n2. Placed.\n:::\n'
        '::: when chosen("gen-end", "standard")\n3. Chosen.\n:::\n::: when chosen("gen-off", "standard")\n4. No.\n:::\n'
        '::: when count(parties) == 2\n5. Two.\n:::\n::: when some(parties, "seat.city", "Rome")\n6. No.\n:::\n'
        '::: when every(parties, "seat.city", "Brussels")\n7. All.\n:::\n',
        "gen-end": "1. End.\n2. End.\n",
        "gen-off": "when: count(parties) > 2\n---\n1. Off.\n2. End.\n",
    }

    assert lines(made(tmp_path, clauses))[1:5] == [
        "1.1 standalone, standard.",
        "1.2 Placed.",
        "1.3 Chosen.",
        "1.4 Two.",
    ]
    assert lines(made(tmp_path / "again", clauses))[5] == "1.5 All."


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        (("A1", "B1"), "both: the other Party, the other Party’s, Party has, Z"),
        (("A1", "B1", "C1"), "all: the other Parties, the other Parties’, Parties have, Z"),
    ],
)
def test_grammar_follows_the_number_of_parties(tmp_path: Path, names: tuple[str, ...], printed: str) -> None:
    """The same text reads right for two parties and for more."""
    text = (
        "1. {{ both_or_all }}: {{ the_other_party }}, {{ the_other_partys }}, "
        '{{ by_count("Party has", "Parties have") }}, Z.\n2. End.\n'
    )

    assert lines(made(tmp_path, {"gen-law": text}, names=names))[1] == f"1.1 {printed}."


def test_sets_ask_for_some_every_and_those_where(tmp_path: Path) -> None:
    """`some`, `every`, `count` and `where` look at the parties of the document."""
    text = (
        '::: when some(parties, "seat.country", "BE") and not every(parties, "outside_eea")\n1. Some.\n:::\n'
        '::: each p in where(parties, "short_name", "Beta")\n1. {{ position }} is {{ p.short_name }}.\n:::\n2. End.\n'
    )

    assert lines(made(tmp_path, {"gen-law": text}))[1:3] == ["1.1 Some.", "1.2 1 is Beta."]
