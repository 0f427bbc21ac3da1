"""Where a file comes from: core properties, two properties of our own, and the list of clauses as a part of the
package.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from app.model.document import Bundle
from app.render.docx.names import undeclared
from app.render.docx.runs import attribute, escaped

NAMESPACE: Final = "urn:syngraph:provenance:1"
"""The namespace of the part that lists the clauses with the hashes of their files."""

_SHORT: Final = 12
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that Word shows under "Custom"."""
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NO_PROPERTIES: Final = f'<Properties xmlns="{_CUSTOM}"></Properties>'
_ID: Final = re.compile(r'\bpid="(\d+)"')


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


def custom_properties_xml(bundle: Bundle, house: bytes | None) -> str:
    """Return the custom properties: library version and digest of the clauses in full, after those of house.docx."""
    text = undeclared(house) if house else _NO_PROPERTIES
    first_id = max([1, *map(int, _ID.findall(text))]) + 1
    values = {"Syngraph library": bundle.library_version, "Syngraph clauses": clauses_digest(bundle)}
    own = "".join(
        f'<property xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}" fmtid="{_FORMAT}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=first_id)
    )
    return text.replace("</Properties>", f"{own}</Properties>")


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
