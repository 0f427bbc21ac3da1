"""Constraints of countries, parties and subjects, read from `contract_templates/_house/constraints.yaml`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.library.fields import Fields
from app.library.mistakes import Notebook, nearest
from app.library.shapes import Names
from app.model.constraint import Constraint, Wanted
from app.model.finding import Severity
from app.model.vocabulary import DERIVED_PARTY_FIELDS

ID: Final = re.compile(r"(?:CST|SUB|OWN)-\d{2,3}")
_KEYS: Final = (
    *("id", "severity", "message", "remedy", "source", "reviewed", "types", "answers", "clauses", "lacks"),
    *("party", "party_lacks", "subject", "question"),
)
_CONDITIONS: Final = ("types", "answers", "clauses", "lacks", "party", "party_lacks", "subject")
_MARKS: Final = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Known:
    """What constraints may name: questions and party fields, all clauses and document types. Questions are looked up
    only when the `whole` library is read.
    """

    names: Names
    clauses: Collection[str]
    types: Collection[str]
    whole: bool


def read_constraints(top: Fields | None, known: Known, notebook: Notebook) -> tuple[Constraint, ...]:
    """Return the constraints of a file; mistakes are written into the notebook."""
    if top is None:
        return ()
    top.only(("constraints",))
    found = [_constraint(entry, known) for entry in top.entries("constraints")]
    seen: set[str] = set()
    for one in found:
        if one.id in seen:
            message = f"The constraint {one.id} is there a second time."
            notebook.add(top.file, one.line, message, "Give each its own number.")
        seen.add(one.id)
    return tuple(found)


def _constraint(entry: Fields, known: Known) -> Constraint:
    identifier = entry.text("id", required=True)
    entry = entry.named(f"the constraint {identifier}")
    entry.only(_KEYS)
    if identifier and not ID.fullmatch(identifier):
        entry.mistake("id", f"“{identifier}” is no id of a constraint.", "Write OWN-01, or CST-01 and SUB-01 as ours.")
    if not any(entry.has(key) for key in _CONDITIONS):
        entry.mistake(None, f"The constraint {identifier} has no condition.", "Say when it is broken: party, answers …")
    one = Constraint(
        id=identifier,
        severity=entry.one_of("severity", Severity, Severity.WARNING, required=True),
        message=entry.text("message", required=True),
        remedy=entry.text("remedy", required=True),
        source=entry.text("source", required=True),
        reviewed=entry.text("reviewed", required=True),
        types=entry.texts("types"),
        answers=_wanted(entry, "answers"),
        clauses=entry.texts("clauses"),
        lacks=entry.texts("lacks"),
        party=_wanted(entry, "party"),
        party_lacks=entry.texts("party_lacks"),
        subject=_wanted(entry, "subject"),
        question=entry.text("question"),
        line=entry.line(),
    )
    _check(entry, one)
    _check_known(entry, one, known)
    return one


def _wanted(entry: Fields, key: str) -> Wanted:
    """Return a mapping from a name to the values that satisfy it: one value, or a list of them."""
    given = entry.data.get(key)
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not given:
        entry.mistake(key, f"“{key}” of {entry.what} has to map names to values.", f"Write {key}: {{name: [value]}}.")
        return {}
    return {str(name): _values(value) for name, value in given.items()}


def _values(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _check(entry: Fields, one: Constraint) -> None:
    for mark in _MARKS.findall(one.message):
        if mark not in ("parties", "subject"):
            entry.mistake("message", f"“{{{mark}}}” is no mark of a message.", "The marks are {parties} and {subject}.")
    if "{subject}" in one.message and not one.subject:
        entry.mistake("message", "“{subject}” stands for a subject, and the constraint names none.", "Add “subject”.")
    if "{parties}" in one.message and not (one.party or one.party_lacks):
        entry.mistake("message", "“{parties}” stands for parties, and the constraint names none.", "Add “party”.")
    try:
        datetime.date.fromisoformat(one.reviewed)
    except ValueError:
        if one.reviewed:
            entry.mistake("reviewed", f"“{one.reviewed}” is no day.", "Write it as “2026-11-01”, in quotation marks.")


def _check_known(entry: Fields, one: Constraint, known: Known) -> None:
    _check_names(entry, "types", one.types, known.types, "document type")
    _check_names(entry, "clauses", one.clauses, known.clauses, "clause")
    _check_names(entry, "lacks", one.lacks, known.clauses, "clause")
    fields = {question.key for question in known.names.party_fields} | set(DERIVED_PARTY_FIELDS)
    _check_names(entry, "party", one.party, fields, "field of a party")
    _check_names(entry, "party_lacks", one.party_lacks, fields, "field of a party")
    if known.whole and not entry.notebook.incomplete:
        _check_names(entry, "answers", one.answers, known.names.questions, "question")
        subjects = known.names.questions.get("subjects")
        columns = {field.key for field in subjects.fields} if subjects else set()
        _check_names(entry, "subject", one.subject, columns, "column of “subjects”")


def _check_names(entry: Fields, key: str, given: Collection[str], known: Collection[str], what: str) -> None:
    for name in given:
        if name not in known:
            entry.mistake(key, f"“{name}” is no {what}.", nearest(name, known))
