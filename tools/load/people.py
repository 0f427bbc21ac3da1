"""People who type at once: each save is what the script of a page sends, and brings back the clauses that changed."""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPException
from typing import Final

from tests.running import Running

SLOW_TYPING: Final = 0.6
"""Seconds between a reply and the next save: the script waits so long after the last key."""


class TroubleError(Exception):
    """The service refused, failed or lost something."""


def demand(condition: object, otherwise: str) -> None:
    """Raise TroubleError with these words unless the condition holds."""
    if not condition:
        raise TroubleError(otherwise)


_PAGES: Final = (("purpose", "purpose.text"), ("confidentiality", "confidentiality.survival_years"))
"""The two people of a dossier answer different questions of it."""


@dataclass
class Person:
    """Somebody with a browser of their own, typing into one question of one dossier."""

    service: Running
    dossier: str
    page: str
    question: str
    number: int
    saves: list[float] = field(default_factory=list)
    views: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    said: str = ""

    def type_until(self, end: float, pause: float) -> None:
        """Save one answer after the other, look at the whole contract now and then, and read back what was saved."""
        try:
            token, revision = self._page()
            while time.monotonic() < end:
                revision = self._save(token, revision)
                if len(self.saves) % 5 == 0:
                    self._look()
                time.sleep(pause)
        except (OSError, HTTPException, ValueError, TroubleError) as error:
            self.troubles.append(f"{self.question}: {type(error).__name__}: {error}")

    def read_back(self) -> None:
        """Say so where the page does not show what was saved last."""
        status, page = self.service.get(self._address)
        if status != 200 or self.said not in unescape(page):
            self.troubles.append(f"{self._address}: “{self.said}” was saved and is lost")

    @property
    def _address(self) -> str:
        return f"{self.dossier}/main/q/{self.page}"

    def _page(self) -> tuple[str, str]:
        page = self.service.get(self._address)[1]
        found = re.search(r'name="csrf_token"[^>]* value="([^"]+)".*?name="revision" value="(\d+)"', page, re.DOTALL)
        if not found:
            raise TroubleError(f"{self._address} is no page of questions")
        return found[1], found[2]

    def _save(self, token: str, revision: str) -> str:
        count = len(self.saves) + 1
        value = f"Aim {count} of person {self.number}." if self.question == "purpose.text" else str(1 + count % 20)
        fields = {"csrf_token": token, "revision": revision, "go": "typing", "shown": self.question}
        begun = time.perf_counter()
        status, body = self.service.post(self._address, {**fields, self.question: value})
        self.saves.append(time.perf_counter() - begun)
        demand(status == 200, f"a save was answered {status}")
        reply = json.loads(body)
        demand(not reply["clashes"], "a save clashed with somebody who answered another question")
        demand(reply.get("changed") or "whole" in reply, "a save brought no new text")
        self.said = value
        return str(reply["revision"])

    def _look(self) -> None:
        begun = time.perf_counter()
        status, page = self.service.get(f"{self.dossier}/main/text")
        self.views.append(time.perf_counter() - begun)
        demand(status == 200, f"the contract was answered {status}")
        if self.question == "purpose.text":
            demand(self.said in unescape(page), f"“{self.said}” was saved and is not in the contract")


def begin(service: Running) -> str:
    """Make a dossier from the sample and return its address."""
    before = _dossiers(service)
    status, _ = service.post("/new/sample", {"csrf_token": service.token("/new")})
    demand(status == 303, f"a dossier was answered {status}")
    return f"/d/{next(iter(_dossiers(service) - before))}"


def let_them_type(service: Running, people: int, seconds: float, pause: float = SLOW_TYPING) -> list[Person]:
    """Let people type at once, two in each dossier, and read back what each of them saved last."""
    dossiers = [begin(service) for _ in range(-(-people // 2))]
    crowd = [
        Person(Running(service.port, service.process, dict(service.cookies)), dossiers[number // 2], page, key, number)
        for number in range(people)
        for page, key in [_PAGES[number % 2]]
    ]
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=one.type_until, args=(end, pause)) for one in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in crowd:
        one.read_back()
    return crowd


def _dossiers(service: Running) -> set[str]:
    return set(re.findall(r'href="/d/([a-z0-9]+)', service.get("/")[1]))
