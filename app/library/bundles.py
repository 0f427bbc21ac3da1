"""Bundles: document types that are begun together, read from `contract_templates/<id>/outline.yaml` of kind bundle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.library.fields import Fields
from app.library.mistakes import nearest
from app.library.outlines import ID, OutlineFile
from app.model.outline import BundleOutline, Kind, Mode

_KEYS: Final = ("id", "title", "name", "kind", "situation", "summary", "framework", "annexes")


def read_bundle(given: OutlineFile, files: Mapping[str, OutlineFile]) -> BundleOutline:
    """Return the bundle of a file; mistakes are written into its notebook. `files` are those of all document types."""
    top = given.fields.named("the bundle")
    top.only(_KEYS)
    if top.text("id", required=True) not in ("", given.id):
        top.mistake("id", "The id is not the name of the folder.", f"Write id: {given.id}, or rename the folder.")
    if not ID.fullmatch(given.id):
        top.mistake("id", f"“{given.id}” is no id of a document type.", "Use small letters, digits and hyphens.")
    bundle = BundleOutline(
        id=given.id,
        title=top.text("title", required=True),
        name=top.text("name", required=True),
        framework=top.text("framework", required=True),
        annexes=top.texts("annexes"),
        situation=top.text("situation"),
        summary=top.text("summary"),
        file=given.file,
        hash=given.hash,
    )
    if not bundle.annexes:
        top.mistake("annexes", "The bundle names no annexes.", "Write annexes: [annex-hr].")
    _check(top, "framework", [bundle.framework] if bundle.framework else [], files, Kind.AGREEMENT)
    _check(top, "annexes", bundle.annexes, files, Kind.ANNEX)
    return bundle


def parts_of(file: OutlineFile) -> tuple[str, ...]:
    """Return the document types that a bundle names, as far as they can be read without a check."""
    named: list[Any] = [file.fields.data.get("framework")]
    annexes = file.fields.data.get("annexes")
    named += annexes if isinstance(annexes, list) else []
    return tuple(name for name in named if isinstance(name, str))


def _check(top: Fields, key: str, given: Iterable[str], files: Mapping[str, OutlineFile], kind: Kind) -> None:
    for name in given:
        file = files.get(name)
        if file is None:
            top.mistake(key, f"“{name}” is no document type.", nearest(name, files))
        elif file.fields.data.get("kind") != kind:
            top.mistake(key, f"“{name}” is not of the kind “{kind}”.", "Name another document type.")
        elif kind is Kind.ANNEX and Mode.JOINED not in (file.fields.data.get("modes") or tuple(Mode)):
            top.mistake(key, f"“{name}” cannot be joined.", "Add the mode joined there, or name another annex.")
