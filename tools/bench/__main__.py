"""Times our way beside its peers. Usage: python -m tools.bench [--quick] [--folder FOLDER] [--picture FILE]

Prints a table, writes output/bench.json and a picture of it. Figures are of one machine at one moment: only ratios,
taken in turns in one run, say something, and less than 15 % is noise.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from app.__main__ import OBJECTS_BETWEEN_COLLECTIONS
from tools.bench.library import PROJECT
from tools.bench.picture import picture
from tools.bench.results import table, write_json
from tools.bench.run import Bench

FULL: Final = ("nda", "mid", "big")
QUICK: Final = ("nda", "mid")


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark. The exit code is 1 when two files that should say the same differ."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Times our way beside its peers.")
    parser.add_argument("--quick", action="store_true", help="Few rounds, without the large contract.")
    parser.add_argument("--folder", type=Path, help="Where the workloads are written (else a temporary folder).")
    parser.add_argument("--output", type=Path, default=PROJECT / "output/bench.json", help="The file of results.")
    parser.add_argument("--picture", type=Path, default=PROJECT / "output/bench.svg", help="The picture.")
    options = parser.parse_args(arguments)
    # As the service and the command line run; the peers get it too.
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    begun = time.monotonic()
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        bench = Bench(folder, QUICK if options.quick else FULL, rounds=3 if options.quick else 7)
        rows = bench.run()
    print(table(rows))
    print("\n".join(bench.remarks))
    load = " ".join(f"{average:.1f}" for average in os.getloadavg())
    print(
        f"{os.cpu_count()} processors, load {load}, {time.monotonic() - begun:.0f} s, Python {sys.version.split()[0]}"
    )
    write_json(options.output, rows)
    options.picture.parent.mkdir(parents=True, exist_ok=True)
    options.picture.write_text(picture(rows), encoding="utf-8")
    return 1 if bench.differences else 0


if __name__ == "__main__":
    sys.exit(main())
