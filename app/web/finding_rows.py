"""Findings as pages show them: what is wrong, where its clause stands, where it is answered, why it was accepted."""

from __future__ import annotations

from dataclasses import dataclass

from app.interview import PARTIES_PAGE
from app.model.finding import Finding
from app.model.message import say
from app.services.accepting import can_accept, key_of
from app.services.show import show_date
from app.web.documents import DocumentPage, question_address
from app.web.language import gettext
from app.web.words import clause_name as number_name
from app.web.words import label, told


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as pages show it. `key` is set where it can be accepted; `reason` and `on` where it was."""

    rule: str
    severity: str
    message: str
    remedy: str
    answer: str = ""
    clause: str = ""
    clause_name: str = ""
    key: str = ""
    reason: str = ""
    on: str = ""

    @property
    def anchor(self) -> str:
        """The id of the row on its page."""
        return anchor_of(self.key)


def anchor_of(key: str) -> str:
    """Return the id of the row that shows a finding which can be accepted."""
    return f"f-{key.rpartition(':')[2]}"


def open_rows(here: DocumentPage) -> list[FindingRow]:
    """Return the findings of a document that are open."""
    return [_row(here, finding) for finding in here.findings]


def accepted_rows(here: DocumentPage) -> list[FindingRow]:
    """Return the warnings of a document that were accepted."""
    return [_row(here, one.finding, one.reason, told(show_date(one.on))) for one in here.accepted]


def unread_rows(here: DocumentPage) -> list[FindingRow]:
    """Return what was typed and cannot be read as an answer."""
    start, address = f"{here.document}:", question_address(here)
    return [
        FindingRow(
            "",
            "error",
            say("“{text}” cannot be read as an answer.", text=text),
            say("Write it in another form."),
            address(name.removeprefix(start)),
        )
        for name, text in here.draft.revision.unread.items()
        if name.startswith(start)
    ]


def grouped(here: DocumentPage, rows: list[FindingRow], by_clause: bool) -> dict[str, list[FindingRow]]:
    """Return rows by the title of their clause, or of the page on which they are answered, in order."""
    titles = {one.id: label(one.title) for one in here.interview}
    groups: dict[str, list[FindingRow]] = {}
    for row in rows:
        if by_clause:
            title = row.clause_name or gettext("The document as a whole")
        else:
            title = titles.get(_page_of(row.answer), "") or (
                gettext("Parties") if "/parties/" in row.answer else gettext("Clauses")
            )
        groups.setdefault(title, []).append(row)
    order = [*titles.values(), gettext("Parties"), gettext("Clauses")]
    return groups if by_clause else dict(sorted(groups.items(), key=lambda group: order.index(group[0])))


def _row(here: DocumentPage, finding: Finding, reason: str = "", on: str = "") -> FindingRow:
    address = question_address(here)
    numbers = {one.source: one for part in here.tree.parts for one in part.clauses if one.source}
    placed = numbers.get(finding.clause or "")
    clause = finding.clause if finding.clause in here.library.clauses else ""
    name = ""
    if clause:
        name = here.library.clauses[clause].plain_title
        if placed is not None and placed.number:
            name = f"{number_name(placed.number)}, {name}"
    return FindingRow(
        rule=finding.rule,
        severity=finding.severity.value,
        message=finding.message,
        remedy=finding.remedy,
        answer=address(finding.question) if finding.question else "",
        clause=clause or "",
        clause_name=name,
        key=key_of(finding) if can_accept(finding) else "",
        reason=reason,
        on=on,
    )


def _page_of(address: str) -> str:
    _, found, rest = address.partition("/q/")
    return rest.partition("#")[0] if found else (PARTIES_PAGE if "/parties/" in address else "")
