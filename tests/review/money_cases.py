"""Cases for sums, risk and facilities: HITS break a rule, NEAR come near it."""

from __future__ import annotations

from typing import Any

from app.model.question import Limits, Question, QuestionType
from tests.review.cases import COSTA, annex, clause, party, typed

SHARE = Question("share", QuestionType.PERCENTAGE, "Share")
SHARES = Question(
    "money.cost_key_shares",
    QuestionType.ROWS,
    "Shares",
    limits=Limits(sum_field="share", sum_total=100),
    fields=(SHARE,),
)
PUBLIC = [party(sector_kind="public"), COSTA]
LIABILITY = clause("gen-liability", alternative="cap_fixed")


def eur(amount: float) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


def shares(*rows: tuple[str, float]) -> dict[str, Any]:
    table = [{"id": f"s{n}", "party": name, "share": share} for n, (name, share) in enumerate(rows)]
    return {"money": {"cost_key_shares": table}, "questions": [SHARES]}


def budget(*amounts: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"money": {"budget_rows": [{"id": str(n), "amount": sum_} for n, sum_ in enumerate(amounts)], **rest}}


def facility(access: dict[str, Any] | None = None, **row: Any) -> dict[str, Any]:
    """Return answers on one facility, operated by Alpine."""
    return {
        "facilities": {"facilities": [{"id": "F1", "name": "Suite", "operator": "alpine", **row}], **(access or {})}
    }


HITS: list[tuple[str, dict[str, Any]]] = [
    ("MON-01", shares(("alpine", 60), ("costa", 30))),
    ("MON-01", shares(("alpine", 60), ("norda", 40))),
    ("MON-01", shares(("alpine", 60), ("alpine", 40))),
    ("MON-02", budget(eur(100), {"amount": 50, "currency": "CHF"})),
    ("MON-02", budget(eur(100), eur(50), budget_total=eur(160))),
    ("MON-03", {"money": {"fee_amount": {"amount": 100}}}),
    ("MON-03", {"facilities": {"tariff_rows": [{"id": "t1", "price": {"amount": 100, "currency": ""}}]}}),
    ("MON-04", {"money": {"payment_days": 61}}),
    ("MON-04", {"parties": PUBLIC, "money": {"payment_days": 31}}),
    ("MON-05", {"clauses": [clause("hr-scheme")]}),
    (
        "MON-06",
        {"clauses": [LIABILITY], "liability": {"cap_amount": eur(100), "insurance_min": eur(1000)}},
    ),
    ("MON-06", {"liability": {"cap_amount": eur(200000)}, "money": {"fee_amount": eur(1500), "fee_period": "month"}}),
    (
        "MON-06",
        {
            "liability": {"cap_amount": eur(100)},
            "annexes": [annex(groups={"liability": {"insurance_min": eur(1000)}})],
            "annex_clauses": [LIABILITY],
        },
    ),
    ("MON-07", {"clauses": [typed("The liability of a Party is limited to EUR 5000.", "gen-liability")]}),
    ("MON-08", {"clauses": [typed("A penalty of EUR 500 is due for each breach.", "nda-remedies")]}),
    ("MON-08", {"nda": {"agreed_sum": eur(25000)}, "liability": {"cap_amount": eur(10000)}}),
    ("MON-09", {"parties": PUBLIC, "maturation": {"return_rule": "fee"}}),
    ("MON-10", {"document": {"eu_funded": True}}),
    ("MON-11", {"hr": {"recharge_rule": "daily_rate", "daily_rate": eur(400)}}),
    ("MON-12", {"clauses": [clause("fp-price")], "facilities": {"price_model": "free_reciprocal"}}),
    ("MON-13", {"money": {"fee_amount": eur(1500)}}),
    ("FAC-01", {"parties": [party(doc_role="operator"), COSTA], **facility(operator="costa", owner="costa")}),
    ("FAC-02", {"parties": PUBLIC, **facility({"price_model": "marginal_cost"})}),
    ("FAC-02", facility({"price_model": "tariff_list"}, public_operator=True)),
    ("FAC-02", {"facilities": {"price_model": "free_reciprocal", "private_competitor_check": "done_market_price"}}),
    ("FAC-03", {"facilities": {"private_competitor_check": "not_done"}}),
    ("FAC-04", facility(name="Pilot GMP suite", quality_ref="none")),
    ("FAC-04", {"clauses": [clause("fp-quality", alternative="iso_glp")], **facility(quality_ref="none")}),
    ("FAC-05", facility(capacity_total=100, capacity_offered=101)),
    ("FAC-06", {"facilities": {"economic_use_pct": 21}}),
    ("FAC-01", {"access": {"operator": "alpine"}, **facility(operator="costa")}),
    ("FAC-04", {"clauses": [clause("fa-quality", alternative="accredited")], **facility(quality_ref="none")}),
    ("FAC-07", facility(operator="norda")),
    ("FAC-07", facility(operator_name="Institute of Norda")),
    ("FAC-08", {"access": {"operator": "alpine", "user": "alpine"}, **facility()}),
    ("FAC-08", {"access": {"operator": "alpine", "user": "costa"}, **facility(operator="costa", owner="alpine")}),
    ("MON-12", {"clauses": [clause("fa-price")], "facilities": {"price_model": "free_reciprocal"}}),
    ("MON-13", {"access": {"fixed_price": eur(6400)}}),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("MON-01", shares(("alpine", 60), ("costa", 40))),
    ("INT-01", shares(("alpine", 60), ("costa", 30))),
    ("MON-02", budget(eur(100), eur(50), budget_total=eur(150))),
    ("MON-02", budget({"amount": 50, "currency": "TBC"}, eur(50))),
    ("MON-03", {"money": {"fee_amount": eur(100), "budget_rows": [{"id": "b", "amount": "TBC"}]}}),
    ("MON-04", {"money": {"payment_days": 60}}),
    ("MON-04", {"parties": PUBLIC, "money": {"payment_days": 30}}),
    ("MON-05", {"clauses": [clause("hr-scheme"), clause("gen-liability")]}),
    ("MON-05", {"clauses": [clause("mc-purpose")]}),
    ("MON-06", {"clauses": [LIABILITY], "liability": {"cap_amount": eur(1000), "insurance_min": eur(1000)}}),
    ("MON-06", {"liability": {"cap_amount": eur(100), "insurance_min": eur(1000)}}),
    ("MON-06", {"liability": {"cap_amount": eur(180000)}, "money": {"fee_amount": eur(1500), "fee_period": "month"}}),
    (
        "MON-07",
        {"clauses": [typed("Liability is limited to EUR 5000, except for intent.", "gen-liability")]},
    ),
    ("MON-08", {"clauses": [typed("A penalty of EUR 500 is due; a court may reduce it.", "nda-remedies")]}),
    ("MON-08", {"nda": {"agreed_sum": eur(10000)}, "liability": {"cap_amount": eur(10000)}}),
    ("MON-09", {"parties": PUBLIC, "maturation": {"return_rule": "negotiation"}}),
    ("MON-09", {"maturation": {"return_rule": "fee"}}),
    ("MON-10", {"document": {"eu_funded": True}, "clauses": [clause("gen-grant")]}),
    ("MON-10", {"document": {"eu_funded": True}, "main": {"type": "form"}}),
    ("MON-11", {"hr": {"recharge_rule": "cost_only"}}),
    (
        "MON-12",
        {
            "clauses": [clause("fp-price"), clause("fp-monitoring")],
            "facilities": {"price_model": "free_reciprocal"},
        },
    ),
    ("MON-13", {"money": {"fee_amount": eur(1500)}, "clauses": [clause("gen-payment")]}),
    ("MON-13", {"money": {"fee_amount": eur(1500)}, "asked": False}),
    ("FAC-01", {"parties": [party(doc_role="operator"), COSTA], **facility()}),
    ("FAC-01", {"parties": [party(doc_role="operator"), COSTA]}),
    ("FAC-02", facility({"price_model": "marginal_cost"}, public_operator=False)),
    ("FAC-02", facility({"price_model": "market_price"}, public_operator=True)),
    ("FAC-02", facility({"price_model": "marginal_cost", "economic_use_pct": 0}, public_operator=True)),
    ("FAC-03", {"facilities": {"private_competitor_check": "not_done"}, "asked": False}),
    ("FAC-04", facility(name="Pilot GMP suite", quality_ref="GMP")),
    ("FAC-05", facility(capacity_total=100, capacity_offered=100)),
    ("FAC-06", {"facilities": {"economic_use_pct": 20}}),
    ("FAC-01", {"access": {"operator": "alpine"}, **facility()}),
    ("FAC-02", {"parties": PUBLIC, "access": {"economic_use": False}, **facility({"price_model": "marginal_cost"})}),
    ("FAC-04", {"clauses": [clause("fa-quality", alternative="research_grade")], **facility(quality_ref="none")}),
    ("FAC-07", facility()),
    ("FAC-07", facility(operator="TBC")),
    ("FAC-07", {"clauses": [clause("fp-purpose")], **facility(operator_name="Institute of Norda")}),
    ("FAC-08", {"access": {"operator": "alpine", "user": "costa"}, **facility()}),
    ("FAC-08", {"access": {"operator": "alpine", "user": "costa"}, **facility(operator="norda")}),
]
