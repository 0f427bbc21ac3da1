"""What every test shares: derandomised property tests, the project's own library loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.library import load_library
from app.model.library import Library
from tests.office.fixture import office, pytest_terminal_summary

__all__ = ["office", "pytest_terminal_summary"]

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
