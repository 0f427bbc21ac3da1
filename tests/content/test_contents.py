"""What each document type places, in its order: the tables of contents that were agreed."""

from __future__ import annotations

import json

import pytest

from app.cli import main
from app.model.outline import Kind, Mode, Outline
from tests.content.cases import library

AGREED = {
    "annex-fp": (
        "gen-annex-link fp-purpose fp-catalogue fp-eligible-users fp-request fp-price fp-noncompetition "
        "fp-quality fp-safety fp-materials fp-remote fp-results-data fp-confidentiality-org fp-damage fp-downtime "
        "gen-insurance fp-liability gen-ethics fp-monitoring fp-term gen-signature"
    ),
    "annex-generic": (
        "gen-annex-link sh-subject sh-contributions sh-plan sh-lead sh-service-standard sh-promotion "
        "sh-fundraising sh-lobbying sh-database sh-events sh-knowhow gen-costs gen-data gen-ip-neutral "
        "sh-term gen-signature"
    ),
    "annex-hr": (
        "gen-annex-link hr-purpose hr-scheme hr-mentoring hr-return hr-status hr-posting hr-pay hr-welfare "
        "hr-conduct hr-results hr-confidentiality hr-data hr-nonsolicit hr-recall hr-report gen-costs hr-term "
        "hr-liability gen-signature"
    ),
    "annex-ip": (
        "gen-annex-link gen-recitals gen-definitions ip-project ip-cluster-role ip-background ip-ownership "
        "ip-joint ip-inventors ip-protection ip-access-work ip-access-exploit ip-exploitation ip-research-use "
        "ip-publication ip-data ip-third-party ip-non-eu ip-departure ip-transfer ip-infringement ip-inherit "
        "gen-liability ip-term gen-signature"
    ),
    "annex-pm": (
        "gen-annex-link pm-purpose pm-scouting pm-evaluation pm-selection pm-poc pm-owner-agreement "
        "pm-support pm-ip pm-funding pm-return pm-confidentiality pm-data pm-conflict pm-tracking "
        "pm-liability pm-term gen-signature"
    ),
    "consortium-agreement": (
        "gen-parties gen-recitals gen-definitions co-objective co-workplan co-deliverables co-resources co-budget "
        "co-payment co-responsibilities co-scope-change co-monitoring co-governance co-coordinator co-decisions "
        "co-conflict-priorities co-subcontract gen-grant co-ip gen-confidentiality co-dissemination gen-data "
        "gen-ethics co-regulatory gen-state-aid gen-competition gen-export gen-insurance gen-liability "
        "gen-force-majeure gen-term co-entry-exit gen-breach gen-effects gen-members gen-names gen-amend "
        "gen-assign gen-notices gen-language gen-precedence gen-law gen-disputes gen-survival gen-general "
        "gen-signature"
    ),
    "cooperation-agreement": (
        "gen-parties gen-recitals gen-definitions ca-nature ca-name-seat ca-vision ca-principles "
        "ca-objectives ca-membership ca-admission ca-board ca-decisions ca-coordinator ca-subgroups "
        "ca-services ca-standards ca-supply-demand ca-finance ca-action-plan ca-communication ca-new-projects "
        "gen-names gen-confidentiality gen-data gen-members gen-competition gen-export gen-ip-neutral ca-legal-form "
        "ca-eeig-heads gen-term gen-withdrawal ca-exclusion ca-dissolution gen-liability gen-amend "
        "gen-notices gen-language gen-law gen-disputes gen-signature"
    ),
    "ip-agreement": (
        "gen-parties gen-recitals gen-definitions ip-project ip-cluster-role ip-background ip-ownership "
        "ip-joint ip-inventors ip-protection ip-access-work ip-access-exploit ip-exploitation ip-research-use "
        "ip-publication gen-confidentiality ip-data ip-third-party ip-non-eu ip-departure ip-transfer "
        "ip-infringement gen-liability gen-insurance gen-force-majeure gen-competition gen-state-aid "
        "gen-export gen-grant gen-data gen-names gen-members gen-costs gen-term gen-withdrawal gen-breach "
        "gen-effects gen-precedence gen-amend gen-assign gen-notices gen-language gen-law gen-disputes "
        "gen-survival gen-general gen-signature"
    ),
    "model-contract": (
        "gen-parties gen-recitals gen-definitions gen-interpretation mc-purpose mc-light-duty mc-committee "
        "mc-committee-procedure mc-opportunity-process mc-annexes mc-assets-inventory mc-contact gen-costs "
        "gen-confidentiality gen-ip-neutral gen-names gen-members gen-data gen-competition gen-state-aid "
        "gen-export gen-no-partnership gen-liability gen-term mc-accession gen-withdrawal gen-breach "
        "gen-effects gen-precedence gen-amend gen-assign gen-notices gen-language gen-law gen-disputes "
        "gen-survival gen-general gen-annex-register gen-signature"
    ),
    "form-accession": ("af-head af-applicant af-declare af-date af-decision af-data af-sign"),
    "form-amendment": (
        "af-head af-parties af-basis af-change-table af-consequence af-effective af-consolidated af-sign"
    ),
    "form-notice": ("af-head af-who af-kind af-ground af-period af-cure af-handover af-reserved af-sign"),
    "form-register": ("af-head af-table af-protected af-maintainer af-sign"),
}
"""The clauses of each type, one after the other."""

ADDED = {"gen-hardship", "gen-integrity"}
"""Offered in every agreement beside what was agreed for it."""

ADDED_TO = {
    "consortium-agreement": {"gen-interpretation", "gen-no-partnership", "gen-withdrawal"},
    "ip-agreement": {"gen-interpretation"},
}
"""Offered in one agreement beside what was agreed for it."""


def own(outline: Outline) -> list[str]:
    """Return what a type places for its own sake: not what an annex takes only where no framework has it."""
    mode = Mode.JOINED if outline.kind is Kind.ANNEX else Mode.STANDALONE
    places = [place for place in outline.placements if mode in place.modes and not place.unless_in_framework]
    added = ADDED | ADDED_TO.get(outline.id, set())
    return [place.clause for place in places if place.clause not in added]


@pytest.mark.parametrize("name", AGREED)
def test_a_document_type_places_what_was_agreed(name: str) -> None:
    """Every clause of the list, in its order, and none besides."""
    assert own(library().outlines[name]) == AGREED[name].split()


def test_the_command_lists_every_type_with_its_placements(capsys: pytest.CaptureFixture[str]) -> None:
    """`library list --json` shows the clauses that the outlines place, in their order, additions included."""
    assert main(["library", "list", "--json"]) == 0

    documents = json.loads(capsys.readouterr().out)["documents"]
    listed = {one["id"]: [place["clause"] for place in one["placements"]] for one in documents}
    for name in AGREED:
        assert listed[name] == [place.clause for place in library().outlines[name].placements]
