"""Names that house.docx and the writer share: parts of the package, styles, XML names."""

from __future__ import annotations

from typing import Final

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""How every part of the package begins."""

DOCUMENT: Final = "word/document.xml"
DOCUMENT_RELATIONS: Final = "word/_rels/document.xml.rels"
STYLES: Final = "word/styles.xml"
NUMBERING: Final = "word/numbering.xml"
CORE: Final = "docProps/core.xml"
CUSTOM: Final = "docProps/custom.xml"
CONTENT_TYPES: Final = "[Content_Types].xml"
PACKAGE_RELATIONS: Final = "_rels/.rels"
PROVENANCE: Final = "customXml/provenance.xml"

PARAGRAPH_STYLES: Final = (
    "Normal",
    "Heading 1",
    "Clause Level 2",
    "Clause Level 3",
    "Clause Level 4",
    "Clause Text",
    "Clause Text 2",
    "Clause Text 3",
    "Definition",
    "Recital",
    "Party",
    "Schedule Item",
    "Bullet Margin",
    "Bullet",
    "Bullet 2",
    "Bullet 3",
    "Part Title",
    "Part Lead",
    "Subheading",
    "Annex Number",
    "Annex Title",
    "Annex Lead",
    "Contents Heading",
    "toc 1",
    "toc 2",
    "Schedule Caption",
    "Table Text",
    "Table Head",
    "Table Number",
    "Table Total",
    "Table Space",
    "Signature Intro",
    "Signature Party",
    "Signature Party Small",
    "Signature Purpose",
    "Signature Line",
    "Signature Field",
)
CHARACTER_STYLES: Final = (
    "Placeholder",
    "Defined Term",
    "Cross-reference",
    "Cover Name",
    "Cover Name Small",
    "Signature Label",
    "Check Box",
)
TABLE_STYLES: Final = ("House Table", "House Signatures")


class BrokenHouseError(Exception):
    """house.docx lacks something, or something in it cannot be read; the message ends in a full stop."""


def undeclared(part: bytes) -> str:
    """Return a part as text without its declaration."""
    text = part.decode("utf-8-sig").lstrip()
    return text[text.index("?>") + 2 :].lstrip() if text.startswith("<?xml") else text


def w(name: str) -> str:
    """Return the name of an element or attribute of WordprocessingML as lxml wants it."""
    return _WORD + name


def r(name: str) -> str:
    """Return the name of an attribute that holds the id of a relationship."""
    return _OFFICE + name
