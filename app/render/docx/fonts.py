"""The house's fonts inside the Word file, scrambled as the standard asks: so line breaks are the same everywhere."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from app import kept
from app.render.docx.package import Member, member

_FAMILIES: Final = {"Source Serif 4": "SourceSerif4", "Source Sans 3": "SourceSans3"}
_STYLES: Final = {
    "embedRegular": "Regular",
    "embedBold": "Bold",
    "embedItalic": "It",
    "embedBoldItalic": "BoldIt",
}
"""Element of the font table, in the order of the schema, and the end of the file's name."""
_FACES: Final = [(family, stem, *face) for family, stem in _FAMILIES.items() for face in _STYLES.items()]
_Found = tuple[str, str, Path]
"""A font that is there: its family, its element of the font table, its file."""

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


def embedded(folder: Path, kept_in: Path | None) -> Embedded | None:
    """Return the fonts of a folder, or None where it holds none of them; `kept_in` may hold them packed already."""
    found = tuple(each for each in _expected(folder) if each[2].is_file())
    return _embedded(found, kept.state(path for _, _, path in found), kept_in) if found else None


@lru_cache(maxsize=4)
def _expected(folder: Path) -> tuple[_Found, ...]:
    return tuple((family, element, folder / f"{stem}-{ending}.ttf") for family, stem, element, ending in _FACES)


@lru_cache(maxsize=4)
def _embedded(found: tuple[_Found, ...], state: str, kept_in: Path | None) -> Embedded:
    folder, program = found[0][2].parent.resolve(), kept.state(Path(__file__).parent.glob("*.py"))
    made_of = f"{folder}\n{state}{program}zlib {zlib.ZLIB_RUNTIME_VERSION}"
    return _unfolded(kept.remembered(kept_in, "fonts", made_of, lambda: _folded(_packed(found))))


def _folded(fonts: Embedded) -> bytes:
    """Return fonts as bytes: a line that says what they are, and then one after the other as they stand in a file."""
    members = [(each.name, len(each.packed), each.entry.hex()) for each in fonts.members]
    line = json.dumps([members, fonts.elements, fonts.relations])
    return b"".join((line.encode(), b"\n", *(each.packed for each in fonts.members)))


def _unfolded(content: bytes) -> Embedded:
    line, _, rest = content.partition(b"\n")
    described, elements, relations = json.loads(line)
    members: list[Member] = []
    begin = 0
    for name, length, entry in described:
        members.append(Member(name, rest[begin : begin + length], bytes.fromhex(entry)))
        begin += length
    return Embedded(tuple(members), elements, relations)


def _packed(found: tuple[_Found, ...]) -> Embedded:
    members: list[Member] = []
    elements: dict[str, str] = {}
    relations: list[str] = []
    for number, (family, element, path) in enumerate(found, start=1):
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
