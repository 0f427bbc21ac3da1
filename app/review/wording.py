"""The words of a document: terms defined twice, schedules that nobody mentions, what users worded themselves.

What the library says is checked with the library; here only what came in with the answers is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.model import document as tree
from app.model.finding import Severity
from app.model.message import joined, say
from app.model.values import field
from app.review.case import Case
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

_LONGEST = 60
_SENTENCE_END = re.compile(r"(?<=[.;:?!])\s+")
_TYPED_NUMBER = re.compile(
    r"\b(?:Clauses?\s+\d+(?:\.\d+)*|Recitals?\s+\([A-Z]\)|Schedules?\s+\d+|Annex(?:es)?\s+\d+)(?:\([a-z]+\))*"
)
_DOUBLE_NEGATION = re.compile(
    r"\b(?:not|never)\s+(?:without|unless|un[a-z]+(?:able|ed|ful|ly)|(?:im|in|ir)[a-z]+(?:able|ible))\b", re.IGNORECASE
)


@rule(
    "STR-05",
    Severity.WARNING,
    "A term is defined twice, or is also the short name of a party.",
    "Keep one definition; give the party another short name.",
)
def defined_twice(case: Case) -> Iterator[Hit]:
    """Find terms with two definitions in one document, and terms that are short names, whatever the capitals."""
    for paper in case.papers:
        names = {str(field(party, "short_name")).casefold(): party for party in paper.parties}
        first: dict[str, str] = {}
        for clause, term in _definitions(paper):
            known = first.setdefault(term.casefold(), clause)
            if known != clause:
                yield Hit(
                    say("“{term}” is defined here and in “{known}”.", term=term, known=known), paper.id, clause=clause
                )
            elif term.casefold() in names:
                party = names[term.casefold()]
                message = say("“{term}” is a defined term and the short name of a party.", term=term)
                yield Hit(message, paper.id, f"parties[{party.get('id')}].short_name", clause=clause)


@rule(
    "STR-10",
    Severity.WARNING,
    "A schedule is empty, or no clause mentions it.",
    "Fill the schedule in, or switch it off with the clause that needs it.",
)
def idle_schedule(case: Case) -> Iterator[Hit]:
    """Find schedules whose tables have no row, and schedules to which no text refers.

    A schedule that is mentioned and not attached is a reference to what is not there (STR-03).
    """
    for paper in case.papers:
        mentioned = _targets(paper)
        for clause in paper.placed():
            if clause.layout != "schedule":
                continue
            title = f"{clause.number} (“{clause.plain_title}”)"
            tables = [block for block in clause.blocks if isinstance(block, tree.Table)]
            if tables and len(tables) == len(clause.blocks) and not any(table.rows for table in tables):
                yield Hit(say("{title} is empty.", title=title), paper.id, clause=clause.source)
            if not any(target == clause.id or target.startswith(f"{clause.id}/") for target in mentioned):
                yield Hit(
                    say("{title} is attached, and no clause mentions it.", title=title), paper.id, clause=clause.source
                )


@rule(
    "STR-11",
    Severity.HINT,
    "A clause has own wording in the place of the library's.",
    "Have the wording read by a lawyer: no rule and no review of the library covers it.",
)
def own_wording(case: Case) -> Iterator[Hit]:
    """Find clauses that were edited by hand."""
    for paper in case.papers:
        for clause in paper.placed():
            if clause.origin == "own":
                message = say("“{title}” is not the text of the library.", title=clause.plain_title)
                yield Hit(message, paper.id, clause=clause.source)


@rule(
    "STR-12",
    Severity.WARNING,
    "A number of a clause was typed by hand. It will be wrong as soon as a clause is added.",
    "Name the clause by its heading: in own wording numbers are not kept up to date.",
)
def typed_number(case: Case) -> Iterator[Hit]:
    """Find references typed by hand in own wording and special terms."""
    for paper in case.papers:
        for clause, text in paper.typed():
            numbers = dict.fromkeys(match.group() for match in _TYPED_NUMBER.finditer(text))
            if numbers:
                yield Hit(
                    say("The text refers to {names} by a typed number.", names=joined(numbers)), paper.id, clause=clause
                )


@rule(
    "STR-14",
    Severity.HINT,
    "A sentence is very long, or denies twice.",
    "Divide the sentence; say what is allowed instead of what is not forbidden.",
)
def hard_sentence(case: Case) -> Iterator[Hit]:
    """Find sentences of more than 60 words, and double negations, in own wording and special terms."""
    for paper in case.papers:
        for clause, text in paper.typed():
            longest = max((len(sentence.split()) for sentence in _SENTENCE_END.split(text)), default=0)
            if longest > _LONGEST:
                yield Hit(say("A sentence has {longest} words.", longest=longest), paper.id, clause=clause)
            negation = _DOUBLE_NEGATION.search(text)
            if negation:
                yield Hit(say("“{group}” denies twice.", group=negation.group()), paper.id, clause=clause)


def _definitions(paper: Paper) -> Iterator[tuple[str, str]]:
    for clause in paper.placed():
        for runs in tree.runs_of(clause.blocks):
            for run in runs:
                if isinstance(run, tree.Term) and run.defines:
                    yield clause.source or clause.id, run.term


def _targets(paper: Paper) -> set[str]:
    """Return what the clauses refer to; what a schedule says about itself does not count."""
    found: set[str] = set()
    for clause in paper.placed():
        lists = (clause.title, *tree.runs_of(clause.blocks))
        targets = {run.target for runs in lists for run in runs if isinstance(run, tree.Reference)}
        found |= {target for target in targets if not target.startswith(clause.id)}
    return found


CHECKS: tuple[Check, ...] = (defined_twice, idle_schedule, own_wording, typed_number, hard_sentence)
