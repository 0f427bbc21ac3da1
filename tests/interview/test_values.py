from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.interview import check_value, checked
from app.model.question import Option, Question, QuestionType

PARTIES = ("alpine", "costa")
OPTIONS = (Option("courts", "Courts"), Option("arbitration", "Arbitration"))


def question(kind: str, **rest: Any) -> Question:
    return Question("group.name", QuestionType(kind), "Label", **rest)


ROWS = question(
    "rows",
    fields=(
        Question("owner", QuestionType.PARTY, "Owner"),
        Question("price", QuestionType.MONEY, "Price", required=False),
    ),
)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 5),
        ("text", True),
        ("text", ["a"]),
        ("text", {"a": "b"}),
        ("choice", "court"),
        ("choice", 5),
        ("choice", ["courts"]),
        ("choices", "courts"),
        ("choices", ["courts", "none"]),
        ("choices", ["courts", "courts"]),
        ("yesno", "yes"),
        ("yesno", 1),
        ("integer", "5"),
        ("integer", 5.5),
        ("integer", True),
        ("integer", 10**15),
        ("percentage", "5 %"),
        ("percentage", float("nan")),
        ("percentage", float("inf")),
        ("percentage", True),
        ("date", "1 March 2027"),
        ("date", "2027-3-1"),
        ("date", "2027-02-29"),
        ("date", "٢٠٢٧-٠٣-٠١"),
        ("date", 20270301),
        ("money", 20000),
        ("money", {"amount": "20000", "currency": "EUR"}),
        ("money", {"amount": 20000}),
        ("money", {"amount": 20000, "currency": "Euro"}),
        ("money", {"amount": 20000, "currency": "EUR", "vat": 21}),
        ("money", {"amount": float("inf"), "currency": "EUR"}),
        ("duration", "18 months"),
        ("duration", {}),
        ("duration", {"months": 18, "days": 3}),
        ("duration", {"fortnights": 2}),
        ("duration", {"months": -1}),
        ("duration", {"months": 1.5}),
        ("country", "Belgium"),
        ("country", "UK"),
        ("country", "EU"),
        ("country", "be"),
        ("language", "English"),
        ("language", "EN"),
        ("party", "norda"),
        ("party", 1),
        ("parties", "alpine"),
        ("parties", ["alpine", "norda"]),
        ("parties", ["alpine", "alpine"]),
        ("rows", {"owner": "alpine"}),
    ],
)
def test_a_value_of_another_type_is_wrong(kind: str, value: object) -> None:
    """What is not of the type is told in words that name the question."""
    asked = ROWS if kind == "rows" else question(kind, options=OPTIONS)

    _, message = check_value(asked, value, PARTIES)

    assert message is not None
    assert message.startswith("“Label”") or " “Label”" in message


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("text", "  A \r\n B\t ", "A \n B"),
        ("integer", 3.0, 3),
        ("integer", -5, -5),
        ("percentage", 12.5, 12.5),
        ("percentage", 150, 150),
        ("date", "2028-02-29", "2028-02-29"),
        ("money", {"currency": "CHF", "amount": 0}, {"amount": 0, "currency": "CHF"}),
        ("duration", {"weeks": 2}, {"weeks": 2}),
        ("country", "NO", "NO"),
        ("country", "XK", "XK"),
        ("language", "nb", "nb"),
        ("party", "costa", "costa"),
        ("parties", ["costa"], ["costa"]),
        ("parties", [], []),
        ("choice", "courts", "courts"),
        ("yesno", False, False),
        ("text", "", None),
        ("date", None, None),
        ("money", "TBC", "TBC"),
        ("rows", "TBC", "TBC"),
        ("yesno", "TBC", "TBC"),
    ],
)
def test_a_value_of_the_type_is_kept(kind: str, value: object, kept: object) -> None:
    """A right value comes back in the form in which it is stored."""
    asked = ROWS if kind == "rows" else question(kind, options=OPTIONS)

    assert (kept, None) == check_value(asked, value, PARTIES)


def test_a_wrong_cell_is_named_by_column_and_row() -> None:
    """A trouble in a table leads to its cell, for the reader and for the program."""
    value = [{"owner": "alpine"}, {"owner": "norda", "price": {"amount": 1, "currency": "EURO"}, "colour": "red"}]

    _, message = check_value(ROWS, value, PARTIES)
    troubles = checked(ROWS, value, PARTIES).troubles

    assert "“Owner” in row 2 of “Label” names the party “norda”, which is not listed." in str(message)
    assert [trouble.path for trouble in troubles] == [(1, "owner"), (1, "price", "currency"), (1, "colour")]


def test_rows_without_an_id_get_one_that_is_free() -> None:
    """A row is told apart by its id, given or made."""
    rows, message = check_value(
        ROWS, [{"owner": "alpine"}, {"id": "r1", "owner": "costa"}, {"owner": "costa"}], PARTIES
    )

    assert message is None
    assert isinstance(rows, list)
    assert [row["id"] for row in rows] == ["r2", "r1", "r3"]


@pytest.mark.parametrize("identifier", [7, "", "a b", "a[1]", "x" * 41, "a/b", "a\x00"])
def test_the_id_of_a_row_has_a_plain_form(identifier: object) -> None:
    """An id of a row stands in keys and addresses, so marks that divide them are refused."""
    _, message = check_value(ROWS, [{"id": identifier, "owner": "alpine"}], PARTIES)

    assert message is not None
    assert "cannot be" in message


def test_two_rows_cannot_have_the_same_id() -> None:
    """Ids of rows are unique in their table."""
    _, message = check_value(ROWS, [{"id": "a", "owner": "alpine"}, {"id": "a", "owner": "costa"}], PARTIES)

    assert message is not None
    assert "stands at another row already" in message


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(9999, 12, 31)))
def test_every_day_of_the_calendar_is_a_date(day: datetime.date) -> None:
    """Whatever day it is, its ISO form is kept."""
    assert (day.isoformat(), None) == check_value(question("date"), day.isoformat(), ())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(list(QuestionType)), _JSON)
def test_no_value_whatever_breaks_the_check(kind: QuestionType, value: object) -> None:
    """Any JSON value is kept or refused with words; nothing is raised, and what is kept is kept again."""
    asked = ROWS if kind is QuestionType.ROWS else question(kind.value, options=OPTIONS)

    kept, message = check_value(asked, value, PARTIES)

    if message is None:
        assert (kept, None) == check_value(asked, kept, PARTIES)
    else:
        assert "“Label”" in message
