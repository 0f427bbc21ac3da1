"""A library that was loaded before: kept on disk under the hash of its files, so that a cold start need not parse them.

What is kept is a copy and may be deleted at any time. It is used only from a folder that nobody else can write to, and
only when it is whole; a file that is broken, or that others could have written, counts for nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import app.model
from app.library.files import LibraryFiles, read_files
from app.library.mistakes import Notebook
from app.model.library import Library

_MOST: Final = 8
"""So many libraries are kept; the oldest goes first."""
_OTHERS_MAY_WRITE: Final = 0o022


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
        for path in sorted(package.glob("*.py")):
            found = path.stat()
            digest.update(f"{path.name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _read(path: Path) -> Library | None:
    try:
        if not (_is_ours(path.parent) and _is_ours(path)):
            return None
        check, _, content = path.read_bytes().partition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != check:
            return None
        from app.library.codec import decoded

        found: Any = decoded(json.loads(content))
    except (OSError, LookupError, TypeError, ValueError, RecursionError):
        return None
    return found if isinstance(found, Library) else None


def _is_ours(path: Path) -> bool:
    found = path.stat(follow_symlinks=False)
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE


def _keep(path: Path, library: Library) -> None:
    from app.library.codec import encoded

    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        content = json.dumps(encoded(library), ensure_ascii=False, separators=(",", ":")).encode()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(path.parent):
            return
        temporary.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        temporary.chmod(0o600)
        os.replace(temporary, path)
        for old in sorted(path.parent.glob("library-*.json"), key=lambda each: each.stat().st_mtime_ns)[:-_MOST]:
            old.unlink()
    except (OSError, TypeError, ValueError):
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
