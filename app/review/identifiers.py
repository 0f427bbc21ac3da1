"""Numbers of organisations: VAT, LEI, EUID. Everything is checked offline, by form and by check digits."""

from __future__ import annotations

import re
from typing import Final

VAT_FORMS: Final = {
    "AT": r"ATU\d{8}",
    "BE": r"BE[01]\d{9}",
    "BG": r"BG\d{9,10}",
    "CH": r"CHE\d{9}(MWST|TVA|IVA)?",
    "CY": r"CY\d{8}[A-Z]",
    "CZ": r"CZ\d{8,10}",
    "DE": r"DE[1-9]\d{8}",
    "DK": r"DK\d{8}",
    "EE": r"EE\d{9}",
    "ES": r"ES(?!\d{9}$)[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"FI\d{8}",
    "FR": r"FR[0-9A-HJ-NP-Z]{2}\d{9}",
    "GB": r"(GB|XI)(\d{9}|\d{12}|GD\d{3}|HA\d{3})",
    "GR": r"EL\d{9}",
    "HR": r"HR\d{11}",
    "HU": r"HU\d{8}",
    "IE": r"IE(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])",
    "IS": r"(IS)?\d{5,6}",
    "IT": r"IT\d{11}",
    "LI": r"(LI)?\d{5}|CHE\d{9}(MWST|TVA|IVA)?",
    "LT": r"LT(\d{9}|\d{12})",
    "LU": r"LU\d{8}",
    "LV": r"LV\d{11}",
    "MT": r"MT\d{8}",
    "NL": r"NL\d{9}B\d{2}",
    "NO": r"(NO)?\d{9}(MVA)?",
    "PL": r"PL\d{10}",
    "PT": r"PT\d{9}",
    "RO": r"RO\d{2,10}",
    "SE": r"SE\d{10}01",
    "SI": r"SI\d{8}",
    "SK": r"SK\d{10}",
}
"""The form of a VAT number by the country of the seat; spaces, dots, dashes and slashes are left out before."""

CHECKED: Final = ("BE", "FR", "IT", "PL")
"""The countries whose check digits are looked at as well."""

_PREFIXES: Final = frozenset(VAT_FORMS) - {"GR"} | {"EL", "XI"}
_EUID: Final = re.compile(
    r"(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK)"
    r"[A-Z0-9]*\.[A-Z0-9][A-Z0-9 ./-]*(_[A-Z0-9])?"
)
_MARKS: Final = re.compile(r"[\s.\-/]+")


def vat_trouble(number: str, country: str) -> str | None:
    """Return what is wrong with a VAT number for a seat in `country` (ISO code), or None.

    A country whose form is not known is not judged.
    """
    compact = _MARKS.sub("", number.upper())
    form = VAT_FORMS.get(country)
    if form is None:
        return None
    if country == "GR" and compact.startswith("GR"):
        return "a Greek VAT number begins with EL, not with GR"
    if not re.fullmatch(form, compact, re.ASCII):
        prefix = compact[:2]
        if prefix in _PREFIXES and prefix not in (country, "EL" if country == "GR" else country):
            return f"it begins with {prefix}, but the seat is in {country}"
        return f"it has not the form of a VAT number of {country}"
    return None if country not in CHECKED or _digits_agree(compact, country) else "its check digits do not agree"


def lei_is_sound(lei: str) -> bool:
    """Whether a legal entity identifier has 20 characters and check digits that agree."""
    from stdnum import lei as checker

    return bool(checker.is_valid(lei))


def euid_trouble(euid: str, country: str | None) -> str | None:
    """Return what is wrong with a European unique identifier for a seat in `country`, or None."""
    if not _EUID.fullmatch(euid):
        return "it has not the form of an EUID, such as DKCVR.11845118"
    expected = "EL" if country == "GR" else country
    if expected is not None and not euid.startswith(expected):
        return f"it begins with {euid[:2]}, but the seat is in {country}"
    return None


def _digits_agree(compact: str, country: str) -> bool:
    from stdnum.eu import vat

    return bool(vat.is_valid(compact)) if country in CHECKED else True
