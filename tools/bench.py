"""Times the way of the sample contract: assembly, and each format from its tree. Usage: .venv/bin/python tools/bench.py

Prints the median of nine warm runs in milliseconds and writes output/bench.json. Figures of one machine at one moment: compare
rows of one run with each other, not with another day's.
"""

from __future__ import annotations

import datetime
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.config import Config  # noqa: E402
from app.library import load_library  # noqa: E402
from app.render import FORMATS, RenderOptions  # noqa: E402
from app.services.answers_file import read_answers_file  # noqa: E402
from app.services.assembling import assemble_answers  # noqa: E402

RUNS = 9
SAMPLE = ROOT / "contract_templates/model-contract/samples/showcase.yaml"


def median_ms(work: Callable[[], object]) -> float:
    """Return the median time of nine runs in milliseconds, after one that is not counted."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Time the sample and print a table."""
    library = load_library(ROOT)
    answers = read_answers_file(SAMPLE, library)
    today = datetime.date.today()
    outcome = assemble_answers(library, answers, today)
    options = RenderOptions(house=ROOT / "contract_templates/_house", fonts=Config.from_environment().fonts)
    works: dict[str, Callable[[], object]] = {"assembly": lambda: assemble_answers(library, answers, today)}
    for name, form in FORMATS.items():
        works[name] = lambda form=form: form.render(outcome.assembled.bundle, options)
    rows = [
        {"name": name, "workload": SAMPLE.stem, "median_ms": round(median_ms(work), 2)} for name, work in works.items()
    ]
    for row in rows:
        print(f"{row['name']:<10}{row['median_ms']:>10.2f} ms")
    (ROOT / "output/bench.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
