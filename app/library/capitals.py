"""The warning "capitalised, not defined": a word in capitals inside a sentence that no clause defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from app.errors import Mistake
from app.library.loader import Loading
from app.model import walk
from app.model.clause import Clause, DefinitionPiece, Pieces, TextPiece

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_GAP: Final = "\ue000"
_STARTS: Final = ".!?…"
_SKIPPED_BEFORE: Final = " “”‘’\"'(["
_LEGAL: Final = frozenset(
    {
        *("Article", "Articles", "Regulation", "Regulations", "Directive", "Directives", "Decision", "Recommendation"),
        *("Convention", "Treaty", "Protocol", "Charter", "Framework", "Act", "Code", "Title", "Chapter", "Section"),
        *("Clause", "Clauses", "Recital", "Recitals", "Annex", "Annexes", "Part", "Parts", "Schedule", "Schedules"),
    }
)
"""Words that name a text or a part of one; a capital after them is part of the name."""


def plural(term: str) -> str:
    """Return the English plural of a term: -s, -es, y to ies."""
    if re.search(r"[^aeiou]y$", term):
        return term[:-1] + "ies"
    return term + ("es" if re.search(r"(?:s|x|z|ch|sh)$", term) else "s")


def undefined_capitals(loading: Loading) -> Iterator[Mistake]:
    """Warn of capitalised words that are no defined term, no name and no listed word; once a word and file."""
    clauses = [parsed.clause for parsed in loading.clauses.values() if parsed.clause.based_on is None]
    terms = defined_forms(clauses)
    # What a document calls itself is printed by this_document, but clauses of one document type may write it.
    nouns = {word for outline in loading.outlines.values() for word in (*_words(outline.noun), *_words(outline.name))}
    listed = _listed(loading) | _cldr() | nouns
    for clause in clauses:
        mask = mask_of((*terms, *clause.proper_nouns))
        seen: set[str] = set()
        for section in clause.sections:
            for block in walk.blocks(section.blocks):
                for pieces in walk.texts(block):
                    for word in _suspects(mask.sub(lambda match: _GAP * len(match[0]), _flat(pieces))):
                        if word not in listed and word not in seen:
                            seen.add(word)
                            hint = f'Write it small, define it with **"{word}"**, or list it under proper_nouns.'
                            yield Mistake(clause.file, block.line, f"“{word}” is capitalised but not defined.", hint)


def defined_forms(clauses: Iterable[Clause]) -> set[str]:
    """Return all forms of the terms that any clause of the library defines."""
    forms: set[str] = set()
    for clause in clauses:
        for section in clause.sections:
            for term, _ in walk.definitions(section.blocks):
                forms |= {term, plural(term), *clause.defines.get(term, ())}
    return forms


def mask_of(terms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the terms as whole words, the longest first."""
    longest_first = sorted(set(terms), key=lambda term: (-len(term), term))
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)" if longest_first else r"(?!)"
    )


def _flat(pieces: Pieces) -> str:
    """Return the text of pieces with a gap for everything that is no text of the author."""
    return "".join(
        piece.text
        if isinstance(piece, TextPiece)
        else _GAP * len(piece.term)
        if isinstance(piece, DefinitionPiece)
        else _GAP
        for piece in pieces
    )


def _suspects(text: str) -> Iterator[str]:
    previous = ""
    for match in _WORD.finditer(text):
        word, before = match[0], text[: match.start()].rstrip(_SKIPPED_BEFORE)
        starts = not before or before[-1] in _STARTS
        # "Sustainable Development Goals": each word after a capitalised one is told as well, by itself.
        if (
            word[0].isupper()
            and len(word) > 1
            and not _is_acronym(word)
            and not starts
            and word not in _LEGAL
            and previous not in _LEGAL
        ):
            yield word.removesuffix("’s").removesuffix("'s")
        previous = word


def _is_acronym(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


def _listed(loading: Loading) -> set[str]:
    """Return the words of clauses/_words.txt: one a line, comments after #."""
    file = loading.files.words
    if file is None:
        return set()
    lines = file.content.decode("utf-8", "replace").splitlines()
    return {word for line in lines for word in _words(line.partition("#")[0])}


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _cldr() -> set[str]:
    """Return the words in names of countries, languages, months and days."""
    from babel import Locale

    english = Locale("en")
    names: list[str] = [*english.territories.values(), *english.languages.values()]
    names += [*english.months["format"]["wide"].values(), *english.days["format"]["wide"].values()]
    return {word for name in names for word in _words(name)}
