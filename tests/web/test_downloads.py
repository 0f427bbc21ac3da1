"""Findings and downloads."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from urllib.parse import unquote

import pytest
import yaml
from docx import Document

from app.services import drafts
from app.services.desk import Desk
from app.services.record import path_of
from tests.web.small import FILLED
from tests.web.visitor import Visitor


def test_findings_lead_to_their_questions(visitor: Visitor, fresh: str) -> None:
    """Each has a link that opens the page of its question, and that page has it."""
    visitor.open(f"/d/{fresh}/main/findings")
    links = [one.get("href") for one in visitor.all(".find .act a")]

    assert "Not yet." in visitor.text
    assert len(links) == len(visitor.all(".find"))
    for link in set(links):
        path, _, anchor = link.partition("#")
        visitor.open(path)
        assert not anchor or visitor.all(f"#{anchor}")


def test_findings_are_grouped_by_page_or_by_clause(visitor: Visitor, fresh: str) -> None:
    """The view is part of the address."""
    by_page = visitor.open(f"/d/{fresh}/main/findings").words("section h2")
    by_clause = visitor.open(f"/d/{fresh}/main/findings?by=clause").words("section h2")

    assert "Aim" in by_page
    assert "Clause 1, Purpose" in by_clause


def test_nothing_found_is_good_news(visitor: Visitor, dossier: str) -> None:
    """The page says that a final can be made."""
    assert "Nothing to look at. You can make a final." in visitor.open(f"/d/{dossier}/main/findings").text


def test_typed_text_that_is_no_answer_is_an_error(visitor: Visitor, dossier: str) -> None:
    """It stands among the findings with the way back to it, even where the question is optional."""
    visitor.open(f"/d/{dossier}/main/q/price").press("Continue", {"price.days": "soon"})
    visitor.open(f"/d/{dossier}/main/findings")

    assert "“soon” cannot be read as an answer." in visitor.words(".what")[0]
    assert visitor.all(".find .act a")[0].get("href").endswith("/q/price#q-price-days")


def test_a_draft_downloads_under_its_reference(visitor: Visitor, dossier: str) -> None:
    """The file holds the text, and its name is the reference."""
    visitor.open(f"/d/{dossier}/main/download").press("Download", {"format": "txt"})

    assert visitor.response.headers["Content-Disposition"] == "attachment; filename=AG-2027-001.txt"
    assert "5.1 The law of Belgium applies" in visitor.response.get_data(as_text=True)


def test_every_format_is_offered_and_made(visitor: Visitor, dossier: str) -> None:
    """Word, PDF, web page, text and data open in their readers."""
    visitor.open(f"/d/{dossier}/main/download")
    offered = [one.get("value") for one in visitor.all("input[name=format]")]

    def made(format_: str) -> bytes:
        path = f"/d/{dossier}/main/download/file?what=together&state=final&format={format_}"
        return visitor.open(path).response.get_data()

    assert offered == ["docx", "pdf", "html", "txt", "json", "package"]
    assert any("Fundació Costa" in paragraph.text for paragraph in Document(io.BytesIO(made("docx"))).paragraphs)
    assert made("pdf").startswith(b"%PDF-")
    assert b"<!DOCTYPE html>" in made("html")[:20]
    assert "5.1 The law of Belgium applies" in made("txt").decode()
    assert json.loads(made("json"))["is"] == "Bundle"


def test_separate_files_come_as_an_archive(visitor: Visitor, dossier: str) -> None:
    """One file for each document."""
    visitor.open(f"/d/{dossier}/main/download").press("Download", {"format": "txt", "what": "separate"})

    names = zipfile.ZipFile(io.BytesIO(visitor.response.get_data())).namelist()
    assert names == ["AG-2027-001.txt", "AG-2027-001-annex-1.txt"]


def test_the_package_downloads_under_the_reference(visitor: Visitor, dossier: str) -> None:
    """Its manifest vouches for every other file in it."""
    visitor.open(f"/d/{dossier}/main/download").press("Download", {"format": "package", "what": "separate"})

    packed = zipfile.ZipFile(io.BytesIO(visitor.response.get_data()))
    listed = json.loads(packed.read("manifest.json"))["files"]
    assert visitor.response.headers["Content-Disposition"] == "attachment; filename=AG-2027-001.zip"
    assert [one["name"] for one in listed] == packed.namelist()[:-1]
    assert [one["sha256"] for one in listed] == [hashlib.sha256(packed.read(one["name"])).hexdigest() for one in listed]


@pytest.mark.parametrize(
    "reference", ["../../etc/passwd", "a/b\\c:d*e?", "Σύμβαση “1”; filename=x", "x" * 300, "\u202egpj.exe", "..."]
)
def test_a_reference_never_leads_out_of_its_folder(visitor: Visitor, desk: Desk, dossier: str, reference: str) -> None:
    """Whatever stands in a reference, the package and the files in it have names that every system takes."""
    edits = {path_of("main", "document.reference"): reference}
    drafts.save(desk, dossier, "main", edits, read_at=1)

    visitor.open(f"/d/{dossier}/main/download/file?what=separate&format=package")

    header = visitor.response.headers["Content-Disposition"]
    names = zipfile.ZipFile(io.BytesIO(visitor.response.get_data())).namelist()
    assert header.isascii()
    assert header.count("filename=") == 1
    assert len(names) == 6
    for name in (*names, *(path.name for path in desk.settings.output_dir.rglob("*.zip"))):
        assert re.fullmatch(r"\w[\w.-]{0,140}", name), name
        assert ".." not in name


def test_a_name_in_any_writing_reaches_the_browser(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """A header holds plain letters only, so the name stands in it a second time, encoded."""
    drafts.save(desk, dossier, "main", {path_of("main", "document.reference"): "Σύμβαση-Łódź"}, read_at=1)

    header = visitor.open(f"/d/{dossier}/main/download/file?format=txt").response.headers["Content-Disposition"]

    assert unquote(header.partition("filename*=UTF-8''")[2]) == "Σύμβαση-Łódź.txt"


def test_a_final_that_is_blocked_says_by_what(visitor: Visitor, fresh: str) -> None:
    """No file comes, but the errors; the draft is still offered."""
    visitor.open(f"/d/{fresh}/main/download").press("Download", {"state": "final", "format": "txt"}, status=409)

    assert visitor.words("#errsum-title") == ["A final is not possible yet"]
    assert len(visitor.words("#errsum li")) > 2
    visitor.press("Download", {"state": "draft", "format": "txt"})
    assert visitor.response.mimetype == "text/plain"


def test_without_pango_the_page_says_what_to_install(
    visitor: Visitor, dossier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choice of PDF stays in sight, closed, with the words that mend it; asked for all the same, it explains."""
    from app.errors import RenderError
    from app.render import pdf

    def missing() -> object:
        raise RenderError("PDF needs Pango. Install it: apt-get install libpango-1.0-0")

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    pdf._press.cache_clear()

    visitor.open(f"/d/{dossier}/main/download")
    assert [one.get("value") for one in visitor.all("input[name=format][disabled]")] == ["pdf", "package"]
    assert "apt-get install libpango-1.0-0" in visitor.text
    assert "apt-get install" in visitor.open(f"/d/{dossier}/main/download/file?format=pdf", status=503).text


def test_a_folder_that_cannot_be_written_explains_itself(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The page names the folder and the setting, and shows no stack trace."""
    desk.settings.output_dir.write_text("a file where the folder should be")

    visitor.open(f"/d/{dossier}/main/download/file?format=txt", status=503)

    assert "OUTPUT_DIR" in visitor.text
    assert "Traceback" not in visitor.text


def test_the_answers_download_as_a_file(visitor: Visitor, dossier: str) -> None:
    """It holds what the dossier holds."""
    visitor.open(f"/d/{dossier}/main/download/answers")

    assert yaml.safe_load(visitor.response.get_data()) == FILLED
    assert visitor.response.headers["Content-Disposition"] == "attachment; filename=AG-2027-001.yaml"


@pytest.mark.parametrize("query", ["format=odt", "format=txt&what=nothing", ""])
def test_what_cannot_be_made_is_not_there(visitor: Visitor, dossier: str, query: str) -> None:
    """An unknown format or document leads to a page that says so."""
    visitor.open(f"/d/{dossier}/main/download/file?{query}", status=404)

    assert visitor.words("h1") == ["There is nothing at this address"]
