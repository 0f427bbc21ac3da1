"""What the review found in a document, by page or by clause, each with the way to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from app.interview import PARTIES_PAGE
from app.model.finding import Finding
from app.web.documents import DocumentPage, document_page, question_address

pages = Blueprint("findings", __name__, url_prefix="/d/<dossier>/<document>")

_SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as the page shows it: where it can be answered, where its clause stands."""

    rule: str
    severity: str
    message: str
    remedy: str
    answer: str = ""
    clause: str = ""
    clause_name: str = ""


@pages.get("/findings")
def listed(dossier: str, document: str) -> str:
    """Show the findings of a document."""
    here = document_page(dossier, document, "findings.listed")
    by_clause = request.args.get("by") == "clause"
    rows = [_row(here, finding) for finding in here.draft.outcome.findings if finding.document == document]
    counts = {severity: sum(row.severity == severity for row in rows) for severity in _SEVERITIES}
    unread = _unread(here)
    counts["error"] += len(unread)
    groups = _grouped(here, rows, by_clause)
    if unread:
        groups = {"Answers that cannot be read": unread} | groups
    return render_template("pages/findings.html", page=here, groups=groups, counts=counts, by_clause=by_clause)


def _row(here: DocumentPage, finding: Finding) -> FindingRow:
    address = question_address(here)
    numbers = {one.source: one for part in here.tree.parts for one in part.clauses if one.source}
    placed = numbers.get(finding.clause or "")
    clause = finding.clause if finding.clause in here.library.clauses else ""
    name = ""
    if clause:
        name = here.library.clauses[clause].plain_title
        if placed is not None and placed.number:
            name = f"{placed.number if not placed.number[0].isdigit() else 'Clause ' + placed.number}, {name}"
    return FindingRow(
        finding.rule,
        finding.severity.value,
        finding.message,
        finding.remedy,
        address(finding.question) if finding.question else "",
        clause or "",
        name,
    )


def _unread(here: DocumentPage) -> list[FindingRow]:
    start, address = f"{here.document}:", question_address(here)
    return [
        FindingRow(
            "",
            "error",
            f"“{text}” cannot be read as an answer.",
            "Write it in another form.",
            address(name.removeprefix(start)),
        )
        for name, text in here.draft.revision.unread.items()
        if name.startswith(start)
    ]


def _grouped(here: DocumentPage, rows: list[FindingRow], by_clause: bool) -> dict[str, list[FindingRow]]:
    titles = {one.id: one.title for one in here.interview}
    groups: dict[str, list[FindingRow]] = {}
    for row in rows:
        if by_clause:
            title = row.clause_name or "The document as a whole"
        else:
            title = titles.get(_page_of(row.answer), "") or ("Parties" if "/parties/" in row.answer else "Clauses")
        groups.setdefault(title, []).append(row)
    order = [*titles.values(), "Parties", "Clauses"]
    return groups if by_clause else dict(sorted(groups.items(), key=lambda group: order.index(group[0])))


def _page_of(address: str) -> str:
    _, found, rest = address.partition("/q/")
    return rest.partition("#")[0] if found else (PARTIES_PAGE if "/parties/" in address else "")
