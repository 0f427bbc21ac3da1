"""Ten people type at once against the running service; and the tool that says so would tell a loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import Running, running
from tools.load.people import Person, let_them_type

pytestmark = pytest.mark.xdist_group("processes")


def test_ten_people_who_type_at_once_lose_nothing(root: Path, tmp_path: Path) -> None:
    """For five seconds, two in each dossier: every save is taken, brings new text, and is there at the end."""
    with running(tmp_path, root) as service:
        crowd = let_them_type(service, 10, 5, pause=0.1)

    assert [each for one in crowd for each in one.troubles] == []
    assert all(one.saves for one in crowd)


def test_a_lost_answer_and_a_refused_save_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that forgets, and one that cannot save."""

    service = Running(0, None)  # type: ignore[arg-type]
    page = '<input name="csrf_token" value="t"><input name="revision" value="1">'
    monkeypatch.setattr(Running, "get", lambda *_: (200, page))
    monkeypatch.setattr(Running, "post", lambda *_: (507, ""))
    person = Person(service, "/d/one", "purpose", "purpose.text", 0, said="Aim 7.")
    person.read_back()
    person.type_until(float("inf"), 0)

    assert "“Aim 7.” was saved and is lost" in person.troubles[0]
    assert "answered 507" in person.troubles[1]
