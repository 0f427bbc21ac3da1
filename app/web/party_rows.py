"""Parties as lists show them: name, seat, who signs, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.interview import gaps_of
from app.model.library import Library
from app.services.drafts import Draft
from app.services.record import parties, party_name
from app.services.show import show
from app.web.language import gettext
from app.web.words import told


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as lists show it."""

    id: str
    name: str
    where: str
    signs: str
    missing: int
    to_confirm: int


def party_rows(draft: Draft) -> list[PartyRow]:
    """Return the parties of a dossier with what is missing of each."""
    return [party_row(party, draft.library) for party in parties(draft.record)]


def party_row(party: Mapping[str, Any], library: Library) -> PartyRow:
    """Return one party with what is missing of it."""
    gaps = gaps_of(party, library)
    seat = party.get("seat") or {}
    country = library.party_field("seat.country")
    where = [seat.get("city"), told(show(country, seat.get("country"))) if country else ""]
    known = [text for text in where if isinstance(text, str) and text not in ("", "TBC")]
    signs = gettext("through a host entity") if party.get("has_legal_personality") is False else _signatories(party)
    return PartyRow(
        party["id"], told(party_name(party)), ", ".join(known), signs, len(gaps.missing), len(gaps.to_confirm)
    )


def _signatories(party: Mapping[str, Any]) -> str:
    names = [row.get("name") for row in party.get("representatives") or [] if row.get("name") not in (None, "TBC")]
    return ", ".join(names) if names else gettext("signatory to be confirmed")
