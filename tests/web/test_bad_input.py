"""What people type is data: it is printed exactly as typed, whatever it looks like."""

from __future__ import annotations

import pytest

from app.services import drafts
from app.services.desk import Desk
from tests.web.visitor import Visitor

ODD = [
    "{{ 7*7 }}",
    "**bold**",
    "| a |",
    "1. x",
    "# x",
    "<script>alert(1)</script>",
    "<b onclick=x>",
    "[[gen-law]]",
    ":::",
    "&amp; &lt;",
    "{% raw %}",
    "Völgy u. 41.",
    "Świszcz",
    "Ελλάδα",
    "Київ",
    "שלום world مرحبا",
    "e\u0301 o\u0308",
    "'\"><img src=x>",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("typed", ODD)
def test_an_answer_is_shown_as_it_was_typed(visitor: Visitor, desk: Desk, dossier: str, typed: str) -> None:
    """In its field, in the contract, among all answers and in the name of undo."""
    visitor.open(f"/d/{dossier}/main/q/aim").press("Update", {"purpose.text": typed})

    assert drafts.open_draft(desk, dossier).record["purpose"]["text"] == typed
    assert visitor.value("purpose.text") == typed
    assert f"The aim is: {typed}" in " ".join(visitor.words("#sheet"))
    assert visitor.all("#sheet script, #sheet img, #sheet b") == []
    assert typed in visitor.open(f"/d/{dossier}/main/q/check").text
    assert f"The aim is: {typed}" in visitor.open(f"/d/{dossier}/main/download/file?format=txt").response.get_data(True)


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "'\"><img src=x>", "{{ 7*7 }}"])
def test_names_and_titles_are_data_too(visitor: Visitor, desk: Desk, dossier: str, typed: str) -> None:
    """A party's name, a dossier's title, a special term and own wording reach no page as markup."""
    visitor.open(f"/d/{dossier}").press("Rename", {"title": typed})
    visitor.open(f"/d/{dossier}/parties/costa").press("Update", {"parties[costa].short_name": typed})
    visitor.open(f"/d/{dossier}/main/clauses/gen-law").press("Add the special term", {"title": typed, "text": typed})
    visitor.open(f"/d/{dossier}/main/clauses/gen-secrecy").press("Use the own wording", {"text": typed})
    visitor.open(f"/d/{dossier}/main/q/tools").press("Update", {"tools.tools:T1:name": typed})

    for path in ("", "/main/q/tools", "/main/q/parties", "/parties/costa", "/main/clauses", "/main/clauses/gen-law",
                 "/main/clauses/gen-secrecy", "/main/text", "/main/q/check", "/use/q/parties"):  # fmt: skip
        visitor.open(f"/d/{dossier}{path}")
        assert visitor.all("script:not([src]), main img") == [], path
        assert typed in visitor.text, path


def test_a_key_that_is_no_question_is_ignored(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """A forged page can store answers to questions of the library only."""
    visitor.open(f"/d/{dossier}/main/q/law")
    fields = [("csrf_token", visitor.token), ("revision", "1"), ("shown", "document.type"), ("document.type", "x")]
    fields += [("shown", "__class__"), ("__class__", "x"), ("shown", "parties[alpine].id"), ("go", "stay")]

    visitor.send(f"/d/{dossier}/main/q/law", fields)

    assert drafts.open_draft(desk, dossier).revision.number == 1


@pytest.mark.parametrize(
    "act", ["remove:", "up:tools.tools", "remove:no[key:T1", "edit:", "own:", "inherit:x y", "x", "theirs:"]
)
def test_a_forged_button_does_no_harm(visitor: Visitor, desk: Desk, dossier: str, act: str) -> None:
    """It leads to a page of the service, and the answers stay."""
    visitor.open(f"/d/{dossier}/main/q/tools")
    before = drafts.open_draft(desk, dossier).record
    fields = [("csrf_token", visitor.token), ("revision", "1"), ("act", act)]

    response = visitor.client.post(f"/d/{dossier}/main/q/tools", base_url="http://localhost", data=dict(fields))

    assert response.status_code in (303, 404)
    assert drafts.open_draft(desk, dossier).record == before


def test_an_end_before_the_start_is_a_finding(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Plausibility never stops a draft; a value outside its limits is said at its question."""
    visitor.open(f"/d/{dossier}/main/q/price").press("Update", {"price.days": "600"})

    assert drafts.open_draft(desk, dossier).record["price"]["days"] == 600
    assert "600" in visitor.words(".inline-find")[0]
