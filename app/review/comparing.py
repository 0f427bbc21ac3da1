"""Two states of a document, clause by clause and word by word.

Numbers do not count: a clause that is merely numbered anew is the same clause.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from app.model.document import Block, Clause, Document, Item, Reference, Run, Runs, Table, Text

SAME: Final = "same"
REMOVED: Final = "removed"
ADDED: Final = "added"
CHANGED: Final = "changed"

_SPACE: Final = re.compile(r"[ \t\n]+")
_PARAGRAPH: Final = "\n"
_FEWEST_EQUAL: Final = 3
"""Fewer equal words than this between two differences are chance, and count as different."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line: SAME, REMOVED or ADDED."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, item, bullet or row of a table: the number that stands at it, and its words."""

    number: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that differs: CHANGED, REMOVED or ADDED, its heading, and its text with both states marked."""

    id: str
    kind: str
    title: str
    lines: tuple[Line, ...]


class _Word(NamedTuple):
    """What two words are compared by, and what is shown: for the beginning of a paragraph its number."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A clause, or the lines of a document that stand outside clauses, as words."""

    title: str
    words: tuple[_Word, ...]


def compare(before: Document | None, after: Document | None) -> tuple[ClauseChange, ...]:
    """Return what differs between two states of a document; None is a document that is not there.

    Clauses come in the order of the later state, each removed one at the end.
    """
    old, new = _entries(before), _entries(after)
    changes = [_change(identifier, old.get(identifier), entry) for identifier, entry in new.items()]
    changes += [_change(identifier, entry, None) for identifier, entry in old.items() if identifier not in new]
    return tuple(change for change in changes if change is not None)


def _change(identifier: str, old: _Entry | None, new: _Entry | None) -> ClauseChange | None:
    before, after = old.words if old is not None else (), new.words if new is not None else ()
    if [word.key for word in before] == [word.key for word in after]:
        return None
    kind = ADDED if old is None else REMOVED if new is None else CHANGED
    title = next(entry.title for entry in (new, old) if entry is not None)
    lines = _lines(before, after)
    # A heading that stays is the title already.
    is_title = lines[:1] == (Line("", (Piece(SAME, title),)),)
    return ClauseChange(identifier, kind, title, lines[1:] if is_title else lines)


def _lines(before: Sequence[_Word], after: Sequence[_Word]) -> tuple[Line, ...]:
    lines: list[tuple[str, list[tuple[str, str]]]] = []
    for kind, word in _marked(before, after):
        if word.key == _PARAGRAPH:
            lines.append((word.text, []))
        elif lines:
            lines[-1][1].append((kind, word.text))
    return tuple(
        Line(number, tuple(Piece(kind, " ".join(text for _, text in run)) for kind, run in groupby(words, _kind)))
        for number, words in lines
        if words
    )


def _kind(marked: tuple[str, str]) -> str:
    return marked[0]


def _marked(before: Sequence[_Word], after: Sequence[_Word]) -> Iterator[tuple[str, _Word]]:
    """Yield every word of both states once; of a difference the removed words come first."""
    matcher = difflib.SequenceMatcher(None, [word.key for word in before], [word.key for word in after], autojunk=False)
    for start, end, other_start, other_end, equal in _runs(matcher, after):
        if equal:
            yield from ((SAME, word) for word in after[other_start:other_end])
        else:
            yield from ((REMOVED, word) for word in before[start:end])
            yield from ((ADDED, word) for word in after[other_start:other_end])


def _runs(matcher: difflib.SequenceMatcher[str], after: Sequence[_Word]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield the runs of equal and of different words; short equal runs inside a paragraph are taken as different."""
    waiting: tuple[int, int, int, int] | None = None
    codes = matcher.get_opcodes()
    for index, (tag, start, end, other_start, other_end) in enumerate(codes):
        inside = waiting is not None and index + 1 < len(codes)
        chance = inside and end - start < _FEWEST_EQUAL and _within_paragraph(after[other_start:other_end])
        if tag != "equal" or chance:
            first = waiting or (start, end, other_start, other_end)
            waiting = (first[0], end, first[2], other_end)
            continue
        if waiting is not None:
            yield (*waiting, False)
            waiting = None
        yield start, end, other_start, other_end, True
    if waiting is not None:
        yield (*waiting, False)


def _within_paragraph(words: Sequence[_Word]) -> bool:
    return all(word.key != _PARAGRAPH for word in words)


def _entries(document: Document | None) -> dict[str, _Entry]:
    """Return the clauses of a document by their id, and what stands around them: title, headings, signatures."""
    if document is None:
        return {}
    opening = _words([("", (Text(document.title),)), ("", document.subtitle)])
    entries = {"opening": _Entry("Title page", opening)}
    for part in document.parts:
        heading = _words([("", (Text(part.title),)), ("", part.lead)])
        entries[f"part {part.id}"] = _Entry(part.title or "Heading", heading)
        for clause in part.clauses:
            entries[clause.id] = _Entry(clause.plain_title or document.title, _clause_words(clause))
        signed = [
            ("", runs)
            for block in part.signatures
            for runs in (block.name, *((line.name, Text(" "), line.capacity) for line in block.lines))
        ]
        if signed:
            entries[f"signatures {part.id}"] = _Entry("Signatures", _words(signed))
    return entries


def _clause_words(clause: Clause) -> tuple[_Word, ...]:
    return _words([("", clause.title), *_paragraphs(clause.blocks)])


def _paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[str, Runs]]:
    """Yield the number and the runs of every paragraph, item, bullet and row of a table."""
    for block in blocks:
        if isinstance(block, Table):
            for cells in (block.head, *(row.cells for row in block.rows)):
                yield "", tuple(run for cell in cells for run in (Text(" | "), *cell))[1:]
        else:
            yield (block.number if isinstance(block, Item) else ""), block.runs
            yield from _paragraphs(getattr(block, "blocks", ()))


def _words(paragraphs: Sequence[tuple[str, Runs]]) -> tuple[_Word, ...]:
    words: list[_Word] = []
    for number, runs in paragraphs:
        shown = _SPACE.split("".join(_shown(run) for run in runs).strip())
        keys = _SPACE.split("".join(_key(run) for run in runs).strip())
        if shown != [""]:
            words.append(_Word(_PARAGRAPH, number))
            words += [_Word(key, text.replace("\u00a0", " ")) for key, text in zip(keys, shown, strict=True)]
    return tuple(words)


def _shown(run: Run) -> str:
    if isinstance(run, Reference):
        return run.before + _SPACE.sub("\u00a0", run.number) + run.after
    return run.text


def _key(run: Run) -> str:
    """Return what a run is compared by: of a reference the clause that it leads to, not the number."""
    if isinstance(run, Reference):
        return run.before + "#" + _SPACE.sub("\u00a0", "/".join(run.target.split("/")[:2])) + run.after
    return run.text
