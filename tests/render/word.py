"""Word's own arithmetic, for tests: which number a paragraph of a Word file shows, and what a `REF … \\w` field computes.

Written from the standard (ECMA-376 part 1, 17.9 and 17.16.5.52), independently of what writes the files.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Paragraph:
    """A paragraph of the body: its number, its number in full context, what it says, its bookmarks, its style."""

    label: str
    full: str
    text: str
    bookmarks: tuple[str, ...]
    style: str
    xml: etree._Element


@dataclass
class _Level:
    number_format: str
    text: str
    start: int


@dataclass
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class WordFile:
    """A Word file, read as Word reads it."""

    def __init__(self, docx: bytes) -> None:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            assert archive.testzip() is None
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.styles = {
            style.get(W + "styleId"): style
            for style in etree.fromstring(self.parts["word/styles.xml"]).iter(W + "style")
        }
        self._read_lists(etree.fromstring(self.parts["word/numbering.xml"]))
        self.paragraphs = [self._paragraph(each) for each in self.document.iter(W + "p")]

    def xml(self, part: str) -> etree._Element:
        """Return a part, parsed."""
        return etree.fromstring(self.parts[part])

    def named(self, style: str) -> list[Paragraph]:
        """Return the paragraphs of a style."""
        return [each for each in self.paragraphs if each.style == style]

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield instruction and shown result of each field of the body."""
        code, shown, inside = "", "", 0
        for element in self.document.iter(W + "fldChar", W + "instrText", W + "t"):
            kind = element.get(W + "fldCharType")
            if kind == "begin":
                code, shown, inside = "", "", 1
            elif kind == "separate":
                inside = 2
            elif kind == "end" and inside:
                yield code.strip(), shown
                inside = 0
            elif element.tag == W + "instrText":
                code += element.text or ""
            elif inside == 2:
                shown += element.text or ""

    def _read_lists(self, root: etree._Element) -> None:
        abstracts = {each.get(W + "abstractNumId"): _list(each) for each in root.iter(W + "abstractNum")}
        self._numberings: dict[str, _List] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        for number in root.iter(W + "num"):
            identifier = number.get(W + "numId")
            self._numberings[identifier] = abstracts[_value(number, "abstractNumId")]
            self._overrides[identifier] = {
                int(each.get(W + "ilvl")): int(_value(each, "startOverride")) for each in number.iter(W + "lvlOverride")
            }

    def _paragraph(self, element: etree._Element) -> Paragraph:
        style = element.find(f"{W}pPr/{W}pStyle")
        named = self.styles[style.get(W + "val")] if style is not None else None
        label, full = self._number(element, named)
        bookmarks = tuple(each.get(W + "name") for each in element.iter(W + "bookmarkStart"))
        name = _value(named, "name") if named is not None else ""
        return Paragraph(label, full, said(element), bookmarks, name, element)

    def _number(self, element: etree._Element, style: etree._Element | None) -> tuple[str, str]:
        own = element.find(f"{W}pPr/{W}numPr")
        inherited = style.find(f"{W}pPr/{W}numPr") if style is not None else None
        numbered = own if own is not None else inherited
        if numbered is None or _value(numbered, "numId") in ("", "0"):
            return "", ""
        identifier = _value(numbered, "numId")
        level = int(_value(numbered, "ilvl") or 0)
        counted = self._numberings[identifier]
        # A start override counts once: when the numbering is used at that level for the first time.
        forced = self._overrides[identifier].pop(level, None)
        started = counted.counts.get(level, counted.levels[level].start - 1)
        counted.counts[level] = (started if forced is None else forced - 1) + 1
        for deeper in [each for each in counted.counts if each > level]:
            del counted.counts[deeper]
        if counted.levels[level].number_format == "bullet":
            return counted.levels[level].text, ""
        return _shown(counted, level), _in_context(counted, level)


def said(element: etree._Element) -> str:
    """Return what a paragraph says: the results of fields, not their codes; line breaks and tabs as characters."""
    pieces = []
    for part in element.iter(W + "t", W + "br", W + "tab"):
        if part.tag == W + "tab" and part.getparent().tag == W + "tabs":
            continue
        pieces.append({W + "br": "\n", W + "tab": "\t"}.get(part.tag, part.text or ""))
    return "".join(pieces)


def _list(definition: etree._Element) -> _List:
    return _List(
        {
            int(level.get(W + "ilvl")): _Level(
                _value(level, "numFmt"), _value(level, "lvlText"), int(_value(level, "start") or 0)
            )
            for level in definition.iter(W + "lvl")
        }
    )


def _shown(counted: _List, level: int) -> str:
    return re.sub(r"%(\d)", lambda found: _figure(counted, int(found[1]) - 1), counted.levels[level].text)


def _figure(counted: _List, level: int) -> str:
    value = counted.counts[level]
    written = counted.levels[level].number_format
    if written == "decimal":
        return str(value)
    if written == "lowerRoman":
        return _roman(value)
    letter = "abcdefghijklmnopqrstuvwxyz"[(value - 1) % 26] * ((value + 25) // 26)
    return letter.upper() if written == "upperLetter" else letter


def _roman(value: int) -> str:
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "c" * (value // 100) + tens[value // 10 % 10] + ones[value % 10]


def _in_context(counted: _List, level: int) -> str:
    """Return the number with those of the levels above that its own text leaves out."""
    whole, text = _shown(counted, level), counted.levels[level].text
    for above in range(level - 1, -1, -1):
        if f"%{above + 1}" not in text:
            whole = _shown(counted, above) + whole
            text += counted.levels[above].text
    return whole.rstrip(".")


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(W + name)
    return "" if child is None else child.get(W + "val") or ""
