"""The files of a library: which there are, and their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import LibraryError, Mistake
from app.library.mistakes import Notebook

CLAUSES = "clauses"
QUESTIONS = "clauses/_questions"
TEMPLATES = "contract_templates"
HOUSE = "contract_templates/_house"
WORDING = f"{HOUSE}/wording.yaml"
REFERENCE = f"{HOUSE}/reference.yaml"
CONSTRAINTS = f"{HOUSE}/constraints.yaml"
WORDS = "clauses/_words.txt"
BANNED = "clauses/_banned.txt"
OUTLINE = "outline.yaml"
KICKOFF = "kickoff.yaml"


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """One file: its path from the project's folder, its bytes, their SHA-256 in hexadecimal."""

    path: str
    content: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class LibraryFiles:
    """All files that make a library. Clauses, outlines and kick-offs are by id; questions in the order of their names.

    `words` is the list that the check of capitals skips, `banned` that of words never used; they are no part of
    `contents` and `version`, because they change no document.
    """

    clauses: dict[str, LibraryFile]
    outlines: dict[str, LibraryFile]
    kickoffs: dict[str, LibraryFile]
    questions: tuple[LibraryFile, ...]
    wording: LibraryFile | None
    reference: LibraryFile | None
    constraints: LibraryFile | None
    words: LibraryFile | None
    banned: LibraryFile | None
    contents: dict[str, bytes]
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
        clause = _read(root, path, notebook)
        if clause is not None and path.stem in clauses:
            notebook.add(
                clause.path, 0, f"“{path.stem}” is there already: {clauses[path.stem].path}.", "Rename one of them."
            )
        elif clause is not None:
            clauses[path.stem] = clause
    templates = [path for name in (OUTLINE, KICKOFF) for path in sorted((root / TEMPLATES).glob(f"[!_.]*/{name}"))]
    others = [*templates, *sorted((root / QUESTIONS).glob("*.yaml"))]
    for name in (WORDING, REFERENCE):
        if not (root / name).exists():
            notebook.add(name, 0, "The file is missing.", "Fetch it from the project again.")
    singles = (WORDING, REFERENCE, CONSTRAINTS, WORDS, BANNED)
    others += [root / name for name in singles if (root / name).exists()]
    read = [found for path in others if (found := _read(root, path, notebook)) is not None]
    return _arranged([*clauses.values(), *read])


def kept_files(contents: Mapping[str, bytes]) -> LibraryFiles:
    """Return the files of a library that was kept as paths and bytes (`LibraryFiles.contents`)."""
    return _arranged([_file(path, content) for path, content in sorted(contents.items())])


def _arranged(files: Sequence[LibraryFile]) -> LibraryFiles:
    """Return the files by what they are, which their paths say."""
    clauses: dict[str, LibraryFile] = {}
    outlines: dict[str, LibraryFile] = {}
    kickoffs: dict[str, LibraryFile] = {}
    questions: list[LibraryFile] = []
    others: dict[str, LibraryFile] = {}
    for file in files:
        *folders, name = file.path.split("/")
        if name.endswith(".md"):
            clauses[name.removesuffix(".md")] = file
        elif name in (OUTLINE, KICKOFF):
            (outlines if name == OUTLINE else kickoffs)[folders[-1]] = file
        elif "/".join(folders) == QUESTIONS:
            questions.append(file)
        else:
            others[file.path] = file
    house = [found for name in (WORDING, REFERENCE, CONSTRAINTS) if (found := others.get(name)) is not None]
    everything = (*clauses.values(), *outlines.values(), *kickoffs.values(), *questions, *house)
    return LibraryFiles(
        clauses=clauses,
        outlines=outlines,
        kickoffs=kickoffs,
        questions=tuple(questions),
        wording=others.get(WORDING),
        reference=others.get(REFERENCE),
        constraints=others.get(CONSTRAINTS),
        words=others.get(WORDS),
        banned=others.get(BANNED),
        contents={file.path: file.content for file in everything},
        version=_version(everything),
    )


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


def _read(root: Path, path: Path, notebook: Notebook) -> LibraryFile | None:
    """Return a file, or nothing and a mistake where its bytes cannot be had: the others are told about as well."""
    relative = path.relative_to(root).as_posix()
    if path.exists() and not path.is_file():
        # A pipe or a device would keep the reader waiting for ever.
        notebook.incomplete = True
        notebook.add(relative, 0, "This is no file.", "Put a file of this name there, or take it away.")
        return None
    try:
        return _file(relative, path.read_bytes())
    except OSError as error:
        notebook.incomplete = True
        notebook.add(relative, 0, f"The file cannot be read: {error.strerror}.", "Check its permissions.")
        return None


def _file(path: str, content: bytes) -> LibraryFile:
    return LibraryFile(path, content, hashlib.sha256(content).hexdigest())


def _version(files: tuple[LibraryFile, ...]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.path):
        digest.update(f"{file.path}\0{file.hash}\n".encode())
    return digest.hexdigest()
