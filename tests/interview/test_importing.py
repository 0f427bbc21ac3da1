"""Columns of a file are matched and its rows are read as if somebody had typed them."""

from __future__ import annotations

import datetime

import pytest

from app.interview import Importing, guessed_columns, headings_row, importable, next_ids, read_rows
from app.model.question import Option, Question, QuestionType

ROOMS = Question(
    "tools.rooms",
    QuestionType.ROWS,
    "Rooms",
    fields=(
        Question("name", QuestionType.TEXT, "Room"),
        Question("owner", QuestionType.PARTY, "Owner"),
        Question(
            "kind", QuestionType.CHOICE, "Kind", options=(Option("lab", "laboratory"), Option("office", "office"))
        ),
        Question("country", QuestionType.COUNTRY, "Country"),
        Question("opened", QuestionType.DATE, "Open since"),
        Question("capacity_total", QuestionType.INTEGER, "Capacity a year"),
        Question("fee", QuestionType.MONEY, "Fee a day"),
        Question("notice", QuestionType.DURATION, "Notice"),
    ),
)
PARTIES = {"alpine": ("Alpine", "Alpine e.V."), "costa": ("Costa", "Fundació Costa")}
WORDS = {"laboratory": ("laboratoire", "Labor"), "Notice": ("Préavis", "Kündigungsfrist")}


def one(column: str, text: str, language: str = "en") -> tuple[object, str | None]:
    """Return what a cell is read as, or None with what is suggested."""
    job = Importing(ROOMS, (column,), PARTIES, ("R1",), WORDS, language, datetime.date(2027, 3, 1))
    outcome = read_rows(job, [(text,)])
    if outcome.misfits:
        return None, outcome.misfits[0].suggestion
    return outcome.fitting[0].get(column), None


@pytest.mark.parametrize(
    "headings",
    [
        ("Room", "Owner", "Country", "Capacity a year", "Notice"),
        ("SALLE", "Propriétaire", "Pays", "Capacité annuelle", "préavis"),
        ("Raum", "Eigentümer", "Land", "Jahreskapazität", "Kündigungsfrist"),
    ],
)
def test_headings_are_guessed_in_three_languages(headings: tuple[str, ...]) -> None:
    """From the labels, their translations, and words that mean the same."""
    assert guessed_columns(ROOMS, headings, WORDS, {}) == ("name", "owner", "country", "capacity_total", "notice")


def test_a_heading_that_means_nothing_is_left_out_and_a_better_one_wins() -> None:
    """What was chosen before comes first, also that a column is left out."""
    assert guessed_columns(ROOMS, ("Qwertz", "Country of origin", "Country", ""), WORDS, {}) == ("", "", "country", "")
    assert guessed_columns(ROOMS, ("Qwertz", "Room"), WORDS, {"qwertz": "name", "room": ""}) == ("name", "")
    assert guessed_columns(ROOMS, ("Qwertz", "Room"), WORDS, {"qwertz": "gone"}) == ("", "name")


def test_the_row_of_headings_is_found() -> None:
    """Below a title; there is none where no row names columns."""
    assert headings_row(ROOMS, [("List",), ("Room", "Owner", "x"), ("Hall", "Costa", "y")], WORDS, {}) == 1
    assert headings_row(ROOMS, [("Hall", "Costa", "Belgium"), ("Loft", "Costa", "Spain")], WORDS, {}) is None


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("owner", "fundacio costa", "costa"),
        ("kind", "Labor", "lab"),
        ("country", "Österreich", "AT"),
        ("opened", "2028-12-31", "2028-12-31"),
        ("capacity_total", "1 500", 1500),
        ("fee", "1.500,50 €", {"amount": 1500.5, "currency": "EUR"}),
        ("name", "=SUM(A1)", "=SUM(A1)"),
        ("name", "?", "TBC"),
        ("id", "X7", "X7"),
    ],
)
def test_a_cell_is_read_as_in_the_form(column: str, text: str, value: object) -> None:
    """Names in any language of the interface, figures in local habits."""
    assert one(column, text) == (value, None)


@pytest.mark.parametrize(
    ("column", "text", "suggestion"),
    [
        ("owner", "Alpin", "Alpine"),
        ("owner", "Costa (Barcelona)", "Costa"),
        ("kind", "labratory", "laboratory"),
        ("country", "Germny", "Germany"),
        ("country", "Atlantis", None),
        ("opened", "3/4/2027", "2027-04-03"),
        ("opened", "31.02.2027", "2027-02-28"),
        ("capacity_total", "about 200", "200"),
        ("fee", "CHF 20 per day", "20 CHF"),
        ("notice", "18 Monate", "18 months"),
        ("name", "#REF!", None),
        ("id", "R1", ""),
        ("id", "two words", ""),
    ],
)
def test_a_cell_that_cannot_be_read_comes_with_a_suggestion(column: str, text: str, suggestion: str | None) -> None:
    """One that can be read itself, or none."""
    assert one(column, text) == (None, suggestion)
    if suggestion:
        assert one(column, suggestion)[0] is not None


def test_rows_without_a_number_get_the_next_ones() -> None:
    """Those of the file and of the table are passed over; an empty row is no row."""
    job = Importing(ROOMS, ("id", "name"), PARTIES, ("R1", "R2"))

    outcome = read_rows(job, [("", "a"), ("R4", "b"), ("", ""), ("", "c")])

    assert [(number, row["id"]) for number, row in outcome.fitting.items()] == [(0, "R5"), (1, "R4"), (3, "R6")]


def test_only_tables_with_columns_take_rows() -> None:
    """A list of plain values is pasted into its own box."""
    assert importable(ROOMS)
    assert not importable(Question("a.b", QuestionType.ROWS, "B", item=QuestionType.TEXT))
    assert not importable(ROOMS.fields[0])


def test_new_numbers_go_on_after_the_last() -> None:
    """A first row takes the letter of its table."""
    assert next(next_ids(ROOMS, ["F1", "F9"])) == "F10"
    assert next(next_ids(ROOMS, [])) == "R1"
