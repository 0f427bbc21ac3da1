"""Dossiers made from answers that exist already: a sample of the library, a file of the person, another dossier."""

from __future__ import annotations

from typing import Final

from app.errors import AnswersError, Mistake, MistakesError, NotFoundError
from app.interview import read_answers
from app.library import strict_yaml
from app.model.message import say
from app.services import drafts, json_lines
from app.services.answers_file import read_answers_file
from app.services.desk import Desk
from app.services.dossier_opening import looks_like_one, open_dossier_file
from app.services.organisation_parties import copy_origins
from app.services.record import record_of
from app.store import dossiers, revisions

SHOWCASE: Final = ("model-contract", "showcase")
"""The sample behind "Try the sample": document type and name."""


def from_sample(desk: Desk, type_id: str, name: str) -> str:
    """Make a dossier from a sample of the library and return its id. Raises NotFoundError or AnswersError."""
    path = desk.templates / type_id / "samples" / f"{name}.yaml"
    if type_id not in desk.library.outlines or not path.is_file():
        raise NotFoundError(f"The library has no sample {name!r} of {type_id!r}.")
    answers = read_answers_file(path, desk.library).answers
    return drafts.begin_from(desk, record_of(answers), title="", summary=say("Sample opened"))


def has_sample(desk: Desk) -> bool:
    """Whether the sample behind "Try the sample" is there."""
    type_id, name = SHOWCASE
    return (desk.templates / type_id / "samples" / f"{name}.yaml").is_file()


def from_upload(desk: Desk, name: str, content: bytes) -> str:
    """Make a dossier from an answers file (YAML or JSON), or from a dossier file, and return its id.

    Raises AnswersError with every mistake in an answers file, each with its line, or what `open_dossier_file` raises;
    then nothing is stored.
    """
    if looks_like_one(content):
        return open_dossier_file(desk, content)
    shown = name or "the file"
    if not content.strip():
        raise AnswersError([Mistake(shown, 0, "The file is empty.", "Choose an answers file.")])
    try:
        text = strict_yaml.decode(content, shown)
        load = json_lines.load if shown.lower().endswith(".json") else strict_yaml.load
        loaded = load(text, shown)
    except MistakesError as error:
        raise AnswersError(error.mistakes) from None
    answers = read_answers(loaded.data, desk.library, line_of=loaded.line, file=shown)
    return drafts.begin_from(desk, record_of(answers), title="", summary=say("Answers file opened"))


def duplicate(desk: Desk, identifier: str, title: str) -> str:
    """Make a copy of a dossier under another title, made from the same library, and return its id.

    Warnings that were accepted are open in the copy: the reasons were given for another contract.

    Raises NotFoundError or LostLibraryError.
    """
    with desk.database.read() as session:
        dossiers.get(session, identifier)
        revision = revisions.get(session, identifier)
    copy = drafts.begin_from(
        desk, revision.answers, title=title, summary=say("Copied"), version=revision.library_version
    )
    copy_origins(desk, identifier, copy)
    return copy
