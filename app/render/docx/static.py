"""The parts of the package that are the same for every contract of a language: packed once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from lxml import etree

from app.render.docx.fonts import Embedded
from app.render.docx.names import (
    CONTENT_TYPES,
    CORE,
    CUSTOM,
    DECLARATION,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    NUMBERING,
    PACKAGE_RELATIONS,
    STYLES,
    r,
    w,
)
from app.render.docx.package import Member, member
from app.render.docx.shell import Shell

SETTINGS: Final = "word/settings.xml"
FONT_TABLE: Final = "word/fontTable.xml"
FONT_RELATIONS: Final = "word/_rels/fontTable.xml.rels"
_WRITTEN_ANEW: Final = frozenset(
    (DOCUMENT, DOCUMENT_RELATIONS, NUMBERING, CORE, CUSTOM, CONTENT_TYPES, PACKAGE_RELATIONS)
)

_BEFORE_FONTS: Final = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
)  # fmt: skip
"""The settings that stand before those about fonts; Word takes settings out of order for damage."""
_DROPPED_SETTINGS: Final = ("embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "updateFields")
_EMBEDDINGS: Final = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")


def static_members(shell: Shell, fonts: Embedded | None, language: str) -> tuple[Member, ...]:
    """Return the packed parts of house.docx that no contract changes, with the fonts and in the language given."""
    return _members(shell, fonts, language)


@lru_cache(maxsize=16)
def _members(shell: Shell, fonts: Embedded | None, language: str) -> tuple[Member, ...]:
    parts = {
        name: content
        for name, content in shell.parts.items()
        if name not in _WRITTEN_ANEW and name not in shell.frames and not name.startswith("word/fonts/")
    }
    parts.pop(FONT_RELATIONS, None)
    parts[STYLES] = _in_language(parts[STYLES], language)
    if SETTINGS in parts:
        parts[SETTINGS] = _settings(parts[SETTINGS], embed=fonts is not None)
    if FONT_TABLE in parts:
        parts[FONT_TABLE] = _font_table(parts[FONT_TABLE], fonts.elements if fonts else {})
    if fonts:
        parts[FONT_RELATIONS] = relations_xml(fonts.relations)
    packed = tuple(member(name, content) for name, content in parts.items())
    return packed + (fonts.members if fonts else ())


def relations_xml(inside: str) -> bytes:
    """Return a part of relationships."""
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{namespace}">{inside}</Relationships>'.encode()


def _in_language(styles: bytes, language: str) -> bytes:
    """Set the language of the text, from which spelling and hyphenation and reading aloud follow."""
    root = etree.fromstring(styles)
    for lang in root.iterfind(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}"):
        lang.set(w("val"), language)
    return _xml(root)


def _settings(settings: bytes, *, embed: bool) -> bytes:
    """Say whether fonts are inside, and that nothing is to be updated on opening.

    With `updateFields` (and with fields marked dirty) Word asks everybody who opens the file whether fields that may
    refer to other files are to be updated. The results of all fields are in the file; only the page numbers of the
    contents are left to the word processor, which fills them when the contents are updated (F9).
    """
    root = etree.fromstring(settings)
    for name in _DROPPED_SETTINGS:
        for element in root.findall(w(name)):
            root.remove(element)
    if embed:
        before = {w(name) for name in _BEFORE_FONTS}
        place = sum(1 for element in root if element.tag in before)
        root.insert(place, etree.Element(w("embedTrueTypeFonts")))
    return _xml(root)


def _font_table(table: bytes, elements: Mapping[str, str]) -> bytes:
    root = etree.fromstring(table)
    for font in root.findall(w("font")):
        for name in _EMBEDDINGS:
            for element in font.findall(w(name)):
                font.remove(element)
        inside = elements.get(font.get(w("name"), ""))
        if inside:
            namespaces = f'xmlns:w="{w("")[1:-1]}" xmlns:r="{r("")[1:-1]}"'
            font.extend(list(etree.fromstring(f"<x {namespaces}>{inside}</x>")))
    return _xml(root)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
