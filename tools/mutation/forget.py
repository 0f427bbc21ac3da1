"""A plugin of pytest for mutants: no test finds in a cache what an earlier one left there.

Otherwise a mutant below a cache would not be reached at all, and the test that would notice it counts as blind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from app.assembly import terms

ROOMS = ("app.assembly.", "app.review.", "app.model.")


def pytest_runtest_setup() -> None:
    """Empty the caches of assembly and review before each test."""
    terms._cache.clear()
    for cached in _cached():
        cached.cache_clear()


def _cached() -> Iterator[Any]:
    for name, module in list(sys.modules.items()):
        if name.startswith(ROOMS):
            for value in vars(module).values():
                held = vars(value).values() if isinstance(value, type) else ()
                yield from (one for one in (value, *held) if hasattr(one, "cache_clear"))
