"""Filters and helpers: what the clause writer's words print."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assembly.filters import FILTERS
from app.assembly.helpers import HELPERS
from app.model import vocabulary
from tests.assembly.desk import lines, made

QUESTIONS = """\
questions:
  - {key: x.n, type: integer, label: N}
  - {key: x.day, type: date, label: Day}
  - {key: x.sum, type: money, label: Sum}
  - {key: x.time, type: duration, label: Time}
  - {key: x.land, type: country, label: Land}
  - {key: x.tongue, type: language, label: Tongue}
  - {key: x.pct, type: percentage, label: Percentage}
  - {key: x.share, type: text, label: Share}
  - {key: x.note, type: text, label: Note, required: false}
  - {key: x.rules, type: choice, label: Institution, options: {WIPO: the Center}}
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
        ("x.n | ordinal", {"n": 3}, "3rd"),
        ("x.n | ordinal", {"n": 12}, "12th"),
        ("x.n", {"n": 10000}, "10,000"),
        ("x.day | date", {"day": "2027-03-01"}, "1 March 2027"),
        ("x.sum | money", {"sum": {"amount": 20000, "currency": "EUR"}}, "EUR 20,000"),
        ("x.sum | money", {"sum": {"amount": 0.5, "currency": "EUR"}}, "EUR 0.50"),
        ("x.time | duration", {"time": {"weeks": 1}}, "1 week"),
        ("x.land | country", {"land": "BE"}, "Belgium"),
        ("x.tongue | language", {"tongue": "en"}, "English"),
        ("x.pct | percent", {"pct": 12.5}, "12.5 %"),
        ("x.share | party_share", {"share": "two_thirds"}, "at least two thirds of the Parties"),
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


def test_a_value_of_the_wrong_kind_is_a_blank_and_a_problem(tmp_path: Path) -> None:
    """A filter that cannot print its value leaves a blank, and the problem says what it was given."""
    result = made(
        tmp_path,
        {"gen-law": "1. {{ x.share | party_share }}.\n2. End.\n"},
        {"x": {"share": "half"}},
        questions=QUESTIONS,
    )

    assert lines(result)[1] == "1.1 [share]."
    assert "'half' is not a share of the Parties" in result.problems[0].message


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
