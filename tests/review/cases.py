"""A small language for what rules look at: answers, parties and what assembly noticed, without files.

found("TIM-01", document={"effective_date": "2027-03-01"}, term={"end_date": "2027-01-01"})
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from app.model.answers import Answers
from app.model.assembled import Assembled, Selected, Use
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
from app.model.outline import BindingLevel, Kind, Mode, Outline
from app.model.question import Limits, Question, QuestionType
from app.review import check

TODAY = datetime.date(2027, 3, 1)
ALPINE = {"id": "alpine", "short_name": "Alpine", "has_legal_personality": True, "seat": {"country": "DE"}}
COSTA = {"id": "costa", "short_name": "Costa", "has_legal_personality": True, "seat": {"country": "ES"}}
PARTIES: tuple[Mapping[str, Any], ...] = (ALPINE, COSTA)


def party(**fields: Any) -> dict[str, Any]:
    """Return Alpine with other details."""
    return {**ALPINE, **fields}


def annex(**rest: Any) -> Answers:
    """Return the answers of an annex "a1" in which both parties take part."""
    return Answers(**{"type": "annex", "id": "a1", "mode": "joined", "taking_part": ("alpine", "costa"), **rest})


def clause(identifier: str, text: str = "", document: str = "main") -> Clause:
    """Return an assembled clause with one paragraph."""
    blocks: tuple[Block, ...] = (Paragraph(f"{document}/{identifier}/p", (Text(text),)),) if text else ()
    return Clause(f"{document}/{identifier}", identifier, "standard", "clause", "1", (Text(identifier),), blocks)


def document(identifier: str, clauses: Iterable[Clause], *, second_signature: bool = False) -> Document:
    """Return an assembled document that holds the clauses."""
    line = SignatureLine(Answer("A", ""), Answer("B", ""), "a second time" if second_signature else "")
    block = SignatureBlock("s", "alpine", (), (line,))
    parts = (Part("terms", "terms", "", (), tuple(clauses)), Part("s", "signatures", "", (), (), (block,)))
    return Document(
        identifier, "contract", "Contract", "T", (), "", "R", "1", "draft", "2027-03-01", "en", "T", (), parts, ()
    )


FACTS = {
    "vat_patterns": {
        "patterns": {
            "AT": r"ATU\d{8}",
            "BE": r"BE[01]\d{9}",
            "DE": r"DE[1-9]\d{8}",
            "FR": r"FR[0-9A-HJ-NP-Z]{2}\d{9}",
            "GR": r"EL\d{9}",
        }
    },
    "public_email_domains": {"domains": ["gmail.com", "web.de", "gmx.de"]},
}


def library(questions: Iterable[Question] = ()) -> Library:
    """Return a library with two document types, a few party fields and the questions."""
    outlines = {
        name: Outline(name, name, name, kind, name, BindingLevel.LIGHT, tuple(Mode), ())
        for name, kind in (("contract", Kind.AGREEMENT), ("annex", Kind.ANNEX))
    }
    fields = (Question("pic", QuestionType.TEXT, "PIC", limits=Limits(pattern=r"\d{9}")),)
    return Library({}, outlines, {one.key: one for one in questions}, fields, {}, "0", FACTS)


def findings(
    *,
    parties: Iterable[Mapping[str, Any]] = PARTIES,
    annexes: Iterable[Answers] = (),
    problems: Iterable[Problem] = (),
    uses: Iterable[Use] = (),
    clauses: Iterable[Clause] = (),
    annex_clauses: Iterable[Clause] = (),
    questions: Iterable[Question] = (),
    final: bool = False,
    second_signature: bool = False,
    main: Mapping[str, Any] | None = None,
    **groups: Any,
) -> tuple[Finding, ...]:
    """Return all findings about a contract with these answers."""
    own = groups.pop("document", {"reference": "MC-2027-001"})
    answers = Answers("contract", own, tuple(parties), groups, annexes=tuple(annexes), **(main or {}))
    placed, placed_in_annex = tuple(clauses), tuple(annex_clauses)
    documents = [document("main", placed, second_signature=second_signature)]
    documents += [document(one.id, placed_in_annex) for one in answers.annexes]
    selected = [Selected("main", one.source, "standard", "in") for one in placed]
    selected += [Selected("a1", one.source, "standard", "in") for one in placed_in_annex]
    assembled = Assembled(Bundle(tuple(documents), "0"), tuple(problems), tuple(uses), tuple(selected))
    return check(assembled, answers, library(questions), today=TODAY, final=final)


def found(rule: str, **case: Any) -> list[Finding]:
    """Return what one rule found in a case."""
    return [finding for finding in findings(**case) if finding.rule == rule]
