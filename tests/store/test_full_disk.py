"""A full disk: a save is refused with what was typed, nothing is half written, and the service goes on afterwards.

A small disk of its own is filled under the running service and emptied again. What a machine without such a disk can
still check: a limit on the size of files, set for the running process and lifted again.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from app.errors import StorageError
from app.store import dossiers, revisions
from app.store.database import Database
from tests.running import ROOT, Running, running
from tests.small_disk import fill, seen_by, within_small_disk
from tests.store.test_killed import begin, check, library, revision_of
from tests.store.test_store import NOW, begun, revision

__all__ = ["library"]

pytestmark = pytest.mark.xdist_group("processes")

TYPED = "An aim of two lines,\r\n“quoted” & <marked>."
UNLIMITED = resource.RLIM_INFINITY


def fill_disk(service: Running) -> None:
    """Let no file of the service grow any more."""
    resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (0, UNLIMITED))


def make_room(service: Running) -> None:
    """Let files grow again."""
    resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))


def test_a_save_on_a_full_disk_keeps_what_was_typed(library: Path, tmp_path: Path) -> None:
    """The page says what to do and sends the same once more; reading goes on; with room again all goes on."""
    with running(tmp_path, library) as service:
        dossier = begin(service)
        path = f"/d/{dossier}/main/q/aim"
        fields = {"csrf_token": service.token(path), "revision": "1", "shown": "purpose.text", "purpose.text": TYPED}

        fill_disk(service)
        status, page = service.post(path, {**fields, "go": "next"})
        assert status == 507
        shown = html.fromstring(page)
        assert "Make room there" in shown.text_content()
        assert shown.cssselect(".kept dd")[0].text_content().splitlines() == TYPED.splitlines()
        assert service.post(path, {**fields, "go": "typing"})[0] == 507
        assert service.get(path)[0] == 200
        assert service.get(f"/d/{dossier}/main/text")[0] == 200
        assert service.get(f"/d/{dossier}/main/download/file?format=txt&state=draft")[0] == 503

        make_room(service)
        again = {field.get("name"): field.get("value") for field in shown.cssselect("main input[name]")}
        status, _ = service.post(path, again)
        assert status == 303
        kept = html.fromstring(service.get(path)[1]).cssselect('[name="purpose.text"]')[0].text_content()
        assert kept.split() == TYPED.split()
        assert service.get(f"/d/{dossier}/main/download/file?format=txt&state=draft")[0] == 200
    assert [file.name for file in (tmp_path / "output" / dossier).iterdir()] == ["agreement-draft-r2-draft.txt"]


def save(service: Running, dossier: str, said: str) -> tuple[int, str]:
    """Save one text, as the page does while one types; return status and body."""
    page = f"/d/{dossier}/main/q/aim"
    fields = {"csrf_token": service.token(page), "go": "typing", "shown": "purpose.text", "purpose.text": said}
    return service.post(page, {**fields, "revision": str(revision_of(service, page))})


def save_until_refused(service: Running, dossier: str) -> list[str]:
    """Save long texts until one is refused, and return those of which the service said that they are saved."""
    acknowledged: list[str] = []
    while True:
        said = f"{len(acknowledged)} ".ljust(20_000, "x")
        status, body = save(service, dossier, said)
        if status != 200:
            assert status == 507
            assert "is full. Make room there" in body
            return acknowledged
        acknowledged.append(said)
        assert len(acknowledged) < 300, "The disk never fills."


def test_nothing_acknowledged_is_lost_on_a_disk_that_is_full_to_the_last_byte(library: Path, tmp_path: Path) -> None:
    """Saves are refused, reading goes on, what was saved is there after a power cut and after room was made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    with running(disk, library, within=within_small_disk(disk, "4m")) as service:
        dossier = begin(service)
        assert save(service, dossier, "First")[0] == 200
        seen = seen_by(service.process.pid, disk)

        ballast = fill(seen)
        acknowledged = ["First", *save_until_refused(service, dossier)]
        assert save(service, dossier, "Refused")[0] == 507
        assert service.get(f"/d/{dossier}/main/text")[0] == 200
        assert service.get(f"/d/{dossier}/main/download/file?format=txt&state=draft")[0] == 503
        assert [file for file in (seen / "output").rglob("*") if file.is_file()] == []
        shutil.copytree(seen / "instance", tmp_path / "cut" / "instance")

        ballast.unlink()
        assert save(service, dossier, "Room")[0] == 200
        later = ["Room", *save_until_refused(service, dossier)]
        assert len(later) > 10
        shutil.copytree(seen / "instance", tmp_path / "whole")
    check(tmp_path / "whole" / "syngraph.sqlite3", {dossier: [*acknowledged, *later]})
    with running(tmp_path / "cut", library) as service:
        assert save(service, dossier, "After the cut")[0] == 200
    check(tmp_path / "cut" / "instance" / "syngraph.sqlite3", {dossier: [*acknowledged, "After the cut"]})


@pytest.mark.parametrize("format_", ["docx", "txt", "pdf"])
def test_an_export_to_a_full_disk_leaves_no_file(library: Path, tmp_path: Path, format_: str) -> None:
    """The command says why and ends with 2; neither a half file nor a helper file stays; an earlier file is untouched."""
    answers, folder = tmp_path / "answers.yaml", tmp_path / "out"
    answers.write_text("document: {type: agreement, reference: AG-1}\n", "utf-8")
    folder.mkdir()
    (folder / "AG-1.txt").write_text("earlier")
    command = [sys.executable, "-m", "app", "assemble", str(answers), "--out", str(folder), "--format", format_]

    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "LIBRARY_DIR": str(library), "DATA_DIR": str(tmp_path / "instance")},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200)),
    )

    assert done.returncode == 2
    assert "File too large" in done.stderr
    assert "allow writing" in done.stderr
    assert [(file.name, file.read_text()) for file in folder.iterdir()] == [("AG-1.txt", "earlier")]


def test_a_save_that_fills_the_disk_is_stored_not_at_all(tmp_path: Path) -> None:
    """When SQLite says that the disk is full, the whole save is taken back, and the next one that fits is stored."""
    database = Database(tmp_path / "syngraph.sqlite3")
    identifier = begun(database)
    # The limit holds for one connection; the pool hands this one out again.
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def too_large() -> None:
        with database.write() as session:
            dossiers.rename(session, identifier, "Half", NOW)
            revisions.add(session, identifier, revision("x" * 100_000), after=1, now=NOW)

    with pytest.raises(StorageError, match="is full"):
        too_large()

    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with database.write() as session:
        assert dossiers.get(session, identifier).title == ""
        assert revisions.add(session, identifier, revision("Fits"), after=1, now=NOW) == 2
    database.close()


def test_an_empty_secret_key_is_never_left_behind(tmp_path: Path) -> None:
    """A first start on a full disk leaves no key file; the next start makes one."""
    made = (
        "import pathlib, sys; from app.config import Settings, secret_key\n"
        "print(len(secret_key(Settings(data_dir=pathlib.Path(sys.argv[1])))))"
    )

    def start(limit: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", made, str(tmp_path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )

    assert start(0).returncode != 0
    assert list(tmp_path.iterdir()) == []
    assert start(10_000).stdout.strip() == "64"
