"""The same answers, day and library give the same bytes: in another process, with other hashes, clock and language."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from hypothesis import given

from tests.content.cases import DAY, ROOT, SAMPLES
from tests.properties.answers_strategy import papers
from tests.properties.chances import ROOT as LIBRARY
from tests.properties.chances import chances, shelf

FORMATS: Final = ("docx", "pdf", "html", "txt", "json")
SHORT: Final = min(SAMPLES.values(), key=lambda path: path.stat().st_size)
"""The shortest sample: two processes write it in every format, and the PDF twice."""

SURROUNDINGS: Final = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
)
DIGESTS: Final = """
import datetime, hashlib, json, sys
from pathlib import Path
from app.assembly import assemble
from app.interview import read_answers
from app.library import load_library
from app.render import FORMATS, RenderOptions
from app.review import check

root, day = Path(sys.argv[1]), datetime.date.fromisoformat(sys.argv[2])
library, options = load_library(root), RenderOptions(root / "contract_templates" / "_house", Path(sys.argv[3]))
for raw in json.load(sys.stdin):
    answers = read_answers(raw, library, line_of=lambda path: 0, file="answers.yaml")
    made = assemble(library, answers, today=day)
    told = check(made, answers, library, today=day)
    said = [repr((made.uses, made.selected, told)).encode()]
    said += [FORMATS[name].render(made.bundle, options) for name in ("docx", "html", "txt", "json")]
    print(*(hashlib.sha256(one).hexdigest() for one in said))
"""


def started(arguments: list[str], surroundings: dict[str, str]) -> subprocess.Popen[str]:
    """Return a Python that has begun to work in other surroundings."""
    environment = {**os.environ, **surroundings}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)


def test_two_processes_write_the_same_files(tmp_path: Path) -> None:
    """Every format, and the package with Word file and PDF, is the same byte for byte."""
    ask = [part for name in (*FORMATS, "package") for part in ("--format", name)]
    folders = [tmp_path / str(number) for number in range(len(SURROUNDINGS))]
    running = [
        started(["-m", "app", "assemble", str(SHORT), "--out", str(folder), "--date", str(DAY), *ask], around)
        for folder, around in zip(folders, SURROUNDINGS, strict=True)
    ]

    assert [process.communicate() and process.returncode for process in running] == [0, 0]
    first, second = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()} for folder in folders
    )
    assert first == second
    assert {Path(name).suffix[1:] for name in first} == {*FORMATS, "zip"}


def test_two_processes_make_the_same_of_any_answers() -> None:
    """Findings, uses, selection, Word file, HTML, text and tree are the same for random papers of each document type."""
    drawn: list[Any] = []
    for case in shelf().few():

        @chances(1, most=10, shrinks=False)
        @given(papers(shelf(), case, most=4))
        def draw(raw: dict[str, Any]) -> None:
            drawn.append(raw)

        draw()
    arguments = ["-c", DIGESTS, str(LIBRARY), DAY.isoformat(), str(ROOT / "vendor" / "fonts")]

    running = [started(arguments, around) for around in SURROUNDINGS]
    for process in running:
        assert process.stdin is not None
        process.stdin.write(json.dumps(drawn))
        process.stdin.close()
        process.stdin = None
    first, second = (process.communicate()[0].splitlines() for process in running)

    assert len(first) == len(drawn)
    assert first == second
