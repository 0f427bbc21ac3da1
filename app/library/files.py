"""The files of a library: which there are, and their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import LibraryError, Mistake
from app.library.mistakes import Notebook

CLAUSES = "clauses"
QUESTIONS = "clauses/_questions"
TEMPLATES = "contract_templates"
HOUSE = "contract_templates/_house"
WORDS = "clauses/_words.txt"
BANNED = "clauses/_banned.txt"


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """One file: its path from the project's folder, its bytes, their SHA-256 in hexadecimal."""

    path: str
    content: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class LibraryFiles:
    """All files that make a library. Clauses and outlines are by id; questions in the order of their names.

    `words` is the list that the check of capitals skips, `banned` that of words never used; they are no part of the
    version, because they change no document.
    """

    clauses: dict[str, LibraryFile]
    outlines: dict[str, LibraryFile]
    questions: tuple[LibraryFile, ...]
    wording: LibraryFile | None
    reference: LibraryFile | None
    constraints: LibraryFile | None
    words: LibraryFile | None
    banned: LibraryFile | None
    version: str


def read_files(root: Path, notebook: Notebook) -> LibraryFiles:
    """Return the files below `root`, which holds `clauses` and `contract_templates`.

    Files that lie where none is expected or cannot be read, and ids that stand in two families, are written into the
    notebook. Raises LibraryError when a folder is missing.
    """
    for folder in (CLAUSES, TEMPLATES):
        if not (root / folder).is_dir():
            raise LibraryError([Mistake(folder, 0, "The folder is missing.", f"The library is looked for in {root}.")])
    clauses: dict[str, LibraryFile] = {}
    for path in _clause_paths(root, notebook):
        found = _read(root, path, notebook)
        if found is not None and path.stem in clauses:
            notebook.add(
                found.path, 0, f"“{path.stem}” is there already: {clauses[path.stem].path}.", "Rename one of them."
            )
        elif found is not None:
            clauses[path.stem] = found
    outlines = {
        path.parent.name: found
        for path in sorted((root / TEMPLATES).glob("[!_.]*/outline.yaml"))
        if (found := _read(root, path, notebook)) is not None
    }
    shared = [_read(root, path, notebook) for path in sorted((root / QUESTIONS).glob("*.yaml"))]
    questions = tuple(file for file in shared if file is not None)
    wording, reference = (_house_file(root, name, notebook) for name in ("wording.yaml", "reference.yaml"))
    constraints = _read_if_there(root, root / HOUSE / "constraints.yaml", notebook)
    house = [file for file in (wording, reference, constraints) if file is not None]
    words, banned = (_read_if_there(root, root / name, notebook) for name in (WORDS, BANNED))
    version = _version((*clauses.values(), *outlines.values(), *questions, *house))
    return LibraryFiles(clauses, outlines, questions, wording, reference, constraints, words, banned, version)


def _clause_paths(root: Path, notebook: Notebook) -> Iterator[Path]:
    folder = root / CLAUSES
    for path in sorted(folder.rglob("*.md")):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts):
            continue
        if len(relative.parts) == 2 and not relative.parts[0].startswith("_"):
            yield path
        else:
            hint = "Clauses lie in clauses/<family>/<id>.md."
            notebook.add(f"{CLAUSES}/{relative.as_posix()}", 0, "The file lies where no clause is looked for.", hint)
    for path in sorted((folder / "_questions").glob("*.yml")):
        relative = path.relative_to(folder)
        notebook.add(
            f"{CLAUSES}/{relative.as_posix()}", 0, "The file ends in .yml and is not read.", "Rename it to .yaml."
        )


def _house_file(root: Path, name: str, notebook: Notebook) -> LibraryFile | None:
    path = root / HOUSE / name
    if not path.exists():
        notebook.add(f"{HOUSE}/{name}", 0, "The file is missing.", "Fetch it from the project again.")
    return _read_if_there(root, path, notebook)


def _read_if_there(root: Path, path: Path, notebook: Notebook) -> LibraryFile | None:
    return _read(root, path, notebook) if path.exists() else None


def _read(root: Path, path: Path, notebook: Notebook) -> LibraryFile | None:
    """Return a file, or nothing and a mistake where its bytes cannot be had: the others are told about as well."""
    relative = path.relative_to(root).as_posix()
    try:
        content = path.read_bytes()
    except OSError as error:
        notebook.incomplete = True
        notebook.add(relative, 0, f"The file cannot be read: {error.strerror}.", "Check its permissions.")
        return None
    return LibraryFile(relative, content, hashlib.sha256(content).hexdigest())


def _version(files: tuple[LibraryFile, ...]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.path):
        digest.update(f"{file.path}\0{file.hash}\n".encode())
    return digest.hexdigest()
