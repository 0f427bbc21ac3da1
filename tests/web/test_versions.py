"""The page of versions: names, a comparison of two, a file of it, and the way back to an earlier one."""

from __future__ import annotations

import pytest

from app.services import drafts, versions
from app.services.desk import Desk
from tests.web.visitor import Visitor


@pytest.fixture
def changed(desk: Desk, dossier: str) -> str:
    """A dossier whose first version has a name and whose second has another aim."""
    versions.set_name(desk, dossier, 1, "0.1 <b>sent</b>")
    drafts.save(desk, dossier, "main", {("answers", "purpose", "text"): "to cook <i>together</i>"}, read_at=1)
    return dossier


def test_a_first_version_has_nothing_to_compare(visitor: Visitor, dossier: str) -> None:
    """The page says so, and lets it be named."""
    visitor.open(f"/d/{dossier}/main/versions")
    assert "There is one version so far." in visitor.text

    visitor.press("Keep the name", {"name": "0.1"})

    assert "This version is now called “0.1”." in visitor.text
    assert visitor.words(".trail a") == ["0.1"]


def test_what_changed_since_the_last_named_version_is_shown_at_once(visitor: Visitor, changed: str) -> None:
    """With the answer behind it; names and answers are text, never markup."""
    visitor.open(f"/d/{changed}/main/versions")

    assert "1 clause changed, 0 added, 0 removed. 1 answer differs." in visitor.text
    assert visitor.words(".versions .because") == ["Answer: Common aim"]
    assert "added: to cook <i>together</i>" in visitor.words(".versions ins")
    assert visitor.words(".trail a") == ["Now", "0.1 <b>sent</b>"]
    assert visitor.all(".versions i, .trail b") == []


def test_any_two_versions_are_compared(visitor: Visitor, changed: str) -> None:
    """Also backwards, and one with itself not at all."""
    visitor.open(f"/d/{changed}/main/versions?from=2&to=1")
    assert "removed: to cook <i>together</i>" in visitor.words(".versions del")

    visitor.open(f"/d/{changed}/main/versions?from=2&to=2")
    assert visitor.all(".versions") == []


def test_restoring_is_undone_with_one_button(visitor: Visitor, desk: Desk, changed: str) -> None:
    """The page says what happened."""
    visitor.open(f"/d/{changed}/main/versions").press("Restore “0.1 <b>sent</b>”")
    assert "The dossier is as it was in that version." in visitor.text
    assert drafts.open_draft(desk, changed).record["purpose"]["text"] != "to cook <i>together</i>"

    visitor.press("Undo")

    assert drafts.open_draft(desk, changed).record["purpose"]["text"] == "to cook <i>together</i>"


def test_a_name_is_taken_away_again(visitor: Visitor, changed: str) -> None:
    """The version stays among the saves."""
    visitor.open(f"/d/{changed}/main/versions").press("Take the name away")

    assert visitor.words(".trail a") == ["Now"]
    assert visitor.open(f"/d/{changed}/main/versions?every=1").words(".trail a") == ["Now", "Save 1"]


def test_the_comparison_is_handed_out_as_a_word_file(visitor: Visitor, changed: str) -> None:
    """Named after the document and the two versions."""
    response = visitor.client.get(f"/d/{changed}/main/versions/file?from=1&to=2", base_url="http://localhost")

    assert response.status_code == 200
    assert response.data[:2] == b"PK"
    assert ".docx" in response.headers["Content-Disposition"]


@pytest.mark.parametrize("query", ["from=9&to=1", "from=1&to=99999999999", "from=-1&to=x", "before=0&every=1"])
def test_numbers_of_no_version_are_told_or_left_out(visitor: Visitor, changed: str, query: str) -> None:
    """A page, and no failure."""
    response = visitor.client.get(f"/d/{changed}/main/versions?{query}", base_url="http://localhost")

    assert response.status_code == (404 if query.startswith("from=9") else 200)
