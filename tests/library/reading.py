"""Reading test libraries: what is wrong with them, as "file:line message hint" lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from app.errors import LibraryError, Mistake
from app.library import load_library
from app.model.clause import Clause
from tests.build import library_of, make_library

FRONT = "id: {id}\ntitle: {title}\n"


def mistakes_of(
    root: Path,
    clauses: Mapping[str, str] | None = None,
    outlines: Mapping[str, str | Iterable[str]] | None = None,
    questions: str | Mapping[str, str] | None = None,
    **rest: str,
) -> tuple[Mistake, ...]:
    """Return the mistakes of a library written below `root`; none when it loads."""
    make_library(root, clauses, outlines, questions, **rest)
    try:
        load_library(root)
    except LibraryError as error:
        return error.mistakes
    return ()


def mistakes_in(root: Path, text: str, questions: str | None = None) -> tuple[Mistake, ...]:
    """Return the mistakes of one clause, `gen-test`, given as for `make_library`."""
    return mistakes_of(root, {"gen-test": text}, questions=questions)


def clause_of(root: Path, text: str, questions: str | None = None) -> Clause:
    """Return one clause, `gen-test`."""
    return library_of(root, {"gen-test": text}, questions=questions).clauses["gen-test"]


def says(mistakes: Iterable[Mistake], *words: str, line: int | None = None) -> bool:
    """Tell whether one of the mistakes holds all words in its message or hint, in this line."""
    return any(
        all(word in f"{mistake.message} {mistake.hint}" for word in words) and (line is None or mistake.line == line)
        for mistake in mistakes
    )
