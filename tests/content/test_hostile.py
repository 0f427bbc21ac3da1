"""What persons type is printed as they typed it, in every format, whatever it looks like."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import docx
import lxml.html
import pytest

from app.cli import main
from app.model import document as tree
from app.model import tree_json
from tests.content.cases import DAY, sample
from tests.content.files import plain
from tests.content.reading import blocks, clauses, runs_of, words

pytestmark = pytest.mark.xdist_group("hostile answers")

TYPED = (
    "{{ 7*7 }}",
    "{% if x %} {# y #}",
    "**bold** _it_ `code` \\* ~~x~~",
    "| a | b |",
    "1. x",
    "1) x",
    "- x",
    "# x",
    "## light",
    "---",
    "<script>alert(1)</script>",
    "<w:p/> ]]> <!-- x -->",
    "[[gen-law]] [[#losses]]",
    ":::",
    "::: when law.country",
    "&amp; &lt; & <b>",
    "He said \"no\" and 'yes'",
    "Völgy u. 41.",
    "Świszcz, Łódź, Škoda, Őze, ŞİĞ",
    "ΒιοΝήσος Κρήτης",
    "Здраве и живот",
    "e\u0301te\u0301 a\u030a n\u0303",
)
RIGHT_TO_LEFT = ("מרכז ביוטכנולוגיה", "مركز الأبحاث 12")
FORMATS = ("docx", "pdf", "html", "txt", "json")
PLACES = 3
"""Each text stands in a heading, in a paragraph and in a cell of a table."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The showcase with each text typed as title and as text of a special term, and as the name of an offer."""
    raw = sample("showcase")
    raw["special_terms"] = [{"after": "mc-purpose", "title": typed, "text": typed} for typed in TYPED + RIGHT_TO_LEFT]
    raw["offers"] = [
        {"id": f"h{n}", "party": "alpine", "kind": "hr", "title": typed, "confidentiality": "public"}
        for n, typed in enumerate(TYPED + RIGHT_TO_LEFT)
    ]
    del raw["annexes"]
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "answers.json").write_text(json.dumps(raw), "utf-8")
    ask = [part for form in FORMATS for part in ("--format", form)]
    assert main(["assemble", str(folder / "answers.json"), "--out", str(folder), "--date", DAY.isoformat(), *ask]) == 0
    return {form: folder / f"MC-2027-001.{form}" for form in FORMATS}


def wrong(said: list[str], typed: tuple[str, ...] = TYPED + RIGHT_TO_LEFT) -> list[str]:
    """Return the texts that do not stand, whole and by themselves, in as many places as they were typed in."""
    return [text for text in typed if sum(text == line or line.endswith(f" {text}") for line in said) < PLACES]


def test_the_tree_keeps_every_text_as_one_run(files):
    """In JSON each text is an answer of its own, character by character."""
    bundle = tree_json.from_json(json.loads(files["json"].read_text("utf-8")))
    found = [clause for _, clause in clauses(bundle)]
    runs = [run for clause in found for run in clause.title]
    runs += [run for clause in found for block in blocks(clause.blocks) for run in runs_of(block)]

    assert wrong([run.text for run in runs if isinstance(run, tree.Answer)]) == []


def test_nothing_that_was_typed_became_a_block(files):
    """A special term is one paragraph, whatever its text looks like, and no script stands in a page."""
    bundle = tree_json.from_json(json.loads(files["json"].read_text("utf-8")))
    special = [clause for _, clause in clauses(bundle) if clause.origin == "special"]

    assert [words(block.runs) for clause in special for block in clause.blocks] == [*TYPED, *RIGHT_TO_LEFT]
    assert b"<script>alert" not in files["html"].read_bytes()


def test_text_prints_what_was_typed(files):
    """Heading, line and cell hold the text; the cell is what stands between two bars."""
    lines = files["txt"].read_text("utf-8").splitlines()

    assert [
        typed
        for typed in TYPED + RIGHT_TO_LEFT
        if not (
            any(line.endswith(f" {typed}") and line[0].isdigit() for line in lines)
            and typed in lines
            and any(f"| {typed} |" in line for line in lines)
        )
    ] == []


def test_html_prints_what_was_typed(files):
    """Parsed as a browser does, the page shows the text in heading, paragraph and cell."""
    page = lxml.html.document_fromstring(files["html"].read_bytes())

    assert wrong([plain(element.text_content()) for element in page.iter("h2", "h3", "p", "td")]) == []


def test_word_prints_what_was_typed(files):
    """Read with python-docx, the file holds the text in heading, paragraph and cell."""
    file = docx.Document(io.BytesIO(files["docx"].read_bytes()))
    said = [paragraph.text for paragraph in file.paragraphs]
    said += [cell.text for table in file.tables for row in table.rows for cell in row.cells]

    assert wrong([plain(line) for line in said]) == []


def test_the_pdf_prints_what_was_typed(files):
    """The text of the pages holds each text in contents, heading, paragraph and cell; letters may come composed."""
    said = unicodedata.normalize("NFKC", _pdf_text(files["pdf"]))
    flat = "".join(said.split())

    def often(typed: str) -> int:
        return flat.count("".join(unicodedata.normalize("NFKC", typed).split()))

    assert [typed for typed in TYPED if often(typed) < PLACES] == []
    for typed in RIGHT_TO_LEFT:
        word = typed.split()[0]
        assert flat.count(word) + flat.count(word[::-1]) >= PLACES, typed


def _pdf_text(path: Path) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        import pypdf

        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return subprocess.run([tool, "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True).stdout.decode()
