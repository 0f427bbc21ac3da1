"""Limits of a question, from the text under `validation`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from app.library.fields import Fields
from app.library.mistakes import nearest
from app.model.question import Limits, Question, QuestionType

_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_RANGE: Final = re.compile(rf"({_NUMBER})?\.\.({_NUMBER})?( characters| rows)?")
_SUM: Final = re.compile(rf"sum\(([a-z][a-z0-9_]*)\) = ({_NUMBER})")
_TEXTS: Final = frozenset({QuestionType.TEXT, QuestionType.LONG_TEXT})
_COUNTED: Final = frozenset({QuestionType.INTEGER, QuestionType.PERCENTAGE, QuestionType.MONEY, QuestionType.DURATION})
_LISTS: Final = frozenset({QuestionType.ROWS, QuestionType.CHOICES, QuestionType.PARTIES})
_GRAMMAR: Final = "Write 3..24, 3..160 characters, 1..60 rows, /pattern/ or sum(share) = 100."


def read_limits(entry: Fields, kind: QuestionType, columns: tuple[Question, ...]) -> Limits:
    """Return the limits that the entry of a question sets; what cannot be read is a mistake."""
    if not entry.has("validation"):
        return Limits()
    written = entry.data["validation"]
    texts = entry.texts("validation") if isinstance(written, list) else (entry.text("validation"),)
    limits = Limits()
    for text in texts:
        limits = _limit(entry, text, kind, columns, limits)
    return limits


def _limit(entry: Fields, text: str, kind: QuestionType, columns: tuple[Question, ...], limits: Limits) -> Limits:
    match = _RANGE.fullmatch(text)
    if match and (match[1] or match[2]):
        return _range(entry, match, kind, limits)
    if match := _SUM.fullmatch(text):
        if kind is not QuestionType.ROWS or match[1] not in {column.key for column in columns}:
            hint = nearest(match[1], [column.key for column in columns])
            entry.mistake("validation", f"“{text}” needs rows with the field “{match[1]}”.", hint)
        return replace(limits, sum_field=match[1], sum_total=float(match[2]))
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        return _pattern(entry, text[1:-1], kind, limits)
    entry.mistake("validation", f"“{text}” cannot be read as a validation.", _GRAMMAR)
    return limits


def _range(entry: Fields, match: re.Match[str], kind: QuestionType, limits: Limits) -> Limits:
    low = float(match[1]) if match[1] else None
    high = float(match[2]) if match[2] else None
    if low is not None and high is not None and low > high:
        entry.mistake("validation", f"“{match[0]}” begins above its end.", "Write the smaller number first.")
    unit = (match[3] or "").strip()
    wanted = "characters" if kind in _TEXTS else "rows" if kind in _LISTS else ""
    if unit != wanted or (not wanted and kind not in _COUNTED):
        example = f"3..160 {wanted}" if wanted else "3..24" if kind in _COUNTED else "no validation"
        entry.mistake("validation", f"“{match[0]}” does not fit the type {kind.value}.", f"Write {example}.")
    if wanted == "characters":
        return replace(limits, shortest=int(low) if low else None, longest=int(high) if high is not None else None)
    return replace(limits, minimum=low, maximum=high)


def _pattern(entry: Fields, pattern: str, kind: QuestionType, limits: Limits) -> Limits:
    if kind not in _TEXTS:
        entry.mistake("validation", f"A pattern does not fit the type {kind.value}.", "Patterns are for text.")
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        entry.mistake(
            "validation", f"The pattern “{pattern}” cannot be read: {error}.", "Check brackets and backslashes."
        )
        return limits
    return replace(limits, pattern=pattern)
