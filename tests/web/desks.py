"""Desks for tests: a database in a temporary folder, a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.config import Settings
from app.model.library import Library
from app.services.desk import Desk
from app.store.database import Database

START = datetime(2027, 3, 1, 10, 42, tzinfo=UTC)


class Clock:
    """A clock that stands."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, minutes: int) -> None:
        """Let some minutes pass."""
        self.moment += timedelta(minutes=minutes)


@contextmanager
def new_desk(library: Library, folder: Path) -> Iterator[Desk]:
    """Yield a desk with an empty database; it is closed at the end."""
    settings = Settings(data_dir=folder / "instance", output_dir=folder / "output", secret_key="for tests")
    database = Database(settings.database)
    try:
        yield Desk(library, database, settings, Clock())
    finally:
        database.close()
