"""Downloads: a document in a format, each kept in the output folder with a note of what it was made from."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.errors import NotFoundError, OutputError, SyngraphError
from app.model.document import Bundle
from app.model.finding import Finding
from app.render import FORMATS, RenderOptions
from app.services.assembling import Outcome, assemble_answers, safe_name, save
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.extracting import extract, file_stem
from app.services.packaging import archive, package
from app.store import dossiers

TOGETHER: Final = "together"
"""The framework with its annexes in one file."""

SEPARATE: Final = "separate"
"""Every document of the dossier in a file of its own, in a ZIP archive."""

PACKAGE: Final = "package"
"""The format that is a ZIP archive of Word and PDF files with their answers and a manifest."""

_ZIP: Final = "application/zip"


class NotReadyError(SyngraphError):
    """A final was asked for while errors are open, or while typed answers cannot be read. `findings` are the errors."""

    def __init__(self, findings: tuple[Finding, ...], unread: int) -> None:
        self.findings = findings
        self.unread = unread
        super().__init__("A final is possible when no error is open.")


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


def export(desk: Desk, draft: Draft, *, what: str, format_: str, final: bool) -> File:
    """Return a file and keep it in the output folder.

    `what` is a document of the dossier, TOGETHER or SEPARATE; `format_` one of FORMATS, or PACKAGE. Raises
    NotFoundError for an unknown document or format, NotReadyError when a final is blocked, RenderError when the format
    cannot be made here, OutputError when the file cannot be kept.
    """
    if format_ not in (*FORMATS, PACKAGE):
        raise NotFoundError(f"There is no format {format_!r}.")
    outcome = _outcome(desk, draft, what, final)
    options = RenderOptions(desk.templates / "_house", desk.settings.fonts_dir)
    if format_ == PACKAGE:
        file = _packed(outcome, what, draft, options)
    elif what == SEPARATE:
        file = _zipped(outcome, format_, options)
    else:
        file = _single(outcome, what, format_, options)
    _keep(desk, draft, file, final)
    return file


def export_extract(desk: Desk, draft: Draft, *, document: str, clause: str, format_: str) -> File:
    """Return one clause or schedule of a draft as a paper of its own and keep it in the output folder.

    Raises as `export` does, NotFoundError also for a clause that is not in the document.
    """
    if format_ not in FORMATS:
        raise NotFoundError(f"There is no format {format_!r}.")
    bundle, kind = extract(draft.outcome.assembled.bundle, document, clause), FORMATS[format_]
    options = RenderOptions(desk.templates / "_house", desk.settings.fonts_dir)
    name = f"{file_stem(draft.outcome.reference, bundle)}.{kind.extension}"
    file = File(name, kind.media_type, kind.render(bundle, options))
    _keep(desk, draft, file, final=False)
    return file


def answers_yaml(draft: Draft, record: Mapping[str, Any]) -> File:
    """Return the answers of a dossier as an answers file, which the command line and another installation read."""
    import yaml

    text = yaml.safe_dump(dict(record), allow_unicode=True, sort_keys=False, width=120)
    return File(f"{draft.outcome.reference}.yaml", "application/yaml; charset=utf-8", text.encode())


def blocking(desk: Desk, draft: Draft, what: str) -> tuple[Finding, ...]:
    """Return the errors that stand in the way of a final of these documents."""
    outcome = assemble_answers(draft.library, draft.answers, today=desk.today(), final=True)
    return tuple(finding for finding in outcome.errors if what in (TOGETHER, SEPARATE, finding.document))


def _outcome(desk: Desk, draft: Draft, what: str, final: bool) -> Outcome:
    if not final:
        return draft.outcome
    errors = blocking(desk, draft, what)
    if errors or draft.revision.unread:
        raise NotReadyError(errors, len(draft.revision.unread))
    return assemble_answers(draft.library, draft.answers, today=desk.today(), final=True)


def _single(outcome: Outcome, what: str, format_: str, options: RenderOptions) -> File:
    bundle, kind = _chosen(outcome, what), FORMATS[format_]
    return File(f"{_name(outcome, bundle)}.{kind.extension}", kind.media_type, kind.render(bundle, options))


def _packed(outcome: Outcome, what: str, draft: Draft, options: RenderOptions) -> File:
    bundle = _chosen(outcome, what)
    assembled = dataclasses.replace(outcome.assembled, bundle=bundle)
    narrowed = dataclasses.replace(outcome, assembled=assembled, reference=_name(outcome, bundle))
    name, content = package(narrowed, draft.answers, options, joined=what == TOGETHER)
    return File(name, _ZIP, content)


def _zipped(outcome: Outcome, format_: str, options: RenderOptions) -> File:
    files = [_single(outcome, document.id, format_, options) for document in outcome.assembled.bundle.documents]
    content = archive((file.name, file.content) for file in files)
    return File(f"{outcome.reference}-{format_}.zip", _ZIP, content)


def _chosen(outcome: Outcome, what: str) -> Bundle:
    bundle = outcome.assembled.bundle
    if what in (TOGETHER, SEPARATE):
        return bundle
    document = bundle.document(what)
    if document is None:
        raise NotFoundError(f"The dossier has no document {what!r}.")
    return Bundle((document,), bundle.library_version)


def _name(outcome: Outcome, bundle: Bundle) -> str:
    number = bundle.documents[0].number
    return f"{outcome.reference}-annex-{number}" if number else outcome.reference


def _keep(desk: Desk, draft: Draft, file: File, final: bool) -> None:
    folder = desk.settings.output_dir / draft.dossier.id
    stem = Path(safe_name(file.name)).stem
    state = "final" if final else "draft"
    name = f"{stem}-r{draft.revision.number}-{state}{Path(file.name).suffix}"
    try:
        (path,) = save([(name, file.content)], folder)
    except OutputError as error:
        raise OutputError(f"{error} The setting OUTPUT_DIR names the folder.") from None
    with desk.database.write() as session:
        dossiers.add_export(
            session,
            draft.dossier.id,
            revision=draft.revision.number,
            file=str(path.relative_to(desk.settings.output_dir)),
            sha256=hashlib.sha256(file.content).hexdigest(),
            final=final,
            now=desk.now(),
        )
