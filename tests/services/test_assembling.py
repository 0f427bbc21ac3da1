from __future__ import annotations

import copy
import dataclasses
import datetime
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AnswersError, Mistake, OutputError, RenderError
from app.interview import read_answers
from app.model.answers import Answers
from app.model.document import Document
from app.model.finding import Severity
from app.model.library import Library
from app.render import FORMATS, Format, RenderOptions
from app.services import assembling
from app.services.answers_file import open_answers
from app.services.assembling import Outcome, assemble_answers, only_document, safe_name, write_outputs
from tests.build import library_of

TODAY = datetime.date(2027, 3, 1)
OPTIONS = RenderOptions(Path("none"), Path("none"))
PARTIES = [
    {"id": "alpine", "legal_name": "Alpine", "short_name": "Alpine", "seat": {"country": "DE"}},
    {"id": "costa", "legal_name": "Costa", "short_name": "Costa", "seat": {"country": "ES"}},
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a library with an agreement and an annex."""
    clauses = {"gen-law": "{{ law.country | country }}", "fa-x": "Use in {{ law.country | country }}."}
    return library_of(tmp_path_factory.mktemp("small"), clauses, {"agreement": ["gen-law"], "annex-x": ["fa-x"]})


def answers(small: Library, reference: str = "MC-2027-001", **rest: Any) -> Answers:
    raw = {"document": {"type": "agreement", "reference": reference}, "parties": PARTIES, "law": {"country": "BE"}}
    return read_answers({**raw, **rest}, small, line_of=len, file="a.yaml")


@pytest.fixture
def outcome(small: Library) -> Outcome:
    """Return an agreement with two annexes."""
    annexes = [{"id": "x1", "type": "annex-x"}, {"id": "x2", "type": "annex-x"}]
    return assemble_answers(small, answers(small, annexes=annexes), TODAY)


def test_each_document_gets_a_file_in_each_format(outcome: Outcome, tmp_path: Path) -> None:
    """Files are named after the reference and the number of the annex."""
    paths = write_outputs(outcome, ["txt", "json"], tmp_path / "new" / "folder", False, OPTIONS)

    stems = ("MC-2027-001", "MC-2027-001-annex-1", "MC-2027-001-annex-2")
    assert [path.name for path in paths] == [f"{stem}.{ending}" for stem in stems for ending in ("txt", "json")]
    assert sorted(paths) == sorted((tmp_path / "new" / "folder").iterdir())
    assert "Use in Belgium." in paths[2].read_text("utf-8")


def test_joined_documents_share_one_file(outcome: Outcome, tmp_path: Path) -> None:
    """The contract and its annexes stand in one file."""
    (path,) = write_outputs(outcome, ["txt", "txt"], tmp_path, True, OPTIONS)

    assert path.name == "MC-2027-001.txt"
    assert path.read_text("utf-8").count("Use in Belgium.") == 2


def test_a_document_without_reference_is_named_after_its_type(small: Library, tmp_path: Path) -> None:
    """A draft needs no reference."""
    made = assemble_answers(small, answers(small, reference="TBC"), TODAY)

    assert write_outputs(made, ["txt"], tmp_path, False, OPTIONS)[0].name == "agreement-draft.txt"


@pytest.mark.parametrize(
    "reference",
    [
        *(
            "../../etc/passwd",
            "/etc/passwd",
            "..",
            ".",
            "a/b",
            "a\\b",
            "C:\\x",
            "-rf",
            ".hidden",
            "x" * 5000,
            "é" * 300,
        ),
        *("a\nb", "con:", "{{ 7*7 }}", "<script>", "\u202etxt.exe"),
    ],
)
def test_no_reference_leads_out_of_the_folder(small: Library, tmp_path: Path, reference: str) -> None:
    """Whatever a person calls a document, its file lies in the folder that was chosen."""
    folder = tmp_path / "out"

    (path,) = write_outputs(assemble_answers(small, answers(small, reference), TODAY), ["txt"], folder, False, OPTIONS)

    assert path.resolve().parent == folder.resolve()
    assert list(folder.iterdir()) == [path]
    assert not path.name.startswith((".", "-"))


@given(st.text(max_size=200))
def test_a_safe_name_is_one_name_and_stays_as_it_is(reference: str) -> None:
    """A name holds no separator, no leading mark, is not too long, and is safe already when made safe again."""
    name = safe_name(reference)

    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert not name.startswith((".", "-"))
    assert len(name.encode("utf-8", "surrogatepass")) <= 100
    assert safe_name(name) == name


def test_a_file_that_is_there_is_replaced_whole(outcome: Outcome, tmp_path: Path) -> None:
    """A second run overwrites; nothing else is left in the folder."""
    first = write_outputs(outcome, ["txt"], tmp_path, True, OPTIONS)[0]
    first.write_text("x" * 100_000, "utf-8")

    write_outputs(outcome, ["txt"], tmp_path, True, OPTIONS)

    assert "Belgium" in first.read_text("utf-8")
    assert list(tmp_path.iterdir()) == [first]


def test_a_format_that_cannot_be_made_leaves_nothing_behind(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files are made before the first is written."""

    def fail(*_: object) -> bytes:
        raise RenderError("The house document is missing.")

    monkeypatch.setitem(FORMATS, "pdf", Format("pdf", "application/pdf", fail))

    with pytest.raises(RenderError, match="house document"):
        write_outputs(outcome, ["txt", "pdf"], tmp_path / "out", False, OPTIONS)

    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file_is_told(outcome: Outcome, tmp_path: Path) -> None:
    """The message names the folder and says how to mend it."""
    (tmp_path / "out").write_text("", "utf-8")

    with pytest.raises(OutputError, match=r"Nothing can be written into the folder .*out.* Choose another folder"):
        write_outputs(outcome, ["txt"], tmp_path / "out", False, OPTIONS)


def test_a_full_disk_leaves_neither_a_half_file_nor_a_changed_one(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the second file finds no room, the first is not put in place either."""
    before = write_outputs(outcome, ["txt"], tmp_path, False, OPTIONS)
    before[0].write_text("as it was", "utf-8")
    real, calls = os.fsync, [0]

    def full(descriptor: int) -> None:
        calls[0] += 1
        if calls[0] == 2:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(assembling.os, "fsync", full)

    with pytest.raises(OutputError, match="No space left on device"):
        write_outputs(outcome, ["txt"], tmp_path, False, OPTIONS)

    assert before[0].read_text("utf-8") == "as it was"
    assert sorted(tmp_path.iterdir()) == sorted(before)


def test_findings_come_with_the_documents(small: Library) -> None:
    """A draft is made with errors in it; they stand in the way of a final only."""
    made = assemble_answers(small, answers(small, parties=PARTIES[:1], law={}), TODAY)

    assert {"PAR-01", "STR-04"} <= {finding.rule for finding in made.errors}
    assert made.assembled.bundle.documents[0].state == "draft"
    assert all(finding.severity is Severity.ERROR for finding in made.errors)


def test_a_final_says_so(small: Library) -> None:
    """The tree carries the state that was asked for."""
    made = assemble_answers(small, answers(small), TODAY, final=True)

    assert made.assembled.bundle.documents[0].state == "final"
    assert made.errors == ()


def test_an_annex_with_its_own_file_is_written_alone_under_its_own_reference(small: Library, tmp_path: Path) -> None:
    """Its number and its references to the contract stay those of the whole bundle."""
    annexes = [
        {"id": "x1", "type": "annex-x"},
        {"id": "x2", "type": "annex-x", "document": {"reference": "AX-2027-002"}},
    ]
    given_answers = answers(small, annexes=annexes)

    alone = only_document(assemble_answers(small, given_answers, TODAY), given_answers, "x2")

    assert [path.name for path in write_outputs(alone, ["txt"], tmp_path, False, OPTIONS)] == ["AX-2027-002.txt"]
    assert [document.number for document in alone.assembled.bundle.documents] == ["2"]


def test_an_annex_alone_keeps_the_findings_about_what_it_uses(small: Library) -> None:
    """What the annex inherits and is missing blocks the annex as well; what only the contract uses does not."""
    given_answers = answers(small, parties=PARTIES, law={}, annexes=[{"id": "x1", "type": "annex-x"}])
    whole = assemble_answers(small, given_answers, TODAY)
    broken = dataclasses.replace(whole.findings[0], question="purpose.text", clause="gen-law")
    whole = dataclasses.replace(whole, findings=(*whole.findings, broken))

    alone = only_document(whole, given_answers, "x1")

    assert [finding.question for finding in alone.findings] == ["law.country"]


ANYTHING = st.sampled_from(
    [
        *(None, "", "TBC", "x", True, 0, -1, 10**9, 1.5, [], {}, ["TBC"], [{"id": "z"}], {"text": "own\n\ntext"}),
        *("on", "off", "2027-01-01", "9999-12-31", {"amount": 1, "currency": "EUR"}, {"months": 3}, "nonbinding"),
        *("{{ 7*7 }}", "[[gen-law]]"),
    ]
)


@given(st.data())
def test_answers_with_anything_anywhere_are_refused_or_assembled(
    root: Path, library: Library, data: st.DataObject
) -> None:
    """Whatever stands in the place of an answer, there is a list of mistakes or a reviewed document, never a crash."""
    raw: Any = copy.deepcopy(_sample(root))
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = raw
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.integers(0, 4)) == 0:
                break
            place = place[key]
        place[key] = data.draw(ANYTHING)
    mistakes: tuple[Mistake, ...] = ()
    documents: tuple[Document, ...] = ()
    try:
        checked = read_answers(raw, library, line_of=len, file="a.yaml")
        documents = assemble_answers(library, checked, TODAY).assembled.bundle.documents
    except AnswersError as error:
        mistakes = error.mistakes

    assert len(documents) > 0 or all(mistake.message for mistake in mistakes)
    assert bool(documents) != bool(mistakes)


@cache
def _sample(root: Path) -> Any:
    return open_answers(root / "contract_templates" / "model-contract" / "samples" / "showcase.yaml").loaded.data
