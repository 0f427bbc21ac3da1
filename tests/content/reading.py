"""Reading a tree as a careful reader does: what betrays a template, what is printed, what refers to nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from app.model import document as tree
from app.model.clause import (
    Clause,
    DefinitionsTemplate,
    EachTemplate,
    TableTemplate,
    WhenTemplate,
)

RESIDUE = (
    ("a mark of a template", re.compile(r"\{\{|\}\}|\{%|%\}|\[\[|\]\]|:::|\{#")),
    ("a word of the program", re.compile(r"\b(?:True|False|MISSING|undefined|nan)\b")),
    ("doubled punctuation", re.compile(r"\.\.|,,|;;|::|,\.|;\.|,;|;,|\?\.")),
    ("a space before a mark", re.compile(r" [.,;:)\]]|[(\[] | {2}")),
    ("an empty bracket", re.compile(r"\(\)|\[\]|“”")),
    ("a doubled word", re.compile(r"\b(\w+) \1\b(?!\.\d)", re.IGNORECASE)),
    (
        "one with a plural",
        re.compile(
            r"(?<![\d.,])\b1 (?:(?:working|calendar|full|further|more|other) )?(?:days|weeks|months|years|hours|minutes|times"
            r"|members|Members|Parties|originals|copies|votes|seats|meetings|persons|people|representatives|units|slots|samples"
            r"|pages|clusters|projects|Projects|Annexes|invoices)\b"
        ),
    ),
    (
        "a wrong article",
        re.compile(r"\b[Aa] (?:[aeioAEIO](?!uro|ne\b|nce\b|U\b))|\b[Aa]n (?:[bcdfgjklmnpqrtvwyz]|[BCDGJKPQTVWYZ])"),
    ),
    ("a small letter after a full stop", re.compile(r"[a-z]{3}\. [a-z]")),
    ("a value of the program", re.compile(r"\b[a-z]+_[a-z_]+\b")),
)
"""What no printed line may hold."""

AVOIDED = re.compile(
    r"\b(?:hereby|herein\w*|hereof|hereinafter|aforesaid|whereas|notwithstanding|subject to|provided that|without prejudice"
    r"|deemed|best (?:endeavours|efforts)|procure that|represents? and warrants?|indemnif\w+|hold harmless|and/or"
    r"|any and all|each and every|including but not limited|undertakes to|covenants|agrees to|in witness|promptly|timely"
    r"|prior to|subsequent to|in the event|in respect of|with regard to|pursuant|for the purposes? of|in order to"
    r"|save (?:as|that)|forthwith|immediately|from time to time|sole discretion|null and void|commence\w*|furnish\w*"
    r"|inter alia|mutatis|per annum|pro rata|bona fide|de facto|penalt\w+|material breach|foreground|stakeholders?"
    r"|chairman|he/she|is entitled to|is required to|among the Parties|severally|the latter|respectively)\b",
    re.IGNORECASE,
)
"""Words that the library does without: each has a plain one in its place."""

LONGEST = 40
"""No sentence outside a list has more words."""


def faults(line: str) -> list[str]:
    """Return what is wrong with a printed line, each with the words around it."""
    flat = line.replace("\u00a0", " ").replace("\u202f", " ")
    return [
        f"{name}: “{cell[max(0, found.start() - 25) : found.end() + 25]}”"
        for cell in map(str.strip, flat.split("|"))
        for name, pattern in RESIDUE
        for found in pattern.finditer(cell)
    ]


def style_faults(line: str) -> list[str]:
    """Return avoided words and overlong sentences of a printed line."""
    if "|" in line:
        return []
    found = [f"an avoided word: “{match[0]}”" for match in AVOIDED.finditer(line)]
    sentences = re.split(r"(?<=[.;:]) ", re.sub(r"^(?:[\d.]+|\(\w+\)) ", "", line))
    return found + [f"a long sentence: “{one[:60]}…”" for one in sentences if len(one.split()) > LONGEST]


def words(runs: tree.Runs) -> str:
    """Return what runs print."""
    return "".join(run.text for run in runs)


def blocks(of: Sequence[tree.Block]) -> Iterator[tree.Block]:
    """Yield every block, those inside others too."""
    for block in of:
        yield block
        if isinstance(block, tree.Item | tree.Bullet):
            yield from blocks(block.blocks)


def clauses(bundle: tree.Bundle) -> Iterator[tuple[tree.Document, tree.Clause]]:
    """Yield every clause with its document."""
    for document in bundle.documents:
        for part in document.parts:
            yield from ((document, clause) for clause in part.clauses)


def runs_of(block: tree.Block) -> Iterator[tree.Run]:
    """Yield the runs of a block itself."""
    if isinstance(block, tree.Table):
        for cells in (block.head, *(row.cells for row in block.rows)):
            yield from (run for cell in cells for run in cell)
    else:
        yield from block.runs


def ids(clause: tree.Clause) -> Iterator[str]:
    """Yield the ids of the blocks and rows of a clause."""
    for block in blocks(clause.blocks):
        yield block.id
        if isinstance(block, tree.Table):
            yield from (row.id for row in block.rows)


def keys_printed(clause: tree.Clause) -> set[str]:
    """Return the keys of the templates that a printed clause came from."""
    return {identifier.partition("@")[0].rpartition("/")[2] for identifier in ids(clause)}


def keys_written(clause: Clause, unreached: Container[str] = ()) -> dict[str, int]:
    """Return key and line of every block that a clause file can print.

    Entries of definitions are left out, because they follow their use, and what stands under a condition in `unreached`.
    """
    return dict(_keys((block for section in clause.sections for block in section.blocks), unreached))


def _keys(templates: Iterable[Any], unreached: Container[str]) -> Iterator[tuple[str, int]]:
    for template in templates:
        match template:
            case WhenTemplate():
                yield from _keys(() if template.condition.source in unreached else template.then, unreached)
                yield from _keys(template.otherwise, unreached)
            case EachTemplate():
                yield from _keys(template.body, unreached)
            case DefinitionsTemplate():
                pass
            case TableTemplate():
                yield template.key, template.line
                yield from _keys(template.rows, unreached)
            case _:
                yield template.key, template.line
                yield from _keys(getattr(template, "children", ()), unreached)
