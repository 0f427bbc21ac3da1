"""Says where the time of one document goes, module by module.

Usage: python -m tools.bench.profile FOLDER SIZE FORM, where FOLDER is one that the benchmark has prepared
(`python -m tools.bench --folder FOLDER`). What Python's own functions take counts for the module that called them.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

from tools.bench.library import PROJECT
from tools.bench.techniques import Prepared

_DOCUMENTS: Final = 20
_LINES: Final = 16


def main() -> None:
    """Profile some documents after some that are not counted, and print the modules that take longest."""
    folder, size, form = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    make = Prepared(folder, size).ours()[form]
    for variant in range(_DOCUMENTS):
        make(variant)
    profile = cProfile.Profile()
    profile.enable()
    for variant in range(_DOCUMENTS):
        make(variant)
    profile.disable()
    taken = by_module(pstats.Stats(profile).stats)  # type: ignore[attr-defined]
    whole = sum(taken.values())
    for module, seconds in taken.most_common(_LINES):
        print(f"{100 * seconds / whole:5.1f} %  {module}")


def by_module(stats: dict[tuple[str, int, str], Any]) -> Counter[str]:
    """Return the seconds spent in each module itself; built-in and generated functions count for their callers."""
    taken: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        if file.startswith(("~", "<")):
            for (caller, _, _), (_, _, part, _) in callers.items():
                taken[_module(caller)] += part
        else:
            taken[_module(file)] += own
    return taken


def _module(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(PROJECT / "app") or path.is_relative_to(PROJECT / "tools"):
        return path.relative_to(PROJECT).with_suffix("").as_posix()
    return (
        "site-packages/" + path.parts[path.parts.index("site-packages") + 1]
        if "site-packages" in path.parts
        else "Python"
    )


if __name__ == "__main__":
    main()
