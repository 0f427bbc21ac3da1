"""A small memory of results that were computed lately, safe to use from several threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Memo(Generic[Result]):
    """Keeps the last few results by a key that says all that a result depends on."""

    def __init__(self, size: int = 24) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._results: OrderedDict[object, Result] = OrderedDict()

    def get(self, key: object, make: Callable[[], Result]) -> Result:
        """Return the result kept under `key`, or make and keep it. Two threads may make the same; either is right."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        result = make()
        with self._lock:
            self._results[key] = result
            while len(self._results) > self._size:
                self._results.popitem(last=False)
        return result
