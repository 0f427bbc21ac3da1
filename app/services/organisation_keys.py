"""By what organisations of the address book are known: their names, what lists search, and keys that find doubles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from app.interview.gaps import field_value
from app.interview.nearest import likeness
from app.model.expression import TBC
from app.model.message import say
from app.model.question import QuestionType
from app.services.show import name_of_code
from app.store.values import Noted

NEARLY_EQUAL: Final = 0.9
"""From here on two names may be two spellings of one."""

_SEARCHED: Final = (
    *("legal_name", "short_name", "english_name", "seat.city", "seat.country", "register_no", "vat_no", "euid", "lei"),
    *("pic", "contact.name", "contact.email"),
)
_MARKS: Final = re.compile(r"[\W_]+")


def name_of(details: Mapping[str, Any]) -> str:
    """Return by which name lists show an organisation."""
    return _name(details) or say("Organisation without a name")


def noted(details: Mapping[str, Any]) -> Noted:
    """Return what lists sort, search and compare an organisation by."""
    country, register, vat = (_text(details, key) for key in ("seat.country", "register_no", "vat_no"))
    words = [_text(details, key) for key in _SEARCHED]
    words.append(name_of_code(QuestionType.COUNTRY, country) if country else "")
    return Noted(
        sort_name=_name(details).casefold()[:200],
        search="\n".join(word for word in words if word).casefold()[:4000],
        name_key=_key(_name(details))[:200],
        # A number says little without its register; that of another country may be the same.
        register_key=f"{country}:{_key(register)}"[:120] if country and _key(register) else "",
        vat_key=_key(vat)[:60],
    )


def nearly_equal(one: str, other: str) -> bool:
    """Whether two keys of names may be two spellings of one name."""
    return bool(one and other) and (one == other or likeness(one, other, NEARLY_EQUAL) >= NEARLY_EQUAL)


def _name(details: Mapping[str, Any]) -> str:
    return _text(details, "legal_name") or _text(details, "short_name")


def _text(details: Mapping[str, Any], key: str) -> str:
    value = field_value(details, key)
    return " ".join(value.split()) if isinstance(value, str) and value != TBC else ""


def _key(text: str) -> str:
    """Return a text so that spellings of it are equal: case, accents, spaces and marks do not count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))
