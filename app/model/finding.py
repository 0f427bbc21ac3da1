"""Findings: what a rule has to say about a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error blocks a final, never a draft."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Rule:
    """A consistency rule: what it says in general, and how what it finds is mended."""

    id: str
    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found in one place.

    `document` is the id of the document in its bundle ("main", an annex's id), `clause` a clause id, `question` the
    full key of an answer ("parties[alpine].vat_no"), `place` a "file:line" of the library where that helps."""

    rule: str
    severity: Severity
    message: str
    remedy: str
    document: str = "main"
    clause: str | None = None
    question: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What assembly noticed while it worked; review turns it into a finding by the rule's id."""

    rule: str
    message: str
    document: str = "main"
    clause: str | None = None
    question: str | None = None
    place: str | None = None
