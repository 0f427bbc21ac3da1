"""The service under load. Usage: python -m tools.load [--people 10] [--seconds 60] [--dossiers 1000]

Starts the service as people do, lets them type at once in dossiers that they share by two, and reads back what each
saved last; then times the rendering of every page among many dossiers. The exit code is 1 when anything was refused,
failed or lost. Figures are of one machine at one moment.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from tests.running import running
from tools.load.people import let_them_type
from tools.load.rendering import medians

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run both parts and print what they found."""
    parser = argparse.ArgumentParser(prog="python -m tools.load", description="The service under load.")
    parser.add_argument("--people", type=int, default=10, help="How many type at once.")
    parser.add_argument("--seconds", type=float, default=60, help="For how long; 0 leaves this part out.")
    parser.add_argument("--dossiers", type=int, default=1000, help="Among how many pages are timed; 0 leaves it out.")
    options = parser.parse_args(arguments)
    troubles: list[str] = []
    with tempfile.TemporaryDirectory(prefix="load-") as name:
        if options.seconds:
            troubles = _typing(Path(name) / "typing", options.people, options.seconds)
        if options.dossiers:
            _rendering(Path(name) / "pages", options.dossiers)
    print(f"{os.cpu_count()} processors, load {' '.join(f'{one:.1f}' for one in os.getloadavg())}")
    return 1 if troubles else 0


def _typing(folder: Path, people: int, seconds: float) -> list[str]:
    folder.mkdir()
    with running(folder, ROOT) as service:
        crowd = let_them_type(service, people, seconds)
    print(f"{people} people typing for {seconds:.0f} s in {-(-people // 2)} dossiers:")
    for what, times in (
        ("saves with preview", [each for one in crowd for each in one.saves]),
        ("views of the contract", [each for one in crowd for each in one.views]),
    ):
        if len(times) > 1:
            p95 = quantiles(times, n=20)[-1]
            shown = " ".join(f"{1000 * each:6.0f} ms" for each in (median(times), p95, max(times)))
            print(f"  {len(times):5} {what:22} median, 95 of 100, longest: {shown}")
    troubles = [each for one in crowd for each in one.troubles]
    print("\n".join(troubles or ["  no error, no lost answer"]))
    return troubles


def _rendering(folder: Path, dossiers: int) -> None:
    print(f"Pages among {dossiers} dossiers, median:")
    for name, seconds in medians(folder, ROOT, dossiers):
        print(f"  {1000 * seconds:6.0f} ms  {name}")


if __name__ == "__main__":
    sys.exit(main())
