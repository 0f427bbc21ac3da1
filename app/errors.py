"""The errors of Syngraph.

Every error that can reach a person says what happened, where, and how to mend it. Programming mistakes are not wrapped:
they stay ordinary exceptions and end in a log, never on a page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a file that a person wrote.

    `file` is a path as the person knows it (relative to the project where possible), `line` counts from 1 (0: the
    file as a whole), `message` says what is wrong, `hint` how to mend it."""

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message}" + (f" {self.hint}" if self.hint else "")


class SyngraphError(Exception):
    """Base of all errors that are shown to a person."""


class MistakesError(SyngraphError):
    """A file, or a set of files, holds one or more mistakes; all of them are listed in `mistakes`."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes: tuple[Mistake, ...] = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class LibraryError(MistakesError):
    """The clause library does not load: clause, outline, question or wording files hold mistakes."""


class AnswersError(MistakesError):
    """An answers file or record has a wrong shape, type, key or alternative. Nothing was assembled."""


class RenderError(SyngraphError):
    """A document could not be written in a format, for a reason that the person can mend (a missing program, say)."""


class OutputError(SyngraphError):
    """A generated file could not be saved: the folder is missing, full or read-only."""


class DossierFileError(SyngraphError):
    """A dossier file is broken, or holds what it should not. Nothing of it was stored."""


class StorageError(SyngraphError):
    """The database cannot be written to: the disk is full or read-only. Nothing of the save was stored."""


class MigrationError(SyngraphError):
    """The database could not be brought up to date. It is as it was."""


class LostLibraryError(SyngraphError):
    """The clause library that a draft was made from was not kept, or can no longer be read. The draft is untouched."""


class NotFoundError(SyngraphError):
    """The dossier, document or revision that was asked for does not exist."""


class ConflictError(SyngraphError):
    """Somebody saved another value first. Both values are kept in the history."""


class NewerVersionError(SyngraphError):
    """What is stored was written by a newer version of the program. Nothing was read of it and nothing changed."""


class ClosedLinkError(SyngraphError):
    """A sign-in link or an invitation does not open anything (any more).

    `reason` is "unknown", "used", "ended", "replaced" or "withdrawn"; `since` the moment in which it ended.
    """

    def __init__(self, reason: str, since: datetime.datetime | None = None) -> None:
        self.reason, self.since = reason, since
        super().__init__(f"This link does not open anything: {reason}.")


class SheetError(SyngraphError):
    """A file with rows cannot be read: it is no spreadsheet, broken, too large, or empty."""
