"""Warnings about two negatives in a sentence, one of which denies the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.errors import Mistake
from app.library.loader import Loading
from app.library.style_text import GAP, beginning, sentences

_HARMLESS: Final = re.compile(
    r"\b(?:or not|not only|(?:no|not) (?:later|earlier|more|less|longer|fewer|sooner|lower|higher) than|no longer"
    r"|without delay|one without the other)\b",
    re.IGNORECASE,
)
"""Words of denial that deny nothing."""

_CLAUSE_STARTS: Final = " and | but | so | if | when | because | that | which | who | whose |, it |, they |[;:]"
_SAME_PART: Final = rf"(?:(?!{_CLAUSE_STARTS}).)*?"
_SAME_BREATH: Final = rf"(?:(?!{_CLAUSE_STARTS}| or |,).)*?"
_SUBJECT_DENIED: Final = r"(?:(?! and | but | or |[,;:]).)*?"
_TWO_NEGATIVES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(not|no|never|nobody|nothing|none|cannot)\b{_SAME_PART}\b(without)\b",
        rf"\b(without)\b{_SAME_BREATH}\b(not|no|never|nobody|nothing|none|cannot)\b",
        rf"(?:^\W*|, )(no|never|nobody|nothing|none|neither)\b{_SUBJECT_DENIED}\b(not|never|cannot|no)\b",
        r"\b(not) (un(?:able|fair|lawful|likely|reasonabl[ey]|usual|willing)|im(?:possible|proper)|incompatible)\b",
    )
)
"""Where one negative denies another. "Unless" is an exception, and two denials side by side deny two things."""


def two_negatives(loading: Loading) -> Iterator[Mistake]:
    """Warn of sentences in which one negative denies another."""
    for passage, sentence in sentences(loading):
        plain = _HARMLESS.sub(GAP, sentence)
        found = next((match for pattern in _TWO_NEGATIVES if (match := pattern.search(plain))), None)
        if found:
            message = f"“{found[1]} … {found[2]}” are two negatives in “{beginning(sentence)}”."
            yield Mistake(passage.file, passage.line, message, "Say what holds: “may only if”, “only with”.")
