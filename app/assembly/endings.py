"""The ends of list items: those that are printed get `;` ... `; and` ... `.`, with the word that the author used."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from app.assembly.nodes import FilledClause, Node
from app.assembly.runs import without_doubled_mark
from app.model.document import Answer, Text

_END: Final = re.compile(r"\s*(?:;(?: \w+)?|\.)\s*$")


def settle(filled: FilledClause) -> None:
    """Give the items of all lists of a clause the ends that suit those that are printed."""
    _settle(filled.nodes, filled.joiner)


def _settle(nodes: list[Node], joiner: str | None) -> None:
    # Inner lists first: the last inner item also ends the outer one, and the outer list has the last word.
    for node in nodes:
        _settle(node.children, node.joiner)
    if joiner is None:
        return
    for items in _lists(nodes):
        for position, item in enumerate(items, start=1):
            if position == len(items):
                end = "."
            elif position == len(items) - 1 and joiner:
                end = f"; {joiner}"
            else:
                end = ";"
            _end_with(item, end)


def _lists(nodes: list[Node]) -> list[list[Node]]:
    """Return the items list by list: a lettered list belongs to the paragraph above it, so a paragraph parts two
    lists.
    """
    lists: list[list[Node]] = [[]]
    for node in nodes:
        if node.kind == "item":
            if lists[-1] and lists[-1][-1].lettered != node.lettered:
                lists.append([])
            lists[-1].append(node)
        elif node.kind == "paragraph" and lists[-1] and lists[-1][-1].lettered:
            lists.append([])
    return lists


def _end_with(item: Node, end: str) -> None:
    inner = [child for child in item.children if child.kind == "item"]
    if inner:
        _end_with(inner[-1], end)
        return
    last = item.runs[-1] if item.runs else None
    if isinstance(last, Text) and (kept := _without_end(last.text)) is not None:
        text = kept + end
        before = item.runs[-2] if len(item.runs) > 1 else None
        if isinstance(before, Answer):
            text = without_doubled_mark(before.text, text)
        item.runs[-1:] = [Text(text, last.strong, last.emphasis)] if text else []
    elif last is not None and end == ".":
        # The author's own mark was dropped because the answer before it brought its own; a full stop stands already.
        return
    elif last is not None:
        item.runs.append(Text(end))


@lru_cache(maxsize=10_000)
def _without_end(text: str) -> str | None:
    """Return the author's text without the mark and word at its end, None where it has none."""
    # The texts of a library come again with every assembly.
    return _END.sub("", text) if _END.search(text) else None
