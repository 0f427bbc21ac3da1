"""What does not fit together, told with rule, weight, place and remedy: a sample with one answer bent, through the whole way."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from typing import Any

import pytest

from app.interview import read_answers
from app.model.finding import Finding
from app.model.outline import Kind
from app.render import text
from app.services.assembling import assemble_answers
from tests.content.cases import DAY, SAMPLES, TRIAL, library, printed, put, sample
from tests.content.reading import clauses

Raw = dict[str, Any]
Change = Callable[[Raw], object]


def review(raw: Raw, day: datetime.date = DAY, *, final: bool = False) -> tuple[Finding, ...]:
    """Return the findings of answers."""
    answers = read_answers(raw, library(), line_of=lambda path: 0, file="answers.yaml")
    return assemble_answers(library(), answers, day, final=final).findings


def brought(name: str, change: Change) -> list[tuple[str, str, str, str | None]]:
    """Return rule, weight, document and question of what is found in a bent sample and not in the sample itself."""
    raw = sample(name)
    change(raw)
    before = set(review(sample(name)))
    return [(one.rule, one.severity.value, one.document, one.question) for one in review(raw) if one not in before]


def answered(answers: Raw, annex: str = "") -> Change:
    """Return a change that gives answers by key, in the contract or in one of its annexes."""

    def change(raw: Raw) -> None:
        target = next((one for one in raw.get("annexes", ()) if one["id"] == annex), raw)
        for key, value in answers.items():
            put(target, key, value)

    return change


def of_party(number: int, **fields: Any) -> Change:
    """Return a change of one party."""

    def change(raw: Raw) -> None:
        for key, value in fields.items():
            put(raw["parties"][number], key.replace("__", "."), value)

    return change


SHARES = [{"id": "s1", "party": "alpine", "share": 60}, {"id": "s2", "party": "costa", "share": 30}]
SHARED = {"money.cost_rule": "cost_sharing", "money.cost_key": "custom", "money.cost_key_shares": SHARES}
CAPPED = {"liability.model": "cap_amount", "liability.cap_amount": {"amount": 1000, "currency": "EUR"}}
QUORUM = {"committee.quorum_kind": "pct", "committee.quorum_pct": 120}
STAY = "hr.secondees[S1].host"

BENT: dict[str, tuple[str, Change, str, str, str | None]] = {
    "an annex with somebody who is no party to the framework": (
        *("showcase", answered({"parties": ["alpine", "nobody"]}, "fp1")),
        *("PAR-08", "fp1", "parties"),
    ),
    "an annex that weakens a protected clause": (
        *("with-ip-annex", answered({"liability.model": "cap_amount"}, "ip1")),
        *("STR-08", "ip1", "liability.model"),
    ),
    "a limit of liability in a document that does not bind": (
        *("voluntary-network", answered({"choices.gen-liability": "cap_fixed", **CAPPED})),
        *("NOB-01", "main", "liability.model"),
    ),
    "a clause without the one that it requires": (
        *("annex-hr-standalone", answered({"choices.hr-schedule-programme": "off"})),
        *("STR-07", "main", None),
    ),
    "shares that do not add up": ("showcase", answered(SHARED), "MON-01", "main", "money.cost_key_shares"),
    "a quorum above the seats": ("four-clusters-annexes", answered(QUORUM), "GOV-01", "main", "committee.quorum_pct"),
    "an LEI with a wrong digit": (
        *("showcase", of_party(0, lei="213800KUD8LAJWSQ9D16")),
        *("PAR-05", "main", "parties[alpine].lei"),
    ),
    "a person who is sent to the employer": (
        *("annex-hr-standalone", lambda raw: raw["hr"]["secondees"][0].update(host="fjord")),
        *("HR-01", "main", STAY),
    ),
    "a grouping with a member outside the European Economic Area": (
        *("binding-network", of_party(3, seat__country="CH")),
        *("LAW-12", "main", "parties[grat].seat.country"),
    ),
}


@pytest.mark.parametrize("what", BENT)
def test_what_cannot_stand_is_an_error_that_leads_to_its_question(what: str) -> None:
    """The sample was right; bent, it has an error with this rule at this place."""
    name, change, rule, document, question = BENT[what]

    assert (rule, "error", document, question) in brought(name, change)


def test_an_lei_with_the_right_digits_is_no_finding() -> None:
    """The same number as in the case above, with its own last digit."""
    assert brought("showcase", of_party(0, lei="213800KUD8LAJWSQ9D15")) == []


def test_a_greek_vat_number_begins_with_el() -> None:
    """GR, the code of the country, is an error whose remedy names EL; with EL there is none."""
    wrong, right = sample("showcase"), sample("showcase")
    of_party(1, vat_no="GR094259216", seat__country="GR")(wrong)
    of_party(1, vat_no="EL094259216", seat__country="GR")(right)

    (told,) = [one for one in review(wrong) if one.rule == "PAR-04"]
    assert (told.severity.value, told.question) == ("error", "parties[costa].vat_no")
    assert "EL" in told.remedy
    assert [one for one in review(right) if one.rule == "PAR-04"] == []


def test_an_annex_is_told_which_of_its_answers_the_framework_settles() -> None:
    """Costs, export and liability follow the framework there: another answer of the annex is a warning; the same is none."""
    change = answered(
        {"money.cost_rule": "own_costs", "misc.dual_use_research": True, "liability.model": "no_cap_law"}, "hr1"
    )
    same = answered({"money.cost_rule": "funded", "liability.model": "excluded_indirect"}, "hr1")

    told = brought("four-clusters-annexes", change)
    assert {one[1:] for one in told if one[0] == "STR-16"} == {
        ("warning", "hr1", key) for key in ("money.cost_rule", "misc.dual_use_research", "liability.model")
    }
    assert brought("four-clusters-annexes", same) == []


def test_an_annex_cannot_take_over_a_level_that_its_clauses_are_not_written_for() -> None:
    """An annex on rights binds: joined to a declaration of intent it is an error, unless it says that it binds itself."""
    loose = sample("with-ip-annex")
    loose["document"]["binding_level"] = "nonbinding"
    firm = sample("with-ip-annex")
    firm["document"]["binding_level"] = "nonbinding"
    firm["annexes"][0]["document"]["binding_level"] = "binding"

    assert [one.document for one in review(loose) if one.rule == "STR-17"] == ["ip1"]
    assert [one for one in review(firm) if one.rule == "STR-17"] == []


def test_old_lists_of_facts_are_a_hint() -> None:
    """After 180 days each dated list that the contract rests on is told, with its source; before, none is."""
    raw = sample("four-clusters-annexes")

    assert [one for one in review(raw) if one.rule == "REF-01"] == []
    later = [one for one in review(raw, DAY + datetime.timedelta(days=200)) if one.rule == "REF-01"]
    assert later
    assert {one.severity.value for one in later} == {"hint"}


@pytest.mark.parametrize(
    ("name", "schedules", "said"),
    [
        ("four-clusters", True, "This Contract, with its schedules and its Annexes, contains all"),
        ("four-clusters", False, "This Contract, with its Annexes, contains all"),
        ("three-with-ip-annex", True, "This Agreement, with its schedules and its Annexes, contains all"),
        ("six-parties", True, "This Agreement, with its schedules, contains all"),
        ("two-parties", True, "This Agreement contains all"),
    ],
)
def test_the_whole_agreement_is_the_text_with_what_it_has(name: str, schedules: bool, said: str) -> None:
    """Schedules and Annexes are named where the document has them, between commas, and not otherwise."""
    raw, used = sample(name), library()
    outline = used.outlines[raw["document"]["type"]]
    kept = outline if schedules else dataclasses.replace(outline, schedules=())
    made, _ = printed(raw, dataclasses.replace(used, outlines={**used.outlines, outline.id: kept}))

    lines = [line for _, clause in clauses(made.bundle) for line in text.clause_lines(clause)]

    assert any(said in line.replace("\u00a0", " ") for line in lines)


# --- what the samples show ---------------------------------------------------------------------------------------------

SHOWN = {
    "health-metacluster": {("PAR-02", "error")},
    "ce4big-four": {("GOV-03", "warning")},
    "kickoff": {("IPR-06", "warning"), ("LAW-07", "hint")},
    "kickoff-assigned": {("IPR-10", "warning"), ("IPR-06", "warning")},
    "biopmed-biocat-like": {("LAW-01", "warning"), ("FAC-02", "warning")},
}
"""The samples that were made to show something, each with the rules that it shows."""

FILLED = {name: f"{name}-filled" for name in SAMPLES if f"{name}-filled" in SAMPLES}
FILLED["health-metacluster"] = "voluntary-network"
"""The samples in which something is still to be confirmed, each with the one that is filled in."""


@pytest.mark.parametrize("name", SHOWN)
def test_a_sample_shows_what_it_was_made_for(name: str) -> None:
    """Its rules are among its findings, and nothing else is an error in the draft."""
    found = {(one.rule, one.severity.value) for one in review(sample(name))}

    assert SHOWN[name] <= found
    assert {one for one in found if one[1] == "error"} <= SHOWN[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_or_its_filled_variant_can_be_final(name: str) -> None:
    """Nothing in it is an error in a final; where something is to be confirmed, a variant has it filled in."""
    errors = [one.rule for one in review(sample(FILLED.get(name, name)), final=True) if one.severity.value == "error"]

    assert errors == []


def test_each_annex_is_shown_joined_and_alone() -> None:
    """For each type of annex one sample is an agreement of its own, and one contract has it as an annex."""
    annexes = {outline.id for outline in library().outlines.values() if outline.kind is Kind.ANNEX} - {TRIAL}
    raws = [sample(name) for name in SAMPLES]

    assert {raw["document"]["type"] for raw in raws} >= annexes
    assert {annex["type"] for raw in raws for annex in raw.get("annexes", ())} == annexes
