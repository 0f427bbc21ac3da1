"""What follows from a party's data: who signs, where it stands in relation to the EU."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.model.expression import TBC
from app.model.library import Library

DERIVED_FROM: Final[Mapping[str, str]] = {
    "name": "legal_name",
    "signatory_name": "legal_name",
    "country_status": "seat.country",
    "outside_eu": "seat.country",
    "outside_eea": "seat.country",
    "is_public": "sector_kind",
    "number": "legal_name",
}
"""Which answer a derived field waits for."""


def derive(parties: Sequence[Mapping[str, Any]], library: Library) -> tuple[Mapping[str, Any], ...]:
    """Return the parties with their derived fields; a field that cannot be told yet is left out."""
    return tuple({**party, **_derived(party, number, library)} for number, party in enumerate(parties, start=1))


def country_status(country: str, library: Library) -> str:
    """Return EU, EEA_EFTA, CH, UK or OTHER for an ISO 3166-1 alpha-2 code, by the dated reference data."""
    for status in ("EU", "EEA_EFTA", "CH", "UK"):
        members = library.facts("country_status", status)
        if isinstance(members, list) and country in members:
            return status
    return "OTHER"


def is_known(value: object) -> bool:
    """Whether a value is an answer: not absent, not empty, not to be confirmed."""
    return value is not None and value not in ("", TBC)


def _derived(party: Mapping[str, Any], number: int, library: Library) -> dict[str, Any]:
    fields: dict[str, Any] = {"number": number}
    if is_known(party.get("legal_name")):
        fields["name"] = party["legal_name"]
    entity = party.get("signing_entity")
    host = entity.get("legal_name") if isinstance(entity, Mapping) else None
    if party.get("has_legal_personality") is False:
        if is_known(host):
            fields["signatory_name"] = host
    elif "name" in fields:
        fields["signatory_name"] = fields["name"]
    if is_known(party.get("sector_kind")):
        fields["is_public"] = party["sector_kind"] == "public"
    seat = party.get("seat")
    country = seat.get("country") if isinstance(seat, Mapping) else None
    if is_known(country):
        status = country_status(str(country), library)
        fields["country_status"] = status
        fields["outside_eu"] = status != "EU"
        fields["outside_eea"] = status not in ("EU", "EEA_EFTA")
    return fields
