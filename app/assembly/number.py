"""Numbering: every clause, sub-clause and item gets its number once, here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.assembly.nodes import FilledClause, Node

_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def number_document(clauses: Sequence[FilledClause], schedule_word: str) -> None:
    """Number the clauses of one document and all that stands in them; schedules count on their own."""
    clause = schedule = 0
    for filled in clauses:
        if filled.layout == "schedule":
            schedule += 1
            filled.number = f"{schedule_word} {schedule}"
        elif filled.layout == "clause":
            clause += 1
            filled.number = str(clause)
        _number_blocks(filled)


def letter(number: int) -> str:
    """Return 1 as "a", 26 as "z", 27 as "aa" (as word processors count on: aa, bb, cc)."""
    repeat, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeat + 1)


def roman(number: int) -> str:
    """Return a number from 1 in small Roman figures."""
    text = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        text += figure * count
    return text


def _number_blocks(filled: FilledClause) -> None:
    counter = lettered = 0
    base = filled.number if filled.layout == "clause" else ""
    for node in filled.nodes:
        if node.kind == "item" and node.lettered:
            lettered += 1
            node.level = 3
            node.number = f"({letter(lettered)})"
            node.full = base + node.number
        elif node.kind == "item":
            counter += 1
            node.level = 2
            node.number = node.full = _top_number(filled.layout, base, counter)
        elif node.kind == "paragraph":
            # A lettered list belongs to the unnumbered paragraph above it.
            lettered = 0
        _note_label(filled, node, base)
        _number_children(filled, node)


def _top_number(layout: str, base: str, counter: int) -> str:
    if layout == "parties":
        return f"({counter})"
    if layout == "recitals":
        return f"({letter(counter).upper()})"
    return f"{base}.{counter}" if base else str(counter)


def _number_children(filled: FilledClause, parent: Node) -> None:
    counter = 0
    for node in parent.children:
        if node.kind == "item":
            counter += 1
            node.level = parent.level + 1
            node.number = f"({letter(counter)})" if node.level == 3 else f"({roman(counter)})"
            node.full = parent.full + node.number
        else:
            node.full = parent.full
        _note_label(filled, node, parent.full)
        _number_children(filled, node)


def _note_label(filled: FilledClause, node: Node, parent: str) -> None:
    target = node.full if node.kind == "item" else parent
    for label in (node.label, *node.waiting_labels):
        if label:
            filled.labels[label] = (node.id, target)
