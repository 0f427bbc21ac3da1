"""Archives that anybody may have made: unpacked within limits, whatever they say of themselves."""

from __future__ import annotations

import io
import zipfile
import zlib


class BrokenArchiveError(Exception):
    """The bytes are no ZIP archive, or one that is damaged, cut off, locked or packed in a way that is not known."""


class LargeArchiveError(Exception):
    """The archive holds more files, or unpacks to more bytes, than is allowed."""


def unpacked(content: bytes, *, most_files: int, most_bytes: int) -> dict[str, bytes]:
    """Return the files of a ZIP archive by name. Raises BrokenArchiveError or LargeArchiveError."""
    files: dict[str, bytes] = {}
    left = most_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > most_files:
                raise LargeArchiveError(f"{len(entries)} files")
            for entry in entries:
                with archive.open(entry) as file:
                    files[entry.filename] = file.read(left + 1)
                left -= len(files[entry.filename])
                if left < 0:
                    raise LargeArchiveError(f"more than {most_bytes} bytes")
    # A damaged archive breaks the reader in as many ways as it has parts: its list, a name, a stream, a checksum.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise BrokenArchiveError(str(error)) from error
    return files
