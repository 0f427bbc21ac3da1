"""What stands in a tree and what refers to it: the ends of the links in a file."""

from __future__ import annotations

from collections.abc import Iterator

from app.model.document import Block, Bundle, Document, Paragraph, Reference, Runs, Table, runs_of


def targets(bundle: Bundle) -> Iterator[str]:
    """Yield the ids to which a reference can lead: documents, clauses and their blocks."""
    for document in bundle.documents:
        yield document.id
        for clause in document.clauses:
            yield clause.id
            yield from _block_ids(clause.blocks)


def referred(bundle: Bundle) -> Iterator[str]:
    """Yield the ids to which the texts refer, some of them several times."""
    for document in bundle.documents:
        for runs in _texts(document):
            for run in runs:
                if isinstance(run, Reference):
                    yield run.target


def _block_ids(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.id
        if not isinstance(block, Paragraph | Table):
            yield from _block_ids(block.blocks)


def _texts(document: Document) -> Iterator[Runs]:
    yield document.subtitle
    for part in document.parts:
        yield part.lead
        for clause in part.clauses:
            yield clause.title
            yield from runs_of(clause.blocks)
