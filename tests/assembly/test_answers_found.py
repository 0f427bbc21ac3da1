"""Where an answer comes from: the document's own, the framework's, the default; and what its use is recorded as."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.model.assembled import Assembled
from tests.assembly.desk import all_runs, lines, made, parties

QUESTIONS = """\
questions:
  - {key: x.days, type: integer, label: Days}
  - {key: x.set, type: integer, label: Preset, default: 30}
  - {key: x.note, type: text, label: Note, required: false}
  - {key: x.lead, type: party, label: Lead}
  - {key: x.both, type: parties, label: Both}
  - {key: x.rows, type: rows, label: Rooms, of: {name: text, days: {type: integer, default: 7}, lead: {type: party, required: false}}}
  - {key: document.effective_date, type: date, label: Date, required: false}
  - {key: document.reference, type: text, label: Reference, required: false}
  - {key: document.framework_ref, type: text, label: Reference of the framework, required: false}
  - {key: document.framework_date, type: date, label: Date of the framework, required: false}
"""
OUTLINES = {"agreement": ["gen-law"], "annex-x": ["gen-annex"]}
LAW = "1. Law.\n2. End.\n"


def uses(result: Assembled, document: str = "main") -> dict[str, str]:
    """Return the questions of the group x that a document used, with the state of the answer."""
    return {use.question: use.state for use in result.uses if use.document == document and use.question[:2] == "x."}


@pytest.mark.parametrize(
    ("mine", "theirs", "printed", "state"),
    [
        ({"days": 5}, {"days": 9}, "5", "given"),
        ({}, {"days": 9}, "9", "inherited"),
        ({}, {"days": "TBC"}, "[days: TBC]", "tbc"),
        ({"days": "TBC"}, {"days": 9}, "[days: TBC]", "tbc"),
        ({}, {}, "[days]", "missing"),
    ],
)
def test_an_annex_has_its_own_answer_or_the_frameworks(
    tmp_path: Path, mine: dict[str, Any], theirs: dict[str, Any], printed: str, state: str
) -> None:
    """And says which; what is open there is open here."""
    clauses = {"gen-law": LAW, "gen-annex": "1. {{ x.days }}\n2. End.\n"}
    annex = {"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"], "x": mine}

    result = made(tmp_path, clauses, {"x": theirs, "annexes": [annex]}, outlines=OUTLINES, questions=QUESTIONS)

    assert lines(result, "x1")[1] == f"1.1 {printed}"
    assert uses(result, "x1") == {"x.days": state}


@pytest.mark.parametrize("mine", [{}, {"note": "Own."}, {"note": "TBC", "lead": "beta", "way": "sea"}])
@pytest.mark.parametrize(
    "theirs",
    [
        {"note": "Theirs, J.", "lead": "gamma", "both": ["gamma", "alpha"], "days": 9, "way": "land"},
        {"note": "TBC"},
        {},
    ],
)
def test_an_annex_reads_the_same_whether_or_not_its_contract_prints_the_answer_too(
    tmp_path: Path, theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    """What the contract found for a name is taken over where that is what the annex would find, and recorded as its own."""
    names = "{{ x.note }}, **{{ x.note }}**, {{ x.lead }}, {{ x.both }}, {{ x.days }}, {{ x.set }}, {{ x.way }}, {{ document.effective_date }}"
    way = "  - {key: x.way, type: choice, label: Way, options: {land: By land, sea: By sea}}\n"
    annex = {"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"], "x": mine}
    raw = {"x": theirs, "document": {"effective_date": "2027-05-01"}, "annexes": [annex]}

    both = [
        made(
            tmp_path / folder,
            {"gen-law": f"1. {law}.\n2. End.\n", "gen-annex": f"1. {names}.\n2. End.\n"},
            raw,
            names=("Alpha", "Beta", "Gamma"),
            outlines=OUTLINES,
            questions=QUESTIONS + way,
        )
        for folder, law in (("printed", names), ("not", "Law"))
    ]

    printed, alone = both
    assert all_runs(printed, "x1") == all_runs(alone, "x1")
    assert uses(printed, "x1") == uses(alone, "x1")
    assert [each for each in printed.problems if each.document == "x1"] == [
        each for each in alone.problems if each.document == "x1"
    ]


@pytest.mark.parametrize(
    ("theirs", "printed", "state"),
    [({"set": 9}, "9", "inherited"), ({}, "30", "default"), ({"set": ""}, "30", "default")],
)
def test_a_default_stands_behind_the_frameworks_answer(
    tmp_path: Path, theirs: dict[str, Any], printed: str, state: str
) -> None:
    """Only where nobody answered it counts; a default of the framework is the annex's own default."""
    clauses = {"gen-law": LAW, "gen-annex": "1. {{ x.set }}\n2. End.\n"}
    annex = {"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}

    result = made(tmp_path, clauses, {"x": theirs, "annexes": [annex]}, outlines=OUTLINES, questions=QUESTIONS)

    assert lines(result, "x1")[1] == f"1.1 {printed}"
    assert uses(result, "x1") == {"x.set": state}


def test_an_annex_knows_reference_and_date_of_its_framework_and_takes_neither_for_its_own(tmp_path: Path) -> None:
    """The framework's date is not the day on which the annex begins."""
    text = "1. {{ document.framework_ref }} of {{ document.framework_date | date }}\n2. {{ document.effective_date }}\n3. {{ document.reference }}\n"
    raw = {
        "document": {"effective_date": "2027-05-01"},
        "annexes": [{"id": "x1", "type": "annex-x", "parties": ["alpha", "beta"]}],
    }

    result = made(tmp_path, {"gen-law": LAW, "gen-annex": text}, raw, outlines=OUTLINES, questions=QUESTIONS)

    assert lines(result, "x1")[1:] == ["1.1 R-1 of 1 May 2027", "1.2 [date]", "1.3 R-1"]


def test_a_framework_at_a_distance_is_known_by_its_reference_and_date(tmp_path: Path) -> None:
    """An annex that is made without its framework's answers still prints which framework it belongs to."""
    text = "1. {{ document.framework_ref }} of {{ document.framework_date | date }}\n2. End.\n"
    raw = {"document": {"mode": "joined", "framework": {"reference": "MC-1", "date": "2027-01-01"}}}
    outlines = {"model-contract": ["gen-law"], "annex-x": ["gen-annex"]}

    result = made(
        tmp_path, {"gen-law": LAW, "gen-annex": text}, raw, kind="annex-x", outlines=outlines, questions=QUESTIONS
    )

    assert lines(result)[1] == "1.1 MC-1 of 1 January 2027"


def test_a_label_loses_its_capital_in_a_blank_but_an_abbreviation_keeps_it(tmp_path: Path) -> None:
    """A blank stands in the middle of a sentence."""
    questions = (
        "questions:\n  - {key: x.a, type: text, label: Name of it}\n  - {key: x.b, type: text, label: VAT number}\n"
    )

    result = made(tmp_path, {"gen-law": "1. {{ x.a }}, {{ x.b }}.\n2. End.\n"}, questions=questions)

    assert lines(result)[1] == "1.1 [name of it], [VAT number]."


def test_an_optional_answer_that_nobody_gave_counts_as_looked_at(tmp_path: Path) -> None:
    """Nothing is missing: the text stands without it."""
    text = "1. One.\n::: when x.note\n2. {{ x.note }}\n:::\n3. End.\n"

    assert uses(made(tmp_path, {"gen-law": text}, questions=QUESTIONS)) == {"x.note": "given"}


def test_the_worst_cell_of_a_table_is_the_state_of_its_question(tmp_path: Path) -> None:
    """One missing cell makes a table incomplete, though all others were given; the problem leads to the cell."""
    text = "::: each r in x.rows\n1. {{ r.name }}, {{ r.days | days }}, {{ r.lead }}.\n:::\n2. End.\n"
    rows = [{"id": "D1.1", "name": "Hall", "days": 3, "lead": "beta"}, {"id": "r2"}]

    result = made(tmp_path, {"gen-law": text}, {"x": {"rows": rows}}, questions=QUESTIONS)

    assert lines(result)[1:3] == ["1.1 Hall, 3 days, Beta.", "1.2 [name], 7 days, [lead]."]
    assert uses(result) == {"x.rows": "missing"}
    assert "x.rows[r2].name" in {problem.question for problem in result.problems}


def test_a_partys_details_are_found_through_lists_and_names(tmp_path: Path) -> None:
    """Own fields, derived ones, and the fields behind a party that an answer names."""
    text = "::: each p in parties\n1. {{ p.name }}, {{ p.seat.city }}, {{ p.signatory_name }}, {{ p.number }}.\n:::\n2. {{ x.lead }}, {{ x.both }}.\n"
    raw = {
        "parties": [*parties("Alpha"), {"id": "beta", "short_name": "Beta", "seat": {"country": "TBC"}}],
        "x": {"lead": "beta", "both": ["alpha", "beta"]},
    }

    result = made(tmp_path, {"gen-law": text}, raw, questions=QUESTIONS)

    assert lines(result)[1:4] == [
        "1.1 Alpha Limited, Brussels, Alpha Limited, 1.",
        "1.2 [legal name], [city], [legal name], 2.",
        "1.3 Beta, Alpha and Beta.",
    ]


@pytest.mark.parametrize(
    ("details", "condition", "printed"),
    [
        ({"seat": {"country": "BE"}}, "outside_eu", "No"),
        ({"seat": {"country": "NO"}}, "outside_eu", "Yes"),
        ({"seat": {"country": "NO"}}, "outside_eea", "No"),
        ({"seat": {"country": "US"}}, "outside_eea", "Yes"),
        ({"seat": {"country": "TBC"}}, "outside_eea", "Open"),
    ],
)
def test_where_a_party_stands_follows_from_its_seat(
    tmp_path: Path, details: dict[str, Any], condition: str, printed: str
) -> None:
    """In or outside the Union and the Economic Area; without the seat it is open, and the seat is what is missing."""
    text = f'::: when some(parties, "{condition}")\n1. Yes.\n::: otherwise\n1. No.\n:::\n2. End.\n'

    result = made(tmp_path, {"gen-law": text}, {"parties": parties("Alpha", **details)}, questions=QUESTIONS)

    if printed == "Open":
        assert [(problem.rule, problem.question) for problem in result.problems] == [
            ("TBC", "parties[alpha].seat.country")
        ]
    else:
        assert lines(result)[1] == f"1.1 {printed}."


def test_a_cluster_without_legal_personality_is_signed_for_by_its_host(tmp_path: Path) -> None:
    """Until the host is known, the name of who signs is a blank."""
    text = "::: each p in parties\n1. {{ p.signatory_name }} ({{ p.country_status }}).\n:::\n2. End.\n"
    host = {"has_legal_personality": False, "signing_entity": {"legal_name": "Host University"}}
    raw = {"parties": [*parties("Alpha", **host), *parties("Beta", has_legal_personality=False)]}

    result = made(tmp_path, {"gen-law": text}, raw, questions=QUESTIONS)

    assert lines(result)[1:3] == ["1.1 Host University (EU).", "1.2 [legal name] (EU)."]


def test_a_condition_on_all_rows_tells_what_is_open_from_what_is_missing(tmp_path: Path) -> None:
    """A cell to be confirmed is said to be so, a cell without an answer is missing."""
    text = '::: when some(x.rows, "name", "Hall")\n1. Yes.\n:::\n2. End.\n'

    def problem(tmp: Path, row: dict[str, Any]) -> list[tuple[str, str | None]]:
        rows = [{"id": "a", "name": "Room"}, {"id": "D1.1", **row}]
        found = made(tmp, {"gen-law": text}, {"x": {"rows": rows}}, questions=QUESTIONS)
        return [(problem.rule, problem.question) for problem in found.problems]

    assert problem(tmp_path / "open", {"name": "TBC"}) == [("TBC", "x.rows[D1.1].name")]
    assert problem(tmp_path / "missing", {}) == [("STR-04", "x.rows[D1.1].name")]
