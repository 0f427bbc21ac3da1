"""Every save is a version; some have names; two are compared as they read when they were saved; one is restored."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.errors import NotFoundError
from app.services import drafts, undoing, versions
from app.services.comparison_file import comparison_file
from app.services.desk import Desk
from app.services.versions import LONGEST_NAME


def answer(desk: Desk, dossier: str, *path: str, value: object, document: str = "main") -> int:
    read_at = drafts.open_draft(desk, dossier).revision.number
    return drafts.save(desk, dossier, document, {("answers", *path): value}, read_at=read_at).number


@pytest.fixture
def three(desk: Desk, draft_id: str) -> str:
    """A dossier with three revisions, the first two of them named."""
    versions.set_name(desk, draft_id, 1, "0.1")
    answer(desk, draft_id, "law", "country", value="FR")
    versions.set_name(desk, draft_id, 2, "0.2 sent")
    answer(desk, draft_id, "purpose", "text", value="to cook together")
    return draft_id


def test_the_history_shows_the_newest_and_the_named_ones(desk: Desk, three: str) -> None:
    """The newest first; every save is there on request."""
    answer(desk, three, "purpose", "text", value="to sing together")

    named, every = versions.history(desk, three), versions.history(desk, three, every=True)

    assert [(one.number, one.name, one.is_newest) for one in named.versions] == [
        (4, "", True),
        (2, "0.2 sent", False),
        (1, "0.1", False),
    ]
    assert [one.number for one in every.versions] == [4, 3, 2, 1]
    assert every.earlier is None


def test_earlier_saves_are_reached_page_by_page(desk: Desk, three: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number before which there is more leads to the page with them."""
    monkeypatch.setattr("app.store.revisions.HISTORY", 2)

    first = versions.history(desk, three, every=True)
    second = versions.history(desk, three, every=True, before=first.earlier)

    assert [one.number for one in first.versions] == [3, 2]
    assert [one.number for one in second.versions] == [1]
    assert second.earlier is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  0.3\tto\nall ", "0.3 to all"), ("a\x00\u202eb", "ab"), ("x" * 200, "x" * LONGEST_NAME), ("  ", "")],
)
def test_a_name_is_one_printable_line(desk: Desk, draft_id: str, typed: str, kept: str) -> None:
    """What cannot be read is cut off; nothing left takes the name away."""
    assert versions.set_name(desk, draft_id, 1, typed) == kept
    assert [one.name for one in versions.history(desk, draft_id).versions] == [kept]


def test_a_version_that_is_not_there_cannot_be_named_compared_or_restored(desk: Desk, draft_id: str) -> None:
    """Of this dossier or of any."""
    for act in (
        lambda: versions.set_name(desk, draft_id, 7, "x"),
        lambda: versions.compare(desk, draft_id, 7, 1),
        lambda: versions.restore(desk, draft_id, 7),
        lambda: versions.history(desk, "nowhere"),
    ):
        with pytest.raises(NotFoundError):
            act()


def test_a_comparison_names_the_answer_behind_each_clause(desk: Desk, three: str) -> None:
    """Only clauses whose words differ are listed; runs of others are folded with their numbers."""
    found = versions.compare(desk, three, 1, 3)
    document = found.document("main")

    assert document is not None
    assert [clause.id.partition("/")[2] for clause in document.clauses] == ["gen-purpose", "gen-law"]
    assert found.causes["main", document.clauses[1].id] == ("Country whose law governs",)
    assert set(found.answers) == {"Country whose law governs", "Common aim"}
    assert document.unchanged > 0


def test_another_text_is_a_cause_of_its_clause_alone(desk: Desk, draft_id: str) -> None:
    """The choice of an alternative is called by the clause."""
    answer(desk, draft_id, "choices", "gen-law", value={"text": "1. No law governs."})

    found = versions.compare(desk, draft_id, 1, 2)

    assert [place for place, causes in found.causes.items() if causes] == [("main", "main/gen-law")]


def test_both_directions_of_a_comparison_mirror_each_other(desk: Desk, three: str) -> None:
    """What came in one direction went in the other."""
    ahead, back = (versions.compare(desk, three, *pair).document("main") for pair in ((1, 3), (3, 1)))
    assert ahead is not None
    assert back is not None

    def words(document: object, kind: str) -> list[str]:
        return [
            piece.text
            for clause in document.clauses  # type: ignore[attr-defined]
            for line in clause.lines
            for piece in line.pieces
            if piece.kind == kind
        ]

    assert words(ahead, "added") == words(back, "removed") != []
    assert words(ahead, "removed") == words(back, "added")


def test_restoring_is_a_save_that_undo_takes_back(desk: Desk, three: str) -> None:
    """The dossier reads as in the version; what there was stays in the history."""
    was = drafts.open_draft(desk, three).record

    step = versions.restore(desk, three, 1)

    assert step is not None
    assert step.summary == "“0.1” restored"
    same = versions.compare(desk, three, 1, 4)
    assert [document.clauses for document in same.documents] == [()] * len(same.documents)
    undoing.undo(desk, three, "main")
    assert drafts.open_draft(desk, three).record == was


def test_restoring_what_is_there_makes_no_save(desk: Desk, three: str) -> None:
    """Nothing happens, and nothing is counted."""
    assert versions.restore(desk, three, 3) is None
    assert drafts.open_draft(desk, three).revision.number == 3


def test_a_restored_version_brings_back_an_annex(desk: Desk, draft_id: str) -> None:
    """With all that was answered in it."""
    before = drafts.open_draft(desk, draft_id).record
    answer(desk, draft_id, "annexes", value=[])
    assert drafts.open_draft(desk, draft_id).record.get("annexes", []) == []

    versions.restore(desk, draft_id, 1)

    assert drafts.open_draft(desk, draft_id).record == before


def test_the_word_file_tracks_what_went_and_what_came(desk: Desk, three: str) -> None:
    """As deletions and insertions that Word lists, dated with the later version."""
    found = versions.compare(desk, three, 1, 2)
    document = found.document("main")
    assert document is not None

    file = comparison_file("A & <B>", found, document)
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        body = archive.read("word/document.xml").decode()

    assert file.name.endswith("-0.1-to-0.2-sent.docx")
    assert body.count("<w:del ") == body.count("<w:delText") == 1
    assert body.count("<w:ins ") == 1
    assert "A &amp; &lt;B&gt;" in body
    assert f'w:date="{found.later.made_at:%Y-%m-%dT%H:%M:%SZ}"' in body


def test_equal_versions_give_a_file_that_says_so(desk: Desk, draft_id: str) -> None:
    """No change is tracked."""
    answer(desk, draft_id, "document", "title", value="Another title")
    found = versions.compare(desk, draft_id, 1, 1)
    document = found.document("main")
    assert document is not None

    file = comparison_file("T", found, document)
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        body = archive.read("word/document.xml").decode()

    assert "Both versions read the same." in body
    assert "w:ins" not in body
