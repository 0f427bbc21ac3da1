"""The house's fonts inside the Word file, scrambled as the standard asks: so line breaks are the same everywhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from app.render.docx.package import Member, member

_FILES: Final = {
    "Source Serif 4": "SourceSerif4",
    "Source Sans 3": "SourceSans3",
}
_FACES: Final = {
    "embedRegular": "Regular",
    "embedBold": "Bold",
    "embedItalic": "It",
    "embedBoldItalic": "BoldIt",
}
"""Element of the font table, in the order of the schema, and the end of the file's name."""

_SCRAMBLED: Final = 32
"""So many bytes at the beginning of a font are mixed with its key."""


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """The fonts ready to be put into a file.

    `elements` maps a family to what its entry in the font table says; `relations` are the relationships of that table.
    """

    members: tuple[Member, ...]
    elements: dict[str, str]
    relations: str


def embedded(folder: Path) -> Embedded | None:
    """Return the fonts of a folder, or None where it holds none of them."""
    found = []
    for family, stem in _FILES.items():
        for element, ending in _FACES.items():
            path = folder / f"{stem}-{ending}.ttf"
            if path.is_file():
                found.append((family, element, path, path.stat().st_mtime_ns))
    return _packed(tuple(found)) if found else None


@lru_cache(maxsize=4)
def _packed(found: tuple[tuple[str, str, Path, int], ...]) -> Embedded:
    members: list[Member] = []
    elements: dict[str, str] = {}
    relations: list[str] = []
    for number, (family, element, path, _changed) in enumerate(found, start=1):
        content = path.read_bytes()
        key = _key(content)
        name = f"fonts/font{number}.odttf"
        members.append(member(f"word/{name}", _scrambled(content, key)))
        elements[family] = elements.get(family, "") + f'<w:{element} r:id="rId{number}" w:fontKey="{key}"/>'
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
        relations.append(f'<Relationship Id="rId{number}" Type="{kind}" Target="{name}"/>')
    return Embedded(tuple(members), elements, "".join(relations))


def _key(content: bytes) -> str:
    """Return a key for a font; made from the font itself, so that equal files stay equal."""
    digest = hashlib.sha256(content).hexdigest().upper()
    return f"{{{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}}}"


def _scrambled(content: bytes, key: str) -> bytes:
    """Return the font as ECMA-376 part 4, section 2.8.1 wants it: its head mixed with the key read backwards."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    head = bytes(byte ^ mask[position % len(mask)] for position, byte in enumerate(content[:_SCRAMBLED]))
    return head + content[_SCRAMBLED:]
