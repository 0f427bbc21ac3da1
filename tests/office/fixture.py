"""The fixture `office`. Where LibreOffice is missing its tests do not pass in silence: they fail in CI, else say so."""

from __future__ import annotations

import os

import pytest

from tests.office.office import Office, OfficeMissingError, running_office


@pytest.fixture(scope="session")
def office() -> Office:
    """LibreOffice, started once a run; tests that use it belong to the xdist group "office", so one worker has them all."""
    try:
        return running_office()
    except OfficeMissingError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))
