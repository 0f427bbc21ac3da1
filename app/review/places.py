"""Countries: where they stand, and which treaties carry a judgment or an award from one to another.

All of it comes from the dated reference data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.model.library import Library
from app.model.values import field

BRUSSELS, LUGANO, HAGUE_2005, HAGUE_2019 = "EU", "lugano_2007", "hague_2005", "hague_2019"
NEW_YORK = "new_york_1958"


def country_of(party: Mapping[str, Any]) -> str | None:
    """Return the country of a party's seat, or None."""
    country = field(party, "seat.country")
    return country if isinstance(country, str) else None


def standing(library: Library, country: str) -> str | None:
    """Return EU, EEA_EFTA, CH, UK or OTHER; None where the reference data are missing (REF-01 tells)."""
    if not knows(library, "country_status"):
        return None
    return next(
        (name for name in ("EU", "EEA_EFTA", "CH", "UK") if is_in(library, "country_status", name, country)), "OTHER"
    )


def outside_eu(library: Library, party: Mapping[str, Any]) -> bool:
    """Whether a party is known to have its seat outside the European Union."""
    country = country_of(party)
    return country is not None and standing(library, country) not in (None, "EU")


def outside_eea(library: Library, party: Mapping[str, Any]) -> bool:
    """Whether a party is known to have its seat outside the European Economic Area."""
    country = country_of(party)
    return country is not None and standing(library, country) not in (None, "EU", "EEA_EFTA")


def knows(library: Library, block: str) -> bool:
    """Whether a block of the reference data is there."""
    return isinstance(library.reference_data.get(block), Mapping)


def is_in(library: Library, block: str, name: str, country: str) -> bool:
    """Whether a country stands in a list of the reference data ("treaties", "hague_2019")."""
    members = library.facts(block, name)
    return isinstance(members, list | Mapping) and country in members


def judgments_travel(library: Library, court: str, seat: str, exclusive: bool) -> bool:
    """Whether a treaty makes a judgment of one country enforceable in another, or nothing is known of treaties.

    The Convention of 2005 covers only courts that are exclusive.
    """

    def both(block: str, name: str) -> bool:
        return is_in(library, block, name, court) and is_in(library, block, name, seat)

    return (
        court == seat
        or not knows(library, "treaties")
        or both("country_status", BRUSSELS)
        or both("treaties", LUGANO)
        or (exclusive and both("treaties", HAGUE_2005))
        or both("treaties", HAGUE_2019)
    )
