"""Running the command line with little time and little memory: what is bounded ends in a sentence, not in a struggle."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Run:
    """What a command said, how it ended, and what it took."""

    code: int
    said: str
    seconds: float
    megabytes: float


def run(*arguments: str, seconds: float = 60, megabytes: int = 1_500) -> Run:
    """Run `python -m app` with a limit on processor time and memory; a run beyond them fails the test by its code."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))

    began = _used()
    done = subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=5 * seconds,
        preexec_fn=bound,
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert "unexpected" not in said
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Run(done.returncode, said, _used() - began, peak)


def timed(seconds: float) -> _Timed:
    """Return a block that may take no more than so many seconds of the processor."""
    return _Timed(seconds)


class _Timed:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        self.began = time.process_time()

    def __exit__(self, *_: object) -> None:
        taken = time.process_time() - self.began
        assert taken < self.seconds, f"{taken:.1f} s instead of at most {self.seconds} s"


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
