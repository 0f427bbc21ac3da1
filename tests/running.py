"""The service as a process of its own, with the small library, to be killed and starved."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Running:
    """A started service. `post` fills the one form of a page and answers with status and body."""

    port: int
    process: subprocess.Popen[bytes]
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> tuple[int, str]:
        """Open a page."""
        return self._send("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Send a form with the protection that the page at `token_from` carries."""
        return self._send("POST", path, urllib.parse.urlencode(fields))

    def token(self, path: str) -> str:
        """Return the token of the forms of a page."""
        found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self.get(path)[1])
        assert found
        return found[1]

    def kill(self) -> None:
        """End the process at once, as a power cut of the program would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@contextmanager
def running(folder: Path, library: Path, *, within: Sequence[str] = ()) -> Iterator[Running]:
    """Start the service on a free port with its data below `folder` and sign in; kill it at the end.

    `within` are words before the command, of a program that becomes the service.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        **os.environ,
        "DATA_DIR": str(folder / "instance"),
        "OUTPUT_DIR": str(folder / "output"),
        "LIBRARY_DIR": str(library),
    }
    command = [*within, sys.executable, "-m", "app", "serve", "--port", str(port)]
    with (folder / "log").open("ab") as log, subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=log, stderr=log
    ) as process:  # fmt: skip
        service = Running(port, process)
        try:
            _wait(service, folder / "log")
            service.get(sign_in_path(folder / "log"))
            yield service
        finally:
            process.kill()


def sign_in_path(log: Path) -> str:
    """Return the path of the sign-in link that a started service printed last."""
    for _ in range(100):
        if links := re.findall(r"/sign-in\?key=\S+", log.read_text()):
            return str(links[-1])
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def new_sign_in_path(data: Path) -> str:
    """Return the path of a new sign-in link of the service whose data is there, as its command prints one."""
    done = subprocess.run(
        [sys.executable, "-m", "app", "sign-in-link"],
        cwd=ROOT, env={**os.environ, "DATA_DIR": str(data)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip().removeprefix("http://127.0.0.1:8000")


def _wait(service: Running, log: Path) -> None:
    for _ in range(300):
        assert service.process.poll() is None, log.read_text()
        try:
            if service.get("/keys")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())
