"""A desk for assembly tests: a library from strings, answers in short form, the document back as plain lines."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.assembly import assemble
from app.interview import read_answers
from app.model import document as tree
from app.model.assembled import Assembled
from app.model.library import Library
from tests.build import library_of

TODAY = datetime.date(2027, 3, 1)
SCHEDULES = """\
id: agreement
title: Agreement
name: Agreement
kind: agreement
noun: Agreement
binding_level: binding
modes: [standalone]
parts:
  - id: terms
    title: ""
    placements: [gen-law]
schedules: [gen-rooms, gen-fees]
"""
"""An outline with one clause and two schedules."""


def parties(*names: str, **fields: Any) -> list[dict[str, Any]]:
    """Return parties with these short names, complete enough to print."""
    return [
        {
            "id": name.lower().replace(" ", "-"),
            "legal_name": f"{name} Limited",
            "short_name": name,
            "seat": {"country": "BE", "city": "Brussels"},
            **fields,
        }
        for name in names
    ]


def made(
    root: Path,
    clauses: Mapping[str, str],
    raw: Mapping[str, Any] | None = None,
    *,
    names: Sequence[str] = ("Alpha", "Beta"),
    kind: str = "agreement",
    final: bool = False,
    **build: Any,
) -> Assembled:
    """Return what assembly makes of clauses and answers; `raw` is an answers file without type and parties."""
    return assembled_from(library_of(root, clauses, **build), raw, names=names, kind=kind, final=final)


def assembled_from(
    library: Library,
    raw: Mapping[str, Any] | None = None,
    *,
    names: Sequence[str] = ("Alpha", "Beta"),
    kind: str = "agreement",
    final: bool = False,
) -> Assembled:
    """Return what assembly makes of answers with a library that is loaded already."""
    whole = {"parties": parties(*names), **(raw or {})}
    whole["document"] = {"type": kind, "reference": "R-1", "version": "1", **whole.get("document", {})}
    answers = read_answers(whole, library, line_of=lambda path: 0, file="answers.yaml")
    return assemble(library, answers, today=TODAY, final=final)


def lines(result: Assembled, document: str = "main") -> list[str]:
    """Return headings, items, paragraphs and rows of a document, numbers first; no-break spaces as spaces."""
    found = result.bundle.document(document)
    assert found is not None
    return [
        line.replace("\u00a0", " ")
        for part in found.parts
        for clause in part.clauses
        for line in [f"{clause.number} {words(clause.title)}".strip(), *_blocks(clause.blocks)]
    ]


def words(runs: tree.Runs) -> str:
    """Return what runs print."""
    return "".join(run.text for run in runs)


def all_runs(result: Assembled, document: str = "main") -> list[tree.Run]:
    """Return every run of a document's blocks."""
    found = result.bundle.document(document)
    assert found is not None
    return [run for part in found.parts for clause in part.clauses for run in _runs(clause.blocks)]


def blocks(result: Assembled, document: str = "main") -> list[tree.Block]:
    """Return the blocks of a document in the order of the page, those inside others as well."""
    found = result.bundle.document(document)
    assert found is not None
    return [block for part in found.parts for clause in part.clauses for block in _all(clause.blocks)]


def items(result: Assembled, document: str = "main") -> list[tree.Item]:
    """Return the numbered items among these blocks."""
    return [block for block in blocks(result, document) if isinstance(block, tree.Item)]


def rules(result: Assembled) -> list[str]:
    """Return the rule ids of the problems, in order."""
    return [problem.rule for problem in result.problems]


def _blocks(blocks: tuple[tree.Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case tree.Item():
                yield f"{block.number} {words(block.runs)}"
                yield from _blocks(block.blocks)
            case tree.Bullet():
                yield f"• {words(block.runs)}"
                yield from _blocks(block.blocks)
            case tree.Table():
                yield " | ".join(words(cell) for cell in block.head)
                yield from (" | ".join(words(cell) for cell in row.cells) for row in block.rows)
            case tree.Paragraph():
                yield words(block.runs)


def _all(blocks: tuple[tree.Block, ...]) -> Iterator[tree.Block]:
    for block in blocks:
        yield block
        if isinstance(block, tree.Item | tree.Bullet):
            yield from _all(block.blocks)


def _runs(blocks: tuple[tree.Block, ...]) -> Iterator[tree.Run]:
    for block in blocks:
        if isinstance(block, tree.Table):
            yield from (run for row in block.rows for cell in row.cells for run in cell)
        else:
            yield from block.runs
            if not isinstance(block, tree.Paragraph):
                yield from _runs(block.blocks)
