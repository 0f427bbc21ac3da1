"""A small file system of its own, to be filled: seen by nobody but the process that is started within, gone when it ends."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.missing import MOUNT

_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'


def within_small_disk(folder: Path, size: str) -> list[str]:
    """Return the words before a command for which `folder` is an empty disk of this size ("4m").

    Without root this takes a user namespace; the test is skipped, and the end of the run says so in red, where a
    machine allows neither.
    """
    program = shutil.which("unshare")
    if program is None:
        pytest.skip(f"{MOUNT.sign}: no unshare")
    mapped = [] if os.geteuid() == 0 else ["--map-root-user"]
    words = [program, *mapped, "--mount", "sh", "-c", _MOUNT, "sh", size, str(folder)]
    tried = subprocess.run([*words, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"{MOUNT.sign}: {tried.stderr.strip()}")
    return words


def seen_by(process: int, folder: Path) -> Path:
    """Return the folder as the process sees it."""
    return Path(f"/proc/{process}/root{folder.resolve()}")


def fill(disk: Path) -> Path:
    """Write a file until the disk takes not one byte more, and return it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for piece in (bytes(4096), bytes(1)):
            try:
                while file.write(piece):
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return ballast
