"""Answers for every text of the library: the samples as a base, bent until one alternative of one clause is called for.

`case(library, clause, alternative, host, parties)` returns the raw answers of a bundle in which that alternative stands.
The host is "contract", "annex" (joined to the contract), "alone" (the annex as an agreement of its own) or "trial": an
annex that places what the library offers to annexes and none of the two outlines takes up.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.assembly import assemble
from app.interview import read_answers
from app.interview.known import known_questions
from app.library import load_library, strict_yaml
from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.clause import Clause
from app.model.document import Document
from app.model.library import Library
from app.model.outline import Mode, Outline, OutlinePart, Placement

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {
    path.stem: path for path in sorted(ROOT.glob("contract_templates/*/samples/*.yaml"))
}
DAY = datetime.date(2026, 11, 20)
"""The day that counts as today: the samples were written for it."""

CONTRACT, ANNEX, TRIAL = "model-contract", "annex-fp", "annex-trial"

CALLED_FOR: dict[str, dict[str, Any]] = {
    "fp-price.free_reciprocal": {"facilities.price_model": "free_reciprocal"},
    "fp-price.marginal": {"facilities.price_model": "marginal_cost"},
    "fp-price.full_cost": {"facilities.price_model": "full_cost"},
    "fp-price.market": {"facilities.price_model": "market_price"},
    "fp-price.tariff": {"facilities.price_model": "tariff_list"},
    "fp-monitoring.standard": {"facilities.price_model": "free_reciprocal"},
    "fp-materials.standard": {"facilities.materials_in": True},
    "fp-remote.standard": {"facilities.access_mode": "remote_service"},
    "fp-schedule-site-rules.standard": {"facilities.access_mode": "on_demand"},
    "fp-safety.office_remote": {"facilities.access_mode": "remote_service"},
    "gen-costs.own": {"money.cost_rule": "own_costs"},
    "gen-costs.shared": {"money.cost_rule": "cost_sharing"},
    "gen-costs.funded_trigger": {"money.cost_rule": "funded"},
    "gen-costs.fee": {"money.cost_rule": "fee"},
    "gen-data.contact_only": {"data.personal_data_shared": "contact_only"},
    "gen-data.special": {"data.personal_data_shared": "special_categories", "data.gdpr_roles": "independent"},
    "gen-data.joint": {"data.personal_data_shared": "operational", "data.gdpr_roles": "joint_art26"},
    "gen-data.processor": {"data.personal_data_shared": "operational", "data.gdpr_roles": "processor_art28"},
    "gen-data.independent": {"data.personal_data_shared": "operational", "data.gdpr_roles": "independent"},
    "gen-disputes.amicable": {"law.forum_kind": "none_amicable"},
    "gen-disputes.courts": {"law.forum_kind": "courts"},
    "gen-disputes.med_courts": {"law.forum_kind": "mediation_then_courts"},
    "gen-disputes.med_arb": {"law.forum_kind": "mediation_then_arbitration"},
    "gen-disputes.arb": {"law.forum_kind": "arbitration", "law.arb_institution": "ICC", "law.arb_number": 3},
    "gen-disputes.expert_ip": {"law.forum_kind": "expert_then_arbitration"},
    "gen-ethics.basic": {"misc.animal_use": True},
    "gen-ethics.animals": {"misc.animal_use": True, "misc.clinical_or_human_samples": False},
    "gen-ethics.clinical": {"misc.clinical_or_human_samples": True},
    "gen-export.eu_only": {"misc.export": True},
    "gen-export.third_country": {"misc.export": True, "misc.dual_use_research": False},
    "gen-export.dual_rnd": {"misc.export": True, "misc.dual_use_research": True},
    "gen-insurance.standard": {"liability.insurance_required": True},
    "gen-liability.light_excl": {"liability.model": "excluded_indirect"},
    "gen-liability.cap_fixed": {"liability.model": "cap_amount"},
    "gen-liability.cap_budget": {"liability.model": "cap_multiple"},
    "gen-liability.law": {"liability.model": "no_cap_law"},
    "gen-liability.none": {"liability.model": "none_nonbinding"},
    "gen-names.consent": {"misc.logo_use": "prior_consent"},
    "gen-names.free_project": {"misc.logo_use": "free_in_project"},
    "gen-no-partnership.non_fiduciary": {"law.country": "IE"},
    "gen-payment.standard": {"facilities.price_model": "market_price"},
    "fp-schedule-tariffs.standard": {"facilities.price_model": "market_price"},
    "gen-recitals.funded": {"document.eu_funded": True},
    "gen-recitals.project": {"document.eu_funded": False},
    "gen-signature.wet": {"document.signature_level": "wet", "document.signed_apart": False},
    "gen-signature.counterparts": {"document.signature_level": "wet", "document.signed_apart": True},
    "gen-signature.e_any": {"document.signature_level": "aes"},
    "gen-signature.qes": {"document.signature_level": "qes"},
    "gen-term.fixed": {"term.kind": "fixed", "term.renewal": "express"},
    "gen-term.fixed_tacit": {"term.kind": "fixed", "term.renewal": "tacit"},
    "gen-term.indefinite": {"term.kind": "indefinite"},
    "gen-term.project": {"term.kind": "project_linked"},
    "gen-withdrawal.simple": {"term.withdrawal_allowed": True},
    "gen-withdrawal.orderly": {"term.withdrawal_allowed": True},
    "gen-withdrawal.bilateral": {"term.withdrawal_allowed": True},
}
"""The answers that call for a text, or that let its clause in; a choice against them would rightly be an error."""



@cache
def library() -> Library:
    """Return the project's library with one more document type, `TRIAL`."""
    loaded = load_library(ROOT)
    return dataclasses.replace(loaded, outlines={**loaded.outlines, TRIAL: _trial(loaded)})


@cache
def sample(name: str) -> str:
    """Return the raw answers of a sample as JSON, so that every caller gets a copy of its own."""
    return json.dumps(strict_yaml.load(SAMPLES[name].read_text("utf-8"), name).data)


def base(parties: int) -> dict[str, Any]:
    """Return raw answers of a contract with its facilities annex between 2 parties or between 4."""
    showcase = json.loads(sample("showcase"))
    if parties == 2:
        return showcase
    four = json.loads(sample("four-clusters"))
    names = [party["id"] for party in four["parties"]]
    annex = _renamed(showcase["annexes"][0], {"alpine": names[0], "costa": names[3]})
    annex["parties"] = names
    annex["annex"]["roles"] += [
        {"id": "a3", "party": names[1], "role": "presents users"},
        {"id": "a4", "party": names[2], "role": "presents users"},
    ]
    four["annexes"] = [annex]
    return four



def alone(parties: int) -> dict[str, Any]:
    """Return raw answers of the facilities annex as an agreement of its own between 2 parties or 4."""
    contract = base(parties)
    known = known_questions(library().outlines[ANNEX], library())
    groups = {
        group: {name: value for name, value in values.items() if f"{group}.{name}" in known}
        for group, values in contract.items()
        if isinstance(values, dict) and group not in ("choices", "document")
    }
    annex = {key: value for key, value in contract["annexes"][0].items() if key not in ("id", "type", "parties", "choices")}
    document = {**contract["document"], "type": ANNEX, "mode": "standalone", "title": "Access to facilities"}
    filled = {group: values for group, values in groups.items() if values}
    return {**filled, **annex, "parties": contract["parties"], "document": document}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(entry, names) for key, entry in value.items()}
    if isinstance(value, list):
        return [_renamed(entry, names) for entry in value]
    return names.get(value, value) if isinstance(value, str) else value


# --- one alternative -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One text to be printed: a clause, its alternative, the document it stands in, the number of parties."""

    clause: str
    alternative: str
    host: str
    parties: int

    def __str__(self) -> str:
        return f"{self.clause}.{self.alternative}-{self.host}-{self.parties}"

    @property
    def document(self) -> str:
        """The id of the document in its bundle."""
        return "fp1" if self.host in ("annex", "trial") else "main"


def raw_answers(case: Case) -> dict[str, Any]:
    """Return answers that call for the alternative, and choose it."""
    raw = alone(case.parties) if case.host == "alone" else base(case.parties)
    target = raw["annexes"][0] if case.document == "fp1" else raw
    if case.host == "trial":
        target["type"] = TRIAL
    name = f"{case.clause}.{case.alternative}"
    for key, value in CALLED_FOR.get(name, CALLED_FOR.get(case.clause, {})).items():
        _put(target, key, value)
    target.setdefault("choices", {})[case.clause] = case.alternative
    return raw


def printed(raw: dict[str, Any]) -> tuple[Assembled, Answers]:
    """Return what assembly makes of answers after what it misses has been answered with the questions' own examples."""
    for _ in range(6):
        answers = read_answers(raw, library(), line_of=lambda path: 0, file="answers.yaml")
        assembled = assemble(library(), answers, today=DAY)
        missing = [use for use in assembled.uses if use.missing and use.question in library().questions]
        wanted = [use for use in missing if library().questions[use.question].required]
        if not wanted:
            break
        for use in wanted:
            target = raw["annexes"][0] if use.document == "fp1" else raw
            _put(target, use.question, _example(use.question, raw["parties"]))
    return assembled, answers


def _example(key: str, parties: list[dict[str, Any]]) -> Any:
    question = library().questions[key]
    return _renamed(question.example, {"alpine": parties[0]["id"], "costa": parties[1]["id"]})


def _put(target: dict[str, Any], key: str, value: Any) -> None:
    group, _, name = key.partition(".")
    if name:
        target.setdefault(group, {})[name] = value
    else:
        target[group] = value


def _trial(library: Library) -> Outline:
    """Return an annex type that places, joined to a contract, every clause that can follow the contract's."""
    facilities = library.outlines[ANNEX]
    part = facilities.parts[-1]
    placed = {placement.clause for placement in part.placements}
    extra = tuple(
        Placement(clause.id)
        for clause in library.clauses.values()
        if (clause.inherit or clause.alternative("inherit")) and clause.id not in placed and clause.stands_for is None
    )
    end = len(part.placements) - 1
    places = part.placements[:end] + extra + part.placements[end:]
    parts = (*facilities.parts[:-1], dataclasses.replace(part, placements=places))
    return dataclasses.replace(facilities, id=TRIAL, parts=parts)
