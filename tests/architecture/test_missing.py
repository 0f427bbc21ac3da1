"""A program that tests need and that is not there is told: the run passes, and never in silence."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from tests.missing import ALL, LINTER, say_what_is_missing
from tests.properties import linter


class Paper:
    """What a reporter of pytest wrote, of a run in which tests were skipped for these reasons."""

    def __init__(self, *reasons: str) -> None:
        self.stats = {"skipped": [SimpleNamespace(longrepr=("test.py", 1, f"Skipped: {reason}")) for reason in reasons]}
        self.lines: list[str] = []

    def write_line(self, line: str, *, red: bool, bold: bool) -> None:
        assert red
        assert bold
        self.lines.append(line)


@pytest.mark.parametrize("missing", ALL)
def test_the_end_of_a_run_counts_what_was_not_checked(missing) -> None:
    """In red, with the number of tests and what to install; a test that was skipped for another reason is not meant."""
    paper = Paper(f"{missing.sign}: x", "no reason", f"{missing.sign}: y")

    say_what_is_missing(paper)

    assert paper.lines == [f"NOT CHECKED: 2 tests that {missing.checks}. {missing.sign}: {missing.remedy}"]


def test_a_run_that_lacked_nothing_says_nothing() -> None:
    """The line would not be read if it always stood there."""
    paper = Paper()

    say_what_is_missing(paper)

    assert paper.lines == []


@pytest.mark.parametrize("there", [{}, {"node": "/bin/false"}, {"node": "/bin/false", "npm": "/bin/false"}])
def test_a_machine_without_the_linter_is_told_and_left_as_it_was(tmp_path, monkeypatch, there) -> None:
    """Without node, without npm, or where npm gets nothing: the reason bears the sign that the end of the run looks for."""
    monkeypatch.setattr(linter, "HOME", tmp_path)
    monkeypatch.setattr(shutil, "which", there.get)

    with pytest.raises(linter.LinterMissingError, match=LINTER.sign):
        linter.node.__wrapped__()

    assert not (tmp_path / "node_modules").exists()
