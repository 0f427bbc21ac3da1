"""What a lawyer adds by the guide alone becomes a document in every format, and a part of the contract that is there.

That the files of the guide pass the check is tested with the library (`tests/library/test_guide.py`).
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import lxml.html
import pypdf
import pytest

from app.assembly import assemble
from app.cli import main
from app.interview import pages, read_answers
from app.library import load_library
from tests.content.cases import DAY, sample
from tests.library.test_guide import followed

__all__ = ["followed"]

pytestmark = pytest.mark.xdist_group("guide")

FORMATS = ("docx", "pdf", "html", "txt", "json")
SENTENCE = "It shall ask for a day 21 days before the visit or earlier."


@pytest.fixture(scope="module")
def made(followed: Path) -> dict[str, bytes]:
    """The document of the guide's new type, in every format."""
    ask = [part for form in FORMATS for part in ("--format", form)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIBRARY_DIR", str(followed))
        assert main(["assemble", str(followed / "visit.yaml"), "--out", str(followed / "all"), *ask]) == 0
    return {form: (followed / "all" / f"VA-2027-001.{form}").read_bytes() for form in FORMATS}


def said(content: bytes, form: str) -> str:
    """Return what a file says, with single spaces."""
    if form == "docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    elif form == "pdf":
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    elif form == "html":
        text = lxml.html.document_fromstring(content).text_content()
    elif form == "json":
        text = "".join(_texts(json.loads(content)))
    else:
        text = content.decode()
    return " ".join(text.split())


@pytest.mark.parametrize("form", FORMATS)
def test_the_new_document_type_is_made_in_every_format(made, form):
    """The clause, with the answer in it, stands in the file; what is not answered is in brackets; no other clause is promised."""
    found = said(made[form], form)

    assert SENTENCE in found
    assert "A guest follows the rules of the host" in found
    assert "protected under" not in found


@pytest.mark.parametrize(
    ("choice", "printed"), [("on_notice", "on a working day if"), ("agreed_days", "a day that both have agreed")]
)
def test_the_new_clause_stands_in_the_model_contract_with_each_alternative(followed, choice, printed):
    """Placed with one line, it is numbered with the others, refers to the clause on confidentiality, and asks its question."""
    library = load_library(followed)
    raw = sample("showcase")
    raw["choices"]["gen-visits"] = choice
    answers = read_answers(raw, library, line_of=lambda path: 0, file="answers.yaml")
    assembled = assemble(library, answers, today=DAY)
    document = assembled.bundle.documents[0]
    (clause,) = [clause for part in document.parts for clause in part.clauses if clause.source == "gen-visits"]
    asked = [
        one.question.key
        for page in pages(library.outlines["model-contract"], library, assembled, "main")
        for one in page.questions
    ]

    assert clause.number.isdigit()
    assert printed in "".join(_texts([[run.text for run in block.runs] for block in clause.blocks]))  # type: ignore[union-attr]
    assert "visits.notice_days" in asked
    assert not assembled.problems


def _texts(value: object):
    if isinstance(value, dict):
        for key, entry in value.items():
            if key in ("text", "before", "number", "after") and isinstance(entry, str):
                yield entry
            else:
                yield from _texts(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _texts(entry) if not isinstance(entry, str) else (entry,)
