"""Cases for the words of a document and for what is said twice: HITS break a rule, NEAR come near it."""

from __future__ import annotations

from typing import Any

from app.model.document import Paragraph, Reference, Row, Table, Term, Text
from app.model.expression import Expression, Value
from app.model.outline import BindingLevel
from app.model.question import Question, QuestionType
from tests.review.cases import ALPINE, COSTA, annex, clause, in_library, typed

LONG = " ".join(["word"] * 61) + "."
FULL = Table("t", ((Text("Head"),),), ("left",), (Row("r", ((Text("Cell"),),)),))
EMPTY = Table("t", ((Text("Head"),),), ("left",), ())


def defining(identifier: str, term: str) -> Any:
    run = Term(f"“{term}”", term, defines=True)
    return clause(identifier, blocks=(Paragraph("p", (run, Text(" means something."))),))


def schedule(*blocks: Any) -> Any:
    return clause("mc-schedule", layout="schedule", number="Schedule 1", blocks=blocks)


def mentioning(target: str) -> Any:
    return clause("mc-text", blocks=(Paragraph("p", (Reference(target, "Schedule ", "1"),)),))


def protected(identifier: str, **rest: Any) -> Any:
    return clause(identifier, protected=True, **rest)


def against(framework: dict[str, Any], own: dict[str, Any], *clauses: str) -> dict[str, Any]:
    """Return a framework with protected clauses, and an annex that answers for itself."""
    return {**framework, "clauses": [protected(name) for name in clauses], "annexes": [annex(groups=own)]}


def repeated(own: dict[str, Any], alternative: str = "fee", **groups: Any) -> dict[str, Any]:
    """Return a framework and an annex that both have the clause on costs."""
    theirs = clause("gen-costs", questions=("money.cost_rule",), alternative="own")
    mine = clause("gen-costs", document="a1", questions=("money.cost_rule",), alternative=alternative)
    first = clause("hr-secondees", document="a1")
    return {**groups, "clauses": [theirs], "annexes": [annex(groups=own)], "annex_clauses": [first, mine]}


def both_secret(mine: int, theirs: int) -> dict[str, Any]:
    """Return a framework and an annex that both have the protected clause on secrecy, for so many years each."""
    asks = {"questions": ("confidentiality.survival_years",)}
    case = against({"confidentiality": {"survival_years": theirs}}, {"confidentiality": {"survival_years": mine}})
    clauses = {"clauses": [protected(SECRETS, **asks)], "annex_clauses": [clause(SECRETS, document="a1", **asks)]}
    return {**case, **clauses}


SECRETS = "gen-confidentiality"
MODEL = Question("liability.model", QuestionType.CHOICE, "Model of liability")
ASKING = Expression(
    'liability.model == "no_cap_law"',
    "clauses/x.md",
    7,
    frozenset({"liability.model"}),
    value=lambda _: Value(True),
    truth=lambda _: True,
    data=lambda _: True,
)


def taken_over(own: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return an annex that leaves the clause on liability to its framework, and answers something itself."""
    known = [in_library("gen-liability", when=ASKING)]
    given = {"liability": {"model": "cap_amount"}, "annexes": [annex(groups=own)], "taken_over": ["gen-liability"]}
    return {**given, "known": known, "questions": [MODEL], **rest}


BINDS = (BindingLevel.BINDING, BindingLevel.LIGHT)
STAGES = {"stages": [{"id": "g1", "stage": "poc", "budget": {"amount": 50000, "currency": "EUR"}}]}

WEAKER = against({"confidentiality": {"survival_years": 5}}, {"confidentiality": {"survival_years": 2}}, SECRETS)

HITS: list[tuple[str, dict[str, Any]]] = [
    ("STR-05", {"clauses": [defining("a", "Results"), defining("b", "results")]}),
    ("STR-05", {"clauses": [defining("a", "Alpine")]}),
    ("STR-05", {"clauses": [defining("a", "Hall"), defining("", "Hall")]}),
    (
        "STR-08",
        against({"confidentiality": {"survival_years": 5}}, {"confidentiality": {"survival_years": 2}}, SECRETS),
    ),
    (
        "STR-08",
        {
            **against({"confidentiality": {"survival_years": 5}}, {"confidentiality": {"survival_years": 2}}, SECRETS),
            "asked": False,
        },
    ),
    ("STR-08", against({"confidentiality": {"residuals": False}}, {"confidentiality": {"residuals": True}}, SECRETS)),
    ("STR-08", against({"data": {"breach_hours": 24}}, {"data": {"breach_hours": 72}}, "gen-data")),
    (
        "STR-08",
        against({"liability": {"model": "no_cap_law"}}, {"liability": {"model": "cap_amount"}}, "gen-liability"),
    ),
    (
        "STR-08",
        against(
            {"liability": {"cap_amount": {"amount": 9000, "currency": "EUR"}}},
            {"liability": {"cap_amount": {"amount": 100, "currency": "EUR"}}},
            "gen-liability",
        ),
    ),
    (
        "STR-08",
        {
            "clauses": [protected("gen-liability", alternative="light_excl")],
            "annexes": [annex()],
            "annex_clauses": [clause("gen-liability", document="a1", alternative="cap_fixed")],
        },
    ),
    (
        "STR-08",
        {
            "clauses": [protected("gen-law")],
            "annexes": [annex()],
            "annex_clauses": [typed("No law applies.", "gen-law", document="a1")],
        },
    ),
    ("STR-08", repeated({"money": {"cost_rule": "fee"}}, money={"cost_rule": "own_costs"})),
    ("STR-08", both_secret(2, 5)),
    ("STR-08", both_secret(7, 5)),
    ("STR-16", taken_over({"liability": {"model": "no_cap_law"}})),
    ("STR-17", {"document": {"binding_level": "nonbinding"}, "annexes": [annex()], "levels": BINDS}),
    ("STR-10", {"clauses": [schedule(EMPTY), mentioning("main/mc-schedule")]}),
    ("STR-10", {"clauses": [schedule(FULL)]}),
    ("STR-11", {"clauses": [typed("We talk first.")]}),
    ("STR-11", {"annexes": [annex()], "annex_clauses": [typed("We talk first.", document="a1")]}),
    ("STR-12", {"clauses": [typed("As Clause 7 and Schedule 2 say.")]}),
    ("STR-12", {"clauses": [clause("", "See Clause 12.3(b).", origin="special")]}),
    ("STR-13", {"maturation": {"poc_budget": {"amount": 40000, "currency": "EUR"}, **STAGES}}),
    (
        "STR-13",
        {
            "purpose": {"pilot_term_months": 24},
            "term": {"months": 12},
            "clauses": [clause("mc-purpose", alternative="pilot")],
        },
    ),
    ("STR-14", {"clauses": [typed(LONG)]}),
    ("STR-14", {"clauses": [typed("It is not unreasonable.")]}),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("STR-05", {"clauses": [defining("a", "Results"), defining("b", "Background")]}),
    ("STR-05", {"parties": [{**ALPINE, "short_name": None}, COSTA], "clauses": [defining("a", "None of it")]}),
    (
        "STR-08",
        against({"confidentiality": {"survival_years": 5}}, {"confidentiality": {"survival_years": 7}}, SECRETS),
    ),
    ("STR-08", against({"confidentiality": {"survival_years": 5}}, {"confidentiality": {"survival_years": 2}}, "x")),
    (
        "STR-08",
        against({"liability": {"model": "cap_amount"}}, {"liability": {"model": "no_cap_law"}}, "gen-liability"),
    ),
    (
        "STR-08",
        {
            "clauses": [protected("gen-liability", alternative="light_excl")],
            "annexes": [annex()],
            "annex_clauses": [clause("gen-liability", document="a1", alternative="inherit")],
        },
    ),
    ("STR-08", repeated({}, money={"cost_rule": "own_costs"})),
    (
        "STR-08",
        {
            **repeated({"money": {"cost_rule": "fee"}}, money={"cost_rule": "own_costs"}),
            "clauses": [clause("gen-costs", alternative="own")],
        },
    ),
    ("STR-10", {"clauses": [schedule(FULL), mentioning("main/mc-schedule/standard/i1")]}),
    (
        "STR-10",
        {"clauses": [schedule(EMPTY, Paragraph("p", (Text("To be filled in."),))), mentioning("main/mc-schedule")]},
    ),
    ("STR-16", taken_over({"liability": {"model": "cap_amount"}})),
    ("STR-16", taken_over({"liability": {"cap_times": 2}})),
    ("STR-16", taken_over({"liability": {"model": "none_nonbinding"}})),
    (
        "STR-16",
        taken_over(
            {"liability": {"model": "no_cap_law"}},
            annex_clauses=[clause("hr-liability", document="a1", questions=("liability.model",))],
        ),
    ),
    ("STR-17", {"document": {"binding_level": "light"}, "annexes": [annex()], "levels": BINDS}),
    (
        "STR-17",
        {
            "document": {"binding_level": "nonbinding"},
            "annexes": [annex(document={"binding_level": "binding"})],
            "levels": BINDS,
        },
    ),
    ("STR-11", {"clauses": [clause("", "A term of our own.", origin="special")]}),
    ("STR-12", {"clauses": [typed("As Article 28 GDPR and section 3 of the act say, in 7 clauses.")]}),
    ("STR-12", {"clauses": [clause("gen-law", "As Clause 7 says.")]}),
    ("STR-13", {"maturation": {"poc_budget": {"amount": 50000, "currency": "EUR"}, **STAGES}}),
    ("STR-13", {"purpose": {"pilot_term_months": 24}, "term": {"months": 12}, "clauses": [clause("mc-purpose")]}),
    (
        "STR-13",
        {
            "purpose": {"pilot_term_months": 12},
            "term": {"months": 12},
            "clauses": [clause("mc-purpose", alternative="pilot")],
        },
    ),
    ("STR-14", {"clauses": [typed("It is not wise. " * 20), typed("It is not sent without consent.", "gen-law")]}),
    ("STR-14", {"clauses": [clause("gen-law", LONG)]}),
]
