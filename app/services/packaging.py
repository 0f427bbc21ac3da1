"""The package: one ZIP with all documents as Word and PDF files, their answers, and a manifest that vouches for them.

Whoever has it can tell that no file was changed, and which library and clauses each document was made from; the answers
make the same documents again.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.model.answers import Answers
from app.model.document import Bundle, Document
from app.render import RenderOptions
from app.services.answers_yaml import answers_yaml
from app.services.assembling import Outcome, rendered
from app.services.record import record_of

ANSWERS: Final = "answers.yaml"
MANIFEST: Final = "manifest.json"
DOCUMENT_FORMATS: Final = ("docx", "pdf")
SCHEMA: Final = 1
"""Version of the manifest's form."""

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def package(outcome: Outcome, answers: Answers, options: RenderOptions, *, joined: bool = False) -> tuple[str, bytes]:
    """Return the name and the bytes of the package of these documents; equal documents give equal bytes.

    `answers` are those the outcome was made from, with the framework's for an annex that is written alone. With
    `joined` the contract and its annexes are one file. Raises RenderError when a document cannot be written.
    """
    files = dict(rendered(outcome, DOCUMENT_FORMATS, joined, options))
    files[ANSWERS] = answers_yaml(record_of(answers)).encode()
    files[MANIFEST] = manifest(outcome, files)
    return f"{outcome.reference}.zip", archive(files.items())


def manifest(outcome: Outcome, files: Mapping[str, bytes]) -> bytes:
    """Return the JSON text that lists every file with its SHA-256, and every document with the clauses in it."""
    bundle: Bundle = outcome.assembled.bundle
    first = bundle.documents[0]
    content = {
        "schema": SCHEMA,
        "reference": first.reference,
        "state": first.state,
        "date": first.date,
        "library": bundle.library_version,
        "files": [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
        "documents": [_document(document) for document in bundle.documents],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of the files in this order. Nothing in it depends on the clock or on the machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "type": document.type,
        "name": document.name,
        "title": document.title,
        "reference": document.reference,
        "version": document.version,
        "clauses": [
            {
                "clause": source.clause,
                "alternative": source.alternative,
                "sha256": source.hash,
                "review": source.review,
            }
            for source in document.sources
        ],
    }
