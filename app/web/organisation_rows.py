"""Organisations of the address book as lists show them: name, seat, numbers, the last change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import request, url_for

from app.interview.gaps import field_value
from app.model.expression import TBC
from app.model.question import QuestionType
from app.services.organisation_keys import name_of
from app.services.show import name_of_code
from app.store import organisations as stored
from app.store.values import Organisation
from app.web.context import desk, when
from app.web.safety import whole
from app.web.words import told

PER_PAGE: Final = 50
_OFFERED: Final = 100
_LONGEST_QUERY: Final = 200
_MOST_WORDS: Final = 8
_ASKED: Final = ("q", "sort", "order", "one")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation as lists show it. `also` is its short name where lists show the legal one."""

    id: str
    name: str
    also: str
    where: str
    numbers: str
    changed: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the organisations that were searched for."""

    rows: list[OrganisationRow]
    query: str
    found: int
    number: int
    last: int


def search(*, sort: str = "name", backwards: bool = False) -> Listed:
    """Return the page of organisations that the request asks for (`q`, `page`)."""
    words = request.args.get("q", "")[:_LONGEST_QUERY].split()[:_MOST_WORDS]
    with desk().database.read() as session:
        found = stored.count(session, words)
        last = max(1, -(-found // PER_PAGE))
        number = min(max(1, request.args.get("page", 1, type=whole)), last)
        offset = (number - 1) * PER_PAGE
        rows = stored.listed(session, words, sort=sort, backwards=backwards, limit=PER_PAGE, offset=offset)
    return Listed([organisation_row(one) for one in rows], " ".join(words), found, number, last)


def page_address(number: int) -> str:
    """Return the address of another page of the list that the request asks for."""
    asked = {name: request.args[name] for name in _ASKED if name in request.args}
    page = str(number) if number > 1 else None
    return url_for(request.endpoint or "", **(asked | (request.view_args or {})), page=page)


def known_organisations() -> list[str]:
    """Return the names that are offered where one is typed: those of the entries that were changed last."""
    with desk().database.read() as session:
        found = stored.listed(session, sort="changed", limit=_OFFERED)
    return sorted({told(name_of(one.details)) for one in found}, key=str.casefold)


def organisation_row(one: Organisation) -> OrganisationRow:
    """Return one organisation as lists show it."""
    details = one.details
    name, short, country = told(name_of(details)), _text(details, "short_name"), _text(details, "seat.country")
    where = [_text(details, "seat.city"), told(name_of_code(QuestionType.COUNTRY, country)) if country else ""]
    numbers = [_text(details, key) for key in ("register_no", "vat_no")]
    return OrganisationRow(
        id=one.id,
        name=name,
        also=short if short != name else "",
        where=", ".join(filter(None, where)),
        numbers=" · ".join(filter(None, numbers)),
        changed=when(one.changed_at),
    )


def _text(details: Mapping[str, Any], key: str) -> str:
    value = field_value(details, key)
    return value if isinstance(value, str) and value != TBC else ""
