"""Which fonts are used, and the script that fetches them."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from app.render import fonts
from tests.render.reading import ROOT


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(b"font")


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path_factory):
    """A machine whose fonts are those in the returned folder."""
    folder = tmp_path_factory.mktemp("installed")
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", (folder,))
    fonts.forget_installed()
    yield folder
    fonts.forget_installed()


def test_the_houses_fonts_are_taken_where_all_are_there(tmp_path, nothing_installed):
    put(tmp_path, *fonts.HOUSE_FILES)

    status = fonts.status(tmp_path)
    assert (status.serif, status.sans, status.complete) == ("Source Serif 4", "Source Sans 3", True)
    assert status.message == "Documents are set in Source Serif 4 and Source Sans 3."
    assert len(fonts.embeddable(tmp_path)) == 8


def test_each_file_becomes_the_face_that_it_is(tmp_path, nothing_installed):
    put(tmp_path, *fonts.HOUSE_FILES)

    faces = {face.path.name: (face.family, face.bold, face.italic) for face in fonts.faces(tmp_path)}
    assert faces["SourceSerif4-It.ttf"] == ("Source Serif 4", False, True)
    assert faces["SourceSans3-BoldIt.ttf"] == ("Source Sans 3", True, True)


def test_gentium_stands_in_under_the_houses_name(tmp_path, nothing_installed):
    put(
        nothing_installed,
        "GentiumBookPlus-Regular.ttf",
        "GentiumBookPlus-Bold.ttf",
        "DejaVuSans.ttf",
        "DejaVuSans-Bold.ttf",
    )

    status = fonts.status(tmp_path)
    assert (status.serif, status.sans, status.complete) == ("Gentium Book Plus", "DejaVu Sans", False)
    assert "python tools/fetch_fonts.py" in status.message
    assert {face.family for face in fonts.faces(tmp_path)} == {"Source Serif 4", "Source Sans 3"}


def test_a_family_without_bold_is_passed_over(tmp_path, nothing_installed):
    put(nothing_installed, "GentiumBookPlus-Regular.ttf", *("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"))

    assert fonts.status(tmp_path).serif == "Liberation Serif"


def test_a_machine_without_fonts_is_reported_and_stops_nothing(tmp_path, nothing_installed):
    assert fonts.faces(tmp_path / "missing") == ()
    assert "a font of the system" in fonts.status(tmp_path / "missing").message


def test_only_the_houses_own_files_are_given_away(tmp_path, nothing_installed):
    put(tmp_path, *fonts.HOUSE_FILES[:-1])
    put(nothing_installed, fonts.HOUSE_FILES[-1])

    assert fonts.embeddable(tmp_path) == ()


# --- the script -----------------------------------------------------------------------------------------------------


def fetch(folder: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    """Run the script with nothing but these programs on the path."""
    command = [sys.executable, "tools/fetch_fonts.py", "--to", str(folder)]
    environment = {**os.environ, "PATH": str(programs)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{script}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_without_npm_and_apt_the_script_says_what_to_run_and_ends_well(tmp_path):
    said = fetch(tmp_path / "fonts", tmp_path)

    assert said.returncode == 0
    assert "npm is not installed" in said.stdout
    assert "apt-get install -y --no-install-recommends fonts-sil-gentiumplus" in said.stdout
    assert said.stderr == ""


def test_an_npm_that_cannot_reach_anything_is_reported_and_ends_well(tmp_path):
    program(tmp_path, "npm", "import sys\nsys.exit('npm error network unreachable')")

    said = fetch(tmp_path / "fonts", tmp_path)

    assert said.returncode == 0
    assert "source-serif@4.5.1 could not be fetched (npm error network unreachable)" in said.stdout


def test_a_file_with_another_digest_is_not_used(tmp_path):
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as packed:
        member = tarfile.TarInfo("package/TTF/SourceSerif4-Regular.ttf")
        packed.addfile(member, io.BytesIO())
    (tmp_path / "wrong.tgz").write_bytes(archive.getvalue())
    copies = "import shutil, sys\nto = sys.argv[sys.argv.index('--pack-destination') + 1]\n"
    program(tmp_path, "npm", f"{copies}shutil.copy({str(tmp_path / 'wrong.tgz')!r}, to)")

    said = fetch(tmp_path / "fonts", tmp_path)

    assert said.returncode == 0
    assert "SourceSerif4-Regular.ttf in source-serif@4.5.1 is not the file that was checked" in said.stdout
    assert not list((tmp_path / "fonts").glob("*.ttf"))


def test_fonts_that_are_there_are_not_fetched_again(tmp_path):
    """With the checked files in place, the script needs no program at all."""
    code = (
        "import sys; sys.path.insert(0, 'tools'); import fetch_fonts as f, pathlib\n"
        "f._digest = lambda path: f.PACKAGES[next(p for p in f.PACKAGES if path.name in f.PACKAGES[p])][path.name]\n"
        "print(f.main(['--to', sys.argv[1]]))"
    )
    put(tmp_path, *fonts.HOUSE_FILES)

    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.splitlines() == ["fonts: Documents are set in Source Serif 4 and Source Sans 3.", "0"]


def test_the_digests_belong_to_the_files_that_are_used():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import fetch_fonts
    finally:
        sys.path.pop(0)

    assert [name for files in fetch_fonts.PACKAGES.values() for name in files] == list(fonts.HOUSE_FILES)
