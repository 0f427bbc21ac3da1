"""What the rules read out of answers: numbers, dates, sums, names, countries, durations, identifiers."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from app.model.answers import Answers
from app.model.message import listed
from app.review.duration import end_of, ends_later, term_days, whole_months
from app.review.identifiers import euid_trouble, vat_trouble
from app.review.paper import Paper
from app.review.places import country_of, judgments_travel, outside_eea, outside_eu, standing
from app.review.values import (
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
from tests.review.cases import ALPINE, COSTA, FACTS, library, party

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


def paper(framework: Paper | None = None, *, start: str | None = None, **term: Any) -> Paper:
    """Return a document of which only the time is known."""
    answers = Answers("contract", {"effective_date": start} if start else {}, (), {"term": term})
    return Paper(answers, library(), (), None, {}, {}, framework=framework)


@pytest.mark.parametrize(
    ("start", "term", "months", "days", "end"),
    [
        (None, {"months": 24}, 24, 730, None),
        ("2027-03-01", {"months": 24}, 24, 730, DAY(2029, 3, 1)),
        ("2027-03-01", {"end_date": "2028-03-01"}, 12, 366, DAY(2028, 3, 1)),
        ("2027-03-01", {"end_date": "2028-03-01", "months": 99}, 12, 366, DAY(2028, 3, 1)),
        (None, {"end_date": "2028-03-01"}, None, None, DAY(2028, 3, 1)),
        ("2027-03-01", {"end_date": "2027-01-01"}, 0, None, DAY(2027, 1, 1)),
        ("2027-03-01", {"kind": "indefinite", "months": 24, "end_date": "2028-03-01"}, None, None, None),
        ("2027-03-01", {"kind": "project_linked", "months": 24}, None, None, None),
        ("2027-03-01", {"kind": "project_linked", "end_date": "2028-03-01"}, 12, 366, DAY(2028, 3, 1)),
        ("2027-03-01", {}, None, None, None),
    ],
)
def test_a_duration_is_told_where_it_can_be(
    start: str | None, term: dict[str, Any], months: int | None, days: int | None, end: DAY | None
) -> None:
    """From months, or from dates, which come first; not for a term that is open."""
    one = paper(start=start, **term)

    assert (whole_months(one), term_days(one), end_of(one)) == (months, days, end)


@pytest.mark.parametrize(
    ("annex", "framework", "later"),
    [
        ({"end_date": "2029-01-01"}, {"end_date": "2028-12-31"}, True),
        ({"end_date": "2028-12-31"}, {"end_date": "2028-12-31"}, False),
        ({"months": 25}, {"months": 24}, True),
        ({"months": 24}, {"months": 24}, False),
        ({"months": 24}, {"kind": "indefinite"}, False),
        ({}, {"months": 24}, False),
    ],
)
def test_an_annex_ends_later_by_date_or_by_months(annex: Any, framework: Any, later: bool) -> None:
    """The same day or the same number of months is not later, and what is open cannot be compared."""
    assert ends_later(paper(**annex), paper(**framework)) is later


@pytest.mark.parametrize(
    ("number", "country", "trouble"),
    [
        ("DE123456789", "DE", None),
        ("de 123.456-78/9", "DE", None),
        ("EL123456789", "GR", None),
        ("GR123456789", "GR", "a Greek VAT number begins with EL, not with GR"),
        ("AT12345678", "DE", "it begins with AT, but the seat is in DE"),
        ("XI123456789", "DE", "it begins with XI, but the seat is in DE"),
        ("EL12", "GR", "it has not the form of a VAT number of GR"),
        ("DE12", "DE", "it has not the form of a VAT number of DE"),
        ("QQ12", "DE", "it has not the form of a VAT number of DE"),
        ("DE１23456789", "DE", "it has not the form of a VAT number of DE"),
        ("BE0403019261", "BE", None),
        ("BE0403019262", "BE", "its check digits do not agree"),
        ("anything", "US", None),
    ],
)
def test_a_vat_number_has_the_form_of_its_country(number: str, country: str, trouble: str | None) -> None:
    """Marks and small letters do not count; where check digits are looked at they must agree."""
    assert vat_trouble(number, country, FACTS["vat_patterns"]["patterns"]) == trouble


@pytest.mark.parametrize(
    ("euid", "country", "trouble"),
    [
        ("DKCVR.11845118", "DK", None),
        ("ELGEMI.12", "GR", None),
        ("DKCVR.11845118", None, None),
        ("DKCVR.11845118", "DE", "it begins with DK, but the seat is in DE"),
        ("11845118", "DK", "it has not the form of an EUID, such as DKCVR.11845118"),
    ],
)
def test_an_euid_has_its_form_and_the_country_of_the_seat(euid: str, country: str | None, trouble: str | None) -> None:
    """Greek ones begin with EL; without a seat only the form counts."""
    assert euid_trouble(euid, country) == trouble


@pytest.mark.parametrize(
    ("country", "status", "eu", "eea"),
    [
        ("DE", "EU", False, False),
        ("NO", "EEA_EFTA", True, False),
        ("CH", "CH", True, True),
        ("GB", "UK", True, True),
        ("US", "OTHER", True, True),
    ],
)
def test_a_seat_stands_in_or_outside_the_union(country: str, status: str, eu: bool, eea: bool) -> None:
    """By the dated reference data."""
    one = party(seat={"country": country})

    assert (standing(library(), country), outside_eu(library(), one), outside_eea(library(), one)) == (status, eu, eea)


def test_nobody_is_outside_where_the_seat_or_the_list_is_not_known() -> None:
    """A rule on countries holds its peace then."""
    unknown, nothing = party(seat="TBC"), library(facts={})

    assert country_of(unknown) is None
    assert not outside_eu(library(), unknown)
    assert not outside_eea(library(), unknown)
    assert standing(nothing, "US") is None
    assert not outside_eu(nothing, party(seat={"country": "US"}))
    assert not outside_eea(nothing, party(seat={"country": "US"}))


@pytest.mark.parametrize(
    ("court", "seat", "exclusive", "travels"),
    [
        ("US", "US", False, True),
        ("DE", "FR", False, True),
        ("DE", "CH", False, True),
        ("DE", "MX", True, True),
        ("DE", "MX", False, False),
        ("DE", "UY", False, True),
        ("DE", "US", True, False),
        ("US", "DE", True, False),
    ],
)
def test_a_judgment_travels_where_one_treaty_binds_both_countries(
    court: str, seat: str, exclusive: bool, travels: bool
) -> None:
    """Brussels, Lugano, the Convention of 2019, and that of 2005 where the court is exclusive."""
    assert judgments_travel(library(), court, seat, exclusive) is travels


def test_without_the_list_of_treaties_every_judgment_travels() -> None:
    """What is not known breaks no rule."""
    assert judgments_travel(library(facts={}), "DE", "US", False)
