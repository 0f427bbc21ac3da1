"""Review: what a document still needs, and what in it does not fit together. Pure.

A rule is a small function that finds; `RULES` lists what the rules say. Errors block a final, never a draft.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.document import Bundle
from app.model.finding import Finding, Rule, Severity
from app.model.library import Library
from app.review import (
    abroad,
    committee,
    contradictions,
    facilities,
    facts,
    law,
    money,
    networks,
    nonbinding,
    ownership,
    parties,
    people,
    personal_data,
    project_plan,
    project_rights,
    risk,
    signing,
    structure,
    subjects,
    times,
    votes,
    wording,
    work_orders,
    work_times,
)
from app.review.case import Case
from app.review.constraints import broken, rule_of
from app.review.rule import Check, Hit

__all__ = ["RULES", "check", "check_party", "rules_of"]

_FAMILIES = (
    structure,
    wording,
    contradictions,
    parties,
    times,
    work_times,
    work_orders,
    votes,
    committee,
    money,
    risk,
    personal_data,
    ownership,
    project_plan,
    project_rights,
    law,
    abroad,
    networks,
    nonbinding,
    facilities,
    people,
    signing,
    subjects,
    facts,
)
CHECKS: tuple[Check, ...] = tuple(check for family in _FAMILIES for check in family.CHECKS)
RULES: tuple[Rule, ...] = tuple(sorted((check.rule for check in CHECKS), key=lambda rule: rule.id))

_SEVERITIES = tuple(Severity)
_ROW = re.compile(r"\[[^\]]*\]")


def check(
    assembled: Assembled, answers: Answers, library: Library, *, today: datetime.date, final: bool = False
) -> tuple[Finding, ...]:
    """Return what the rules found: errors first, then warnings and hints, each in the order of the documents.

    With `final`, what is still to be confirmed is an error.
    """
    case = Case(library, answers, assembled, today, final)
    found = [(one.rule, hit) for one in CHECKS for hit in one.find(case)]
    found += [(rule_of(one), hit) for one in library.constraints for hit in broken(case, one)]
    findings = {_finding(case, rule, hit): None for rule, hit in found}
    order = _places(case)
    return tuple(sorted(findings, key=lambda finding: _rank(finding, order)))


def check_party(party: Mapping[str, Any], library: Library, *, today: datetime.date) -> tuple[Finding, ...]:
    """Return what the rules find in a party that stands in no document yet: errors first."""
    nothing = Assembled(Bundle((), library.version), (), (), ())
    case = Case(library, Answers("", parties=(party,)), nothing, today)
    hits = [(one.rule, hit) for one in parties.OF_ONE for hit in one.find(case)]
    found = {
        Finding(rule.id, hit.severity or rule.severity, hit.message, hit.remedy or rule.remedy, question=hit.question)
        for rule, hit in hits
    }
    return tuple(sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), one.rule, one.question or "")))


def rules_of(library: Library) -> tuple[Rule, ...]:
    """Return all rules by their ids: those of the program and the constraints of the library."""
    own = (rule_of(constraint) for constraint in library.constraints)
    return tuple(sorted((*RULES, *own), key=lambda rule: rule.id))


def _finding(case: Case, rule: Rule, hit: Hit) -> Finding:
    question = _ROW.sub("", hit.question or "")
    return Finding(
        rule=rule.id,
        severity=hit.severity or rule.severity,
        message=hit.message,
        remedy=hit.remedy or rule.remedy,
        document=hit.document,
        clause=hit.clause or _asking_clause(case, hit.document, question),
        question=hit.question,
        place=hit.place,
    )


def _asking_clause(case: Case, document: str, question: str) -> str | None:
    """Return the clause that asked a question; for a cell, or a field of a party, the one that asked for the whole."""
    uses = case.paper(document).uses
    while question:
        if uses.get(question):
            return uses[question]
        question = question.rpartition(".")[0]
    return None


def _places(case: Case) -> dict[tuple[str, str | None], tuple[int, int]]:
    """Return where each clause stands: the place of its document, and its place in it. What has none comes first."""
    places: dict[tuple[str, str | None], tuple[int, int]] = {}
    for number, document in enumerate(case.assembled.bundle.documents):
        places[document.id, None] = (number, -1)
        names = (clause.source for clause in document.clauses)
        places |= {(document.id, name): (number, position) for position, name in enumerate(names) if name}
    return places


def _rank(
    finding: Finding, places: dict[tuple[str, str | None], tuple[int, int]]
) -> tuple[int, int, int, str, str, str]:
    document = places.get((finding.document, None), (len(places), -1))
    place = places.get((finding.document, finding.clause), document)
    return (_SEVERITIES.index(finding.severity), *place, finding.rule, finding.question or "", finding.message)
