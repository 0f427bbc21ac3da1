"""A plugin of pytest for mutants: no test finds in a cache what an earlier one left there.

Otherwise a mutant below a cache would not be reached at all, and the test that would notice it counts as blind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Final

from app.assembly import terms

ROOMS: Final = ("app.assembly.", "app.review.", "app.model.")

_found: dict[int, list[Any]] = {}
"""The caches, by the number of modules: looked for anew only where a module has come since."""


def pytest_runtest_setup() -> None:
    """Empty the caches of assembly and review before each test."""
    terms._cache.clear()
    for cached in _found.get(len(sys.modules)) or _found.setdefault(len(sys.modules), list(_cached())):
        cached.cache_clear()


def _cached() -> Iterator[Any]:
    for name, module in list(sys.modules.items()):
        if name.startswith(ROOMS):
            for value in vars(module).values():
                held = vars(value).values() if isinstance(value, type) else ()
                yield from (one for one in (value, *held) if hasattr(one, "cache_clear"))
