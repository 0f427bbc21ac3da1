"""The service as a person starts it, and Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-default-apps",
]


@dataclass(frozen=True)
class Service:
    """A running service: its address and its folders."""

    address: str
    data: Path
    output: Path


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Service]:
    """Start the service on a free port with an empty database; stop it at the end."""
    folder = tmp_path_factory.mktemp("service")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = Service(f"http://127.0.0.1:{port}", folder / "instance", folder / "output")
    environ = {**os.environ, "DATA_DIR": str(found.data), "OUTPUT_DIR": str(found.output), "PYTHONUNBUFFERED": "1"}
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", str(port)], cwd=root, env=environ, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait(found.address, process, folder / "log")
            yield found
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the Chromium found on PATH."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is not on PATH; install it: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, service: Service) -> Iterator[Page]:
    """Open a window in which any message of the console, or error of a script, fails the test."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, base_url=service.address, accept_downloads=True
    )
    window = context.new_page()
    troubles: list[str] = []
    window.on(
        "console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None
    )
    window.on("pageerror", lambda error: troubles.append(str(error)))
    window.set_default_timeout(60_000)  # a PDF takes its time on a busy machine
    yield window
    context.close()
    assert troubles == []


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(150):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/keys", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())
