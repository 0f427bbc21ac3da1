"""Downloads are kept with a note of what they were made from; answers go out and come in again."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
import yaml

from app.errors import AnswersError, NotFoundError, OutputError
from app.interview import read_answers
from app.library import strict_yaml
from app.render import RenderOptions
from app.services import drafts, exporting, samples
from app.services.assembling import assemble_answers
from app.services.changes import ABSENT
from app.services.desk import Desk
from app.services.exporting import PACKAGE, SEPARATE, TOGETHER, NotReadyError
from app.services.packaging import package
from app.services.record import path_of, unread_path
from tests.web.small import FILLED


def test_a_file_is_handed_out_and_kept(desk: Desk, draft_id: str) -> None:
    """The output folder holds the same bytes, and the database their digest and revision."""
    made = exporting.export(desk, drafts.open_draft(desk, draft_id), what=TOGETHER, format_="txt", final=False)

    kept = desk.settings.output_dir / draft_id / "AG-2027-001-r1-draft.txt"
    with desk.database.read() as session:
        row = session.connection().exec_driver_sql("SELECT revision, file, sha256, final FROM exports").one()
    assert (made.name, made.content) == ("AG-2027-001.txt", kept.read_bytes())
    assert tuple(row) == (1, f"{draft_id}/{kept.name}", hashlib.sha256(made.content).hexdigest(), 0)


def test_one_document_goes_alone(desk: Desk, draft_id: str) -> None:
    """A file of the annex is named after its number and holds nothing of the framework."""
    made = exporting.export(desk, drafts.open_draft(desk, draft_id), what="use", format_="txt", final=False)

    assert made.name == "AG-2027-001-annex-1.txt"
    assert "The aim is" not in made.content.decode()


def test_separate_files_come_in_one_archive_of_fixed_bytes(desk: Desk, draft_id: str) -> None:
    """Each document is a file of its own, and the same draft gives the same archive."""
    draft = drafts.open_draft(desk, draft_id)
    first, second = (exporting.export(desk, draft, what=SEPARATE, format_="txt", final=False) for _ in range(2))

    names = zipfile.ZipFile(io.BytesIO(first.content)).namelist()
    assert names == ["AG-2027-001.txt", "AG-2027-001-annex-1.txt"]
    assert first.content == second.content


@pytest.mark.parametrize(
    ("what", "name", "documents"),
    [
        (TOGETHER, "AG-2027-001.zip", ["AG-2027-001"]),
        (SEPARATE, "AG-2027-001.zip", ["AG-2027-001", "AG-2027-001-annex-1"]),
        ("main", "AG-2027-001.zip", ["AG-2027-001"]),
        ("use", "AG-2027-001-annex-1.zip", ["AG-2027-001-annex-1"]),
    ],
)
def test_a_package_holds_the_documents_that_were_chosen(
    desk: Desk, draft_id: str, what: str, name: str, documents: list[str]
) -> None:
    """Each as Word file and PDF, with the answers and a manifest; a package is kept like any other download."""
    made = exporting.export(desk, drafts.open_draft(desk, draft_id), what=what, format_=PACKAGE, final=True)

    files = [f"{one}.{extension}" for one in documents for extension in ("docx", "pdf")]
    assert (made.name, made.media_type) == (name, "application/zip")
    assert zipfile.ZipFile(io.BytesIO(made.content)).namelist() == [*files, "answers.yaml", "manifest.json"]
    (kept,) = desk.settings.output_dir.glob("*/*-final.zip")
    assert kept.read_bytes() == made.content


def test_the_package_of_a_draft_is_that_of_the_command_line(desk: Desk, draft_id: str) -> None:
    """Whoever takes the answers out of it makes every file again, byte for byte."""
    draft = drafts.open_draft(desk, draft_id)
    made = exporting.export(desk, draft, what=SEPARATE, format_=PACKAGE, final=False)
    options = RenderOptions(desk.templates / "_house", desk.settings.fonts_dir)
    answers = zipfile.ZipFile(io.BytesIO(made.content)).read("answers.yaml").decode()
    loaded = strict_yaml.load(answers, "answers.yaml")

    read = read_answers(loaded.data, desk.library, line_of=loaded.line, file="answers.yaml")
    outcome = assemble_answers(desk.library, read, desk.today())

    assert package(outcome, read, options) == (made.name, made.content)


def test_a_final_waits_for_the_last_answer(desk: Desk, draft_id: str) -> None:
    """An answer that is missing, or typed but not readable, blocks a final and never a draft."""
    edits = {path_of("main", "law.country"): ABSENT, unread_path("main", "law.country"): "Belgum"}
    drafts.save(desk, draft_id, "main", edits, read_at=1)
    draft = drafts.open_draft(desk, draft_id)

    with pytest.raises(NotReadyError) as caught:
        exporting.export(desk, draft, what=TOGETHER, format_="txt", final=True)

    assert caught.value.unread == 1
    assert caught.value.findings
    assert exporting.export(desk, draft, what=TOGETHER, format_="txt", final=False).content


@pytest.mark.parametrize(("what", "format_"), [("nothing", "txt"), (TOGETHER, "odt")])
def test_what_is_not_there_is_said(desk: Desk, draft_id: str, what: str, format_: str) -> None:
    """An unknown document or format makes no file."""
    with pytest.raises(NotFoundError):
        exporting.export(desk, drafts.open_draft(desk, draft_id), what=what, format_=format_, final=False)


def test_a_folder_that_cannot_be_written_is_named(desk: Desk, draft_id: str) -> None:
    """The message says where, why and which setting mends it."""
    desk.settings.output_dir.write_text("a file where the folder should be")

    with pytest.raises(OutputError, match="OUTPUT_DIR"):
        exporting.export(desk, drafts.open_draft(desk, draft_id), what=TOGETHER, format_="txt", final=False)


def test_answers_go_out_and_come_in_again(desk: Desk, draft_id: str) -> None:
    """The answers file of a dossier makes a dossier with equal answers."""
    draft = drafts.open_draft(desk, draft_id)
    file = exporting.answers_yaml(draft, draft.record)

    copy = samples.from_upload(desk, file.name, file.content)

    assert file.name == "AG-2027-001.yaml"
    assert drafts.open_draft(desk, copy).record == FILLED


def test_texts_that_look_like_something_else_stay_texts(desk: Desk) -> None:
    """NO, 12:30, 007, dates and colons survive the way out and in."""
    odd = ["NO", "12:30", "007", "2027-01-01", "a: b", "# x", "- y", "{{ 7*7 }}", "yes", "~", "Völgy u. 41."]
    record = {**FILLED, "purpose": {"text": "NO", "sectors": odd}}
    identifier = drafts.begin_from(desk, record, title="", summary="")
    draft = drafts.open_draft(desk, identifier)

    copy = samples.from_upload(desk, "a.yaml", exporting.answers_yaml(draft, draft.record).content)

    assert drafts.open_draft(desk, copy).record["purpose"] == {"text": "NO", "sectors": odd}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"document: [", ""),
        (b"document: {type: lease}", "lease"),
        (b"document: {type: agreement}\nlaw: {contry: BE}", "country"),
        (b"document: {type: agreement}\nlaw: {country: BE}\nlaw: {country: FR}", ""),
        (b"- just\n- a list", "groups of keys"),
    ],
)
def test_a_file_with_mistakes_opens_nothing(desk: Desk, content: bytes, message: str) -> None:
    """What is wrong is said, the nearest known key named, and no dossier is made."""
    with pytest.raises(AnswersError) as caught:
        samples.from_upload(desk, "answers.yaml", content)

    assert message in str(caught.value)
    with desk.database.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM dossiers").scalar() == 0


def test_rows_without_ids_get_them(desk: Desk) -> None:
    """A row is addressed by its id from the first revision on."""
    rows = [{"name": "Laser", "owner": "alpine"}, {"name": "Mill", "owner": "costa"}]
    content = yaml.safe_dump({**FILLED, "tools": {"tools": rows}}).encode()

    record = drafts.open_draft(desk, samples.from_upload(desk, "a.yaml", content)).record

    assert [row["id"] for row in record["tools"]["tools"]] == ["r1", "r2"]


def test_a_copy_begins_its_own_history(desk: Desk, draft_id: str) -> None:
    """The copy has the answers, another id, and one revision."""
    drafts.save(desk, draft_id, "main", {path_of("main", "law.country"): "FR"}, read_at=1)

    copy = drafts.open_draft(desk, samples.duplicate(desk, draft_id, "Copy"))

    assert (copy.revision.number, copy.dossier.title, copy.record["law"]["country"]) == (1, "Copy", "FR")


def test_the_sample_behind_the_button_is_complete(library: object, tmp_path: Path) -> None:
    """The project's own sample opens without a finding that blocks a final."""
    from tests.web.desks import new_desk

    with new_desk(library, tmp_path) as desk:  # type: ignore[arg-type]
        identifier = samples.from_sample(desk, *samples.SHOWCASE)
        draft = drafts.open_draft(desk, identifier)

        assert samples.has_sample(desk)
        assert len(draft.outcome.assembled.bundle.documents) == 2
        assert exporting.blocking(desk, draft, TOGETHER) == ()
        with pytest.raises(NotFoundError):
            samples.from_sample(desk, "model-contract", "../../../etc/passwd")
