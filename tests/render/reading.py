"""How the tests of the formats read what was written back: lines of HTML, text of PDF pages."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import lxml.html
import pypdf

from app.model.document import Bundle
from app.render import FORMATS, RenderOptions, text
from tests.render.trees import SAMPLES

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = RenderOptions(ROOT / "contract_templates" / "_house", ROOT / "vendor" / "fonts")


@cache
def written(sample: str, name: str) -> bytes:
    """Return a sample in a format; each is written once in a run."""
    return FORMATS[name].render(SAMPLES[sample], OPTIONS)


def page(sample: str) -> lxml.html.HtmlElement:
    """Return a sample as parsed HTML."""
    return lxml.html.document_fromstring(written(sample, "html"))


def html_lines(tree: lxml.html.HtmlElement) -> list[str]:
    """Return headings, paragraphs and table rows as lines, cells parted by " | "."""
    return [
        " | ".join(map(_content, element)) if element.tag == "tr" else _content(element)
        for element in tree.iter("h1", "h2", "h3", "p", "tr")
    ]


def _content(element: lxml.html.HtmlElement) -> str:
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    return element.text_content()


def body_lines(bundle: Bundle) -> list[str]:
    """Return the lines of all parts, as the text format prints them."""
    return [
        line for document in bundle.documents for part in document.parts for line in text.part_lines(document, part)
    ]


@cache
def pdf(sample: str) -> pypdf.PdfReader:
    """Return a sample as parsed PDF."""
    return pypdf.PdfReader(io.BytesIO(written(sample, "pdf")))


def pdf_pages(sample: str) -> list[str]:
    """Return the text of each page of a sample."""
    return [sheet.extract_text() for sheet in pdf(sample).pages]


def squeezed(content: str) -> str:
    """Return text without spaces and cell borders, which readers of PDFs place by measure."""
    return re.sub(r"[\s|\u00ad]+", "", content)
