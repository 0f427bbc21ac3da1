"""Reading a mapping of a YAML file key by key: the wrong type, a missing or an unknown key becomes a mistake with its
line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from app.library.mistakes import Notebook, listed, nearest
from app.library.strict_yaml import Loaded, Path

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a file. `what` names it in messages ("the clause", "the question law.country")."""

    data: dict[str, Any]
    path: Path
    loaded: Loaded
    file: str
    notebook: Notebook
    what: str

    def line(self, key: str | None = None) -> int:
        """Return the line of a key, or of the mapping."""
        return self.loaded.line(self.path if key is None else (*self.path, key))

    def mistake(self, key: str | None, message: str, hint: str = "") -> None:
        """Write down a mistake at a key, or at the mapping."""
        self.notebook.add(self.file, self.line(key), message, hint)

    def only(self, known: Collection[str]) -> None:
        """Write down every key that is not among `known`."""
        for key in self.data:
            if key not in known:
                hint = nearest(key, known, f"The keys are {listed(sorted(known))}.")
                self.mistake(key, f"“{key}” is no key of {self.what}.", hint)

    def named(self, what: str) -> Fields:
        """Return the same mapping under another name for messages."""
        return replace(self, what=what)

    def has(self, key: str) -> bool:
        """Tell whether a key is there with a value."""
        return self.data.get(key) is not None

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a text; a number written without quotation marks is taken as it was typed."""
        value = self.data.get(key)
        if value is None or value == "":
            if required and value is None:
                self.mistake(
                    None if key not in self.data else key, f"“{key}” is missing in {self.what}.", f"Write {key}: …"
                )
            elif required:
                self.mistake(key, f"“{key}” of {self.what} is empty.", "Write a text.")
            return default
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.mistake(key, f"“{key}” of {self.what} must be text.", "Put it in quotation marks.")
            return default
        return str(value).strip()

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self.data.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.mistake(key, f"“{key}” of {self.what} must be true or false.", f"Write {key}: true")
            return default
        return value

    def whole(self, key: str, default: int) -> int:
        """Return a whole number."""
        value = self.data.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.mistake(key, f"“{key}” of {self.what} must be a whole number.", f"Write {key}: {default}")
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.data.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.mistake(key, f"“{key}” of {self.what} must be a list.", f"Write {key}: [a, b]")
            return ()
        result = []
        for index, entry in enumerate(value):
            if isinstance(entry, bool) or not isinstance(entry, str | int | float):
                line = self.loaded.line((*self.path, key, index))
                self.notebook.add(self.file, line, f"An entry of “{key}” is not text.", "Put it in quotation marks.")
            else:
                result.append(str(entry).strip())
        return tuple(result)

    def one_of(self, key: str, values: type[E], default: E, *, required: bool = False) -> E:
        """Return one of the values of an enumeration."""
        text = self.text(key, required=required)
        if not text:
            return default
        known = [value.value for value in values]
        if text not in known:
            self.mistake(
                key, f"“{text}” is no value of “{key}”.", nearest(text, known, f"The values are {listed(known)}.")
            )
            return default
        return values(text)

    def mapping(self, key: str) -> Fields | None:
        """Return the mapping under a key, or None when there is none."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.mistake(
                key, f"“{key}” of {self.what} must be a mapping.", "Write one “name: value” line for each entry."
            )
            return None
        return Fields(value, (*self.path, key), self.loaded, self.file, self.notebook, f"“{key}” of {self.what}")

    def entries(self, key: str, *, short: Callable[[str], dict[str, Any]] | None = None) -> Iterable[Fields]:
        """Yield the mappings of a list. `short` turns an entry that is plain text into a mapping."""
        value = self.data.get(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.mistake(key, f"“{key}” of {self.what} must be a list.", "Begin each entry with “- ”.")
            return
        for index, entry in enumerate(value):
            path = (*self.path, key, index)
            content = short(entry) if isinstance(entry, str) and short else entry
            if isinstance(content, dict):
                yield Fields(content, path, self.loaded, self.file, self.notebook, f"entry {index + 1} of “{key}”")
            else:
                self.notebook.add(
                    self.file,
                    self.loaded.line(path),
                    f"Entry {index + 1} of “{key}” is no mapping.",
                    "Write {key: value}.",
                )


def root(loaded: Loaded, file: str, notebook: Notebook, what: str) -> Fields | None:
    """Return the mapping that a file holds, or None after a mistake."""
    if isinstance(loaded.data, dict):
        return Fields(loaded.data, (), loaded, file, notebook, what)
    notebook.add(file, loaded.line(()), f"{what[0].upper()}{what[1:]} must be a mapping.", "Write “key: value” lines.")
    return None
