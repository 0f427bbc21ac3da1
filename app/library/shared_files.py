"""The files that all clauses share: questions, party fields, the engine's own words, dated reference data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.errors import MistakesError
from app.library import fields, strict_yaml
from app.library.fields import Fields
from app.library.files import LibraryFile
from app.library.mistakes import Notebook
from app.library.questions import read_party_fields, read_questions
from app.library.reference_checks import check_reference_data
from app.model.question import Question


def read_shared_questions(
    files: tuple[LibraryFile, ...], notebook: Notebook
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the shared questions and the fields of a party. A question that is there twice stays in the list twice."""
    questions: list[Question] = []
    party_fields: list[Question] = []
    for file in files:
        top = _mapping(file, notebook, "the file")
        if top is None:
            notebook.incomplete = True
            continue
        top.only(("questions", "party_fields"))
        questions.extend(read_questions(top))
        party_fields.extend(read_party_fields(top))
    seen: dict[str, Question] = {}
    for question in party_fields:
        first = seen.setdefault(question.key, question)
        if first is not question:
            message = (
                f"The party field “{question.key}” is defined a second time; the first is in {first.file}:{first.line}."
            )
            notebook.add(question.file, question.line, message, "Keep one.")
    return tuple(questions), tuple(seen.values())


def read_wording(file: LibraryFile | None, notebook: Notebook) -> dict[str, dict[str, str]]:
    """Return the engine's own words by language; nothing where the file is missing."""
    top = _mapping(file, notebook, "the wording") if file else None
    if top is None:
        return {}
    wording = {}
    for language in top.data:
        table = top.mapping(language)
        if table is not None:
            wording[language] = {key: table.text(key) for key in table.data}
    return wording


def read_reference_data(file: LibraryFile | None, notebook: Notebook) -> Mapping[str, object]:
    """Return the dated reference data as it stands in its file; what has not the right form is written down."""
    top = _mapping(file, notebook, "the reference data") if file else None
    if top is None:
        return {}
    check_reference_data(top)
    return dict[str, Any](top.data)


def constraints_file(file: LibraryFile | None, notebook: Notebook) -> Fields | None:
    """Return the file of constraints as a mapping; None where there is none, or it cannot be read."""
    return _mapping(file, notebook, "the constraints") if file else None


def _mapping(file: LibraryFile, notebook: Notebook, what: str) -> Fields | None:
    try:
        loaded = strict_yaml.load(strict_yaml.decode(file.content, file.path), file.path)
    except MistakesError as error:
        notebook.extend(error.mistakes)
        return None
    return fields.root(loaded, file.path, notebook, what)
