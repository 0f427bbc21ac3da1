"""Countries: between which of them a judgment travels."""

from __future__ import annotations

from app.review.places import judgments_travel
from tests.review.cases import library


def test_in_the_union_a_judgment_travels_without_a_treaty() -> None:
    """Only between two of its members: for any other country a treaty must say so."""
    known = library(facts={"country_status": {"EU": ["BE", "DE"]}, "treaties": {}})

    assert judgments_travel(known, "BE", "DE", False)
    assert not judgments_travel(known, "BE", "US", False)
    assert not judgments_travel(known, "US", "BE", True)
