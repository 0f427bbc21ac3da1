"""The parties of a dossier: add one, remove one with what refers to it, change their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.model.library import Library
from app.model.question import Question, QuestionType
from app.services.record import annexes, new_id, parties

_PARTY_TYPES = (QuestionType.PARTY, QuestionType.PARTIES)


def with_party(record: Mapping[str, Any], short_name: str) -> tuple[dict[str, Any], str]:
    """Return the record with one more party, and the id that it got."""
    known = parties(record)
    identifier = new_id(short_name, [str(party["id"]) for party in known], fallback="party")
    party = {"id": identifier} | ({"short_name": short_name} if short_name else {})
    return {**record, "parties": [*known, party]}, identifier


def without_party(record: Mapping[str, Any], identifier: str, library: Library) -> dict[str, Any]:
    """Return the record without a party, and without every answer that names it."""
    kept = [party for party in parties(record) if party["id"] != identifier]
    changed = {**_forgetting(record, identifier, library), "parties": kept}
    if annexes(record):
        changed["annexes"] = [_annex_without(annex, identifier, library) for annex in annexes(record)]
    return changed


def moved(record: Mapping[str, Any], identifier: str, step: int) -> dict[str, Any]:
    """Return the record with a party moved up (-1) or down (1); at the end of the list nothing changes."""
    order = parties(record)
    here = next((index for index, party in enumerate(order) if party["id"] == identifier), None)
    if here is not None and 0 <= here + step < len(order):
        order[here], order[here + step] = order[here + step], order[here]
    return {**record, "parties": order}


def _annex_without(annex: Mapping[str, Any], identifier: str, library: Library) -> dict[str, Any]:
    changed = _forgetting(annex, identifier, library)
    if "parties" in annex:
        changed["parties"] = [one for one in annex["parties"] if one != identifier]
    return changed


def _forgetting(part: Mapping[str, Any], identifier: str, library: Library) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for group, answers in part.items():
        question = library.questions.get(group)
        if question is not None:
            changed[group] = _answer_without(question, answers, identifier)
        elif isinstance(answers, Mapping) and group != "choices":
            changed[group] = {
                name: kept
                for name, answer in answers.items()
                if (kept := _answer_without(library.questions.get(f"{group}.{name}"), answer, identifier)) is not None
            }
        else:
            changed[group] = answers
    return {group: answers for group, answers in changed.items() if answers is not None}


def _answer_without(question: Question | None, answer: Any, identifier: str) -> Any:
    """Return an answer that no longer names the party: None where nothing is left."""
    if question is None:
        return answer
    if question.type is QuestionType.PARTY or (question.item in _PARTY_TYPES and not isinstance(answer, list)):
        return None if answer == identifier else answer
    if isinstance(answer, list) and (question.type is QuestionType.PARTIES or question.item in _PARTY_TYPES):
        return [one for one in answer if one != identifier] or None
    if question.type is QuestionType.ROWS and isinstance(answer, list):
        return [_row_without(question, row, identifier) if isinstance(row, Mapping) else row for row in answer]
    return answer


def _row_without(question: Question, row: Mapping[str, Any], identifier: str) -> dict[str, Any]:
    cells = ((name, _answer_without(question.field(name), cell, identifier)) for name, cell in row.items())
    return {name: cell for name, cell in cells if cell is not None}
