"""What stands around the clauses, in the same words in every format: cover lines, contents, head and foot."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.model.document import Bundle, Clause, CoverParty, Document, Part, Runs, Text

_ENGLISH: Final = {
    "locale": "en_GB",
    "contents": "Contents",
    "between": "between",
    "version": "version",
    "draft_mark": "Draft for discussion",
    "draft_foot": "draft for discussion",
    "final_foot": "final",
    "not_reviewed": "Text as generated, not reviewed by a lawyer",
    "page_of": "Page {page} of {pages}",
    "signed_for": "Signed for and on behalf of",
    "signature": "Signature",
    "name": "Name",
    "capacity": "Capacity",
    "place_date": "Place, date",
}
"""Used where a stored tree is older than a word of the engine; the words proper come with the tree."""

MANY_SIGNERS: Final = 8
"""Above this number of parties the signature blocks are compact and "Signed for and on behalf of" is said once."""


def word(document: Document, key: str) -> str:
    """Return one of the engine's own words in the document's language."""
    return document.words().get(key) or _ENGLISH[key]


def language_tag(document: Document) -> str:
    """Return the language as BCP 47 tag, with the region of the house's spelling where there is one ("en-GB")."""
    locale = word(document, "locale").replace("_", "-")
    return locale if locale.split("-")[0] == document.language.split("-")[0] else document.language


def printed_date(document: Document) -> str:
    """Return the day of assembly in words of the document's language."""
    from babel.dates import format_date

    day = datetime.date.fromisoformat(document.date)
    return format_date(day, format="d MMMM y", locale=language_tag(document).replace("-", "_"))


def is_draft(document: Document) -> bool:
    """Whether the document is a draft and must say so."""
    return document.state != "final"


def state_line(document: Document) -> str:
    """Return the foot: reference, version and state, as far as they are known."""
    state = word(document, "draft_foot" if is_draft(document) else "final_foot")
    return " · ".join(filter(None, (document.reference, version(document), state)))


def version(document: Document) -> str:
    """Return "version 0.3", or an empty text where the document has no version."""
    return f"{word(document, 'version')} {document.version}" if document.version else ""


def cover_note(document: Document) -> str:
    """Return the last line of the cover: the date and, on a draft, that no lawyer has read the text."""
    if not is_draft(document):
        return printed_date(document)
    note = word(document, "not_reviewed")
    return f"{printed_date(document)} · {note[:1].lower()}{note[1:]}"


def has_cover(document: Document) -> bool:
    """Whether the document begins with a cover and its contents, and not with a head above its text."""
    return document.front != "head"


def reference_line(document: Document) -> str:
    """Return reference and version, as far as they are known."""
    return " · ".join(filter(None, (document.reference, version(document))))


def opening_label(document: Document) -> str:
    """Return the line above the title of a document without a cover: what it is, and in a file of its own which."""
    own_file = "" if document.number else reference_line(document)
    return " · ".join(filter(None, (label_above_title(document), own_file)))


def opening_note(document: Document) -> str:
    """Return the line below such a title: nothing for an annex, of which the contract says it.

    It breaks between its parts only, so that no single word is left over for a line of its own.
    """
    note = "" if document.number else head_note(document)
    return " · ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in note.split(" · "))


def head_note(document: Document) -> str:
    """Return the last line of a head: that it is a draft, and what the cover says last."""
    mark = [word(document, "draft_mark")] if is_draft(document) else []
    return " · ".join((*mark, cover_note(document)))


def label_above_title(document: Document) -> str:
    """Return what the document is ("Annex 1"), or an empty text where the title says the same."""
    return "" if document.name.casefold() == document.title.casefold() else document.name


def full_name(document: Document) -> str:
    """Return the title as a contents entry or bookmark: "Annex 1 — Facilities and platforms"."""
    label = label_above_title(document)
    return f"{label} — {document.title}" if label else document.title


def numbered_parties(document: Document) -> Iterator[tuple[str, CoverParty]]:
    """Yield the parties of the cover with their numbers: "(1)", "(2)"."""
    for position, party in enumerate(document.parties, start=1):
        yield f"({position})", party


def part_id(document: Document, part: Part) -> str:
    """Return the id of a part title, unique in the bundle."""
    return f"{document.id}/part/{part.id}"


def has_heading(clause: Clause) -> bool:
    """Whether the clause prints a heading: the parties do not, they stand right under their part title."""
    return clause.layout != "parties" and bool(clause.title or clause.number)


def caption_number(clause: Clause) -> str:
    """Return what stands before a schedule's title, in the same line: "Schedule 1 — "."""
    return f"{clause.number} — " if clause.number and clause.title else clause.number


def said_once(part: Part) -> bool:
    """Whether "Signed for and on behalf of" is said once for all blocks of a signature part."""
    return len(part.signatures) > MANY_SIGNERS


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. `level` is 1 for part and annex titles, 2 for clauses and schedules."""

    level: int
    number: str
    title: Runs
    target: str


def contents(bundle: Bundle) -> Iterator[Entry]:
    """Yield the contents of the whole file: the first document's parts and clauses, then each annex with its own."""
    for position, document in enumerate(bundle.documents):
        if position:
            yield Entry(1, "", (Text(full_name(document)),), document.id)
        for part in document.parts:
            if part.title:
                yield Entry(1, "", (Text(part.title),), part_id(document, part))
            for clause in filter(has_heading, part.clauses):
                if clause.layout == "schedule":
                    title = (Text(caption_number(clause)), *clause.title)
                    yield Entry(2, "", title, clause.id)
                elif clause.layout == "clause":
                    yield Entry(2, clause.number, clause.title, clause.id)
