"""A notebook of mistakes: loading goes on after one, so that a person sees all of them at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from app.errors import Mistake


class Notebook:
    """Collects mistakes while files are read.

    `incomplete` is set when a file that may define questions could not be read: names that are unknown for that
    reason alone are then not reported.
    """

    def __init__(self) -> None:
        self._mistakes: dict[Mistake, None] = {}
        self.incomplete = False

    def add(self, file: str, line: int, message: str, hint: str = "") -> None:
        """Write down one mistake; the same one twice counts once."""
        self._mistakes[Mistake(file, line, message, hint)] = None

    def extend(self, mistakes: Iterable[Mistake]) -> None:
        """Write down several mistakes."""
        for mistake in mistakes:
            self._mistakes[mistake] = None

    def __len__(self) -> int:
        return len(self._mistakes)

    def sorted(self) -> tuple[Mistake, ...]:
        """Return all mistakes by file and line."""
        return tuple(sorted(self._mistakes, key=lambda mistake: (mistake.file, mistake.line)))


def nearest(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the known name most like `name`, or `otherwise` when none is near."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{close[0]}”?" if close else otherwise


def listed(names: Iterable[str]) -> str:
    """Return names as "a, b and c" in the order given."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"
