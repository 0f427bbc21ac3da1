"""One clause or schedule of a document as a paper of its own: the minutes that people take home."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.errors import NotFoundError
from app.model.document import Bundle, Part, Reference, Text
from app.services.assembling import safe_name


def extract(bundle: Bundle, document: str, clause: str) -> Bundle:
    """Return a bundle with nothing but one clause of a document, by its id in the library. Raises NotFoundError.

    References become plain words: what they refer to stands in the other paper.
    """
    whole = bundle.document(document)
    found = next((one for one in whole.clauses if one.source == clause), None) if whole is not None else None
    if whole is None or found is None:
        raise NotFoundError(f"The document {document!r} has no clause {clause!r}.")
    part = Part(
        "extract", "terms", "", (), (replace(found, blocks=_plain(found.blocks), number="", layout="recitals"),)
    )
    title = found.plain_title
    paper = replace(whole, name=title, title=title, running=title, parts=(part,), front="head")
    return Bundle((paper,), bundle.library_version)


def file_stem(reference: str, bundle: Bundle) -> str:
    """Return what the file of an extract is called: the reference, and what the paper is."""
    return f"{reference}-{safe_name(bundle.documents[0].title).lower()}"


def _plain(value: Any) -> Any:
    """Return a part of the tree with the text of every reference in its place."""
    if isinstance(value, Reference):
        return Text(value.text, strong=value.strong, emphasis=value.emphasis, lang=value.lang)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _plain(getattr(value, field.name)) for field in fields(value)})
    return value
