"""Cases for personal data, people who move, and the reference data: HITS break a rule, NEAR come near it."""

from __future__ import annotations

from typing import Any

from tests.review.cases import ALPINE, COSTA, FACTS, PARTIES, annex, clause, in_library, seated, typed

SWISS = [{**ALPINE, "seat": {"country": "CH"}}, COSTA]
JAPANESE = [{**ALPINE, "seat": {"country": "JP"}}, COSTA]
HEALTH = {"personal_data_shared": "special_categories"}
DATA = clause("gen-data", alternative="special")
POSTING = clause("hr-posting", alternative="eu_posting")


def dated(day: str, *absent: str) -> dict[str, Any]:
    """Return the reference data as of a day, some blocks left out."""
    return {"facts": {name: {"as_of": day, **block} for name, block in FACTS.items() if name not in absent}}


def stay(clauses: tuple[Any, ...] = (POSTING,), parties: Any = PARTIES, **row: Any) -> dict[str, Any]:
    """Return a stay of somebody of Alpine at Costa."""
    whole = {"id": "s1", "function": "engineer", "home": "alpine", "host": "costa", "country": "ES", **row}
    return {"clauses": clauses, "parties": parties, "hr": {"secondees": [whole]}}


def transfer(parties: Any, **answers: Any) -> dict[str, Any]:
    return {"parties": parties, "data": {"transfer_outside_eea": True, **answers}}


HITS: list[tuple[str, dict[str, Any]]] = [
    ("DAT-01", {"data": {"personal_data_shared": "operational"}}),
    (
        "DAT-01",
        {"data": {"personal_data_shared": "operational"}, "clauses": [clause("gen-data", alternative="contact_only")]},
    ),
    ("DAT-02", {"data": {"joint_contact_party": "norda"}}),
    ("DAT-02", {"data": {"controller_party": "alpine", "processor_party": "alpine"}}),
    (
        "DAT-02",
        {
            "data": {"gdpr_roles": "processor_art28"},
            "clauses": [typed("The processor acts on instructions.", "gen-data")],
        },
    ),
    ("DAT-03", transfer(seated("US"), transfer_tool="adequacy")),
    ("DAT-03", transfer(JAPANESE, transfer_tool="adequacy")),
    ("DAT-03", {"parties": SWISS, "data": {"transfer_outside_eea": False}}),
    (
        "DAT-03",
        {
            **transfer(seated("US"), transfer_tool="sccs_2021_914"),
            "annexes": [annex(groups={"data": {"transfer_tool": "adequacy"}})],
        },
    ),
    ("DAT-04", {"data": HEALTH, "clauses": [DATA]}),
    ("DAT-04", {"data": HEALTH, "clauses": [DATA], "places": ["gen-ethics"]}),
    ("DAT-04", {"data": HEALTH, "clauses": [clause("gen-data", alternative="joint"), clause("gen-ethics")]}),
    ("DAT-05", {"sharing": {"categories": ["database"]}, "clauses": [clause("gen-data")]}),
    ("DAT-05", {"sharing": {"categories": ["database"]}, "clauses": [clause("sh-database")]}),
    (
        "DAT-05",
        {
            "sharing": {"categories": ["database"], "database_host": "norda"},
            "clauses": [clause("sh-database"), clause("gen-data")],
        },
    ),
    ("DAT-06", {"misc": {"clinical_or_human_samples": True}}),
    ("DAT-06", {"facilities": {"materials_in": True, "facilities": [{"id": "F1", "kind": "biobank"}]}}),
    ("DAT-07", {"clauses": [clause("hr-scheme")]}),
    ("DAT-08", {"parties": SWISS, **dated("2026-08-01")}),
    ("REF-01", dated("2026-09-01")),
    ("REF-01", dated("2027-01-15", "treaties")),
    ("REF-01", {"facts": {}}),
    ("REF-01", dated("soon")),
    ("REF-01", dated("2199-01-01")),
    ("HR-01", stay(host="alpine")),
    ("HR-02", stay(clauses=())),
    ("HR-02", stay(clauses=(clause("hr-posting", alternative="remote_cross_border"),))),
    ("HR-03", stay(start="2027-03-01", end="2029-04-01")),
    ("HR-03", stay(start="2027-03-01", end="2028-04-01")),
    ("HR-04", {"clauses": [clause("hr-nonsolicit", alternative="cooling_6m")]}),
    ("HR-05", stay(parties=JAPANESE)),
    ("HR-05", stay(parties=SWISS)),
    ("HR-05", {"hr": {"third_country_nationals": True}, "clauses": [clause("hr-scheme")]}),
    ("HR-06", stay(remote=True, fte_pct=30, country="DE")),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("DAT-01", {"data": {"personal_data_shared": "contact_only"}}),
    (
        "DAT-01",
        {"data": {"personal_data_shared": "operational"}, "clauses": [clause("gen-data", alternative="joint")]},
    ),
    (
        "DAT-01",
        {
            "data": {"personal_data_shared": "operational"},
            "clauses": [clause("pm-data", alternative="independent")],
            "known": [in_library("pm-data", stands_for="gen-data")],
        },
    ),
    ("DAT-02", {"data": {"controller_party": "alpine", "processor_party": "costa", "joint_contact_party": "costa"}}),
    (
        "DAT-02",
        {
            "data": {"gdpr_roles": "processor_art28"},
            "clauses": [
                typed(
                    "The processor follows instructions, keeps secrets, ensures security, takes another processor only "
                    "with consent, helps persons concerned, deletes the data and allows audits.",
                    "gen-data",
                )
            ],
        },
    ),
    ("DAT-03", transfer(SWISS, transfer_tool="adequacy")),
    ("DAT-03", transfer(seated("US"), transfer_tool="sccs_2021_914")),
    ("DAT-03", {"data": {"transfer_outside_eea": False}}),
    ("DAT-03", {**transfer(seated("US"), transfer_tool="adequacy"), **dated("2027-01-15", "adequacy")}),
    ("DAT-04", {"data": HEALTH, "clauses": [DATA, clause("gen-ethics")]}),
    ("DAT-04", {"data": HEALTH, "clauses": [DATA, typed("An ethics committee approves first.", "")]}),
    (
        "DAT-05",
        {"sharing": {"categories": ["database"]}, "clauses": [clause("sh-database"), clause("gen-data")]},
    ),
    ("DAT-05", {"sharing": {"categories": ["services"]}}),
    *(
        ("DAT-06", {"misc": {"clinical_or_human_samples": True}, "clauses": [clause(name)]})
        for name in ("gen-ethics", "fp-materials", "fa-materials")
    ),
    ("DAT-06", {"facilities": {"materials_in": False, "facilities": [{"id": "F1", "kind": "biobank"}]}}),
    ("DAT-07", {"clauses": [clause("hr-scheme"), clause("hr-data")]}),
    ("DAT-08", {"parties": SWISS, **dated("2026-09-02")}),
    ("DAT-08", dated("2026-08-01")),
    ("REF-01", dated("2026-09-02")),
    ("HR-01", stay()),
    ("HR-01", stay(home="TBC", host="TBC")),
    ("HR-02", stay()),
    ("HR-02", stay(clauses=(), country="DE")),
    ("HR-03", stay(start="2027-03-01", end="2028-02-28")),
    ("HR-03", stay(start="2027-03-01", end="2029-04-01", country="DE")),
    ("HR-04", {"clauses": [clause("hr-nonsolicit", alternative="none")]}),
    ("HR-05", stay()),
    ("HR-05", stay(parties=JAPANESE, clauses=(clause("hr-posting", alternative="third_country"),))),
    ("HR-05", stay(parties=SWISS, clauses=(clause("hr-posting", alternative="uk_ch"),))),
    ("HR-05", {"hr": {"third_country_nationals": False}, "clauses": [clause("hr-scheme")]}),
    ("HR-05", {"hr": {"third_country_nationals": True}, "clauses": [clause("hr-scheme"), POSTING]}),
    ("HR-06", stay(remote=True, fte_pct=25, country="DE")),
    ("HR-06", stay(remote=False, fte_pct=100)),
    ("HR-06", stay(parties=[ALPINE, {**COSTA, "seat": ALPINE["seat"]}], remote=True, fte_pct=30, country="DE")),
]
