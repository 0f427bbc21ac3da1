"""Words that the library does without: a list that lawyers edit, `clauses/_banned.txt`.

A line is `word, other form: what to write instead`. A star at the end of a word stands for any ending, an entry
`except phrase` lets a phrase pass, and `#` begins a comment. Capital and small letters count as the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.errors import Mistake
from app.library.capitals import defined_forms, mask_of
from app.library.files import LibraryFile
from app.library.loader import Loading
from app.library.style_text import GAP, own_clauses, passages

_EXCEPT: Final = "except "


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: what is avoided, what passes nevertheless, what to write instead."""

    words: re.Pattern[str]
    allowed: re.Pattern[str]
    instead: str

    def found_in(self, text: str) -> Iterator[str]:
        """Yield the avoided words in a text."""
        passing = [match.span() for match in self.allowed.finditer(text)]
        for match in self.words.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in passing):
                yield match[0]


def avoided_words(loading: Loading) -> Iterator[Mistake]:
    """Warn of words of the list in what clauses print; terms and proper nouns are names and pass."""
    file = loading.files.banned
    if file is None:
        return
    entries, wrong = read_entries(file)
    yield from wrong
    terms = defined_forms(own_clauses(loading))
    for clause in own_clauses(loading):
        names = mask_of((*terms, *clause.proper_nouns))
        for passage in passages(clause):
            text = names.sub(lambda match: GAP * len(match[0]), passage.text)
            for entry in entries:
                for word in entry.found_in(text):
                    yield Mistake(
                        clause.file, passage.line, f"“{word}” is a word we do not use.", f"Instead: {entry.instead}."
                    )


def read_entries(file: LibraryFile) -> tuple[list[Entry], list[Mistake]]:
    """Return the entries of the list, and a warning for each line that cannot be read."""
    entries: list[Entry] = []
    wrong: list[Mistake] = []
    for number, line in enumerate(file.content.decode("utf-8", "replace").splitlines(), start=1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        left, _, instead = entry.partition(":")
        parts = [part.strip() for part in left.split(",") if part.strip()]
        words = [part for part in parts if not part.startswith(_EXCEPT)]
        if not words or not instead.strip():
            hint = "Write “word, other form: what to write instead”."
            wrong.append(Mistake(file.path, number, "The line names no word, or nothing to write instead.", hint))
            continue
        allowed = [part.removeprefix(_EXCEPT).strip() for part in parts if part.startswith(_EXCEPT)]
        entries.append(Entry(_any_of(words), _any_of(allowed), instead.strip().rstrip(".")))
    return entries, wrong


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    if not longest_first:
        return re.compile(r"(?!)")
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(_pattern, longest_first)) + r")(?![\w-])", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
