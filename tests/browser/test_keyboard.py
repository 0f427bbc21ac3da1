"""The first contract from the sample, by somebody without a mouse and by somebody with a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_wizard import docx_text

pytestmark = pytest.mark.xdist_group("browser")

YEARS = '[name="confidentiality.survival_years"]'


IS_SEEN = """() => {
  const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
  return outlineStyle !== "none" || boxShadow !== "none";
}"""


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until the focus is there, where it must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            assert page.evaluate(IS_SEEN)
            return
    raise AssertionError(f"{most} presses of Tab do not lead to {target}")


def test_the_sample_becomes_a_contract_by_keyboard_alone(page: Page) -> None:
    """From the list of dossiers to an answer that is changed and the Word file that has it; nothing is clicked."""
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="New agreement"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Try the sample"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/d/"))
    tab_to(page, page.locator("table.list a").first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/q/"))
    tab_to(page, page.locator("#side").get_by_role("button", name=re.compile("^Confidentiality")).or_(
        page.locator("#side").get_by_role("link", name=re.compile("^Confidentiality"))))  # fmt: skip
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/q/confidentiality"))
    tab_to(page, page.locator(YEARS))
    page.keyboard.press("ControlOrMeta+a")
    with page.expect_response(lambda response: response.request.method == "POST" and response.ok):
        page.keyboard.type("8")
    expect(page.locator("#sheet .clause.changed")).to_contain_text("8 years")
    page.keyboard.press("Escape")
    page.reload()
    tab_to(page, page.get_by_role("link", name="Download", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/download$"))
    tab_to(page, page.get_by_role("button", name="Download", exact=True))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")

    assert waiting.value.suggested_filename.endswith(".docx")
    assert "8 years" in " ".join(docx_text(Path(waiting.value.path()).read_bytes()).split())


def test_the_same_on_a_phone(page: Page) -> None:
    """At 360 pixels: the pages are a list that opens, the contract is one tap away, and the way back is too."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/new")
    page.get_by_role("button", name="Try the sample").click()
    page.locator("table.list a").first.click()
    page.locator(".pagelist summary").click()
    page.locator(".pagelist").locator("a, button").filter(has_text="Confidentiality").first.click()
    page.wait_for_url(re.compile("/q/confidentiality"))
    with page.expect_response(lambda response: response.request.method == "POST" and response.ok):
        page.locator(YEARS).fill("9")
    page.locator(".formfoot").get_by_role("link", name="Contract").click()
    expect(page.locator("#sheet")).to_contain_text("9 years")
    page.get_by_role("link", name="Back to the question").click()
    expect(page.locator(YEARS)).to_have_value("9")
    page.get_by_role("link", name="Download", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download", exact=True).click()

    assert "9 years" in " ".join(docx_text(Path(waiting.value.path()).read_bytes()).split())
