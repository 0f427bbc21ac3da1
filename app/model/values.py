"""Values of answers as rules and matches need them: numbers, dates, rows, money, the details of a party."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from app.model.expression import TBC


class Money(NamedTuple):
    """A sum that an answer holds."""

    amount: float
    currency: str

    def __str__(self) -> str:
        whole = float(self.amount).is_integer()
        return f"{self.currency} {self.amount:,.0f}" if whole else f"{self.currency} {self.amount:,.2f}"


def as_number(value: object) -> int | float | None:
    """Return the number that an answer is, or None."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def as_date(value: object) -> datetime.date | None:
    """Return the date that an answer holds, or None."""
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def as_money(value: object) -> Money | None:
    """Return the sum that an answer holds, or None: absent, to be confirmed, or without amount or currency."""
    if not isinstance(value, Mapping):
        return None
    amount, currency = as_number(value.get("amount")), value.get("currency")
    known = amount is not None and isinstance(currency, str) and currency not in ("", TBC)
    return Money(float(amount or 0), str(currency)) if known else None


def as_rows(value: object) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a table, none where the answer is no table."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def as_names(value: object) -> Sequence[str]:
    """Return a list of plain values (parties, choices), none where the answer is no list."""
    return [name for name in value if isinstance(name, str)] if isinstance(value, list | tuple) else []


def field(party: Mapping[str, Any], key: str) -> Any:
    """Return what is known behind a dotted key of a party ("seat.country"), or of a row; None where nothing is."""
    value: Any = party
    for name in key.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return None if value in ("", TBC) else value


def party_key(party: Mapping[str, Any], key: str) -> str:
    """Return the full key of a field of a party ("parties[alpine].vat_no")."""
    return f"parties[{party.get('id')}].{key}"


def party_name(party: Mapping[str, Any]) -> str:
    """Return how messages call a party."""
    return str(field(party, "short_name") or field(party, "legal_name") or party.get("id"))


def named(parties: Sequence[Mapping[str, Any]], identifier: object) -> str:
    """Return how messages call the party with this id."""
    return next((party_name(party) for party in parties if party.get("id") == identifier), str(identifier))


def months_after(start: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, the last of its month where that has fewer days."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    year = min(year, datetime.MAXYEAR)
    return datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
