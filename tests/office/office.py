"""LibreOffice as an independent reader of Word files: started once a test run, with a profile of its own."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.missing import LIBREOFFICE

_SIGNATURE_COLUMNS = 3
WRONG = "99.99(z)"
"""What `with_wrong_references` puts in the place of every number."""

_PYTHONS = ("/usr/bin/python3", "python3", "/usr/lib/libreoffice/program/python", "/opt/libreoffice/program/python")


class OfficeMissingError(Exception):
    """LibreOffice, or the Python that can speak to it, is not installed; the message says what to install."""

    def __init__(self, what: str, package: str) -> None:
        super().__init__(f"{LIBREOFFICE.sign}: {what} was not found (Debian and Ubuntu: apt-get install {package}).")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as LibreOffice shows it: the number that it counted, the text, the style."""

    label: str
    text: str
    style: str


@dataclass(frozen=True)
class Table:
    """A table as LibreOffice shows it: rows of cells, each with the texts of its paragraphs."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True)
class Reading:
    """What LibreOffice read: paragraphs and tables in their order, what each reference shows, and the number of pages."""

    blocks: tuple[Paragraph | Table, ...]
    references: tuple[str, ...]
    pages: int

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    def lines(self) -> list[str]:
        """Return what stands below the contents, all where there are none, a line for each paragraph and row: numbers first, cells as `a | b`."""
        last = max((place for place, block in enumerate(self.blocks) if _in_contents(block)), default=-1)
        lines: list[str] = []
        for block in self.blocks[last + 1 :]:
            if isinstance(block, Table):
                lines += _table_lines(block)
            elif block.text or block.label:
                lines.append(f"{block.label} {block.text}" if block.label else block.text)
        return lines


def _in_contents(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and block.style.startswith("Contents ")


def _table_lines(table: Table) -> list[str]:
    signatures = len(table.rows[0]) == _SIGNATURE_COLUMNS and not any(map("".join, (row[1] for row in table.rows)))
    if not signatures:
        # A drawing below a text is an empty paragraph.
        return [" | ".join("\n".join(cell).rstrip("\n") for cell in row) for row in table.rows]
    # Signature blocks stand in pairs with an empty column between; they are read one block after the other.
    return [line for row in table.rows for cell in row for line in _signature_lines([part for part in cell if part])]


def _signature_lines(cell: list[str]) -> list[str]:
    if cell and cell[0] == "Signed for and on behalf of":
        return [f"{cell[0]} {cell[1]}", *(line.rstrip("\t") for line in cell[2:])]
    return [line.rstrip("\t") for line in cell]


class Office:
    """A running LibreOffice."""

    def __init__(self) -> None:
        soffice = shutil.which("soffice")
        if soffice is None:
            raise OfficeMissingError("soffice", "libreoffice-writer")
        python = _python_with_uno()
        self.folder = Path(tempfile.mkdtemp(prefix="office-"))
        pipe = f"syngraph-{uuid4().hex}"
        options = ("--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;")
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        self._office = subprocess.Popen(
            [soffice, profile, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        worker = str(Path(__file__).with_name("worker.py"))
        self._worker = subprocess.Popen(
            [python, worker, pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def read(self, docx: bytes, *, contents: bool = False) -> Reading:
        """Return what LibreOffice makes of a Word file: all fields computed anew and, if wanted, the contents too."""
        path = self._saved(docx)
        answer = self._ask({"do": "read", "path": str(path), "contents": contents})
        blocks = (Paragraph(**block) if "text" in block else _table(block["rows"]) for block in answer["blocks"])
        return Reading(tuple(blocks), tuple(field["text"] for field in answer["fields"]), answer["pages"])

    def pdf(self, docx: bytes) -> BytesIO:
        """Return a Word file as LibreOffice prints it."""
        path = self._saved(docx)
        target = path.with_suffix(".pdf")
        self._ask({"do": "pdf", "path": str(path), "to": str(target)})
        return BytesIO(target.read_bytes())

    def close(self) -> None:
        """End LibreOffice and delete its profile."""
        with contextlib.suppress(OSError, ValueError):
            self._ask({"do": "stop"})
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._office.wait(timeout=10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._office.pid, signal.SIGKILL)
        self._worker.kill()
        self._worker.wait()
        self._office.wait()
        for stream in (self._worker.stdin, self._worker.stdout):
            if stream:
                stream.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _saved(self, docx: bytes) -> Path:
        path = self.folder / f"{uuid4().hex}.docx"
        path.write_bytes(docx)
        return path

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._worker.stdin is not None
        self._worker.stdin.write(json.dumps(request) + "\n")
        self._worker.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._worker.stdout is not None
        line = self._worker.stdout.readline()
        if not line:
            raise ValueError("LibreOffice ended before it answered.")
        answer: dict[str, Any] = json.loads(line)
        return answer


@lru_cache(maxsize=1)
def running_office() -> Office:
    """Return the one LibreOffice of this test run. Raises OfficeMissingError when there is none on this machine."""
    office = Office()
    atexit.register(office.close)
    return office


def with_wrong_references(docx: bytes) -> bytes:
    """Return a Word file in which every cross-reference shows `WRONG` until its field is computed."""
    shown = re.compile(
        r'(REF _c_\w+ \\w \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>.*?<w:t[^>]*>)[^<]*'
    )
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text, changed = shown.subn(rf"\g<1>{WRONG}", content.decode())
                assert changed or " REF _c_" not in text, "the file has cross-references that were not spoilt"
                content = text.encode()
            copy.writestr(name, content)
    return target.getvalue()


def _table(rows: list[list[str]]) -> Table:
    return Table(tuple(tuple(tuple(cell.split("\0")) for cell in row) for row in rows))


def _python_with_uno() -> str:
    for candidate in _PYTHONS:
        found = shutil.which(candidate)
        if found and subprocess.run([found, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return found
    raise OfficeMissingError(
        "No Python here can speak to LibreOffice (Debian and Ubuntu: apt-get install python3-uno)."
    )
