"""The pictures of the documents are those that a command makes anew."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image

from tests.browser.places import PLACES
from tools import screenshots


def test_the_documents_show_what_the_command_makes(root: Path) -> None:
    """Each picture of a page in README and docs is made by it, and it makes no other for them; all are small."""
    texts = [(root / "README.md").read_text("utf-8"), *(one.read_text("utf-8") for one in (root / "docs").glob("*.md"))]
    shown = {name for text in texts for name in re.findall(r"images/([\w-]+)\.png", text)}

    assert shown == set(screenshots.SHOWN)
    assert all((screenshots.IMAGES / f"{name}.png").stat().st_size < 150_000 for name in shown)


def test_no_two_places_have_the_same_picture() -> None:
    """Names of files are made from the names of places."""
    names = [screenshots.name_of(place) for place in PLACES]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[\w-]+", name) for name in names)


def test_a_smaller_picture_shows_the_same() -> None:
    """A page has few colours: none of them is moved so that one would see it."""
    page = Image.new("RGB", (400, 300), "#f6f5f2")
    page.paste("#0b5563", (20, 20, 200, 120))
    full = io.BytesIO()
    page.save(full, "PNG", compress_level=0)
    small = screenshots.smaller(full.getvalue())

    assert len(small) < len(full.getvalue()) / 3
    assert Image.open(io.BytesIO(small)).convert("RGB").getpixel((100, 60)) == (0x0B, 0x55, 0x63)
