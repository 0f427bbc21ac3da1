"""The nearest known word to one that is not known, for messages that help."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST = 80


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that resembles `word` most, or None where nothing is known."""
    return max(sorted(known), key=lambda candidate: likeness(word, candidate), default=None)


def likeness(word: str, other: str) -> float:
    """Return how much two words resemble each other: 1 the same, 0 nothing in common."""
    return difflib.SequenceMatcher(None, word.lower()[:_LONGEST], other.lower()[:_LONGEST]).ratio()


def hint(word: str, known: Iterable[str], what: str = "key") -> str:
    """Return the sentence that names the nearest known word, or nothing where nothing is known."""
    found = nearest(word, known)
    return f"The nearest known {what} is “{found}”." if found is not None else ""
