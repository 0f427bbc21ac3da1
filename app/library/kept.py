"""A library that was loaded before: kept under the hash of its files, so that a cold start need not parse them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import app.model
from app import kept
from app.library.files import LibraryFiles, read_files
from app.library.mistakes import Notebook
from app.model.library import Library


def load_kept(root: Path, folder: Path, *, only: Collection[str] | None = None) -> Library:
    """Return the library below `root` as `load_library` does, from `folder` where it lies there already.

    Raises LibraryError with every mistake in every file. A folder that cannot be used changes nothing but the time.
    """
    notebook = Notebook()
    path = folder / f"library-{_key(read_files(root, notebook), only)}.json"
    library = None if len(notebook) else _read(path)
    if library is None:
        from app.library.loader import load_library

        library = load_library(root, only=only)
        _keep(path, library)
    return library


def _key(files: LibraryFiles, only: Collection[str] | None) -> str:
    """Return what a kept library is named after: the files, what was asked of them, and the program that read them."""
    digest = hashlib.sha256(files.version.encode())
    digest.update(json.dumps(None if only is None else sorted(only)).encode())
    for package in (Path(__file__).parent, *map(Path, app.model.__path__)):
        digest.update(kept.state(package.glob("*.py")).encode())
    return digest.hexdigest()


def _read(path: Path) -> Library | None:
    content = kept.read(path)
    if content is None:
        return None
    from app.library.codec import decoded

    try:
        found: Any = decoded(json.loads(content))
    except (LookupError, TypeError, ValueError, RecursionError):
        return None
    return found if isinstance(found, Library) else None


def _keep(path: Path, library: Library) -> None:
    from app.library.codec import encoded

    content = json.dumps(encoded(library), ensure_ascii=False, separators=(",", ":")).encode()
    kept.keep(path, content)
