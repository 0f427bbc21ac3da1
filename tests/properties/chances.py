"""How many examples a property gets.

By default few, the same in every run, so that a change is judged by what changed. `PROPERTY_EXAMPLES=500` asks for as many
for each kind of paper, other ones each time: for a night, or after a change of the engine. `LIBRARY_DIR` names another
clause library, such as one that is being written.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, settings

from app.library import load_library
from tests.properties.answers_strategy import Shelf

ROOT: Final = Path(os.environ.get("LIBRARY_DIR") or Path(__file__).resolve().parents[2])
_WANTED: Final = int(os.environ.get("PROPERTY_EXAMPLES") or 0)


@cache
def shelf() -> Shelf:
    """Return the library whose papers are drawn."""
    return Shelf(load_library(ROOT))


def chances(total: int, *, least: int = 1, most: int | None = None, shrinks: bool = True) -> Callable[..., object]:
    """Return settings by which all kinds of paper together get about `total` examples, each kind at least `least`.

    Where an example takes long, `most` bounds what PROPERTY_EXAMPLES can ask for, and an example that breaks a promise is
    shown as it was drawn (`shrinks`).
    """
    usual = max(least, total // len(shelf().cases()))
    wanted = min(_WANTED, most) if most is not None else _WANTED
    return settings(
        max_examples=max(usual, wanted),
        derandomize=not _WANTED,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink] if shrinks else [Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
