"""Reading groups of answers: every key against its question, every mistake with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from app.errors import Mistake
from app.interview.nearest import likeness, nearest
from app.interview.values import checked, place
from app.interview.words import kind, printable
from app.model.expression import TBC
from app.model.message import joined, say
from app.model.question import Question

Path = tuple[str | int, ...]
LineOf = Callable[[Path], int]

_ALIKE = 0.6
_ADVISED = 100
"""How many unknown keys are told with the nearest known one: looking for it takes a while, and files can be hostile."""


class Collector:
    """Collects the mistakes of one answers file while its groups are read.

    `parties` are the ids that a question of type party may name; they are set once the parties are read. `annex`
    is the id of the annex that is being read: the line alone does not tell it in a file of one line.
    """

    def __init__(self, file: str, line_of: LineOf) -> None:
        self.file = file
        self.line_of = line_of
        self.mistakes: list[Mistake] = []
        self.strange = 0
        self.parties: tuple[str, ...] = ()
        self.annex = ""

    def add(self, path: Path, message: str, hint: str = "") -> None:
        """Record a mistake at the line of `path`."""
        if self.annex:
            message = joined([say("Annex “{id}”:", id=self.annex), message], " ")
        self.mistakes.append(Mistake(self.file, self.line_of(path), message, hint))

    def mapping(self, value: object, path: Path, name: str) -> Mapping[str, Any]:
        """Return the value if it is a group of keys, else an empty group: with a mistake, unless it is absent."""
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self.add(
                path,
                say("“{name}” has to be a group of keys, not {kind}.", name=name, kind=kind(value)),
                say("Indent its keys below it."),
            )
        return {}

    def entries(self, value: object, path: Path, name: str) -> Sequence[Any]:
        """Return the value if it is a list, else an empty one: with a mistake, unless it is absent."""
        if isinstance(value, list | tuple):
            return value
        if value is not None:
            self.add(
                path,
                say("“{name}” has to be a list, not {kind}.", name=name, kind=kind(value)),
                say("Begin each entry with a dash."),
            )
        return ()

    def unknown(self, path: Path, name: str, siblings: Iterable[str], everywhere: Iterable[str] = ()) -> None:
        """Record a key that is not known, with the nearest known one: at its place, else of the same name elsewhere."""
        self.strange += 1
        near = _near(name, siblings, everywhere) if self.strange <= _ADVISED else None
        advice = say("The nearest known key is “{near}”.", near=near) if near is not None else ""
        self.add(path, say("The key “{name}” is not known.", name=printable(name[:120])), advice)

    def value(self, question: Question, value: object, path: Path, name: str) -> object:
        """Return one answer as it is kept; None where there is none or, with mistakes, where it is wrong."""
        kept, troubles = checked(question, value, self.parties)
        for trouble in troubles:
            where = place(question, trouble.path, name)
            self.add((*path, *trouble.path), joined((where, trouble.message), " "), trouble.hint)
        return None if troubles else kept

    def group(
        self,
        raw: Mapping[str, Any],
        questions: Mapping[str, Question],
        path: Path,
        *,
        prefix: str = "",
        name: str = "",
        skip: Iterable[str] = (),
    ) -> dict[str, Any]:
        """Return the answers of a group, nested groups included.

        `questions` are keyed by dotted names; `prefix` is the part of them that leads here, `name` what a person calls
        the place ("law.", "parties[alpine]."). Keys in `skip` are read elsewhere.
        """
        skipped = frozenset(skip)
        answers: dict[str, Any] = {}
        for key, value in raw.items():
            if key in skipped:
                continue
            inner = f"{prefix}{key}."
            question = questions.get(f"{prefix}{key}")
            if question is not None:
                kept = self.value(question, value, (*path, key), f"{name}{key}")
            elif any(known.startswith(inner) for known in questions):
                kept = self._nested(value, questions, (*path, key), inner, f"{name}{key}.")
            else:
                siblings = {
                    known.removeprefix(prefix).partition(".")[0] for known in questions if known.startswith(prefix)
                }
                self.unknown((*path, key), f"{name}{key}", {name + one for one in siblings | skipped}, questions)
                continue
            if kept not in (None, {}):
                answers[key] = kept
        return answers

    def _nested(self, value: object, questions: Mapping[str, Question], path: Path, prefix: str, name: str) -> object:
        if value == TBC:
            return _to_be_confirmed(prefix, questions)
        group = self.mapping(value, path, name.removesuffix("."))
        return self.group(group, questions, path, prefix=prefix, name=name)


def _near(name: str, siblings: Iterable[str], everywhere: Iterable[str]) -> str | None:
    near = nearest(name, siblings)
    if near is not None and likeness(name, near, _ALIKE) >= _ALIKE:
        return near
    last = name.rpartition(".")[2]
    elsewhere = [key for key in everywhere if likeness(last, key.rpartition(".")[2], _ALIKE) >= _ALIKE]
    return nearest(last, elsewhere) or near


def _to_be_confirmed(prefix: str, questions: Mapping[str, Question]) -> dict[str, Any]:
    """Return a group in which every required answer is to be confirmed: what `seat: TBC` means."""
    answers: dict[str, Any] = {}
    for key, question in questions.items():
        if key.startswith(prefix) and question.required:
            *groups, last = key.removeprefix(prefix).split(".")
            inner = answers
            for group in groups:
                inner = inner.setdefault(group, {})
            inner[last] = TBC
    return answers
