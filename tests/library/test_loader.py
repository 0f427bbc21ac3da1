"""Loading a library as a whole: what clauses say of one another, all mistakes at once, the narrow load, the version."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import LibraryError
from app.library import load_library
from tests.build import library_of, make_library, write
from tests.library.reading import mistakes_of, says

TWO = "alternatives:\n  a: {label: A, position: preferred}\n  b: {label: B, position: acceptable}\ndefault: a\n---\n"
LAW = TWO + "## a\n1. {#court} A.\n2. More.\n## b\n1. {#seat} B.\n2. More."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See [[gen-lw]].", "Did you mean “gen-law”?"),
        ("See [[framework:gen-lw]].", "Did you mean “gen-law”?"),
        ("See [[gen-law#cuort]].", "Did you mean “court”?"),
        ("See [[gen-law#nothing]].", "It has court and seat."),
        ('::: when placed("gen-lw")\nText.\n:::', "Did you mean “gen-law”?"),
        ('::: when chosen("gen-law", "a", "c")\nText.\n:::', "“c” is no alternative of gen-law"),
    ],
)
def test_what_a_text_says_of_another_clause_must_be_so(tmp_path: Path, text: str, words: str) -> None:
    found = mistakes_of(tmp_path, {"gen-test": text, "gen-law": LAW})

    assert says(found, words, line=5)


@pytest.mark.parametrize("text", ["[[gen-law#court]] [[gen-law#seat]]", '{{ "x" if chosen("gen-law", "b") else "y" }}'])
def test_a_label_or_alternative_of_any_alternative_may_be_named(tmp_path: Path, text: str) -> None:
    assert not mistakes_of(tmp_path, {"gen-test": text, "gen-law": LAW})


def test_a_clause_that_stands_for_a_protected_one_says_that_it_is_stricter(tmp_path: Path) -> None:
    clauses = {"gen-guard": "protected: true\n---\nText.", "fp-guard": "stands_for: gen-guard\n---\nText."}

    assert says(mistakes_of(tmp_path / "1", clauses), "“gen-guard” is protected", "stricter_than: [gen-guard]")
    clauses["fp-guard"] = "stands_for: gen-guard\nstricter_than: [gen-guard]\n---\nText."
    assert not mistakes_of(tmp_path / "2", clauses)


def test_all_mistakes_of_all_files_come_at_once_sorted(tmp_path: Path) -> None:
    found = mistakes_of(
        tmp_path,
        {"gen-a": "Text *open\n\n{{ nothing }}", "gen-b": "titel: X\n---\n[[gen-c]]"},
        {"agreement": ["gen-a", "gen-d"]},
        "questions:\n  - {key: law.it, type: txt, label: It}\n",
    )

    assert [(mistake.file, mistake.line) for mistake in found] == [
        ("clauses/_questions/shared.yaml", 2),
        ("clauses/gen/gen-a.md", 5),
        ("clauses/gen/gen-a.md", 7),
        ("clauses/gen/gen-b.md", 4),
        ("clauses/gen/gen-b.md", 6),
        ("contract_templates/agreement/outline.yaml", 13),
    ]
    assert all(mistake.hint for mistake in found)


def test_one_id_stands_in_one_family(tmp_path: Path) -> None:
    root = make_library(tmp_path)
    write(root / "clauses" / "mc" / "gen-law.md", "---\nid: gen-law\ntitle: T\n---\nText.\n")

    with pytest.raises(LibraryError, match=r"“gen-law” is there already: clauses/gen/gen-law\.md"):
        load_library(root)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("clauses/gen-costs.md", "where no clause is looked for"),
        ("clauses/gen/old/gen-costs.md", "where no clause is looked for"),
        ("clauses/_questions/money.yml", "Rename it to .yaml"),
    ],
)
def test_a_file_that_would_be_overlooked_is_a_mistake(tmp_path: Path, path: str, words: str) -> None:
    root = make_library(tmp_path)
    write(root / path, "x: 1\n")

    with pytest.raises(LibraryError, match=words):
        load_library(root)


def test_a_missing_folder_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="clauses: The folder is missing"):
        load_library(tmp_path)


@pytest.mark.parametrize("name", ["wording", "reference"])
def test_a_broken_or_missing_house_file_is_a_mistake(tmp_path: Path, name: str) -> None:
    (found,) = mistakes_of(tmp_path, **{name: "- a\n"})
    assert (found.file, found.line) == (f"contract_templates/_house/{name}.yaml", 1)
    assert "must be a mapping" in found.message

    (tmp_path / found.file).unlink()
    with pytest.raises(LibraryError, match=rf"{name}\.yaml: The file is missing"):
        load_library(tmp_path)


def test_wording_and_reference_data_are_read(tmp_path: Path) -> None:
    library = library_of(tmp_path, wording="en: {clause: Clause}\n", reference="country_status: {CH: [CH]}\n")

    assert library.wording == {"en": {"clause": "Clause"}}
    assert library.reference_data == {"country_status": {"CH": ["CH"]}}


# --- the narrow load ------------------------------------------------------------------------------------------------

NARROW = {
    "gen-base": "Base.",
    "gen-a": "based_on: gen-base\n---\n",
    "gen-b": "See [[gen-c]].",
    "gen-c": "See [[gen-d]].",
    "gen-d": "Text.",
    "gen-e": "Text.",
}


def test_the_narrow_load_parses_what_a_document_places_and_what_that_needs(tmp_path: Path) -> None:
    root = make_library(tmp_path, NARROW, {"one": ["gen-a", "gen-b"], "two": ["gen-e"]})

    library = load_library(root, only=["one"])

    assert set(library.clauses) == {"gen-a", "gen-b", "gen-base", "gen-c"}
    assert set(library.outlines) == {"one"}


def test_an_annex_brings_the_clauses_that_it_needs_to_stand_alone(tmp_path: Path) -> None:
    root = make_library(tmp_path, {"fp-a": "Text.", "gen-law": "Text.", "gen-extra": "Text."}, {"annex-x": ["fp-a"]})

    assert set(load_library(root, only=["annex-x"]).clauses) == {"fp-a", "gen-law"}


def test_the_narrow_load_has_the_version_of_the_whole_library(tmp_path: Path) -> None:
    root = make_library(tmp_path, NARROW, {"one": ["gen-a"], "two": ["gen-e"]})

    assert load_library(root, only=["one"]).version == load_library(root).version


def test_a_mistake_elsewhere_does_not_stop_a_document(tmp_path: Path) -> None:
    root = make_library(tmp_path, {**NARROW, "gen-f": "*open"}, {"one": ["gen-a"], "two": ["gen-f"]})

    assert "gen-a" in load_library(root, only=["one"]).clauses
    with pytest.raises(LibraryError):
        load_library(root, only=["two"])


def test_a_question_in_the_front_matter_of_another_clause_is_found_all_the_same(tmp_path: Path) -> None:
    """Where the narrow load does not know a name, the whole library is asked before anything is refused."""
    root = make_library(
        tmp_path,
        {"gen-a": "{{ law.it }}", "gen-b": "questions:\n  - {key: law.it, type: text, label: It}\n---\n{{ law.it }}"},
        {"one": ["gen-a"], "two": ["gen-b"]},
    )

    assert "law.it" in load_library(root, only=["one"]).questions


def test_an_unknown_document_type_loads_nothing(tmp_path: Path) -> None:
    assert not load_library(make_library(tmp_path), only=["nothing"]).outlines


# --- the version ----------------------------------------------------------------------------------------------------


def test_the_version_changes_with_every_file_that_changes_a_document(tmp_path: Path) -> None:
    root = make_library(tmp_path)
    versions = {load_library(root).version}
    for path in (
        "clauses/gen/gen-law.md",
        "clauses/_questions/shared.yaml",
        "contract_templates/agreement/outline.yaml",
        "contract_templates/_house/wording.yaml",
    ):
        with (root / path).open("a") as file:
            file.write("\n")
        versions.add(load_library(root).version)

    assert len(versions) == 5


def test_the_version_does_not_depend_on_the_place_of_the_library(tmp_path: Path) -> None:
    assert library_of(tmp_path / "a").version == library_of(tmp_path / "b").version


def test_a_pipe_among_the_clauses_is_told_and_not_waited_for(tmp_path: Path) -> None:
    """Whoever reads it would wait for ever."""
    library_of(tmp_path, {"gen-law": "1. The law governs.\n"}, {"lease": ["gen-law"]})
    os.mkfifo(tmp_path / "clauses" / "gen" / "gen-pipe.md")

    with pytest.raises(LibraryError, match=r"gen-pipe\.md: This is no file"):
        load_library(tmp_path)
