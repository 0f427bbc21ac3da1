"""What a save did, in a few words: for the names of undo and redo, and for the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.model.library import Library
from app.model.message import joined, label, listed, say
from app.model.question import Question
from app.services.accepting import ACCEPTED
from app.services.changes import ABSENT, Change
from app.services.record import LIBRARY, parties, party_name
from app.services.show import show

_LONGEST = 60


def describe(changes: Sequence[Change], library: Library, answers: Mapping[str, Any]) -> str:
    """Return what changed: one change with its values, several by number. `answers` is the record after the change."""
    if not changes:
        return say("Nothing")
    names = list(dict.fromkeys(called(change, library, answers) for change in changes))
    if len(names) > 2:
        return say("{number} answers", number=len(names))
    if len(names) == 1 and len(changes) == 1:
        return _with_values(changes[0], names[0], library, answers)
    return listed(names)


def called(change: Change, library: Library, answers: Mapping[str, Any]) -> str:
    """Return how a change is called: by the label of its question, or by the clause, party or annex it is about."""
    path = change.path
    if path[0] == ACCEPTED:
        return say("Accepted warning")
    if path[0] == LIBRARY:
        return say("Clause library")
    if path[0] == "unread":
        return _label_of_key(path[1].partition(":")[2], library)
    path = path[1:] if path[1] != "annexes" else path[3:]
    if not path:
        return say("Annex")
    if path[0] == "parties" and len(path) > 1 and path[1].startswith("@"):
        return _party_name(change, path, library, answers)
    if path[0] == "choices":
        clause = library.clauses.get(path[1]) if len(path) > 1 else None
        return clause.plain_title if clause else say("Text of a clause")
    if path[0] == "special_terms":
        return say("Special terms")
    question = _question(change, library)
    return label(question.label) if question else ".".join(path[:2])


def _party_name(change: Change, path: tuple[str, ...], library: Library, answers: Mapping[str, Any]) -> str:
    identifier = path[1][1:]
    whole = change.new if change.new is not ABSENT else change.old
    party = next((one for one in parties(answers) if one["id"] == identifier), whole if len(path) == 2 else {"id": ""})
    name = party_name(party)
    if len(path) == 2:
        return say("{name} removed", name=name) if change.new is ABSENT else say("{name} added", name=name)
    field = library.party_field(".".join(path[2:])) or library.party_field(path[2])
    return joined([name, label(field.label)], ": ") if field else name


def _with_values(change: Change, name: str, library: Library, answers: Mapping[str, Any]) -> str:
    question = _question(change, library)
    if question is None or change.path[-1].startswith("@") or not _is_whole(change, question):
        return name
    old = "" if change.old is ABSENT else show(question, change.old, parties(answers))
    new = "" if change.new is ABSENT else show(question, change.new, parties(answers))
    if old and new and len(old) + len(new) <= _LONGEST:
        return say("{question}: {old} to {new}", question=name, old=old, new=new)
    if not new:
        return say("{name} removed", name=name)
    return joined([name, new], ": ") if len(new) <= _LONGEST else name


def _is_whole(change: Change, question: Question) -> bool:
    return change.path[-1] == question.key.rpartition(".")[2]


def _question(change: Change, library: Library) -> Question | None:
    path = change.path[1:] if change.path[1] != "annexes" else change.path[3:]
    if not path or path[0] in ("choices", "special_terms", "parties"):
        return None
    return library.questions.get(".".join(path[:2])) or library.questions.get(path[0])


def _label_of_key(key: str, library: Library) -> str:
    if key.startswith("parties["):
        field = library.party_field(key.partition("].")[2])
        return label(field.label) if field else key
    question = library.questions.get(key)
    return label(question.label) if question else key
