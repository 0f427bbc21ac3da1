"""Every page that an address opens, rendered among many dossiers."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Final

from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from app.interview import read_answers
from app.library import strict_yaml
from app.services import drafts, signing_in
from app.services.desk import Desk
from app.services.record import record_of
from app.services.samples import SHOWCASE, duplicate, from_sample
from tests.browser.places import PLACES, TWELVE
from tools.load.people import demand

ROUNDS: Final = 7


def medians(folder: Path, root: Path, dossiers: int) -> Iterator[tuple[str, float]]:
    """Yield each page that is opened by its address alone, with the median of its times in seconds."""
    app = create_app(Settings(data_dir=folder / "instance", output_dir=folder / "output"))
    desk: Desk = app.extensions["desk"]
    try:
        addresses = {"sample": from_sample(desk, *SHOWCASE), "twelve": _twelve(desk, root)}
        addresses["blank"] = drafts.begin(desk, SHOWCASE[0])
        _fill(desk, addresses["sample"], dossiers - len(addresses))
        found = {name: f"/d/{identifier}" for name, identifier in addresses.items()}
        client = app.test_client()
        client.get(signing_in.new_link(desk.database, "", desk.now()))
        for place in PLACES:
            by_address = place.act is None and place.status == 200 and not place.stranger and place.language == "en"
            # What somebody must have done first, such as an invitation, is not made here.
            if by_address and set(re.findall(r"{(\w+)}", place.path)) <= set(found):
                yield place.name, median(_times(client, place.address(found)))
    finally:
        desk.database.close()


def _times(client: FlaskClient, address: str) -> list[float]:
    times = []
    for number in range(ROUNDS + 1):
        begun = time.perf_counter()
        answer = client.get(address)
        demand(answer.status_code == 200, f"{address} was answered {answer.status_code}")
        if number:  # The first fills what the service remembers.
            times.append(time.perf_counter() - begun)
    return times


def _twelve(desk: Desk, root: Path) -> str:
    loaded = strict_yaml.load((root / TWELVE).read_text("utf-8"), TWELVE)
    answers = read_answers(loaded.data, desk.library, line_of=loaded.line, file=TWELVE)
    return drafts.begin_from(desk, record_of(answers), title="", summary="Opened")


def _fill(desk: Desk, sample: str, number: int) -> None:
    """Copy the sample under other titles, each an hour older than the one before."""
    for count in range(number):
        then = desk.now() - timedelta(hours=number - count)
        duplicate(replace(desk, clock=lambda then=then: then), sample, f"Contract {count + 1:04}")
