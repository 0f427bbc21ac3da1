"""The case that other programs get wrong: a list for each of three parties, and a reference to a clause that was left out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from app.cli import main
from tests.build import make_library
from tests.content.cases import ROOT
from tests.content.files import plain, squeezed
from tests.office.office import Office
from tests.render.word import WordFile

pytestmark = pytest.mark.xdist_group("restart")

CLAUSES = {
    "gen-duties": (
        "::: each p in parties\n"
        "1. {{ p.short_name }} {{ shall }}:\n"
        "   1. keep the minutes; and\n"
        "   2. pay the room.\n"
        ":::\n"
        "2. The costs are settled in [[gen-costs]], and the room in [[gen-duties]].\n"
    ),
    "gen-costs": "1. Each Party bears its own costs.\n",
    "gen-end": "1. Nothing else is agreed.\n",
}
OUTLINE = """\
id: agreement
title: Agreement
name: Agreement
kind: agreement
noun: Agreement
binding_level: binding
modes: [standalone]
parts:
  - id: terms
    title: Terms
    placements: [gen-duties, {clause: gen-costs, optional: true}, gen-end]
"""
ANSWERS = """\
document: {type: agreement, title: Three lists, reference: MC-2027-001}
parties:
  - {id: alpha, legal_name: Alpha e.V., short_name: Alpha, seat: {city: Aachen, country: DE}}
  - {id: beta, legal_name: Beta z.s., short_name: Beta, seat: {city: Brno, country: CZ}}
  - {id: gamma, legal_name: Gamma SA, short_name: Gamma, seat: {city: Gap, country: FR}}
choices: {gen-costs: off}
"""
PLACEHOLDER = "[reference to “Costs”, which is not in this document]"
BODY = [
    "1 Duties",
    "1.1 Alpha shall:",
    "(a) keep the minutes; and",
    "(b) pay the room.",
    "1.2 Beta shall:",
    "(a) keep the minutes; and",
    "(b) pay the room.",
    "1.3 Gamma shall:",
    "(a) keep the minutes; and",
    "(b) pay the room.",
    f"1.4 The costs are settled in {PLACEHOLDER}, and the room in Clause 1.",
    "2 End",
    "2.1 Nothing else is agreed.",
]
NUMBERS = [
    "1",
    *(f"1.{n // 3 + 1}" if n % 3 == 0 else "(a)" if n % 3 == 1 else "(b)" for n in range(9)),
    "1.4",
    "2",
    "2.1",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the answers, the library, and the draft in every format."""
    folder = tmp_path_factory.mktemp("restart")
    make_library(folder / "library", CLAUSES, {"agreement": OUTLINE})
    # Constraints speak of questions that this small library does not ask.
    house, left_out = ROOT / "contract_templates/_house", shutil.ignore_patterns("constraints.yaml")
    shutil.copytree(house, folder / "library/contract_templates/_house", dirs_exist_ok=True, ignore=left_out)
    (folder / "answers.yaml").write_text(ANSWERS, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIBRARY_DIR", str(folder / "library"))
        ask = [part for form in ("docx", "pdf", "txt", "html") for part in ("--format", form)]
        assert main(["assemble", str(folder / "answers.yaml"), "--out", str(folder), *ask]) == 0
    return folder


def test_the_text_counts_each_list_from_its_beginning(folder):
    """Each party's list begins with (a) again; the place of the clause left out is marked, and takes no number."""
    lines = [plain(line) for line in (folder / "MC-2027-001.txt").read_text("utf-8").splitlines()]

    assert lines[lines.index("1 Duties") :][: len(BODY)] == BODY


def test_word_counts_each_list_from_its_beginning(folder):
    """By Word's own arithmetic, the numbers are not typed: three lists count (a), (b), and no reference is left dangling."""
    file = WordFile((folder / "MC-2027-001.docx").read_bytes())
    labels = [each.label for each in file.paragraphs if each.label]

    assert labels[: len(NUMBERS)] == NUMBERS
    assert PLACEHOLDER in "\n".join(each.text for each in file.paragraphs)
    assert [shown for code, shown in file.fields() if code.startswith("REF ")] == ["1"]


def test_libreoffice_counts_each_list_from_its_beginning(folder, office: Office):
    """An independent reader counts the same numbers and reads the same lines."""
    lines = [plain(line) for line in office.read((folder / "MC-2027-001.docx").read_bytes()).lines()]

    assert lines[lines.index("1 Duties") :][: len(BODY)] == BODY


def test_the_pdf_counts_each_list_from_its_beginning(folder):
    """The pages say the same, in the same order."""
    import pypdf

    pages = pypdf.PdfReader(folder / "MC-2027-001.pdf").pages

    assert squeezed("".join(BODY)) in squeezed("".join(page.extract_text() for page in pages))


def test_the_placeholder_is_marked_in_page_and_word_file(folder):
    """Whoever reads a draft sees the gap: the place has a look of its own in the page and in Word."""
    page = (folder / "MC-2027-001.html").read_text("utf-8")
    word = WordFile((folder / "MC-2027-001.docx").read_bytes()).parts["word/document.xml"].decode()

    assert f'<span class="ph">{PLACEHOLDER}</span>' in page
    assert re.search(rf'<w:rStyle w:val="Placeholder"/></w:rPr><w:t[^>]*>{re.escape(PLACEHOLDER)}<', word)


def test_the_gap_stops_the_final(folder, monkeypatch, capsys):
    """A final is refused with the rule, the clause, file and line; nothing is written."""
    monkeypatch.setenv("LIBRARY_DIR", str(folder / "library"))
    ask = ["--out", str(folder / "final"), "--format", "txt", "--final"]

    assert main(["assemble", str(folder / "answers.yaml"), *ask]) == 1
    said = capsys.readouterr().err
    assert re.search(r"error STR-03 main gen-duties.*clauses/gen/gen-duties\.md:\d+", said)
    assert not (folder / "final").exists()
