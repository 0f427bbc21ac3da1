"""Ids of rows, which documents may print: F1, F2, F3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.model.question import Question

IDENTIFIER: Final = "id"
"""The key under which a row keeps its id."""

_NUMBERED: Final = re.compile(r"([A-Za-z]*)(\d+)")


def next_ids(question: Question, taken: Sequence[str]) -> Iterator[str]:
    """Yield ids for new rows, which may be printed: F3, F4 after F1, F2; a first row takes the question's letter."""
    last = _NUMBERED.fullmatch(taken[-1]) if taken else None
    prefix = last[1] if last else question.key.rpartition(".")[2][:1].upper()
    numbers = [int(match[2]) for one in taken if (match := _NUMBERED.fullmatch(one)) and match[1] == prefix]
    number = max(numbers, default=0)
    used = set(taken)
    while True:
        number += 1
        if f"{prefix}{number}" not in used:
            yield f"{prefix}{number}"
