"""A kick-off meeting on the projector, from a blank page to the papers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.xdist_group("browser")

PARTIES = (("Lumenova Optics GmbH", "limited_company", "Germany"), ("University of Westhaven", "university", "Sweden"))


@pytest.fixture
def meeting(page: Page) -> Page:
    """A meeting that has just begun."""
    page.goto("/")
    page.get_by_role("button", name="Start a kick-off meeting").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who makes this agreement?")
    return page


def forward(page: Page) -> Locator:
    return page.locator(".kofoot [value=next]")


def seat_two(page: Page) -> None:
    for place, (name, form, country) in zip(("new1", "new2"), PARTIES, strict=True):
        page.locator(f'[name="parties[{place}].legal_name"]').fill(name)
        page.locator(f'[name="parties[{place}].legal_form"]').select_option(form)
        page.locator(f'[name="parties[{place}].seat.country"]').fill(country)
    forward(page).click()
    expect(page.locator("#ko-side li").nth(1)).to_have_text("University of Westhaven")


def test_a_kick_off_from_blank_to_pdf(meeting: Page) -> None:
    """Parties, Background, cards by key, one question put off, and both papers before people leave."""
    page = meeting
    seat_two(page)
    while page.get_by_role("heading", level=1).inner_text() != "What does each party bring along?":
        heading = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name="Decide later").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(heading)
    page.locator('[name="ip.background[new].party"]').select_option("lumenova-optics-gmbh")
    page.locator('[name="ip.background[new].title"]').fill("Coupling method")
    page.locator('[name="ip.background[new].kind"]').select_option("patent")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".kt")).to_contain_text("Coupling method")
    page.get_by_role("button", name="University of Westhaven brings nothing").click()
    expect(page.locator(".kt")).to_contain_text("Brings nothing, stated at")
    forward(page).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Who owns what we find out?")
    page.keyboard.press("2")
    expect(page.locator("#ko-says")).to_contain_text("All Results belong jointly to both Parties")
    page.keyboard.press("1")
    expect(page.locator("#ko-says")).to_contain_text("Each Party owns the Results that it generates")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("a joint result")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who owns what we find out?")

    while not page.get_by_role("button", name="Make the draft complete").count():
        heading = page.get_by_role("heading", level=1).inner_text()
        forward(page).click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(heading)
    page.get_by_role("button", name="Make the draft complete").click()
    expect(page.get_by_role("heading", name="The draft is complete")).to_be_visible()
    for name in ("The agreement", "The minutes"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=re.compile(f"^PDF ?, {name}")).click()
        assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-"), name


def test_keys_are_letters_in_a_field_and_nothing_when_they_are_switched_off(meeting: Page) -> None:
    """A figure typed into a field chooses no card; switched off, it never does."""
    page = meeting
    page.goto(re.sub("/parties$", "/ownership", page.url))
    page.locator("#point").fill("")
    page.locator("#point").press("2")
    expect(page.locator("#point")).to_have_value("2")
    expect(page.locator("[value=own]")).to_be_checked()

    address = page.url
    page.goto("/keys")
    page.get_by_role("button", name="Switch them off").click()
    page.goto(address)
    page.keyboard.press("2")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[value=own]")).to_be_checked()
    assert page.url == address
