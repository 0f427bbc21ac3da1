"""What differs between two bundles, for readers: the clauses of each document that differ, and those that do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.document import Bundle, Clause, Document
from app.review.comparing import ClauseChange, compare


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Clauses in a row that read as before, with the numbers that they have and had ("" for clauses without)."""

    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    before: tuple[str, ...]

    @property
    def is_renumbered(self) -> bool:
        """Whether a number is another one than before."""
        return self.numbers != self.before


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What differs in one document. `passages` are its clauses in order: each that differs, and the runs between."""

    id: str
    name: str
    passages: tuple[ClauseChange | Unchanged, ...]

    @property
    def clauses(self) -> tuple[ClauseChange, ...]:
        """The clauses that differ, with what stands around clauses."""
        return tuple(one for one in self.passages if isinstance(one, ClauseChange))

    @property
    def unchanged(self) -> int:
        """How many clauses read as before."""
        return sum(len(one.titles) for one in self.passages if isinstance(one, Unchanged))


def document_changes(before: Bundle, after: Bundle) -> tuple[DocumentChange, ...]:
    """Return every document of two bundles, in the order of the later one, those that went at the end."""
    identifiers = dict.fromkeys(document.id for bundle in (after, before) for document in bundle.documents)
    return tuple(_changed(before.document(one), after.document(one)) for one in identifiers)


def _changed(before: Document | None, after: Document | None) -> DocumentChange:
    shown = next(document for document in (after, before) if document is not None)
    name = f"{shown.name}: {shown.title}" if shown.number else shown.title
    changes = {change.id: change for change in compare(before, after)}
    return DocumentChange(shown.id, name, tuple(_passages(before, after, changes)))


def _passages(
    before: Document | None, after: Document | None, changes: Mapping[str, ClauseChange]
) -> Iterator[ClauseChange | Unchanged]:
    """Yield what differs where it stands; what stands there no more comes at the end."""
    earlier = {clause.id: clause for clause in before.clauses} if before is not None else {}
    left = dict(changes)
    same: list[Clause] = []
    for identifier, clause in _places(after):
        if identifier in changes:
            yield from _run(same, earlier)
            same = []
            yield left.pop(identifier)
        elif clause is not None:
            same.append(clause)
    yield from _run(same, earlier)
    yield from left.values()


def _places(document: Document | None) -> Iterator[tuple[str, Clause | None]]:
    """Yield what can differ in a document, in order, under the names that `compare` gives it."""
    if document is None:
        return
    yield "opening", None
    for part in document.parts:
        yield f"part {part.id}", None
        yield from ((clause.id, clause) for clause in part.clauses)
        yield f"signatures {part.id}", None


def _run(same: list[Clause], earlier: Mapping[str, Clause]) -> Iterator[Unchanged]:
    if same:
        yield Unchanged(
            tuple(clause.plain_title for clause in same),
            tuple(clause.number for clause in same),
            tuple(earlier[clause.id].number for clause in same),
        )
