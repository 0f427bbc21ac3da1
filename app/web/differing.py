"""Two texts side by side: the words that stand in one of them only are marked, in both in the same way.

Numbers of paragraphs and of references are not compared: a clause that is merely numbered anew is the same clause.
"""

from __future__ import annotations

import difflib
import re
from typing import Final

_TOKEN: Final = re.compile(r"<[^>]*>|\s+|[^<\s]+")
_NUMBER: Final = re.compile(r"\(?\d+(\.\d+)*(\([a-z]+\))*[.,;:)]*")
_NUMBERED: Final = '<span class="num">'

_FEWEST_EQUAL: Final = 3
"""Fewer equal words than this between two differences are chance, and are marked with them."""


def mark_differences(one: str, other: str) -> tuple[str, str]:
    """Return two pieces of HTML in which words of one only stand in `<mark class="only">`. Tags stay as they are."""
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    left_words, right_words = _words(left), _words(right)
    only_left: set[int] = set()
    only_right: set[int] = set()
    for start, end, other_start, other_end in _differences(
        [word for _, word in left_words], [word for _, word in right_words]
    ):
        only_left.update(index for index, _ in left_words[start:end])
        only_right.update(index for index, _ in right_words[other_start:other_end])
    return _marked(left, only_left), _marked(right, only_right)


def _words(tokens: list[str]) -> list[tuple[int, str]]:
    """Return the words to compare with their places; numbers of paragraphs are left out, those of references alike."""
    words: list[tuple[int, str]] = []
    before = ""
    link = False
    for index, piece in enumerate(tokens):
        if piece.startswith("<"):
            before = piece
            link = piece.startswith("<a ") or (link and piece != "</a>")
        elif not piece.isspace() and before != _NUMBERED:
            words.append((index, "#" if link and _NUMBER.fullmatch(piece) else piece))
    return words


def _differences(one: list[str], other: list[str]) -> list[tuple[int, int, int, int]]:
    """Return where the two differ, with chance agreements of a word or two inside a difference taken into it."""
    found: list[tuple[int, int, int, int]] = []
    for tag, start, end, other_start, other_end in difflib.SequenceMatcher(
        None, one, other, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        if found and start - found[-1][1] < _FEWEST_EQUAL:
            found[-1] = (found[-1][0], end, found[-1][2], other_end)
        else:
            found.append((start, end, other_start, other_end))
    return found


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
