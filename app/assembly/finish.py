"""From filled and numbered clauses to the tree: references resolved, terms marked, spaces glued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.assembly.glue import ended
from app.assembly.nodes import FilledClause, Node, Open, Pending
from app.assembly.references import References
from app.assembly.terms import Forms
from app.model import document as tree

_SENTENCE_END: Final = re.compile(r"[.?!]\s+$")


class Finisher:
    """Turns the clauses of one document into blocks of the tree."""

    def __init__(self, references: References, forms: Forms) -> None:
        self.references = references
        self.forms = forms

    def clause(self, filled: FilledClause) -> tree.Clause:
        """Return a clause of the tree."""
        library = filled.chosen.clause if filled.chosen is not None else None
        return tree.Clause(
            id=filled.id,
            source=filled.source,
            alternative=filled.chosen.alternative if filled.chosen is not None else "",
            layout=filled.layout,
            number=filled.number,
            title=self.heading(filled.title),
            blocks=self._blocks(filled.nodes),
            origin=filled.origin,
            protected=library.protected if library is not None else False,
            review=library.review if library is not None else "",
            questions=filled.questions,
        )

    def heading(self, runs: Sequence[Open]) -> tree.Runs:
        """Return the runs of a heading, in which no term is marked."""
        return tuple(run for run in runs if not isinstance(run, Pending))

    def runs(self, runs: Sequence[Open], *, cell: bool = False) -> tree.Runs:
        """Return finished runs. `cell` leaves out the glue before a short last word: cells are narrow."""
        finished: list[tree.Run] = []
        marked = self.forms.marked
        for run in runs:
            if isinstance(run, tree.Text):
                finished += marked(run.text, run.strong, run.emphasis)
            elif isinstance(run, Pending):
                finished += self._resolved(run, finished)
            else:
                # Answers are never searched for terms.
                finished.append(run)
        last = finished[-1] if finished else None
        if isinstance(last, tree.Text) and not cell:
            finished[-1] = ended(last.text, last.strong, last.emphasis)
        return tuple(finished)

    def _resolved(self, pending: Pending, before: Sequence[tree.Run]) -> tree.Runs:
        runs = _begun(self.references.resolve(pending), before)
        for run in runs:
            if isinstance(run, tree.Text):
                return self.runs(runs, cell=True)
        return tuple(runs)

    def _blocks(self, nodes: Sequence[Node]) -> tuple[tree.Block, ...]:
        return tuple(self._block(node) for node in nodes)

    def _block(self, node: Node) -> tree.Block:
        match node.kind:
            case "item":
                return tree.Item(
                    node.id, node.level, node.number, node.full, self.runs(node.runs), self._blocks(node.children)
                )
            case "bullet":
                return tree.Bullet(node.id, self.runs(node.runs), node.depth, self._blocks(node.children))
            case "table":
                return tree.Table(
                    node.id,
                    tuple(self.runs(cell, cell=True) for cell in node.head),
                    node.aligns,
                    tuple(
                        tree.Row(row.id, tuple(self.runs(cell, cell=True) for cell in row.cells)) for row in node.rows
                    ),
                    node.depth,
                )
            case _:
                return tree.Paragraph(node.id, self.runs(node.runs), node.depth, node.role)


def _begun(reference: list[tree.Run], before: Sequence[tree.Run]) -> list[tree.Run]:
    """Return a reference ("the clause headed …", "paragraph 3 of …") with a capital where it begins a sentence."""
    last = before[-1] if before else None
    if last is not None and not (last.text[-1:].isspace() and isinstance(last, tree.Text)):
        return reference
    if last is not None and not _SENTENCE_END.search(last.text):
        return reference
    first, *rest = reference
    if isinstance(first, tree.Text):
        return [replace(first, text=_upper_first(first.text)), *rest]
    if isinstance(first, tree.Reference):
        return [replace(first, before=_upper_first(first.before)), *rest]
    return reference


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
