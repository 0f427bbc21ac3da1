"""Downloads: draft or final, one file or several, five formats, the package, and the answers."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from app.model.message import say
from app.render import pdf
from app.services import exporting
from app.services.dossier_file import dossier_file
from app.services.exporting import SEPARATE, TOGETHER, NotReadyError
from app.services.record import MAIN
from app.web.attachments import attachment
from app.web.context import desk
from app.web.documents import DocumentPage, document_page

pages = Blueprint("download", __name__, url_prefix="/d/<dossier>/<document>/download")

FORMAT_NAMES = {
    "docx": (say("Word (DOCX)"), say("To go on working in a word processor; numbers and references are real.")),
    "pdf": (say("PDF"), say("To read, send and print.")),
    "html": (say("Web page (HTML)"), say("One file that opens in a browser.")),
    "txt": (say("Plain text"), say("One paragraph a line.")),
    "json": (say("Data (JSON)"), say("The document with its structure, for other programs.")),
    exporting.PACKAGE: (
        say("Package (ZIP)"),
        say(
            "Word and PDF files, the answers, and a manifest that says what they were made of and vouches for each"
            " file."
        ),
    ),
}


@pages.get("")
def choose(dossier: str, document: str) -> str:
    """Show what can be downloaded."""
    return _choices(document_page(dossier, document, "download.choose"))


@pages.get("/file")
def file(dossier: str, document: str) -> Response | tuple[str, int]:
    """Make a file and hand it out."""
    here = document_page(dossier, document, "download.choose")
    what = request.args.get("what", here.document)
    try:
        made = exporting.export(
            desk(),
            here.draft,
            what=what,
            format_=request.args.get("format", ""),
            final=request.args.get("state") == "final",
        )
    except NotReadyError as error:
        return _choices(here, blocked=error), 409
    return attachment(made)


@pages.get("/answers")
def answers(dossier: str, document: str) -> Response:
    """Hand out the answers of the dossier as an answers file."""
    here = document_page(dossier, document, "download.choose")
    return attachment(exporting.answers_yaml(here.draft, here.draft.record))


@pages.get("/dossier")
def dossier(dossier: str, document: str) -> Response:
    """Hand out the dossier as one file."""
    document_page(dossier, document, "download.choose")
    return attachment(dossier_file(desk(), dossier))


def _choices(here: DocumentPage, blocked: NotReadyError | None = None) -> str:
    documents = [
        (document.id, f"{document.name}: {document.title}" if document.number else document.title)
        for document in here.draft.outcome.assembled.bundle.documents
    ]
    whole = here.document if len(documents) == 1 else TOGETHER if here.document == MAIN else here.document
    return render_template(
        "pages/download.html",
        page=here,
        formats=FORMAT_NAMES,
        documents=documents,
        together=TOGETHER,
        separate=SEPARATE,
        what=request.args.get("what", whole),
        format=request.args.get("format", "docx"),
        state=request.args.get("state", "draft"),
        errors=exporting.blocking(desk(), here.draft, TOGETHER),
        unread=len(here.draft.revision.unread),
        blocked=blocked,
        closed=dict.fromkeys(("pdf", exporting.PACKAGE), needed) if (needed := pdf.problem()) else {},
    )
