"""An archive is unpacked whole and within limits, or it is told; nothing else comes of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.unzipping import BrokenArchiveError, LargeArchiveError, unpacked


def packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


FILES = {"a.txt": b"text " * 200, "b/c.txt": bytes(range(256)) * 8}


def test_what_was_packed_comes_out() -> None:
    """By name, at the limits too."""
    size = sum(map(len, FILES.values()))

    assert unpacked(packed(FILES), most_files=2, most_bytes=size) == FILES


@pytest.mark.parametrize(("files", "size"), [(1, 10_000), (2, 3_000), (2, 0)])
def test_more_than_is_allowed_is_refused(files: int, size: int) -> None:
    """Files are counted before any is read, bytes as they come."""
    with pytest.raises(LargeArchiveError):
        unpacked(packed(FILES), most_files=files, most_bytes=size)


def test_damage_in_the_middle_of_a_stream_is_told() -> None:
    """Where only the packed bytes are wrong, and the list of files is whole."""
    content = bytearray(packed(FILES))
    start = content.index(b"a.txt") + len("a.txt")
    content[start : start + 8] = b"\xff" * 8

    with pytest.raises(BrokenArchiveError):
        unpacked(bytes(content), most_files=9, most_bytes=10_000)


@given(cut=st.none() | st.floats(0, 1), changed=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6))))
def test_any_damage_is_told_or_does_no_harm(cut: float | None, changed: list[tuple[float, bytes]]) -> None:
    """Cut off anywhere, or with any bytes changed."""
    content = packed(FILES)
    damaged = bytearray(content if cut is None else content[: int(cut * len(content))])
    for place, new in changed:
        start = int(place * len(damaged))
        damaged[start : start + len(new)] = new

    try:
        found = unpacked(bytes(damaged), most_files=9, most_bytes=10_000)
    except (BrokenArchiveError, LargeArchiveError):
        return
    assert sum(map(len, found.values())) <= 10_000
