"""The tests, collected once: each mutant is tried in a copy of this process, which has all of them at hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout, suppress
from pathlib import Path

import pytest
from _pytest.config import _prepareconfig

HOUSEKEEPING = ("--tb=no", "-s", "-x")
"""Nobody reads what the tests print, and the first failure is enough."""


class Held:
    """A session of pytest that is never begun anew; what has run in a copy of the process leaves no trace in it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Collect the tests; what pytest prints then and later goes nowhere."""
        self._nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        with redirect_stdout(self._nowhere):
            config = _prepareconfig(["--rootdir=.", *HOUSEKEEPING, *arguments])
            config._do_configure()
            self._session = pytest.Session.from_config(config)
            config.hook.pytest_sessionstart(session=self._session)
            config.hook.pytest_collection(session=self._session)
        self._tests = {item.nodeid: item for item in self._session.items}

    def notice(self, names: Iterable[str], noticed: Path) -> bool:
        """Run tests in this order, up to the first that fails; tell whether one did.

        Which one did is written to the file `noticed`: where there is such a file, its tests come first.
        """
        session, files = self._session, Path(f"tmp-{os.getpid()}").resolve()
        first = noticed.read_text("utf-8").splitlines() if noticed.exists() else []
        chosen = {name: self._tests[name] for name in names}
        session.items = [*{name: chosen[name] for name in (*first, *chosen) if name in chosen}.values()]
        session.config._tmp_path_factory._given_basetemp = files  # type: ignore[attr-defined]
        failed: list[str] = []
        session.config.pluginmanager.register(_Failures(failed))
        with redirect_stdout(self._nowhere), suppress(pytest.Session.Failed, pytest.Session.Interrupted):
            session.config.hook.pytest_runtestloop(session=session)
        shutil.rmtree(files, ignore_errors=True)
        if failed:
            noticed.write_text("\n".join(dict.fromkeys([*failed, *first])), encoding="utf-8")
        return bool(failed)


class _Failures:
    """A plugin of pytest that notes which tests fail."""

    def __init__(self, failed: list[str]) -> None:
        self._failed = failed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the name of a test that fails, also where what it needs does."""
        if report.failed:
            self._failed.append(report.nodeid)
