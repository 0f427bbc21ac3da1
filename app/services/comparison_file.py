"""A comparison of two versions as a Word file: what went and what came stand in it as tracked changes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from app.review.comparing import ADDED, REMOVED, ClauseChange, Piece
from app.services.assembling import safe_name
from app.services.differences import DocumentChange, Unchanged
from app.services.exporting import File
from app.services.versions import Comparison, Version

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TRACKED: Final = {ADDED: ("w:ins", "w:t"), REMOVED: ("w:del", "w:delText")}
_KINDS: Final = {"added": "Added", "removed": "Removed", "changed": "Changed"}


def comparison_file(title: str, comparison: Comparison, document: DocumentChange) -> File:
    """Return a Word file with each clause of a document that differs between two versions.

    Words that went are tracked as deleted, words that came as inserted, at the moment of the later version. The order
    is that of the contract; clauses that read as before are named and not printed.
    """
    import docx

    earlier, later = (version_name(one) for one in (comparison.earlier, comparison.later))
    file = docx.Document()
    properties = file.core_properties
    properties.author, properties.title = "Syngraph", f"{title}: {earlier} and {later}"
    properties.created = properties.modified = comparison.later.made_at.replace(tzinfo=None)
    file.add_heading(document.name, 1)
    file.add_paragraph(f"{title}. What changed from {earlier} to {later}. This is no text to sign.")
    for passage in document.passages:
        if isinstance(passage, Unchanged):
            _fold(file, passage)
        else:
            _clause(file, passage, comparison)
    if not document.clauses:
        file.add_paragraph("Both versions read the same.")
    buffer = io.BytesIO()
    file.save(buffer)
    return File(f"{safe_name(f'{document.name} {earlier} to {later}')}.docx", _MEDIA_TYPE, buffer.getvalue())


def version_name(version: Version) -> str:
    """Return how a version is called: by its name, or by its number."""
    return version.name or ("now" if version.is_newest else f"save {version.number}")


def _fold(file: Document, passage: Unchanged) -> None:
    titles = ", ".join(
        f"{number} {title}".strip() for number, title in zip(passage.numbers, passage.titles, strict=True)
    )
    note = "Only the numbers changed" if passage.is_renumbered else "Unchanged"
    file.add_paragraph().add_run(f"{note}: {titles}.").italic = True


def _clause(file: Document, change: ClauseChange, comparison: Comparison) -> None:
    file.add_heading(f"{_KINDS[change.kind]}: {change.title}", 2)
    for line in change.lines:
        paragraph = file.add_paragraph(f"{line.number}\t" if line.number else "")
        for position, piece in enumerate(line.pieces):
            _write(paragraph, piece, " " if position + 1 < len(line.pieces) else "", comparison)


def _write(paragraph: Paragraph, piece: Piece, after: str, comparison: Comparison) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if piece.kind not in _TRACKED:
        paragraph.add_run(piece.text + after)
        return
    mark: Any
    text: Any
    mark, text = (OxmlElement(name) for name in _TRACKED[piece.kind])
    mark.set(qn("w:id"), str(len(paragraph.part.element.xpath("//w:ins|//w:del")) + 1))
    mark.set(qn("w:author"), "Syngraph")
    mark.set(qn("w:date"), f"{comparison.later.made_at:%Y-%m-%dT%H:%M:%SZ}")
    run: Any = OxmlElement("w:r")
    text.set(qn("xml:space"), "preserve")
    text.text = piece.text + after
    run.append(text)
    mark.append(run)
    paragraph._p.append(mark)
