"""commonform-lint, the public linter of Common Form: an independent reader of terms and references.

It is a package of npm. It is put into vendor/ at the first use and is no part of the project; where npm, or its registry,
is out of reach, the tests that need it are skipped and the run says so in red at its end. In CI too: what they hold, the
property tests hold in another way.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pytest

from tests.missing import LINTER

ROOT: Final = Path(__file__).resolve().parents[2]
HOME: Final = ROOT / "vendor" / "commonform"
PACKAGE: Final = "commonform-lint@3.0.2"
_PATIENCE: Final = 120
_SCRIPT: Final = """
const lint = require('commonform-lint')
const forms = JSON.parse(require('fs').readFileSync(0, 'utf8'))
console.log(JSON.stringify(forms.map((form) => lint(form))))
"""


class LinterMissingError(Exception):
    """npm or node is not installed, or the package cannot be had; the message says so."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{LINTER.sign}: {reason} (Debian and Ubuntu: apt-get install npm).")


@lru_cache(maxsize=1)
def node() -> str:
    """Return the path of node, with the linter beside it. Raises LinterMissingError."""
    found = shutil.which("node")
    if found is None:
        raise LinterMissingError("node was not found")
    if not (HOME / "node_modules" / "commonform-lint").is_dir():
        try:
            _install()
        except LinterMissingError:
            # Half of a package would look like a whole one next time.
            shutil.rmtree(HOME / "node_modules", ignore_errors=True)
            raise
    return found


def _install() -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise LinterMissingError("npm was not found")
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "package.json").write_text('{"private": true}\n', "utf-8")
    quiet = ("--silent", "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit")
    quick = ("--fetch-retries=0", "--fetch-timeout=20000")
    try:
        command = [npm, "install", *quiet, *quick, PACKAGE]
        done = subprocess.run(command, cwd=HOME, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise LinterMissingError(f"{PACKAGE} could not be had in {_PATIENCE} seconds") from None
    if done.returncode:
        raise LinterMissingError(f"{PACKAGE} could not be installed")


def lint(forms: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return what the linter says about each form: annotations with `message`, `level`, `source`, `path`."""
    done = subprocess.run(
        [node(), "-e", _SCRIPT], cwd=HOME, input=json.dumps(forms), capture_output=True, text=True, check=True
    )
    said: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return said


@pytest.fixture(scope="session")
def linter() -> None:
    """The linter; without it the tests that need it are skipped, and the end of the run says so."""
    try:
        node()
    except LinterMissingError as error:
        pytest.skip(str(error))
