"""What an accepted warning is known by."""

from __future__ import annotations

import dataclasses

import pytest

from app.model.finding import Finding, Severity
from app.services.accepting import key_of, sorted_out

OLD = Finding("TIM-12", Severity.WARNING, "It takes effect on 2026-01-05, 95 days ago.", "Check.", "main", "gen-term")
KEPT = {"reason": "Agreed with the auditors.", "on": "2026-04-10"}


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "TIM-13"},
        {"document": "use"},
        {"clause": "gen-law"},
        {"question": "term.end_date"},
        {"message": "It takes effect on 2026-01-06, 95 days ago."},
    ],
)
def test_another_finding_is_not_accepted_with_it(other: dict[str, str]) -> None:
    """Rule, document, clause, question and what is said must be the same."""
    one = dataclasses.replace(OLD, **other)

    assert sorted_out([OLD, one], {key_of(OLD): KEPT})[0] == (one,)


def test_a_finding_that_only_grew_older_stays_accepted() -> None:
    """A count of days that grows overnight is no new finding."""
    later = dataclasses.replace(OLD, message="It takes effect on 2026-01-05, 96 days ago.")

    open_ones, accepted = sorted_out([later], {key_of(OLD): KEPT})

    assert open_ones == ()
    assert [(one.finding, one.reason, one.on) for one in accepted] == [(later, KEPT["reason"], KEPT["on"])]


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.HINT])
def test_what_has_become_an_error_is_open(severity: Severity) -> None:
    """An acceptance covers a warning only, whatever is stored."""
    worse = dataclasses.replace(OLD, severity=severity)

    assert sorted_out([worse], {key_of(worse): KEPT}) == ((worse,), ())
