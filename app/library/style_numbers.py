"""Warnings about numbers: figures only, and each once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.errors import Mistake
from app.library.loader import Loading
from app.library.style_text import GAP, own_clauses, passages

_TEENS: Final = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL: Final = "one|two|three|four|five|six|seven|eight|nine"
_ABOVE_TEN: Final = (
    rf"(?:{_TEENS}|(?:{_TENS})(?:[- ](?:{_SMALL}))?|(?:(?:a|{_SMALL}|ten) )?(?:hundred|thousand|million))"
)
_UNITS: Final = (
    r"(?:(?:working|calendar|business) )?(?:days?|weeks?|months?|years?|hours?|minutes?|euros?|per ?cent|%|pages?"
    r"|copies|originals|members?|part(?:y|ies)|persons?|people|seats?|votes?)"
)
_IN_WORDS: Final = re.compile(rf"\b{_ABOVE_TEN} {_UNITS}(?!\w)", re.IGNORECASE)
_TWICE: Final = re.compile(
    rf"\b(?:{_ABOVE_TEN}|{_SMALL}|ten) ?\((?:\d+|{GAP})\)|(?:\d|{GAP}) \((?:{_ABOVE_TEN}|{_SMALL}|ten)\)", re.IGNORECASE
)


def numbers_twice(loading: Loading) -> Iterator[Mistake]:
    """Warn of a number that stands in words and in figures: "thirty (30)"."""
    yield from _found(loading, _TWICE, "“{}” says a number twice.", "Write the figure alone.")


def numbers_in_words(loading: Loading) -> Iterator[Mistake]:
    """Warn of a number above ten in words before a unit: "thirty days"."""
    yield from _found(loading, _IN_WORDS, "“{}” spells a number out.", "Write it in figures.")


def _found(loading: Loading, pattern: re.Pattern[str], message: str, hint: str) -> Iterator[Mistake]:
    for clause in own_clauses(loading):
        for passage in passages(clause):
            for match in pattern.finditer(passage.text):
                words = match[0].replace(GAP, "…")
                yield Mistake(clause.file, passage.line, message.format(words), hint)
