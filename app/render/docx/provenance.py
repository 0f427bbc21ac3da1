"""Where a file comes from: core properties, two properties of our own, and the list of clauses as a part of the
package.
"""

from __future__ import annotations

import hashlib
from typing import Final

from app.model.document import Bundle
from app.render.docx.runs import attribute

NAMESPACE: Final = "urn:syngraph:provenance:1"
"""The namespace of the part that lists the clauses with the hashes of their files."""

_SHORT: Final = 12
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that Word shows under "Custom"."""


def clauses_digest(bundle: Bundle) -> str:
    """Return one digest over all clauses of a bundle: which, with which alternative, from which file."""
    lines = sorted(
        f"{document.id} {source.clause} {source.alternative} {source.hash}"
        for document in bundle.documents
        for source in document.sources
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def keywords(bundle: Bundle) -> str:
    """Return the keywords of the file: library and clauses, shortened."""
    return f"Syngraph library {bundle.library_version[:_SHORT]}; clauses {clauses_digest(bundle)[:_SHORT]}"


def custom_properties(bundle: Bundle, first_id: int) -> str:
    """Return the properties that name the version of the library and the digest of the clauses in full."""
    values = {"Syngraph library": bundle.library_version, "Syngraph clauses": clauses_digest(bundle)}
    return "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{attribute(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values.items(), start=first_id)
    )


def provenance_xml(bundle: Bundle) -> str:
    """Return the list of the documents and clauses of a bundle; it survives when the file is saved by Word."""
    documents = "".join(
        f'<document id="{attribute(document.id)}" type="{attribute(document.type)}" '
        f'reference="{attribute(document.reference)}" version="{attribute(document.version)}" '
        f'state="{attribute(document.state)}" date="{attribute(document.date)}">'
        + "".join(
            f'<clause id="{attribute(source.clause)}" alternative="{attribute(source.alternative)}" '
            f'sha256="{attribute(source.hash)}" review="{attribute(source.review)}"/>'
            for source in document.sources
        )
        + "</document>"
        for document in bundle.documents
    )
    return f'<provenance xmlns="{NAMESPACE}" library="{attribute(bundle.library_version)}">{documents}</provenance>'
