"""Sentences of a contract that means nothing: the same words every time, with answers, references and terms in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

VALUES: Final = 50
"""So many answers are printed again and again in the text."""
EVERY: Final = 8
"""Every so many words an answer stands in the text."""
_LONG: Final = 20
"""A sentence of more words has a strong word, a comma, a defined term and a reference."""

_VOCABULARY: Final = """
access action agreed annual approval area audit award basis before benefit board budget calendar care cause
change claim code common complete conduct consent copy cost cover daily data decision delay delivery design duty
effort equal event every evidence expert extent facility fair field final first form free general good grant
group held home host idea income joint keeper later law letter level limit list local loss major manner market
material matter measure meeting member method minor month need network notice object offer office open order
other own owner paper partner payment period person place plan policy prior process product project proof public
purpose quality question reason record region report request research result right rule sample scale service
share site skill source staff stage state step study support system task team term test third tool trade
transfer under unit until use user value visit vote waiver week whole within work writing written
"""
_WORDS: Final = tuple(_VOCABULARY.split())
_FIRST: Final = ("Agreed", "Common", "Foreign", "Joint", "Local", "Open", "Prior", "Shared")
_SECOND: Final = ("Asset", "Background", "Network", "Project", "Record", "Result", "Service", "Site")


@dataclass(frozen=True, slots=True)
class Plain:
    """Words as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """A word in bold type."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """The place of an answer, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be referred to: a clause, or a sub-clause by its label; `printed` is what a reference says."""

    clause: str
    label: str
    printed: str
    framework: bool = False


Piece = Plain | Strong | Value | Place
Pieces = tuple[Piece, ...]


def terms(count: int) -> tuple[str, ...]:
    """Return defined terms in the order of the alphabet."""
    return tuple(sorted(f"{first} {second}" for first in _FIRST for second in _SECOND)[:count])


def phrase(chance: random.Random, count: int) -> str:
    """Return some words without a full stop."""
    return " ".join(chance.choices(_WORDS, k=count))


def sentence(chance: random.Random, count: int, places: Sequence[Place] = (), term: str = "", end: str = ".") -> Pieces:
    """Return a sentence of about `count` words. A long one has a strong word, a comma, the term and a reference."""
    words: list[Piece] = [Plain(word) for word in chance.choices(_WORDS, k=count)]
    words[4::EVERY] = [Value(chance.randrange(VALUES)) for _ in words[4::EVERY]]
    words[0] = Plain(chance.choice(_WORDS).capitalize())
    if count > _LONG:
        words[count // 3] = Strong(chance.choice(_WORDS).capitalize())
        words[count // 2] = Plain(f"{chance.choice(_WORDS)},")
        if term:
            words[count // 5] = Plain(term)
        if places:
            words[-3] = chance.choice(places)
            words[-2] = Plain(f"and {chance.choice(_WORDS)}")
    words[-1] = Plain(chance.choice(_WORDS) + end)
    return _joined(words)


def _joined(words: Sequence[Piece]) -> Pieces:
    """Return the words with blanks between them, neighbouring plain words as one piece."""
    joined: list[Piece] = []
    for position, word in enumerate(words):
        blank = " " if position else ""
        last = joined[-1] if joined else None
        if isinstance(word, Plain) and isinstance(last, Plain):
            joined[-1] = Plain(f"{last.text}{blank}{word.text}")
        elif isinstance(word, Plain):
            joined.append(Plain(f"{blank}{word.text}"))
        elif isinstance(last, Plain):
            joined[-1:] = [Plain(f"{last.text}{blank}"), word]
        else:
            joined += [Plain(blank), word] if blank else [word]
    return tuple(joined)
