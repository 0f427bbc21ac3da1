"""What the rules read out of answers: countries, durations, identifiers."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from app.model.answers import Answers
from app.review.duration import end_of, ends_later, term_days, whole_months
from app.review.identifiers import euid_trouble, vat_trouble
from app.review.paper import Paper
from app.review.places import country_of, judgments_travel, outside_eea, outside_eu, standing
from tests.review.cases import FACTS, library, party

DAY = datetime.date


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
