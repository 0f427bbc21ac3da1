"""From answers to documents: assemble, review, write the files. Web, command line and queue all come this way."""

from __future__ import annotations

import datetime
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.assembly import assemble
from app.errors import OutputError
from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.document import Bundle
from app.model.finding import Finding, Severity
from app.model.library import Library
from app.render import FORMATS, RenderOptions
from app.review import check

_LONGEST_NAME: Final = 100
_ROW: Final = re.compile(r"\[[^\]]*\]")
_UNSAFE: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of answers: the documents, and what the review found in them.

    `reference` is what files are named after; it is safe as the name of a file.
    """

    assembled: Assembled
    findings: tuple[Finding, ...]
    reference: str

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stand in the way of a final."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def assemble_answers(library: Library, answers: Answers, today: datetime.date, final: bool = False) -> Outcome:
    """Return the documents that the answers make, reviewed.

    `final` marks them as final and makes the review stricter.
    """
    assembled = assemble(library, answers, today=today, final=final)
    findings = check(assembled, answers, library, today=today, final=final)
    return Outcome(assembled, findings, safe_name(answers.reference) or f"{answers.type}-draft")


def only_document(outcome: Outcome, answers: Answers, identifier: str) -> Outcome:
    """Return the outcome for one document of its bundle: that of an annex which has a file of answers of its own.

    Findings about the framework alone are left to the framework; those about answers that the annex uses too are kept.
    """
    document = outcome.assembled.bundle.document(identifier)
    own = answers.annex(identifier)
    if document is None or own is None:
        return outcome
    bundle = Bundle((document,), outcome.assembled.bundle.library_version)
    assembled = Assembled(bundle, outcome.assembled.problems, outcome.assembled.uses, outcome.assembled.selected)
    used = {use.question for use in outcome.assembled.uses if use.document == identifier}
    findings = tuple(
        finding for finding in outcome.findings if finding.document == identifier or _asks(finding.question, used)
    )
    return Outcome(assembled, findings, safe_name(own.reference) or f"{own.type}-draft")


def write_outputs(
    outcome: Outcome, formats: Sequence[str], folder: Path, joined: bool, options: RenderOptions
) -> list[Path]:
    """Write the documents into `folder` in each format and return the paths, as `rendered` and `save` do.

    Raises RenderError when a format cannot be made, OutputError when the folder cannot be written to.
    """
    return save(rendered(outcome, formats, joined, options), folder)


def rendered(outcome: Outcome, formats: Sequence[str], joined: bool, options: RenderOptions) -> list[tuple[str, bytes]]:
    """Return the name and the bytes of each file, in the order of documents and formats.

    Each document gets a file, `<reference>.<ext>` and `<reference>-annex-<number>.<ext>`; `joined` puts them all into
    one. Raises RenderError when a format cannot be made.
    """
    return [
        (f"{name}.{FORMATS[format_].extension}", FORMATS[format_].render(bundle, options))
        for name, bundle in _bundles(outcome, joined)
        for format_ in dict.fromkeys(formats)
    ]


def save(files: Sequence[tuple[str, bytes]], folder: Path) -> list[Path]:
    """Write the files into `folder` and return their paths.

    All are written before the first gets its name: none is ever half written. Raises OutputError when the folder cannot
    be written to; then nothing is left behind.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files:
            temporary = folder / f".{name}.{secrets.token_hex(4)}"
            waiting.append((temporary, folder / name))
            _write_new(temporary, content)
        for temporary, path in waiting:
            os.replace(temporary, path)
    except OSError as error:
        raise _output_error(folder, error) from None
    finally:
        for temporary, _ in waiting:
            _remove(temporary)
    return [path for _, path in waiting]


def safe_name(reference: str) -> str:
    """Return a reference as the name of a file: no separators, no leading dots, never too long; it may be empty."""
    name = _UNSAFE.sub("-", reference).strip("-.")
    while len(name.encode()) > _LONGEST_NAME:
        name = name[:-1]
    return name.rstrip("-.")


def _asks(question: str | None, used: set[str]) -> bool:
    """Whether a finding is about one of the questions used; a party or a row counts for its table."""
    key = _ROW.sub("", question or "")
    return any(key == one or key.startswith(f"{one}.") for one in used)


def _bundles(outcome: Outcome, joined: bool) -> Iterator[tuple[str, Bundle]]:
    bundle = outcome.assembled.bundle
    if joined or len(bundle.documents) == 1:
        yield outcome.reference, bundle
        return
    for document in bundle.documents:
        name = f"{outcome.reference}-annex-{document.number}" if document.number else outcome.reference
        yield name, Bundle((document,), bundle.library_version)


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # What could not be written can often not be removed either; the error that matters is told already.
        return


def _output_error(folder: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    advice = "Choose another folder, or make room and allow writing."
    return OutputError(f"Nothing can be written into the folder {folder}: {reason}. {advice}")
