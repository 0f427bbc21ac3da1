"""What the law of a country, or the kind of a party or subject, asks of a document: constraints that are data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.model.constraint import Constraint, Wanted
from app.model.finding import Rule
from app.model.message import capitalised, label, listed, pattern
from app.model.values import as_rows, field, party_key, party_name
from app.review.case import Case
from app.review.paper import Paper
from app.review.places import country_of, standing
from app.review.rule import Hit


def rule_of(constraint: Constraint) -> Rule:
    """Return a constraint as the rule that it is; marks in its message are shown as words, or left out where the
    sentence does without.
    """
    message = constraint.message.removeprefix("{parties}: ").replace("“{subject}”", "the subject")
    message = message.replace("{parties}", "a party").replace("{subject}", "the subject")
    return Rule(constraint.id, constraint.severity, message[:1].upper() + message[1:], label(constraint.remedy))


def broken(case: Case, constraint: Constraint) -> Iterator[Hit]:
    """Yield where a constraint is broken, each thing once: what holds for the framework is not repeated for annexes."""
    seen: set[str] = set()
    for paper, subject in _places(case, constraint):
        if paper.is_form or not _applies(paper, constraint):
            continue
        parties = _parties(case, paper, constraint)
        if parties is None:
            continue
        names = listed([party_name(one) for one in parties])
        message = capitalised(pattern(constraint.message, parties=names, subject=str(subject.get("title"))))
        if message not in seen:
            seen.add(message)
            yield Hit(message, paper.id, _question(constraint, parties, subject))


def _places(case: Case, constraint: Constraint) -> Iterator[tuple[Paper, Mapping[str, Any]]]:
    """Yield the documents to look at: all of them or, for a subject, the annex that settles it."""
    if not constraint.subject:
        yield from ((paper, {}) for paper in case.papers)
        return
    annexes = {paper.id: paper for paper in case.papers[1:]}
    for row in as_rows(case.main.value("subjects")):
        annex = annexes.get(str(row.get("annex")))
        if annex is not None and all(_meets(field(row, key), values) for key, values in constraint.subject.items()):
            yield annex, row


def _applies(paper: Paper, constraint: Constraint) -> bool:
    return (
        (not constraint.types or paper.answers.type in constraint.types)
        and all(_meets(paper.answer(key), values) for key, values in constraint.answers.items())
        and (not constraint.clauses or any(name in paper.clauses for name in constraint.clauses))
        and not (constraint.lacks and paper.holds(*constraint.lacks))
    )


def _parties(case: Case, paper: Paper, constraint: Constraint) -> Sequence[Mapping[str, Any]] | None:
    """Return the parties that a constraint is about: none where it names none, None where it names some and nobody
    fits.
    """
    if not constraint.party and not constraint.party_lacks:
        return ()
    fitting = [one for one in paper.parties if _fits(case, one, constraint.party, constraint.party_lacks)]
    return fitting or None


def _fits(case: Case, party: Mapping[str, Any], wanted: Wanted, lacking: Sequence[str]) -> bool:
    def value(key: str) -> Any:
        if key != "country_status":
            return field(party, key)
        country = country_of(party)
        return standing(case.library, country) if country else None

    return all(_meets(value(key), values) for key, values in wanted.items()) and all(
        field(party, key) is None for key in lacking
    )


def _meets(value: Any, wanted: Sequence[Any]) -> bool:
    """Whether an answer is one of the values, or, where it is a list, holds one of them."""
    values = value if isinstance(value, list | tuple) else (value,)
    return any(one in wanted and type(one) is type(wanted[wanted.index(one)]) for one in values)


def _question(constraint: Constraint, parties: Sequence[Mapping[str, Any]], subject: Mapping[str, Any]) -> str | None:
    if constraint.question:
        return constraint.question
    if subject:
        return f"subjects[{subject.get('id')}].annex"
    key = next(iter((*constraint.party_lacks, *constraint.party)), None)
    return party_key(parties[0], "seat.country" if key == "country_status" else key) if parties and key else None
