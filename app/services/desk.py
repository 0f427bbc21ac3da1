"""What every use case of the web works with: the library, the database, the settings, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.config import Settings
from app.model.library import Library
from app.services.memo import Memo
from app.store.database import Database


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """The surroundings of the use cases. Tests give another clock.

    `library` is the present one; drafts begun with an earlier one go on with that (`app/services/libraries.py`).
    `assembled` remembers what was assembled lately, `libraries` the earlier libraries that were loaded lately.
    """

    library: Library
    database: Database
    settings: Settings
    clock: Callable[[], datetime] = _now
    assembled: Memo[Any] = field(default_factory=Memo, compare=False, repr=False)
    libraries: Memo[Library] = field(default_factory=lambda: Memo(4), compare=False, repr=False)

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return self.clock()

    def today(self) -> date:
        """Return today's date in the time zone of the settings."""
        return self.clock().astimezone(self.settings.timezone).date()

    @property
    def templates(self) -> Path:
        """The folder of document types, samples and the house's own files."""
        return self.settings.library_dir / "contract_templates"
