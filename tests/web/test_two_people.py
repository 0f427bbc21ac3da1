"""Two people in one dossier, with and without the script that saves while one types."""

from __future__ import annotations

from typing import Any

from flask import Flask

from app.services import drafts
from app.services.desk import Desk
from tests.web.visitor import BASE, Visitor


def two(app: Flask, path: str) -> tuple[Visitor, Visitor]:
    """Return two visitors who have the same page open."""
    return Visitor(app.test_client()).open(path), Visitor(app.test_client()).open(path)


def country(desk: Desk, dossier: str) -> Any:
    """Return the answer that these tests change."""
    return drafts.open_draft(desk, dossier).record["law"]["country"]


def typing(visitor: Visitor, dossier: str, page: str, **rest: Any) -> dict[str, Any]:
    """Send a page as the script does and return the reply."""
    data = {"csrf_token": visitor.token, "go": "typing", **rest}
    response = visitor.client.post(f"/d/{dossier}/main/q/{page}", base_url=BASE, data=data)
    assert response.status_code == 200
    reply: dict[str, Any] = response.json
    return reply


def test_the_second_sees_both_values(app: Flask, desk: Desk, dossier: str) -> None:
    """Theirs is in force; the page shows both and keeps what the second typed in its field."""
    first, second = two(app, f"/d/{dossier}/main/q/law")
    first.press("Continue", {"law.country": "France"})
    second.press("Continue", {"law.country": "Italy", "law.language": "Italian"}, status=409)

    assert second.words(".twoval b") == ["Italy", "France"]
    assert second.value("law.country") == "Italy"
    assert country(desk, dossier) == "FR"
    assert drafts.open_draft(desk, dossier).record["law"]["language"] == "it"


def test_keep_mine(app: Flask, desk: Desk, dossier: str) -> None:
    """The second's value takes effect, on the same page."""
    first, second = two(app, f"/d/{dossier}/main/q/law")
    first.press("Continue", {"law.country": "France"})
    second.press("Continue", {"law.country": "Italy"}, status=409).press("Keep mine")

    assert country(desk, dossier) == "IT"
    assert second.path.endswith("/q/law")


def test_take_theirs(app: Flask, desk: Desk, dossier: str) -> None:
    """The first's value stays, and the page shows it."""
    first, second = two(app, f"/d/{dossier}/main/q/law")
    first.press("Continue", {"law.country": "France"})
    second.press("Continue", {"law.country": "Italy"}, status=409).press("Take theirs")

    assert country(desk, dossier) == "FR"
    assert second.value("law.country") == "France"


def test_different_answers_merge_in_silence(app: Flask, desk: Desk, dossier: str) -> None:
    """Nobody is stopped for what somebody else did elsewhere on the page."""
    first, second = two(app, f"/d/{dossier}/main/q/law")
    first.press("Continue", {"law.country": "France"})
    second.press("Continue", {"law.language": "Italian"})

    record = drafts.open_draft(desk, dossier).record
    assert (record["law"]["country"], record["law"]["language"]) == ("FR", "it")


def test_the_same_field_of_a_party_is_told_too(app: Flask, desk: Desk, dossier: str) -> None:
    """Forms of parties are saved like pages."""
    first, second = two(app, f"/d/{dossier}/parties/costa")
    first.press("Save and back to the parties", {"parties[costa].legal_name": "Costa One"})
    second.press("Save and back to the parties", {"parties[costa].legal_name": "Costa Two"}, status=409)

    assert second.words(".twoval b") == ["Costa Two", "Costa One"]
    second.press("Keep mine")
    assert drafts.open_draft(desk, dossier).record["parties"][1]["legal_name"] == "Costa Two"


def test_own_wording_that_came_second_is_shown_and_can_be_kept(app: Flask, desk: Desk, dossier: str) -> None:
    """A long text is not lost because somebody else was quicker."""
    first, second = two(app, f"/d/{dossier}/main/clauses/gen-law")
    first.press("Use the own wording", {"text": "Ours is the law of the sea."})
    second.press("Use the own wording", {"text": "Ours is the law of the land.\r\n\r\nAnd no other."}, status=409)

    assert "Somebody else saved first" in second.text
    assert second.words(".kept dd") == ["Ours is the law of the land. And no other."]
    second.press("Keep mine")
    text = drafts.open_draft(desk, dossier).record["choices"]["gen-law"]["text"]
    assert text.splitlines() == ["Ours is the law of the land.", "", "And no other."]


def test_rows_of_a_table_merge_by_row(app: Flask, desk: Desk, dossier: str) -> None:
    """Two people fill two rows of one table at the same time."""
    first, second = two(app, f"/d/{dossier}/main/q/tools")
    first.press("Continue", {"tools.tools:T1:name": "Laser 2"})
    second.press("Continue", {"tools.tools:T2:name": "Mill 2"})

    names = [row["name"] for row in drafts.open_draft(desk, dossier).record["tools"]["tools"]]
    assert names == ["Laser 2", "Mill 2"]


def test_typing_saves_and_brings_only_what_changed(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The reply carries the clause with the answer, the new revision, and the bars."""
    visitor.open(f"/d/{dossier}/main/q/law")
    reply = typing(visitor, dossier, "law", revision=1, shown="law.country", **{"law.country": "France"})

    assert reply["revision"] == 2
    assert list(reply["changed"]) == ["main:gen-law"]
    assert "France" in reply["changed"]["main:gen-law"]
    assert "Undo: Country whose law governs: Belgium to France" in reply["docbar"]
    assert country(desk, dossier) == "FR"


def test_typing_brings_questions_that_appear(visitor: Visitor, dossier: str) -> None:
    """The order of all questions comes with their markup; what has gone is not among them."""
    visitor.open(f"/d/{dossier}/main/q/price")
    reply = typing(visitor, dossier, "price", revision=1, shown="price.model", **{"price.model": "free"})

    keys = [question["key"] for question in reply["questions"]]
    assert "price.shared" in keys
    assert "price.fee" not in keys


def test_typing_half_a_word_is_kept_without_alarm(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """What cannot be read yet is stored as typed and named in the reply."""
    visitor.open(f"/d/{dossier}/main/q/law")
    reply = typing(visitor, dossier, "law", revision=1, shown="law.country", **{"law.country": "Fra"})

    assert "“Fra” is no country" in reply["notes"]["law.country"]["problem"]
    assert drafts.open_draft(desk, dossier).revision.unread == {"main:law.country": "Fra"}


def test_typing_leaves_a_shown_default_open(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """A suggestion counts once the page is continued, not while the person types elsewhere."""
    visitor.open(f"/d/{fresh}/main/q/price")
    data = {"shown": ["price.shared", "price.model"], "price.shared": "people", "price.model": "free"}
    typing(visitor, fresh, "price", revision=1, **data)

    assert drafts.open_draft(desk, fresh).record["price"] == {"model": "free"}


def test_typing_against_somebody_else_brings_both_values(app: Flask, desk: Desk, dossier: str) -> None:
    """The reply holds the box with both; theirs stays in force."""
    first, second = two(app, f"/d/{dossier}/main/q/law")
    first.press("Continue", {"law.country": "France"})
    reply = typing(second, dossier, "law", revision=1, shown="law.country", **{"law.country": "Italy"})

    assert "Keep mine" in reply["clashes"]["law.country"]
    assert country(desk, dossier) == "FR"
