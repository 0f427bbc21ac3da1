"""docs/writing-clauses.md: who follows it alone gets a clause, a question and a document type."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.library import load_library, questions
from app.library.clause_files import KEYS
from app.model import vocabulary
from app.model.outline import BindingLevel, Kind, Layout
from app.model.question import QuestionType
from tests.build import PROJECT, write

GUIDE = (PROJECT / "docs" / "writing-clauses.md").read_text("utf-8")
STEPS, REFERENCE = GUIDE.split("\n# Reference\n")


def files_in_guide() -> dict[str, str]:
    """Return the files that the guide tells to write, by their path."""
    return dict(re.findall(r"^File `([^`]+)`:\n\n```\w+\n(.*?)^```$", STEPS, re.MULTILINE | re.DOTALL))


def commands_in_guide() -> list[str]:
    """Return the commands that the guide tells to run, in their order."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", STEPS, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def run(root: Path, command: str) -> str:
    words = command.removeprefix(".venv/bin/python ").split()
    environment = {**os.environ, "LIBRARY_DIR": str(root), "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, *words], cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow the guide from its beginning to the reference, in a copy of the library, and return the copy."""
    root = tmp_path_factory.mktemp("guide")
    for folder in ("clauses", "contract_templates"):
        shutil.copytree(PROJECT / folder, root / folder)
    for command in commands_in_guide():
        made = "new" in command and run(root, command).strip()
        if made:
            path = Path(made).resolve().relative_to(root.resolve()).as_posix()
            write(root / path, files_in_guide()[path])
        if "new clause" in command:
            outline = root / "contract_templates" / "model-contract" / "outline.yaml"
            added = re.search(r"add one line:\n\n```yaml\n(.*?)```", STEPS, re.DOTALL)
            assert added is not None
            before = added[1].splitlines(keepends=True)[0]
            assert outline.read_text("utf-8").count(before) == 1
            write(outline, outline.read_text("utf-8").replace(before, added[1]))
    write(root / "visit.yaml", files_in_guide()["visit.yaml"])
    return root


def test_the_files_of_the_guide_pass_the_check_without_mistakes_or_warnings(followed: Path) -> None:
    printed = run(followed, "-m app library check")

    assert "0 mistakes" in printed
    assert not [line for line in printed.splitlines() if "visit" in line]


def test_the_new_clause_has_two_alternatives_and_a_question(followed: Path) -> None:
    library = load_library(followed)

    assert [alternative.id for alternative in library.clauses["gen-visits"].alternatives] == [
        "on_notice",
        "agreed_days",
    ]
    assert library.questions["visits.notice_days"].default == 14
    assert "gen-visits" in {placement.clause for placement in library.outlines["model-contract"].placements}


def test_the_new_document_type_is_assembled(followed: Path) -> None:
    command = commands_in_guide()[-1]
    assert "assemble visit.yaml" in command

    printed = run(followed, command)
    text = (followed / "output" / "VA-2027-001.txt").read_text("utf-8")

    assert "VA-2027-001.txt" in printed
    assert "It shall ask for a day 21 days before the visit or earlier." in text.replace("\u00a0", " ")
    assert "protected under" not in text
    assert "Clause 1.1" in text.replace("\u00a0", " ")


# --- the reference ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        KEYS,
        questions.KEYS,
        [kind.value for kind in QuestionType],
        vocabulary.HELPER_NAMES,
        vocabulary.HELPER_CALLS,
        vocabulary.FILTERS,
        vocabulary.COMPUTED_LISTS,
        vocabulary.DERIVED_PARTY_FIELDS,
        [kind.value for kind in Kind],
        [level.value for level in BindingLevel],
        [layout.value for layout in Layout if layout is not Layout.SCHEDULE],
    ],
    ids=["front", "question", "types", "helpers", "calls", "filters", "lists", "party", "kinds", "levels", "layouts"],
)
def test_the_reference_names_everything_that_exists(names: object) -> None:
    """A key, type, helper or filter that the code knows and the guide does not is missing from the guide."""
    written = set(re.findall(r"`([a-z_]+)[`(]", REFERENCE))

    assert isinstance(names, tuple | list | frozenset | dict)
    assert set(names) - written == set()


def test_the_reference_names_no_filter_or_helper_that_does_not_exist() -> None:
    tables = re.findall(r"^## (?:Helpers|Filters)$(.*?)^(?:##|\*\*Lists)", REFERENCE, re.MULTILINE | re.DOTALL)
    first_cells = [row.split("|")[1] for table in tables for row in table.splitlines() if row.startswith("| `")]
    written = {name for cell in first_cells for name in re.findall(r"`([a-z_]+)", cell)}
    known = vocabulary.HELPER_NAMES | set(vocabulary.HELPER_CALLS) | set(vocabulary.FILTERS)

    assert len(written) > 40
    assert written - known == set()
