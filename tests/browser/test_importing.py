"""Rows of a spreadsheet: imported from a file with two broken rows, and pasted into a cell."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chromium, Service

pytestmark = pytest.mark.xdist_group("browser")

HEADINGS = [
    "Einrichtung",
    "Party that offers it",
    "Betreiber",
    "Land",
    "Art",
    "Einheit",
    "Kapazität pro Jahr",
    "Angeboten pro Jahr",
]


def sixty(path: Path) -> Path:
    """Write a workbook of sixty facilities, of which two have a cell that cannot be read."""
    workbook = Workbook()
    workbook.active.append(["Facilities of the region"])
    workbook.active.append(HEADINGS)
    for number in range(1, 61):
        country = "Atlantis" if number == 17 else "Deutschland"
        total = "about 200" if number == 42 else 200
        workbook.active.append([f"Lab {number}", "Alpine", "alpine", country, "clean room", "day", total, 20])
    workbook.save(path)
    return path


def begun(page: Page) -> None:
    """Begin an annex on facilities with one party and open its page of facilities."""
    page.goto("/new")
    page.get_by_role("button", name="Facilities and platforms").click()
    page.get_by_label(re.compile("first party")).fill("Alpine")
    page.get_by_role("button", name="Add the party").click()
    page.get_by_role("button", name="Save and back to the parties").click()
    page.locator("#side").get_by_role("link", name=re.compile("Facilities")).click()


def test_sixty_facilities_with_two_broken_rows(page: Page, tmp_path: Path) -> None:
    """One is mended with what is suggested, one left out and downloaded; one press of undo takes all of them back."""
    begun(page)
    page.locator('[data-key="facilities.facilities"]').get_by_role("button", name="Import a file").click()
    expect(page.get_by_text("up to 5,000 rows and 5 MB")).to_be_visible()
    page.get_by_label("A file").set_input_files(sixty(tmp_path / "facilities.xlsx"))
    page.get_by_role("button", name="Read the file").click()

    expect(page.get_by_text("60 rows were read.")).to_be_visible()
    chosen = page.locator("select[name=column]").evaluate_all("all => all.map((one) => one.value)")
    assert chosen == [
        "name",
        "owner",
        "operator",
        "country",
        "kind",
        "capacity_unit",
        "capacity_total",
        "capacity_offered",
    ]
    page.get_by_role("button", name="Look at the rows").click()

    expect(page.locator("section.q h2")).to_have_text(["Row 19", "Row 44"])
    expect(page.get_by_role("button", name="Import 58 rows")).to_be_visible()
    page.get_by_role("button", name="Take “200”").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the 1 row").click()
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Einrichtung", "Lab 17"]
    page.get_by_role("button", name="Import 59 rows").click()

    expect(page.get_by_text("59 rows were imported. 1 row was left out.")).to_be_visible()
    expect(page.locator(".rowlist .t")).to_have_count(59)
    expect(page.locator("#sheet")).to_contain_text("Lab 60")
    page.locator(".notice").get_by_role("button", name="Undo").click()
    expect(page.locator(".rowlist .t")).to_have_count(0)


def test_cells_pasted_into_a_cell_fill_to_the_right_and_down(page: Page) -> None:
    """Rows are added as needed, all in one save; what fits no column is said."""
    page.goto("/new")
    page.get_by_role("button", name="Try the sample").click()
    page.goto(f"{page.evaluate('location.pathname')}/fp1/q/price")
    table = page.locator("table.rows").first
    before = table.locator("tbody tr").count()
    table.locator("tbody tr").last.locator("input:not([type=hidden])").first.focus()
    with page.expect_response(lambda response: response.request.method == "POST" and response.ok):
        paste(page, "F1\tService A\tday\t1 500 CHF\n" + "\n".join(f'F2\t"Line\none {n}"\thour\t{n}' for n in range(7)))

    expect(table.locator("tbody tr")).to_have_count(before + 7)
    page.reload()
    expect(table.locator("tbody tr")).to_have_count(before + 7)
    last = table.locator("tbody tr").last.locator("input:not([type=hidden])")
    assert last.evaluate_all("all => all.map((one) => one.value)") == ["F2", "Line one 6", "hour", "6", "EUR"]
    first = table.locator("tbody tr").nth(before - 1).locator("input:not([type=hidden])")
    assert first.evaluate_all("all => all.map((one) => one.value)") == ["F1", "Service A", "day", "1500", "CHF"]

    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(table.locator("tbody tr")).to_have_count(before)
    table.locator("input:not([type=hidden])").first.focus()
    paste(page, "F1\tA\tday\t5\ttoo much")
    expect(page.locator(".pasted")).to_contain_text("fits no column")


def test_rows_are_pasted_without_a_script(chromium: Chromium, service: Service) -> None:
    """The text box takes the same rows."""
    context = chromium.new_context(base_url=service.address, java_script_enabled=False)
    page = context.new_page()
    begun(page)
    page.locator('[data-key="facilities.facilities"]').get_by_role("button", name="Paste rows").click()
    page.get_by_label("Copied rows").fill("Facility\tCountry\nPilot plant\tES")
    page.get_by_role("button", name="Read the rows").click()
    page.get_by_role("button", name="Look at the rows").click()
    page.get_by_role("button", name="Import 1 row").click()

    expect(page.locator(".rowlist .t")).to_have_text(["Pilot plant, Spain"])
    context.close()


def paste(page: Page, text: str) -> None:
    """Paste a text into the control that has the focus."""
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(paste);
        }""",
        text,
    )
