"""Cases for committees: HITS break a rule, NEAR come near it."""

from __future__ import annotations

from typing import Any

from tests.review.cases import PARTIES, clause, many, typed

PROCEDURE = clause("mc-committee-procedure", alternative="majority")
CONSENSUS = clause("mc-committee-procedure", alternative="consensus")
WITHDRAWAL = clause("gen-withdrawal", alternative="simple")


def committee(count: int, procedure: Any = PROCEDURE, **answers: Any) -> dict[str, Any]:
    """Return a committee of so many parties."""
    return {"parties": many(count), "clauses": [procedure], "committee": answers}


def decided(rule: str, subject: str = "Programme") -> dict[str, Any]:
    return {"decision_matrix": [{"id": "d1", "subject": subject, "rule": rule}]}


def group(**row: Any) -> dict[str, Any]:
    return {"committee": {"subgroups": [{"id": "g", "name": "Training", **row}]}}


HITS: list[tuple[str, dict[str, Any]]] = [
    ("GOV-01", committee(3, quorum_kind="pct", quorum_pct=120)),
    ("GOV-01", committee(3, quorum_kind="all", members=[{"id": "m", "party": "alpine"}])),
    (
        "GOV-01",
        committee(3, quorum_kind="pct", quorum_pct=67, members=[{"id": n, "party": n} for n in ("alpine", "costa")]),
    ),
    ("GOV-01", committee(3, quorum_kind="two_thirds", members=[{"id": "m", "party": "alpine"}])),
    ("GOV-02", committee(3, quorum_kind="pct", quorum_pct=50)),
    ("GOV-03", committee(4, casting_vote=False)),
    ("GOV-03", committee(4, CONSENSUS, **decided("majority"))),
    ("GOV-03", committee(4, casting_vote=True, chair_rule="coordinator")),
    ("GOV-04", {"committee": {"chair_rule": "fixed_party", "chair_party": "norda"}}),
    ("GOV-04", {"committee": {"members": [{"id": "m", "party": "norda", "is_chair": True}]}}),
    ("GOV-04", {"committee": {"members": [{"id": n, "party": "alpine", "is_chair": True} for n in "ab"]}}),
    (
        "GOV-04",
        {
            "committee": {
                "chair_rule": "coordinator",
                "coordinator_party": "costa",
                "members": [{"id": "m", "party": "alpine", "is_chair": True}],
            }
        },
    ),
    (
        "GOV-05",
        {
            "parties": many(3),
            "committee": {"vote_weight": "fee"},
            "cooperation": {"principles": ["equality", "results"]},
        },
    ),
    ("GOV-06", {"clauses": [typed("Silence counts as consent after ten days.")]}),
    ("GOV-06", {"clauses": [typed("A Party that does not answer is deemed to have agreed.")]}),
    ("GOV-07", committee(9, CONSENSUS)),
    ("GOV-07", committee(9, **decided("unanimity"))),
    ("GOV-08", {"committee": {"coordinator_party": "norda"}}),
    ("GOV-09", {"committee": {"agenda_days": 21, "notice_days": 21}}),
    ("GOV-10", group(members=["alpine", "costa"], lead="norda")),
    ("GOV-10", group(members=["alpine"], lead="alpine")),
    ("GOV-11", committee(3, **decided("majority", "Yearly budget"))),
    ("GOV-12", {"committee": {"meetings_per_year": 0}}),
    ("GOV-12", {"committee": {"meeting_mode": "in_person"}, "money": {"lowcost_months": 6}}),
    ("GOV-13", {"parties": many(3), "clauses": [WITHDRAWAL], "term": {"min_parties_to_continue": 3}}),
    ("GOV-13", {"clauses": [WITHDRAWAL], "term": {"min_parties_to_continue": 2}}),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("GOV-01", committee(3, quorum_kind="pct", quorum_pct=100)),
    ("GOV-01", committee(3, quorum_kind="two_thirds", members=[{"id": n, "party": n} for n in ("alpine", "costa")])),
    ("GOV-01", {"committee": {"quorum_kind": "pct", "quorum_pct": 120}}),
    ("GOV-02", committee(3, quorum_kind="pct", quorum_pct=51)),
    ("GOV-02", committee(3, CONSENSUS, quorum_kind="pct", quorum_pct=40)),
    ("GOV-03", committee(4, casting_vote=True)),
    ("GOV-03", committee(3, casting_vote=False)),
    ("GOV-03", committee(2, casting_vote=False)),
    ("GOV-03", committee(4, CONSENSUS, **decided("two_thirds"))),
    ("GOV-04", {"committee": {"chair_rule": "rotating", "chair_party": "norda"}}),
    ("GOV-04", {"committee": {"members": [{"id": "m", "party": "costa", "is_chair": True}]}}),
    ("GOV-04", {"committee": {"members": [{"id": "m", "party": "TBC", "is_chair": True}]}}),
    ("GOV-05", {"parties": PARTIES, "committee": {"vote_weight": "fee"}, "cooperation": {"principles": ["equality"]}}),
    ("GOV-05", {"parties": many(3), "committee": {"vote_weight": "fee"}, "cooperation": {"principles": ["results"]}}),
    ("GOV-06", {"clauses": [typed("Silence is neither consent nor objection."), clause("x", "Silence is consent.")]}),
    ("GOV-07", committee(8, CONSENSUS)),
    ("GOV-07", committee(9, **decided("two_thirds"))),
    ("GOV-08", {"committee": {"coordinator_party": "costa"}}),
    ("GOV-09", {"committee": {"agenda_days": 7, "notice_days": 21}}),
    ("GOV-10", group(members=["alpine", "costa"], lead="TBC")),
    ("GOV-11", committee(3, **decided("consent", "Yearly budget"))),
    ("GOV-11", {**committee(3, **decided("majority", "Budget")), "document": {"binding_level": "binding"}}),
    ("GOV-11", committee(2, **decided("majority", "Budget"))),
    ("GOV-12", {"committee": {"meeting_mode": "in_person", "meetings_per_year": 2}}),
    ("GOV-13", {"parties": many(3), "clauses": [WITHDRAWAL], "term": {"min_parties_to_continue": 2}}),
    (
        "GOV-13",
        {"clauses": [clause("gen-withdrawal", alternative="bilateral")], "term": {"min_parties_to_continue": 2}},
    ),
]
