"""The Word file as LibreOffice reads it: an independent program counts the same numbers and reads the same paragraphs."""

from __future__ import annotations

import pypdf
import pytest

from app.render import FORMATS, RenderOptions
from tests.office.expected import expected_lines, read_lines
from tests.office.office import WRONG, Office, Reading, with_wrong_references
from tests.render.drafts import NBSP, numbered
from tests.render.trees import SAMPLES, bundle, contract
from tests.render.word import WordFile

pytestmark = pytest.mark.xdist_group("office")

READ = ("joined", "long lists", "three lists", "hostile", "many parties")
"""The samples that are read by LibreOffice; each takes about a second."""


@pytest.fixture(scope="module")
def readings(office: Office, options: RenderOptions) -> dict[str, Reading]:
    """What LibreOffice reads in each sample after it has computed all fields, spoilt beforehand where there are any."""
    found = {}
    for name in READ:
        docx = FORMATS["docx"].render(SAMPLES[name], options)
        found[name] = office.read(with_wrong_references(docx) if name == "joined" else docx)
    return found


@pytest.mark.parametrize("name", READ)
def test_libreoffice_counts_the_numbers_of_the_tree(name, readings):
    """The label in front of every paragraph is the tree's number."""
    labels = [each.label for each in readings[name].paragraphs if each.label not in ("", "•")]

    assert labels == [number for _, number in numbered(SAMPLES[name])]


@pytest.mark.parametrize("name", READ)
def test_libreoffice_reads_the_lines_of_the_text_format(name, readings):
    """Paragraph by paragraph, row by row, with every number and reference: what the text format prints."""
    assert read_lines(readings[name]) == expected_lines(SAMPLES[name])


def test_spoilt_references_are_computed_anew(readings, options):
    """Every reference of the file was made to show a wrong number; LibreOffice computes the right ones."""
    spoilt = with_wrong_references(FORMATS["docx"].render(SAMPLES["joined"], options))

    assert {shown for code, shown in WordFile(spoilt).fields() if code.startswith("REF ")} == {WRONG}
    assert WRONG not in "".join(readings["joined"].lines())
    assert sorted(set(readings["joined"].references)) == sorted(
        {"2", "2.2", "2.2(b)(i)", "(B)", "4", "(b)(i)", "(a)", "2(a)", f"Schedule{NBSP}1", f"Schedule{NBSP}2"}
    )


def test_updated_contents_have_the_same_entries_and_pages(office, options):
    """When the word processor updates the contents it finds the same titles, and fills in the pages."""
    tree = bundle(contract())
    docx = FORMATS["docx"].render(tree, options)

    def entries(reading: Reading) -> list[str]:
        found = [each.text for each in reading.paragraphs if each.style.startswith("Contents ")]
        return [" ".join(entry.split()) for entry in found if entry != "Contents"]

    shown = entries(office.read(docx))
    updated = [entry.rsplit(" ", 1) for entry in entries(office.read(docx, contents=True))]

    assert [title for title, _ in updated] == shown
    pages = [int(page) for _, page in updated]
    # Where lines break, and so the pages, depends on the fonts of the machine; their order does not.
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (3, office.read(docx).pages)


def test_the_printed_pages_are_those_of_the_house(office, options):
    """Cover without head or foot; then every page counts itself; an annex opens without a head."""
    printed = office.pdf(FORMATS["docx"].render(SAMPLES["joined"], options))
    pages = [page.extract_text() for page in pypdf.PdfReader(printed).pages]

    assert "Page" not in pages[0]
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages[1:], start=2))
    opener = next(page for page in pages[2:] if "Joined to the Model Contract" in page)
    assert "Lakeside – BioRibera" not in opener
    following = pages[pages.index(opener) + 1]
    assert following.count("Annex 1") == 1
