"""The contract on access to a facility: answers that cannot be, and many parties."""

from __future__ import annotations

from typing import Any

import pytest

from app.render import text
from app.services.assembling import assemble_answers
from tests.content.cases import DAY, library, printed, sample
from tests.content.checking import Change
from tests.content.reading import clauses, faults


def facility(**cells: Any) -> Change:
    """Return a change of the first facility."""
    return lambda raw: raw["facilities"]["facilities"][0].update(cells)


@pytest.mark.parametrize(
    ("change", "rule", "place"),
    [
        (facility(capacity_offered=6001), "FAC-05", "facilities.facilities[F1].capacity_offered"),
        (facility(operator_name="Institute of Norda"), "FAC-07", "facilities.facilities[F1].operator_name"),
        (facility(operator="leisteen"), "FAC-08", "facilities.facilities[F1].operator"),
        (lambda raw: raw["access"].update(user="schichtphysik"), "FAC-08", "access.user"),
    ],
    ids=["more capacity than there is", "an operator that is no party", "another operator", "one party alone"],
)
def test_a_facility_that_cannot_be_used_is_an_error_at_its_answer(checked, change, rule, place):
    """The check ends with 1, and names the rule and the answer."""
    told = checked("sme-laboratory-filled", change)

    assert told.is_error(rule, place), told.said


def test_an_operator_whom_the_parties_do_not_hold_is_refused_with_its_place(checked):
    """The id of nobody is an answer that cannot be read: exit code 2, the row and the name."""
    told = checked("sme-laboratory-filled", facility(operator="norda"))

    assert told.code == 2
    assert "row 1" in told.said
    assert "norda" in told.said


def test_an_annex_on_facilities_needs_the_operator_among_its_own_parties():
    """A party of the framework that takes no part in the annex does not run a facility under it (FAC-07)."""
    raw = sample("showcase")
    stranger = {**raw["parties"][0], "id": "norda", "short_name": "Norda", "legal_name": "Norda Cluster"}
    raw["parties"].append(stranger)
    rows = next(annex for annex in raw["annexes"] if annex["type"] == "annex-fp")["facilities"]["facilities"]
    rows[0]["operator"] = "norda"

    findings = assemble_answers(library(), printed(raw)[1], DAY).findings
    found = [(one.rule, one.document, one.question) for one in findings if one.rule == "FAC-07"]

    assert found == [("FAC-07", "fp1", f"facilities.facilities[{rows[0]['id']}].operator")]


@pytest.mark.parametrize("count", [2, 3, 12])
def test_a_contract_on_access_reads_for_two_and_for_twelve(count):
    """Whoever is neither operator nor user is an intermediary; no text betrays how many there are."""
    raw = sample("remote-with-cluster")
    cluster = raw["parties"].pop()
    raw["parties"] += [
        {**cluster, "id": f"c{n}", "short_name": f"Cluster {n}", "legal_name": f"Cluster {n}"} for n in range(count - 2)
    ]
    made, _ = printed(raw)
    lines = [line for _, clause in clauses(made.bundle) for line in text.clause_lines(clause)]

    assert [fault for line in lines for fault in faults(line)] == []
    assert any("takes part as intermediary" in line for line in lines) is (count > 2)
