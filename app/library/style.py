"""Warnings about style: how the sentences of clauses are built.

Each rule is a function from the loaded library to warnings; `RULES` lists them, with those on words and numbers. They
would rather miss a fault than report good text, so that a warning is worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from app.errors import Mistake
from app.library.loader import Loading
from app.library.style_negatives import two_negatives
from app.library.style_numbers import numbers_in_words, numbers_twice
from app.library.style_quotes import straight_quotes
from app.library.style_text import GAP, beginning, own_clauses, passages, sentences
from app.library.style_words import avoided_words
from app.model.outline import Layout

LONGEST: Final = 40
"""Words that a sentence may have; each item of a list is counted by itself."""

_WORD: Final = re.compile(rf"[\w{GAP}][\w{GAP}’'.,/-]*")
_SHALL: Final = re.compile(r"\bshall\b", re.IGNORECASE)
_RECITALS: Final = "gen-recitals"
_IRREGULAR: Final = (
    "begun|borne|bought|brought|built|chosen|cut|dealt|done|drawn|driven|found|given|held|kept|laid|left|lost|made|met"
    "|paid|put|read|said|seen|sent|set|shown|sold|spent|split|spoken|taken|taught|told|understood|withdrawn|won|written"
)
_PASSIVE: Final = re.compile(rf"\bshall (?:not |also |then |only )*be (?:\w+ly )?(?:\w+ed|{_IRREGULAR})\b")
_ACTOR: Final = re.compile(rf"\bby (?!e-mail|post|the end|the date|\d)[\w{GAP}]")


def long_sentences(loading: Loading) -> Iterator[Mistake]:
    """Warn of sentences of more than `LONGEST` words. An answer or a reference counts as one word."""
    for passage, sentence in sentences(loading):
        count = len(_WORD.findall(sentence))
        if count > LONGEST:
            message = f"The sentence “{beginning(sentence)}” has {count} words; {LONGEST} are the limit."
            yield Mistake(passage.file, passage.line, message, "Split it, or make a list of it.")


def passive_duties(loading: Loading) -> Iterator[Mistake]:
    """Warn of duties that nobody has: "shall be sent", with no "by" and an actor after it."""
    for passage, sentence in sentences(loading):
        for match in _PASSIVE.finditer(sentence):
            if not _ACTOR.search(sentence, match.end()):
                message = f"“{match[0]}” is a duty of nobody."
                yield Mistake(passage.file, passage.line, message, "Name who shall do it; for a rule, write “is”.")


def recital_duties(loading: Loading) -> Iterator[Mistake]:
    """Warn of "shall" in clauses that are placed as recitals: they state facts, not duties."""
    recitals = {
        placement.clause
        for outline in loading.outlines.values()
        for placement in outline.placements
        if placement.layout is Layout.RECITALS
    }
    # A clause that takes over the text of another prints that text as a recital too.
    recitals |= {parsed.clause.based_on or "" for name, parsed in loading.clauses.items() if name in recitals}
    for clause in own_clauses(loading):
        if clause.id == _RECITALS or clause.id in recitals:
            for passage in passages(clause):
                if _SHALL.search(passage.text):
                    hint = "State a fact; duties stand in the clauses."
                    yield Mistake(clause.file, passage.line, "A recital holds “shall”.", hint)


RULES: Final[tuple[Callable[[Loading], Iterator[Mistake]], ...]] = (
    long_sentences,
    avoided_words,
    passive_duties,
    two_negatives,
    recital_duties,
    numbers_twice,
    numbers_in_words,
    straight_quotes,
)
"""Every rule of style, in the order in which warnings of one line are listed."""
