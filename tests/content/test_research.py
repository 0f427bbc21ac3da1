"""The framework agreement for research and its work orders: samples that fit each other, and orders that cannot be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.render import text
from tests.content.cases import DAY, library, printed, sample
from tests.content.reading import clauses, faults

FRAMEWORK = "company-university-filled"
ORDERS = ("reference-measurements", "test-stand")
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Check the changed answers of a sample, the second work order; return the exit code and what was said."""

    def run(change: Change, name: str = "test-stand") -> tuple[int, str]:
        raw = sample(name)
        change(raw)
        path = tmp_path / "answers.json"
        path.write_text(json.dumps(raw), "utf-8")
        code = main(["check", str(path), "--date", DAY.isoformat()])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


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
def test_a_work_order_that_cannot_be_is_an_error_at_its_answer(told, change, rule, place):
    """The check ends with 1, and names the rule and the answer."""
    code, said = told(change)

    assert code == 1
    assert f"error {rule} " in said
    assert f" {place}: " in said


def test_a_departure_that_is_not_listed_is_told(told):
    """Price and ownership differ from the framework: without their rows there is a warning for each, and no error."""
    code, said = told(lambda raw: raw["form"].update(departures=[]))

    assert code == 0
    assert said.count("warning WOR-01 ") == 2


def test_a_public_university_that_works_at_its_own_cost_is_told_of_state_aid(told):
    """A warning where each party bears its own costs, and none where the full cost is paid (CST-13)."""
    _, shared = told(lambda raw: raw["research"].update(price_model="own_costs"), FRAMEWORK)
    _, paid = told(lambda raw: None, FRAMEWORK)

    assert "warning CST-13 " in shared
    assert "CST-13" not in paid


def test_listed_departures_are_no_finding(told):
    """The second work order as it stands."""
    code, said = told(lambda raw: None)

    assert code == 0
    assert "WOR-" not in said


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
