"""A small language for what rules look at: answers, parties and what assembly noticed, without files.

found("TIM-01", document={"effective_date": "2027-03-01"}, term={"end_date": "2027-01-01"})

Every answer counts as used by the text, unless the case says `asked=False`.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.model.answers import Answers
from app.model.assembled import Assembled, Selected, Use
from app.model.clause import Clause as LibraryClause
from app.model.constraint import Constraint
from app.model.document import (
    Answer,
    Block,
    Bundle,
    Clause,
    Document,
    Paragraph,
    Part,
    SignatureBlock,
    SignatureLine,
    Text,
)
from app.model.finding import Finding, Problem
from app.model.library import Library
from app.model.outline import BindingLevel, Kind, Mode, Outline, OutlinePart, Placement
from app.model.question import Limits, Question, QuestionType
from app.review import check

TODAY = datetime.date(2027, 3, 1)
ALPINE = {"id": "alpine", "short_name": "Alpine", "has_legal_personality": True, "seat": {"country": "DE"}}
COSTA = {"id": "costa", "short_name": "Costa", "has_legal_personality": True, "seat": {"country": "ES"}}
PARTIES: tuple[Mapping[str, Any], ...] = (ALPINE, COSTA)


def party(**fields: Any) -> dict[str, Any]:
    """Return Alpine with other details."""
    return {**ALPINE, **fields}


def many(count: int, **fields: Any) -> list[dict[str, Any]]:
    """Return Alpine, Costa and as many others as it takes, in Germany, Spain and France."""
    others = [
        {"id": f"p{n}", "short_name": f"Party {n}", "has_legal_personality": True, "seat": {"country": "FR"}}
        for n in range(3, count + 1)
    ]
    return [{**one, **fields} for one in (*PARTIES, *others)[:count]]


def seated(country: str, **fields: Any) -> list[Mapping[str, Any]]:
    """Return Alpine in another country, and Costa."""
    checked = {} if country in ("DE", "FR", "GR") else {"sanctions_checked_on": "2027-02-01"}
    return [party(seat={"country": country}, **{**checked, **fields}), COSTA]


def annex(**rest: Any) -> Answers:
    """Return the answers of an annex "a1" in which both parties take part."""
    return Answers(**{"type": "annex", "id": "a1", "mode": "joined", "taking_part": ("alpine", "costa"), **rest})


def clause(identifier: str, text: str = "", document: str = "main", **rest: Any) -> Clause:
    """Return an assembled clause with one paragraph; `alternative`, `origin` and the like as they are told."""
    blocks: tuple[Block, ...] = (Paragraph(f"{document}/{identifier}/p", (Text(text),)),) if text else ()
    made = Clause(f"{document}/{identifier}", identifier, "standard", "clause", "1", (Text(identifier),), blocks)
    return dataclasses.replace(made, **rest)


def typed(text: str, identifier: str = "gen-disputes", **rest: Any) -> Clause:
    """Return a clause with own wording of the user."""
    return clause(identifier, text, origin="own", **rest)


def in_library(identifier: str, **rest: Any) -> LibraryClause:
    """Return a clause of the library of which only some properties matter."""
    return LibraryClause(identifier, identifier[:3], (), (), "standard", (), "f", "h", "s", **rest)


def document(identifier: str, clauses: Iterable[Clause], *, second_signature: bool = False) -> Document:
    """Return an assembled document that holds the clauses."""
    line = SignatureLine(Answer("A", ""), Answer("B", ""), "a second time" if second_signature else "")
    block = SignatureBlock("s", "alpine", (), (line,))
    parts = (Part("terms", "terms", "", (), tuple(clauses)), Part("s", "signatures", "", (), (), (block,)))
    return Document(
        identifier, "contract", "Contract", "T", (), "", "R", "1", "draft", "2027-03-01", "en", "T", (), parts, ()
    )


FACTS: dict[str, dict[str, Any]] = {
    "adequacy": {"countries": ["CH", "GB", "JP"], "partial": {"JP": "businesses"}},
    "country_status": {"EU": ["AT", "BE", "DE", "DK", "ES", "FR", "GR", "IT", "SE"], "EEA_EFTA": ["IS", "LI", "NO"]}
    | {"CH": ["CH"], "UK": ["GB"]},
    "embargo": {"countries": ["KP"]},
    "institutions": {
        "DIS": {"label": "the institute", "seat": "DE", "rules": {"arbitration": "A", "mediation": "M"}},
        "WIPO": {"label": "the center", "rules": {"arbitration": "A", "expedited": "E", "mediation": "M"}},
    },
    "public_email_domains": {"domains": ["gmail.com", "web.de", "gmx.de"]},
    "teachers_own_inventions": {"countries": ["SE"]},
    "treaties": {
        "lugano_2007": ["AT", "BE", "DE", "DK", "ES", "FR", "GR", "IT", "SE", "CH", "IS", "NO"],
        "hague_2005": ["BE", "DE", "ES", "GB", "MX"],
        "hague_2019": ["BE", "DE", "ES", "GB", "UY"],
        "new_york_1958": ["BE", "DE", "ES", "GB", "JP", "LI", "MX", "US"],
    },
    "vat_patterns": {
        "patterns": {
            "AT": r"ATU\d{8}",
            "BE": r"BE[01]\d{9}",
            "DE": r"DE[1-9]\d{8}",
            "FR": r"FR[0-9A-HJ-NP-Z]{2}\d{9}",
            "GR": r"EL\d{9}",
        }
    },
}
"""Reference data in small."""


def library(
    questions: Iterable[Question] = (),
    clauses: Iterable[LibraryClause] = (),
    facts: Mapping[str, Any] | None = None,
    places: Iterable[str] = (),
    categories: tuple[str, ...] = (),
    *,
    levels: Iterable[BindingLevel] = BindingLevel,
) -> Library:
    """Return a library with three document types, a few party fields, and the questions and clauses told.

    `categories` are those of sharing subjects for which the annex is made, `levels` its binding levels.
    """
    part = OutlinePart("terms", "", tuple(Placement(name) for name in places))
    outlines = {
        name: Outline(name, name, name, kind, name, BindingLevel.LIGHT, tuple(Mode), (part,))
        for name, kind in (("contract", Kind.AGREEMENT), ("annex", Kind.ANNEX), ("form", Kind.FORM))
    }
    fields = (Question("pic", QuestionType.TEXT, "PIC", limits=Limits(pattern=r"\d{9}")),)
    dated = {name: {"as_of": "2027-01-15", **block} for name, block in FACTS.items()}
    known = {one.id: one for one in clauses}
    outlines["annex"] = dataclasses.replace(outlines["annex"], categories=categories, levels=tuple(levels))
    return Library(
        known, outlines, {one.key: one for one in questions}, fields, {}, "0", dated if facts is None else facts
    )


def findings(
    *,
    parties: Iterable[Mapping[str, Any]] = PARTIES,
    annexes: Iterable[Answers] = (),
    problems: Iterable[Problem] = (),
    uses: Iterable[Use] = (),
    asked: bool = True,
    clauses: Iterable[Clause] = (),
    annex_clauses: Iterable[Clause] = (),
    questions: Iterable[Question] = (),
    known: Iterable[LibraryClause] = (),
    facts: Mapping[str, Any] | None = None,
    places: Iterable[str] = (),
    categories: tuple[str, ...] = (),
    constraints: tuple[Constraint, ...] = (),
    final: bool = False,
    second_signature: bool = False,
    taken_over: Iterable[str] = (),
    levels: Iterable[BindingLevel] = BindingLevel,
    main: Mapping[str, Any] | None = None,
    **groups: Any,
) -> tuple[Finding, ...]:
    """Return all findings about a contract with these answers."""
    own = groups.pop("document", {"reference": "MC-2027-001"})
    told = {"type": "contract", **(main or {})}
    answers = Answers(told.pop("type"), own, tuple(parties), groups, annexes=tuple(annexes), **told)
    placed, placed_in_annex = tuple(clauses), tuple(annex_clauses)
    documents = [document("main", placed, second_signature=second_signature)]
    documents += [document(one.id, placed_in_annex) for one in answers.annexes]
    selected = [Selected("main", one.source, one.alternative, "in") for one in placed]
    selected += [Selected("a1", one.source, one.alternative, "in") for one in placed_in_annex]
    selected += [Selected("a1", name, "standard", "in-framework") for name in taken_over]
    used = (*(_used(answers) if asked else ()), *uses)
    assembled = Assembled(Bundle(tuple(documents), "0"), tuple(problems), used, tuple(selected))
    loaded = library(questions, known, facts, places, categories, levels=levels)
    return check(assembled, answers, dataclasses.replace(loaded, constraints=constraints), today=TODAY, final=final)


def found(rule: str, **case: Any) -> list[Finding]:
    """Return what one rule found in a case."""
    return [finding for finding in findings(**case) if finding.rule == rule]


def _used(answers: Answers) -> Iterator[Use]:
    """Yield a use of every answer in every document."""
    papers = (answers, *answers.annexes)
    groups = [group for one in papers for group in (*one.groups.items(), ("document", one.document))]
    for paper in papers:
        for name, group in groups:
            for key in (f"{name}.{one}" for one in group) if isinstance(group, Mapping) else (name,):
                yield Use(paper.id, key, "", "given")
