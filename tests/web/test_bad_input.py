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


@pytest.mark.parametrize("text", ["a\x0bb", "\x1b[31mred", "x" * 100_001])
def test_a_special_term_that_cannot_be_stored_is_shown_again(
    visitor: Visitor, desk: Desk, dossier: str, text: str
) -> None:
    """The page says what does not fit and keeps what was typed; the draft is as it was."""
    visitor.open(f"/d/{dossier}/main/clauses/gen-law").press(
        "Add the special term", {"title": "Own", "text": text}, status=409
    )

    assert visitor.words("h1") == ["This cannot be stored"]
    assert "special_terms" in visitor.text
    assert visitor.words("dl.kept dt") == ["Title", "Text"]
    assert "special_terms" not in drafts.open_draft(desk, dossier).record


def test_what_was_typed_for_something_that_was_removed_meanwhile_is_shown(visitor: Visitor, dossier: str) -> None:
    """Another tab removed the annex, or the party: the page says so and keeps the words."""
    visitor.open(f"/d/{dossier}/parties/costa")
    token = visitor.token
    visitor.open(f"/d/{dossier}").press("Remove the Use of tools annex")
    lost = [("csrf_token", token), ("revision", "1"), ("shown", "purpose.text"), ("purpose.text", "an afternoon")]

    for place in ("use/q/aim", "use/clauses/gen-law", "nowhere/q/aim"):
        visitor.send(f"/d/{dossier}/{place}", lost, status=404)
        assert visitor.words("dl.kept dd") == ["an afternoon"], place


def test_a_removed_party_does_not_come_back_in_pieces(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Another tab removed it while its form was open: what was typed is shown, and nothing is stored."""
    visitor.open(f"/d/{dossier}/parties/costa")
    key = "parties[costa].legal_name"
    form = [("csrf_token", visitor.token), ("revision", "1"), ("shown", key), (key, "Fundació Costa")]
    visitor.open(f"/d/{dossier}/main/q/parties").press("Remove: Costa")
    before = drafts.open_draft(desk, dossier).record

    visitor.send(f"/d/{dossier}/parties/costa", form, status=404)
    assert "Fundació Costa" in visitor.words("dl.kept dd")
    assert drafts.open_draft(desk, dossier).record == before


@pytest.mark.parametrize("name", [" ", "\x00", "a\x07b", "\x1b[2J"])
def test_a_party_is_not_added_under_a_name_that_no_file_can_hold(
    visitor: Visitor, desk: Desk, dossier: str, name: str
) -> None:
    """Nothing is cut or dropped in silence: the page says what to write."""
    before = drafts.open_draft(desk, dossier).record["parties"]
    visitor.open(f"/d/{dossier}/main/q/parties").press("Add the party", {"short_name": name})

    assert "No party was added" in visitor.text
    assert drafts.open_draft(desk, dossier).record["parties"] == before


def test_a_short_name_is_kept_whole(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Joiners that a script needs stay, and a name that is too long is a finding, not cut."""
    name = "مؤسسه\u200cها " + "x" * 40
    visitor.open(f"/d/{dossier}/main/q/parties").press("Add the party", {"short_name": name})

    assert drafts.open_draft(desk, dossier).record["parties"][-1]["short_name"] == name


def test_a_dossier_in_the_bin_says_so_on_its_pages(visitor: Visitor, dossier: str) -> None:
    """Somebody who has it open in another tab learns where it went, and takes it out there."""
    visitor.open("/").press("Move to the bin")
    for path in ("", "/main/q/aim", "/main/text"):
        assert "This dossier is in the bin." in visitor.open(f"/d/{dossier}{path}").text

    visitor.press("Restore")
    assert "in the bin" not in visitor.open(f"/d/{dossier}").text
