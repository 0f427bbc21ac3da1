"""The structure of a document: its terms, references, answers and clauses.

Most of it assembly noticed while it worked.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from app.model.expression import TBC
from app.model.finding import Problem, Severity
from app.model.limits import breaches
from app.model.message import joined, listed, say
from app.model.values import as_date, field, party_key, party_name
from app.review.case import Case
from app.review.missing import TOLD_BY
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

_ROW = re.compile(r"\[[^\]]*\]")
REPRESENTATIVE = re.compile(r"parties\[[^\]]*\]\.representatives\b")
"""The key of an answer about a person who signs."""


def to_be_confirmed(case: Case) -> Iterator[Hit]:
    """Yield, once for each question, what is used and still to be confirmed."""
    return _reported(case, "TBC")


def _once(case: Case, identifier: str) -> Iterator[Problem]:
    """Yield what assembly reported under an id; what it reported of the framework, or of a party, is not repeated."""
    seen: set[str] = set()
    for problem in case.assembled.problems:
        if problem.rule != identifier:
            continue
        shared = problem.question and (problem.question.startswith("parties") or problem.document == "main")
        if problem.question and problem.question in seen:
            continue
        if problem.question and shared:
            seen.add(problem.question)
        yield problem


def _reported(case: Case, identifier: str) -> Iterator[Hit]:
    names = {f"parties[{party.get('id')}]": party_name(party) for party in case.answers.parties}
    for problem in _once(case, identifier):
        # A label such as “name” says little without the party whose name it is.
        whose = names.get((problem.question or "").partition(".")[0])
        message = joined((whose, problem.message), ": ") if whose else problem.message
        yield Hit(message, problem.document, problem.question, problem.clause, problem.place)


@rule(
    "STR-01",
    Severity.ERROR,
    "A defined term is used, but no clause of the document defines it.",
    "Switch on the clause that defines the term, or have the text changed in the library.",
)
def undefined_term(case: Case) -> Iterable[Hit]:
    """Find terms that are used and not defined."""
    return _reported(case, "STR-01")


@rule(
    "STR-02",
    Severity.WARNING,
    "A term is defined and never used.",
    "Leave the definition out, or check whether a clause that uses the term is missing.",
)
def unused_term(case: Case) -> Iterable[Hit]:
    """Find terms that are defined and not used."""
    return _reported(case, "STR-02")


@rule(
    "STR-03",
    Severity.ERROR,
    "A cross-reference points at a clause that is not in the document.",
    "Switch the clause on, or change the answer or choice that left it out.",
)
def broken_reference(case: Case) -> Iterable[Hit]:
    """Find references to what was left out."""
    return _reported(case, "STR-03")


@rule(
    "STR-04",
    Severity.ERROR,
    "An answer that the text needs is missing.",
    "Answer the question.",
)
def missing_answer(case: Case) -> Iterator[Hit]:
    """Find questions that the document used and nobody answered, each once; some a rule of their subject tells."""
    told: set[tuple[str, str]] = set()
    for hit in _reported(case, "STR-04"):
        if hit.question in TOLD_BY:
            continue
        told.add((hit.document, _ROW.sub("", hit.question or "") + "."))
        yield hit
    for use in case.assembled.uses:
        question = case.library.questions.get(use.question)
        if use.state != "missing" or question is None or not question.required or question.default is not None:
            continue
        if use.question in TOLD_BY:
            continue
        here = (use.document, "main")
        if not any(document in here and key.startswith(f"{use.question}.") for document, key in told):
            told.add((use.document, f"{use.question}."))
            yield Hit(say("“{label}” is not answered.", label=question.label), use.document, use.question)


@rule(
    "STR-06",
    Severity.ERROR,
    "A clause contradicts an answer: by the text chosen, or by one that its type lacks; or it cannot be switched off.",
    "Change the answer, or take the text that the answer calls for.",
)
def contradicting_choice(case: Case) -> Iterable[Hit]:
    """Find choices that contradict answers or the outline."""
    return _reported(case, "STR-06")


@rule(
    "STR-07",
    Severity.ERROR,
    "A clause needs another one that is left out, or stands beside one that it excludes.",
    "Switch the needed clause on, or leave one of the two out.",
)
def wrong_company(case: Case) -> Iterable[Hit]:
    """Find clauses whose company is not as they need it."""
    return _reported(case, "STR-07")


@rule(
    "STR-09",
    Severity.ERROR,
    "A joined annex does not say to which framework it belongs, or is older than its framework.",
    "Give the reference of the framework, and check the two dates.",
)
def annex_without_framework(case: Case) -> Iterator[Hit]:
    """Find annexes without the reference of a framework, and frameworks that begin after their annex."""
    for paper in case.papers:
        if paper.answers.mode != "joined":
            continue
        if not _framework_reference(paper):
            yield Hit(say("The annex does not say to which framework it belongs."), paper.id, "document.framework_ref")
        framework, annex = _framework_date(paper), as_date(paper.own("document.effective_date"))
        if framework is not None and annex is not None and framework > annex:
            yield Hit(
                say(
                    "The framework is dated {isoformat}, the annex {isoformat_2}.",
                    isoformat=framework.isoformat(),
                    isoformat_2=annex.isoformat(),
                ),
                paper.id,
                "document.effective_date",
                remedy=say("An annex cannot begin before its framework: change one of the dates."),
            )


def _framework_reference(paper: Paper) -> object:
    if paper.framework is not None:
        return paper.framework.own("document.reference")
    given = (paper.answers.framework or {}).get("reference")
    return given if given not in (None, "", TBC) else paper.own("document.framework_ref")


def _framework_date(paper: Paper) -> datetime.date | None:
    dates = [paper.own("document.framework_date"), (paper.answers.framework or {}).get("date")]
    if paper.framework is not None:
        dates.append(paper.framework.own("document.effective_date"))
    return next((date for date in map(as_date, dates) if date is not None), None)


@rule(
    "STR-15",
    Severity.HINT,
    "An annex refers to its framework by headings, because the numbers are not at hand.",
    "Name the file of the framework's answers in “document.framework” to get numbers.",
)
def reference_by_heading(case: Case) -> Iterable[Hit]:
    """Find references into a framework of which only reference and date are known."""
    return _reported(case, "STR-15")


@rule(
    "STR-17",
    Severity.ERROR,
    "A document binds more, or less, than its clauses are written for.",
    "Choose how far this document itself binds: one of the levels of its type.",
)
def level_without_text(case: Case) -> Iterator[Hit]:
    """Find documents, such as an annex of a framework that does not bind, at a level that their type does not have."""
    for paper in case.papers:
        if paper.level not in paper.outline.levels:
            asked = case.library.questions.get("document.binding_level")
            labels = {option.value: option.label for option in asked.options} if asked is not None else {}
            names = [labels.get(level.value, level.value) for level in (paper.level, *paper.outline.levels)]
            message = say(
                "{title}: “{names}” is no level of this type; it can be {names_2}.",
                title=paper.outline.title,
                names=names[0],
                names_2=listed(names[1:], "or"),
            )
            yield Hit(message, paper.id, "document.binding_level")


@rule(
    "INT-01",
    Severity.ERROR,
    "An answer is outside the limits of its question.",
    "Change the answer, or ask who keeps the library whether the limit is right.",
)
def outside_limits(case: Case) -> Iterator[Hit]:
    """Find answers that are used and outside their limits."""
    for party in case.answers.parties:
        for question in case.library.party_fields:
            for breach in breaches(question, field(party, question.key), party_key(party, question.key)):
                yield Hit(joined((party_name(party), breach.message), ": "), "main", breach.key)
    for paper in case.papers:
        for key in paper.uses:
            asked = case.library.questions.get(key)
            for breach in breaches(asked, paper.own(key)) if asked is not None else ():
                # A column that has to make a total is MON-01.
                if asked is None or asked.limits.sum_total is None or breach.key != key:
                    yield Hit(breach.message, paper.id, breach.key)


@rule(
    "INT-02",
    Severity.HINT,
    "An answer is still to be confirmed. In a final this is an error.",
    "Put the answer in the place of TBC.",
)
def still_open(case: Case) -> Iterator[Hit]:
    """Find what is used and to be confirmed; the persons who sign have a rule of their own (PAR-06)."""
    severity = Severity.ERROR if case.final else None
    for hit in to_be_confirmed(case):
        if not REPRESENTATIVE.match(hit.question or ""):
            yield hit._replace(severity=severity)


CHECKS: tuple[Check, ...] = (
    undefined_term,
    unused_term,
    broken_reference,
    missing_answer,
    contradicting_choice,
    wrong_company,
    annex_without_framework,
    reference_by_heading,
    level_without_text,
    outside_limits,
    still_open,
)
