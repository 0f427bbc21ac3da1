"""The package vouches for its files, says what they were made of, and its answers make them again."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from app.cli import main
from app.library import strict_yaml
from app.model.library import Library
from app.render import RenderOptions
from app.services import packaging
from app.services.answers_file import FileAnswers, read_answers_file
from app.services.answers_yaml import answers_yaml
from app.services.assembling import assemble_answers, only_document
from app.services.packaging import ANSWERS, MANIFEST
from tests.assembly.desk import TODAY
from tests.build import PROJECT, library_of, write

OPTIONS = RenderOptions(PROJECT / "contract_templates" / "_house", PROJECT / "vendor" / "fonts")
FRAMEWORK = """\
document: {type: agreement, reference: AG-2027-001, version: "1"}
parties:
  - {id: alpha, legal_name: Alpha Limited, short_name: Alpha, seat: {country: BE, city: Brussels}}
  - {id: beta, legal_name: Beta Limited, short_name: Beta, seat: {country: DE, city: Bonn}}
law: {country: BE}
annexes:
  - {id: use, type: annex-use, parties: [alpha, beta], document: {reference: AX-2027-001}}
"""


@pytest.fixture
def small(tmp_path: Path) -> Library:
    """A contract of one clause with an annex of one clause."""
    clauses = {
        "gen-law": "1. The law of {{ law.country | country }} applies.\n2. End.\n",
        "use-aim": "1. One.\n2. Two.\n",
    }
    outlines = {"agreement": ["gen-law"], "annex-use": ["use-aim"]}
    return library_of(tmp_path / "library", clauses, outlines)


def read(small: Library, folder: Path, text: str = FRAMEWORK) -> FileAnswers:
    write(folder / "answers.yaml", text)
    return read_answers_file(folder / "answers.yaml", small)


def packed(small: Library, file: FileAnswers, *, joined: bool = False) -> tuple[str, dict[str, bytes]]:
    outcome = assemble_answers(small, file.answers, TODAY)
    if file.only is not None:
        outcome = only_document(outcome, file.answers, file.only)
    name, content = packaging.package(outcome, file.answers, OPTIONS, joined=joined)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return name, {entry: archive.read(entry) for entry in archive.namelist()}


def test_a_package_holds_every_document_twice_with_answers_and_manifest(small: Library, tmp_path: Path) -> None:
    """Contract and annex as Word and PDF, named after the reference."""
    name, files = packed(small, read(small, tmp_path))

    assert name == "AG-2027-001.zip"
    assert list(files) == [
        "AG-2027-001.docx",
        "AG-2027-001.pdf",
        "AG-2027-001-annex-1.docx",
        "AG-2027-001-annex-1.pdf",
        ANSWERS,
        MANIFEST,
    ]
    assert files["AG-2027-001.pdf"].startswith(b"%PDF-")


def test_the_manifest_lists_each_file_with_its_digest(small: Library, tmp_path: Path) -> None:
    """SHA-256 and length of all files but the manifest itself, which cannot hold its own."""
    _, files = packed(small, read(small, tmp_path))
    listed = json.loads(files[MANIFEST])["files"]

    found = [(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()]
    assert [(one["name"], one["bytes"], one["sha256"]) for one in listed] == found[:-1]


def test_the_manifest_says_what_the_documents_were_made_of(small: Library, tmp_path: Path) -> None:
    """Library version, date and state; for each document its clauses with alternative and digest of the file."""
    _, files = packed(small, read(small, tmp_path))
    manifest = json.loads(files[MANIFEST])
    main_document, annex = manifest["documents"]

    assert (manifest["library"], manifest["date"], manifest["state"]) == (small.version, TODAY.isoformat(), "draft")
    assert (annex["id"], annex["type"]) == ("use", "annex-use")
    assert main_document["clauses"] == [
        {
            "clause": "gen-law",
            "alternative": "standard",
            "sha256": small.clauses["gen-law"].hash,
            "review": "unreviewed",
        }
    ]


def test_the_answers_in_a_package_make_the_same_package(small: Library, tmp_path: Path) -> None:
    """Taken out and assembled on the same day, they give the same bytes."""
    first = packed(small, read(small, tmp_path))
    again = packed(small, read(small, tmp_path / "again", first[1][ANSWERS].decode()))

    assert again == first


def test_joined_puts_contract_and_annexes_into_one_file(small: Library, tmp_path: Path) -> None:
    """One Word file and one PDF; the manifest still tells the documents apart."""
    _, files = packed(small, read(small, tmp_path), joined=True)

    assert list(files) == ["AG-2027-001.docx", "AG-2027-001.pdf", ANSWERS, MANIFEST]
    assert [one["id"] for one in json.loads(files[MANIFEST])["documents"]] == ["main", "use"]


def test_an_annex_with_a_file_of_its_own_is_packed_alone(small: Library, tmp_path: Path) -> None:
    """The package bears the annex's reference and holds its documents only; the answers are those it needs."""
    write(tmp_path / "framework.yaml", FRAMEWORK)
    annex = "document: {type: annex-use, mode: joined, framework: framework.yaml, id: use, reference: AX-2027-001}\n"

    name, files = packed(small, read(small, tmp_path, annex))

    assert name == "AX-2027-001.zip"
    assert [one["id"] for one in json.loads(files[MANIFEST])["documents"]] == ["use"]
    assert "Alpha Limited" in files[ANSWERS].decode()


def test_the_command_line_writes_a_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--format package` writes `<reference>.zip`, beside other formats where they are asked for."""
    sample = PROJECT / "contract_templates" / "annex-fp" / "samples" / "standalone.yaml"

    code = main(["assemble", str(sample), "--out", str(tmp_path), "--format", "package", "--format", "txt"])

    names = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert sorted(names) == sorted(path.name for path in tmp_path.iterdir())
    assert [Path(name).suffix for name in names] == [".txt", ".zip"]


@pytest.mark.parametrize(
    "text", ["1.5e3", "1e5", "0x1F", "007", "NO", "12:30", "null", "2027-03-01", "a: b", "- x", "\ufeff", "😀"]
)
def test_typed_text_comes_back_from_an_answers_file_as_text(text: str) -> None:
    """What looks like a number, a date or a word of YAML is quoted, because our reader is not YAML's own."""
    record = {"purpose": {"text": text}}

    assert strict_yaml.load(answers_yaml(record), "answers.yaml").data == record
