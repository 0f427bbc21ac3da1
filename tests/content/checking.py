"""`check`, as the command line runs it, on a sample of which something is changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.content.cases import DAY, sample

Change = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Told:
    """What the command said, and its exit code."""

    code: int
    said: str

    def is_error(self, rule: str, place: str) -> bool:
        """Whether it ended with 1 and told a rule as an error at an answer."""
        return self.code == 1 and any(
            line.startswith(f"error {rule} ") and f" {place}: " in line for line in self.said.splitlines()
        )


@dataclass(frozen=True)
class Checker:
    """Checks samples with changes; the changed answers lie in `folder`."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, name: str, change: Change = lambda raw: None) -> Told:
        """Return what is said of a sample after a change of its raw answers."""
        raw = sample(name)
        change(raw)
        path = self.folder / "answers.json"
        path.write_text(json.dumps(raw), "utf-8")
        code = main(["check", str(path), "--date", DAY.isoformat()])
        said = self.capsys.readouterr()
        return Told(code, said.out + said.err)


@pytest.fixture
def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Checker:
    """The command, ready to check a sample."""
    return Checker(tmp_path, capsys)
