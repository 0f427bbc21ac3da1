"""A person with a browser: from the empty start to both downloads, which open in their readers."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Chromium, Service

pytestmark = pytest.mark.xdist_group("browser")


def download(page: Page, format_: str, state: str) -> tuple[str, bytes]:
    """Download from the open download page and return name and bytes."""
    page.check(f"#state-{state}")
    page.check(f"#format-{format_}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download", exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def docx_text(content: bytes) -> str:
    """Return the text of a Word file, tables included."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def answer_by_typing(page: Page, key: str, text: str) -> None:
    """Fill the control of a question and wait until the page says that it is saved."""
    with page.expect_response(lambda response: response.request.method == "POST" and response.ok):
        page.locator(f'[name="{key}"]').fill(text)


def test_from_the_empty_start_to_both_downloads(page: Page, service: Service) -> None:
    """Begin a Model Contract, enter two parties and what is shared, choose a text, and download a draft twice."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dossiers")
    page.get_by_role("link", name=re.compile("New agreement|Choose a document")).first.click()
    page.get_by_role("button", name="Model Contract").click()

    for short, legal, city, country in (
        ("Nordlys", "Nordlys Biotek Klynge", "Bergen", "Norway"),
        ("Völgy", "Völgy Klaszter Egyesület", "Pécs", "Hungary"),
    ):
        page.get_by_label(re.compile("first party|another party")).fill(short)
        page.get_by_role("button", name="Add the party").click()
        page.get_by_label("Legal name").first.fill(legal)
        page.get_by_label("Town").fill(city)
        page.locator('[name$="seat.country"]').fill(country)
        page.get_by_role("button", name="Save and back to the parties").click()
    expect(page.locator(".rowlist .t")).to_have_text(["Nordlys", "Völgy"])

    page.locator("#side").get_by_role("link", name=re.compile("About this contract")).click()
    answer_by_typing(page, "document.reference", "MC-2027-042")
    page.get_by_role("button", name="Continue", exact=True).click()
    answer_by_typing(page, "purpose.text", "Find laboratories for each other's companies & <share> them.")
    expect(page.locator("#sheet")).to_contain_text("companies & <share> them.")
    answer_by_typing(page, "purpose.sectors", "biotechnology\nmarine research")
    page.get_by_role("button", name="Continue", exact=True).click()

    page.get_by_role("link", name="Clauses").click()
    page.get_by_role("link", name="Confidentiality").first.click()
    page.get_by_role("button", name="Use this text").click()
    expect(page.locator(".alt.on")).to_have_count(1)

    page.get_by_role("link", name=re.compile("^Findings")).click()
    expect(page.get_by_text("Ready for a final?")).to_be_visible()
    page.get_by_role("link", name="Download the draft").click()
    docx_name, docx = download(page, "docx", "draft")
    pdf_name, pdf = download(page, "pdf", "draft")

    assert (docx_name, pdf_name) == ("MC-2027-042.docx", "MC-2027-042.pdf")
    for text in (docx_text(docx), pdf_text(pdf)):
        assert "Nordlys Biotek Klynge" in text
        assert "Völgy Klaszter Egyesület" in text
        assert "companies & <share> them" in text
    assert len(list(service.output.rglob("MC-2027-042-*"))) == 2


def test_a_draft_is_resumed_from_the_list(page: Page, chromium: Chromium, service: Service) -> None:
    """Closing the browser in the middle loses nothing: the list leads back to the page and the answers."""
    page.goto("/new")
    page.get_by_role("button", name="Facilities and platforms").click()
    page.locator("#side").get_by_role("link", name="Subject").click()
    answer_by_typing(page, "document.reference", "FP-2027-007")
    page.close()

    page = chromium.new_page(base_url=service.address)
    page.goto("/")
    expect(page.locator(".resume")).to_contain_text("Subject")
    page.get_by_role("link", name="Continue").click()

    expect(page.locator('[name="document.reference"]')).to_have_value("FP-2027-007")
    page.close()


def test_the_sample_downloads_as_a_final(page: Page) -> None:
    """Try the sample: a complete contract with its annex, as Word file and as PDF."""
    page.goto("/new")
    page.get_by_role("button", name="Try the sample").click()
    expect(page.locator("table.list").first).to_contain_text("Facilities and platforms annex")
    page.get_by_role("link", name="Download", exact=True).click()

    name, docx = download(page, "docx", "final")
    _, pdf = download(page, "pdf", "final")

    assert name.endswith(".docx")
    for text in (docx_text(docx), pdf_text(pdf)):
        assert "Facilities and platforms" in text
        assert "[" not in re.sub(r"\[\d+\]", "", text)


def test_the_same_without_a_script(chromium: Chromium, service: Service) -> None:
    """A browser with scripts switched off begins, answers, sees what follows, and downloads."""
    context = chromium.new_context(base_url=service.address, java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto("/new")
    page.get_by_role("button", name="Model Contract").click()
    page.get_by_label("first party").fill("Alpha")
    page.get_by_role("button", name="Add the party").click()
    page.get_by_role("button", name="Save and back to the parties").click()
    page.locator("#side").get_by_role("link", name="Law and talks").click()
    page.locator('[name="law.country"]').fill("Belgium")
    page.check('[name="law.forum_kind"][value="arbitration"]')
    page.get_by_role("button", name="Update").click()
    expect(page.locator('[name="law.country"]')).to_have_value("Belgium")
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.locator('[name="law.arb_seat_city"]')).to_be_visible()

    page.get_by_role("link", name="Download", exact=True).click()
    _, docx = download(page, "docx", "draft")

    assert "law of Belgium" in docx_text(docx)
    context.close()
