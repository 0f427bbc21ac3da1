"""Break assembly and review on purpose, a little at a time, and count what the tests notice (make mutants).

mutmut changes one operator, word or number of a copy of the code and runs the tests that reach it. All of it would take
hours, so a sample is drawn, the same in every run. What survives is printed; docs/rigour.md explains what may.

    python tools/mutation.py [--sample 700] [--minutes 25] [--only app.assembly.number]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
HOME: Final = ROOT / ".venv" / ".mutants"
PACKAGES: Final = HOME / "packages"
WORK: Final = HOME / "work"
VERSION: Final = "mutmut==3.8.1"
COPIED: Final = ("app", "tests", "clauses", "contract_templates", "tools", "pyproject.toml")
SETTINGS: Final = """
[tool.mutmut]
source_paths = ["app"]
only_mutate = ["app/assembly/*.py", "app/review/*.py"]
also_copy = ["clauses", "contract_templates", "tools"]
pytest_add_cli_args_test_selection = ["tests/assembly", "tests/review", "tests/content/test_expected.py"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-p", "no:xdist", "-q"]
use_git_change_detection = false
"""
STATES: Final = {
    0: "survived",
    5: "no tests",
    33: "no tests",
    36: "timeout",
    24: "timeout",
    -24: "timeout",
}
"""What the exit code of the tests means, as mutmut has it; every other one is that of tests that noticed."""


def main() -> int:
    """Draw the sample, run it and print the figure. Return 0 also where mutants survive: this is a measurement."""
    wanted = _arguments()
    os.nice(15)
    _install()
    _copy()
    # The first run makes all mutants and notes which test reaches what; one name is enough for it.
    _mutmut(["app.assembly.number.x_letter__mutmut_1"], minutes=wanted.minutes)
    chosen = _sample(wanted.only, wanted.sample)
    began = time.monotonic()
    _mutmut(chosen, minutes=wanted.minutes)
    _report(chosen, time.monotonic() - began)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=700, help="how many mutants; 0 means all")
    parser.add_argument("--minutes", type=float, default=25, help="when to stop")
    parser.add_argument("--only", default="", help="the beginning of a module's name")
    return parser.parse_args()


def _install() -> None:
    """Put mutmut into a folder of its own: it is needed by nobody else, and not by the tests."""
    if not (PACKAGES / "mutmut").is_dir():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(PACKAGES), VERSION]
        subprocess.run(command, check=True)  # noqa: S603 - our own words


def _copy() -> None:
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, WORK / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, WORK / name)
    with (WORK / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)


def _mutmut(names: list[str], *, minutes: float) -> None:
    """Run mutmut on these mutants with one process; what it has not done when time is up stays undone."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGES), "CI": ""}
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names]
    with subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=WORK, env=environment, stdout=subprocess.DEVNULL
    ) as running:
        try:
            running.wait(minutes * 60)
        except subprocess.TimeoutExpired:
            running.terminate()


def _results() -> dict[str, int | None]:
    """Return the exit code of the tests for each mutant; None where they have not been run."""
    codes: dict[str, int | None] = {}
    for path in sorted((WORK / "mutants" / "app").rglob("*.meta")):
        codes |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return codes


def _sample(only: str, size: int) -> list[str]:
    names = [name for name in _results() if name.startswith(only or "app.")]
    if not size or size >= len(names):
        return names
    return sorted(random.Random(0).sample(names, size))  # noqa: S311 - chance for a sample, nothing secret


def _report(chosen: list[str], seconds: float) -> None:
    codes = _results()
    states = {name: STATES.get(codes[name], "killed") for name in chosen if codes[name] is not None}
    counts = Counter(states.values())
    judged = counts["killed"] + counts["timeout"] + counts["survived"]
    for name, state in states.items():
        if state == "survived":
            print(name)
            print(_change(name))
    noticed = counts["killed"] + counts["timeout"]
    share = 100 * noticed / judged if judged else 0
    print(
        f"{len(states)} of {len(codes)} mutants in {seconds / 60:.0f} minutes: {noticed} noticed, {counts['survived']} "
        f"survived, {counts['no tests']} reached by no test; {share:.1f} % noticed."
    )


def _change(name: str) -> str:
    """Return the changed lines of a mutant."""
    command = [sys.executable, "-m", "mutmut", "show", name]
    shown = subprocess.run(  # noqa: S603 - our own words
        command, cwd=WORK, env={**os.environ, "PYTHONPATH": str(PACKAGES)}, capture_output=True, text=True, check=False
    ).stdout
    changed = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join(f"    {line}" for line in changed)


if __name__ == "__main__":
    sys.exit(main())
