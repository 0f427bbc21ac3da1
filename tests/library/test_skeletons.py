"""Skeletons of clauses and document types."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import LibraryError
from app.library import check_library, load_library, write_clause_skeleton, write_document_skeleton
from tests.build import make_library, write


def test_skeletons_pass_the_check_as_they_are(tmp_path: Path) -> None:
    root = make_library(tmp_path)

    clause = write_clause_skeleton(root, "mc-site-visits")
    document = write_document_skeleton(root, "letter-of-intent")

    assert clause == root / "clauses" / "mc" / "mc-site-visits.md"
    assert document == root / "contract_templates" / "letter-of-intent" / "outline.yaml"
    assert check_library(root).mistakes == ()
    library = load_library(root)
    assert [alternative.id for alternative in library.clauses["mc-site-visits"].alternatives] == ["short", "long"]
    assert library.outlines["letter-of-intent"].title == "Letter of intent"


def test_several_skeletons_pass_beside_each_other(tmp_path: Path) -> None:
    root = make_library(tmp_path)
    for identifier in ("gen-visits", "mc-visits", "count-visits"):
        write_clause_skeleton(root, identifier)

    assert check_library(root).mistakes == ()


def test_a_skeleton_says_what_each_key_is_for(tmp_path: Path) -> None:
    text = write_clause_skeleton(make_library(tmp_path), "mc-visits").read_text()

    assert text.count("# ") >= 5


@pytest.mark.parametrize(
    "identifier", ["visits", "MC-visits", "mc_visits", "mc-", "../mc-visits", "_questions-a", "mc-visits.md", ""]
)
def test_a_clause_id_of_another_form_is_refused(tmp_path: Path, identifier: str) -> None:
    root = make_library(tmp_path)
    before = sorted(root.rglob("*"))

    with pytest.raises(LibraryError, match="is no clause id"):
        write_clause_skeleton(root, identifier)
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("identifier", ["_house", "../x", "Letter", "a b", "", "a/b"])
def test_a_document_id_of_another_form_is_refused(tmp_path: Path, identifier: str) -> None:
    with pytest.raises(LibraryError, match="is no id of a document type"):
        write_document_skeleton(make_library(tmp_path), identifier)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    root = make_library(tmp_path)
    path = root / "clauses" / "gen" / "gen-law.md"
    before = path.read_bytes()

    with pytest.raises(LibraryError, match=r"clauses/gen/gen-law\.md: The clause is there already"):
        write_clause_skeleton(root, "gen-law")
    with pytest.raises(LibraryError, match="The document type is there already"):
        write_document_skeleton(root, "agreement")
    assert path.read_bytes() == before


def test_a_document_needs_a_clause_to_place(tmp_path: Path) -> None:
    (tmp_path / "clauses").mkdir()
    (tmp_path / "contract_templates").mkdir()

    with pytest.raises(LibraryError, match="Write a clause first"):
        write_document_skeleton(tmp_path, "letter")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    root = make_library(tmp_path)
    write(root / "clauses" / "mc", "a file where a folder is wanted")

    with pytest.raises(LibraryError, match="cannot be written"):
        write_clause_skeleton(root, "mc-visits")
