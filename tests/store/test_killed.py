"""kill -9 of the server while it saves: what it said was saved is there, and the database is whole."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import re
import shutil
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from tests.running import ROOT, Running, running
from tests.web.small import small_library

pytestmark = pytest.mark.xdist_group("processes")

ROUNDS = 4


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small library, with the house's own files."""
    folder = tmp_path_factory.mktemp("library")
    house = "contract_templates/_house"
    shutil.copytree(ROOT / house, folder / house, ignore=shutil.ignore_patterns("constraints.yaml"))
    small_library(folder)
    return folder


def begin(service: Running) -> str:
    """Begin a dossier by the button of the page and return its id."""
    service.post("/new/type/agreement", {"csrf_token": service.token("/new")})
    found = re.search(r'href="/d/([a-z0-9]+)', service.get("/")[1])
    assert found
    return found[1]


def save_until_killed(service: Running, dossier: str, name: str, acknowledged: list[str]) -> None:
    """Save one text after the other, and note each that the service says it has saved."""
    page = f"/d/{dossier}/main/q/aim"
    token, revision = service.token(page), revision_of(service, page)
    fields = {"csrf_token": token, "go": "typing", "shown": "purpose.text"}
    with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
        for number in range(10_000):
            said = f"{name} {number}"
            status, body = service.post(page, {**fields, "revision": str(revision), "purpose.text": said})
            assert status == 200, body
            revision = json.loads(body)["revision"]
            acknowledged.append(said)


def revision_of(service: Running, page: str) -> int:
    """Return the number of the revision that a page of questions shows."""
    found = re.search(r'name="revision" value="(\d+)"', service.get(page)[1])
    assert found
    return int(found[1])


def test_every_acknowledged_save_survives_kill_9(library: Path, tmp_path: Path) -> None:
    """Four times the server is killed in the midst of saves to two drafts; each start finds all, the last save included."""
    moments = random.Random(9)  # noqa: S311 - the same moments in every run
    acknowledged: dict[str, list[str]] = {}
    for round_ in range(ROUNDS):
        with running(tmp_path, library) as service:
            drafts = list(acknowledged) or [begin(service), begin(service)]
            for dossier in drafts:
                saved = acknowledged.setdefault(dossier, [])
                if saved:
                    assert _number(service, dossier) >= len(saved)
            others = [Running(service.port, service.process, dict(service.cookies)) for _ in drafts]
            writers = [
                threading.Thread(
                    target=save_until_killed, args=(other, dossier, f"round {round_}", acknowledged[dossier])
                )
                for other, dossier in zip(others, drafts, strict=True)
            ]
            before = {dossier: len(saved) for dossier, saved in acknowledged.items()}
            for writer in writers:
                writer.start()
            while any(len(acknowledged[dossier]) < before[dossier] + 2 for dossier in drafts):
                assert any(writer.is_alive() for writer in writers)
                time.sleep(0.01)
            time.sleep(moments.uniform(0.0, 0.3))
            service.kill()
            for writer in writers:
                writer.join()
        check(tmp_path / "instance" / "syngraph.sqlite3", acknowledged)
    assert all(len(saved) >= 2 * ROUNDS for saved in acknowledged.values())


def _number(service: Running, dossier: str) -> int:
    """Return the number of the newest revision, as the pages of a fresh start show it."""
    return revision_of(service, f"/d/{dossier}/main/q/aim")


def check(file: Path, acknowledged: dict[str, list[str]]) -> None:
    """Look into the database: it is whole, and each acknowledged text is there, in order."""
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for dossier, saved in acknowledged.items():
        rows = connection.execute(
            "SELECT number, answers FROM revisions WHERE dossier_id = ? ORDER BY number", [dossier]
        )
        numbers, answers = zip(*rows.fetchall(), strict=True)
        texts = [text for one in answers if (text := json.loads(one).get("purpose", {}).get("text"))]
        head = connection.execute("SELECT head FROM dossiers WHERE id = ?", [dossier]).fetchone()[0]
        assert numbers == tuple(range(1, head + 1))
        assert [text for text in texts if text in set(saved)] == saved
    connection.close()
