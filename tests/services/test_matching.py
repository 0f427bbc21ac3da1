"""From an answers file to matches, and from a match to the answers of a new annex."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.cli import main
from tests.content.cases import sample

DAY = ("--date", "2026-12-01")


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    """The Model Contract of the showcase without annexes: two offers find a demand, one subject is listed."""
    raw = sample("showcase")
    raw.pop("annexes")
    raw["demands"].append({"id": "n3", "party": "costa", "kind": "hr", "title": "Mentoring by quality experts"})
    raw["subjects"] = [
        {"id": "s1", "title": "Imaging hours", "category": "facilities", "provider": "costa", "receivers": ["alpine"]}
    ]
    path = tmp_path / "contract.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(list(arguments)) == 0
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


def test_match_prints_what_programs_need(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each match carries its number, entries, reasons, cautions and annex; the rest says why it met nothing."""
    found = said(capsys, "match", str(contract), "--json", *DAY)

    assert [(one["title"], one["parties"], one["annex"]["type"]) for one in found["matches"]] == [
        ("Imaging hours", ["costa", "alpine"], "annex-fp"),
        ("Experts in quality assurance", ["alpine", "costa"], "annex-hr"),
        ("Pilot GMP suite", ["alpine", "costa"], "annex-fp"),
    ]
    assert found["matches"][1]["words"] == ["Experts", "quality", "Mentoring"]
    assert found["matches"][1]["demand"]["key"] == "demands[n3]"
    assert {one["key"] for one in found["left_out"]} == {"offers[o3]", "offers[o4]", "demands[n2]"}
    assert found["matrix"]["subjects"][0]["roles"] == {"alpine": "receives", "costa": "gives"}


def test_match_prints_sentences_for_people(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who, what, why, and the annex that would settle it."""
    assert main(["match", str(contract), *DAY]) == 0

    text = capsys.readouterr().out
    assert "3. Pilot GMP suite (facilities): Alpine, Costa" in text
    assert "Costa needs “GMP-like clean room” (both: facilities)." in text
    assert "Annex: Facilities and platforms (annex-fp)" in text


def test_an_annex_begun_from_a_match_assembles_with_its_contract(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file names contract, parties and subject, and `assemble` makes a draft of it."""
    target = tmp_path / "annex.yaml"

    assert main(["annex", str(contract), "--match", "3", "--out", str(target), *DAY]) == 0
    written = yaml.safe_load(target.read_text("utf-8"))
    assert main(["assemble", str(target), "--out", str(tmp_path / "out"), "--format", "txt", *DAY]) == 0

    assert written["document"] == {"type": "annex-fp", "mode": "joined", "framework": "contract.yaml", "id": "fp"}
    assert written["parties"] == ["alpine", "costa"]
    assert written["facilities"]["facilities"][0]["name"] == "Pilot GMP suite"
    [text] = [path.read_text("utf-8") for path in (tmp_path / "out").iterdir()]
    assert "Pilot GMP suite" in text
    assert capsys.readouterr().err == ""


def test_an_annex_that_lies_elsewhere_stands_without_the_file_of_its_contract(contract: Path, tmp_path: Path) -> None:
    """It carries the contract's reference and the details of its parties instead."""
    target = tmp_path / "elsewhere" / "annex.yaml"
    target.parent.mkdir()

    assert main(["annex", str(contract), "--match", "2", "--out", str(target), *DAY]) == 0
    written = yaml.safe_load(target.read_text("utf-8"))

    assert written["document"]["framework"]["reference"] == "MC-2027-001"
    assert written["parties"][0]["legal_name"] == "Alpine Life Science Cluster e.V."
    assert written["hr"]["secondees"][0] == {
        "id": "r1",
        "home": "alpine",
        "host": "costa",
        "function": "Experts in quality assurance",
    }
    assert main(["assemble", str(target), "--out", str(tmp_path / "out"), "--format", "txt", *DAY]) == 0


@pytest.mark.parametrize("number", ["0", "4", "-1"])
def test_a_number_that_no_match_has_is_refused(
    contract: Path, tmp_path: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says how matches are numbered; nothing is written."""
    target = tmp_path / "annex.yaml"

    assert main(["annex", str(contract), "--match", number, "--out", str(target), *DAY]) == 2

    assert "They are numbered 1 to 3" in capsys.readouterr().err
    assert not target.exists()


def test_a_file_that_is_there_is_not_written_over(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What somebody has written stays."""
    target = tmp_path / "annex.yaml"
    target.write_text("mine", "utf-8")

    assert main(["annex", str(contract), "--match", "1", "--out", str(target), *DAY]) == 2

    assert "is there already" in capsys.readouterr().err
    assert target.read_text("utf-8") == "mine"


def test_a_subject_that_nobody_receives_is_told(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A subject that only one party has cannot become an annex; the sentence says what is missing."""
    raw = yaml.safe_load(contract.read_text("utf-8"))
    raw["subjects"][0]["receivers"] = []
    contract.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")

    assert main(["annex", str(contract), "--match", "1", "--out", str(tmp_path / "a.yaml"), *DAY]) == 2

    assert "names one party only" in capsys.readouterr().err
