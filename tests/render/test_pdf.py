"""The PDF: text and numbers, tags, looks that can be measured, and the closed door to everything outside."""

from __future__ import annotations

import io
import logging
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from app.errors import RenderError
from app.model.document import Bundle, Part
from app.render import RenderOptions, fonts, html, pdf
from tests.render import reading
from tests.render.drafts import answer, blank, clause, item
from tests.render.reading import OPTIONS, body_lines, pdf_pages, squeezed, written
from tests.render.trees import SAMPLES, bundle, document

HEAD = "Model Contract · Lakeside – BioRibera"


def running_text(sample: str) -> str:
    """Return the text of all pages but the contents, without heads and feet, squeezed."""
    pages = [sheet.partition(HEAD)[0] for sheet in pdf_pages(sample) if not is_contents(sheet)]
    return squeezed("".join(page.partition("MC-2026-001 · version 0.3 · draft")[0] for page in pages[1:]))


def is_contents(sheet: str) -> bool:
    return "\nContents\n" in f"\n{sheet}"


@pytest.mark.parametrize("sample", ["contract", "joined", "long lists", "three lists", "many parties"])
def test_numbers_and_paragraphs_stand_in_the_order_of_the_text_format(sample):
    found = running_text(sample)
    at = 0

    for line in body_lines(SAMPLES[sample]):
        position = found.find(squeezed(line), at)
        assert position >= 0, f"not found in its place: {line}"
        at = position + len(squeezed(line))


TYPED = (
    "{{ 7*7 }} {% if x %}",
    "**bold** _it_ `code`",
    "| a | b |",
    "1. x",
    "# x",
    '<script>alert("x")</script> & &amp; <b> ]]>',
    "[[gen-law]]",
    "::: when x",
    "Völgy u. 41. Świszcz ΒιοΝήσος Здраве",
    "first line\nsecond line",
)


def test_answers_are_printed_as_typed():
    placed = clause("main/x", "X", *(item("before ", answer(typed), " after") for typed in TYPED), number=1)
    said = _read(bundle(document(Part("terms", "terms", "", (), (placed,))))).pages[-1].extract_text()

    assert [typed for typed in TYPED if f"before {typed} after" not in said] == []


def test_a_line_is_filled_before_a_reference_that_no_longer_fits():
    """Also where only the space before the reference does not fit: the line must not end after its first word."""
    words = "Each Party keeps what it has brought into the work of the Network, as"
    items = [item(f"{words} {'i' * more} ", blank("where it stands", "x")) for more in range(1, 41)]
    tree = bundle(document(Part("terms", "terms", "", (), (clause("main/x", "X", *items, number=1),))))
    said = "\n".join(page.extract_text() for page in _read(tree).pages)

    assert said.count("Each Party keeps what it has") == len(items)


def _read(tree: Bundle) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(tree, OPTIONS)))


def test_the_file_is_tagged_and_names_its_language_and_title():
    root = reading.pdf("contract").trailer["/Root"]

    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert reading.pdf("contract").metadata.title == "Model Contract MC-2026-001"


def test_no_conformance_is_claimed_that_nobody_has_checked():
    assert b"pdfuaid" not in written("contract", "pdf")
    assert "/Metadata" not in reading.pdf("contract").trailer["/Root"]


def test_headings_and_table_heads_are_tagged_as_such():
    kinds = list(_kinds(reading.pdf("contract").trailer["/Root"]["/StructTreeRoot"]))

    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Link"} <= set(kinds)
    assert "/L" not in kinds


def _kinds(element) -> Iterator[str]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            yield from _kinds(child)
    elif isinstance(element, dict):
        if "/S" in element:
            yield element["/S"]
        yield from _kinds(element.get("/K", []))


def test_bookmarks_follow_the_headings():
    outline = reading.pdf("joined").outline

    assert [entry.title for entry in outline if not isinstance(entry, list)] == [
        "Model Contract",
        "Contents",
        "Parties and background",
        "Schedules",
        "Signature page",
        "Annex 1 — Facilities and platforms",
        "Annex 2 — Facilities and platforms",
    ]
    under_parties = next(entry for entry in outline if isinstance(entry, list))
    assert [entry.title for entry in under_parties] == [
        "1 Definitions",
        "2 Purpose",
        "3 Steering Committee",
        "4 General",
    ]


def test_references_and_contents_are_links_that_lead_somewhere():
    reader = reading.pdf("contract")
    links = [note.get_object()["/Dest"] for sheet in reader.pages for note in sheet.get("/Annots", [])]

    assert len(links) > 8 + 10  # the contents, and references in the text
    assert set(links) <= set(reader.named_destinations)


def test_contents_show_the_pages_on_which_the_headings_stand():
    pages = pdf_pages("joined")
    contents = next(sheet for sheet in pages if is_contents(sheet))
    numbers, entries = contents.split("Contents\n")
    titles = entries.partition(HEAD)[0].splitlines()
    shown = [int(number) for number in numbers.split()]

    assert len(shown) == len(titles) == 23
    for number, title in zip(shown, titles, strict=True):
        wanted = title.partition(" — ")[2] if title.startswith("Annex") else title
        assert squeezed(wanted) in squeezed(pages[number - 1]), title


def test_every_page_but_cover_and_annex_opener_has_a_head_and_every_page_but_the_cover_a_foot():
    pages = pdf_pages("joined")
    openers = [position for position, sheet in enumerate(pages) if sheet.startswith("Annex")]

    assert [position for position, sheet in enumerate(pages) if HEAD not in sheet] == [0, *openers]
    assert len(openers) == 2
    assert all(f"Page {position + 1} of {len(pages)}" in sheet for position, sheet in enumerate(pages) if position)
    assert "Page 1" not in pages[0]


def test_the_head_names_the_part_and_the_foot_the_state():
    assert f"{HEAD} Annex 1" in pdf_pages("joined")[7]
    assert "MC-2026-001 · version 0.3 · draft for discussion" in pdf_pages("contract")[1]
    assert "MC-2026-001 · version 1.0 · final" in pdf_pages("final")[1]


def test_a_draft_says_so_on_its_cover_and_a_final_does_not():
    assert "Draft for discussion" in pdf_pages("contract")[0]
    assert "Draft for discussion" not in "".join(pdf_pages("final"))


def test_pages_are_a4():
    box = reading.pdf("contract").pages[0].mediabox

    assert (round(box.width), round(box.height)) == (595, 842)


def test_twelve_parties_sign_on_one_page():
    signing = [sheet for sheet in pdf_pages("many parties") if "Place, date" in sheet]

    assert len(signing) == 1
    assert signing[0].count("Place, date") == 12
    assert len(pdf_pages("many parties")) == 4


def test_the_same_tree_gives_the_same_bytes():
    first = written("contract", "pdf")
    pdf._press.cache_clear()

    assert pdf.render(SAMPLES["contract"], OPTIONS) == first


def test_the_bytes_do_not_depend_on_where_the_fonts_lie(tmp_path):
    for face in fonts.embeddable(OPTIONS.fonts):
        shutil.copy(face.path, tmp_path)

    assert pdf.render(SAMPLES["bare"], RenderOptions(OPTIONS.house, tmp_path)) == written("bare", "pdf")


def test_another_tree_gives_another_identifier():
    other = replace(SAMPLES["bare"], documents=(document(Part("terms", "terms", "", (), ())),))

    assert _identifier(pdf.render(other, OPTIONS)) != _identifier(written("bare", "pdf"))


def _identifier(content: bytes) -> bytes:
    return content[content.rindex(b"/ID") :][:80]


def test_dates_in_the_file_are_the_day_of_assembly():
    assert reading.pdf("contract").metadata["/CreationDate"].startswith("D:20261116")


def test_every_font_is_embedded_and_the_houses_families_are_used():
    found = [font.get_object() for font in reading.pdf("contract").pages[2]["/Resources"]["/Font"].values()]
    names = " ".join(str(font["/BaseFont"]).replace("-", " ") for font in found)

    assert fonts.SERIF in names
    assert fonts.SANS in names
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in found)


def test_without_the_fonts_folder_installed_fonts_are_taken(tmp_path):
    written_without = pdf.render(SAMPLES["bare"], RenderOptions(OPTIONS.house, tmp_path / "none"))

    assert written_without.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.css",
        "https://example.org/a.ttf",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "file://example.org/etc/passwd",
        "data:text/css,p{}",
        "{house}/../../secret.css",
        "{house}-next-door/a.css",
        "a.css",
    ],
)
def test_the_fetcher_refuses_every_address_but_the_houses_own(tmp_path, address):
    from weasyprint.urls import FatalURLFetchingError

    house = tmp_path / "house"
    house.mkdir()
    fetcher = pdf.closed_fetcher(house, [])

    with pytest.raises(FatalURLFetchingError, match="only files of"):
        fetcher.fetch(address.replace("{house}", house.as_uri()))


def test_the_fetcher_follows_no_link_out_of_the_house(tmp_path):
    from weasyprint.urls import FatalURLFetchingError

    house = tmp_path / "house"
    house.mkdir()
    (house / "logo.png").symlink_to("/etc/passwd")

    with pytest.raises(FatalURLFetchingError):
        pdf.closed_fetcher(house, []).fetch((house / "logo.png").as_uri())


def test_the_fetcher_opens_the_houses_files_and_the_fonts_it_was_given(tmp_path):
    house, font = tmp_path / "house", tmp_path / "a b.ttf"
    house.mkdir()
    (house / "logo.svg").write_bytes(b"<svg/>")
    font.write_bytes(b"font")
    fetcher = pdf.closed_fetcher(house, [font])

    assert fetcher.fetch((house / "logo.svg").as_uri()).read() == b"<svg/>"
    assert fetcher.fetch(font.as_uri()).read() == b"font"


def test_a_style_sheet_that_reads_a_file_elsewhere_stops_the_drawing(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    house = tmp_path / "house"
    house.mkdir()
    (house / "house.css").write_text("body{background:url(../secret.png)}")

    with pytest.raises(RenderError, match=r"secret\.png.*only files of"):
        pdf.render(SAMPLES["bare"], RenderOptions(house, tmp_path))


def test_without_pango_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    pdf._weasyprint.cache_clear()

    with pytest.raises(RenderError, match=r"apt-get install --no-install-recommends libpango-1.0-0"):
        pdf.render(SAMPLES["bare"], OPTIONS)
    assert "The other formats work without it." in pdf.problem()


def test_with_pango_there_is_no_problem():
    pdf._weasyprint.cache_clear()

    assert pdf.problem() == ""


def test_the_style_sheet_holds_nothing_that_the_printer_does_not_know(caplog):
    pdf._press.cache_clear()
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf.render(SAMPLES["contract"], OPTIONS)

    assert [record.getMessage() for record in caplog.records] == []


def test_a_heading_never_stands_alone_at_the_foot_of_a_page():
    """Sixty short clauses make every possible page break; each heading is followed by its text."""
    placed = tuple(clause(f"main/c{n}", f"Heading {n}", item(f"Text {n}."), number=n) for n in range(1, 61))
    tree = bundle(document(Part("terms", "terms", "", (), placed)))
    pages = [sheet.extract_text() for sheet in _read(tree).pages]

    assert len(pages) > 5
    assert [page.count("Heading") - page.count("Text") for page in pages if "Text" in page] == [0] * (len(pages) - 3)


def test_the_page_of_html_that_is_printed_holds_no_styles_of_its_own():
    """Styles come from the parsed style sheet, once, not from each document."""
    assert "<style" not in html.page(SAMPLES["contract"])
    assert Path(OPTIONS.house / "house.css").is_file()
