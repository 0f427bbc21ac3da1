"""Does one thing once in a process of its own and tells how much memory it took.

Usage: python -m tools.bench.once FOLDER SIZE TECHNIQUE, where FOLDER is one that the benchmark has prepared.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from tools.bench.techniques import OURS, Prepared


def main() -> None:
    """Do it and print the peak in megabytes."""
    folder, size, technique = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    prepared = Prepared(folder, size)
    techniques = prepared.ours() if technique in OURS else prepared.peers()
    techniques[technique](0)
    print(json.dumps({"peak_mb": round(_peak_kilobytes() / 1024, 1)}))


def _peak_kilobytes() -> int:
    """Return the peak of this process. What `getrusage` says may be that of the process which started this one."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
