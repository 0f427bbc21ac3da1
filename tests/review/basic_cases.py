"""Cases for the structure, the parties, the times and the signature: HITS break a rule, NEAR come near it."""

from __future__ import annotations

from typing import Any

from app.model.assembled import Use
from app.model.finding import Problem
from app.model.question import Limits, Question, QuestionType
from tests.review.cases import ALPINE, COSTA, annex, clause, party

MONTHS = Question("term.months", QuestionType.INTEGER, "Months", limits=Limits(1, 240))
CLUSTER = party(cluster_role="cluster_org")
PROJECT = {"months": 24}


def noticed(rule: str, question: str = "") -> dict[str, Any]:
    return {"problems": [Problem(rule, "Told by assembly.", "main", "gen-law", question or None, "clauses/x.md:7")]}


def used(state: str, document: str = "main") -> dict[str, Any]:
    return {"uses": [Use(document, "term.months", "gen-term", state)], "questions": [MONTHS]}


def signs(**row: Any) -> dict[str, Any]:
    return party(representatives=[{"id": "r1", "name": "Ada Berg", "capacity": "Chair", **row}])


def dated(start: str, **term: Any) -> dict[str, Any]:
    return {"document": {"reference": "R", "effective_date": start}, "term": term}


def departing(agreed: dict[str, Any], **own: Any) -> dict[str, Any]:
    """Return a framework with these answers on its term, and an annex that answers one question on times differently."""
    return {"term": agreed, "annexes": [annex(groups=own)]}


HITS: list[tuple[str, dict[str, Any]]] = [
    ("STR-01", noticed("STR-01")),
    ("STR-02", noticed("STR-02")),
    ("STR-03", noticed("STR-03")),
    ("STR-04", noticed("STR-04", "law.country")),
    ("STR-04", used("missing")),
    ("STR-06", noticed("STR-06")),
    ("STR-07", noticed("STR-07")),
    ("STR-09", {"annexes": [annex()], "document": {}}),
    ("STR-09", {"main": {"mode": "joined", "framework": {"date": "2027-01-01"}}}),
    ("STR-09", {"annexes": [annex(document={"effective_date": "2027-01-01"})], **dated("2027-02-01")}),
    ("STR-15", noticed("STR-15")),
    ("INT-01", {**used("given"), "term": {"months": 999}}),
    ("INT-01", {"parties": [party(pic="12"), COSTA]}),
    ("INT-02", noticed("TBC", "law.country")),
    ("PAR-01", {"parties": [ALPINE]}),
    ("PAR-01", {"parties": []}),
    ("PAR-01", {"annexes": [annex(taking_part=("costa",))]}),
    ("PAR-02", {"parties": [party(has_legal_personality=False), COSTA]}),
    ("PAR-02", {"parties": [party(has_legal_personality=False, signing_entity={"legal_name": "TBC"}), COSTA]}),
    ("PAR-03", {"parties": [party(short_name="costa "), COSTA]}),
    ("PAR-03", {"parties": [party(short_name="Party"), COSTA]}),
    ("PAR-04", {"parties": [party(vat_no="DE12"), COSTA]}),
    ("PAR-04", {"parties": [party(vat_no="FR61954506077"), COSTA]}),
    ("PAR-04", {"parties": [party(vat_no="GR123456789", seat={"country": "GR"}), COSTA]}),
    ("PAR-05", {"parties": [party(lei="213800KUD8LAJWSQ9D16"), COSTA]}),
    ("PAR-05", {"parties": [party(euid="nothing"), COSTA]}),
    ("PAR-06", noticed("TBC", "parties[alpine].representatives[r1].name")),
    ("PAR-07", {"parties": [signs(sole=False), COSTA]}),
    ("PAR-08", {"annexes": [annex(taking_part=("alpine", "costa", "norda"))]}),
    ("PAR-09", {"parties": [CLUSTER, COSTA], "clauses": [clause("mc-purpose", "Each cluster and its members help.")]}),
    (
        "PAR-10",
        {"parties": [party(signing_entity={"mandate_date": "2027-04-01"}), COSTA], **dated("2027-03-01")},
    ),
    ("PAR-11", {"parties": [signs(), {**signs(name="ADA  Berg"), "id": "costa", "short_name": "Costa"}]}),
    ("PAR-12", {"parties": [party(contact={"email": "alpine@Gmail.com"}), COSTA]}),
    ("TIM-01", dated("2027-03-01", end_date="2027-01-01")),
    ("TIM-01", dated("2027-03-01", end_date="2027-03-01")),
    (
        "TIM-01",
        {**dated("2027-03-01", end_date="2027-05-01"), "annexes": [annex(document={"effective_date": "2027-06-01"})]},
    ),
    ("TIM-02", {"term": {"months": 2, "notice_days": 90}}),
    ("TIM-03", {"term": {"months": 4, "notice_days": 90}}),
    ("TIM-04", {"term": {"months": 12}, "annexes": [annex(groups={"term": {"months": 24}})]}),
    ("TIM-04", {"term": {"end_date": "2028-01-01"}, "annexes": [annex(groups={"term": {"end_date": "2028-06-01"}})]}),
    ("TIM-04", {"term": {"months": 12}, "annexes": [annex(), annex(id="a2", groups={"term": {"months": 24}})]}),
    ("TIM-05", {"term": {"renewal": "tacit", "max_renewals": 3}}),
    ("TIM-05", {"term": {"renewal": "tacit", "renewal_optout_days": 90}}),
    ("TIM-06", {"confidentiality": {"survival_years": 2}}),
    ("TIM-06", {"confidentiality": {"survival_years": 4}, "term": {"months": 60}}),
    ("TIM-07", {"term": {"months": 36, "renewal": "tacit", "renewal_months": 3, "renewal_optout_days": 92}}),
    ("TIM-08", {"ip": {"pub_object_days": 45, "pub_notice_days": 45}}),
    ("TIM-09", {"ip": {"pub_delay_max_days": 181}}),
    ("TIM-10", {"term": {"cure_days": 91, "notice_days": 90}}),
    ("TIM-11", {"project": {**PROJECT, "wps": [{"id": "WP1", "start_m": 1, "end_m": 25}]}}),
    ("TIM-11", {"project": {**PROJECT, "wps": [{"id": "WP1", "start_m": 5, "end_m": 4}]}}),
    ("TIM-11", {"project": {**PROJECT, "deliverables": [{"id": "D1.1", "due_m": 0}]}}),
    ("TIM-12", dated("2026-11-30")),
    ("TIM-13", {"term": {"months": 12, "withdrawal_blackout_months": 12}}),
    (
        "TIM-14",
        {**dated("2027-03-01", end_date="2028-03-01"), "hr": {"secondees": [{"id": "s1", "start": "2027-02-01"}]}},
    ),
    ("TIM-02", departing({"months": 2}, term={"notice_days": 90})),
    ("TIM-02", departing({"notice_days": 90}, term={"months": 2})),
    ("TIM-06", departing({"months": 60}, confidentiality={"survival_years": 4})),
    (
        "TIM-07",
        departing({"months": 36, "renewal": "tacit", "renewal_months": 3}, term={"renewal_optout_days": 92}),
    ),
    ("TIM-07", departing({"months": 36, "renewal_optout_days": 1100}, term={"renewal": "tacit"})),
    ("TIM-10", departing({"notice_days": 90}, term={"cure_days": 91})),
    ("TIM-10", departing({"cure_days": 91}, term={"notice_days": 90})),
    ("TIM-13", departing({"months": 12}, term={"withdrawal_blackout_months": 12})),
    ("TIM-13", departing({"withdrawal_blackout_months": 12}, term={"months": 12})),
    (
        "TIM-14",
        {**dated("2027-03-01", end_date="2028-03-01"), "hr": {"secondees": [{"id": "s1", "end": "2028-03-02"}]}},
    ),
    ("TIM-14", {"hr": {"secondees": [{"id": "s1", "start": "2027-05-01", "end": "2027-04-01"}]}}),
    ("SIG-01", {"parties": [party(seat={"country": "IT"}), COSTA], "clauses": [clause("gen-liability")]}),
    (
        "SIG-01",
        {
            "parties": [party(seat={"country": "IT"}), COSTA],
            "clauses": [clause("gen-term")],
            "term": {"renewal": "tacit"},
        },
    ),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("STR-04", used("given")),
    ("STR-04", {**used("missing"), "questions": [Question("term.months", QuestionType.INTEGER, "M", required=False)]}),
    ("STR-09", {"annexes": [annex(document={"effective_date": "2027-02-01"})], **dated("2027-02-01")}),
    ("STR-09", {"main": {"mode": "joined", "framework": {"reference": "MC-2027-001", "date": "2027-01-01"}}}),
    ("INT-01", {**used("given"), "term": {"months": 240}}),
    ("INT-01", {"term": {"months": 999}, "questions": [MONTHS], "asked": False}),
    ("INT-01", {"parties": [party(pic="123456789"), COSTA]}),
    ("INT-02", noticed("TBC", "parties[alpine].representatives[r1].name")),
    ("PAR-01", {"annexes": [annex()]}),
    ("PAR-02", {"parties": [party(has_legal_personality=False, signing_entity={"legal_name": "Host"}), COSTA]}),
    ("PAR-03", {"parties": [party(short_name=None), {**COSTA, "short_name": None}]}),
    ("PAR-04", {"parties": [party(vat_no="DE 123 456 789"), COSTA]}),
    ("PAR-04", {"parties": [party(vat_no="ATU57194903", seat={"country": "AT"}), COSTA]}),
    ("PAR-04", {"parties": [party(vat_no="BE0697.449.992", seat={"country": "BE"}), COSTA]}),
    ("PAR-04", {"parties": [party(vat_no="FR61954506077", seat={"country": "FR"}), COSTA]}),
    ("PAR-04", {"parties": [party(vat_no="EL123456789", seat={"country": "GR"}), COSTA]}),
    ("PAR-04", {"parties": [party(vat_no="anything", seat={"country": "BR"}), COSTA]}),
    ("PAR-05", {"parties": [party(lei="213800KUD8LAJWSQ9D15", euid="DEX1517R.HRB395KI"), COSTA]}),
    ("PAR-06", noticed("TBC", "law.country")),
    ("PAR-07", {"parties": [signs(sole=True), COSTA]}),
    ("PAR-08", {"annexes": [annex()]}),
    ("PAR-09", {"parties": [CLUSTER, COSTA], "clauses": [clause("x", "of its members"), clause("gen-members")]}),
    ("PAR-09", {"clauses": [clause("x", "of its members")]}),
    ("PAR-10", {"parties": [party(signing_entity={"mandate_date": "2027-02-01"}), COSTA], **dated("2027-03-01")}),
    ("PAR-10", {"parties": [party(signing_entity={"mandate_date": "2027-03-01"}), COSTA], **dated("2027-03-01")}),
    ("PAR-11", {"parties": [signs(), {**signs(name="Bo Dal"), "id": "costa"}]}),
    ("PAR-11", {"parties": [signs(name="TBC"), {**signs(name="TBC"), "id": "costa"}]}),
    ("PAR-12", {"parties": [party(contact={"email": "projects@alpine.example"}), COSTA]}),
    ("TIM-01", dated("2027-03-01", end_date="2027-03-02")),
    ("TIM-01", dated("2027-03-01", kind="indefinite", end_date="2027-01-01")),
    ("TIM-02", {"term": {"months": 3, "notice_days": 90}}),
    ("TIM-02", {"term": {"months": 2, "notice_days": 90, "withdrawal_allowed": False}}),
    ("TIM-02", {"term": {"kind": "indefinite", "months": 2, "notice_days": 90}}),
    ("TIM-03", {"term": {"months": 36, "notice_days": 90}}),
    ("TIM-03", {"term": {"months": 6, "notice_days": 90}}),
    ("TIM-04", {"term": {"months": 24}, "annexes": [annex(groups={"term": {"months": 12}})]}),
    (
        "TIM-04",
        {
            "term": {"months": 12},
            "annexes": [annex(groups={"term": {"months": 24}, "annex": {"tail_rule": "survives_to_end_date"}})],
        },
    ),
    ("TIM-05", {"term": {"renewal": "tacit", "renewal_optout_days": 90, "max_renewals": 3}}),
    ("TIM-05", {"term": {"renewal": "express"}}),
    ("TIM-06", {"confidentiality": {"survival_years": 5}, "term": {"months": 60}}),
    ("TIM-06", {"confidentiality": {"survival_years": 3}}),
    ("TIM-07", {"term": {"months": 36, "renewal": "tacit", "renewal_months": 12, "renewal_optout_days": 90}}),
    ("TIM-07", {"term": {"months": 3, "renewal": "none", "renewal_optout_days": 365}}),
    ("TIM-08", {"ip": {"pub_object_days": 30, "pub_notice_days": 45}}),
    ("TIM-09", {"ip": {"pub_delay_max_days": 180}}),
    ("TIM-10", {"term": {"cure_days": 30, "notice_days": 90}}),
    ("TIM-11", {"project": {**PROJECT, "wps": [{"id": "WP1", "start_m": 1, "end_m": 24}]}}),
    ("TIM-12", dated("2026-12-01")),
    ("TIM-13", {"term": {"months": 12, "withdrawal_blackout_months": 6}}),
    (
        "TIM-14",
        {
            **dated("2027-03-01", end_date="2028-03-01"),
            "hr": {"secondees": [{"id": "s1", "start": "2027-03-01", "end": "2028-03-01"}]},
        },
    ),
    ("SIG-01", {"clauses": [clause("gen-liability")]}),
    ("SIG-01", {"parties": [party(seat={"country": "IT"}), COSTA], "clauses": [clause("gen-notices")]}),
    (
        "SIG-01",
        {
            "parties": [party(seat={"country": "IT"}), COSTA],
            "clauses": [clause("gen-liability")],
            "second_signature": True,
        },
    ),
]
