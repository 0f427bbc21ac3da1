"""Which answers call for which text. What a person would answer, so that the choice of the text contradicts nothing."""

from __future__ import annotations

from typing import Any

HOST = "host"
"""Stands for: a host entity signs for the second party (True), each party signs for itself (False)."""

CALLED_FOR: dict[str, dict[str, Any]] = {
    "fp-materials": {"facilities.materials_in": True},
    "fp-monitoring": {"facilities.price_model": "free_reciprocal"},
    "fp-price.free_reciprocal": {"facilities.price_model": "free_reciprocal"},
    "fp-price.full_cost": {"facilities.price_model": "full_cost"},
    "fp-price.marginal": {"facilities.price_model": "marginal_cost"},
    "fp-price.market": {"facilities.price_model": "market_price"},
    "fp-price.tariff": {"facilities.price_model": "tariff_list"},
    "fp-remote": {"facilities.access_mode": "remote_service"},
    "fp-safety.office_remote": {"facilities.access_mode": "remote_service"},
    "fp-schedule-site-rules": {"facilities.access_mode": "on_demand"},
    "fp-schedule-tariffs": {"facilities.price_model": "market_price"},
    "gen-costs.fee": {"money.cost_rule": "fee"},
    "gen-costs.funded_trigger": {"money.cost_rule": "funded"},
    "gen-costs.own": {"money.cost_rule": "own_costs"},
    "gen-costs.shared": {"money.cost_rule": "cost_sharing"},
    "gen-data.contact_only": {"data.personal_data_shared": "contact_only"},
    "gen-data.independent": {"data.personal_data_shared": "operational", "data.gdpr_roles": "independent"},
    "gen-data.joint": {"data.personal_data_shared": "operational", "data.gdpr_roles": "joint_art26"},
    "gen-data.processor": {"data.personal_data_shared": "operational", "data.gdpr_roles": "processor_art28"},
    "gen-data.special": {"data.personal_data_shared": "special_categories", "data.gdpr_roles": "independent"},
    "gen-disputes.amicable": {"law.forum_kind": "none_amicable"},
    "gen-disputes.arb": {"law.forum_kind": "arbitration", "law.arb_institution": "ICC", "law.arb_number": 3},
    "gen-disputes.courts": {"law.forum_kind": "courts"},
    "gen-disputes.expert_ip": {"law.forum_kind": "expert_then_arbitration"},
    "gen-disputes.med_arb": {"law.forum_kind": "mediation_then_arbitration"},
    "gen-disputes.med_courts": {"law.forum_kind": "mediation_then_courts"},
    "gen-ethics.animals": {"misc.animal_use": True, "misc.clinical_or_human_samples": False},
    "gen-ethics.basic": {"misc.animal_use": True},
    "gen-ethics.clinical": {"misc.clinical_or_human_samples": True},
    "gen-export.dual_rnd": {"misc.export": True, "misc.dual_use_research": True},
    "gen-export.eu_only": {"misc.export": True},
    "gen-export.third_country": {"misc.export": True, "misc.dual_use_research": False},
    "gen-insurance": {"liability.insurance_required": True},
    "gen-law.silent_nonbinding": {"document.binding_level": "nonbinding_with_binding_islands"},
    "gen-liability.cap_budget": {"liability.model": "cap_multiple"},
    "gen-liability.cap_fixed": {"liability.model": "cap_amount"},
    "gen-liability.law": {"liability.model": "no_cap_law"},
    "gen-liability.light_excl": {"liability.model": "excluded_indirect"},
    "gen-liability.none": {"liability.model": "none_nonbinding"},
    "gen-names.consent": {"misc.logo_use": "prior_consent"},
    "gen-names.free_project": {"misc.logo_use": "free_in_project"},
    "gen-no-partnership.non_fiduciary": {"law.country": "IE"},
    "gen-parties.host": {HOST: True},
    "gen-parties.many": {HOST: False},
    "gen-parties.two": {HOST: False},
    "gen-payment": {"facilities.price_model": "market_price"},
    "gen-recitals.funded": {"document.eu_funded": True},
    "gen-recitals.project": {"document.eu_funded": False},
    "gen-signature.counterparts": {"document.signature_level": "wet", "document.signed_apart": True},
    "gen-signature.e_any": {"document.signature_level": "aes"},
    "gen-signature.qes": {"document.signature_level": "qes"},
    "gen-signature.wet": {"document.signature_level": "wet", "document.signed_apart": False},
    "gen-term.fixed": {"term.kind": "fixed", "term.renewal": "express"},
    "gen-term.fixed_tacit": {"term.kind": "fixed", "term.renewal": "tacit"},
    "gen-term.indefinite": {"term.kind": "indefinite"},
    "gen-term.project": {"term.kind": "project_linked"},
    "gen-withdrawal": {"term.withdrawal_allowed": True},
}
"""The answers that call for a text of a clause, or that let the clause in."""

COUNTS: dict[str, tuple[int, ...]] = {
    "gen-breach.exclude": (4,),
    "gen-breach.terminate": (2,),
    "gen-parties.many": (4,),
    "gen-parties.two": (2,),
    "gen-withdrawal.bilateral": (2,),
}
"""Texts that are written for so many parties only."""

_FACILITY = {
    "id": "F9",
    "name": "Biobank",
    "owner": "alpine",
    "operator": "alpine",
    "country": "DE",
    "kind": "biobank",
    "capacity_unit": "sample",
    "capacity_total": 900,
    "capacity_offered": 90,
    "quality_ref": "none",
    "biosafety_level": 2,
    "public_operator": True,
}

_POST = {"parties.contact.postal_address": "P.O. Box 12, 80001 Musterstadt"}
_SUBJECTS = {
    "subjects": [
        {
            "id": "s1",
            "title": "Weeks in the pilot plant",
            "category": "facilities",
            "provider": "alpine",
            "receivers": ["costa"],
            "status": "idea",
        }
    ]
}
_OBSERVERS = {"committee.observers": [{"id": "o1", "name": "Regional ministry of economy", "party": "alpine"}]}

VARIANTS: dict[str, tuple[dict[str, Any], ...]] = {
    "fp-liability.full": (
        {"liability.model": "cap_amount", "liability.confidentiality_uncapped": True},
        {"liability.model": "cap_multiple", "liability.cap_times": 2},
        {"liability.model": "no_cap_law"},
    ),
    "fp-materials": ({"facilities.waste_by": "alpine"},),
    "fp-noncompetition": (
        {"facilities.private_competitor_check": "done_none"},
        {"facilities.private_competitor_check": "done_none", "facilities.private_check_date": ""},
        {"facilities.private_competitor_check": "done_market_price", "facilities.private_check_date": ""},
        {"facilities.private_competitor_check": "not_done", "facilities.price_model": "free_reciprocal"},
    ),
    "fp-purpose": (
        {"facilities.access_mode": "open_call", "facilities.exclusions_text": "work with radioactive material"},
        {"facilities.access_mode": "on_demand"},
        {"facilities.access_mode": "remote_service"},
    ),
    "fp-request": (
        {
            "facilities.access_mode": "open_call",
            "facilities.price_model": "free_reciprocal",
            "facilities.party_quota": [
                {"id": "q1", "party": "alpine", "share": 50},
                {"id": "q2", "party": "costa", "share": 50},
            ],
        },
    ),
    "fp-catalogue": ({"facilities.price_model": "free_reciprocal"}, {"facilities.price_model": "market_price"}),
    "fp-downtime": ({"facilities.price_model": "free_reciprocal"},),
    "fp-safety": ({"facilities.induction_required": False, "facilities.facilities": [_FACILITY]},),
    "fp-schedule-request": (
        {"facilities.price_model": "free_reciprocal", "facilities.access_mode": "remote_service"},
        {"choices.fp-request": "merit_panel", "choices.fp-results-data": "joint_collab"},
    ),
    "fp-term@annex": ({"annex.tail_rule": "survives_to_end_date", "term.end_date": "2030-05-31"},),
    "fp-term@alone": (
        {"term.kind": "indefinite"},
        {"document.effective_rule": "fixed_date", "term.end_date": "2030-05-31"},
        {"term.kind": "project_linked", "term.end_date": "2030-05-31"},
        {"term.kind": "project_linked", "term.end_date": ""},
        {"term.kind": "fixed", "term.renewal": "express"},
        {"term.kind": "fixed", "term.renewal": "tacit", "term.max_renewals": 3},
    ),
    "gen-annex-link": ({"annex.roles": [], "framework.document.effective_date": "2027-03-01"},),
    "gen-annex-register": ({"annexes": []},),
    "gen-confidentiality": (
        {
            "confidentiality.marking": "marked_only",
            "confidentiality.mode": "one_way",
            "confidentiality.residuals": True,
            "document.eu_funded": True,
        },
    ),
    "gen-costs.fee": ({"money.lowcost_months": 6},),
    "gen-costs.shared": (
        {
            "money.lowcost_months": 6,
            "money.cost_key": "custom",
            "money.cost_key_shares": [
                {"id": "s1", "party": "alpine", "share": 60},
                {"id": "s2", "party": "costa", "share": 40},
            ],
        },
    ),
    "gen-data": (
        {
            "data.dpo_contact": "privacy@alpine.example",
            "data.transfer_outside_eea": True,
            "data.transfer_tool": "adequacy",
        },
        {"data.transfer_outside_eea": True, "data.transfer_tool": "sccs_2021_914"},
        {"data.transfer_outside_eea": True, "data.transfer_tool": "bcr"},
        {"data.transfer_outside_eea": True, "data.transfer_tool": "art49"},
        {"data.transfer_outside_eea": False, "parties.seat.country": "US"},
    ),
    "gen-data.special": ({"data.gdpr_roles": "joint_art26"}, {"data.gdpr_roles": "processor_art28"}),
    "gen-data.special@alone": ({"misc.clinical_or_human_samples": True},),
    "gen-disputes@contract": ({"choices.gen-hardship": "expert"},),
    "gen-disputes": (
        {"law.court_exclusive": False, "law.interim_relief": False},
        {"law.arb_institution": "ad_hoc_UNCITRAL", "law.arb_number": 1},
    ),
    "gen-ethics": ({"misc.ethics_body": "Ethics committee of the University Hospital of Vilamar"},),
    "gen-export": ({"misc.sanctions_check": "pending"},),
    "gen-insurance": ({"liability.insurance_required": False},),
    "gen-law": ({"law.country": "GB", "law.subdivision": "England and Wales", "law.neutral": True},),
    "gen-liability": (
        {"liability.cap_basis": "annual_fee", "liability.confidentiality_uncapped": True},
        {"liability.cap_basis": "times_fees", "liability.cap_times": 1},
        {"liability.cap_basis": "times_fees", "liability.cap_times": 3},
        {"liability.cap_basis": "fixed", "liability.cap_amount": {"amount": 100000, "currency": "EUR"}},
    ),
    "gen-names": ({"document.eu_funded": True},),
    "gen-notices": ({"misc.notice_email_ok": False, **_POST},),
    "gen-notices@alone": (_POST,),
    "gen-parties": (
        {"parties.register_exempt_reason": "Established by law", "parties.english_name": "Alpine Cluster"},
    ),
    "gen-payment": (
        {"money.payment_days": 45, "money.vat_treatment": "inclusive", "money.late_interest": "fixed_pct"},
        {"money.payment_days": 45, "money.vat_treatment": "exempt_note", "money.late_interest": "none"},
        {"money.payment_days": 45, "money.vat_treatment": "reverse_charge", "parties.sector_kind": "public"},
    ),
    "gen-precedence": ({"document.eu_funded": True},),
    "gen-recitals": ({"parties.cluster_role": "university_rto"},),
    "gen-signature@contract": ({"document.second_signature": True, "term.renewal": "tacit", "misc.export": True},),
    "gen-signature@alone": ({"document.second_signature": True, "law.forum_kind": "arbitration"},),
    "gen-signature.wet": ({"document.counterparts": 1},),
    "gen-signature.e_any": ({"document.signature_level": "ses"},),
    "gen-term": (
        {"document.effective_rule": "fixed_date", "term.end_date": "2030-05-31", "term.withdrawal_allowed": False},
    ),
    "gen-term.fixed": ({"term.renewal": "none"},),
    "mc-committee": (
        {
            "committee.seats_per_party": 2,
            **_OBSERVERS,
            "committee.subgroups": [
                {
                    "id": "g1",
                    "name": "Training",
                    "members": ["alpine", "costa"],
                    "lead": "alpine",
                    "purpose": "joint courses",
                }
            ],
        },
    ),
    "mc-committee-procedure": (
        {
            "committee.meeting_mode": "in_person",
            "committee.chair_rule": "coordinator",
            "committee.substitutes": False,
            "committee.quorum_kind": "pct",
        },
        {"committee.chair_rule": "fixed_party", "committee.quorum_kind": "majority"},
    ),
    "mc-light-duty": ({"money.cost_rule": "cost_sharing"},),
    "mc-purpose": ({"purpose.territories": ["DE", "ES", "FR"]},),
    "mc-schedule-inventory": (_SUBJECTS,),
}
"""Further answers, so that every paragraph of a clause is printed once; they are put on top of those that call for a text."""

BARE: dict[str, dict[str, Any]] = {
    "gen-interpretation": {"document.binding_level": "binding"},
    "gen-recitals": {},
    "gen-survival": {},
    "mc-committee": _OBSERVERS,
    "mc-contact": {},
}
"""Clauses with text for documents that lack another clause, each with the answers that the text needs."""

WHERE: dict[str, tuple[str, ...]] = {
    "gen-annex-link.standalone": ("alone",),
    "gen-costs.fee": ("contract", "trial"),
    "gen-costs.shared": ("contract", "trial"),
}
"""Where a text is looked at, if not simply where its clause can stand."""

UNREACHED: dict[str, str] = {"a.signed": "the samples are not signed yet"}
"""Conditions that are never true, each with the reason."""
