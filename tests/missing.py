"""Programs that tests need and a machine may lack: without them a run says in red what it did not check."""

from __future__ import annotations

from typing import Final, NamedTuple

import pytest


class Missing(NamedTuple):
    """A program: the words with which a test that lacks it is skipped, what such tests check, how to get it."""

    sign: str
    checks: str
    remedy: str


LIBREOFFICE: Final = Missing(
    "LibreOffice is missing", "read Word files through LibreOffice", "apt-get install libreoffice-writer python3-uno"
)
LINTER: Final = Missing(
    "The linter of Common Form is missing",
    "have an independent linter read terms and references",
    "apt-get install npm",
)
MOUNT: Final = Missing(
    "No file system can be mounted",
    "fill a disk under the running service",
    "run them as root, or allow user namespaces (Linux)",
)
ALL: Final = (LIBREOFFICE, LINTER, MOUNT)


def say_what_is_missing(reporter: pytest.TerminalReporter) -> None:
    """Say at the end of a run, in red, how many tests lacked what; nothing where all was there."""
    skipped = [str(report.longrepr) for report in reporter.stats.get("skipped", ())]
    for missing in ALL:
        number = sum(missing.sign in reason for reason in skipped)
        if number:
            line = f"NOT CHECKED: {number} tests that {missing.checks}. {missing.sign}: {missing.remedy}"
            reporter.write_line(line, red=True, bold=True)
