"""Constraints: what the law of a country, or the kind of a party or subject, asks of a document. Lawyers write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.model.finding import Severity

Wanted = Mapping[str, tuple[Any, ...]]
"""By field or question, the values of which one has to be there."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One line of `contract_templates/_house/constraints.yaml`.

    It is broken where all that it names holds: `types` (of the document), `answers` that the text uses, one of the
    `clauses` stands there, none of those it `lacks` stands there or in the framework, a `party` has these values and
    none in `party_lacks`, a sharing `subject` has these values (then only the subject's annex is looked at). `message`
    may hold {parties} and {subject}. `question` is where a finding leads. `reviewed` is a day ("2026-11-01").
    """

    id: str
    severity: Severity
    message: str
    remedy: str
    source: str
    reviewed: str
    types: tuple[str, ...] = ()
    answers: Wanted = field(default_factory=dict)
    clauses: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    party: Wanted = field(default_factory=dict)
    party_lacks: tuple[str, ...] = ()
    subject: Wanted = field(default_factory=dict)
    question: str = ""
    line: int = 0
