"""Warnings about style: what they find, and what good text they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import check_library
from app.library.check import CheckReport
from tests.build import PROJECT, QUESTIONS, make_library, outline_text, write

TERM = '**"Party"** means a party. **"Such Matter"** means one.'


def warnings_of(root: Path, text: str, banned: str = "") -> list[str]:
    """Return the warnings of one clause, without its file and what the test library warns of by itself."""
    make_library(root, {"gen-a": f"{text}\n", "gen-terms": f"{TERM}\n\nThe Party of {{{{ law.country | country }}}}."})
    if banned:
        write(root / "clauses" / "_banned.txt", banned)
    report: CheckReport = check_library(root)
    assert not report.mistakes, report.mistakes
    return [str(warning).removeprefix("clauses/gen/gen-a.md:") for warning in report.warnings]


# --- sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "told"), [(40, False), (41, True)])
def test_a_sentence_has_forty_words_at_most(tmp_path: Path, count: int, told: bool) -> None:
    found = warnings_of(tmp_path, " ".join(["word"] * count) + ".")

    assert any(f"has {count} words; 40 are the limit. Split it" in warning for warning in found) == told


def test_answers_and_references_count_as_one_word_and_other_sentences_do_not_count(tmp_path: Path) -> None:
    before = " ".join(["word"] * 37)

    assert warnings_of(tmp_path, f"{before} {{{{ law.country | country }}}} [[gen-terms]] end. Another one.") == []


def test_items_of_a_list_are_counted_one_by_one(tmp_path: Path) -> None:
    item = " ".join(["word"] * 30)

    assert warnings_of(tmp_path, f"{item}:\n\n1) {item};\n2) {item}.") == []


def test_a_warning_names_file_and_line_and_says_what_to_do(tmp_path: Path) -> None:
    (warning,) = warnings_of(tmp_path, "1. Short.\n2. The report {{ shall }} be sent.")

    assert warning == "6: “shall be sent” is a duty of nobody. Name who shall do it; for a rule, write “is”."


@pytest.mark.parametrize(
    "text",
    [
        "The report {{ shall }} be sent within 10 days.",
        "island: true\n---\nThe report shall be properly kept.",
        "The report {{ shall_not }} be given away by e-mail.",
    ],
)
def test_a_duty_that_nobody_has_is_told(tmp_path: Path, text: str) -> None:
    assert [warning for warning in warnings_of(tmp_path, text) if "a duty of nobody" in warning]


@pytest.mark.parametrize(
    "text",
    [
        "The Party {{ shall }} send the report.",
        "The report {{ shall }} be sent by the Party.",
        "The report {{ shall }} be sent within 10 days by {{ law.country | country }}.",
        "The report is sent. It {{ shall }} be good.",
        "The request must be signed.",
    ],
)
def test_a_duty_with_an_actor_is_not_told(tmp_path: Path, text: str) -> None:
    assert warnings_of(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A Party {{ shall_not }} publish it without the consent of the others.",
        "A request without a name cannot be confirmed.",
        "No Party may claim what is not listed.",
        "It is not unusual.",
    ],
)
def test_two_negatives_in_a_sentence_are_told(tmp_path: Path, text: str) -> None:
    assert [warning for warning in warnings_of(tmp_path, text) if "two negatives" in warning]


@pytest.mark.parametrize(
    "text",
    [
        "It creates no right and no duty.",
        "It does not bind the Party, and silence is not consent.",
        "A Party {{ shall_not }} publish it, unless the others agree.",
        "It is not sent later than 10 days after, and without delay.",
        "It does not end. It goes on without a rest.",
        "A person who does not sign does not take part.",
        "If a Party does not answer, it goes on without that Party.",
    ],
)
def test_two_denials_of_two_things_are_not_told(tmp_path: Path, text: str) -> None:
    assert warnings_of(tmp_path, text) == []


# --- numbers and quotation marks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["thirty (30) days", "five (5) days", "30 (thirty) days", "two ({{ law.number }})"])
def test_a_number_in_words_and_figures_is_told(tmp_path: Path, text: str) -> None:
    write(
        tmp_path / "clauses" / "_questions" / "more.yaml", "questions: [{key: law.number, type: integer, label: N}]\n"
    )

    assert [one for one in warnings_of(tmp_path, f"After {text} it ends.") if "says a number twice" in one]


@pytest.mark.parametrize("text", ["thirty days", "twenty-one working days", "a hundred euros", "fifty per cent"])
def test_a_number_above_ten_that_is_spelled_before_a_unit_is_told(tmp_path: Path, text: str) -> None:
    (warning,) = warnings_of(tmp_path, f"After {text} it ends.")

    assert f"“{text}” spells a number out. Write it in figures." in warning


@pytest.mark.parametrize(
    "text", ["30 days", "two thirds of the Parties", "two days", "a thousand thanks", "one (a) day"]
)
def test_figures_and_small_numbers_are_not_told(tmp_path: Path, text: str) -> None:
    assert warnings_of(tmp_path, f"After {text} it ends.") == []


def test_straight_marks_are_told_where_the_loader_leaves_them(tmp_path: Path) -> None:
    outline = outline_text("agreement", ["gen-a"]).replace('title: ""', "title: The Parties' words")
    questions = QUESTIONS.replace("Country whose law governs", "The country's name")
    root = make_library(tmp_path, {"gen-a": 'A "word" of {{ law.country }}.'}, {"agreement": outline}, questions)

    assert [f"{warning.file}: {warning.message}" for warning in check_library(root).warnings] == [
        "clauses/_questions/shared.yaml: “The country's name” holds a straight mark.",
        "contract_templates/agreement/outline.yaml: “The Parties' words” holds a straight mark.",
    ]


# --- recitals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["It {{ shall }} be so.", "island: true\n---\nIt shall be so."])
def test_shall_in_the_recitals_is_told_wherever_they_are_placed(tmp_path: Path, text: str) -> None:
    root = make_library(tmp_path, {"gen-recitals": text, "gen-b": text}, questions="")

    (warning,) = check_library(root).warnings
    assert str(warning).startswith("clauses/gen/gen-recitals.md:")
    assert "A recital holds “shall”." in warning.message


def test_the_text_that_a_recital_takes_over_is_looked_at_too(tmp_path: Path) -> None:
    outline = outline_text("agreement", ["gen-a", "gen-b"]).replace("- gen-a", "- {clause: gen-a, layout: recitals}")
    clauses = {"gen-a": "based_on: gen-b\n---\n", "gen-b": "It {{ shall }} be so."}

    (warning,) = check_library(make_library(tmp_path, clauses, {"agreement": outline}, "")).warnings
    assert warning.file == "clauses/gen/gen-b.md"


# --- words ------------------------------------------------------------------------------------------------------------

LIST = """\
# a comment
prior to: “before”
commenc*, and/or: “start”   # another comment
such, except such as, except no such: “this”
"""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It ends prior to that.", "prior to"),
        ("Prior\nto that it ends.", "Prior to"),
        ("It commences now.", "commences"),
        ("The one and/or the other.", "and/or"),
        ("They need such things.", "such"),
        ("title: The Commencement\n---\nIt goes.", "Commencement"),
        ("survives: What commenced goes on.\n---\nIt goes.", "commenced"),
        ("| It | That |\n|---|---|\n| commencing | it |", "commencing"),
    ],
)
def test_a_word_of_the_list_is_told_with_what_to_write_instead(tmp_path: Path, text: str, word: str) -> None:
    (warning,) = warnings_of(tmp_path, text, LIST)

    assert f"“{word}” is a word we do not use. Instead: “" in warning


@pytest.mark.parametrize(
    "text",
    [
        "A prior torment.",
        "Things such as this; no such thing.",
        "The recommencement is suchlike.",
        "proper_nouns: [Commencement Order]\n---\nThe Commencement Order applies.",
        "The Party has a Such Matter.",
        'Its size is {{ "and/or" if law.country == "BE" else "so" }}.',
        "guidance: They commence such a thing prior to another.\n---\nIt goes.",
    ],
)
def test_parts_of_words_exceptions_names_terms_and_answers_are_not_told(tmp_path: Path, text: str) -> None:
    assert warnings_of(tmp_path, text, LIST) == []


@pytest.mark.parametrize("line", ["prior to", "prior to:", ": before", "except prior to: before"])
def test_a_line_of_the_list_that_says_nothing_is_told(tmp_path: Path, line: str) -> None:
    (warning,) = warnings_of(tmp_path, "It goes.", f"# words\n{line}\n")

    assert warning.startswith("clauses/_banned.txt:2: The line names no word, or nothing to write instead.")


def test_the_list_of_the_project_can_be_read_and_names_nothing_twice() -> None:
    lines = (PROJECT / "clauses" / "_banned.txt").read_text("utf-8").splitlines()
    entries = [line.partition("#")[0].partition(":")[0] for line in lines]
    words = [word.strip().casefold() for entry in entries for word in entry.split(",") if word.strip()]

    assert len(words) > 100
    assert len(words) == len(set(words))
    assert not [one for one in check_library(PROJECT).warnings if one.file == "clauses/_banned.txt"]
