"""What every test shares: derandomised property tests, the project's own library loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.library import load_library
from app.model.library import Library
from tests.missing import say_what_is_missing
from tests.office.fixture import office

__all__ = ["office"]

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def library(root: Path) -> Library:
    """The project's own clause library, loaded once a run."""
    return load_library(root)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of the run what was not checked."""
    say_what_is_missing(terminalreporter)
