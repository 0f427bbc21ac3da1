"""Cases for law, forum, seats abroad and signatures: HITS break a rule, NEAR come near it."""

from __future__ import annotations

from typing import Any

from tests.review.cases import ALPINE, COSTA, annex, clause, many, party, seated, typed

MEXICAN = [party(seat={"country": "MX"}, sanctions_checked_on="2027-02-01"), COSTA]
PUBLIC = [party(sector_kind="public"), COSTA]
EEIG = {"legal_path": "eeig"}
HEADS = clause("ca-eeig-heads", "Each member answers without limit.")


def disputes(text: str, parties: Any = None, **law: Any) -> dict[str, Any]:
    """Return a document whose clause on disputes has this text."""
    case: dict[str, Any] = {"clauses": [clause("gen-disputes", alternative=text)], "law": law}
    return case if parties is None else {**case, "parties": parties}


def court(place: str, parties: Any = None, **law: Any) -> dict[str, Any]:
    return disputes("courts", parties, court_country=place, **law)


def arbitration(seat: str = "DE", parties: Any = None, **law: Any) -> dict[str, Any]:
    return disputes("arb", parties, arb_seat_country=seat, **law)


def speaking(prevailing: str, *parties: str) -> dict[str, Any]:
    return {
        "document": {"languages": ["en", "fr"], "prevailing_language": prevailing},
        "parties": [{**one, "language": language} for one, language in zip((ALPINE, COSTA), parties, strict=True)],
        "misc": {"working_language": "en"},
    }


def grouping(parties: Any, **answers: Any) -> dict[str, Any]:
    return {"parties": parties, "clauses": [HEADS], "cooperation": {**EEIG, **answers}}


def split(own: dict[str, Any]) -> dict[str, Any]:
    return {"law": {"country": "DE", "forum_kind": "courts"}, "annexes": [annex(groups={"law": own})]}


HITS: list[tuple[str, dict[str, Any]]] = [
    ("LAW-01", court("ES", country="DE")),
    ("LAW-02", arbitration(arb_number=2)),
    ("LAW-02", arbitration(arb_institution="DIS", arb_rules="expedited")),
    ("LAW-02", {"clauses": [typed("Disputes are settled by arbitration in Bonn.")]}),
    (
        "LAW-03",
        {"clauses": [clause("gen-disputes", alternative="arb"), typed("The courts of Bonn have jurisdiction.", "")]},
    ),
    ("LAW-03", {"clauses": [clause("gen-disputes", alternative="courts"), typed("Arbitration decides.", "gen-law")]}),
    ("LAW-03", {"clauses": [typed("By arbitration with a seat and rules; exclusive jurisdiction of Bonn.")]}),
    ("LAW-04", court("DE", seated("US"))),
    ("LAW-04", court("DE", MEXICAN, court_exclusive=False)),
    ("LAW-05", {"law": {"country": "GB", "subdivision": "Cornwall"}}),
    *(
        ("LAW-05", {"law": {"country": "US", "subdivision": whole}})
        for whole in ("United States", "USA", "US", "United States of America")
    ),
    ("LAW-06", {"clauses": [typed("The Parties go to mediation in Bonn.")]}),
    ("LAW-06", disputes("med_arb", mediation_days=0)),
    ("LAW-07", arbitration("CH")),
    ("LAW-08", court("DE", seated("LI"))),
    ("LAW-09", {"parties": seated("CH"), "places": ["gen-export"]}),
    ("LAW-09", {"parties": seated("NO")}),
    ("LAW-10", {"parties": seated("CH", sanctions_checked_on=None)}),
    ("LAW-10", {"parties": seated("CH", sanctions_checked_on="2026-09-01")}),
    ("LAW-10", {"parties": seated("KP")}),
    ("LAW-10", {"parties": seated("CH"), "misc": {"sanctions_check": "pending"}}),
    ("LAW-11", {"parties": seated("CH"), "clauses": [clause("ip-ownership")]}),
    ("LAW-12", grouping([*many(3), {**ALPINE, "id": "s", "seat": {"country": "CH"}}])),
    ("LAW-12", grouping([ALPINE, {**COSTA, "seat": {"country": "DE"}}])),
    ("LAW-12", grouping(many(3), eeig_country="CH")),
    ("LAW-13", {"cooperation": EEIG, "clauses": [clause("ca-legal-form", "A grouping is prepared.")]}),
    ("LAW-14", arbitration(parties=PUBLIC)),
    ("LAW-15", speaking("de", "fr", "en")),
    ("LAW-15", speaking("fr", "de", "es")),
    ("LAW-16", {"parties": seated("DK", sanctions_checked_on=None), "clauses": [clause("gen-law")]}),
    ("LAW-17", split({"forum_kind": "arbitration"})),
    ("LAW-17", split({"country": "ES", "court_country": "ES"})),
    ("LAW-18", {"clauses": [clause("gen-disputes", alternative="amicable"), clause("ip-ownership")]}),
    (
        "LAW-18",
        {"clauses": [clause("gen-disputes", alternative="amicable"), clause("gen-hardship", alternative="expert")]},
    ),
    (
        "LAW-18",
        {
            "clauses": [clause("gen-disputes", alternative="amicable"), clause("gen-payment")],
            "document": {"binding_level": "binding"},
        },
    ),
    (
        "LAW-18",
        {
            "clauses": [clause("gen-disputes", alternative="amicable"), clause("ip-ownership")],
            "law": {"forum_kind": "amicable"},
        },
    ),
    ("LAW-19", arbitration("ES", arb_institution="DIS")),
    (
        "SIG-02",
        {
            "document": {"signature_level": "ses"},
            "clauses": [clause("ip-ownership")],
            "ip": {"results_ownership": "assign_company"},
        },
    ),
    ("SIG-03", {"parties": seated("CH"), "document": {"signature_level": "qes"}}),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("LAW-01", court("DE", country="DE")),
    ("LAW-01", arbitration(country="ES", court_country="DE")),
    ("LAW-02", arbitration(arb_number=3, arb_institution="WIPO", arb_rules="expedited")),
    ("LAW-02", {"clauses": [typed("By arbitration under the rules of the institute, with its seat in Bonn.")]}),
    (
        "LAW-03",
        {
            "clauses": [
                clause("gen-disputes", alternative="arb"),
                typed("A court may issue an urgent order.", "gen-law"),
            ]
        },
    ),
    ("LAW-04", court("DE", seated("CH"))),
    ("LAW-04", court("DE", MEXICAN)),
    ("LAW-04", court("DE", seated("GB"), court_exclusive=False)),
    ("LAW-04", arbitration("DE", seated("US"))),
    ("LAW-04", {**court("DE", seated("US")), "facts": {}}),
    ("LAW-05", {"law": {"country": "GB", "subdivision": "Scotland"}}),
    ("LAW-05", {"law": {"country": "US", "subdivision": "New York"}}),
    ("LAW-05", {"law": {"country": "DE", "subdivision": "Bavaria"}}),
    ("LAW-06", {"clauses": [typed("The Parties go to mediation, which ends after 60 days.")]}),
    ("LAW-06", disputes("courts", mediation_days=0)),
    ("LAW-07", arbitration("CH", seated("CH"))),
    ("LAW-08", arbitration("DE", seated("LI"))),
    ("LAW-09", {"parties": seated("CH"), "places": ["gen-export"], "clauses": [clause("gen-export")]}),
    ("LAW-09", {"parties": seated("CH"), "main": {"type": "form"}}),
    ("LAW-10", {"parties": seated("CH", sanctions_checked_on="2026-09-02")}),
    ("LAW-10", {"misc": {"sanctions_check": "pending"}}),
    ("LAW-11", {"parties": seated("CH"), "clauses": [clause("ip-ownership"), clause("ip-non-eu")]}),
    ("LAW-11", {"parties": seated("NO"), "clauses": [clause("ip-ownership")]}),
    ("LAW-12", grouping(seated("NO"))),
    ("LAW-12", grouping([*many(3), {**ALPINE, "id": "s", "seat": {"country": "CH"}}], eeig_associated=["s"])),
    ("LAW-12", {"parties": seated("CH"), "cooperation": {"legal_path": "association"}}),
    ("LAW-13", grouping(many(3))),
    ("LAW-14", arbitration()),
    ("LAW-14", court("DE", PUBLIC)),
    ("LAW-15", speaking("fr", "fr", "es")),
    ("LAW-15", speaking("en", "de", "es")),
    ("LAW-16", {"parties": seated("DK"), "clauses": [clause("gen-law", alternative="silent_nonbinding")]}),
    ("LAW-17", split({"forum_kind": "courts"})),
    ("LAW-18", {"clauses": [clause("gen-disputes", alternative="med_arb"), clause("ip-ownership")]}),
    ("LAW-18", {"clauses": [clause("gen-disputes", alternative="amicable"), clause("gen-payment")]}),
    ("LAW-19", arbitration("DE", arb_institution="DIS")),
    ("LAW-19", arbitration("ES", arb_institution="WIPO")),
    (
        "SIG-02",
        {
            "document": {"signature_level": "qes"},
            "clauses": [clause("ip-ownership")],
            "ip": {"results_ownership": "assign_company"},
        },
    ),
    ("SIG-03", {"parties": seated("NO"), "document": {"signature_level": "qes"}}),
    ("SIG-03", {"parties": seated("CH"), "document": {"signature_level": "wet"}}),
]
