"""Numbers of organisations: VAT, LEI, EUID. Everything is checked offline, by form and by check digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from app.model.message import say

CHECKED: Final = ("BE", "FR", "IT", "PL")
"""The countries whose check digits are looked at as well."""

_EUID: Final = re.compile(
    r"(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK)"
    r"[A-Z0-9]*\.[A-Z0-9][A-Z0-9 ./-]*(_[A-Z0-9])?"
)
_MARKS: Final = re.compile(r"[\s.\-/]+")


def vat_trouble(number: str, country: str, forms: Mapping[str, str]) -> str | None:
    """Return what is wrong with a VAT number for a seat in `country` (ISO code), or None.

    `forms` are regular expressions by country, from the dated reference data; a country that is not among them is not
    judged. Spaces, dots, dashes and slashes do not count.
    """
    compact = _MARKS.sub("", number.upper())
    form = forms.get(country)
    if form is None:
        return None
    if country == "GR" and compact.startswith("GR"):
        return say("a Greek VAT number begins with EL, not with GR")
    if not re.fullmatch(form, compact, re.ASCII):
        prefix = compact[:2]
        known = forms.keys() - {"GR"} | {"EL", "XI"}
        if prefix in known and prefix != ("EL" if country == "GR" else country):
            return say("it begins with {prefix}, but the seat is in {country}", prefix=prefix, country=country)
        return say("it has not the form of a VAT number of {country}", country=country)
    return None if country not in CHECKED or _digits_agree(compact) else say("its check digits do not agree")


def lei_is_sound(lei: str) -> bool:
    """Whether a legal entity identifier has 20 characters and check digits that agree."""
    from stdnum import lei as checker

    return bool(checker.is_valid(lei))


def euid_trouble(euid: str, country: str | None) -> str | None:
    """Return what is wrong with a European unique identifier for a seat in `country`, or None."""
    if not _EUID.fullmatch(euid):
        return say("it has not the form of an EUID, such as DKCVR.11845118")
    expected = "EL" if country == "GR" else country
    if expected is not None and not euid.startswith(expected):
        return say("it begins with {euid}, but the seat is in {country}", euid=euid[:2], country=country)
    return None


def _digits_agree(compact: str) -> bool:
    from stdnum.eu import vat

    return bool(vat.is_valid(compact))
