"""The samples as the command line writes them, in every format, each once a run; and how each format is read back."""

from __future__ import annotations

import io
import json
import re
import tempfile
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from pathlib import Path

import lxml.html
import pypdf

from app.cli import main
from app.model import tree_json
from app.model.document import Bundle
from app.render import frame
from tests.content.cases import DAY, SAMPLES, sample

FORMATS = ("docx", "pdf", "html", "txt", "json")
WAYS = [(name, joined) for name in SAMPLES for joined in (False, True) if not joined or "annexes" in sample(name)]
"""Every sample, its annexes in files of their own and, where it has annexes, in one file with it."""

_FOLDER = tempfile.TemporaryDirectory(prefix="samples-")


@dataclass(frozen=True)
class Written:
    """One document, or a contract with its annexes, in all formats."""

    files: dict[str, bytes]

    @property
    def bundle(self) -> Bundle:
        """The tree, from the JSON file."""
        return tree_json.from_json(json.loads(self.files["json"]))

    @property
    def lines(self) -> list[str]:
        """The lines of the text file."""
        return self.files["txt"].decode().splitlines()

    @property
    def body(self) -> list[str]:
        """The lines below cover or head."""
        first = self.bundle.documents[0]
        note = frame.cover_note(first) if frame.has_cover(first) else frame.head_note(first)
        return list(dropwhile(lambda line: line != note, self.lines))[1:]

    @property
    def below_contents(self) -> list[str]:
        """The lines that a Word file has below its contents: all of them, head included, where there is no cover."""
        return self.body if frame.has_cover(self.bundle.documents[0]) else self.lines

    def pdf_text(self) -> str:
        """Return what the pages of the PDF say below cover and contents, without heads, feet and spaces."""
        document = self.bundle.documents[0]
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(self.files["pdf"])).pages]
        around = (document.running, frame.state_line(document))
        text = pages[1:] if frame.has_cover(document) else pages
        inner = [page for page in text if f"\n{frame.word(document, 'contents')}\n" not in f"\n{page}"]
        return squeezed("".join(_before(page, around) for page in inner))

    def html_lines(self) -> list[str]:
        """Return the headings, paragraphs and rows of the HTML file."""
        page = lxml.html.document_fromstring(self.files["html"])
        for line_break in page.iter("br"):
            line_break.tail = " " + (line_break.tail or "")
        return [
            " | ".join(cell.text_content() for cell in element) if element.tag == "tr" else element.text_content()
            for element in page.iter("h1", "h2", "h3", "p", "tr")
        ]


@cache
def written(name: str, joined: bool) -> tuple[Written, ...]:
    """Return the files of a sample, one entry a document, or one for all with `joined`."""
    folder = Path(_FOLDER.name) / f"{name}-{joined}"
    ask = [part for form in FORMATS for part in ("--format", form)]
    code = main(
        [
            "assemble",
            str(SAMPLES[name]),
            "--out",
            str(folder),
            "--date",
            DAY.isoformat(),
            *ask,
            *(["--joined"] * joined),
        ]
    )
    assert code == 0
    stems = sorted({path.stem for path in folder.iterdir()}, key=lambda stem: (len(stem), stem))
    return tuple(Written({form: (folder / f"{stem}.{form}").read_bytes() for form in FORMATS}) for stem in stems)


def squeezed(content: str) -> str:
    """Return text without spaces, cell borders and soft hyphens, which readers of pages place by measure."""
    return re.sub(r"[\s|\u00ad]+", "", content)


def plain(line: str) -> str:
    """Return a line as it is compared: breaks, tabs and spaces that hold words together as single spaces, no bullet."""
    return re.sub(r"\s", " ", line).strip().removeprefix("• ")


def missing_in_order(lines: list[str], found: str) -> list[str]:
    """Return the lines that do not stand in squeezed text in their order."""
    missing, at = [], 0
    for line in lines:
        place = found.find(squeezed(line), at)
        if place < 0:
            missing.append(line)
        else:
            at = place + len(squeezed(line))
    return missing


def _before(page: str, around: tuple[str, ...]) -> str:
    for words in around:
        page = page.partition(words)[0]
    return page
