"""Each rule has a case that triggers it and one that comes near and does not."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from app.model.assembled import Use
from app.model.finding import Problem, Severity
from app.model.question import Question, QuestionType
from app.review import RULES
from app.review.missing import TOLD_BY
from tests.review import (
    basic_cases,
    data_cases,
    forum_cases,
    governance_cases,
    light_cases,
    money_cases,
    project_cases,
    rights_cases,
    sharing_cases,
    text_cases,
    work_order_cases,
)
from tests.review.basic_cases import noticed
from tests.review.cases import COSTA, annex, findings, found, party, seated, typed

FAMILIES = (
    basic_cases,
    text_cases,
    governance_cases,
    money_cases,
    data_cases,
    rights_cases,
    forum_cases,
    light_cases,
    project_cases,
    sharing_cases,
    work_order_cases,
)
HITS = [one for family in FAMILIES for one in family.HITS]
NEAR = [one for family in FAMILIES for one in family.NEAR]
MISSES = [*((rule.id, {}) for rule in RULES), *NEAR]
PROMISED = {
    **{
        "STR": 17,
        "PAR": 12,
        "TIM": 14,
        "GOV": 13,
        "MON": 13,
        "DAT": 8,
        "IPR": 17,
        "LAW": 19,
        "NOB": 7,
        "FAC": 8,
        "HR": 6,
    },
    **{"CMP": 2, "LIG": 1, "PRM": 1, "SIG": 3, "INT": 2, "REF": 1, "SUB": 7, "PRJ": 9, "WOR": 2},
}
"""The families, each with the number of its last rule."""

KEY = re.compile(r"[a-z][a-z_0-9]*(\[[^\[\]]+\]|\.[a-z][a-z_0-9]*)*")
CLAUSE = re.compile(r"[a-z]+(-[a-z]+)*|main/[a-z/0-9-]*")
_BLOCKS = re.split(r"\n(?=\S)", Path(__file__).with_name("places.txt").read_text("utf-8"))
PLACES = {rule: [line.strip() for line in lines] for rule, *lines in map(str.splitlines, _BLOCKS)}
"""For each rule a line of each case: severity, document, question, clause, and where so that its remedy is its own."""

REMEDIES = {rule.id: rule.remedy for rule in RULES}

BY_ASSEMBLY = {"STR-01", "STR-02", "STR-03", "STR-04", "STR-06", "STR-07", "STR-15"}
"""Rules that pass on what assembly noticed: nothing comes near them."""

ERRORS = {
    *("STR-01", "STR-03", "STR-04", "STR-06", "STR-07", "STR-08", "STR-09", "STR-17", "INT-01", "LIG-01"),
    "HR-01",
    *("PAR-01", "PAR-02", "PAR-03", "PAR-05", "PAR-08", "TIM-01", "TIM-02", "TIM-04", "TIM-07", "TIM-08", "TIM-11"),
    *("TIM-14", "GOV-01", "GOV-04", "GOV-06", "GOV-08", "GOV-10", "MON-01", "MON-02", "MON-03", "MON-05", "DAT-01"),
    *("DAT-02", "DAT-03", "DAT-04", "DAT-07", "IPR-01", "IPR-02", "IPR-05", "IPR-07", "IPR-09", "IPR-15", "LAW-02"),
    *("LAW-03", "LAW-05", "LAW-09", "LAW-12", "LAW-18", "NOB-01", "NOB-02", "NOB-03", "NOB-04", "FAC-01", "FAC-05"),
    *("SUB-01", "SUB-02", "SUB-03"),
    *("FAC-07", "FAC-08", "PRJ-01", "PRJ-02", "PRJ-04", "PRJ-06", "WOR-02"),
}
HINTS = {
    *("STR-11", "STR-14", "STR-15", "INT-02", "PAR-11", "GOV-12", "MON-13", "DAT-08", "IPR-14", "LAW-07", "LAW-13"),
    *("LAW-16", "LAW-19", "SIG-03", "REF-01", "PRJ-07"),
}

TOLD_ONCE = {
    *("INT-01", "PAR-02", "PAR-03", "PAR-04", "PAR-05", "PAR-07", "PAR-11", "PAR-12", "LAW-10", "DAT-08", "REF-01"),
}
"""Rules about parties and reference data, which all documents of a bundle share: told of the contract alone."""

OF_CONTRACTS = {
    *("PAR-10", "GOV-01", "GOV-02", "GOV-03", "GOV-05", "GOV-07", "GOV-11", "IPR-08", "IPR-17", "LAW-12", "SIG-03"),
    *("LIG-01", "PRJ-03", "PRJ-07", "SUB-02", "SUB-05", "SUB-06"),
}
"""Rules about what a contract settles, or documents of one type."""

BY_OTHER_MEANS = {"annexes", "annex_clauses", "uses", "problems", "main", "second_signature", "taken_over"}
IN_A_CONTRACT = [
    (rule, case) for rule, case in HITS if not case.keys() & BY_OTHER_MEANS and rule not in TOLD_ONCE | OF_CONTRACTS
]
"""Cases of answers and clauses of a contract, of rules that hold for annexes too."""


@pytest.mark.parametrize(("rule", "case"), HITS)
def test_the_rule_finds_what_it_is_for(rule: str, case: dict[str, Any]) -> None:
    """The case breaks the rule: there is a finding with a message and a remedy."""
    hits = found(rule, **case)

    assert len(hits) == 1
    assert hits[0].message.endswith(".")
    assert hits[0].remedy.endswith(".")


@pytest.mark.parametrize(("rule", "case"), HITS)
def test_a_finding_leads_to_its_place(rule: str, case: dict[str, Any]) -> None:
    """It names a document that is there, and question and clause by keys as the library writes them, rows included."""
    (hit,) = found(rule, **case)

    assert hit.document in {"main", *(one.id for one in case.get("annexes", ()))}
    assert hit.question is None or KEY.fullmatch(hit.question)
    assert hit.clause is None or CLAUSE.fullmatch(hit.clause)
    assert "None" not in hit.message + (hit.question or "")


@pytest.mark.parametrize("rule", sorted({rule for rule, _ in HITS}))
def test_a_finding_leads_to_what_has_to_be_mended(rule: str) -> None:
    """tests/review/places.txt names for each case weight, document, question and clause, and a remedy of its own."""
    hits = [hit for other, case in HITS if other == rule for hit in found(rule, **case)]

    places = [
        f"{hit.severity.value} {hit.document} {hit.question or '-'} {hit.clause or '-'}"
        f"{'' if hit.remedy == REMEDIES[rule] else ' another remedy'}"
        for hit in hits
    ]

    assert PLACES.get(rule) == places, "If the findings stand where they should, write this:\n" + "\n    ".join(
        [rule, *places]
    )


@pytest.mark.parametrize(("rule", "case"), IN_A_CONTRACT)
def test_an_annex_keeps_the_rules_of_a_contract(rule: str, case: dict[str, Any]) -> None:
    """What is found in a contract is found in an annex as well, of a contract in which there is nothing to find."""
    named = {name: told for name, told in case.items() if name in inspect.signature(findings).parameters}
    groups = {name: told for name, told in case.items() if name not in named}
    own = groups.pop("document", {"reference": "MC-2027-001"})
    beside = annex(type="contract", mode="standalone", document=own, groups=groups)

    hits = found(rule, annexes=[beside], annex_clauses=named.pop("clauses", ()), **named)

    assert [hit.document for hit in hits if hit.document == "a1"] == ["a1"]


@pytest.mark.parametrize(("rule", "case"), MISSES)
def test_the_rule_leaves_alone_what_is_right(rule: str, case: dict[str, Any]) -> None:
    """The case keeps the rule, though it comes near."""
    assert found(rule, **case) == []


def test_every_rule_is_triggered_and_nearly_triggered_by_some_case() -> None:
    """No rule is untested: one case breaks it, another comes near and keeps it."""
    rules = {rule.id for rule in RULES}

    assert {rule for rule, _ in HITS} == rules
    assert {rule for rule, _ in NEAR} | BY_ASSEMBLY == rules


def test_every_family_is_complete() -> None:
    """The numbers of each family run from 1 to the last without a gap, and no id comes twice."""
    ids = [rule.id for rule in RULES]

    assert sorted(ids) == sorted(f"{family}-{n:02}" for family, last in PROMISED.items() for n in range(1, last + 1))


def test_every_rule_says_what_is_wrong_and_how_to_mend_it() -> None:
    """Message and remedy are sentences, in words that a lawyer uses."""
    for rule in RULES:
        assert rule.message.endswith("."), rule.id
        assert rule.remedy.endswith("."), rule.id
        assert not re.search(r"please|successfully|invalid|failed", rule.message + rule.remedy, re.IGNORECASE), rule.id


def test_every_rule_has_the_weight_that_was_agreed() -> None:
    """What blocks a final, what warns and what only hints is no accident."""
    weights = {rule.id: rule.severity for rule in RULES}
    others = set(weights) - ERRORS - HINTS

    assert {weights[rule] for rule in ERRORS} == {Severity.ERROR}
    assert {weights[rule] for rule in HINTS} == {Severity.HINT}
    assert {weights[rule] for rule in others} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("rule", "case", "severity"),
    [
        ("PAR-04", {"parties": [party(vat_no="GR123456789", seat={"country": "GR"}), COSTA]}, Severity.ERROR),
        ("PAR-04", {"parties": [party(vat_no="DE12"), COSTA]}, Severity.WARNING),
        ("LAW-10", {"parties": seated("KP")}, Severity.ERROR),
        ("LAW-09", {"parties": seated("CH"), "places": ["gen-export"]}, Severity.ERROR),
        ("LAW-09", {"parties": seated("CH")}, Severity.WARNING),
        ("DAT-03", {"parties": seated("CH"), "data": {"transfer_outside_eea": False}}, Severity.HINT),
        ("DAT-03", {"parties": seated("US"), "data": {"transfer_outside_eea": False}}, Severity.WARNING),
        ("REF-01", {"facts": {}}, Severity.WARNING),
        ("GOV-01", governance_cases.committee(3, quorum_kind="pct", quorum_pct=120), Severity.ERROR),
        ("STR-08", text_cases.WEAKER, Severity.ERROR),
        ("STR-08", {**text_cases.WEAKER, "asked": False}, Severity.WARNING),
        ("STR-08", text_cases.repeated({"money": {"cost_rule": "fee"}}, money={"cost_rule": "own"}), Severity.WARNING),
        ("DAT-01", {"data": {"personal_data_shared": "operational"}}, Severity.ERROR),
        ("DAT-01", {"data": {"personal_data_shared": "operational"}, "asked": False}, Severity.WARNING),
        ("DAT-04", {"data": data_cases.HEALTH, "clauses": [data_cases.DATA]}, Severity.ERROR),
        ("DAT-04", {"data": data_cases.HEALTH, "clauses": [data_cases.DATA], "asked": False}, Severity.WARNING),
    ],
)
def test_one_rule_can_find_things_of_different_weight(rule: str, case: dict[str, Any], severity: Severity) -> None:
    """What is worse than the rule says, or better, says so itself."""
    assert [finding.severity for finding in found(rule, **case)] == [severity]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("alpine", 60), ("alpine", 40)], "Alpine has 2 shares."),
        ([("alpine", 60), ("norda", 40)], "norda has a share, but does not take part."),
    ],
)
def test_a_wrong_share_says_what_is_wrong_with_it(rows: list[tuple[str, int]], reason: str) -> None:
    """The party is named twice, or is none of this document."""
    assert [hit.message for hit in found("MON-01", **money_cases.shares(*rows))] == [reason]


def test_findings_of_one_weight_stand_in_the_order_of_the_document() -> None:
    """Clause by clause, whatever the names of the rules."""
    clauses = [typed("As Clause 7 says.", "mc-annexes"), typed("Damages are limited to EUR 5000.", "gen-liability")]

    hits = [hit for hit in findings(clauses=clauses) if hit.rule in ("STR-12", "MON-07")]

    assert [(hit.rule, hit.clause) for hit in hits] == [("STR-12", "mc-annexes"), ("MON-07", "gen-liability")]


@pytest.mark.parametrize(("shared", "named"), [("special_categories", "health"), ("operational", "data of persons")])
def test_what_is_shared_without_roles_is_named_by_its_kind(shared: str, named: str) -> None:
    """Data on health weigh more than other data of persons."""
    [hit] = found("DAT-01", data={"personal_data_shared": shared})

    assert named in hit.message


def test_a_work_package_without_a_number_is_called_by_its_title() -> None:
    """Whoever reads the finding must see which one is meant."""
    package = {**project_cases.PACKAGE, "number": None, "title": "Design", "lead": "norda"}

    [hit] = found("PRJ-01", **project_cases.plan(wps=[package]))

    assert "leads “Design”" in hit.message


@pytest.mark.parametrize("asked", [True, False])
def test_a_weaker_answer_is_found_at_the_question_of_the_annex(asked: bool) -> None:
    """Whether the text prints the answer or not."""
    [hit] = found("STR-08", **{**text_cases.WEAKER, "asked": asked})

    assert (hit.document, hit.question) == ("a1", "confidentiality.survival_years")


@pytest.mark.parametrize("key", sorted(TOLD_BY))
def test_a_missing_answer_is_told_by_the_rule_of_its_subject(key: str) -> None:
    """Once, as an error that says why it matters, and not a second time as a missing answer."""
    question = Question(key, QuestionType.TEXT, "The answer")
    case: dict[str, Any] = {"uses": [Use("main", key, "gen-law", "missing")], "questions": [question]}
    case["problems"] = [Problem("STR-04", "“The answer” is not answered.", "main", "gen-law", key)]

    (finding,) = [finding for finding in findings(**case) if finding.question == key]

    assert finding.rule == TOLD_BY[key][0]
    assert finding.severity is Severity.ERROR
    assert finding.clause == "gen-law"
    assert finding.message.startswith("“The answer” is not answered: ")


@pytest.mark.parametrize(
    ("rule", "case", "draft"),
    [
        ("PAR-06", noticed("TBC", "parties[alpine].representatives[r1].name"), Severity.WARNING),
        ("INT-02", noticed("TBC", "law.country"), Severity.HINT),
    ],
)
def test_what_is_to_be_confirmed_is_an_error_in_a_final_only(rule: str, case: dict[str, Any], draft: Severity) -> None:
    """TBC never stands in the way of a draft."""
    assert [finding.severity for finding in found(rule, **case)] == [draft]
    assert [finding.severity for finding in found(rule, final=True, **case)] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("bound", "said"),
    [((), "The annex on intellectual property that the text names is not part of"), (("alpine",), "Costa would carry")],
)
def test_an_annex_on_rights_that_is_not_there_is_told_with_whom_it_leaves_out(
    bound: tuple[str, ...], said: str
) -> None:
    """The whole annex, or the parties that work without having signed it."""
    [hit] = found("IPR-17", **rights_cases.consortium(*bound))

    assert hit.message.startswith(said)


def test_a_doubtful_euid_is_a_warning_and_a_wrong_lei_an_error() -> None:
    """One rule can find things of different weight."""
    hits = found("PAR-05", parties=[party(lei="X", euid="Y"), COSTA])

    assert {hit.severity for hit in hits} == {Severity.ERROR, Severity.WARNING}


def test_messages_on_a_party_lead_to_its_field() -> None:
    """A finding carries the full key of the answer."""
    (hit,) = found("PAR-12", parties=[party(contact={"email": "a@web.de"}), COSTA])

    assert hit.question == "parties[alpine].contact.email"
    assert "Alpine" in hit.message
