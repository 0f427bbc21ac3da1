"""A library kept on disk is the library itself; a file that cannot be trusted counts for nothing."""

from __future__ import annotations

import datetime
import hashlib
import json
from pathlib import Path

import pytest

from app.assembly import assemble
from app.errors import LibraryError
from app.library import load_library
from app.library.codec import decoded, encoded
from app.library.kept import load_kept
from app.model.library import Library
from app.services.answers_file import read_answers_file
from tests.build import make_library

TODAY = datetime.date(2027, 3, 1)
SAMPLES = sorted((Path(__file__).resolve().parents[2] / "contract_templates").glob("*/samples/*.yaml"))


@pytest.fixture(scope="module")
def again(library: Library) -> Library:
    """The project's own library after it was kept."""
    kept: Library = decoded(json.loads(json.dumps(encoded(library))))
    return kept


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A library of one clause."""
    return make_library(tmp_path / "library", {"gen-law": "1. The law of {{ law.country | country }} applies.\n"})


def kept_file(folder: Path) -> Path:
    """Return the only file in a folder of kept libraries."""
    (path,) = folder.iterdir()
    return path


def with_right_digest(content: str) -> bytes:
    """Return what a kept file with this content looks like."""
    return hashlib.sha256(content.encode()).hexdigest().encode() + b"\n" + content.encode()


def test_the_library_of_the_project_comes_back_equal(library: Library, again: Library) -> None:
    """Nothing is lost or changed on the way through JSON."""
    assert again == library


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_kept_library_assembles_the_same_documents(library: Library, again: Library, path: Path) -> None:
    """The closures that are built anew say what the first ones said: same tree, same problems, same questions used."""
    one, other = (assemble(each, read_answers_file(path, each).answers, today=TODAY) for each in (library, again))

    assert one == other


def test_the_second_load_reads_the_kept_file(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is parsed again."""
    first = load_kept(small, tmp_path / "cache")
    monkeypatch.setattr("app.library.loader.load_library", None)

    assert load_kept(small, tmp_path / "cache") == first == load_library(small)


def test_a_changed_clause_is_seen_at_once(small: Path, tmp_path: Path) -> None:
    """The kept library is another one as soon as a byte of a file differs."""
    load_kept(small, tmp_path / "cache")
    path = small / "clauses/gen/gen-law.md"
    path.write_text(path.read_text().replace("applies", "governs"))

    assert "governs" in load_kept(small, tmp_path / "cache").clauses["gen-law"].source


def test_a_library_with_mistakes_is_not_kept(small: Path, tmp_path: Path) -> None:
    """The mistakes are told each time."""
    (small / "clauses/gen/gen-law.md").write_text("---\nid: gen-law\ntitle: Law\n---\n1. {{ nobody.asks }}.\n")

    for _ in range(2):
        with pytest.raises(LibraryError):
            load_kept(small, tmp_path / "cache")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"0" * 64 + b'\n["Library"]',
        with_right_digest("[" * 100_000),
        with_right_digest('["os.system", "true"]'),
        with_right_digest('["Library", 1]'),
        with_right_digest('["Text", "not a library"]'),
        with_right_digest('["=", "x", "f", "1"]'),
        with_right_digest("null"),
    ],
)
def test_a_broken_or_hostile_file_is_passed_over(small: Path, tmp_path: Path, content: bytes) -> None:
    """Whatever stands in the file, the library is that of the clause files."""
    load_kept(small, tmp_path / "cache")
    kept_file(tmp_path / "cache").write_bytes(content)

    assert load_kept(small, tmp_path / "cache") == load_library(small)


def test_what_others_can_write_is_not_trusted(small: Path, tmp_path: Path) -> None:
    """A folder that is open to all is neither read nor written."""
    folder = tmp_path / "cache"
    folder.mkdir()
    folder.chmod(0o777)

    assert load_kept(small, folder) == load_library(small)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_does_no_harm(small: Path, tmp_path: Path) -> None:
    """Where a file lies in the way, the library is parsed as ever."""
    (tmp_path / "cache").write_text("in the way")

    assert load_kept(small, tmp_path / "cache") == load_library(small)


def test_only_the_newest_are_kept(small: Path, tmp_path: Path) -> None:
    """The folder does not grow without end."""
    path = small / "clauses/gen/gen-law.md"
    for number in range(12):
        path.write_text(f"---\nid: gen-law\ntitle: Law\n---\n1. Text {'x' * number}.\n")
        load_kept(small, tmp_path / "cache")

    assert len(list((tmp_path / "cache").iterdir())) == 8
