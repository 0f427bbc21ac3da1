"""What does not fit in time says why."""

from __future__ import annotations

from typing import Any

import pytest

from tests.review.cases import found

ANNEX = {"document": {"effective_date": "2027-03-01"}, "term": {"end_date": "2028-03-01"}}


@pytest.mark.parametrize(
    ("stay", "why"),
    [
        ({"start": "2027-02-01"}, "(2027-02-01 to open) begins before the annex."),
        ({"end": "2028-03-02"}, "(open to 2028-03-02) ends after the annex."),
        ({"start": "2027-02-01", "end": "2029-01-01"}, "begins before the annex and ends after it."),
        ({"start": "2027-05-01", "end": "2027-04-01"}, "ends before it begins."),
    ],
)
def test_a_secondment_that_does_not_fit_says_where(stay: dict[str, str], why: str) -> None:
    """Before, after, both, or turned round."""
    (one,) = found("TIM-14", **ANNEX, hr={"secondees": [{"id": "s1", **stay}]})

    assert str(one.message).endswith(why)


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ({"wps": [{"id": "WP1", "start_m": 30, "end_m": 3}]}, "(months 30 to 3) does not fit into the 36 months"),
        ({"milestones": [{"id": "M1", "due_m": 40}]}, "(month 40) does not fit into the 36 months"),
    ],
)
def test_a_piece_of_the_plan_that_does_not_fit_says_its_months(plan: dict[str, Any], why: str) -> None:
    """So that one sees whether they are outside or turned round."""
    (one,) = found("TIM-11", project={"months": 36, **plan})

    assert why in str(one.message)
