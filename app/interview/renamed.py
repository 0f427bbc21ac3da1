"""Answers under earlier keys: a question that was renamed (`was:`) takes over what was answered before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from app.interview.known import known_questions
from app.model.library import Library
from app.model.question import Question

Path = tuple[str | int, ...]


class Renamed(NamedTuple):
    """Answers under the present keys, and for each that moved the path at which it was written."""

    answers: Any
    written: Mapping[Path, Path]

    def written_at(self, path: Path) -> Path:
        """Return the path at which what stands at `path` now was written."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.written:
                return (*self.written[path[:length]], *path[length:])
        return path


def renamed(raw: object, library: Library) -> Renamed:
    """Return answers in the shape of an answers file with every answer under the present key of its question.

    What has no such shape, or a key that nobody knows, stays as it is: `read_answers` tells. Where the old and the new
    key are both answered, both stay.
    """
    if not isinstance(raw, Mapping):
        return Renamed(raw, {})
    written: dict[Path, Path] = {}
    document = raw.get("document")
    answers = _moved(raw, _questions(document, library), (), written)
    for name, entries in (("annexes", answers.get("annexes")), ("parties", answers.get("parties"))):
        if isinstance(entries, list | tuple):
            answers[name] = [_entry(name, number, entry, library, written) for number, entry in enumerate(entries)]
    return Renamed(answers, written)


def _entry(name: str, number: int, entry: object, library: Library, written: dict[Path, Path]) -> object:
    if not isinstance(entry, Mapping):
        return entry
    questions = library.party_fields if name == "parties" else _questions(entry, library)
    return _moved(entry, questions, (name, number), written)


def _questions(head: object, library: Library) -> Iterable[Question]:
    """Return the questions of the document type that a group of answers names."""
    name = head.get("type") if isinstance(head, Mapping) else None
    outline = library.outlines.get(name) if isinstance(name, str) else None
    return known_questions(outline, library).values() if outline is not None else ()


def _moved(
    group: Mapping[str, Any], questions: Iterable[Question], path: Path, written: dict[Path, Path]
) -> dict[str, Any]:
    answers: dict[str, Any] = dict(group)
    for question in questions:
        for old in question.was:
            before, now = old.split("."), question.key.split(".")
            value = _at(answers, before)
            if value is not None and _at(answers, now) is None and _put(answers, now, value):
                _take_away(answers, before)
                written[(*path, *now)] = (*path, *before)
    return answers


def _at(group: Any, steps: list[str]) -> Any:
    for step in steps:
        group = group.get(step) if isinstance(group, Mapping) else None
    return group


def _put(group: dict[str, Any], steps: list[str], value: Any) -> bool:
    """Put a value at its place; the groups on the way are copied. Return False where something else stands there."""
    *way, last = steps
    for step in way:
        inner = group.get(step)
        if inner is not None and not isinstance(inner, Mapping):
            return False
        copied = dict(inner or {})
        group[step] = copied
        group = copied
    group[last] = value
    return True


def _take_away(group: dict[str, Any], steps: list[str]) -> None:
    first, *rest = steps
    if not rest:
        del group[first]
        return
    inner = dict(group[first])
    _take_away(inner, rest)
    if inner:
        group[first] = inner
    else:
        del group[first]
