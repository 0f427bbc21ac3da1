"""The sharing matrix and accepted warnings, as a person with a keyboard, a phone, or no script meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chromium, Service

pytestmark = pytest.mark.xdist_group("browser")

TWELVE = "contract_templates/model-contract/samples/twelve-clusters.yaml"
PILOT = re.compile("Begin this annex ?: Pilot plant for fermentation")


@pytest.fixture(scope="module")
def twelve(chromium: Chromium, service: Service, root: Path) -> str:
    """The address of a dossier of twelve clusters: matches without an annex, and warnings."""
    page = chromium.new_page(base_url=service.address)
    page.goto("/new")
    page.locator("input[type=file]").set_input_files(root / TWELVE)
    page.get_by_role("button", name="Open the file").click()
    path = page.evaluate("location.pathname")
    page.close()
    return str(path)


@pytest.fixture
def plain(chromium: Chromium, service: Service) -> Iterator[Page]:
    """Open a phone without a script."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 800}, base_url=service.address, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_a_warning_is_accepted_by_keyboard_alone(page: Page, twelve: str) -> None:
    """Open the form, write, send; the accepted warning is where the page stands then, and undo brings it back."""
    page.goto(f"{twelve}/main/findings")
    before = page.locator(".find.is-warning").count()
    page.locator(".find summary").first.focus()
    for key in ("Enter", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("All twelve have agreed to this.")
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)

    accepted = page.locator("section", has=page.get_by_role("heading", name="Accepted with a reason"))
    expect(accepted).to_contain_text("All twelve have agreed to this.")
    expect(accepted.locator("li:target")).to_be_in_viewport()
    expect(page.locator(".find.is-warning")).to_have_count(before - 1)

    page.get_by_role("button", name=re.compile("^Undo: Warning accepted")).click()
    expect(page.locator(".find.is-warning")).to_have_count(before)


def test_the_matrix_scrolls_by_keyboard_and_keeps_its_first_column(page: Page, twelve: str) -> None:
    """Twelve columns do not fit: the region takes the focus, and what is shared stays in sight."""
    page.goto(f"{twelve}/sharing-matrix")
    region = page.get_by_role("region", name="Parties and subjects")
    region.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.across').scrollLeft > 100")

    left = page.evaluate("document.querySelector('.matrix tbody th').getBoundingClientRect().left")
    assert abs(left - page.evaluate("document.querySelector('.across').getBoundingClientRect().left")) < 2


def test_an_annex_is_begun_on_a_phone_without_a_script(plain: Page, twelve: str) -> None:
    """One press opens the annex with what the match says; one more takes it back."""
    plain.goto(f"{twelve}/sharing-matrix")
    plain.get_by_role("button", name=PILOT).click()
    expect(plain).to_have_url(re.compile(f"{twelve}/fp/q/"))
    plain.goto(f"{twelve}/fp/q/check")
    expect(plain.locator("main")).to_contain_text("Pilot plant for fermentation")

    plain.goto(f"{twelve}/main/clauses")
    plain.get_by_role("button", name=re.compile("^Undo: .* begun from “Pilot plant")).click()
    plain.goto(f"{twelve}/sharing-matrix")
    expect(plain.get_by_role("button", name=PILOT)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_checklist_prints_black_on_white(page: Page, twelve: str, scheme: str) -> None:
    """No bar, no button, no grey: it is a paper."""
    page.emulate_media(color_scheme=scheme, media="print")  # type: ignore[arg-type]
    page.goto(f"{twelve}/main/checklist")

    assert not page.locator(".appbar").is_visible()
    assert not page.locator(".docbar").is_visible()
    colours = page.evaluate(
        "[...new Set([...document.querySelectorAll('.checklist *')].map((one) => getComputedStyle(one).color))]"
    )
    assert colours == ["rgb(0, 0, 0)"]
