"""What the papers of the project say about it is so (settings: `test_operations.py`)."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.cli import cli
from app.library import check_library

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
LINK = re.compile(r"(?<!\\)\[[^\]\[]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`[^`\n]*`")


def prose(paper: Path) -> str:
    """Return a paper without code."""
    return INLINE.sub("", FENCED.sub("", paper.read_text("utf-8")))


def anchors(paper: Path) -> set[str]:
    """Return the places in a paper that a link can lead to."""
    titles = re.findall(r"^#+ (.+)$", FENCED.sub("", paper.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_link_leads_somewhere(paper):
    """A link inside the project leads to a file that is there, and to a heading in it."""
    wrong = []
    for link in LINK.findall(prose(paper)):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (paper.parent / path).resolve() if path else paper
        if not target.exists() or (anchor and anchor not in anchors(target)):
            wrong.append(link)

    assert wrong == []


def targets() -> set[str]:
    """Return the targets of the Makefile that a person calls."""
    return set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_the_papers_name_only_targets_that_exist():
    """`make x` in a paper, or in what is run on every change, is a target of the Makefile."""
    papers = [*PAPERS, ROOT / ".ci" / "run"]
    named = {name for paper in papers for name in re.findall(r"\bmake ([a-z]+)\b(?! sure)", _commands(paper))}

    assert {"run", "test"} <= named
    assert named <= targets()


def test_help_lists_every_target():
    """What stands under .PHONY has a line of help; `make help` prints it."""
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert phony is not None
    assert set(phony[1].split()) == targets()
    if shutil.which("make"):
        said = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        assert {line.split()[0] for line in said.splitlines()} == targets()


def test_the_papers_name_only_commands_that_exist():
    """`python -m app x` in a paper is a command, and each option behind it one of its options."""
    calls = {call for paper in PAPERS for call in re.findall(r"python -m app ([^\n`#]*)", paper.read_text("utf-8"))}

    assert calls
    for call in calls:
        words = call.split()
        command, depth = cli, 0
        while depth < len(words) and words[depth] in getattr(command, "commands", {}):
            command, depth = command.commands[words[depth]], depth + 1
        assert depth, call
        known = {name for option in command.params for name in option.opts}
        assert {word for word in words if word.startswith("--")} <= known, call


def test_the_tour_of_the_code_names_modules_that_exist():
    """Each module and folder that docs/architecture.md names is there."""
    tour = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    paths = re.findall(r"`((?:app|assembly|model|tests|clauses)/[\w./]*)`", tour)
    modules = re.findall(r"`(\w+\.py)`", tour)

    assert paths
    assert [path for path in paths if not any((ROOT / base / path).exists() for base in (".", "app"))] == []
    assert [name for name in modules if not list((ROOT / "app").rglob(name))] == []


@pytest.mark.parametrize("tool", sorted(path.stem for path in (ROOT / "tools").glob("*.py")))
def test_every_tool_can_be_loaded(tool):
    """Each file in tools/ finds what it imports, and says what it does."""
    assert importlib.import_module(f"tools.{tool}").__doc__


def test_the_model_clause_passes_the_check(tmp_path):
    """The clause that CONTRIBUTING.md shows is one that the library takes."""
    for name in ("clauses", "contract_templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    blocks = re.findall(
        r"^```\n(---\n.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    (clause,) = blocks
    (tmp_path / "clauses" / "nda").mkdir(exist_ok=True)
    (tmp_path / "clauses" / "nda" / "nda-return.md").write_text(clause, "utf-8")

    assert [str(mistake) for mistake in check_library(tmp_path).mistakes] == []


def _commands(paper: Path) -> str:
    text = paper.read_text("utf-8")
    return text if paper.suffix != ".md" else "\n".join(FENCED.findall(text) + INLINE.findall(FENCED.sub("", text)))
