"""The language of the interface: which one a person has chosen, and the catalogues that translate into it.

English is the source. The catalogues `translations/<language>/LC_MESSAGES/*.po` are read as they are, once and only
when somebody needs them: nothing has to be compiled, and a clean clone speaks three languages.
"""

from __future__ import annotations

import io
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import flask_babel
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import has_request_context, request
from flask_babel import Babel, Domain, get_locale

if TYPE_CHECKING:
    from flask import Flask

LANGUAGES: Final = {"en": "English", "fr": "Français", "de": "Deutsch"}
"""The languages of the interface, each called as it calls itself."""

COOKIE: Final = "language"
CATALOGUES: Final = Path(__file__).parent / "translations"

_LOCALES: Final = {"en": "en_GB", "fr": "fr", "de": "de"}


class Catalogues(Babel):  # type: ignore[misc]
    """Flask-Babel with catalogues that are read from their sources."""

    @cached_property
    def domain_instance(self) -> Domain:
        """The one domain of messages."""
        return _Sources(domain=self.domain)


class _Sources(Domain):  # type: ignore[misc]
    def get_translations(self) -> NullTranslations:
        return translations(current())


def register(app: Flask) -> None:
    """Let each request speak the language of the person who sent it."""
    Catalogues(app, default_locale=_LOCALES["en"], locale_selector=_chosen)


def current() -> str:
    """Return the language of this request, "en" outside of one."""
    locale = get_locale()
    return str(locale.language) if locale is not None else "en"


@lru_cache
def translations(language: str) -> NullTranslations:
    """Return the messages of a language; English needs none."""
    paths = sorted((CATALOGUES / language / "LC_MESSAGES").glob("*.po")) if language in LANGUAGES else []
    if not paths:
        return NullTranslations()
    whole = Catalog(locale=language)
    for path in paths:
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and is_translated(message):
                    whole[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return Translations(compiled, domain="messages")


def is_translated(message: Message) -> bool:
    """Whether a message has a translation, in each of its forms, that somebody has read."""
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(strings) and not message.fuzzy


def gettext(text: str, **values: object) -> str:
    """Return a text in the language of the interface, its places filled."""
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return one of two texts by number in the language of the interface; %(num)d is the number."""
    return str(flask_babel.ngettext(one, many, number, **values))


def _chosen() -> str:
    """Return the locale a person chose, else the one that the browser asks for, else English."""
    if not has_request_context():
        return _LOCALES["en"]
    kept = request.cookies.get(COOKIE, "")
    return _LOCALES[kept if kept in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "en")]
