"""The codes that answers may hold: countries, languages, currencies. They are those of the Unicode locale data."""

from __future__ import annotations

from functools import cache
from typing import Final

# Codes of the locale data that are no countries: groups, pseudo-codes, exceptional reservations of ISO 3166.
_NO_COUNTRIES: Final = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
_NO_LANGUAGES: Final = frozenset({"sh"})
_MISTAKEN_COUNTRIES: Final = {"UK": "GB", "EL": "GR"}


@cache
def countries() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes."""
    from babel import Locale

    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRIES


@cache
def languages() -> frozenset[str]:
    """Return the ISO 639-1 codes."""
    from babel import Locale

    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2) - _NO_LANGUAGES


@cache
def currencies() -> frozenset[str]:
    """Return the ISO 4217 codes."""
    from babel import Locale

    return frozenset(map(str, Locale("en").currencies))


def meant_country(code: str) -> str | None:
    """Return the code that a common mistake stands for (UK for GB, be for BE), or None."""
    upper = code.upper()
    return _MISTAKEN_COUNTRIES.get(upper) or (upper if upper in countries() else None)
