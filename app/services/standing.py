"""What is open in a dossier, counted once at every save, so that lists need not assemble anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.interview import PARTIES_PAGE, InterviewPage, gaps_of, pages
from app.model.answers import Answers
from app.model.library import Library
from app.services.accepting import sorted_out
from app.services.annexes import name_of
from app.services.assembling import Outcome
from app.services.record import MAIN, document_types, parties, party_name

_MOST_NAMES = 5


def standing(
    library: Library,
    record: Mapping[str, Any],
    unread: Mapping[str, str],
    made: tuple[Answers, Outcome],
    accepted: Mapping[str, Any],
) -> dict[str, Any]:
    """Return title, parties and reference of a dossier and, for each document, what is answered, missing and found.

    Warnings that somebody accepted are not counted.
    """
    own = record.get("document", {})
    return {
        "title": _text(own.get("title")),
        "reference": _text(own.get("reference")),
        "parties": [party_name(party) for party in parties(record)],
        "documents": {
            document: _of_document(library, record, made, document, accepted)
            | {"unread": sum(1 for key in unread if key.startswith(f"{document}:"))}
            for document in document_types(record)
        },
    }


def document_pages(
    library: Library, made: tuple[Answers, Outcome], document: str, type_id: str
) -> tuple[InterviewPage, ...]:
    """Return the pages of a document's interview."""
    answers, outcome = made
    return pages(library.outlines[type_id], library, outcome.assembled, document, answers=answers)


def _of_document(
    library: Library,
    record: Mapping[str, Any],
    made: tuple[Answers, Outcome],
    document: str,
    accepted: Mapping[str, Any],
) -> dict[str, Any]:
    interview = document_pages(library, made, document, document_types(record)[document])
    if document != MAIN:
        # The parties of an annex are those of its framework: what is missing of them is counted there.
        interview = tuple(page for page in interview if page.id != PARTIES_PAGE)
    answered, missing, to_confirm = (
        sum(getattr(page, count) for page in interview) for count in ("answered", "missing", "to_confirm")
    )
    open_ones, _ = sorted_out(made[1].findings, accepted)
    findings = [finding.severity.value for finding in open_ones if finding.document == document]
    return {
        "name": name_of(record, document, library),
        "answered": answered,
        "total": answered + missing + to_confirm,
        "missing": missing,
        "to_confirm": to_confirm,
        "names": _names(library, record, interview, document),
        "pages": {page.id: page.title for page in interview},
        **{severity: findings.count(severity) for severity in ("error", "warning", "hint")},
    }


def _names(
    library: Library, record: Mapping[str, Any], interview: tuple[InterviewPage, ...], document: str
) -> list[str]:
    names = [
        asked.question.label[:1].lower() + asked.question.label[1:].rstrip("?")
        for page in interview
        for asked in page.questions
        if asked.state in ("missing", "tbc")
    ]
    if document == MAIN:
        open_parties = [party_name(party) for party in parties(record) if _has_gaps(party, library)]
        names = [f"details of {name}" for name in open_parties] + names
    return names[:_MOST_NAMES]


def _has_gaps(party: Mapping[str, Any], library: Library) -> bool:
    gaps = gaps_of(party, library)
    return bool(gaps.missing or gaps.to_confirm)


def _text(value: object) -> str:
    return value if isinstance(value, str) and value != "TBC" else ""
