"""Two texts side by side: the words that stand in one of them only are marked, in both in the same way."""

from __future__ import annotations

import difflib
import re
from typing import Final

_TOKEN: Final = re.compile(r"<[^>]*>|\s+|[^<\s]+")


def mark_differences(one: str, other: str) -> tuple[str, str]:
    """Return two pieces of HTML in which words of one only stand in `<mark class="only">`. Tags stay as they are."""
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    left_words, right_words = _words(left), _words(right)
    matcher = difflib.SequenceMatcher(
        None, [left[i] for i in left_words], [right[i] for i in right_words], autojunk=False
    )
    only_left: set[int] = set()
    only_right: set[int] = set()
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            only_left.update(left_words[start:end])
            only_right.update(right_words[other_start:other_end])
    return _marked(left, only_left), _marked(right, only_right)


def _words(tokens: list[str]) -> list[int]:
    return [index for index, token in enumerate(tokens) if not token.startswith("<") and not token.isspace()]


def _marked(tokens: list[str], only: set[int]) -> str:
    pieces: list[str] = []
    is_open = False
    for index, token in enumerate(tokens):
        # A space between two marked words belongs to the mark; a mark never crosses a tag.
        wanted = index in only or (is_open and token.isspace() and index + 1 in only)
        if wanted != is_open:
            pieces.append('<mark class="only">' if wanted else "</mark>")
            is_open = wanted
        pieces.append(token)
    return "".join(pieces) + ("</mark>" if is_open else "")
