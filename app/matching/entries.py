"""Offers, demands and subjects as values: what the answers say, with what is not known yet left out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.model.answers import Answers
from app.model.expression import TBC
from app.model.values import as_date, as_names, as_rows

OFFERS: Final = "offers"
DEMANDS: Final = "demands"
SUBJECTS: Final = "subjects"
RESTRICTED: Final = "restricted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer or demand. `key` is the full key of its row ("offers[o1]")."""

    key: str
    party: str
    category: str
    title: str
    detail: str = ""
    restricted: bool = False
    valid_until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that one party gives and others receive. `annex` is the id of the annex that settles it, or ""."""

    key: str
    title: str
    category: str
    provider: str
    receivers: tuple[str, ...]
    detail: str = ""
    reciprocity: str = "none"
    money: bool = False
    status: str = "idea"
    annex: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody who takes part: the provider first."""
        return (self.provider, *(party for party in self.receivers if party != self.provider))


def read_entries(answers: Answers, name: str) -> tuple[Entry, ...]:
    """Return the offers or the demands (`name`) of which party and category are known."""
    return tuple(
        Entry(
            key=key,
            party=_text(row.get("party")),
            category=_text(row.get("kind")),
            title=_text(row.get("title")),
            detail=_text(row.get("detail")),
            restricted=row.get("confidentiality") == RESTRICTED,
            valid_until=as_date(row.get("valid_until")),
        )
        for key, row in _rows(answers, name)
        if _text(row.get("party")) and _text(row.get("kind"))
    )


def read_subjects(answers: Answers) -> tuple[Subject, ...]:
    """Return the subjects of which category and provider are known."""
    return tuple(
        Subject(
            key=key,
            title=_text(row.get("title")),
            category=_text(row.get("category")),
            provider=_text(row.get("provider")),
            receivers=tuple(as_names(row.get("receivers"))),
            detail=_text(row.get("detail")),
            reciprocity=_text(row.get("reciprocity")) or "none",
            money=row.get("money") is True,
            status=_text(row.get("status")) or "idea",
            annex=_text(row.get("annex")),
        )
        for key, row in _rows(answers, SUBJECTS)
        if _text(row.get("category")) and _text(row.get("provider"))
    )


def _rows(answers: Answers, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, row in enumerate(as_rows(answers.groups.get(name)), start=1):
        yield f"{name}[{row.get('id', number)}]", row


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) and value != TBC else ""
