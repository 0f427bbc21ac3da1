"""A dossier goes into one file and comes out of it as it was; a file that is not one changes nothing."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import DossierFileError, NewerVersionError
from app.model.library import Library
from app.services import drafts, undoing, versions
from app.services.desk import Desk
from app.services.dossier_file import CONTENT, dossier_file
from app.services.dossier_opening import open_dossier_file
from app.store import dossiers, history, listing, revisions
from app.store import versions as stored_names
from app.store.listing import Wanted
from app.store.tables import DEFAULT_WORKSPACE, NoteRow, PositionRow
from tests.build import library_of
from tests.web.desks import new_desk
from tests.web.small import ANNEX, CLAUSES, FILLED, OUTLINE, QUESTIONS, small_library


def answer(desk: Desk, dossier: str, *path: str, value: object) -> None:
    read_at = drafts.open_draft(desk, dossier).revision.number
    drafts.save(desk, dossier, "main", {("answers", *path): value}, read_at=read_at)


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def worked_on(desk: Desk, draft_id: str) -> str:
    """A dossier with a history: saves, one undone, a conflict, names, a position and a note."""
    versions.set_name(desk, draft_id, 1, "0.1")
    answer(desk, draft_id, "law", "country", value="FR")
    answer(desk, draft_id, "purpose", "text", value="to sing")
    undoing.undo(desk, draft_id, "main")
    drafts.save(desk, draft_id, "main", {("answers", "law", "country"): "IT"}, read_at=1)
    with desk.database.write() as session:
        place = {"workspace_id": DEFAULT_WORKSPACE, "dossier_id": draft_id, "document": "main", "clause": "gen-law"}
        session.add(
            PositionRow(
                **place,
                party="alpine",
                position="discuss",
                comment="Why?",
                text_hash="aa",
                author="alpine",
                made_at=desk.now(),
            )
        )
        session.add(NoteRow(**place, text="Ask them.", made_at=desk.now(), removed_at=None))
    return draft_id


@pytest.fixture(scope="module")
def shared_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, bytes]]:
    """A desk and a dossier file of it."""
    folder = tmp_path_factory.mktemp("shared")
    with new_desk(small_library(folder), folder) as made:
        dossier = drafts.begin_from(made, FILLED, title="", summary="Begun")
        yield made, dossier_file(made, dossier).content


def told(desk: Desk, dossier: str) -> dict[str, Any]:
    """All that a dossier file carries, as it is stored."""
    with desk.database.read() as session:
        return {
            "title": dossiers.get(session, dossier).title,
            "steps": history.steps(session, dossier),
            "comments": history.comments(session, dossier),
            "answers": [revisions.get(session, dossier, number).answers for number in range(1, 6)],
            "names": dict(stored_names.names(session, dossier)),
        }


def test_a_dossier_comes_out_as_it_went_in(desk: Desk, worked_on: str, tools_library: Library, tmp_path: Path) -> None:
    """In another installation too: every save, every answer of then, names, positions, notes; undo goes on from there."""
    file = dossier_file(desk, worked_on)

    with new_desk(tools_library, tmp_path / "other") as other:
        opened = open_dossier_file(other, file.content)

        assert told(other, opened) == told(desk, worked_on)
        assert drafts.open_draft(other, opened).outcome == drafts.open_draft(desk, worked_on).outcome
        undoing.redo(other, opened, "main")
        assert drafts.open_draft(other, opened).record["purpose"]["text"] == "to sing"


def test_versions_of_an_opened_dossier_are_compared_and_restored(desk: Desk, worked_on: str) -> None:
    """Their texts are made anew from answers and clauses: the same comparison as before."""
    opened = open_dossier_file(desk, dossier_file(desk, worked_on).content)

    assert versions.compare(desk, opened, 1, 3) == versions.compare(desk, worked_on, 1, 3)
    versions.restore(desk, opened, 1)
    assert drafts.open_draft(desk, opened).record["law"]["country"] == "BE"


def test_a_file_brings_the_clauses_that_it_was_made_from(
    desk: Desk, worked_on: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Where the library has moved on, an opened dossier reads as it did."""
    clauses = {**CLAUSES, "gen-purpose": "1. The common aim is: {{ purpose.text }}\n"}
    later = library_of(tmp_path_factory.mktemp("later"), clauses, {"agreement": OUTLINE, "annex-use": ANNEX}, QUESTIONS)
    text = drafts.open_draft(desk, worked_on).outcome.assembled.bundle

    with new_desk(later, tmp_path / "later") as other:
        opened = open_dossier_file(other, dossier_file(desk, worked_on).content)

        assert drafts.open_draft(other, opened).outcome.assembled.bundle == text


def test_a_file_holds_no_link_and_answers_that_others_can_read(desk: Desk, worked_on: str) -> None:
    """Nothing of an invitation; the answers of today beside the history."""
    files = unpacked(dossier_file(desk, worked_on).content)

    assert b"token" not in files[CONTENT]
    assert b"to cook" not in files["answers.yaml"]
    assert b"country: FR" in files["answers.yaml"]


def edited(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Return a change of the files that changes the content of `dossier.json`."""

    def edit(files: dict[str, bytes]) -> dict[str, bytes]:
        content = json.loads(files[CONTENT])
        change(content)
        return files | {CONTENT: json.dumps(content).encode()}

    return edit


BROKEN: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str]] = {
    "a path in its name": (lambda files: files | {"../../etc/passwd": b"x"}, r"holds “\.\./\.\./etc/passwd”"),
    "an absolute name": (lambda files: files | {"/etc/x": b"x"}, "has no place in it"),
    "another file": (lambda files: files | {"run.exe": b"x"}, "holds “run.exe”"),
    "no content": (lambda files: {"answers.yaml": files["answers.yaml"]}, "holds no dossier.json"),
    "no JSON": (lambda files: files | {CONTENT: b"{"}, "cannot be read"),
    "nesting": (lambda files: files | {CONTENT: b"[" * 100_000}, "cannot be read"),
    "no object": (lambda files: files | {CONTENT: b"[1]"}, "not as it should be"),
    "no steps": (edited(lambda one: one.update(steps=[])), "steps"),
    "a strange key": (edited(lambda one: one.update(token="x")), "token"),
    "a strange kind": (edited(lambda one: one["steps"][0].update(kind="delete")), r"steps\.0\.kind"),
    "a moment without zone": (edited(lambda one: one["steps"][0].update(made_at="2027-01-01T00:00:00")), "made_at"),
    "a moment before all": (
        edited(lambda one: one["steps"][0].update(made_at="0001-01-01T00:00:00+14:00")),
        "made_at",
    ),
    "a step that leads nowhere": (
        edited(lambda one: one["steps"][1].update(changes=[{"path": ["answers"], "new": 3}])),
        "Save 2 does not lead to answers",
    ),
    "an order that is none": (
        edited(lambda one: one["steps"][1].update(changes=[{"path": ["answers", "parties", "@"], "new": 3}])),
        "Save 2|What save 2",
    ),
    "answers that do not fit": (
        edited(lambda one: one["steps"][-2].update(changes=[{"path": ["answers", "law", "country"], "new": "Narnia"}])),
        "do not fit",
    ),
    "the name of a version that is not there": (edited(lambda one: one.update(names={"77": "x"})), "version 77"),
    "clauses that are others": (
        lambda files: {
            f"libraries/{'0' * 64}.zip" if name.startswith("libraries") else name: content
            for name, content in files.items()
        },
        "not those that it names",
    ),
    "a broken library": (lambda files: files | {f"libraries/{'ab' * 8}.zip": b"PK no"}, "damaged or was cut off"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_not_one_is_told_and_changes_nothing(desk: Desk, worked_on: str, name: str) -> None:
    """What is wrong, where, and what to do; no dossier more than before."""
    change, says = BROKEN[name]
    content = packed(change(unpacked(dossier_file(desk, worked_on).content)))

    with pytest.raises(DossierFileError, match=says):
        open_dossier_file(desk, content)

    with desk.database.read() as session:
        assert sum(listing.counts(session, Wanted(), desk.now()).values()) == 1


def test_a_file_of_a_newer_version_is_left_alone(desk: Desk, worked_on: str) -> None:
    """The sentence says with what to open it."""
    files = edited(lambda one: one.update(format=9))(unpacked(dossier_file(desk, worked_on).content))

    with pytest.raises(NewerVersionError, match="newer version of Syngraph \\(form 9"):
        open_dossier_file(desk, packed(files))


def test_a_file_that_swells_when_it_is_unpacked_is_refused(
    desk: Desk, worked_on: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never more than the limit is held, whatever the ZIP says of itself."""
    monkeypatch.setattr("app.services.dossier_opening.LARGEST", 300_000)
    content = packed(unpacked(dossier_file(desk, worked_on).content) | {CONTENT: b" " * 400_000})

    with pytest.raises(DossierFileError, match="when it is unpacked"):
        open_dossier_file(desk, content)


@given(cut=st.none() | st.floats(0, 1), changed=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4))))
def test_no_damage_to_a_file_is_more_than_a_refusal(
    shared_file: tuple[Desk, bytes], cut: float | None, changed: list[tuple[float, bytes]]
) -> None:
    """Cut off anywhere, or with bytes changed: it opens as it was, or is told."""
    desk, content = shared_file
    damaged = bytearray(content if cut is None else content[: int(cut * len(content))])
    for place, new in changed:
        start = int(place * len(damaged))
        damaged[start : start + len(new)] = new

    try:
        opened = open_dossier_file(desk, bytes(damaged))
    except (DossierFileError, NewerVersionError):
        return
    assert drafts.open_draft(desk, opened).record["document"]["type"] == "agreement"
