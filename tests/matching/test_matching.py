"""Offers meet demands, subjects meet parties, and both lead to an annex."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matching import Matching, match, matrix_of, read_subjects
from app.model.answers import Answers
from app.model.library import Library
from tests.build import library_of

DAY = datetime.date(2027, 3, 1)
ANNEX = """\
id: annex-{0}
title: Annex on {0}
name: Annex
kind: annex
noun: Annex
binding_level: light
modes: [joined]
categories: [{1}]
parts:
  - {{id: terms, title: "", placements: [gen-law]}}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with two annexes: one on facilities, one on people."""
    return library_of(
        tmp_path_factory.mktemp("library"),
        {"gen-law": "Law."},
        outlines={
            "agreement": ["gen-law"],
            "annex-f": ANNEX.format("f", "facilities"),
            "annex-h": ANNEX.format("h", "hr"),
        },
    )


def offer(party: str, kind: str, title: str, **more: Any) -> dict[str, Any]:
    return {"id": title[:2].lower(), "party": party, "kind": kind, "title": title, **more}


def matched(library: Library, *, annexes: tuple[Answers, ...] = (), **groups: Any) -> Matching:
    return match(Answers("agreement", groups=groups, annexes=annexes), library, DAY)


def reason(found: Matching, key: str) -> str:
    return next(one.reason for one in found.left_out if one.entry.key == key)


def test_an_offer_meets_a_demand_of_another_party_with_the_same_words(library: Library) -> None:
    """Category and a word in common make a match; it names who gives, who receives, and the annex."""
    found = matched(
        library,
        offers=[offer("a", "facilities", "GMP suite")],
        demands=[offer("b", "facilities", "Clean room", detail="GMP-like")],
    )

    [one] = found.suggestions
    assert (one.number, one.parties, one.annex_type, one.drafted_in) == (1, ("a", "b"), "annex-f", "")
    assert one.pair is not None
    assert one.pair.words == ("GMP",)
    assert found.left_out == ()


def test_matches_with_more_words_in_common_come_first(library: Library) -> None:
    """The nearest match has the number 1."""
    found = matched(
        library,
        offers=[offer("a", "hr", "Laser engineers"), offer("a", "hr", "Optics laboratory engineers")],
        demands=[offer("b", "hr", "Engineers for an optics laboratory")],
    )

    assert [one.title for one in found.suggestions] == ["Optics laboratory engineers", "Laser engineers"]
    assert [one.number for one in found.suggestions] == [1, 2]


def test_an_offer_and_a_demand_of_one_party_do_not_meet(library: Library) -> None:
    """Nobody shares with itself, and the entry says why it is left."""
    found = matched(
        library, offers=[offer("a", "hr", "Laser engineers")], demands=[offer("a", "hr", "Engineers for lasers")]
    )

    assert found.suggestions == ()
    assert reason(found, "offers[la]") == "Only the same party needs anything in this category."
    assert reason(found, "demands[en]") == "Only the same party offers anything in this category."


def test_categories_that_the_contract_does_not_open_are_not_matched(library: Library) -> None:
    """What the parties keep out of the sharing is not suggested; both entries say so."""
    both = {"offers": [offer("a", "hr", "Engineers")], "demands": [offer("b", "hr", "Senior engineers")]}

    closed = matched(library, purpose={"shareable_categories": ["facilities"]}, **both)
    opened = matched(library, purpose={"shareable_categories": ["hr"]}, **both)

    assert closed.suggestions == ()
    assert "does not open" in reason(closed, "offers[en]")
    assert "does not open" in reason(closed, "demands[se]")
    assert len(opened.suggestions) == 1


def test_entries_of_two_categories_do_not_meet(library: Library) -> None:
    """Engineers who are offered are no laboratory that is needed, whatever words they share."""
    found = matched(
        library, offers=[offer("a", "hr", "Laser engineers")], demands=[offer("b", "facilities", "Laser engineers")]
    )

    assert found.suggestions == ()
    assert reason(found, "offers[la]") == "No other party needs anything in this category."


@pytest.mark.parametrize(("until", "count"), [("2027-02-28", 0), ("2027-03-01", 1), (None, 1)])
def test_an_entry_is_matched_up_to_its_last_day(library: Library, until: str | None, count: int) -> None:
    """On the day after, it has ended."""
    found = matched(
        library,
        offers=[offer("a", "hr", "Engineers", valid_until=until)],
        demands=[offer("b", "hr", "Senior engineers")],
    )

    assert len(found.suggestions) == count
    if not count:
        assert reason(found, "offers[en]") == "It ended on 2027-02-28."


def test_a_subject_takes_up_the_pair_that_bears_it_out(library: Library) -> None:
    """What the parties have entered as a subject is suggested once, with the pair as its reason; closed ones are not."""
    found = matched(
        library,
        offers=[offer("a", "facilities", "GMP suite")],
        demands=[offer("b", "facilities", "GMP clean room")],
        subjects=[
            {"id": "s1", "title": "Days in the suite", "category": "facilities", "provider": "a", "receivers": ["b"]},
            {"id": "s2", "title": "Old", "category": "hr", "provider": "a", "receivers": ["b"], "status": "closed"},
        ],
    )

    [one] = found.suggestions
    assert one.subject is not None
    assert one.pair is not None
    assert one.title == "Days in the suite"


def test_an_annex_that_is_there_is_named(library: Library) -> None:
    """A second annex between the same parties on the same category is not suggested as if there were none."""
    annex = Answers("annex-f", id="f1", mode="joined", taking_part=("a", "b", "c"))
    entries = {
        "offers": [offer("a", "facilities", "GMP suite")],
        "demands": [offer("b", "facilities", "GMP room"), offer("d", "facilities", "GMP hall")],
    }

    found = matched(library, annexes=(annex,), **entries)

    assert {one.parties: one.drafted_in for one in found.suggestions} == {("a", "b"): "f1", ("a", "d"): ""}


def test_a_category_without_an_annex_type_says_so(library: Library) -> None:
    """The match is shown, and no annex is invented for it."""
    found = matched(library, offers=[offer("a", "funding", "Seed fund")], demands=[offer("b", "funding", "Seed money")])

    assert [one.annex_type for one in found.suggestions] == [""]


def test_the_matrix_says_who_gives_and_who_receives() -> None:
    """One row for each subject, one column for each party, and the balance of each party."""
    answers = Answers(
        "agreement",
        groups={
            "subjects": [
                {"id": "s1", "title": "One", "category": "hr", "provider": "a", "receivers": ["b", "c"], "money": True},
                {"id": "s2", "title": "Two", "category": "hr", "provider": "c", "receivers": ["a"]},
            ]
        },
    )

    matrix = matrix_of(read_subjects(answers), ["a", "b", "c"])

    assert [row.roles for row in matrix.rows] == [("gives", "receives", "receives"), ("receives", "", "gives")]
    assert [row.terms for row in matrix.rows] == [("none", "money"), ("none",)]
    assert matrix.balance("a") == (1, 1)
    assert matrix.balance("b") == (0, 1)


_ROW = st.fixed_dictionaries(
    {
        "party": st.sampled_from(["a", "b", "TBC"]),
        "kind": st.sampled_from(["hr", "facilities", "funding", "TBC"]),
        "title": st.sampled_from(["GMP suite", "Suite of lasers", "Laser engineers", "", "TBC"]),
    }
)


@given(offers=st.lists(_ROW, max_size=6), demands=st.lists(_ROW, max_size=6))
def test_each_entry_is_matched_or_says_why_not(
    library: Library, offers: list[dict[str, str]], demands: list[dict[str, str]]
) -> None:
    """No complete entry is lost, none is both, and every match is between two parties of one category."""
    for name, rows in (("o", offers), ("d", demands)):
        for number, row in enumerate(rows):
            row["id"] = f"{name}{number}"

    found = matched(library, offers=offers, demands=demands)

    met = {one.key for each in found.suggestions if each.pair for one in (each.pair.offer, each.pair.demand)}
    left = {one.entry.key for one in found.left_out}
    known = {
        f"{name}[{row['id']}]"
        for name, rows in (("offers", offers), ("demands", demands))
        for row in rows
        if "TBC" not in (row["party"], row["kind"])
    }
    assert met | left == known
    assert met & left == set()
    assert all(len(set(one.parties)) == 2 for one in found.suggestions)
    assert [one.number for one in found.suggestions] == list(range(1, len(found.suggestions) + 1))
