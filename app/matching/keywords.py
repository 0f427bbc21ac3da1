"""Words that say what an entry is about, in a form in which they can be compared."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST: Final = 3
_NO_PLURAL: Final = ("ss", "us", "is")

_EMPTY_WORDS: Final = """
able about access after all and annual any are available based before between both can capacity case common
company day each for from have help hour into its joint like long made make member month more most need needed
new not offer offered one only open other our out over own partner party people per possible project provide
provided research several short some specific such support than that the their them then there these they this
three through time two under until use used user using very want week when where which who will with within work
year years you your
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())
"""Words that stand in entries of every kind and say nothing about what is shared."""


def keywords(*texts: str) -> dict[str, str]:
    """Return the words that carry the sense of texts: from the form in which they are compared to that in which they
    were written first. Marks, case and the plural s do not count; numbers and short words neither.
    """
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text):
            plain = _plain(word)
            if len(plain) >= _SHORTEST and plain not in _EMPTY and not plain.isdigit():
                found.setdefault(plain, word)
    return found


def _plain(word: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(one))
    if len(bare) > _SHORTEST and bare.endswith("s") and not bare.endswith(_NO_PLURAL):
        bare = bare[:-1]
    return bare
