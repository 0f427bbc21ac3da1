"""LibreOffice, started once and kept running, which is the quickest way to use it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final
from uuid import uuid4

_PYTHONS: Final = ("/usr/bin/python3", "python3")
"""A Python that knows LibreOffice's `uno`; on Debian it is the system's own."""


class Office:
    """A running LibreOffice that turns Word files into PDF."""

    def __init__(self, soffice: str, python: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="bench-office-"))
        pipe = f"bench-{uuid4().hex}"
        options = ["--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        self._office = subprocess.Popen(  # noqa: S603
            [soffice, profile, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        worker = str(Path(__file__).with_name("office_worker.py"))
        self._worker = subprocess.Popen(  # noqa: S603
            [python, worker, pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def pdf(self, docx: bytes) -> bytes:
        """Return a Word file as PDF, with all its fields and contents as they are in the file."""
        source, target = self._folder / "file.docx", self._folder / "file.pdf"
        source.write_bytes(docx)
        self._ask({"from": str(source), "to": str(target)})
        return target.read_bytes()

    def close(self) -> None:
        """End LibreOffice and delete its profile."""
        with contextlib.suppress(OSError):
            self._ask({})
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._office.wait(timeout=10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._office.pid, signal.SIGKILL)
        self._worker.kill()
        self._worker.communicate()
        self._office.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, request: dict[str, str]) -> None:
        if self._worker.stdin is None:
            raise OSError("LibreOffice takes no orders.")
        self._worker.stdin.write(json.dumps(request) + "\n")
        self._worker.stdin.flush()
        self._answer()

    def _answer(self) -> None:
        if self._worker.stdout is None or not self._worker.stdout.readline():
            raise OSError("LibreOffice ended before it answered.")


def start_office() -> Office | None:
    """Return a running LibreOffice, or None where it, or a Python that can speak to it, is not installed."""
    soffice = shutil.which("soffice")
    for name in _PYTHONS:
        python = shutil.which(name)
        if soffice and python and _knows_uno(python):
            return Office(soffice, python)
    return None


def _knows_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0  # noqa: S603
