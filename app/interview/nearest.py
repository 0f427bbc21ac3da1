"""The nearest known word to one that is not known, for messages that help."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from app.model.message import say

_LONGEST = 80


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that resembles `word` most, or None where nothing is known."""
    matcher = _matcher(word)
    best, found = -1.0, None
    for candidate in sorted(known):
        matcher.set_seq1(candidate.lower()[:_LONGEST])
        # The two bounds are cheap and spare most comparisons: a hostile file holds thousands of unknown words.
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, found = ratio, candidate
    return found


def likeness(word: str, other: str, least: float = 0.0) -> float:
    """Return how much two words resemble each other: 1 the same, 0 nothing in common, or less than `least`."""
    matcher = _matcher(word)
    matcher.set_seq1(other.lower()[:_LONGEST])
    bound = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return matcher.ratio() if bound >= least else bound


def hint(word: str, known: Iterable[str], what: str = "key") -> str:
    """Return the sentence that names the nearest known word, or nothing where nothing is known."""
    found = nearest(word, known)
    return say("The nearest known {what} is “{found}”.", what=what, found=found) if found is not None else ""


def _matcher(word: str) -> difflib.SequenceMatcher[str]:
    matcher: difflib.SequenceMatcher[str] = difflib.SequenceMatcher()
    matcher.set_seq2(word.lower()[:_LONGEST])
    return matcher
