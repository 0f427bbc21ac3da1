"""Every page can be used by everybody: axe finds no violation, the console is silent, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Chromium, Service
from tests.browser.places import PLACES, Place, prepare
from tests.running import running

pytestmark = pytest.mark.xdist_group("browser")

WIDTHS = (320, 360, 768, 1024, 1280)
ALL_RULES: dict[str, Any] = {"resultTypes": ["violations"], "preload": False, "iframes": False}
CONTRAST = {**ALL_RULES, "runOnly": ["color-contrast", "link-in-text-block"]}
LOOKS = ((1440, "light", ALL_RULES), (360, "dark", ALL_RULES), (1440, "dark", CONTRAST), (360, "light", CONTRAST))
"""The other two differ from these in colours alone."""


@pytest.fixture(scope="module")
def dossiers(chromium: Chromium, service: Service, root: Path) -> dict[str, str]:
    """The dossiers of the places, by name."""
    page = chromium.new_page(base_url=service.address)
    found = prepare(page, root)
    page.close()
    return found


@pytest.fixture
def window(chromium: Chromium, service: Service, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of the person who visits the place, in their language, without movement."""
    place: Place = request.getfixturevalue("place")
    context = chromium.new_context(
        stranger=place.stranger,
        base_url=service.address,
        viewport={"width": 1440, "height": 900},
        reduced_motion="reduce",
    )
    if place.language != "en":
        context.add_cookies([{"name": "language", "value": place.language, "url": service.address}])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_everybody_can_use_the_page(window: Page, dossiers: dict[str, str], place: Place) -> None:
    """Light and dark, wide and narrow: no violation, no message in the console, no scrolling sideways."""
    said = listen(window)
    answer = window.goto(place.address(dossiers))
    assert answer
    assert answer.status == place.status
    if place.act:
        place.act(window)
    window.locator("details:not(.menu)").evaluate_all("(all) => all.forEach((one) => { one.open = true })")

    assert violations(window, whole=place.whole) == []
    assert too_wide(window) == []
    expected = f"status of {place.status}" if place.status >= 400 else None
    assert [one for one in said if not (expected and expected in one)] == []


def test_the_start_is_for_everybody_too(chromium: Chromium, root: Path, tmp_path: Path) -> None:
    """The list of dossiers before the first one."""
    with running(tmp_path, root) as empty:
        address = f"http://127.0.0.1:{empty.port}"
        context = chromium.new_context(stranger=True, reduced_motion="reduce", base_url=address)
        context.add_cookies([{"name": key, "value": value, "url": address} for key, value in empty.cookies.items()])
        page = context.new_page()
        said = listen(page)
        page.goto("/")

        assert page.get_by_role("button", name="Try the sample").is_visible()
        assert violations(page) == []
        assert too_wide(page) == []
        assert said == []
        context.close()


def test_axe_would_tell(page: Page) -> None:
    """A picture without words, grey on grey, and a place that scrolls out of reach are found where they are."""
    page.goto("/keys")
    page.locator("main").evaluate(
        """(main) => { main.innerHTML += '<img src="/static/icon.svg"><p class="faint">Hardly to be read.</p>';
                       main.querySelector(".faint").style.color = "#bbb"; }"""
    )

    assert {one.split(" ")[2] for one in violations(page)} >= {"image-alt", "color-contrast"}


def listen(page: Page) -> list[str]:
    """Return the list that gets every message of the console and every error of a script."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def violations(page: Page, *, whole: bool = True) -> list[str]:
    """Return what axe finds, as "1440 light rule: element" lines; the contract beside the form only where `whole`."""
    context = "document" if whole else "{exclude: ['#sheet']}"
    page.evaluate(Axe().axe_script)
    found = []
    for width, scheme, options in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        result = page.evaluate(f"(options) => axe.run({context}, options)", options)
        found += [
            f"{width} {scheme} {rule['id']} {rule['help']}: {node['target']} {node['html'][:160]}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]
    return found


def too_wide(page: Page) -> list[int]:
    """Return the widths of screens on which the page scrolls sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found
