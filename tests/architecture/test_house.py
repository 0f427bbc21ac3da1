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


def test_no_module_knows_a_document_type_by_name() -> None:
    """All but the Model Contract, which an annex belongs to by default and whose sample the first page offers."""
    types = {path.parent.name for path in Path("contract_templates").glob("[!_]*/outline.yaml")} - {"model-contract"}
    strings = [
        (str(path), node.value)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in types
    ]

    assert "nda" in types
    assert strings == []
