"""Clause libraries that are wrong in a large way: told with file and line, in bounded time, and nothing is half loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import LibraryError, Mistake
from app.library import check_library, load_library, strict_yaml
from tests.assembly.desk import assembled_from, lines
from tests.build import clause_text, library_of, make_library, outline_text, write
from tests.fuzz.limits import timed

LAW = "1. The law of {{ law.country | country }} applies.\n2. End.\n"


def mistakes(root: Path) -> tuple[Mistake, ...]:
    """Return what loading tells; every mistake names a file."""
    with timed(5), pytest.raises(LibraryError) as caught:
        load_library(root)
    assert all(mistake.file and mistake.message for mistake in caught.value.mistakes)
    return caught.value.mistakes


def only(root: Path) -> Mistake:
    (mistake,) = mistakes(root)
    return mistake


def test_a_clause_file_of_ten_megabytes_is_refused(tmp_path: Path) -> None:
    """The limit is named, and the file is not parsed."""
    root = make_library(tmp_path, {"gen-law": LAW})
    write(root / "clauses" / "gen" / "gen-long.md", clause_text("gen-long", "1. Words.\n" * 1_000_000))

    mistake = only(root)

    assert mistake.file == "clauses/gen/gen-long.md"
    assert f"{strict_yaml.LARGEST:,} are the limit" in mistake.message


@pytest.mark.parametrize("name", ["clauses/_questions/shared.yaml", "contract_templates/agreement/outline.yaml"])
def test_other_files_of_ten_megabytes_are_refused_as_well(tmp_path: Path, name: str) -> None:
    """Questions and outlines have the same limit."""
    root = make_library(tmp_path, {"gen-law": LAW})
    write(root / name, "# long\n" * 1_500_000)

    assert any(one.file == name and "are the limit" in one.message for one in mistakes(root))


def test_fifty_nested_lists_are_refused_with_their_line(tmp_path: Path) -> None:
    """A clause has sub-clauses, (a) and (i): the first level beyond is told."""
    deep = "".join(f"{'   ' * depth}1. Level {depth}:\n" for depth in range(50)) + "   " * 50 + "1. End.\n"
    root = make_library(tmp_path, {"gen-law": LAW, "gen-deep": deep})

    found = mistakes(root)

    assert {one.file for one in found} == {"clauses/gen/gen-deep.md"}
    assert min(one.line for one in found) <= 10


def test_fifty_nested_bullets_and_control_blocks_are_refused(tmp_path: Path) -> None:
    """Neither exhausts the reader."""
    bullets = "1. A:\n" + "".join(f"{'  ' * depth}- x\n" for depth in range(1, 51))
    control = "::: when law.country\n" * 50 + "1. One.\n" + ":::\n" * 50
    root = make_library(tmp_path, {"gen-a": bullets, "gen-b": control, "gen-law": LAW})

    assert {one.file for one in mistakes(root)} == {"clauses/gen/gen-a.md", "clauses/gen/gen-b.md"}


@pytest.mark.parametrize(
    "expression",
    [
        "'a' * 1000000000",
        "law.country * 9",
        "'a' ~ 'b'",
        "2 ** 99999999",
        "[0] * 9",
        "range(10)",
        "('a' * 9) * 9",
        "x" * 400,
    ],
)
def test_an_expression_that_multiplies_is_refused_when_the_library_loads(tmp_path: Path, expression: str) -> None:
    """In a text, in a condition and in a rule: nothing of it is ever computed."""
    clauses = {
        "gen-text": f"1. {{{{ {expression} }}}}\n2. End.\n",
        "gen-block": f"::: when {expression}\n1. A.\n:::\n2. End.\n",
        "gen-rule": f'when: "{expression}"\n---\n1. A.\n2. End.\n',
    }

    files = {one.file for one in mistakes(make_library(tmp_path, clauses))}

    assert files == {f"clauses/gen/{name}.md" for name in clauses}


def test_clauses_that_are_based_on_one_another_are_told_as_a_circle(tmp_path: Path) -> None:
    """The circle is named; loading ends."""
    clauses = {
        "gen-a": "based_on: gen-b\n---\n",
        "gen-b": "based_on: gen-c\n---\n",
        "gen-c": "based_on: gen-a\n---\n",
        "gen-law": LAW,
    }

    found = mistakes(make_library(tmp_path, clauses))

    assert any("are based on one another" in one.message for one in found)


def test_an_outline_that_leads_back_to_itself_is_told(tmp_path: Path) -> None:
    """An outline places clauses: one that names an outline, itself or another, is a mistake with its line."""
    circle = outline_text("agreement", ["gen-law", "agreement"])
    other = outline_text("annex-use", ["gen-law", "agreement"])
    root = make_library(tmp_path, {"gen-law": LAW}, {"agreement": circle, "annex-use": other})

    found = mistakes(root)

    assert {(one.file, one.line > 0) for one in found} == {
        ("contract_templates/agreement/outline.yaml", True),
        ("contract_templates/annex-use/outline.yaml", True),
    }
    assert all("“agreement”" in one.message for one in found)


def test_a_clause_that_an_outline_places_twice_is_told(tmp_path: Path) -> None:
    """A clause has one number: a second place is a mistake."""
    root = make_library(tmp_path, {"gen-law": LAW}, {"agreement": ["gen-law", "gen-law"]})

    assert "gen-law" in only(root).message


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("requires: [gen-a]", "names the clause itself"),
        ("excludes: [gen-a]", "names the clause itself"),
        ("stands_for: gen-a", "names the clause itself"),
        ("based_on: gen-a", "names the clause itself"),
        ("requires: [gen-law]\nexcludes: [gen-law]", "required and excluded"),
        ('when: not placed("gen-a")', "they are being chosen"),
        ('when: placed("gen-law")', "they are being chosen"),
        ('when: not chosen("gen-law", "standard")', "they are being chosen"),
    ],
)
def test_a_clause_never_waits_for_itself(tmp_path: Path, front: str, words: str) -> None:
    """What decides on a clause never asks whether clauses are there, so no circle of rules can be written."""
    text = "" if front.startswith("based_on") else "1. A.\n2. B.\n"

    found = only(make_library(tmp_path, {"gen-a": f"{front}\n---\n{text}", "gen-law": LAW}))

    assert (found.file, found.line > 0) == ("clauses/gen/gen-a.md", True)
    assert words in found.message


@pytest.mark.parametrize(
    "clauses",
    [
        {"gen-a": "stands_for: gen-b\n---\n1. A.\n2. B.", "gen-b": "stands_for: gen-a\n---\n1. A.\n2. B."},
        {"gen-a": "1. See [[gen-b]].\n2. B.", "gen-b": "1. See [[gen-a]].\n2. B."},
        {"gen-a": '1. **"One"** is a Two.\n2. **"Two"** is a One.'},
    ],
    ids=["stand-ins", "references", "definitions"],
)
def test_what_may_lead_back_ends(tmp_path: Path, clauses: dict[str, str]) -> None:
    """Clauses that name one another are printed once each."""
    with timed(5):
        printed = lines(assembled_from(library_of(tmp_path, clauses)))

    assert [line.split()[0] for line in printed if line[0].isdigit() and "." not in line] == [
        str(number) for number in range(1, len(clauses) + 1)
    ]


def test_an_earlier_key_that_is_in_use_is_told(tmp_path: Path) -> None:
    """Two questions that changed names would take each other's answers: the library does not load."""
    questions = (
        "questions:\n  - {key: law.country, type: country, label: A, was: [law.seat]}\n"
        "  - {key: law.seat, type: country, label: B, was: [law.country]}\n"
    )
    text = {"gen-law": "1. {{ law.country | country }} {{ law.seat | country }}\n2. End.\n"}

    found = mistakes(make_library(tmp_path, text, questions=questions))

    assert [(one.file, one.line) for one in found] == [("clauses/_questions/shared.yaml", line) for line in (2, 3)]


def test_clauses_that_need_one_another_are_no_circle(tmp_path: Path) -> None:
    """`requires` may go both ways: the two come together or not at all."""
    library = library_of(
        tmp_path, {"gen-a": "requires: [gen-b]\n---\n1. A.\n2. B.", "gen-b": "requires: [gen-a]\n---\n1. A.\n2. B."}
    )

    assert lines(assembled_from(library))[0] == "1 A"


def test_two_clauses_with_one_id_are_told(tmp_path: Path) -> None:
    """In two families, or under a file name that is not the id: both files are named."""
    root = make_library(tmp_path, {"gen-law": LAW})
    write(root / "clauses" / "mc" / "gen-law.md", clause_text("gen-law", LAW))
    write(
        root / "clauses" / "gen" / "gen-other.md", clause_text("gen-law", LAW).replace("id: gen-other", "id: gen-law")
    )

    said = " ".join(map(str, mistakes(root)))

    assert "clauses/gen/gen-law.md" in said
    assert "clauses/mc/gen-law.md" in said
    assert "clauses/gen/gen-other.md" in said


def test_a_question_renamed_without_was_is_told_where_it_is_used(tmp_path: Path) -> None:
    """A text that still uses the old name stops the library, with the nearest known name."""
    renamed = "questions:\n  - {key: law.nation, type: country, label: Country}\n"

    mistake = only(make_library(tmp_path, {"gen-law": LAW}, questions=renamed))

    assert (mistake.file, mistake.line > 0) == ("clauses/gen/gen-law.md", True)
    assert "law.country" in mistake.message
    assert "law.nation" in mistake.hint


def test_a_folder_in_the_place_of_a_file_and_a_file_that_is_no_text_are_told(tmp_path: Path) -> None:
    """What cannot be read as text is a mistake of the library, not of the program."""
    root = make_library(tmp_path, {"gen-law": LAW})
    (root / "clauses" / "gen" / "gen-bytes.md").write_bytes(b"---\nid: gen-bytes\n\xff\xfe\x00")
    (root / "clauses" / "gen" / "gen-folder.md").mkdir()

    told = {one.file: one.message for one in check_library(root).mistakes}

    assert "not UTF-8" in told["clauses/gen/gen-bytes.md"]
    assert "This is no file." in told["clauses/gen/gen-folder.md"]
