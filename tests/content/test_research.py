"""The framework agreement for research and its work orders: samples that fit each other, and orders that cannot be."""

from __future__ import annotations

import re

import pytest

from app.render import text
from tests.content.cases import library, printed, sample
from tests.content.reading import clauses, faults

FRAMEWORK = "company-university-filled"
ORDERS = ("reference-measurements", "test-stand")


@pytest.mark.parametrize("name", ORDERS)
def test_a_work_order_says_of_its_framework_what_the_framework_says(name):
    """Title, reference, parties, price model, ownership and publication are those of the framework agreement."""
    order, framework = sample(name), sample(FRAMEWORK)
    form = order["form"]

    assert order["parties"] == framework["parties"]
    assert (form["base_title"], form["base_ref"]) == (
        framework["document"]["title"],
        framework["document"]["reference"],
    )
    assert form["base_price_model"] == framework["research"]["price_model"]
    assert form["base_ownership"] == framework["ip"]["results_ownership"]
    assert form["base_publication"] == library().clauses["ip-publication"].default


def test_a_departure_names_a_clause_that_the_framework_has():
    """Each clause that the second work order names stands in the framework under this number and heading."""
    made, _ = printed(sample(FRAMEWORK))
    headings = {clause.number: "".join(run.text for run in clause.title) for _, clause in clauses(made.bundle)}

    for row in sample("test-stand")["form"]["departures"]:
        number, _, heading = row["clause"].removeprefix("Clause ").partition(" ")
        assert headings[number.partition(".")[0]] == heading.strip("()")


@pytest.mark.parametrize(
    ("change", "rule", "place"),
    [
        (lambda raw: raw["form"]["deliverables"][2].update(due="2028-12-01"), "WOR-02", "form.deliverables[d3].due"),
        (lambda raw: raw["form"].update(work_end="2028-02-28"), "WOR-02", "form.work_end"),
        (lambda raw: raw["form"]["payments"][0]["amount"].update(amount=43000), "MON-02", "form.payments"),
    ],
    ids=["a deliverable after the end", "an end before the beginning", "payments that do not make the price"],
)
def test_a_work_order_that_cannot_be_is_an_error_at_its_answer(checked, change, rule, place):
    """The check ends with 1, and names the rule and the answer."""
    told = checked("test-stand", change)

    assert told.is_error(rule, place), told.said


def test_a_departure_that_is_not_listed_is_told(checked):
    """Price and ownership differ from the framework: without their rows there is a warning for each, and no error."""
    told = checked("test-stand", lambda raw: raw["form"].update(departures=[]))

    assert told.code == 0
    assert told.said.count("warning WOR-01 ") == 2


def test_a_public_university_that_works_at_its_own_cost_is_told_of_state_aid(checked):
    """A warning where each party bears its own costs, and none where the full cost is paid (CST-13)."""
    shared = checked(FRAMEWORK, lambda raw: raw["research"].update(price_model="own_costs"))
    paid = checked(FRAMEWORK)

    assert "warning CST-13 " in shared.said
    assert "CST-13" not in paid.said


def test_listed_departures_are_no_finding(checked):
    """The second work order as it stands."""
    told = checked("test-stand")

    assert told.code == 0
    assert "WOR-" not in told.said


@pytest.mark.parametrize(("name", "count"), [(FRAMEWORK, 12), ("orders-at-market-price", 12), ("test-stand", 12)])
def test_standing_terms_and_orders_read_for_many(name, count):
    """Between twelve parties no text speaks of both, and each party can be named in a table."""
    raw = sample(name)
    last = raw["parties"][-1]
    raw["parties"] += [
        {**last, "id": f"c{n}", "short_name": f"Company {n}", "legal_name": f"Company {n}"}
        for n in range(len(raw["parties"]), count)
    ]
    made, _ = printed(raw)
    lines = [line for _, clause in clauses(made.bundle) for line in text.clause_lines(clause)]

    assert [fault for line in lines for fault in faults(line)] == []
    assert [line for line in lines if re.search(r"\b[Bb]oth Parties|the other Party (?:has|shall)", line)] == []
