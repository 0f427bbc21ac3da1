"""Times things in turns, so that what slows the machine down slows all of them, and asks children for their memory."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tools.bench.library import PROJECT

_LEAST_SECONDS: Final = 0.03
"""What is quicker is repeated for so long in each round."""


@dataclass(slots=True)
class Work:
    """Something to time: it is called with the number of a variant.

    `rounds` is how many rounds it takes part in; `warm` calls it once before. `by_clock` tells that other processes do
    the work, so that only the clock on the wall knows how long it takes; else the time is that of the processor, which
    other people's work on the machine upsets less. Commands that the work runs to their end count with it.
    """

    call: Callable[[int], object]
    rounds: int
    warm: bool = True
    by_clock: bool = False
    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


def in_turns(works: Mapping[str, Work] | Mapping[tuple[str, str], Work]) -> None:
    """Run the works one after the other, round after round, and note the mean time of each in each round."""
    for work in works.values():
        if work.warm:
            work.call(0)
    for number in range(max(work.rounds for work in works.values())):
        for work in works.values():
            if number < work.rounds:
                # What one leaves behind is not to be cleared away in the time of the next.
                gc.collect()
                _measure(work, number)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two works beside each other, in milliseconds; `ratio` is how many times longer the peer takes."""

    ours_ms: float
    peer_ms: float
    ratio: float


def compare(peer: Work, ours: Work) -> Comparison:
    """Compare two works by the same kind of time. The ratio is the median over the rounds, each compared in itself."""
    by_clock = peer.by_clock or ours.by_clock
    theirs, own = (work.clock if by_clock else work.processor for work in (peer, ours))
    ratios = [one / other for one, other in zip(theirs, own, strict=False)]
    return Comparison(milliseconds(own), milliseconds(theirs), statistics.median(ratios))


def milliseconds(seconds: Sequence[float]) -> float:
    """Return the median of some times, in milliseconds."""
    return statistics.median(seconds) * 1000


def _measure(work: Work, number: int) -> None:
    count = 0
    clock, processor = time.perf_counter(), _processor()
    while True:
        work.call(number + count)
        count += 1
        spent = time.perf_counter() - clock
        if spent >= _LEAST_SECONDS:
            work.clock.append(spent / count)
            work.processor.append((_processor() - processor) / count)
            return


def _processor() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def peak_mb(folder: Path, size: str, technique: str) -> float:
    """Return the peak memory in megabytes of a process that does one thing once and then ends."""
    command = [sys.executable, "-W", "ignore", "-m", "tools.bench.once", str(folder), size, technique]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603
    return float(json.loads(done.stdout)["peak_mb"])


def run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command from its start to its end."""
    subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=True)  # noqa: S603
