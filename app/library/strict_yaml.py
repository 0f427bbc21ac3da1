"""Strict YAML: what a person typed is what is read.

Only `true` and `false` are booleans, so that `NO` is Norway; `12:30`, dates and numbers with a leading zero stay
text. Duplicate keys, anchors, aliases, tags, control characters and files beyond the limits are mistakes with their
line. The same reader serves clauses, outlines, questions and answers.
"""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from app.errors import Mistake, MistakesError

LARGEST: Final = 2_000_000
"""Characters (and bytes) that a file may have."""
DEEPEST: Final = 40
MOST_NODES: Final = 100_000

Path = tuple[str | int, ...]

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]{1,3})?")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_LINE: Final = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line in YAML 1.1 and in no editor."""
_LINE_END: Final = re.compile(r"\r\n|\r|\n")

_HINTS: Final = {
    "mapping values are not allowed": "Put a text that holds a colon in quotation marks, and indent with spaces.",
    "cannot start any token": "Indent with spaces, not tabs; put a text that begins with a mark in quotation marks.",
    "could not find expected ':'": "Each line needs a key, a colon and a space before its value.",
    "did not find expected ',' or '}'": "Close the brace; put a text that holds a comma or colon in quotation marks.",
    "did not find expected ',' or ']'": "Close the bracket; put a text that holds a comma or colon in quotation marks.",
    "did not find expected key": "Check the indentation; put a text that begins with a quotation mark wholly in marks.",
    "tab character": "Indent with spaces, not tabs.",
    "unexpected end of stream": "A quotation mark or bracket is not closed.",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a YAML text holds: plain data, and the line of every key and list entry by its path.

    `lines[("parties", 0, "seat", "country")]` is the line of that key; `lines[()]` the line at which the data begins.
    """

    data: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def decode(content: bytes, file: str) -> str:
    """Return the text of a file in UTF-8; a byte order mark at its start is dropped.

    Raises MistakesError when it is too large or not UTF-8, naming the line.
    """
    if len(content) > LARGEST:
        raise _one(file, 0, f"The file has {len(content):,} bytes; {LARGEST:,} are the limit.", "Split it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _one(file, line, "The file is not UTF-8 text.", "Save it again with the encoding UTF-8.") from None


def forbidden_characters(text: str, file: str, first_line: int = 1) -> Iterator[Mistake]:
    """Yield a mistake for each control character or half of a character pair in `text`, one a line at most."""
    if not _FORBIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n"), first_line):
        if match := _FORBIDDEN.search(line):
            name = f"U+{ord(match[0]):04X}"
            yield Mistake(file, number, f"The line holds the control character {name}.", "Delete it.")


def load(text: str, file: str, *, first_line: int = 1) -> Loaded:
    """Return the data of a YAML text with the line of every path.

    `file` is named in mistakes; `first_line` is the line of the file at which `text` begins. Raises MistakesError
    with every mistake that could be found: nothing in it, control characters, broken YAML, duplicate keys, anchors,
    aliases, tags, limits.
    """
    if len(text) > LARGEST:
        raise _one(file, 0, f"The file has {len(text):,} characters; {LARGEST:,} are the limit.", "Split it.")
    controls = tuple(forbidden_characters(text, file, first_line))
    if controls:
        raise MistakesError(controls)
    lines = _Lines(text, first_line)
    builder = _Builder(file, lines)
    try:
        builder.read(_events(text))
    except yaml.YAMLError as error:
        builder.mistakes.append(_broken(error, file, lines))
    if not builder.mistakes and not builder.has_content:
        builder.mistakes.append(
            Mistake(file, first_line, "The file is empty.", "It must hold at least one “key: value” line.")
        )
    if builder.mistakes:
        raise MistakesError(builder.mistakes)
    return Loaded(builder.root, builder.lines)


def _events(text: str) -> Iterator[Any]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _one(file: str, line: int, message: str, hint: str) -> MistakesError:
    return MistakesError([Mistake(file, line, message, hint)])


class _Lines:
    """The lines of a YAML text as an editor counts them; its reader also counts marks that no editor does."""

    def __init__(self, text: str, first: int) -> None:
        self.first, self.text = first, text
        # The reader leaves a byte order mark out of its count.
        self.others = [found.start() for found in _NO_LINE.finditer(text.removeprefix("\ufeff"))]

    def at(self, mark: Any) -> int:
        """Return the line of a mark of the reader."""
        return self.first + int(mark.line) - bisect.bisect_left(self.others, mark.index)

    def last(self) -> int:
        """Return the last line; what is not closed is told one line below it."""
        return self.first + len(_LINE_END.findall(self.text))


def _broken(error: yaml.YAMLError, file: str, lines: _Lines) -> Mistake:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    hint = next(
        (hint for words, hint in _HINTS.items() if words in problem), "Check the indentation and the quotation marks."
    )
    line = min(lines.at(mark), lines.last()) if mark else lines.first
    return Mistake(file, line, f"This is not readable as YAML: {problem}.", hint)


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being read. `key` is the mapping's key whose value comes next."""

    container: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Turns the events of the YAML parser into data. It keeps its own stack: depth cannot exhaust Python's."""

    file: str
    position: _Lines
    root: Any = None
    has_content: bool = False
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def read(self, events: Iterator[Any]) -> None:
        """Read events until their end, or until a limit is passed."""
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._open(event)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._mistake(
                    event, f"“*{event.anchor}” repeats another value.", "Write the value out; aliases are not read."
                )
                self._place(event, None)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self._mistake(
                        event, "The file holds a second YAML document.", "Delete the line “---” and what follows it."
                    )
                    return
            if self.nodes > MOST_NODES or len(self.stack) > DEEPEST:
                limit = f"more than {MOST_NODES:,} values" if self.nodes > MOST_NODES else f"more than {DEEPEST} levels"
                self._mistake(event, f"The file holds {limit}.", "Split it or make it flatter.")
                return

    def _mistake(self, event: Any, message: str, hint: str = "") -> None:
        self.mistakes.append(Mistake(self.file, self._line(event), message, hint))

    def _line(self, event: Any) -> int:
        return self.position.at(event.start_mark)

    def _check(self, event: Any) -> None:
        if event.anchor is not None:
            self._mistake(event, f"“&{event.anchor}” names a value.", "Delete it, or put the text in quotation marks.")
        if event.tag is not None:
            self._mistake(event, f"“{event.tag}” is a YAML tag.", "Delete it, or put the text in quotation marks.")

    def _open(self, event: Any) -> None:
        self._check(event)
        container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if self.stack and isinstance(self.stack[-1].container, dict) and self.stack[-1].key is None:
            self._mistake(event, "A key must be plain text.", "Put it in quotation marks.")
            self.stack[-1].key = f"\0{self.nodes}"
        path = self._place(event, container)
        self.stack.append(_Frame(container, path))

    def _scalar(self, event: Any) -> None:
        self._check(event)
        if event.style == '"' and _FORBIDDEN.search(event.value):
            self._mistake(event, "The text holds an escaped control character.", "Delete it.")
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self._key(event, frame, frame.container)
            return
        self._place(event, plain(event.value) if event.style in (None, "") else event.value)

    def _key(self, event: Any, frame: _Frame, container: dict[str, Any]) -> None:
        key = event.value
        path = (*frame.path, key)
        if key in container:
            first = self.lines[path]
            self._mistake(
                event, f"The key “{key}” stands here a second time; the first is in line {first}.", "Keep one."
            )
        else:
            self.lines[path] = self._line(event)
            container[key] = None
        frame.key = key

    def _place(self, event: Any, value: Any) -> Path:
        """Put a value where it belongs and return its path."""
        self.nodes += 1
        if not self.stack:
            self.root = value
            self.has_content = value is not None
            self.lines[()] = self._line(event)
            return ()
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            path = (*frame.path, len(frame.container))
            self.lines[path] = self._line(event)
            frame.container.append(value)
            return path
        key = frame.key if frame.key is not None else ""
        frame.container[key] = value
        frame.key = None
        return (*frame.path, key)


def plain(text: str) -> str | int | float | bool | None:
    """Return what an unquoted scalar means."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
