"""Answers files: from a path to checked answers.

A joined annex may have a file of its own. Where it names the file of its framework, that file is read too, and the
annex becomes one of the framework's annexes: it takes the place of the one with its id, or the next number. Only the
annex is written then. Where it gives the framework's reference and date, it stands by itself and refers to the
framework by headings.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final

from app.errors import AnswersError, Mistake, MistakesError
from app.interview import read_answers
from app.library import strict_yaml
from app.model.answers import Answers
from app.model.library import Library
from app.services import json_lines

_KEY: Final = re.compile(r"""^[\s\-{]*["']?([\w.-]+)["']?\s*:""")


@dataclass(frozen=True, slots=True)
class RawFile:
    """An answers file as it was read, before the library is known: its data with lines, and the framework's file."""

    name: str
    loaded: strict_yaml.Loaded
    framework: RawFile | None = None

    @property
    def types(self) -> frozenset[str] | None:
        """The document types that have to be loaded for the file: its own, its annexes', its framework's.

        None means all: an annex that gives only the reference of its framework may refer to any of its clauses, and
        where a type is missing, all that there are have to be told.
        """
        data = self.loaded.data
        document = data.get("document") if isinstance(data, Mapping) else None
        if isinstance(document, Mapping) and isinstance(document.get("framework"), Mapping):
            return None
        annexes = data.get("annexes") if isinstance(data, Mapping) else None
        named = [document, *(annexes if isinstance(annexes, list) else [])]
        types = [entry.get("type") if isinstance(entry, Mapping) else None for entry in named]
        if None in types:
            return None
        known = frozenset(name for name in types if isinstance(name, str))
        if self.framework is None:
            return known
        theirs = self.framework.types
        return known | theirs if theirs is not None else None


@dataclass(frozen=True, slots=True)
class FileAnswers:
    """Checked answers. `only` is the id of the one annex that is to be written, or None: all documents are."""

    answers: Answers
    only: str | None = None


def open_answers(path: Path) -> RawFile:
    """Return a YAML or JSON answers file as plain data, with the file of its framework where it names one.

    Raises AnswersError when a file cannot be read: it is missing, no UTF-8 text, not well formed, empty, too large,
    holds a key twice, or names a framework outside its own folder.
    """
    raw = _open(path)
    named = _framework_file(raw)
    if named is None:
        return raw
    framework = _open(_below(path, named, raw))
    if _framework_file(framework) is not None:
        message = f"The framework {named} is itself an annex that names a framework."
        line = raw.loaded.line(("document", "framework"))
        raise AnswersError([Mistake(raw.name, line, message, "Name the contract.")])
    return RawFile(raw.name, raw.loaded, framework)


def check_answers(raw: RawFile, library: Library) -> FileAnswers:
    """Return the answers of a file that was opened. Raises AnswersError with every mistake, each with its line."""
    if raw.framework is None:
        return FileAnswers(read_answers(raw.loaded.data, library, line_of=raw.loaded.line, file=raw.name))
    theirs = raw.framework
    framework = read_answers(theirs.loaded.data, library, line_of=theirs.loaded.line, file=theirs.name)
    annex = read_answers(raw.loaded.data, library, line_of=raw.loaded.line, file=raw.name, framework=framework)
    return FileAnswers(_with_annex(framework, annex), annex.id)


def read_answers_file(path: Path, library: Library) -> FileAnswers:
    """Return the answers of a file, checked against a library. Raises AnswersError."""
    return check_answers(open_answers(path), library)


def _with_annex(framework: Answers, annex: Answers) -> Answers:
    annexes = [annex if one.id == annex.id else one for one in framework.annexes]
    if framework.annex(annex.id) is None:
        annexes.append(annex)
    return dataclasses.replace(framework, annexes=tuple(annexes))


def _open(path: Path) -> RawFile:
    name = path.name
    try:
        with path.open("rb") as file:
            # One byte more than allowed is enough to refuse a file that is too large, however large it is.
            content = file.read(strict_yaml.LARGEST + 1)
    except FileNotFoundError:
        raise _refused(str(path), "There is no such file.") from None
    except OSError as error:
        raise _refused(str(path), f"The file cannot be read: {error.strerror}.") from None
    try:
        text = strict_yaml.decode(content, name)
        if path.suffix.lower() == ".json":
            return RawFile(name, json_lines.load(text, name))
        return RawFile(name, strict_yaml.load(text, name))
    except MistakesError as error:
        text = content.decode("utf-8", "replace")
        raise AnswersError(_naming_the_key(mistake, text) for mistake in error.mistakes) from None


def _naming_the_key(mistake: Mistake, text: str) -> Mistake:
    """Return a mistake about a control character with the key in whose line it stands."""
    if "control character" not in mistake.message or not mistake.line:
        return mistake
    lines = text.split("\n")[: mistake.line]
    found = next((match for line in reversed(lines) if (match := _KEY.match(line))), None)
    return dataclasses.replace(mistake, message=f"“{found[1]}”: {mistake.message}") if found else mistake


def _framework_file(raw: RawFile) -> str | None:
    data: Any = raw.loaded.data
    document = data.get("document") if isinstance(data, Mapping) else None
    named = document.get("framework") if isinstance(document, Mapping) else None
    return named if isinstance(named, str) and named.strip() not in ("", "TBC") else None


def _below(path: Path, named: str, raw: RawFile) -> Path:
    """Return the path of the framework's file; it has to lie in the folder of the answers file, or below."""
    folder = path.parent.resolve()
    steps = PurePosixPath(named.replace("\\", "/"))
    try:
        # Resolved, so that a link cannot lead out of the folder.
        target = (folder / steps).resolve()
        inside = target.is_relative_to(folder) and ".." not in steps.parts and not PureWindowsPath(named).drive
    except (OSError, RuntimeError, ValueError):
        inside = False
    if inside:
        return target
    message = "The file of the framework has to lie in the folder of this file, or below."
    line = raw.loaded.line(("document", "framework"))
    raise AnswersError([Mistake(raw.name, line, message, "Copy it there and name it, such as contract.yaml.")])


def _refused(name: str, message: str) -> AnswersError:
    return AnswersError([Mistake(name, 0, message, "Check the path.")])
