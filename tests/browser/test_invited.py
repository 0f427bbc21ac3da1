"""A party behind its link, beside the owner who watches; and an owner whose session ends while they write."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Chromium, Service
from tests.running import new_sign_in_path

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


def invite(page: Page, sample: str) -> str:
    """Make a link for Costa and return it."""
    page.goto(f"{sample}/parties/costa/invite")
    page.get_by_role("button", name=re.compile("Make a link|New link")).click()
    return page.locator("#link").input_value()


def test_a_party_fills_in_its_part_while_the_owner_watches(page: Page, chromium: Chromium, sample: str) -> None:
    """The party writes, marks two clauses with the keyboard and says that it has finished; the owner sees each without a reload."""
    link = invite(page, sample)
    page.goto(f"{sample}/main/positions")
    context = chromium.new_context(stranger=True, viewport={"width": 1280, "height": 800})
    party = context.new_page()
    party.goto(f"{link}/details")
    with party.expect_response(lambda response: response.request.method == "POST" and response.ok):
        party.get_by_label("Official English name").fill("Costa Foundation of the Sea")
    expect(party.locator("#saved")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    expect(page.get_by_role("status").filter(has_text="Costa saved at")).to_be_visible(timeout=15_000)

    party.goto(f"{link}/draft")
    marks = party.locator(".marking")
    marks.nth(1).locator("input").first.focus()
    with party.expect_response(lambda response: response.request.method == "POST" and response.ok):
        party.keyboard.press("Space")
    marks.nth(2).locator("input").first.focus()
    party.keyboard.press("ArrowRight")
    expect(marks.nth(2).locator("textarea")).to_be_visible()
    party.keyboard.press("Tab")
    with party.expect_response(lambda response: response.request.method == "POST" and response.ok):
        party.keyboard.type("Our hours are booked.")
    expect(party.locator(".stat").first).to_contain_text("1")
    expect(page.get_by_role("status").filter(has_text="Costa marked clauses at")).to_be_visible(timeout=15_000)

    page.get_by_role("link", name="Show it").click()
    expect(page.locator(".matrix")).to_contain_text("Our hours are booked.")
    party.get_by_role("button", name="Tell Alpine I have finished").click()
    expect(party.get_by_role("status").filter(has_text="Alpine sees now")).to_be_visible()
    context.close()


def test_the_same_on_a_phone_without_a_script(page: Page, chromium: Chromium, sample: str) -> None:
    """Five pages that do not scroll sideways; marks are saved by one button, and a comment has room where it is asked for."""
    link = invite(page, sample)
    context = chromium.new_context(stranger=True, viewport={"width": 360, "height": 800}, java_script_enabled=False)
    phone = context.new_page()
    for name in ("details", "signatory", "sharing", "background", "sharing/main/offers/new", "draft"):
        phone.goto(f"{link}/{name}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, name
    mark = phone.locator(".marking").nth(3)
    expect(mark.locator("textarea")).to_be_hidden()
    mark.get_by_label("Reserved").check()
    mark.locator("textarea").fill("Our officer answers in May.")
    phone.get_by_role("button", name="Save the marks").click()

    expect(phone.locator(".marking").nth(3).get_by_label("Reserved")).to_be_checked()
    context.close()


def test_who_is_signed_out_while_typing_loses_nothing(chromium: Chromium, service: Service, sample: str) -> None:
    """The page says so and keeps what was typed; it is saved when the person comes back from signing in."""
    context = chromium.new_context(base_url=service.address)
    page = context.new_page()
    page.goto(f"{sample}/main/q/confidentiality")
    field = page.locator('[name="confidentiality.survival_years"]')
    context.clear_cookies()
    field.fill("6")
    expect(page.get_by_role("link", name="You were signed out. Nothing is lost: sign in and save")).to_be_visible()

    other = context.new_page()
    other.goto(f"{service.address}{new_sign_in_path(service.data)}")
    other.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    page.reload()
    expect(field).to_have_value("6")
    context.close()
