"""What LibreOffice must read in the Word file of a tree: the lines of the text format."""

from __future__ import annotations

from itertools import dropwhile

from app.model.document import Bundle
from app.render import frame, text
from tests.office.office import Reading


def expected_lines(tree: Bundle) -> list[str]:
    """Return the lines of a tree below its cover (all, where it has none), as the text format prints them."""
    below = list(text.lines(tree))
    if frame.has_cover(tree.documents[0]):
        note = frame.cover_note(tree.documents[0])
        below = list(dropwhile(lambda line: line != note, below))[1:]
    # LibreOffice shows bullets, but gives no label for them.
    return [_plain(line).removeprefix("• ") for line in below]


def read_lines(reading: Reading) -> list[str]:
    """Return the lines that LibreOffice read below the contents, fit to be compared with `expected_lines`."""
    return [_plain(line) for line in reading.lines()]


def _plain(line: str) -> str:
    """Return a line with breaks, tabs and spaces that do not break as plain spaces."""
    return line.replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")
