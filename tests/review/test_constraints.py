"""Constraints of countries, parties and subjects: each of the library's own is broken by what it names, and only then."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest

from app.library import load_library
from app.model.constraint import Constraint
from app.model.finding import Severity
from app.review import rules_of
from tests.build import PROJECT
from tests.review.cases import ALPINE, COSTA, annex, clause, findings
from tests.review.sharing_cases import subject

OWN = load_library(PROJECT).constraints
SMALL = Constraint("OWN-01", Severity.ERROR, "{parties} may not.", "Ask.", "Law", "2026-11-01")


def case_of(one: Constraint) -> dict[str, Any]:
    """Return the smallest case that has all that a constraint names, and nothing that it lacks."""
    fields = {key: values[0] for key, values in one.subject.items()}
    case: dict[str, Any] = subject(**fields) if one.subject else {}
    party = _nested({**{key: values[0] for key, values in one.party.items()}})
    case["parties"] = [{**ALPINE, **party}, COSTA]
    for key, values in one.answers.items():
        group, _, name = key.partition(".")
        case[group] = {**case.get(group, {}), name: values[0]}
    placed = [clause(name) for name in one.clauses[:1]]
    case["annex_clauses" if one.subject else "clauses"] = placed
    return case


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in flat.items():
        group, _, name = key.partition(".")
        made[group] = {**made.get(group, {}), name: value} if name else value
    return made


def hits(one: Constraint, case: Mapping[str, Any]) -> list[str]:
    # The small documents of these cases have types of their own.
    made = dataclasses.replace(one, types=())
    return [finding.message for finding in findings(constraints=(made,), **case) if finding.rule == one.id]


@pytest.mark.parametrize("one", OWN, ids=lambda one: one.id)
def test_a_constraint_is_broken_by_what_it_names(one: Constraint) -> None:
    """There is one finding, a sentence without marks."""
    [message] = hits(one, case_of(one))

    assert message.endswith(".")
    assert "{" not in message


@pytest.mark.parametrize("one", OWN, ids=lambda one: one.id)
def test_a_constraint_is_kept_where_one_of_its_conditions_fails(one: Constraint) -> None:
    """Another party, another answer, another subject, no clause, or the clause that it asks for: nothing is found."""
    case = case_of(one)
    near: list[dict[str, Any]] = []
    if one.party:
        near.append({**case, "parties": [{**ALPINE, "seat": {"country": "NL"}, "has_legal_personality": True}, COSTA]})
    if one.answers:
        group, _, name = next(iter(one.answers)).partition(".")
        near.append({**case, group: {**case[group], name: "something else"}})
    if one.subject:
        key = next(iter(one.subject))
        near.append({**case, "subjects": [{**case["subjects"][0], key: "something else"}]})
    if one.clauses:
        near.append({**case, "clauses": []})
    near += [{**case, "clauses": [*case["clauses"], clause(name)]} for name in one.lacks if "clauses" in case]
    near += [{**case, "annex_clauses": [clause(name, document="a1")]} for name in one.lacks if one.subject]

    assert near
    assert [hits(one, each) for each in near] == [[] for _ in near]


def test_a_constraint_of_a_type_looks_at_documents_of_that_type() -> None:
    """What is said of one document type is not said of another."""
    one = dataclasses.replace(SMALL, party={"seat.country": ("DE",)}, types=("annex",))

    found = findings(constraints=(one,), annexes=[annex()])

    assert [finding.document for finding in found if finding.rule == "OWN-01"] == ["a1"]


def test_what_holds_for_the_framework_is_not_repeated_for_its_annexes() -> None:
    """One thing is told once, and it leads to the field of the party."""
    one = dataclasses.replace(SMALL, party={"seat.country": ("DE",)})

    [hit] = [each for each in findings(constraints=(one,), annexes=[annex()]) if each.rule == "OWN-01"]

    assert (hit.document, hit.question, hit.message) == ("main", "parties[alpine].seat.country", "Alpine may not.")


def test_a_constraint_looks_at_where_the_country_of_a_party_stands() -> None:
    """Whether it is in the Union follows from the reference data; what is to be mended is the country of the seat."""
    one = dataclasses.replace(SMALL, party={"country_status": ("CH",)})
    swiss = {**COSTA, "seat": {"country": "CH"}}

    [hit] = [each for each in findings(constraints=(one,), parties=[ALPINE, swiss]) if each.rule == "OWN-01"]

    assert (hit.question, hit.message) == ("parties[costa].seat.country", "Costa may not.")
    assert hits(one, {"parties": [ALPINE, {**COSTA, "seat": {}}]}) == []


def test_a_constraint_of_another_field_leads_to_that_field() -> None:
    """What is to be mended is what the constraint looks at."""
    one = dataclasses.replace(SMALL, party={"sector_kind": ("public_body",)})
    body = {**COSTA, "sector_kind": "public_body"}

    [hit] = [each for each in findings(constraints=(one,), parties=[ALPINE, body]) if each.rule == "OWN-01"]

    assert hit.question == "parties[costa].sector_kind"


def test_truth_is_no_number() -> None:
    """`true` in a constraint is not met by the number 1."""
    one = dataclasses.replace(SMALL, message="No.", answers={"term.withdrawal_allowed": (True,)})

    assert hits(one, {"term": {"withdrawal_allowed": 1}}) == []
    assert hits(one, {"term": {"withdrawal_allowed": True}}) == ["No."]


def test_constraints_are_rules_like_those_of_the_program() -> None:
    """They stand in the list of rules, with sentences that carry no marks; no id comes twice; there are at least 130."""
    rules = rules_of(load_library(PROJECT))
    ids = [rule.id for rule in rules]

    assert {one.id for one in OWN} <= set(ids)
    assert len(ids) == len(set(ids))
    assert len(ids) >= 130
    assert not [rule.id for rule in rules if "{" in rule.message]
