"""Marks of the parties on the clauses, as the party makes them and as the owner sees them; internal notes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.render import FORMATS
from app.services import drafts, positions
from app.services.desk import Desk
from app.services.record import path_of
from tests.web.guests import begin, guest, guest_library, link
from tests.web.visitor import BASE, Visitor


@pytest.fixture(scope="module")
def invited_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return guest_library(tmp_path_factory.mktemp("positions"))


@pytest.fixture
def app(settings: Settings, invited_library: Library) -> Iterator[Flask]:
    made = create_app(settings, invited_library)
    yield made
    made.extensions["desk"].database.close()


@pytest.fixture
def dossier(desk: Desk) -> str:
    return begin(desk)


@pytest.fixture
def draft(app: Flask, desk: Desk, dossier: str) -> Visitor:
    """Costa at the page on which it reads the draft."""
    return guest(app).open(f"{link(desk, dossier)}/draft")


def marks(desk: Desk, dossier: str, party: str = "costa") -> dict[str, tuple[str, str, bool]]:
    """Return what a party has marked."""
    found = positions.of_party(desk, drafts.open_draft(desk, dossier), "main", party)
    return {one.clause: (one.position, one.comment, one.is_old) for one in found if one.position}


def matrix(visitor: Visitor, dossier: str, show: str = "") -> list[str]:
    return visitor.open(f"/d/{dossier}/main/positions?show={show}").words(".matrix tbody tr")


def test_a_party_marks_clauses_and_the_owner_sees_them(
    draft: Visitor, visitor: Visitor, desk: Desk, dossier: str
) -> None:
    """Each clause has three choices; a comment stands beside the mark; what is open comes first."""
    assert "Nobody signs anything by marking a clause." in draft.text
    draft.press(
        "Save the marks",
        {"mark:gen-law": "discuss", "comment:gen-law": "Our law, please.", "mark:gen-purpose": "agreed"},
    )

    assert marks(desk, dossier) == {
        "gen-law": ("discuss", "Our law, please.", False),
        "gen-purpose": ("agreed", "", False),
    }
    (row,) = matrix(visitor, dossier)
    assert "Law" in row
    assert "Not marked" in row
    assert "To discuss Our law, please." in row
    assert len(matrix(visitor, dossier, "unmarked")) == len(matrix(visitor, dossier, "all")) == 6
    assert draft.words(".stat") == ["Agreed1", "To discuss1", "Reserved0", "Not marked4"]


def test_the_owner_marks_for_a_party_it_answers_for(draft: Visitor, visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The matrix says so; a clause that all have agreed to counts. A party outside the document has no marks in it."""
    draft.press("Save the marks", {"mark:gen-law": "agreed"})
    visitor.open(f"/d/{dossier}/main/positions/alpine").press("Save the marks", {"mark:gen-law": "agreed"})

    assert "1 of 6 are agreed by all." in visitor.text
    assert "Agreed (marked here) Agreed" in " ".join(visitor.words(".matrix tbody tr"))
    visitor.open(f"/d/{dossier}/main/positions/nobody", status=404)


def test_a_mark_belongs_to_the_text_that_was_read(draft: Visitor, visitor: Visitor, desk: Desk, dossier: str) -> None:
    """When the text changes both sides are told, also when it changed while the party was reading; saying it again mends it."""
    drafts.save(desk, dossier, "main", {path_of("main", "purpose.text"): "Share all tools."}, read_at=1)
    draft.press("Save the marks", {"mark:gen-law": "agreed", "mark:gen-purpose": "agreed"})
    assert marks(desk, dossier) == {"gen-law": ("agreed", "", False), "gen-purpose": ("agreed", "", True)}
    (row,) = matrix(visitor, dossier)
    assert "For an earlier text: it has changed since." in row

    assert "The text has changed since you marked it." in draft.text
    draft.press("act=again:gen-purpose")
    assert not any(old for _, _, old in marks(desk, dossier).values())


def test_numbers_alone_change_no_text(draft: Visitor, desk: Desk, dossier: str) -> None:
    """A clause that is merely numbered anew, or refers to one that is, is the same clause."""
    draft.press("Save the marks", {"mark:gen-law": "agreed"})
    drafts.save(desk, dossier, "main", {("answers", "choices", "gen-extra"): "on"}, read_at=1)

    assert marks(desk, dossier) == {"gen-law": ("agreed", "", False)}


def test_two_windows_of_a_party_do_not_overwrite_each_other(
    draft: Visitor, app: Flask, desk: Desk, dossier: str
) -> None:
    """What was marked otherwise meanwhile stays; the page says so and a second press decides."""
    other = guest(app)
    other.client.get("/library", base_url=BASE)
    other.open(draft.path)
    other.press("Save the marks", {"mark:gen-law": "agreed"})
    draft.press("Save the marks", {"mark:gen-law": "reserved", "mark:gen-purpose": "agreed"}, status=409)

    assert "This clause was marked otherwise meanwhile: Agreed." in draft.text
    assert {name: mark for name, (mark, _, _) in marks(desk, dossier).items()} == {
        "gen-law": "agreed",
        "gen-purpose": "agreed",
    }
    draft.press("Save the marks")
    assert marks(desk, dossier)["gen-law"][0] == "reserved"


@pytest.mark.parametrize(
    ("name", "value"),
    [("mark:nothing", "agreed"), ("mark:gen-law", "signed"), ("mark:", "agreed"), ("mark:gen-parties", "agreed")],
)
def test_a_forged_mark_is_none(draft: Visitor, desk: Desk, dossier: str, name: str, value: str) -> None:
    fields = [("csrf_token", draft.token), ("revision", "1"), ("seen", "0"), (name, value)]
    draft.send(draft.path, fields)

    assert marks(desk, dossier) == {}
    assert marks(desk, dossier, "alpine") == {}


def test_the_script_saves_marks_for_the_text_on_the_page(draft: Visitor, desk: Desk, dossier: str) -> None:
    """The revision that was read stays that of the page; the summary counts, and says when the draft has changed."""
    drafts.save(desk, dossier, "main", {path_of("main", "purpose.text"): "Share all tools."}, read_at=1)
    data = {"csrf_token": draft.token, "revision": "1", "seen": "0", "go": "typing", "mark:gen-purpose": "agreed"}
    reply = draft.client.post(draft.path, base_url=BASE, data=data).json

    assert reply["revision"] == 1
    assert "The draft has changed while you read." in reply["parts"]["#marks"]
    assert marks(desk, dossier) == {"gen-purpose": ("agreed", "", True)}


def test_a_party_says_that_it_has_finished(draft: Visitor, visitor: Visitor, dossier: str) -> None:
    """With open marks too; the owner sees it."""
    draft.press("Tell Alpine I have finished")

    assert "Alpine sees now that you have finished." in draft.text
    assert "Finished: " in visitor.open(f"/d/{dossier}/main/positions").text


def test_the_owner_who_watches_is_told_who_saved_what(
    draft: Visitor, visitor: Visitor, desk: Desk, dossier: str
) -> None:
    """Nothing is told of one's own saves."""
    visitor.open(f"/d/{dossier}/main/positions")
    address = visitor.one("body").get("data-news")

    def message() -> str:
        return visitor.client.get(address, base_url=BASE).json["message"]

    assert message() == ""
    drafts.save(desk, dossier, "main", {path_of("main", "law.country"): "FR"}, read_at=1)
    assert message() == ""
    edits = {path_of("main", "parties[costa].legal_name"): "Costa S.A."}
    drafts.save(desk, dossier, "main", edits, read_at=2, author="costa")
    assert message().startswith("Costa saved at ")
    draft.press("Save the marks", {"mark:gen-law": "agreed"})
    assert message().startswith("Costa marked clauses at ")


def test_an_internal_note_stays_in_the_house(draft: Visitor, visitor: Visitor, desk: Desk, dossier: str) -> None:
    """It stands at its clause, and in no file of any format, no package, no answers file, no page of a party."""
    secret = "Walk away below forty"
    visitor.open(f"/d/{dossier}/main/clauses/gen-law").press("Keep the note", {"note": f"{secret}\n<b>x</b>"})
    assert secret in visitor.text

    base = draft.path.removesuffix("/draft")
    for page in ("details", "signatory", "sharing", "background", "draft"):
        assert secret not in draft.open(f"{base}/{page}").response.get_data(as_text=True)
    kept = drafts.open_draft(desk, dossier)
    for format_ in (*FORMATS, "package"):
        made = visitor.client.get(f"/d/{dossier}/main/download/file?what=together&format={format_}", base_url=BASE)
        assert made.status_code == 200, format_
        assert secret.encode() not in inside(made.data), format_
    assert secret not in visitor.client.get(f"/d/{dossier}/main/download/answers", base_url=BASE).get_data(as_text=True)
    assert secret not in repr(kept.revision) + repr(kept.outcome)


def inside(content: bytes) -> bytes:
    """Return what stands in a file, of a ZIP or a PDF unpacked."""
    import io
    import zipfile

    from pypdf import PdfReader

    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(inside(archive.read(name)) for name in archive.namelist())
    if content[:4] == b"%PDF":
        return "".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages).encode()
    return content


def test_a_removed_note_comes_back_with_undo(visitor: Visitor, dossier: str) -> None:
    visitor.open(f"/d/{dossier}/main/clauses/gen-law").press("Keep the note", {"note": "Ask the insurer."})
    visitor.press(next(one.get("aria-label") for one in visitor.all("#notes button[aria-label]")))
    assert "Ask the insurer." not in visitor.text

    visitor.press("Undo")
    assert "Ask the insurer." in visitor.text
