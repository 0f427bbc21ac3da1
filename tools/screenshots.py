"""Pictures of every page. Usage: python -m tools.screenshots [--only WORDS]

Opens each place of `tests/browser/places.py` in Chromium, with dossiers made from the fictional samples and a clock
that stands, and writes its picture to docs/images/pages/, wide and as on a phone; these stay on this machine. Those
that the documents show are written to docs/images/ as well.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from waitress.server import create_server

from app import create_app
from app.config import Settings
from app.services import signing_in
from tests.browser.conftest import FLAGS
from tests.browser.places import PLACES, Place, prepare

ROOT: Final = Path(__file__).resolve().parents[1]
IMAGES: Final = ROOT / "docs" / "images"
NOW: Final = datetime(2027, 3, 1, 10, 42, tzinfo=UTC)
SIZES: Final = {"": (1440, 900), "-phone": (360, 740)}
SHOWN: Final = ("interview", "clause", "interview-phone")
"""The pictures that documents show."""
_COLOURS: Final = 128


def main(arguments: list[str] | None = None) -> int:
    """Make the pictures and print how many pages there are."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description="Pictures of every page.")
    parser.add_argument("--only", default="", help="Only places whose name contains these words.")
    options = parser.parse_args(arguments)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        print("Chromium is not on PATH; install it: apt-get install chromium", file=sys.stderr)
        return 1
    (IMAGES / "pages").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with _service(Path(folder)) as (address, sign_in):
            made = list(_pictures(browser, address, sign_in, options.only))
        browser.close()
    print(f"{len(made)} pages are in {(IMAGES / 'pages').relative_to(ROOT)}")
    return 0


def _pictures(browser: Browser, address: str, sign_in: str, only: str) -> Iterator[Place]:
    owner = _context(browser, address)
    page = owner.new_page()
    page.goto(sign_in)
    dossiers = prepare(page, ROOT)
    for place in PLACES:
        if only not in place.name:
            continue
        context = _context(browser, address) if place.stranger else owner
        context.add_cookies([{"name": "language", "value": place.language, "url": address}])
        for suffix, (width, height) in SIZES.items():
            page = context.new_page()
            page.set_viewport_size({"width": width, "height": height})
            page.goto(place.address(dossiers))
            if place.act and not suffix:
                place.act(page)
            picture = smaller(page.screenshot())
            name = name_of(place) + suffix
            for folder in (IMAGES / "pages", *([IMAGES] if name in SHOWN else [])):
                (folder / f"{name}.png").write_bytes(picture)
            page.close()
        if place.stranger:
            context.close()
        yield place


def name_of(place: Place) -> str:
    """Return the name of the picture of a place."""
    return re.sub(r"\W+", "-", place.name)


def _context(browser: Browser, address: str) -> BrowserContext:
    return browser.new_context(base_url=address, reduced_motion="reduce", color_scheme="light")


def smaller(png: bytes) -> bytes:
    """Return a picture with few colours: a third of the size, and no difference to be seen."""
    target = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(
        target, "PNG", optimize=True
    )
    return target.getvalue()


@contextmanager
def _service(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the address of a service whose clock stands, and the link that signs in."""
    app = _app(folder)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    desk = app.extensions["desk"]
    address = f"http://127.0.0.1:{server.effective_port}"
    try:
        yield address, signing_in.new_link(desk.database, address, NOW)
    finally:
        server.close()
        desk.database.close()


def _app(folder: Path) -> Flask:
    app = create_app(Settings(data_dir=folder / "instance", output_dir=folder / "output"))
    app.extensions["desk"] = dataclasses.replace(app.extensions["desk"], clock=lambda: NOW)
    return app


if __name__ == "__main__":
    sys.exit(main())
