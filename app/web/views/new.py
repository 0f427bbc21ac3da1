"""Begin a dossier: a document type, the sample, or an answers file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.errors import AnswersError, DossierFileError, NewerVersionError
from app.interview import PARTIES_PAGE, read_answers
from app.interview import pages as interview_pages
from app.model.library import Library
from app.model.message import say
from app.model.outline import Kind, Mode
from app.services import drafts, samples
from app.services.assembling import assemble_answers
from app.services.record import MAIN, document_types, new_record
from app.web.context import desk

pages = Blueprint("new", __name__)


_SITUATIONS: Final = (
    say("Begin to work together"),
    say("Share something definite"),
    say("Develop something together"),
    say("Talk safely"),
    say("Keep a signed contract up to date"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A document type as the page offers it. `questions` counts those of the shortest path."""

    id: str
    name: str
    summary: str
    questions: int


@pages.get("/new")
def choose() -> str:
    """Show the document types, grouped by situation."""
    return render_template("pages/new.html", groups=_groups(), sample=samples.has_sample(desk()), mistakes=())


@pages.post("/new/type/<type_id>")
def begin(type_id: str) -> Response:
    """Make a dossier for a document type and open its first page."""
    dossier = drafts.begin(desk(), type_id)
    return redirect(url_for("interview.start", dossier=dossier, document="main"), 303)


@pages.post("/new/sample")
def sample() -> Response:
    """Make a dossier from the sample and show it."""
    return redirect(url_for("dossier.overview", dossier=samples.from_sample(desk(), *samples.SHOWCASE)), 303)


@pages.post("/new/file")
def open_file() -> Response | tuple[str, int]:
    """Make a dossier from an answers file or a dossier file; what is wrong in it is listed, with its line."""
    file = request.files.get("file")
    try:
        content = file.stream.read() if file is not None else b""
        name = (file.filename or "") if file is not None else ""
        dossier = samples.from_upload(desk(), name.replace("\\", "/").rpartition("/")[2][:120], content)
    except (AnswersError, DossierFileError, NewerVersionError) as error:
        mistakes = tuple(map(str, error.mistakes)) if isinstance(error, AnswersError) else (str(error),)
        page = render_template("pages/new.html", groups=_groups(), sample=samples.has_sample(desk()), mistakes=mistakes)
        return page, 422
    return redirect(url_for("dossier.overview", dossier=dossier), 303)


def _groups() -> dict[str, list[Offer]]:
    groups: dict[str, list[Offer]] = {}
    offered = [outline for outline in desk().library.outlines.values() if Mode.STANDALONE in outline.modes]
    # Agreements first: a framework is where most begin.
    for outline in sorted(offered, key=lambda outline: (outline.kind is not Kind.AGREEMENT, outline.title)):
        name = outline.title if outline.kind is Kind.ANNEX else outline.name
        offer = Offer(outline.id, name, outline.summary, _shortest(desk().library, outline.id))
        groups.setdefault(outline.situation or say("Other"), []).append(offer)
    for bundle in desk().library.bundles.values():
        offer = Offer(bundle.id, bundle.name, bundle.summary, _shortest(desk().library, bundle.id))
        groups.setdefault(bundle.situation or say("Other"), []).append(offer)
    # Where people begin stands first; a situation that an office has added comes after those of the library.
    order = {str(name): number for number, name in enumerate(_SITUATIONS)}
    return dict(sorted(groups.items(), key=lambda pair: order.get(pair[0], len(order))))


@lru_cache(maxsize=64)
def _count(_version: str, type_id: str) -> int:
    library = desk().library
    record = new_record(library.bundles.get(type_id) or library.outlines[type_id], library)
    answers = read_answers(record, library, line_of=lambda _path: 0, file="")
    assembled = assemble_answers(library, answers, today=desk().today(), final=False).assembled
    listed = [
        page
        for document, kind in document_types(record).items()
        for page in interview_pages(library.outlines[kind], library, assembled, document)
        # The parties of an annex are those of its framework.
        if document == MAIN or page.id != PARTIES_PAGE
    ]
    return sum(len(page.questions) for page in listed)


def _shortest(library: Library, type_id: str) -> int:
    return _count(library.version, type_id)
