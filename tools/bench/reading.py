"""Opens what was made: the same text in both files, and in ours the numbering, fields and contents of Word."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import Final

from lxml import etree

from tools.bench.workload import Contract

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT: Final = (f"{_W}t", f"{_W}tab", f"{_W}br")
_CROP: Final = ("-x", "0", "-y", "88", "-W", "596", "-H", "681")
"""The sheet of paper without head and foot, in points."""
_PDF_READER: Final = "pdftotext"
_FIRST_PART: Final = "Parties"


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


def difference(form: str, ours: bytes, theirs: bytes, contract: Contract) -> str:
    """Return where two files of a format do not say the same, or what ours lacks of that format; "" where nothing."""
    if form == "docx":
        return docx_difference(ours, theirs, contract)
    if form == "html":
        return html_difference(ours, theirs)
    if shutil.which(_PDF_READER) is None:
        return f"{_PDF_READER} is not installed, so the PDF files cannot be read (poppler-utils)"
    return pdf_difference(ours, theirs)


def docx_difference(ours: bytes, theirs: bytes, contract: Contract) -> str:
    """Return where two Word files differ, or what ours lacks of what Word can do by itself."""
    own, other = read_docx(ours), read_docx(theirs)
    wanted = {"numbered": contract.numbered, "fields": contract.references, "entries": contract.headings}
    lacking = (
        f"our Word file has {getattr(own, name)} {name}, not {least}"
        for name, least in wanted.items()
        if getattr(own, name) < least
    )
    return first_difference(own.texts, other.texts) or next(lacking, "")


def html_difference(ours: bytes, theirs: bytes) -> str:
    """Return where two pages differ below the contents."""
    own, other = (_words_of_page(page.decode()) for page in (ours, theirs))
    return first_difference(own, other)


def pdf_difference(ours: bytes, theirs: bytes) -> str:
    """Return which words stand in one file only, from the first part on.

    Two programs may break lines and order the cells of a table otherwise, so the words are counted.
    """
    own, other = Counter(_words_of_pdf(ours)), Counter(_words_of_pdf(theirs))
    return f"words differ: {list((own - other) + (other - own))[:8]}" if own != other else ""


def pages_of(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    return _text_of_pdf(pdf).count("\f")


def _words_of_page(page: str) -> tuple[str, ...]:
    below = page.rpartition("</nav>")[2]
    text = html.unescape(re.sub(r"<style.*?</style>|<title>.*?</title>|<[^>]*>", " ", below, flags=re.DOTALL))
    # Tags part words from marks in one page and not in the other.
    return tuple(re.findall(r"\w+", text))


def _words_of_pdf(pdf: bytes) -> list[str]:
    pages = _text_of_pdf(pdf).split("\f")
    first = next((number for number, page in enumerate(pages) if page.split("\n", 1)[0].strip() == _FIRST_PART), 0)
    joined = re.sub(r"(?<=\w)[-\u00ad\u2010]\n\s*", "", "\n".join(pages[first:]))
    return re.findall(r"\w+", joined)


def _text_of_pdf(pdf: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        done = subprocess.run([_PDF_READER, *_CROP, file.name, "-"], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def first_difference(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """Return where two texts part, or nothing where they are equal."""
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one != other:
            return f"place {number}: {one[:80]!r} is not {other[:80]!r}"
    return "" if len(ours) == len(theirs) else f"{len(ours)} places are not {len(theirs)}"


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(f"{_W}val", "")


def _text(paragraph: etree._Element) -> str:
    pieces = []
    for element in paragraph.iter(*_TEXT):
        # A tab inside w:tabs is a stop and not a character.
        if element.getparent().tag == f"{_W}r":
            pieces.append((element.text or "") if element.tag == f"{_W}t" else " ")
    return "".join(pieces)


def _folded(text: str) -> str:
    return " ".join(text.split())
