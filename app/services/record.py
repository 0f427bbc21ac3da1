"""The stored answers of a dossier: one mapping in the shape of an answers file, and where an answer stands in it.

A *state* is {"answers": the record, "unread": texts}: `unread` keeps, by document and question, what was typed but is
not yet a value, so that a person finds it as they left it. A whole state also holds "accepted", the warnings that
somebody accepted (`app/services/accepting.py`), and the version of the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from app.interview import opened
from app.model.answers import Answers, OwnText
from app.model.library import Library
from app.model.message import say
from app.model.outline import BundleOutline, Kind, Mode, Outline
from app.services.changes import ABSENT, Path, value_at

MAIN = "main"
"""The id of the framework, or of the one document of a dossier."""

LIBRARY = "library"
"""The key of a whole state that holds the version of the library."""

_STEP = re.compile(r"([a-z_][a-z0-9_]*)(?:\[([^\]]+)\])?", re.IGNORECASE)
_LATIN = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "đ": "d", "þ": "th"})


def new_record(kind: Outline | BundleOutline, library: Library) -> dict[str, Any]:
    """Return the answers of a document, or of the documents of a bundle, of which nothing is known yet but the type."""
    document: dict[str, Any] = {"type": kind.id}
    if isinstance(kind, Outline) and kind.kind is Kind.ANNEX:
        document["mode"] = Mode.STANDALONE.value
    record: dict[str, Any] = opened({"document": document, "parties": []}, library)
    return record


def state(answers: Mapping[str, Any], unread: Mapping[str, str]) -> dict[str, Any]:
    """Return answers and unread texts as one value, which changes are computed on."""
    return {"answers": answers, "unread": unread}


def base_path(document: str) -> Path:
    """Return the path of a document in a state."""
    return ("answers",) if document == MAIN else ("answers", "annexes", f"@{document}")


def path_of(document: str, key: str) -> Path:
    """Return the path of an answer in a state: of "law.country", "offers", "parties[alpine].seat.city".

    Raises ValueError when the key is none.
    """
    steps: list[str] = []
    for part in key.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            raise ValueError(f"{key!r} is no key of a question.")
        steps.append(match[1])
        if match[2]:
            steps.append(f"@{match[2]}")
    base = base_path(MAIN) if steps[0] == "parties" and len(steps) > 1 else base_path(document)
    return (*base, *steps)


def unread_path(document: str, key: str) -> Path:
    """Return the path of the typed text of an answer in a state."""
    return ("unread", unread_key(document, key))


def unread_key(document: str, key: str) -> str:
    """Return the name under which a typed text is kept."""
    return f"{MAIN if key.startswith('parties[') else document}:{key}"


def answer(answers: Mapping[str, Any], document: str, key: str) -> Any:
    """Return the document's own answer, or None where there is none."""
    found = value_at(state(answers, {}), path_of(document, key))
    return None if found is ABSENT else found


def value_of(answers: Mapping[str, Any], document: str) -> Mapping[str, Any]:
    """Return the part of a record that belongs to a document: the record itself for the main one."""
    found = value_at(state(answers, {}), base_path(document))
    return found if isinstance(found, Mapping) else {}


def annexes(answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the annexes of a record, in order."""
    return list(answers.get("annexes") or [])


def document_types(answers: Mapping[str, Any]) -> dict[str, str]:
    """Return {document id: document type}, the main document first."""
    types = {MAIN: str(answers.get("document", {}).get("type", ""))}
    return types | {str(annex["id"]): str(annex["type"]) for annex in annexes(answers)}


def parties(answers: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the parties of a record, in order."""
    return list(answers.get("parties") or [])


def party_name(party: Mapping[str, Any]) -> str:
    """Return by which name lists show a party."""
    for key in ("short_name", "legal_name"):
        name = party.get(key)
        if isinstance(name, str) and name not in ("", "TBC"):
            return name
    return say("Party without a name")


def new_id(text: str, taken: Iterable[str], *, fallback: str) -> str:
    """Return an id made from a name ("Völgy u." gives "volgy-u"), unlike those taken."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.lower().translate(_LATIN)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-")
    stem = stem if len(stem) > 1 else fallback
    used = set(taken)
    if stem not in used:
        return stem
    return next(name for number in range(2, len(used) + 3) if (name := f"{stem}-{number}") not in used)


def new_row_id(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return an id for a new row of a table."""
    used = {row.get("id") for row in rows}
    return next(name for number in range(1, len(used) + 2) if (name := f"r{number}") not in used)


def record_of(answers: Answers) -> dict[str, Any]:
    """Return checked answers as the record that is stored: the shape of an answers file, every row with its id."""
    document: dict[str, Any] = {"type": answers.type}
    if answers.mode == Mode.JOINED:
        document["mode"] = answers.mode
    if answers.framework is not None:
        document["framework"] = dict(answers.framework)
    record = {"document": document | dict(answers.document), "parties": [dict(party) for party in answers.parties]}
    record |= _own_part(answers)
    if answers.annexes:
        record["annexes"] = [_annex_record(annex) for annex in answers.annexes]
    return record


def _annex_record(annex: Answers) -> dict[str, Any]:
    head: dict[str, Any] = {"id": annex.id, "type": annex.type, "parties": list(annex.taking_part)}
    if annex.document:
        head["document"] = dict(annex.document)
    return head | _own_part(annex)


def _own_part(answers: Answers) -> dict[str, Any]:
    part: dict[str, Any] = dict(answers.groups)
    if answers.choices:
        part["choices"] = {
            clause: {"text": choice.text} if isinstance(choice, OwnText) else choice
            for clause, choice in answers.choices.items()
        }
    if answers.special_terms:
        part["special_terms"] = [
            {"after": term.after, "title": term.title, "text": term.text} for term in answers.special_terms
        ]
    return part
