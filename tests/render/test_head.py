"""A document without a cover: its title stands above the text of the first page, in every format."""

from __future__ import annotations

import io

import lxml.html
import pypdf
import pytest

from app.model.document import Bundle
from app.render import FORMATS, frame, text
from tests.render.reading import OPTIONS, html_lines, squeezed
from tests.render.trees import annex, bundle, contract
from tests.render.word import W, WordFile

HEADED = bundle(contract(front="head", title="Lakeside joins"))
TITLE = ["Model Contract · MC-2026-001 · version 0.3", HEADED.documents[0].title]


def lines(tree: Bundle) -> list[str]:
    return list(text.lines(tree))


def test_the_head_says_what_the_cover_would_but_for_the_parties():
    """Kind, reference, version and title come first, then that it is a draft; no list of parties stands between."""
    note = frame.head_note(HEADED.documents[0])

    assert lines(HEADED)[:2] == TITLE
    assert note in lines(HEADED)[2:4]
    assert note.startswith("Draft for discussion")
    assert "between" not in lines(HEADED)


def test_a_final_with_a_head_is_no_draft():
    """The line below the title of a final is its date alone."""
    document = contract(front="head", state="final")

    assert frame.head_note(document) == frame.printed_date(document)


@pytest.mark.parametrize("joined", [False, True])
def test_the_pdf_begins_with_the_text_and_has_no_contents(joined):
    """The first page holds head and first clauses; a cover and a page of contents are gone, annexes stay as they are."""
    more = (annex(),) if joined else ()
    pages = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].render(bundle(*HEADED.documents, *more), OPTIONS))).pages
    covered = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].render(bundle(contract(), *more), OPTIONS))).pages
    first = squeezed(pages[0].extract_text())

    assert squeezed("".join(TITLE)) in first
    assert squeezed("This Contract is made between:") in first
    assert len(pages) == len(covered) - 2
    assert not [page for page in pages if "\nContents\n" in f"\n{page.extract_text()}"]


def test_the_html_file_has_neither_cover_nor_contents():
    """Its lines are those of the text format, head and all."""
    page = lxml.html.document_fromstring(FORMATS["html"].render(HEADED, OPTIONS))

    assert page.find_class("cover") == []
    assert page.find_class("contents") == []
    assert [line.strip() for line in html_lines(page)][: len(TITLE)] == TITLE


def test_the_word_file_has_one_section_with_an_opening_page(options):
    """No cover and no contents come first; the first page has no running head, as that of an annex."""
    file = WordFile(FORMATS["docx"].render(HEADED, options))
    sections = list(file.document.iter(W + "sectPr"))

    assert [paragraph.text for paragraph in file.paragraphs[:2]] == TITLE
    assert len(sections) == 1
    assert sections[0].find(W + "titlePg") is not None
    assert not [paragraph for paragraph in file.paragraphs if paragraph.text == "Contents"]


def test_the_note_below_the_title_breaks_between_its_parts_only():
    """No word of it is left over for a line of its own."""
    note = frame.opening_note(HEADED.documents[0])

    assert [part.count(" ") for part in note.split(" · ")] == [0, 0, 0]
    assert note.replace("\u00a0", " ") == frame.head_note(HEADED.documents[0])
