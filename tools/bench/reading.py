"""Opens what was made: the same text in both files, and in ours the numbering, fields and contents of Word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT: Final = {f"{_W}t": None, f"{_W}tab": " ", f"{_W}br": " "}


@dataclass(frozen=True, slots=True)
class WordFile:
    """What was found in a Word file.

    `texts` are the paragraphs below the contents, blanks folded. `numbered` counts the paragraphs that Word numbers,
    `fields` the REF fields, `entries` the page numbers of the contents.
    """

    texts: tuple[str, ...]
    numbered: int
    fields: int
    entries: int


def read_docx(content: bytes) -> WordFile:
    """Return what stands in a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
    names = {style.get(f"{_W}styleId"): style.find(f"{_W}name").get(f"{_W}val") for style in styles.iter(f"{_W}style")}
    numbered = {
        style.get(f"{_W}styleId") for style in styles.iter(f"{_W}style") if style.find(f"{_W}pPr/{_W}numPr") is not None
    }
    paragraphs = list(document.iter(f"{_W}p"))
    used = [_style(paragraph) for paragraph in paragraphs]
    contents = [place for place, style in enumerate(used) if names.get(style, "").casefold().startswith("toc ")]
    below = paragraphs[contents[-1] + 1 :] if contents else paragraphs
    codes = [code.text or "" for code in document.iter(f"{_W}instrText")]
    return WordFile(
        texts=tuple(filter(None, map(_folded, map(_text, below)))),
        numbered=sum(style in numbered for style in used),
        fields=sum(code.split()[:1] == ["REF"] for code in codes),
        entries=sum(code.split()[:1] == ["PAGEREF"] for code in codes) if any("TOC " in code for code in codes) else 0,
    )


def first_difference(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """Return where two texts part, or nothing where they are equal."""
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one != other:
            return f"paragraph {number}: {one[:80]!r} is not {other[:80]!r}"
    return "" if len(ours) == len(theirs) else f"{len(ours)} paragraphs are not {len(theirs)}"


def words_of_pdf(text: str) -> list[str]:
    """Return the words of a PDF's text in an order of their own: two layouts may hold them in different orders."""
    joined = re.sub(r"(?<=\w)[-\u00ad\u2010]\n\s*", "", text)
    return sorted(re.findall(r"\w+", joined))


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(f"{_W}val", "")


def _text(paragraph: etree._Element) -> str:
    pieces = []
    for element in paragraph.iter(*_TEXT):
        if element.getparent().tag == f"{_W}r":
            pieces.append((element.text or "") if _TEXT[element.tag] is None else " ")
    return "".join(pieces)


def _folded(text: str) -> str:
    return " ".join(text.split())
