from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.errors import AnswersError
from app.library import load_library
from app.model.library import Library
from app.services.answers_file import FileAnswers, open_answers, read_answers_file
from tests.build import library_of

CONTRACT = """\
document: {type: agreement, reference: MC-2027-001}
parties:
  - {id: alpine, legal_name: Alpine, short_name: Alpine, seat: {country: "NO"}}
  - {id: costa, legal_name: Costa, short_name: Costa, seat: {country: ES}}
law:
  country: NO
annexes:
  - {id: a1, type: annex-x}
"""
ANNEX = """\
document: {type: annex-x, mode: joined, framework: contract.yaml, id: a2, reference: AX-1}
parties: [costa]
law: {country: ES}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a library with an agreement and an annex."""
    clauses = {"gen-law": "{{ law.country | country }}", "fa-x": "{{ law.country | country }}"}
    return library_of(tmp_path_factory.mktemp("small"), clauses, {"agreement": ["gen-law"], "annex-x": ["fa-x"]})


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return path


def refusal(path: Path, small: Library) -> str:
    with pytest.raises(AnswersError) as caught:
        read_answers_file(path, small)
    return str(caught.value)


def test_a_yaml_file_is_read_strictly(tmp_path: Path, small: Library) -> None:
    """`NO` is Norway, not false."""
    file = read_answers_file(write(tmp_path, "a.yaml", CONTRACT), small)

    assert file.only is None
    assert file.answers.groups["law"]["country"] == "NO"
    assert file.answers.reference == "MC-2027-001"


def test_the_same_answers_in_json_and_yaml_are_equal(tmp_path: Path, small: Library) -> None:
    """The two forms carry the same data."""
    yaml = read_answers_file(write(tmp_path, "a.yaml", CONTRACT), small)
    data = open_answers(tmp_path / "a.yaml").loaded.data

    assert read_answers_file(write(tmp_path, "a.json", json.dumps(data)), small) == yaml
    assert read_answers_file(write(tmp_path, "b.json", "\ufeff" + json.dumps(data, indent=2)), small) == yaml


def test_only_the_types_that_a_file_names_need_loading(tmp_path: Path) -> None:
    """The command line loads no more of the library than the answers ask for."""
    write(tmp_path, "contract.yaml", CONTRACT)

    assert open_answers(tmp_path / "contract.yaml").types == {"agreement", "annex-x"}
    assert open_answers(write(tmp_path, "annex.yaml", ANNEX)).types == {"agreement", "annex-x"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.yaml", "", "a.yaml:1: The file is empty."),
        ("a.yaml", "# nothing\n", "The file is empty."),
        ("a.yaml", "a: [1\n", "not readable as YAML"),
        ("a.yaml", "a: b: c\n", "a.yaml:1: This is not readable as YAML"),
        ("a.yaml", "document:\n  type: x\n  type: y\n", "a.yaml:3: The key “type” stands here a second time"),
        ("a.yaml", "document: &a {type: x}\nlaw: *a\n", "Delete it"),
        ("a.yaml", b"document: \xff\n", "a.yaml:1: The file is not UTF-8 text."),
        ("a.yaml", "x: " + "y" * 2_000_001, "are the limit"),
        ("a.yaml", "- a\n", "have to be groups of keys"),
        ("a.yaml", "just text\n", "have to be groups of keys"),
        ("a.json", "", "a.json:1: The file is empty."),
        ("a.json", "  \n ", "a.json:2: The file is empty."),
        ("a.json", '{"a": }', "not readable as JSON"),
        ("a.json", '{"a": 1', "A “,” has to stand here"),
        ("a.json", '{"a": 1,}', "A key has to stand here"),
        ("a.json", "{'a': 1}", "A key has to stand here"),
        ("a.json", '{"a": NaN}', "not readable as JSON"),
        ("a.json", '{"a": "x}', "not readable as JSON"),
        ("a.json", '{"a": 1} x', "Something follows"),
        (
            "a.json",
            '{\n"a": 1,\n"b": 2,\n"a": 3\n}',
            "a.json:4: The key “a” stands here a second time; the first is in line 2.",
        ),
        ("a.json", "[" * 60 + "]" * 60, "more than 40 levels"),
        ("a.json", '{"a": ' + "9" * 400 + "}", "not readable as JSON"),
        ("a.json", "[]", "have to be groups of keys"),
    ],
)
def test_a_file_that_is_not_well_formed_is_told_with_its_line(
    tmp_path: Path, small: Library, name: str, content: str | bytes, words: str
) -> None:
    """Broken, empty, too large, too deep, not UTF-8: each has its sentence."""
    assert words in refusal(write(tmp_path, name, content), small)


def test_a_json_mistake_names_line_and_key(tmp_path: Path, small: Library) -> None:
    """JSON has lines like YAML."""
    text = '{"document": {"type": "agreement"},\n "parties": [],\n "law": {\n  "contry": "NO"}}'

    assert refusal(write(tmp_path, "a.json", text), small).startswith("a.json:4: The key “law.contry” is not known.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.yaml", CONTRACT.replace("country: NO", 'country: "N\\0O"')),
        ("a.yaml", CONTRACT.replace("country: NO", "country: N\x00O")),
        ("a.yaml", CONTRACT.replace("country: NO", "country: N\x1bO")),
        ("a.json", '{"document": {"type": "agreement"}, "law": {"country": "N\\u0000"}}'),
        ("a.json", '{"document": {"type": "agreement", "title": "\\ud800"}, "law": {"country": "\\ud800"}}'),
    ],
)
def test_characters_that_no_document_can_hold_are_refused_with_the_question(
    tmp_path: Path, small: Library, name: str, content: str
) -> None:
    """NUL, controls and lone surrogates are told with the question in which they stand."""
    assert "country" in refusal(write(tmp_path, name, content), small)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("document: {reference: X}\n", None),
        ("parties: []\n", None),
        ("document: {type: agreement}\nannexes: [{id: a1}]\n", None),
        ("document: {type: agreement}\nannexes: [{id: a1, type: annex-x}]\n", {"agreement", "annex-x"}),
    ],
)
def test_where_a_type_is_missing_all_types_are_told(tmp_path: Path, content: str, expected: set[str] | None) -> None:
    """The message lists those that there are, not those that the rest of the file happens to name."""
    assert open_answers(write(tmp_path, "answers.yaml", content)).types == expected


def test_a_key_that_stands_twice_in_json_is_told_in_letters_that_a_screen_shows(tmp_path: Path) -> None:
    """What a key holds is no command for the terminal on which the message is read."""
    path = write(tmp_path, "answers.json", '{"\\u001b[2J": 1, "\\u001b[2J": 2}')

    with pytest.raises(AnswersError, match="second time") as refused:
        open_answers(path)

    assert str(refused.value).isprintable()


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path, small: Library) -> None:
    """There is a sentence for what cannot be opened."""
    assert "There is no such file." in refusal(tmp_path / "none.yaml", small)
    assert "cannot be read" in refusal(tmp_path, small)


def test_an_annex_joins_the_framework_whose_file_it_names(tmp_path: Path, small: Library) -> None:
    """The annex comes after the framework's own, and is the only document to be written."""
    write(tmp_path, "contract.yaml", CONTRACT)

    file = read_answers_file(write(tmp_path, "annex.yaml", ANNEX), small)

    assert file.only == "a2"
    assert [annex.id for annex in file.answers.annexes] == ["a1", "a2"]
    assert file.answers.annexes[1].taking_part == ("costa",)
    assert file.answers.type == "agreement"


def test_an_annex_takes_the_place_of_the_one_with_its_id(tmp_path: Path, small: Library) -> None:
    """The number of an annex that the framework lists already stays."""
    write(tmp_path, "contract.yaml", CONTRACT)

    file = read_answers_file(write(tmp_path, "annex.yaml", ANNEX.replace("id: a2", "id: a1")), small)

    assert [(annex.id, annex.groups) for annex in file.answers.annexes] == [("a1", {"law": {"country": "ES"}})]


def test_the_framework_may_lie_in_a_folder_below(tmp_path: Path, small: Library) -> None:
    """A path goes down from the folder of the annex."""
    write(tmp_path, "signed/contract.yaml", CONTRACT)
    annex = write(tmp_path, "annex.yaml", ANNEX.replace("contract.yaml", "signed/contract.yaml"))

    assert read_answers_file(annex, small).only == "a2"


@pytest.mark.parametrize(
    "named", ["../contract.yaml", "/etc/passwd", "a/../../contract.yaml", "..\\\\contract.yaml", "C:/x"]
)
def test_a_framework_outside_the_folder_is_refused(tmp_path: Path, small: Library, named: str) -> None:
    """An answers file cannot make the program read elsewhere."""
    write(tmp_path, "contract.yaml", CONTRACT)
    annex = write(tmp_path, "inner/annex.yaml", ANNEX.replace("contract.yaml", f'"{named}"'))

    assert "in the folder of this file, or below" in refusal(annex, small)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, small: Library) -> None:
    """A symbolic link is followed before it is judged."""
    outside = write(tmp_path, "contract.yaml", CONTRACT)
    annex = write(tmp_path, "inner/annex.yaml", ANNEX)
    os.symlink(outside, tmp_path / "inner" / "contract.yaml")

    assert "in the folder of this file, or below" in refusal(annex, small)


def test_an_annex_of_an_annex_is_refused(tmp_path: Path, small: Library) -> None:
    """A framework is read once; a file cannot name itself for ever."""
    annex = write(tmp_path, "contract.yaml", ANNEX)

    assert "is itself an annex" in refusal(annex, small)


def test_a_mistake_in_the_framework_names_the_file_of_the_framework(tmp_path: Path, small: Library) -> None:
    """Two files take part, so each mistake says which one it is in."""
    write(tmp_path, "contract.yaml", CONTRACT.replace("law:", "lore:"))

    assert refusal(write(tmp_path, "annex.yaml", ANNEX), small).startswith("contract.yaml:5:")


def test_an_annex_may_give_reference_and_date_of_its_framework(tmp_path: Path, small: Library) -> None:
    """Without the file the annex stands by itself."""
    text = CONTRACT.partition("annexes")[0].replace(
        "{type: agreement, reference: MC-2027-001}",
        "{type: annex-x, mode: joined, framework: {reference: MC-2026-009, date: 2026-05-01}}",
    )

    file = read_answers_file(write(tmp_path, "annex.yaml", text), small)

    assert file == FileAnswers(file.answers, None)
    assert file.answers.framework == {"reference": "MC-2026-009", "date": "2026-05-01"}


def test_every_sample_is_read_with_the_library_of_the_project(root: Path) -> None:
    """Every sample beside a document type is a right answers file."""
    samples = sorted((root / "contract_templates").glob("*/samples/*.yaml"))
    read: dict[str, Any] = {}
    for path in samples:
        raw = open_answers(path)
        read[path.stem] = read_answers_file(path, load_library(root, only=raw.types)).answers

    assert "showcase" in read
