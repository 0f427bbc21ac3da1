"""What is said twice and differently: by an annex and its framework, or by two answers of one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import label, say
from app.model.values import as_money, as_number
from app.review.case import Case
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

LIABILITY: Final[Mapping[str, int]] = {"law": 3, "light_excl": 2, "cap_budget": 1, "cap_fixed": 1, "none": 0}
"""The texts on liability, from the one that leaves the harmed party most to the one that leaves it nothing."""

_MODELS: Final[Mapping[str, int]] = {
    "no_cap_law": 3,
    "excluded_indirect": 2,
    "cap_multiple": 1,
    "cap_amount": 1,
    "none_nonbinding": 0,
}
_GROUPS: Final = ("confidentiality.", "data.", "liability.", "law.", "misc.", "money.")
"""The groups of answers in which an annex and its framework can contradict each other; its purpose is its own."""


def _lower(annex: Any, framework: Any) -> bool:
    mine, theirs = as_number(annex), as_number(framework)
    return mine is not None and theirs is not None and mine < theirs


def _higher(annex: Any, framework: Any) -> bool:
    return _lower(framework, annex)


def _smaller_sum(annex: Any, framework: Any) -> bool:
    mine, theirs = as_money(annex), as_money(framework)
    return mine is not None and theirs is not None and mine.currency == theirs.currency and mine.amount < theirs.amount


def _weaker_model(annex: Any, framework: Any) -> bool:
    return annex in _MODELS and framework in _MODELS and _MODELS[annex] < _MODELS[framework]


def _now(value: object) -> Callable[[Any, Any], bool]:
    return lambda annex, framework: annex == value and framework != value


WEAKER: Final[Mapping[str, tuple[str, Callable[[Any, Any], bool], str]]] = {
    "confidentiality.survival_years": ("gen-confidentiality", _lower, say("secrecy lasts for fewer years")),
    "confidentiality.trade_secret_evergreen": (
        "gen-confidentiality",
        _now(False),
        say("trade secrets lose their protection"),
    ),
    "confidentiality.residuals": ("gen-confidentiality", _now(True), say("people may use what they remember")),
    "confidentiality.marking": (
        "gen-confidentiality",
        _now("marked_only"),
        say("unmarked information is not protected"),
    ),
    "confidentiality.incident_days": ("gen-confidentiality", _higher, say("a leak is reported later")),
    "confidentiality.return_days": ("gen-confidentiality", _higher, say("information comes back later")),
    "data.breach_hours": ("gen-data", _higher, say("a breach of personal data is reported later")),
    "liability.model": ("gen-liability", _weaker_model, say("less damage is compensated")),
    "liability.cap_amount": ("gen-liability", _smaller_sum, say("the limit of liability is lower")),
    "liability.cap_times": ("gen-liability", _lower, say("the limit of liability is lower")),
    "liability.confidentiality_uncapped": (
        "gen-liability",
        _now(False),
        say("a breach of secrecy falls under the limit"),
    ),
}
"""Question of a protected clause, the clause, what makes it weaker, and what that means."""


@rule(
    "STR-08",
    Severity.ERROR,
    "An annex weakens a protected clause of its framework, or says something else than it (a warning).",
    "An annex may make a protected clause stricter, never weaker: take the framework's answer or text.",
)
def annex_against_framework(case: Case) -> Iterator[Hit]:
    """Find joined annexes that weaken a protected clause, word one themselves, or repeat a clause differently."""
    for paper in case.papers:
        framework = paper.framework
        if framework is None:
            continue
        yield from _weaker_answers(paper, framework)
        yield from _weaker_texts(paper, framework)
        yield from _different_answers(paper, framework)


def _weaker_answers(paper: Paper, framework: Paper) -> Iterator[Hit]:
    for key, (clause, is_weaker, meaning) in WEAKER.items():
        mine, theirs = paper.own(key), framework.value(key)
        if mine is not None and theirs is not None and _protects(framework, clause) and is_weaker(mine, theirs):
            if key in paper.uses:
                message = say(
                    "The annex weakens a protected clause of the framework ({clause}): {meaning}.",
                    clause=clause,
                    meaning=meaning,
                )
                yield Hit(message, paper.id, key)
            else:
                message = say(
                    "An answer of the annex would weaken a protected clause ({clause}): {meaning}.",
                    clause=clause,
                    meaning=meaning,
                )
                remedy = say("It has no effect, because the framework's clause applies: take the answer out.")
                yield Hit(message, paper.id, key, severity=Severity.WARNING, remedy=remedy)


def _weaker_texts(paper: Paper, framework: Paper) -> Iterator[Hit]:
    typed = {clause for clause, _ in paper.typed()}
    for clause in ("gen-confidentiality", "gen-data", "gen-disputes", "gen-law", "gen-liability"):
        for name in paper.standing_for(clause) if _protects(framework, clause) else ():
            if name in typed:
                message = say(
                    "Own wording takes the place of a protected clause of the framework ({clause}).", clause=clause
                )
                remedy = say("Have a lawyer compare the two: the annex may be stricter, never weaker.")
                yield Hit(message, paper.id, clause=name, severity=Severity.WARNING, remedy=remedy)
    mine, theirs = paper.alternative("gen-liability"), framework.chosen.get("gen-liability")
    told = paper.own("liability.model") is not None
    if not told and mine is not None and theirs is not None and LIABILITY.get(mine, 9) < LIABILITY.get(theirs, 0):
        message = say(
            "The annex weakens a protected clause of the framework (gen-liability): less damage is compensated."
        )
        yield Hit(message, paper.id, clause="gen-liability")


def _different_answers(paper: Paper, framework: Paper) -> Iterator[Hit]:
    """Yield a warning for each clause that stands in both documents in full and uses answers that differ."""
    theirs = {clause.source: clause for clause in framework.placed()}
    for clause in paper.placed():
        other = theirs.get(clause.source)
        if other is None or clause.origin != "library":
            continue
        for key in sorted(set(clause.questions) & set(other.questions)):
            own = paper.own(key)
            told = key in WEAKER and WEAKER[key][1](own, framework.value(key))
            if key.startswith(_GROUPS) and own is not None and own != framework.value(key) and not told:
                message = say(
                    "The annex repeats a clause of the framework ({source}) with another answer.", source=clause.source
                )
                remedy = say("Name the departure in the annex, or take the framework's answer.")
                yield Hit(message, paper.id, key, clause.source, severity=Severity.WARNING, remedy=remedy)


@rule(
    "STR-16",
    Severity.WARNING,
    "An annex answers what its framework's clause settles: the answer has no effect.",
    "Take the answer out, or choose a text of the annex's own for the clause.",
)
def answer_without_effect(case: Case) -> Iterator[Hit]:
    """Find answers of joined annexes that only a clause could print which the annex leaves to its framework."""
    for paper in case.papers:
        framework = paper.framework
        if framework is None:
            continue
        told = {key for key, (_, is_weaker, _) in WEAKER.items() if is_weaker(paper.own(key), framework.value(key))}
        shown = paper.effective() | told
        for name in paper.taken_over:
            clause = case.library.clauses[name]
            for key in sorted(case.library.asked_by(clause) - shown):
                mine = paper.own(key)
                if mine is not None and mine != framework.value(key):
                    message = say(
                        "“{question}”: under “{title}” the framework applies, and not this answer.",
                        question=label(case.library.questions[key].label),
                        title=clause.plain_title,
                    )
                    yield Hit(message, paper.id, key, name)


def _protects(framework: Paper, clause: str) -> bool:
    return any(placed.source == clause and placed.protected for placed in framework.placed())


@rule(
    "STR-13",
    Severity.WARNING,
    "The same sum or time is stated twice, with different values.",
    "Decide which one is meant, and correct the other.",
)
def said_twice(case: Case) -> Iterator[Hit]:
    """Find budgets of a proof of concept, and lengths of a pilot or project, that two answers state differently."""
    for paper in case.papers:
        most = as_money(paper.answer("maturation.poc_budget"))
        for row in paper.table("maturation.stages"):
            budget = as_money(row.get("budget"))
            if row.get("stage") == "poc" and most is not None and budget is not None and budget != most:
                message = say(
                    "A proof of concept may cost {most} in one answer and {budget} in the table of stages.",
                    most=most,
                    budget=budget,
                )
                yield Hit(message, paper.id, f"maturation.stages[{row.get('id')}].budget")
        pilot, months = as_number(paper.answer("purpose.pilot_term_months")), as_number(paper.answer("term.months"))
        if pilot is not None and months is not None and pilot > months and paper.alternative("mc-purpose") == "pilot":
            message = say(
                "The pilot takes {pilot} months, the whole document runs for {months}.", pilot=pilot, months=months
            )
            yield Hit(message, paper.id, "purpose.pilot_term_months")


CHECKS: tuple[Check, ...] = (annex_against_framework, answer_without_effect, said_twice)
