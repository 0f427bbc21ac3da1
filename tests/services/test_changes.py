"""Changes between answer records: found, applied, taken back, merged."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.services.changes import ABSENT, Change, apply, diff, merge, value_at

VALUES = st.one_of(
    st.text(max_size=4),
    st.booleans(),
    st.integers(-3, 3),
    st.just({"amount": 5, "currency": "EUR"}),
    st.just({"months": 3}),
    st.lists(st.text(max_size=2), max_size=2),
)
FIELDS = st.dictionaries(st.sampled_from(["name", "owner", "hours"]), VALUES, max_size=3)
ROWS = st.dictionaries(st.sampled_from(["T1", "T2", "T3"]), FIELDS, min_size=1, max_size=3).map(
    lambda rows: [{"id": identifier, **fields} for identifier, fields in rows.items()]
)
GROUPS = st.dictionaries(
    st.sampled_from(["law", "term"]), st.dictionaries(st.sampled_from("abc"), VALUES | ROWS, min_size=1)
)
ANSWERS = st.builds(lambda groups, parties: {**groups, "parties": parties}, GROUPS, ROWS)
STATES = st.builds(lambda answers: {"answers": answers}, ANSWERS)


@given(STATES, STATES)
def test_changes_lead_from_the_old_record_to_the_new_one(old: Any, new: Any) -> None:
    """Applying the difference gives the new record exactly, the order of rows included."""
    assert apply(old, diff(old, new)) == new


@given(STATES, STATES)
def test_changes_can_be_taken_back(old: Any, new: Any) -> None:
    """The inverse changes lead back to the old record."""
    assert apply(new, [change.inverse() for change in diff(old, new)]) == old


@given(STATES, STATES)
def test_changes_survive_storage(old: Any, new: Any) -> None:
    """A change that is stored as JSON and read again is the same change."""
    changes = diff(old, new)

    assert tuple(Change.from_json(change.as_json()) for change in changes) == changes


@given(STATES, STATES)
def test_what_has_not_moved_merges_whole(old: Any, new: Any) -> None:
    """Nothing contradicts when nobody else has saved."""
    fitting, contrary = merge(old, diff(old, new))

    assert contrary == []
    assert apply(old, fitting) == new


def test_other_fields_of_the_same_row_merge() -> None:
    """Two people may change two cells of one row, and neither loses."""
    base = {"answers": {"tools": {"tools": [{"id": "T1", "name": "Laser", "hours": 3}]}}}
    mine = {"answers": {"tools": {"tools": [{"id": "T1", "name": "Mill", "hours": 3}]}}}
    theirs = {"answers": {"tools": {"tools": [{"id": "T1", "name": "Laser", "hours": 9}]}}}

    fitting, contrary = merge(theirs, diff(base, mine))

    assert contrary == []
    assert apply(theirs, fitting)["answers"]["tools"]["tools"] == [{"id": "T1", "name": "Mill", "hours": 9}]


def test_the_same_value_changed_twice_contradicts() -> None:
    """The change comes back with the value that stands there now."""
    base, mine, theirs = ({"answers": {"law": {"country": code}}} for code in ("BE", "FR", "IT"))

    fitting, contrary = merge(theirs, diff(base, mine))

    assert fitting == []
    assert contrary == [Change(("answers", "law", "country"), "IT", "FR")]


def test_the_same_new_value_is_no_contradiction() -> None:
    """Two people who gave the same answer agree."""
    base, same = {"answers": {"law": {"country": "BE"}}}, {"answers": {"law": {"country": "FR"}}}

    assert merge(same, diff(base, same)) == ([], [])


def test_money_is_one_value() -> None:
    """An amount and its currency change together, so that no merge mixes one person's amount with another's currency."""
    old = {"answers": {"price": {"fee": {"amount": 5, "currency": "EUR"}, "days": 1}}}
    new = {"answers": {"price": {"fee": {"amount": 7, "currency": "CHF"}, "days": 1}}}

    assert [change.path for change in diff(old, new)] == [("answers", "price", "fee")]


def test_true_and_one_are_different_answers() -> None:
    """Python calls them equal; a record does not."""
    old, new = {"answers": {"price": {"public": 1}}}, {"answers": {"price": {"public": True}}}

    assert diff(old, new) == (Change(("answers", "price", "public"), 1, True),)


def test_a_row_that_comes_back_takes_its_old_place() -> None:
    """Taking back the removal of the first of three rows puts it first again."""
    rows = [{"id": name} for name in ("T1", "T2", "T3")]
    old, new = {"answers": {"tools": {"tools": rows}}}, {"answers": {"tools": {"tools": rows[1:]}}}

    back = apply(new, [change.inverse() for change in diff(old, new)])

    assert value_at(back, ("answers", "tools", "tools", "@")) == ["T1", "T2", "T3"]


def test_what_is_not_there_is_absent() -> None:
    """A path into nothing yields ABSENT and no error."""
    assert value_at({"answers": {"law": "TBC"}}, ("answers", "law", "country", "@x")) is ABSENT
