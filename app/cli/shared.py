"""What the commands share: settings, the day, answers with the library they need."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.config import Settings, read_settings
from app.model.finding import Finding

if TYPE_CHECKING:
    from app.model.library import Library
    from app.services.answers_file import FileAnswers


class Day(click.ParamType[datetime.date]):
    """A day as 2027-03-01."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Return the day. Ends the command where the text is none."""
        if isinstance(value, datetime.date):
            return value
        try:
            if len(value) != len("2027-03-01"):
                raise ValueError
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no day. Write it as 2027-03-01.", param, ctx)


def day_of(given: datetime.date | None, settings: Settings) -> datetime.date:
    """Return the day that was given, else today in the time zone of the settings."""
    return given if given is not None else datetime.datetime.now(settings.timezone).date()


def load(path: Path, settings: Settings | None = None) -> tuple[FileAnswers, Library, Settings]:
    """Return the answers of a file with the part of the library that they need, and the settings.

    Raises AnswersError or LibraryError.
    """
    from app.library.kept import load_kept
    from app.services.answers_file import check_answers, open_answers

    settings = settings or read_settings()
    raw = open_answers(path)
    library = load_kept(settings.library_dir, settings.cache_dir, only=raw.types)
    if not (raw.types or frozenset()) <= {*library.outlines, *library.bundles}:
        # An unknown type is told with the nearest known one, so all of them have to be known.
        from app.library import load_library

        library = load_library(settings.library_dir)
    return check_answers(raw, library), library, settings


def load_whole(path: Path) -> tuple[FileAnswers, Library, Settings]:
    """Return the answers of a file with the whole library, and the settings. Raises AnswersError or LibraryError."""
    from app.library import load_library
    from app.services.answers_file import check_answers, open_answers

    settings = read_settings()
    raw = open_answers(path)
    library = load_library(settings.library_dir)
    return check_answers(raw, library), library, settings


def finding_line(finding: Finding) -> str:
    """Return a finding as one line of text."""
    where = " ".join(filter(None, (finding.document, finding.clause, finding.question)))
    place = f" [{finding.place}]" if finding.place else ""
    return f"{finding.severity.value} {finding.rule} {where}: {finding.message} {finding.remedy}{place}"
