"""What one process keeps for the next: made once, whole, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import kept


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    """The second asks for nothing to be made, as long as it is made of the same."""
    things = [b"first", b"second"]

    found = [kept.remembered(tmp_path / "cache", "thing", of, things.pop) for of in ("one", "one", "other", "one")]

    assert found == [b"second", b"second", b"first", b"second"]


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    """Everything is made each time."""
    things = [b"first", b"second"]

    assert [kept.remembered(None, "thing", "one", things.pop) for _ in range(2)] == [b"second", b"first"]


@pytest.mark.parametrize("harm", ["broken", "cut off", "open to all", "a link"])
def test_a_file_that_cannot_be_trusted_is_made_again(tmp_path: Path, harm: str) -> None:
    """Whoever wrote it, or whatever happened to it, what is made now counts."""
    folder = tmp_path / "cache"
    kept.remembered(folder, "thing", "one", lambda: b"first")
    (path,) = folder.iterdir()
    content = path.read_bytes()
    if harm == "broken":
        path.write_bytes(content.replace(b"first", b"worst"))
    elif harm == "cut off":
        path.write_bytes(content[:-1])
    elif harm == "open to all":
        path.chmod(0o666)
    else:
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")

    assert kept.remembered(folder, "thing", "one", lambda: b"second") == b"second"
    assert kept.remembered(folder, "thing", "one", lambda: b"third") == b"second"


def test_of_each_kind_only_the_newest_stay(tmp_path: Path) -> None:
    """One kind does not push out another."""
    kept.remembered(tmp_path / "cache", "other", "one", lambda: b"stays")
    for number in range(12):
        kept.remembered(tmp_path / "cache", "thing", str(number), lambda: b"content")

    assert sorted(path.name.partition("-")[0] for path in (tmp_path / "cache").iterdir()) == ["other"] + ["thing"] * 8


def test_a_changed_file_has_another_state(tmp_path: Path) -> None:
    """So does a folder in which one is missing."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("one")
    other.write_text("other")
    states = [kept.state([one, other]), kept.state([other, one]), kept.state([one])]
    one.write_text("longer")

    assert states[0] == states[1] != states[2]
    assert kept.state([one, other]) != states[0]
