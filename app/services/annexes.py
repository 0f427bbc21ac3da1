"""The annexes of a framework: which can be added, add one, remove one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.errors import NotFoundError
from app.model.library import Library
from app.model.outline import Kind, Mode, Outline
from app.services import accepting
from app.services.changes import ABSENT, Path
from app.services.record import MAIN, annexes, base_path, document_types, new_id, parties


def possible(record: Mapping[str, Any], library: Library) -> tuple[Outline, ...]:
    """Return the document types that can be joined to this dossier; none where it holds no agreement."""
    main = library.outlines.get(document_types(record)[MAIN])
    if main is None or main.kind is not Kind.AGREEMENT:
        return ()
    return tuple(
        outline for outline in library.outlines.values() if outline.kind is Kind.ANNEX and Mode.JOINED in outline.modes
    )


def with_annex(record: Mapping[str, Any], type_id: str, library: Library) -> tuple[dict[str, Any], str]:
    """Return the record with one more annex, in which every party takes part, and the id that the annex got.

    Raises NotFoundError for a document type that cannot be joined here.
    """
    if type_id not in {outline.id for outline in possible(record, library)}:
        raise NotFoundError(f"No annex of the type {type_id!r} can be added to this dossier.")
    identifier = new_id(type_id.removeprefix("annex-"), document_types(record), fallback="annex")
    annex = {"id": identifier, "type": type_id, "parties": [party["id"] for party in parties(record)]}
    return {**record, "annexes": [*annexes(record), annex]}, identifier


def removing(record: Mapping[str, Any], identifier: str, accepted: Mapping[str, Any]) -> dict[Path, Any]:
    """Return the edits that take an annex away, and what was accepted in it: another may get its id later.

    Raises NotFoundError when the record has no annex of that id.
    """
    if identifier not in {annex["id"] for annex in annexes(record)}:
        raise NotFoundError(f"The dossier has no annex {identifier!r}.")
    return {base_path(identifier): ABSENT, **accepting.forgetting(identifier, accepted)}


def name_of(record: Mapping[str, Any], document: str, library: Library) -> str:
    """Return by which name lists show a document: "Model Contract", "Facilities and platforms annex".

    Raises NotFoundError when the dossier has no such document.
    """
    type_id = document_types(record).get(document)
    if type_id is None:
        raise NotFoundError(f"The dossier has no document {document!r}.")
    outline = library.outlines.get(type_id)
    if outline is None:
        return type_id
    if document != MAIN:
        return f"{outline.title} annex"
    return outline.title if outline.kind is Kind.ANNEX else outline.name
