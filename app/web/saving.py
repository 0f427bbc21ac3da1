"""Taking a submitted page of questions: store what can be stored, tell of what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_wtf import FlaskForm

from app.model.message import say
from app.model.question import Question, QuestionType
from app.services import drafts
from app.services.changes import ABSENT
from app.services.record import path_of, unread_path
from app.services.show import show, show_row
from app.store import revisions
from app.web.context import desk, when
from app.web.forms.fields import SHOWN, AnswerField
from app.web.forms.page import AnyField, Source, edits, page_form, question_fields
from app.web.safety import is_typing, read_at

Entries = Sequence[tuple[str, Question]]


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else saved another value for a question: both values in words, and when theirs was saved."""

    mine: str
    theirs: str
    at: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A submitted page after it was stored: the form as typed, the revision that counts now, the clashes."""

    form: FlaskForm
    number: int
    clashes: dict[str, Clash]


def source_of(identifier: str, document: str, number: int | None = None) -> Source:
    """Return where the answers of a document stand, in the newest or in an earlier revision."""
    with desk().database.read() as session:
        revision = revisions.get(session, identifier, number)
    return Source(revision.answers, revision.unread, document, desk().today())


def shown_keys() -> list[str]:
    """Return the keys of the questions that the submitted page showed."""
    return list(dict.fromkeys(request.form.getlist(SHOWN)))


def take(identifier: str, document: str, entries: Entries, *, author: str = "") -> Taken:
    """Store the submitted page. Values that somebody else changed meanwhile stay; they come back as clashes.

    `author` is the party that saves, "" for whoever is signed in.
    """
    number = read_at()
    source = source_of(identifier, document, number)
    form = page_form(entries, source)
    wanted = edits(form, source, leave_defaults=is_typing())
    if (key := _given_up()) in form:
        wanted.pop(path_of(document, key), None)
        wanted.pop(unread_path(document, key), None)
    saved = drafts.save(desk(), identifier, document, wanted, read_at=number, author=author)
    return Taken(form, saved.number, _clashes(identifier, document, form, saved) if saved.conflicts else {})


def _given_up() -> str:
    """Return the question for which the person takes the other's value, or an empty text."""
    action, _, key = request.form.get("act", "").partition(":")
    return key if action == "theirs" else ""


def _clashes(identifier: str, document: str, form: FlaskForm, saved: drafts.Saved) -> dict[str, Clash]:
    with desk().database.read() as session:
        steps = [step for step in revisions.steps(session, identifier) if step.kind != "conflict"]
    at = when(steps[-1].made_at) if steps else ""
    clashes: dict[str, Clash] = {}
    for field in question_fields(form):
        path, text_path = path_of(document, field.name), unread_path(document, field.name)
        for conflict in saved.conflicts:
            if conflict.path[: len(path)] == path or conflict.path == text_path:
                mine, theirs = (
                    _words(field, value, conflict.path[len(path) :]) for value in (conflict.mine, conflict.theirs)
                )
                clashes[field.name] = Clash(mine, theirs, at)
    return clashes


def _words(field: AnyField, value: Any, inner: tuple[str, ...]) -> str:
    """Return one side of a clash in words; `inner` leads into a table."""
    if value is ABSENT:
        return say("No answer")
    if isinstance(field, AnswerField) or field.question.type is not QuestionType.ROWS or not inner:
        return (
            show(field.question, value, field.parties) if not isinstance(value, str) or not field.typed else value
        ) or say("No answer")
    if isinstance(value, dict):
        return show_row(field.question, value, field.parties) or say("An empty row")
    column = field.question.field(inner[-1])
    return show(column, value, field.parties) if column is not None else str(value)
