"""The list of dossiers, beginning one, its page, the bin."""

from __future__ import annotations

import io
from pathlib import Path

from sqlalchemy import text

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.services import drafts
from app.services.desk import Desk
from app.services.exporting import answers_yaml
from tests.web.visitor import Visitor


def test_an_empty_list_says_how_to_begin(visitor: Visitor) -> None:
    """Nobody faces an empty table; that nobody else can reach the service is said."""
    visitor.open("/")

    assert "Your first agreement takes about half an hour" in visitor.text
    assert "on this computer only" in visitor.text


def test_the_sample_is_one_press_away(settings: Settings, library: Library) -> None:
    """Try the sample: a complete contract with its annex appears, without anything missing."""
    app = create_app(settings, library)
    visitor = Visitor(app.test_client()).open("/").press("Try the sample")

    assert "Nothing missing" in visitor.open("/").text
    assert len(visitor.words("td[data-l=Documents]")) == 1
    app.extensions["desk"].database.close()


def test_document_types_are_grouped_by_situation(visitor: Visitor) -> None:
    """Each says when to use it and how long the shortest path is; an annex can stand alone."""
    visitor.open("/new")

    assert visitor.words(".group h2") == ["Begin to work together", "Share something definite"]
    assert visitor.words(".docs b") == ["Agreement", "Use of tools"]
    assert all("about" in text and "question" in text for text in visitor.words(".docs .m"))


def test_choosing_a_type_makes_a_dossier(visitor: Visitor, desk: Desk) -> None:
    """It opens on its first page and stands in the list."""
    visitor.open("/new").press(visitor.open("/new").words(".docs button")[0])
    assert visitor.path.endswith("/main/q/parties")

    assert visitor.open("/").words("table.list .t") == ["Agreement"]


def test_an_answers_file_is_opened(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """What the download page gives makes the same dossier again."""
    draft = drafts.open_draft(desk, dossier)
    file = (io.BytesIO(answers_yaml(draft, draft.record).content), "answers.yaml")

    visitor.open("/new").press("Open the file", {"file": file})

    assert visitor.words("h1") == ["Tools of two clusters"]
    assert len(visitor.open("/").words("table.list .t")) == 2


def test_mistakes_in_an_answers_file_are_listed_with_their_lines(visitor: Visitor) -> None:
    """All at once, and no dossier is made."""
    text = b"document:\n  type: agreement\nlaw:\n  contry: BE\n  language: english\n"
    visitor.open("/new").press("Open the file", {"file": (io.BytesIO(text), "../a.yaml")}, status=422)

    points = visitor.words("#errsum li")
    assert len(points) == 2
    assert points[0].startswith("a.yaml:4:")
    assert "country" in points[0]
    assert visitor.open("/").all("table.list") == []


def test_the_list_says_what_to_do_next(visitor: Visitor, fresh: str, dossier: str) -> None:
    """Counts have their noun; a complete dossier says that nothing is missing."""
    todo = visitor.open("/").words("td[data-l='To do']")

    assert todo[0] == "Nothing missing"
    assert "answers missing" in todo[1]


def test_continue_leads_to_the_page_that_was_open(visitor: Visitor, fresh: str) -> None:
    """The card names the page and what is missing there, and its link opens it."""
    visitor.open(f"/d/{fresh}/main/q/price")
    visitor.open("/")

    assert "at “Price”" in visitor.words(".resume")[0]
    assert "Still missing:" in visitor.words(".resume")[0]
    assert visitor.open(visitor.all(".resume a")[0].get("href")).path.endswith("/q/price")


def test_a_finished_dossier_is_not_to_be_continued(visitor: Visitor, dossier: str) -> None:
    """The card appears only where something was left open."""
    visitor.open(f"/d/{dossier}/main/q/price")

    assert visitor.open("/").all(".resume") == []


def test_a_dossier_is_renamed_and_copied(visitor: Visitor, dossier: str) -> None:
    """The title is the person's; the copy has its own."""
    visitor.open(f"/d/{dossier}").press("Rename", {"title": "  Tools,\n spring  "})
    assert visitor.words("h1") == ["Tools, spring"]

    visitor.press("Duplicate")
    assert visitor.words("h1") == ["Copy of Tools, spring"]
    assert len(visitor.open("/").words("table.list .t")) == 2


def test_the_bin_gives_back_what_it_took(visitor: Visitor, dossier: str) -> None:
    """A dossier leaves the list with a way back, from the list and from the bin."""
    visitor.open("/").press("Move to the bin")
    assert "“Tools of two clusters” was moved to the bin." in visitor.text
    visitor.press("Undo")
    assert visitor.words("table.list .t") == ["Tools of two clusters"]

    visitor.press("Move to the bin").open("/bin").press("Restore")
    assert visitor.words("table.list .t") == ["Tools of two clusters"]


def test_an_annex_is_added_and_removed(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """It opens where its questions begin; removed by mistake, it comes back."""
    visitor.open(f"/d/{dossier}").press("Add an annex: Use of tools")
    assert visitor.path.startswith(f"/d/{dossier}/use-2/q/")

    visitor.open(f"/d/{dossier}").press("Remove the Use of tools annex")
    assert len(drafts.open_draft(desk, dossier).record["annexes"]) == 1
    visitor.press("Undo")
    assert len(drafts.open_draft(desk, dossier).record["annexes"]) == 2


def test_the_dossier_says_what_comes_next(visitor: Visitor, fresh: str, dossier: str) -> None:
    """Missing answers first; when all is done, the download."""
    assert visitor.open(f"/d/{fresh}").words("aside ol a")[0].startswith("Answer ")
    assert visitor.open(f"/d/{dossier}").words("aside ol a") == ["Download the documents"]


def test_a_long_list_has_pages(visitor: Visitor, desk: Desk, monkeypatch: object) -> None:
    """After fifty dossiers a second page begins."""
    with desk.database.write() as session:
        from app.store import dossiers, revisions
        from app.store.values import NewRevision

        for number in range(51):
            identifier = dossiers.create(session, f"Dossier {number}", desk.now())
            made = NewRevision("save", "main", "", {"document": {"type": "agreement"}}, {})
            revisions.add(session, identifier, made, after=0, now=desk.now())

    assert len(visitor.open("/").words("table.list .t")) == 50
    assert visitor.open("/?page=2").words("table.list .t") == ["Dossier 0"]


def test_a_draft_that_no_longer_fits_can_still_be_read(
    settings: Settings, desk: Desk, dossier: str, tmp_path: Path
) -> None:
    """Without the library that it was made from, the page leads to the text as it was stored and to what does not fit."""
    from tests.build import library_of

    with desk.database.write() as session:
        session.execute(text("DELETE FROM libraries"))
    moved_on = library_of(tmp_path / "other", outlines={"lease": ["gen-law"]})
    app = create_app(settings, moved_on)
    visitor = Visitor(app.test_client())

    assert visitor.open("/").words("table.list .t") == ["Tools of two clusters"]
    visitor.open(f"/d/{dossier}", status=409)
    assert "were not kept" in visitor.text
    last_text, newer = (visitor.all(".empty a")[number].get("href") for number in (0, 1))
    assert "The law of Belgium applies" in visitor.open(last_text).text
    assert "“agreement” is not known" in visitor.open(newer).text
    app.extensions["desk"].database.close()


def test_a_bundle_begins_all_its_documents_with_one_press(settings: Settings, library: Library) -> None:
    """The Joint Action Plan is chosen like a document type: the contract and its three annexes stand in the dossier."""
    app = create_app(settings, library)
    visitor = Visitor(app.test_client()).open("/new")
    [press] = [words for words in visitor.words(".docs button") if words.startswith("Joint Action Plan")]
    visitor.press(press)

    dossier = visitor.path.split("/")[2]
    assert visitor.path == f"/d/{dossier}/main/q/parties"
    text = visitor.open(f"/d/{dossier}").text
    assert all(name in text for name in ("Model Contract", "Human resources", "Facilities and platforms", "maturation"))
    app.extensions["desk"].database.close()
