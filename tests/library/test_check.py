"""The check of a library: warnings about what loads but reads wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import check_library
from app.library.capitals import plural
from tests.build import make_library, outline_text, write
from tests.library.reading import says

TERM = '**"Board"** means the board. **"Party"** means a party.'


def warnings_of(
    tmp_path: Path, clauses: dict[str, str], outlines: dict[str, str | list[str]] | None = None
) -> list[str]:
    report = check_library(make_library(tmp_path, clauses, outlines))
    assert not report.mistakes, report.mistakes
    # The shared question of the test library is there for those who want it.
    return [str(warning) for warning in report.warnings if "“law.country”" not in warning.message]


def test_a_check_reports_mistakes_and_warnings_together(tmp_path: Path) -> None:
    report = check_library(
        make_library(tmp_path, {"gen-a": "*open", "gen-b": "See Clause 7."}, {"agreement": ["gen-a"]})
    )

    assert says(report.mistakes, "has no partner")
    assert says(report.warnings, "typed by hand")
    assert says(report.warnings, "No document type places the clause")


def test_a_check_of_a_folder_that_is_no_library_reports_it(tmp_path: Path) -> None:
    assert says(check_library(tmp_path).mistakes, "The folder is missing")


def test_a_clean_library_has_neither(tmp_path: Path) -> None:
    assert warnings_of(tmp_path, {"gen-a": f"{TERM}\n\n1. A Party may ask.\n2. It ends."}) == []


# --- placements -----------------------------------------------------------------------------------------------------


def test_a_clause_that_nothing_places_is_told(tmp_path: Path) -> None:
    clauses = {"gen-a": "based_on: gen-b\n---\n", "gen-b": "Text.", "gen-c": "Text."}

    (warning,) = warnings_of(tmp_path, clauses, {"agreement": ["gen-a"]})
    assert warning.startswith("clauses/gen/gen-c.md:1: No document type places the clause")


def test_what_a_standalone_annex_adds_by_itself_counts_as_placed(tmp_path: Path) -> None:
    clauses = {"gen-law": "Text.", "fp-a": "requires: [gen-law]\n---\nText."}

    assert warnings_of(tmp_path, clauses, {"annex-x": ["fp-a"]}) == []


def test_a_document_that_places_a_clause_without_what_it_requires_is_told(tmp_path: Path) -> None:
    clauses = {"gen-a": "requires: [gen-b]\n---\nText.", "gen-b": "Text.", "fp-b": "stands_for: gen-b\n---\nText."}

    (warning,) = warnings_of(
        tmp_path / "1", clauses, {"one": ["gen-a"], "two": ["gen-a", "gen-b"], "three": ["gen-a", "fp-b"]}
    )
    assert "contract_templates/one/outline.yaml:12: “gen-a” requires “gen-b”" in warning


def test_a_question_of_one_clause_that_another_uses_is_told(tmp_path: Path) -> None:
    clauses = {
        "gen-a": "questions:\n  - {key: law.it, type: text, label: It}\n---\n{{ law.it }}",
        "gen-b": "{{ law.it }}",
        "gen-c": "based_on: gen-a\n---\n",
    }

    (warning,) = warnings_of(tmp_path, clauses)
    assert "gen-b uses “law.it” too. Move the question to clauses/_questions/." in warning


def test_a_question_that_no_text_uses_is_told(tmp_path: Path) -> None:
    questions = "questions:\n" + "".join(
        f"  - {{key: law.{name}, type: yesno, label: It}}\n" for name in ("printed", "asked", "ruled", "idle")
    )
    root = make_library(
        tmp_path,
        {"gen-a": "when: law.ruled\n---\n{{ law.printed | label }}"},
        {"agreement": outline_text("agreement", ["gen-a"]).replace("- gen-a", "- {clause: gen-a, when: law.asked}")},
        questions,
    )

    (warning,) = check_library(root).warnings
    assert (
        str(warning) == "clauses/_questions/shared.yaml:5: No text uses the question “law.idle”. Use it, or delete it."
    )


# --- wording --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["Clause 7", "sub-clause 7.2", "Schedule 1", "Recital (B)", "Annex 2", "Annex A", "clauses 3"]
)
def test_a_number_typed_by_hand_is_told(tmp_path: Path, typed: str) -> None:
    (warning,) = warnings_of(tmp_path, {"gen-a": f"As the rule in {typed} says."})
    assert "typed by hand" in warning


@pytest.mark.parametrize(
    "typed", ["Article 28 of Regulation (EU) 2016/679", "this clause", "an annex to it", "the schedule"]
)
def test_the_number_of_a_law_is_not_told(tmp_path: Path, typed: str) -> None:
    assert warnings_of(tmp_path, {"gen-a": f"As {typed} says."}) == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("1. Alone.", True),
        ("1. One.\n2. Two.", False),
        ("1. One:\n   1. alone.\n2. Two.", True),
        ("::: each p in parties\n1. {{ p.short_name }}\n:::", False),
        ("1. One.\n::: when law.country\n2. Two.\n:::", False),
        ("::: when law.country\n1. One.\n::: otherwise\n1. Other.\n:::", True),
        ("- bullet", False),
    ],
)
def test_an_item_that_is_always_alone_is_told(tmp_path: Path, text: str, alone: bool) -> None:
    assert any("stands alone" in warning for warning in warnings_of(tmp_path, {"gen-a": text})) == alone


@pytest.mark.parametrize("text", ["It {{ shall }} be so.", "island: true\n---\nIt shall be so."])
def test_a_duty_in_a_recital_is_told(tmp_path: Path, text: str) -> None:
    root = make_library(tmp_path, {"gen-a": text, "gen-b": text.replace("be so", "be")}, questions="")
    path = root / "contract_templates" / "agreement" / "outline.yaml"
    write(path, path.read_text().replace("- gen-a", "- {clause: gen-a, layout: recitals}"))

    (warning,) = check_library(root).warnings
    assert str(warning).startswith("clauses/gen/gen-a.md:")
    assert "recital" in warning.message


# --- capitals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Committee decides.", ["Committee"]),
        ("Committee and Committee.", ["Committee"]),
        ("It ends. Committee members go.", []),
        ("1. Committee members go.\n2. Others stay.", []),
        ("Each Party and the Parties go to the Board and the Boards.", []),
        ("The parties’ BOARD and the GDPR apply.", []),
        ("Under Article Seven of Regulation Nine it is so.", []),
        ("They meet in Belgium in March, in Dutch, on a Monday.", []),
        ("They meet in United Kingdom of old.", []),
        ("The {{ law.country | country }} Office decides.", ["Office"]),
        ("This Agreement is named.", []),
        ("The “Office” decides.", ["Office"]),
        ("The **Office** decides.", ["Office"]),
        ("The Office's rules.", ["Office"]),
        ("| the Head | The body |\n|---|---|\n| Word | a Row |", ["Head", "Row"]),
    ],
)
def test_a_capital_inside_a_sentence_must_be_a_term_or_a_name(tmp_path: Path, text: str, told: list[str]) -> None:
    clauses = {"gen-a": text, "gen-terms": TERM}
    found = [warning.partition("“")[2].partition("”")[0] for warning in warnings_of(tmp_path, clauses)]

    assert found == told


def test_forms_names_and_listed_words_are_skipped(tmp_path: Path) -> None:
    root = make_library(
        tmp_path,
        {
            "gen-a": "proper_nouns: [Horizon Fund]\n---\nThe Horizon Fund and the Panels follow the Charta.",
            "gen-terms": 'defines: {Steering Panel: [Panel, Panels]}\n---\nThe **"Steering Panel"** decides.',
        },
        questions="",
    )
    assert says(check_library(root).warnings, "“Charta” is capitalised")

    write(root / "clauses" / "_words.txt", "# names\nCharta Magna\n")
    assert check_library(root).warnings == ()


@pytest.mark.parametrize(
    ("term", "forms"),
    [("Party", "Parties"), ("Annex", "Annexes"), ("Key", "Keys"), ("Branch", "Branches"), ("Result", "Results")],
)
def test_the_plural_of_a_term_is_english(term: str, forms: str) -> None:
    assert plural(term) == forms
