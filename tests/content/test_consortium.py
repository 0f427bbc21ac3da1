"""The consortium agreement: answers that cannot be, as many work packages as may be, and its annex on rights."""

from __future__ import annotations

from typing import Any

import pytest

from app.model.bars import BAR, bars_of
from app.model.document import Table
from app.render import text
from tests.content.cases import printed, sample
from tests.content.checking import Change
from tests.content.reading import clauses, faults


def cells(table: str, row: int, **changed: Any) -> Change:
    """Return a change of one row of a table of the project."""
    return lambda raw: raw["project"][table][row].update(changed)


def packages(count: int) -> Change:
    """Return a change that gives the project so many work packages, each with one deliverable and its people."""

    def change(raw: dict[str, Any]) -> None:
        base = raw["project"]["wps"][0]
        numbers = range(1, count + 1)
        raw["project"]["wps"] = [{**base, "id": f"w{n}", "number": f"WP{n}", "title": f"Work {n}"} for n in numbers]
        due = {"lead": base["lead"], "due_m": base["end_m"], "dissemination": "SEN"}
        raw["project"]["deliverables"] = [
            {"id": f"d{n}", "number": f"D{n}.1", "title": f"Report {n}", "wp": f"WP{n}", **due} for n in numbers
        ]
        people = {"party": base["lead"], "months": 1}
        raw["project"]["effort"] = [{"id": f"e{n}", "wp": f"WP{n}", **people} for n in numbers]

    return change


@pytest.mark.parametrize(
    ("change", "rule", "place"),
    [
        (cells("wps", 2, end_m=37), "TIM-11", "project.wps[WP3]"),
        (cells("wps", 2, start_m=21), "TIM-11", "project.wps[WP3]"),
        (cells("wps", 3, lead="szpital"), "PRJ-01", "project.wps[WP4].lead"),
        (cells("deliverables", 12, due_m=37), "TIM-11", "project.deliverables[D7.2]"),
        (cells("deliverables", 3, lead="nordlicht"), "PRJ-01", "project.deliverables[D3.1].lead"),
        (cells("deliverables", 3, wp="WP9"), "PRJ-02", "project.deliverables[D3.1].wp"),
        (cells("milestones", 5, due_m=40), "TIM-11", "project.milestones[M6]"),
        (lambda raw: raw["project"].update(months=24), "TIM-11", "project.wps[WP1]"),
        (lambda raw: raw["project"].update(effort_total=300), "PRJ-04", "project.effort_total"),
        (lambda raw: raw["money"]["budget_total"].update(amount=2_000_000), "MON-02", "money.budget_rows"),
        (lambda raw: raw["money"]["budget_rows"][3]["amount"].update(currency="CHF"), "MON-02", "money.budget_rows"),
    ],
    ids=[
        "a work package after the project",
        "a work package that ends before it begins",
        "a lead that takes no part",
        "a deliverable after the end",
        "a deliverable of a party outside the work package",
        "a deliverable of no work package",
        "a milestone after the end",
        "a project that is too short",
        "person-months that do not add up",
        "a budget that does not add up",
        "a budget in two currencies",
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_an_error_at_its_answer(checked, change, rule, place):
    """The check ends with 1, and names the rule and the answer."""
    told = checked("six-parties-filled", change)

    assert told.is_error(rule, place), told.said


def test_a_lead_whom_the_parties_do_not_hold_is_refused_with_its_place(checked):
    """The id of nobody is an answer that cannot be read: exit code 2, the row and the name."""
    told = checked("six-parties-filled", cells("wps", 1, lead="norda"))

    assert told.code == 2
    assert "row 2" in told.said
    assert "norda" in told.said


def test_two_hundred_work_packages_are_an_error_that_says_how_many_fit(checked):
    """Nobody carries out 200 work packages: one sentence on the table, with the number that it takes."""
    told = checked("six-parties-filled", packages(200))
    (line,) = [one for one in told.said.splitlines() if "INT-01" in one]

    assert told.is_error("INT-01", "project.wps")
    assert "99" in line


@pytest.mark.parametrize("count", [99, 200])
def test_a_very_long_plan_is_printed_with_a_bar_for_each_work_package(count):
    """Whatever the check says, the draft reads clean: one row for each in each table, and a bar in the time plan."""
    raw = sample("six-parties-filled")
    packages(count)(raw)
    made, _ = printed(raw)
    plan = next(clause for _, clause in clauses(made.bundle) if clause.source == "co-schedule-plan")
    tables = [block for item in plan.blocks for block in getattr(item, "blocks", ()) if isinstance(block, Table)]
    bars = bars_of(tables[0], tables[0].aligns.index(BAR))

    assert [len(table.rows) for table in tables[:3]] == [count, count, count]
    assert all(bar is not None for bar in bars)
    assert [fault for line in text.clause_lines(plan) for fault in faults(line)] == []


@pytest.mark.parametrize("count", [2, 3, 12])
def test_a_consortium_reads_for_two_and_for_twelve(count):
    """No text betrays how many parties there are."""
    raw = sample("three-with-ip-annex")
    raw.pop("annexes")
    first, second, third = raw["parties"]
    if count == 2:
        raw["parties"] = [first, second]
        raw["project"]["wps"] = [{**row, "lead": "vonk", "participants": ["vonk"]} for row in raw["project"]["wps"]]
        raw["project"]["deliverables"] = [{**row, "lead": "vonk"} for row in raw["project"]["deliverables"]]
        raw["project"]["effort"] = [{**row, "party": "vonk"} for row in raw["project"]["effort"]]
        raw["committee"]["coordinator_party"] = "exemplo"
    raw["parties"] += [
        {**third, "id": f"c{n}", "short_name": f"Institute {n}", "legal_name": f"Institute {n}"}
        for n in range(count - 3)
    ]
    made, _ = printed(raw)
    lines = [line for _, clause in clauses(made.bundle) for line in text.clause_lines(clause)]

    assert [fault for line in lines for fault in faults(line)] == []
    assert any("if no Party votes against it" in line for line in lines) is (count == 2)


def test_the_annex_on_rights_takes_over_the_plan_of_its_framework():
    """Joined to a consortium agreement the annex defines no project of its own, and asks for no tasks."""
    made, _ = printed(sample("three-with-ip-annex"))
    annex = [clause for document, clause in clauses(made.bundle) if document.id == "ip1"]
    clause = next(clause for clause in annex if clause.source == "ip-project")
    lines = [line.replace("\u00a0", " ") for line in text.clause_lines(clause)]

    assert any("The Project is the one that Clause 3 of the Framework defines." in line for line in lines)
    assert [use.question for use in made.uses if use.document == "ip1" and use.question == "ip.tasks"] == []
    assert not any("“Project” means" in line for line in lines)
