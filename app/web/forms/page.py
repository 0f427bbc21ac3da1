"""A page of questions as one form, and the edits that a submitted page asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_wtf import FlaskForm

from app.model.question import Question, QuestionType
from app.services import record as records
from app.services.changes import ABSENT, Path
from app.web.forms.fields import AnswerField
from app.web.forms.tables import TableField
from app.web.words import label, told

AnyField = AnswerField | TableField


@dataclass(frozen=True, slots=True)
class Source:
    """Where the answers of a page stand: the record, the texts not read yet, the document, today's date."""

    answers: Mapping[str, Any]
    unread: Mapping[str, str]
    document: str
    today: date


def page_form(questions: Iterable[tuple[str, Question]], source: Source) -> FlaskForm:
    """Return a form with a field for each question, keyed by its full key, filled from the record or the request."""
    fields = {key: _field(key, question, source) for key, question in questions}
    form_class: type[FlaskForm] = type("PageForm", (FlaskForm,), fields)
    return form_class()


def question_fields(form: FlaskForm) -> list[AnyField]:
    """Return the fields of the questions, in order, without the form's own."""
    return [field for field in form if isinstance(field, AnswerField | TableField)]


def edits(
    form: FlaskForm, source: Source, *, leave_defaults: bool = False, only: Iterable[str] = ()
) -> dict[Path, Any]:
    """Return the values to store, by path. Fields that the submitted page did not show are left alone.

    With `leave_defaults` (saving while the person types) a default that is merely shown does not become an answer yet.
    `only` restricts to these fields.
    """
    from flask import request

    from app.web.forms.fields import SHOWN

    shown = set(request.form.getlist(SHOWN))
    wanted = set(only) or shown
    changed: dict[Path, Any] = {}
    for field in question_fields(form):
        if field.name not in shown & wanted:
            continue
        if isinstance(field, TableField):
            changed |= _table_edits(field, source)
        elif not (leave_defaults and _merely_shown(field, source)):
            changed[records.path_of(source.document, field.name)] = ABSENT if field.value is None else field.value
            changed[records.unread_path(source.document, field.name)] = field.typed if field.problem else ABSENT
    return changed


def problems(form: FlaskForm) -> list[tuple[str, str]]:
    """Return what could not be read: the HTML id of the control and what is wrong, for the summary at the top."""
    found: list[tuple[str, str]] = []
    for field in question_fields(form):
        if isinstance(field, TableField):
            found += [
                (cell.id, f"{label(field.question.label)}, {label(cell.question.label)}: {told(cell.problem)}")
                for cell in field.problems
            ]
        elif field.problem:
            found.append((field.id, field.problem))
    return found


def _field(key: str, question: Question, source: Source) -> Any:
    value = records.answer(source.answers, source.document, key)
    parties = records.parties(source.answers)
    if question.type is QuestionType.ROWS and question.item is None:
        cells = {_cell(name, key): text for name, text in _unread_under(source, f"{key}[").items()}
        return TableField(question, parties, value=value, typed=cells, today=source.today)
    typed = source.unread.get(records.unread_key(source.document, key), "")
    return AnswerField(question, parties, value=value, typed=typed, today=source.today)


def _unread_under(source: Source, prefix: str) -> dict[str, str]:
    """Return the unread texts whose key begins with `prefix`, by key."""
    start = records.unread_key(source.document, prefix)
    cut = len(start) - len(prefix)
    return {name[cut:]: text for name, text in source.unread.items() if name.startswith(start)}


def _cell(name: str, key: str) -> str:
    """Return "F1:owner" for "facilities.facilities[F1].owner"."""
    row, _, column = name.removeprefix(f"{key}[").partition("].")
    return f"{row}:{column}"


def _table_edits(field: TableField, source: Source) -> dict[Path, Any]:
    if not field.in_place:
        return {}
    changed: dict[Path, Any] = {records.path_of(source.document, field.name): field.value or ABSENT}
    for name in _unread_under(source, f"{field.name}["):
        changed[records.unread_path(source.document, name)] = ABSENT
    for row in field.row_forms:
        for cell in row.cells:
            if cell.problem:
                name = f"{field.name}[{row.id}].{cell.question.key}"
                changed[records.unread_path(source.document, name)] = cell.typed
    return changed


def _merely_shown(field: AnswerField, source: Source) -> bool:
    untouched = records.answer(source.answers, source.document, field.name) is None
    return untouched and not field.problem and field.value == field.question.default
