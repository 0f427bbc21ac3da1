"""Files that save later processes work: a library that was parsed, fonts that were packed, tags that were read.

What is kept is a copy and may be deleted at any time. It is used only from a folder that nobody else can write to, and
only when it is whole; a file that is broken, or that others could have written, counts for nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

_OTHERS_MAY_WRITE: Final = 0o022
_MOST: Final = 8
"""So many files of a kind are kept; the oldest goes first."""


def read(path: Path) -> bytes | None:
    """Return what was kept in a file, or None."""
    try:
        if not (_is_ours(path.parent) and _is_ours(path)):
            return None
        check, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest().encode() == check else None


def keep(path: Path, content: bytes) -> None:
    """Keep content in a file; of those whose names begin alike ("library-…") only the newest stay.

    A folder that cannot be used changes nothing but the time.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(path.parent):
            return
        temporary.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        temporary.chmod(0o600)
        os.replace(temporary, path)
        alike = path.parent.glob(f"{path.name.partition('-')[0]}-*")
        for old in sorted(alike, key=lambda each: each.stat().st_mtime_ns)[:-_MOST]:
            old.unlink()
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def remembered(folder: Path | None, kind: str, made_of: str, make: Callable[[], bytes]) -> bytes:
    """Return what `make` makes of something: as an earlier process kept it in the folder, else made now and kept.

    `made_of` says all that it depends on. Without a folder nothing is kept.
    """
    if folder is None:
        return make()
    path = folder / f"{kind}-{hashlib.sha256(made_of.encode()).hexdigest()}"
    content = read(path)
    if content is None:
        content = make()
        keep(path, content)
    return content


def state(files: Iterable[Path]) -> str:
    """Return a text that is another one when a file is: names, sizes and times of change."""
    found = ((path.name, path.stat()) for path in sorted(files, key=str))
    return "".join(f"{name} {about.st_size} {about.st_mtime_ns}\n" for name, about in found)


def _is_ours(path: Path) -> bool:
    found = path.stat(follow_symlinks=False)
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE
