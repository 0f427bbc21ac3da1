"""The pages of the interview: the questions that a document used while it was assembled, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.interview.gaps import gaps_of
from app.interview.known import fitting
from app.model.answers import Answers
from app.model.assembled import Assembled, Use
from app.model.document import Clause, Document
from app.model.library import Library
from app.model.outline import Outline, PageSpec
from app.model.question import Question

PARTIES_PAGE: Final = "parties"
"""The id of the page on which the parties are listed. It has no questions of its own: each party has its own form."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the state of its answer, and the clause that asks for it: its id, number and title.

    `state` is that of `app.model.assembled.Use`. Number and title are empty where the clause is not in the document:
    then the answer decides whether it is, or stands on the cover.
    """

    question: Question
    state: str
    clause: str
    clause_number: str = ""
    clause_title: str = ""


@dataclass(frozen=True, slots=True)
class InterviewPage:
    """A page with its questions, and how many of them are answered, missing and to be confirmed."""

    id: str
    title: str
    help: str
    questions: tuple[Asked, ...]
    answered: int
    missing: int
    to_confirm: int


def pages(
    outline: Outline, library: Library, assembled: Assembled, document: str, *, answers: Answers | None = None
) -> tuple[InterviewPage, ...]:
    """Return the pages of one document of a bundle ("main", or an annex's id), the page of the parties first.

    Only questions that the document used are asked, each once, on the page that names it or its group; one that no page
    names stands with the others of its clause, else on the last page. With the `answers` the page of the parties counts
    what is missing of them.
    """
    uses = {use.question: use for use in assembled.uses if use.document == document}
    asked = {
        key: _asked(fitting(library.questions[key], outline), use, _placed(assembled.bundle.document(document)))
        for key, use in uses.items()
        if key in library.questions
    }
    specs = outline.pages or (PageSpec("answers", "Answers", ()),)
    where = _distribute(asked, specs)
    listed = [
        _page(spec.id, spec.title, spec.help, tuple(asked[key] for key in where[spec.id]))
        for spec in specs
        if where[spec.id]
    ]
    return (_parties_page(library, answers), *listed)


def _placed(document: Document | None) -> Mapping[str, Clause]:
    clauses = document.clauses if document is not None else ()
    return {clause.source: clause for clause in clauses if clause.source}


def _asked(question: Question, use: Use, placed: Mapping[str, Clause]) -> Asked:
    clause = placed.get(use.clause)
    if clause is None:
        return Asked(question, use.state, use.clause)
    return Asked(question, use.state, use.clause, clause.number, clause.plain_title)


def _distribute(asked: Mapping[str, Asked], specs: Iterable[PageSpec]) -> dict[str, list[str]]:
    """Return the keys of each page, in the order in which the page names them."""
    where: dict[str, list[str]] = {spec.id: [] for spec in specs}
    left = dict(asked)
    # A page that names a question is stronger than one that names its whole group.
    for spec in specs:
        where[spec.id] = [key for key in spec.asks if key in asked]
        for key in where[spec.id]:
            left.pop(key, None)
    for spec in specs:
        for name in spec.asks:
            where[spec.id] += [key for key in left if name.endswith(".*") and key.startswith(name[:-1])]
            left = {key: value for key, value in left.items() if key not in where[spec.id]}
    page_of_clause = {asked[key].clause: page for page, keys in where.items() for key in keys if asked[key].clause}
    last = list(where)[-1]
    for key, value in left.items():
        where[page_of_clause.get(value.clause, last)].append(key)
    return where


def _page(identifier: str, title: str, help_text: str, questions: tuple[Asked, ...]) -> InterviewPage:
    states = [asked.state for asked in questions]
    missing, to_confirm = states.count("missing"), states.count("tbc")
    answered = len(states) - missing - to_confirm
    return InterviewPage(identifier, title, help_text, questions, answered, missing, to_confirm)


def _parties_page(library: Library, answers: Answers | None) -> InterviewPage:
    parties: tuple[Mapping[str, Any], ...] = answers.parties if answers is not None else ()
    gaps = [gaps_of(party, library) for party in parties]
    return InterviewPage(
        PARTIES_PAGE,
        "Parties",
        "",
        (),
        sum(one.answered for one in gaps),
        sum(len(one.missing) for one in gaps),
        sum(len(one.to_confirm) for one in gaps),
    )
