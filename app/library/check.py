"""`library check`: every mistake of a library and every warning about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.errors import LibraryError, Mistake
from app.library import lint
from app.library.loader import load


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. With mistakes the library does not load; warnings are advice."""

    mistakes: tuple[Mistake, ...]
    warnings: tuple[Mistake, ...]


def check_library(root: Path) -> CheckReport:
    """Return the mistakes and warnings of the library below `root`. Raises nothing: a missing folder is a mistake
    too.
    """
    try:
        loading = load(root)
    except LibraryError as error:
        return CheckReport(error.mistakes, ())
    found = sorted(set(lint.warnings(loading)), key=lambda warning: (warning.file, warning.line, warning.message))
    return CheckReport(loading.mistakes.sorted(), tuple(found))
