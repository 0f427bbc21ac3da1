"""The dated reference data: are they there, and is somebody looking after them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Final

from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_date
from app.review.case import Case
from app.review.places import outside_eea
from app.review.rule import Check, Hit, rule

BLOCKS: Final = (
    "adequacy",
    "country_status",
    "embargo",
    "institutions",
    "public_email_domains",
    "teachers_own_inventions",
    "treaties",
    "vat_patterns",
)
"""The lists that rules read."""

FRESH_DAYS: Final = 180


@rule(
    "REF-01",
    Severity.HINT,
    "A list of facts that change with time is old, has no date of the past, or is missing (a warning).",
    "Compare the list with its source, then correct it and its date (contract_templates/_house/reference.yaml).",
)
def old_facts(case: Case) -> Iterator[Hit]:
    """Find lists of the reference data that are missing, without a date of the past, or older than 180 days."""
    missing = [name for name in BLOCKS if not isinstance(case.library.reference_data.get(name), Mapping)]
    if missing:
        message = say(
            "What depends on these lists was not checked, because they are missing: {names}.", names=listed(missing)
        )
        yield Hit(message, severity=Severity.WARNING)
    ages = {name: _age(case, name) for name in BLOCKS if name not in missing}
    undated = [name for name, age in ages.items() if age is None or age.days < 0]
    if undated:
        yield Hit(
            say(
                "Nobody knows how old these lists are, because they have no date or one that is still to come:"
                " {names}.",
                names=listed(undated),
            )
        )
    old = [name for name, age in ages.items() if age is not None and age.days > FRESH_DAYS and name != "adequacy"]
    if old:
        yield Hit(
            say(
                "These lists were last compared with their source more than {fresh_days} days ago: {names}.",
                fresh_days=FRESH_DAYS,
                names=listed(old),
            )
        )


@rule(
    "DAT-08",
    Severity.HINT,
    "The list of adequacy decisions is old, and personal data leave the European Economic Area.",
    "Look the country up on the site of the European Commission, then renew the list.",
)
def old_adequacy(case: Case) -> Iterator[Hit]:
    """Find transfers of personal data, or parties outside the area, while the list of decisions is old."""
    age = _age(case, "adequacy")
    if age is None or age.days <= FRESH_DAYS:
        return
    for paper in case.papers:
        abroad = any(outside_eea(case.library, party) for party in paper.parties)
        if paper.answer("data.transfer_outside_eea") is True or (abroad and paper.framework is None):
            message = say(
                "The list of adequacy decisions was last compared with its source {days} days ago.", days=age.days
            )
            yield Hit(message, paper.id, "data.transfer_tool" if "data.transfer_tool" in paper.uses else None)


def _age(case: Case, block: str) -> datetime.timedelta | None:
    """Return how old a list is, or None where it is missing or has no date."""
    date = as_date(case.library.facts(block, "as_of"))
    return case.today - date if date is not None else None


CHECKS: tuple[Check, ...] = (old_facts, old_adequacy)
