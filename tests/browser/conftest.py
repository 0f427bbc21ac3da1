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
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.running import sign_in_path

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
    """A running service: its address, its folders, and where it wrote what it printed."""

    address: str
    data: Path
    output: Path
    log: Path


class Chromium:
    """A browser in which the owner of the service has signed in; every window of a stranger is told apart."""

    def __init__(self, browser: Browser, service: Service) -> None:
        self.browser = browser
        context = browser.new_context(base_url=service.address)
        context.new_page().goto(sign_in_path(service.log))
        self.signed_in = context.storage_state()
        context.close()

    def new_context(self, *, stranger: bool = False, **options: Any) -> BrowserContext:
        """Open windows of their own."""
        return self.browser.new_context(**({} if stranger else {"storage_state": self.signed_in}), **options)

    def new_page(self, **options: Any) -> Page:
        """Open a window of its own; closing it closes all that it kept."""
        page = self.new_context(**options).new_page()
        page.on("close", lambda _: page.context.close())
        return page


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Service]:
    """Start the service on a free port with an empty database; stop it at the end."""
    folder = tmp_path_factory.mktemp("service")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = Service(f"http://127.0.0.1:{port}", folder / "instance", folder / "output", folder / "log")
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
def chromium(service: Service) -> Iterator[Chromium]:
    """Start the Chromium found on PATH, and sign in."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is not on PATH; install it: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield Chromium(browser, service)
        browser.close()


@pytest.fixture
def page(chromium: Chromium, service: Service) -> Iterator[Page]:
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
