"""What is read out of answers: numbers, dates, sums, names, fields of a party."""

from __future__ import annotations

import datetime

import pytest

from app.model.message import listed
from app.model.values import (
    Money,
    as_date,
    as_money,
    as_names,
    as_number,
    as_rows,
    field,
    months_after,
    named,
    party_name,
)
from tests.review.cases import ALPINE, COSTA, party

DAY = datetime.date


@pytest.mark.parametrize(
    ("value", "number"), [(3, 3), (0, 0), (2.5, 2.5), (True, None), ("3", None), (None, None), ("TBC", None)]
)
def test_a_number_is_what_was_typed_as_one(value: object, number: float | None) -> None:
    """Yes is no 1, and a text is no number."""
    assert as_number(value) == number


@pytest.mark.parametrize(
    ("value", "day"), [("2027-03-01", DAY(2027, 3, 1)), ("TBC", None), ("2027-02-30", None), (20270301, None)]
)
def test_a_date_is_one_of_the_calendar(value: object, day: DAY | None) -> None:
    """What cannot be a date is none."""
    assert as_date(value) == day


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ({"amount": 20000, "currency": "EUR"}, "EUR 20,000"),
        ({"amount": 1250.5, "currency": "CHF"}, "CHF 1,250.50"),
        ({"amount": 0, "currency": "EUR"}, "EUR 0"),
        ({"amount": "TBC", "currency": "EUR"}, "None"),
        ({"amount": 5, "currency": "TBC"}, "None"),
        ({"amount": 5, "currency": ""}, "None"),
        ({"amount": 5}, "None"),
        ("EUR 5", "None"),
    ],
)
def test_a_sum_has_an_amount_and_a_currency(value: object, printed: str) -> None:
    """Messages print it as contracts do; half a sum is none."""
    assert str(as_money(value)) == printed


def test_a_sum_can_be_compared() -> None:
    """Amount and currency are those that were typed."""
    assert as_money({"amount": 5, "currency": "EUR"}) == Money(5.0, "EUR")


def test_rows_and_names_are_those_that_were_typed_as_such() -> None:
    """What is to be confirmed among them, and a text in place of them, is passed over."""
    assert as_rows([{"id": "r1"}, "TBC"]) == [{"id": "r1"}]
    assert as_rows("TBC") == as_rows(None) == []
    assert as_names(["a", None, {"id": "b"}, "c"]) == ["a", "c"]
    assert as_names("abc") == []


def test_a_field_is_found_behind_its_dots() -> None:
    """Empty and open fields count as absent."""
    assert field(ALPINE, "seat.country") == "DE"
    assert field(ALPINE, "seat.city.name") is None
    assert field(party(vat_no="TBC"), "vat_no") is None
    assert field(party(vat_no=""), "vat_no") is None


def test_a_party_is_called_by_its_short_name_else_by_what_is_known() -> None:
    """Short name, full name, id; an id that nobody has is itself."""
    assert party_name(ALPINE) == "Alpine"
    assert party_name({"id": "x", "short_name": "TBC", "legal_name": "X Ltd"}) == "X Ltd"
    assert party_name({"id": "x"}) == "x"
    assert [named((ALPINE, COSTA), name) for name in ("costa", "nobody")] == ["Costa", "nobody"]


def test_names_are_listed_as_in_a_sentence() -> None:
    """With commas, and “and” before the last."""
    assert [listed(list(names)) for names in ("", "A", "AB", "ABC")] == ["", "A", "A and B", "A, B and C"]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (DAY(2027, 1, 31), 1, DAY(2027, 2, 28)),
        (DAY(2028, 1, 31), 1, DAY(2028, 2, 29)),
        (DAY(2027, 12, 15), 1, DAY(2028, 1, 15)),
        (DAY(2027, 1, 15), 11, DAY(2027, 12, 15)),
        (DAY(2027, 6, 30), 24, DAY(2029, 6, 30)),
        (DAY(9999, 1, 1), 24, DAY(9999, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(start: DAY, months: int, end: DAY) -> None:
    """Years turn over, and the calendar's last year is the last."""
    assert months_after(start, months) == end
