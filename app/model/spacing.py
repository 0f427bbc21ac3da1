"""Spaces in the text of clauses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SPACES: Final = re.compile(r" {2,}")
_SPACE_BEFORE_MARK: Final = re.compile(r" +(?=[.,;:!?)])")


@lru_cache(maxsize=20_000)
def spaced(text: str, inside: bool) -> str:
    """Return a text with single spaces and none before a mark.

    Where the text is not `inside` a paragraph but begins one, a space that it begins with stays.
    """
    text = _SPACES.sub(" ", text)
    return _SPACE_BEFORE_MARK.sub("", text) if inside or not text.startswith(" ") else text
