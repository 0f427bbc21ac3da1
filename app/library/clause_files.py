"""A clause file as two halves: the front matter, which is YAML, and the lines of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from app.errors import MistakesError
from app.library import fields, strict_yaml
from app.library.fields import Fields
from app.library.inline import HELD
from app.library.mistakes import Notebook
from app.library.questions import read_questions
from app.model.question import Question

KEYS: Final = (
    *("id", "title", "version", "summary", "lang", "guidance", "questions"),
    *("alternatives", "default", "when", "based_on"),
    *("survives", "protected", "island", "inherit", "requires", "excludes", "stands_for", "stricter_than"),
    *("defines", "proper_nouns", "legal_refs", "review", "review_notes"),
)
"""The keys of a front matter."""

ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
"""The form of a clause id: family, hyphen, name."""


@dataclass(frozen=True, slots=True)
class ClauseFile:
    """A clause file whose front matter was read. `lines` are the numbered lines of its text."""

    id: str
    family: str
    file: str
    hash: str
    source: str
    front: Fields
    questions: tuple[Question, ...]
    lines: tuple[tuple[int, str], ...]

    @property
    def based_on(self) -> str | None:
        """The clause whose text this one takes, or None."""
        return self.front.text("based_on") or None


def read_clause_file(file: str, content: bytes, digest: str, notebook: Notebook) -> ClauseFile | None:
    """Return the halves of a clause file, or None after mistakes that leave nothing to go on with.

    `file` is the path from the project's folder, as "clauses/gen/gen-law.md".
    """
    try:
        source = strict_yaml.decode(content, file)
    except MistakesError as error:
        notebook.extend(error.mistakes)
        notebook.incomplete = True
        return None
    front = _front_matter(file, source, notebook)
    if front is None:
        notebook.incomplete = True
        return None
    mapping, lines = front
    stem = file.rsplit("/", 1)[-1].removesuffix(".md")
    family = file.rsplit("/", 2)[-2]
    _check_name(mapping, stem, family)
    mapping.only(KEYS)
    questions = read_questions(mapping)
    return ClauseFile(stem, family, file, digest, source, mapping, questions, lines)


def _front_matter(file: str, source: str, notebook: Notebook) -> tuple[Fields, tuple[tuple[int, str], ...]] | None:
    before = len(notebook)
    lines = source.split("\n")
    _check_characters(file, source, lines, notebook)
    if lines[0].rstrip() != "---":
        message = "The file is empty." if not source.strip() else "The file does not begin with “---”."
        notebook.add(file, 1, message, "A clause begins with a front matter between two lines “---”.")
        return None
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        notebook.add(file, 1, "The front matter is not closed.", "Write a line “---” after its last key.")
        return None
    if len(notebook) > before:
        return None
    try:
        loaded = strict_yaml.load("\n".join(lines[1:end]), file, first_line=2)
    except MistakesError as error:
        notebook.extend(error.mistakes)
        return None
    mapping = fields.root(loaded, file, notebook, "the front matter")
    if mapping is None:
        return None
    return mapping, tuple(enumerate(lines[end + 1 :], end + 2))


def _check_characters(file: str, source: str, lines: list[str], notebook: Notebook) -> None:
    notebook.extend(strict_yaml.forbidden_characters(source, file))
    for mark, what, hint in (
        ("\t", "a tab", "Use spaces."),
        ("\r", "a carriage return", "Save the file with line ends LF."),
    ):
        if mark in source:
            number = next(number for number, line in enumerate(lines, 1) if mark in line)
            notebook.add(file, number, f"The line holds {what}.", hint)
    if HELD.search(source):
        number = next(number for number, line in enumerate(lines, 1) if HELD.search(line))
        notebook.add(file, number, "The line holds a private-use character.", "Delete it.")


def _check_name(front: Fields, stem: str, family: str) -> None:
    written = front.text("id", required=True)
    if written and written != stem:
        front.mistake(
            "id", f"The id “{written}” is not the name of the file.", f"Write id: {stem}, or rename the file."
        )
    if not ID.fullmatch(stem) or not stem.startswith(f"{family}-"):
        front.mistake(
            "id", f"“{stem}” is no id for a clause of the family “{family}”.", f"Name the file {family}-something.md."
        )
