"""Answers and house files that are wrong: told in a sentence with file, line or question, and never with a trace."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.content.cases import DAY, ROOT, SAMPLES, put, sample
from tests.content.reading import faults

LIGHT = [part for form in ("html", "txt", "json") for part in ("--format", form)]


@pytest.fixture
def tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run a command on changed answers of the showcase; return its exit code and all that it said."""

    def run(change: Callable[[dict[str, Any]], object] | str, *command: str) -> tuple[int, str]:
        if isinstance(change, str):
            path = tmp_path / "answers.yaml"
            path.write_text(change, "utf-8")
        else:
            raw = sample("showcase")
            change(raw)
            path = tmp_path / "answers.json"
            path.write_text(json.dumps(raw), "utf-8")
        name, *rest = command
        code = main([name, str(path), *rest, "--date", DAY.isoformat()])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "unexpected" not in said.err
        return code, said.out + said.err

    return run


def answered(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda raw: put(raw, key, value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("term.months", "many"),
        ("term.months", True),
        ("term.months", [36]),
        ("term.end_date", "31 December"),
        ("document.effective_date", "2027-02-30"),
        ("law.country", "Belgium"),
        ("law.court_exclusive", "perhaps"),
        ("law.forum_kind", "duel"),
        ("document.languages", "English"),
        ("purpose.sectors", {"a": "b"}),
        ("purpose.text", 12.5),
        ("liability.cap_amount", "EUR 20000"),
        ("liability.cap_amount", {"amount": "many", "currency": "EUR"}),
        ("offers", "none"),
        ("parties", {"alpine": {}}),
        ("choices.gen-costs", 7),
        ("annexes", {"type": "annex-fp"}),
    ],
)
def test_an_answer_of_a_wrong_type_is_named_with_its_key(tell, key, value):
    """Exit code 2, the key, and nothing is written."""
    code, said = tell(answered(key, value), "check")

    assert code == 2
    assert key.partition(".")[0] in said
    assert key.rpartition(".")[2] in said


def test_an_end_before_the_start_stops_the_final_and_not_the_draft(tell, tmp_path):
    """TIM-01 names the question; the draft is made in every light format."""

    def change(raw: dict[str, Any]) -> None:
        raw["document"].update(effective_rule="fixed_date", effective_date="2027-03-01")
        raw["term"].update(end_date="2026-12-31")

    assert tell(change, "check")[0] == 1
    assert "error TIM-01 main gen-term term.end_date" in tell(change, "check")[1]
    assert tell(change, "assemble", "--out", str(tmp_path / "draft"), *LIGHT)[0] == 0
    assert tell(change, "assemble", "--out", str(tmp_path / "final"), "--final", *LIGHT)[0] == 1
    assert not (tmp_path / "final").exists()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda raw: (raw["parties"].pop(), raw.pop("annexes"), raw.pop("demands"), raw.pop("offers"), raw.pop("committee")), "PAR-01"),
        (lambda raw: raw["parties"][1].update(short_name="ALPINE"), "PAR-03"),
        (lambda raw: raw["parties"].clear() or [raw.pop(key) for key in ("annexes", "demands", "offers", "committee")], "PAR-01"),
    ],
    ids=["one party", "the same short name", "no party"],
)  # fmt: skip
def test_parties_that_make_no_contract_still_make_a_draft(tell, tmp_path, change, rule):
    """One party, none, or two of one name are an error of the review, and a draft shows what is there."""
    code, said = tell(change, "check")

    assert code == 1
    assert f"error {rule} " in said
    assert tell(change, "assemble", "--out", str(tmp_path / "draft"), *LIGHT)[0] == 0


@pytest.mark.parametrize("empty", ["", "\n# only a comment\n", "---\n...\n", "null\n", "[]\n", "text\n", "document:\n"])
def test_a_file_without_answers_is_told(tell, empty):
    """Whatever holds no answers ends with 2 and a sentence."""
    code, said = tell(empty, "check")

    assert code == 2
    assert "answers.yaml" in said


def test_a_document_without_any_answer_is_a_draft_full_of_blanks(tell, tmp_path):
    """Type and nothing else: every format is made, and each thing that is missing is a visible placeholder."""
    code, _ = tell("document: {type: model-contract}\n", "assemble", "--out", str(tmp_path), *LIGHT, "--format", "docx")

    assert code == 0
    said = (tmp_path / "model-contract-draft.txt").read_text("utf-8")
    assert "[common aim of the parties]" in said
    assert "The courts of [city of the court], [country of the court], have jurisdiction" in said
    assert [fault for line in said.splitlines() for fault in faults(line)] == []


@pytest.mark.parametrize(
    ("name", "character"),
    [("NUL", "\0"), ("a control", "\x07"), ("DEL", "\x7f"), ("a lone surrogate", "\ud800"), ("no character", "\uffff")],
)
@pytest.mark.parametrize("key", ["purpose.text", "parties", "offers", "special_terms"])
def test_characters_that_no_file_can_hold_are_refused_with_the_question(tell, key, name, character):
    """A character that would break a Word file or a page is told with the place it was typed in."""

    def change(raw: dict[str, Any]) -> None:
        typed = f"a{character}b"
        if key == "purpose.text":
            raw["purpose"]["text"] = typed
        elif key == "parties":
            raw["parties"][0]["legal_name"] = typed
        else:
            raw[key][0]["title"] = typed

    code, said = tell(change, "check")

    assert code == 2
    assert {"purpose.text": "text", "parties": "legal_name"}.get(key, "title") in said


def test_line_breaks_and_tabs_are_no_mistake(tell, tmp_path):
    """What a person can type into a field of several lines is printed; in the text file it stays one line."""
    code, _ = tell(answered("purpose.text", "One aim,\tand\nanother one."), "assemble", "--out", str(tmp_path), *LIGHT)

    assert code == 0
    assert "One aim, and another one." in (tmp_path / "MC-2027-001.txt").read_text("utf-8")


# --- the house's files ---------------------------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library; the command line uses it. Returns the folder of the house's files."""
    for name in ("clauses", "contract_templates"):
        shutil.copytree(ROOT / name, tmp_path / "library" / name)
    monkeypatch.setenv("LIBRARY_DIR", str(tmp_path / "library"))
    return tmp_path / "library" / "contract_templates" / "_house"


def _without_body(path: Path) -> None:
    with zipfile.ZipFile(path) as house:
        parts = {name: house.read(name) for name in house.namelist() if name != "word/document.xml"}
    with zipfile.ZipFile(path, "w") as house:
        for name, content in parts.items():
            house.writestr(name, content)


BREAKS: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "no Word file": lambda path: path.write_bytes(b"this is text"),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "without its document": _without_body,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_house_docx_is_told_and_the_other_formats_are_made(copied, tmp_path, capsys, how):
    """The sentence names house.docx; nothing is written for Word, and text needs no house."""
    BREAKS[how](copied / "house.docx")
    ask = ["assemble", str(SAMPLES["four-clusters"]), "--date", DAY.isoformat(), "--out"]

    assert main([*ask, str(tmp_path / "word"), "--format", "docx", "--format", "txt"]) == 2
    said = capsys.readouterr()
    assert "house.docx" in said.err
    assert "Traceback" not in said.err
    assert "unexpected" not in said.err
    assert not (tmp_path / "word").exists()
    assert main([*ask, str(tmp_path / "text"), "--format", "txt", "--format", "json"]) == 0


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_missing_style_sheet_is_told(copied, tmp_path, capsys, form):
    """Without house.css there is no page, and the sentence says so."""
    (copied / "house.css").unlink()

    ask = ["--out", str(tmp_path / "out"), "--format", form, "--date", DAY.isoformat()]
    assert main(["assemble", str(SAMPLES["four-clusters"]), *ask]) == 2
    said = capsys.readouterr().err
    assert "house.css" in said
    assert "unexpected" not in said


@pytest.mark.parametrize("name", ["wording.yaml", "reference.yaml"])
def test_a_broken_file_of_words_is_told_with_its_name(copied, capsys, name):
    """The engine's own words and the reference data are part of the library: a mistake in them has a file and a line."""
    (copied / name).write_text("en: {clause: [\n", "utf-8")

    assert main(["check", str(SAMPLES["four-clusters"])]) == 2
    said = capsys.readouterr().err
    assert name in said
    assert "unexpected" not in said


def test_missing_reference_data_are_told(copied, capsys):
    """Without the file of facts nothing can be said about courts, transfers and numbers: the sentence names the file."""
    (copied / "reference.yaml").unlink()

    assert main(["check", str(SAMPLES["four-clusters"])]) == 2
    said = capsys.readouterr().err
    assert "reference.yaml" in said
    assert "unexpected" not in said


@pytest.mark.parametrize(
    ("written", "instead", "words"),
    [
        ('as_of: "2026-11-01"', 'as_of: "last autumn"', "as_of"),
        ("EU: [AT,", "EU: [Austria,", "Austria"),
        ("  AT: 'ATU\\d{8}'", "  AT: 'ATU(\\d{8}'", "vat_patterns"),
    ],
)
def test_malformed_reference_data_are_told_with_their_place(copied, capsys, written, instead, words):
    """A date, a country or a pattern that cannot be read is named, with file and line."""
    path = copied / "reference.yaml"
    content = path.read_text("utf-8")
    assert written in content
    path.write_text(content.replace(written, instead, 1), "utf-8")

    code = main(["check", str(SAMPLES["four-clusters"]), "--date", DAY.isoformat()])
    said = capsys.readouterr()
    assert "unexpected" not in said.err
    assert "Traceback" not in said.err
    assert code == 2
    assert "reference.yaml:" in said.err
    assert words in said.err


def test_an_output_folder_below_a_file_is_told(tmp_path, capsys):
    """A folder that cannot be made is named."""
    (tmp_path / "file").write_text("", "utf-8")

    ask = ["--out", str(tmp_path / "file" / "out"), "--format", "txt", "--date", DAY.isoformat()]
    assert main(["assemble", str(SAMPLES["showcase"]), *ask]) == 2
    said = capsys.readouterr().err
    assert str(tmp_path / "file" / "out") in said
    assert "Traceback" not in said
