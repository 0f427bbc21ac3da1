"""The house stays in order: small modules, short functions, imports that point one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

MODULES = sorted(path for path in Path("app").rglob("*.py") if "migrations" not in path.parts)
LONGEST_MODULE = 320
LONGEST_FUNCTION = 60


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_fits_into_a_head(path: Path) -> None:
    """A module has at most 320 lines, and each of its functions fits on a screen."""
    source = path.read_text(encoding="utf-8")

    long = [
        f"{path}:{node.lineno} {node.name}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]

    assert len(source.splitlines()) <= LONGEST_MODULE
    assert long == []


def test_imports_point_one_way() -> None:
    """Rooms import only the rooms below them, and the pure rooms no framework."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
