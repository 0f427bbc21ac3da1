"""Countries and languages as people type them: the code, the English name, the name at home."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from app.interview import codes
from app.model.message import say

if TYPE_CHECKING:
    from babel import Locale


def parse_country(text: str, language: str) -> str:
    """Return the code of a country. Raises ValueError with a message."""
    typed = text.strip()
    if meant := codes.meant_country(typed):
        return meant
    name = _plain(typed)
    for known in (_country_names(language), _country_names("en"), _countries_at_home()):
        if name in known:
            return known[name]
    raise ValueError(
        say(
            "“{typed}” is no country that is known. Write its English name or its code of two letters.",
            typed=typed[:40],
        )
    )


def parse_language(text: str, language: str) -> str:
    """Return the code of a language. Raises ValueError with a message."""
    typed = text.strip()
    if typed.lower() in codes.languages():
        return typed.lower()
    name = _plain(typed)
    for known in (_language_names(language), _language_names("en"), _languages_at_home()):
        if name in known:
            return known[name]
    raise ValueError(
        say(
            "“{typed}” is no language that is known. Write its English name or its code of two letters.",
            typed=typed[:40],
        )
    )


def known_countries(language: str) -> list[str]:
    """Return the names of the countries in a language and in English, as they are written."""
    return _written("territories", language, codes.countries())


def known_languages(language: str) -> list[str]:
    """Return the names of the languages in a language and in English, as they are written."""
    return _written("languages", language, codes.languages())


def _written(kind: str, language: str, known: Iterable[str]) -> list[str]:
    locales = [locale for locale in (_locale(language), _locale("en")) if locale is not None]
    return [
        str(names[code]) for locale in locales for names in (getattr(locale, kind),) for code in known if code in names
    ]


def _plain(name: str) -> str:
    """Return a name without case, accents and marks, so that "Osterreich" and "Österreich" meet."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


@cache
def _country_names(language: str) -> dict[str, str]:
    locale = _locale(language)
    names = locale.territories if locale is not None else {}
    return {_plain(str(name)): str(code) for code, name in names.items() if str(code) in codes.countries()}


@cache
def _language_names(language: str) -> dict[str, str]:
    locale = _locale(language)
    names = locale.languages if locale is not None else {}
    return {_plain(str(name)): str(code) for code, name in names.items() if str(code) in codes.languages()}


@cache
def _countries_at_home() -> dict[str, str]:
    from babel.languages import get_official_languages

    names: dict[str, str] = {}
    for country in sorted(codes.countries()):
        for language in get_official_languages(country, de_facto=True):
            locale = _locale(language)
            if locale is not None and country in locale.territories:
                names.setdefault(_plain(str(locale.territories[country])), country)
    return names


@cache
def _languages_at_home() -> dict[str, str]:
    names: dict[str, str] = {}
    for code in sorted(codes.languages()):
        locale = _locale(code)
        if locale is not None and code in locale.languages:
            names.setdefault(_plain(str(locale.languages[code])), code)
    return names


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
