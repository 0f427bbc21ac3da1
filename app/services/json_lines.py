"""Strict JSON with lines: duplicate keys are mistakes, and every value knows the line it stands in.

Python's own reader keeps the last of two equal keys and forgets where values stood.
"""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, Final

from app.errors import Mistake, MistakesError
from app.interview.words import printable
from app.library.strict_yaml import DEEPEST, LARGEST, Loaded, Path

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
_WORDS: Final = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER: Final = 40


def load(text: str, file: str) -> Loaded:
    """Return the data of a JSON text with the line of every path.

    Raises MistakesError with what is wrong: broken JSON, duplicate keys, too deep, too large.
    """
    if len(text) > LARGEST:
        message = f"The file has {len(text):,} characters; {LARGEST:,} are the limit."
        raise MistakesError([Mistake(file, 0, message, "Split it.")])
    reader = _Reader(text, file)
    data = reader.document()
    if reader.mistakes:
        raise MistakesError(reader.mistakes)
    return Loaded(data, reader.lines)


class _Reader:
    """Reads one JSON text from the left to the right."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.position = 0
        self.mistakes: list[Mistake] = []
        self.lines: dict[Path, int] = {}
        self._line, self._counted = 1, 0

    def document(self) -> Any:
        self.skip()
        if self.position == len(self.text):
            raise self.broken("The file is empty.", "Begin with an object that has the key “document”.")
        data = self.value((), 0)
        self.skip()
        if self.position < len(self.text):
            raise self.broken("Something follows after the end of the data.", "Remove it.")
        return data

    def skip(self) -> None:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def line(self) -> int:
        self._line += self.text.count("\n", self._counted, self.position)
        self._counted = self.position
        return self._line

    def broken(self, message: str, hint: str = "Check commas, quotation marks and brackets.") -> MistakesError:
        return MistakesError([*self.mistakes, Mistake(self.file, self.line(), message, hint)])

    def value(self, path: Path, depth: int) -> Any:
        self.lines.setdefault(path, self.line())
        if depth > DEEPEST:
            raise self.broken(f"The file holds more than {DEEPEST} levels.", "Make it flatter.")
        mark = self.text[self.position : self.position + 1]
        if mark == "{":
            return self.object(path, depth)
        if mark == "[":
            return self.array(path, depth)
        return self.string() if mark == '"' else self.plain()

    def object(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self.another("}", first=not found):
            if self.text[self.position : self.position + 1] != '"':
                raise self.broken("A key has to stand here, in quotation marks.")
            here = (*path, key := self.string())
            if key in found:
                message = (
                    f"The key “{printable(key)}” stands here a second time; the first is in line {self.lines[here]}."
                )
                self.mistakes.append(Mistake(self.file, self.line(), message, "Keep one."))
            self.lines.setdefault(here, self.line())
            self.skip()
            self.expect(":")
            found[key] = self.value(here, depth + 1)
        return found

    def array(self, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        while self.another("]", first=not found):
            found.append(self.value((*path, len(found)), depth + 1))
        return found

    def another(self, end: str, *, first: bool) -> bool:
        """Step over the opening bracket or the comma; return whether an entry follows, else step over the end."""
        if first:
            self.position += 1
        self.skip()
        if self.text.startswith(end, self.position):
            self.position += 1
            return False
        if not first:
            self.expect(",")
        return True

    def expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.position):
            raise self.broken(f"A “{mark}” has to stand here.")
        self.position += 1
        self.skip()

    def string(self) -> str:
        try:
            # Control characters are let through here: the interview refuses them and names the question.
            text, self.position = scanstring(self.text, self.position + 1, False)
        except json.JSONDecodeError as error:
            self.position = min(error.pos, len(self.text))
            raise self.broken("This text in quotation marks is not readable as JSON.") from None
        return str(text)

    def plain(self) -> Any:
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return value
        match = _NUMBER.match(self.text, self.position)
        if match is None or len(match[0]) > _LONGEST_NUMBER:
            raise self.broken("This is not readable as JSON.", "Put text in quotation marks; write plain numbers.")
        self.position = match.end()
        return float(match[0]) if match[1] or match[2] else int(match[0])
