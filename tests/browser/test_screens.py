"""What the script adds, and how pages hold on every screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chromium, Service
from tests.browser.test_wizard import answer_by_typing

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def sample(chromium: Chromium, service: Service) -> str:
    """The address of a dossier made from the sample."""
    page = chromium.new_page(base_url=service.address)
    page.goto("/new")
    page.get_by_role("button", name="Try the sample").click()
    path = page.evaluate("location.pathname")
    page.close()
    return str(path)


def confidentiality(page: Page, sample: str) -> None:
    """Open the page whose answers these tests change."""
    page.goto(f"{sample}/main/q/confidentiality")


def years(page: Page) -> str:
    """Return the key of the question that these tests change."""
    return "confidentiality.survival_years"


def test_the_contract_changes_while_one_types(page: Page, sample: str) -> None:
    """The clause is marked, undo is named after the change, and the answer is there after a reload."""
    confidentiality(page, sample)
    answer_by_typing(page, years(page), "7")

    expect(page.locator("#sheet .clause.changed")).to_contain_text("7 years")
    undo = page.get_by_role("button", name=re.compile(r"Undo: .* 7$"))
    expect(undo).to_be_visible()
    page.reload()
    expect(page.locator(f'[name="{years(page)}"]')).to_have_value("7")

    undo.click()
    expect(page.locator(f'[name="{years(page)}"]')).not_to_have_value("7")


def test_a_message_waits_until_the_field_is_left(page: Page, sample: str) -> None:
    """Half a word is no mistake; what cannot be read is said when the person goes on."""
    confidentiality(page, sample)
    question = page.locator(f'.q[data-key="{years(page)}"]')
    answer_by_typing(page, years(page), "seven")
    expect(question.locator("[data-msg]")).to_be_hidden()

    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("Tab")
    expect(question.locator("[data-msg]")).to_contain_text("is no number")

    answer_by_typing(page, years(page), "5")
    expect(question).not_to_have_class(re.compile("err"))


def test_questions_come_and_go_without_a_reload(page: Page, sample: str) -> None:
    """The page keeps the focus and the other controls."""
    page.goto(f"{sample}/main/q/law")
    arbitration = page.locator('[name="law.forum_kind"][value="arbitration"]')
    mediation = page.locator('[name="law.mediation_institution"]').first
    expect(mediation).to_be_visible()

    arbitration.check()
    expect(mediation).to_have_count(0)
    expect(arbitration).to_be_focused()

    page.locator('[name="law.forum_kind"][value="mediation_then_courts"]').check()
    expect(page.locator('[name="law.mediation_institution"]').first).to_be_visible()


def test_two_windows_do_not_overwrite_each_other(page: Page, sample: str) -> None:
    """The second window shows both values and saves nothing more until the person decides."""
    confidentiality(page, sample)
    other = page.context.new_page()
    confidentiality(other, sample)
    answer_by_typing(page, years(page), "8")
    answer_by_typing(other, years(page), "9")

    expect(other.locator(".twoval b")).to_have_text(["9", "8"])
    other.get_by_role("button", name="Keep mine").click()
    expect(other.locator(f'[name="{years(page)}"]')).to_have_value("9")
    page.reload()
    expect(page.locator(f'[name="{years(page)}"]')).to_have_value("9")


def test_a_row_is_added_and_saved_in_place(page: Page, sample: str) -> None:
    """Add rows puts the focus into the first cell; the new row is there after a reload."""
    page.goto(f"{sample}/fp1/q/price")
    before = page.locator("table.rows tbody tr").count()
    page.get_by_role("button", name="Add rows").click()
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.type("F2")

    page.reload()
    expect(page.locator("table.rows tbody tr")).to_have_count(before + 1)
    page.locator("[data-row-act=remove]").last.click()
    expect(page.locator("table.rows tbody tr")).to_have_count(before)


def test_the_contract_can_be_hidden_and_stays_so(page: Page, sample: str) -> None:
    """Whoever hides it finds it hidden on the next page."""
    confidentiality(page, sample)
    page.get_by_role("button", name="Hide the contract").click()
    expect(page.locator("#sheet")).to_be_hidden()

    page.goto(f"{sample}/main/q/law")
    expect(page.locator("#sheet")).to_be_hidden()
    page.get_by_role("button", name="Show the contract").click()
    expect(page.locator("#sheet")).to_be_visible()


def test_single_keys_work_outside_fields_only(page: Page, sample: str) -> None:
    """n and p turn pages, ? lists the keys; inside a field they are letters. Esc leaves the field."""
    page.goto(f"{sample}/main/q/law")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/q/forum$"))
    page.wait_for_load_state()  # The address changes before the new page's script listens.
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile("/q/law$"))
    page.wait_for_load_state()

    field = page.locator('[name="law.country"]')
    field.focus()
    page.keyboard.press("End")
    page.keyboard.type("np")
    expect(field).to_have_value(re.compile("np$"))
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    page.keyboard.press("?")
    expect(page).to_have_url(re.compile("/keys$"))


def test_the_first_tab_skips_to_the_content(page: Page, sample: str) -> None:
    """Who uses the keyboard need not walk through the bars."""
    page.goto(f"{sample}/main/q/purpose")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page: Page, sample: str, scheme: str) -> None:
    """The contrast of body text, secondary text and links is at least 4.5 in light and dark."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{sample}/main/q/law")
    ratios = page.evaluate(CONTRAST)

    assert {name: round(ratio, 1) for name, ratio in ratios.items() if ratio < 4.5} == {}


CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!/rgba\\(.*, 0\\)|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const ratios = {};
  for (const selector of ["h1", ".help", ".asked", ".btn-go", ".btn-quiet", ".tag", "#side a, #side button", ".saved",
                          "#sheet p", "#sheet .num", ".doctabs a", ".opt label", ".opt .d", ".form-control"]) {
    const element = document.querySelector(selector);
    if (!element) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(ground(element))];
    ratios[selector] = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }
  return ratios;
}"""
