"""The fixture `office`. Where LibreOffice is missing its tests do not pass in silence: they fail in CI, else say so."""

from __future__ import annotations

import os

import pytest

from tests.office.office import Office, OfficeMissingError, running_office

_missing: list[str] = []


@pytest.fixture(scope="session")
def office() -> Office:
    """LibreOffice, started once a run."""
    try:
        return running_office()
    except OfficeMissingError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        _missing.append(str(error))
        pytest.skip(str(error))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of the run what was not checked."""
    if _missing:
        terminalreporter.write_line(
            f"NOT CHECKED: no Word file was read by LibreOffice. {_missing[0]}", red=True, bold=True
        )
