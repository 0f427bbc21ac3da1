"""Break assembly and review on purpose, a little at a time, and count what the tests notice.

    python -m tools.mutation [--only app/assembly app/review/paper.py:Paper.own] [--every 4] [--start 2] [--workers 2]

Works on a clean clone of the last commit, in `.mutants/`, which a later run on the same commit uses again. Each mutant
is the code with one operator, word or number changed; mutmut runs the tests that reach it, quick ones first, up to the
first that fails. With `--every 4` only each fourth mutant of a module is tried, the same ones in every run; `--start 2`
begins with the third and so draws others. What no test noticed is written to `.mutants/survivors.txt`, how far mutmut
is to `.mutants/mutmut.log`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
HOME: Final = ROOT / ".mutants"
CLONE: Final = HOME / "clone"
LOG: Final = HOME / "mutmut.log"
FIRST: Final = "app.assembly.number.x_letter__mutmut_1"
"""One mutant that is run so that mutmut makes all the others and notes which test reaches what."""

LEFT_OUT: Final = 34
STATES: Final = {0: "survived", 5: "reached by no test", 33: "reached by no test", LEFT_OUT: "left out"}
"""What mutmut writes for a mutant: the exit code of the tests, or a sign of its own. All else means noticed."""

NOTICED: Final = 1
"""A test failed. Any other sign of a noticed mutant is that it ran out of time or of memory, or ended the process."""

COLUMNS: Final = ("made", "tried", "killed", "survived", "reached by no test")


def main() -> int:
    """Run the mutants and print what became of them. Return 0 also where some survive: this is a measurement."""
    wanted = _arguments()
    if not _is_made():
        _clone()
        _mutmut("run", "--max-children", str(wanted.workers), FIRST)
    for path in _notes():
        _leave_out(path, wanted)
    _mutmut("run", "--max-children", str(wanted.workers))
    survivors = _report()
    shown = [_mutmut("show", name, capture=True) for name in survivors]
    (HOME / "survivors.txt").write_text("\n".join(shown), encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=["app/"], help="the beginnings of files and functions")
    parser.add_argument("--every", type=int, default=1, help="try each n-th mutant of a module")
    parser.add_argument("--start", type=int, default=0, help="pass over as many mutants of a module first")
    parser.add_argument("--workers", type=int, default=1, help="how many mutants are tried at a time")
    return parser.parse_args()


def _is_made() -> bool:
    """Tell whether the mutants of the last commit are there, of an earlier run that tried others of them."""
    return (HOME / "survivors.txt").exists() and _commit(CLONE) == _commit(ROOT)


def _commit(folder: Path) -> str:
    command = ["git", "-C", str(folder), "rev-parse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _clone() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir()
    subprocess.run(["git", "clone", "--quiet", "--shared", str(ROOT), str(CLONE)], check=True)  # noqa: S603, S607


def _mutmut(*words: str, capture: bool = False) -> str:
    """Run mutmut; what it tells on its way goes to the log, unless it is asked for."""
    command = [sys.executable, "-m", "tools.mutation.mutmut", *words]
    with LOG.open("a", encoding="utf-8") as log:
        target = subprocess.PIPE if capture else log
        return subprocess.run(command, cwd=CLONE, check=True, text=True, stdout=target).stdout or ""  # noqa: S603


def _notes() -> list[Path]:
    """Return the files in which mutmut keeps what became of the mutants of a module."""
    return sorted((CLONE / "mutants" / "app").rglob("*.meta"))


def _module(path: Path) -> str:
    return path.relative_to(CLONE / "mutants").as_posix().removesuffix(".meta")


def _place(path: Path, mutant: str) -> str:
    """Return file and function of a mutant: "x_f__mutmut_1" is the first of f, "xǁCǁm__mutmut_1" of method m in C."""
    function = mutant.rpartition(".")[2].rpartition("__mutmut_")[0]
    return f"{_module(path)}:{function.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"


def _leave_out(path: Path, asked: argparse.Namespace) -> None:
    """Mark the mutants of a module that are not wanted, so that mutmut passes over them."""
    notes, only = json.loads(path.read_text("utf-8")), tuple(asked.only)
    notes["exit_code_by_key"] = {
        name: None if position % asked.every == asked.start and _place(path, name).startswith(only) else LEFT_OUT
        for position, name in enumerate(notes["exit_code_by_key"])
    }
    path.write_text(json.dumps(notes), encoding="utf-8")


def _report() -> list[str]:
    """Print a row for each module and one for all; return the names of the mutants that survived."""
    survivors: list[str] = []
    total: Counter[str] = Counter()
    broken = 0
    print("\n| module |", " | ".join(COLUMNS), "|")
    print("| --- |", " | ".join("--:" for _ in COLUMNS), "|")
    for path in _notes():
        codes: dict[str, int] = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        counts = Counter(STATES.get(code, "killed") for code in codes.values())
        counts["made"], counts["tried"] = len(codes), len(codes) - counts["left out"]
        survivors += [name for name, code in codes.items() if code == 0]
        broken += sum(code not in STATES and code != NOTICED for code in codes.values())
        if counts["tried"]:
            total.update(counts)
            _row(_module(path), counts)
    _row("all", total)
    print(f"\nOf the killed, {broken} failed no test: they ran out of time, or ended the process.")
    return survivors


def _row(name: str, counts: Counter[str]) -> None:
    print(f"| {name} |", " | ".join(f"{counts[column]:,}" for column in COLUMNS), "|")


if __name__ == "__main__":
    sys.exit(main())
