"""Questions as they stand in files: shared ones, those of a clause, the fields of a party."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from app.library import question_values
from app.library.fields import Fields
from app.library.mistakes import listed, nearest
from app.library.question_limits import read_limits
from app.library.shapes import RESERVED
from app.model.question import Option, Position, Question, QuestionType

KEYS: Final = (
    "key",
    "type",
    "label",
    "help",
    "required",
    "default",
    "example",
    "validation",
    "options",
    "of",
    "was",
    "show_when",
)
"""The keys of a question."""

_COLUMN_KEYS: Final = tuple(key for key in KEYS if key not in ("key", "was"))
_OPTION_KEYS: Final = ("label", "help", "position")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_LIST_GROUP: Final = re.compile(r"[a-z][a-z0-9_]*")
_PARTY_KEY: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")
_COLUMN: Final = re.compile(r"[a-z][a-z0-9_]*")
_TYPES: Final = tuple(kind.value for kind in QuestionType)
_WITH_OPTIONS: Final = frozenset({QuestionType.CHOICE, QuestionType.CHOICES})
_NOT_ITEMS: Final = frozenset({QuestionType.ROWS, QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.PARTIES})


def read_questions(fields: Fields, key: str = "questions") -> tuple[Question, ...]:
    """Return the questions listed under `key`; those with a mistake are left out, but for ones that are known by key
    and type.
    """
    return tuple(question for entry in fields.entries(key) if (question := _question(entry, _is_question_key)))


def read_party_fields(fields: Fields) -> tuple[Question, ...]:
    """Return the fields of a party; dotted keys are groups of fields ("seat.street")."""
    questions = tuple(
        question
        for entry in fields.entries("party_fields")
        if (question := _question(entry, _is_party_key, field_of="a party"))
    )
    _check_conditions(fields, questions)
    return questions


def _is_question_key(key: str, kind: QuestionType) -> str | None:
    """Return what is wrong with the key of a question, or None."""
    if kind is QuestionType.ROWS and _LIST_GROUP.fullmatch(key):
        return f"“{key}” is a name of the library." if key in RESERVED else None
    if not _KEY.fullmatch(key):
        return f"“{key}” is no key of a question: write group.name in small letters, digits and _."
    return f"“{key.partition('.')[0]}” is a name of the library." if key.partition(".")[0] in RESERVED else None


def _is_party_key(key: str, _: QuestionType) -> str | None:
    return None if _PARTY_KEY.fullmatch(key) else f"“{key}” is no name of a field: write small letters, digits and _."


def _is_column(key: str) -> str | None:
    if key == "id":
        return "“id” is there in every row and cannot be asked."
    return None if _COLUMN.fullmatch(key) else f"“{key}” is no name of a field: write small letters, digits and _."


def _question(
    entry: Fields, wrong_key: Callable[[str, QuestionType], str | None], *, field_of: str = ""
) -> Question | None:
    key = entry.text("key", required=True)
    if not key:
        return None
    entry = entry.named(f"the question {key}" if not field_of else f"the field {key}")
    entry.only(KEYS)
    question = _read(entry, key, field_of=field_of)
    if problem := wrong_key(key, question.type):
        entry.mistake("key", problem)
        return None
    return question


def _read(entry: Fields, key: str, *, field_of: str = "", label: str = "") -> Question:
    """Return a question or column; what has a mistake gets a stand-in, so that names go on being known."""
    kind = _type(entry)
    options = _options(entry, kind)
    columns, item = _of(entry, kind)
    question = Question(
        key=key,
        type=kind,
        label=entry.text("label", label, required=not label),
        help=entry.text("help"),
        required=entry.flag("required", default=True),
        limits=read_limits(entry, kind, columns),
        options=options,
        fields=columns,
        item=item,
        was=entry.texts("was"),
        show_when=_show_when(entry, field_of),
        file=entry.file,
        line=entry.line(),
    )
    for name in ("default", "example"):
        if entry.has(name) and (problem := question_values.wrong(question, entry.data[name])):
            entry.mistake(name, f"“{name}” of {entry.what}: {problem}")
    return replace(question, default=entry.data.get("default"), example=entry.data.get("example"))


def _type(entry: Fields) -> QuestionType:
    text = entry.text("type", required=True)
    if text in _TYPES:
        return QuestionType(text)
    if text:
        entry.mistake(
            "type", f"“{text}” is no type of question.", nearest(text, _TYPES, f"The types are {listed(_TYPES)}.")
        )
    return QuestionType.TEXT


def _options(entry: Fields, kind: QuestionType) -> tuple[Option, ...]:
    if kind not in _WITH_OPTIONS:
        if entry.has("options"):
            entry.mistake(
                "options",
                f"{entry.what[0].upper()}{entry.what[1:]} has options but is no choice.",
                "Write type: choice.",
            )
        return ()
    table = entry.mapping("options")
    if table is None or not table.data:
        entry.mistake(
            "options" if "options" in entry.data else None,
            f"“options” is missing in {entry.what}.",
            "Write value: label lines.",
        )
        return ()
    return tuple(_option(table, value) for value in table.data)


def _option(table: Fields, value: str) -> Option:
    if not isinstance(table.data[value], dict):
        return Option(value, table.text(value, required=True))
    fields = table.mapping(value)
    if fields is None:
        return Option(value, value)
    fields = fields.named(f"the option {value}")
    fields.only(_OPTION_KEYS)
    position = fields.one_of("position", Position, Position.PREFERRED) if fields.has("position") else None
    return Option(value, fields.text("label", required=True), fields.text("help"), position)


def _of(entry: Fields, kind: QuestionType) -> tuple[tuple[Question, ...], QuestionType | None]:
    """Return the columns of a table of rows, or the type of its plain entries."""
    if kind is not QuestionType.ROWS:
        if entry.has("of"):
            entry.mistake(
                "of", f"{entry.what[0].upper()}{entry.what[1:]} has “of” but is no table.", "Write type: rows."
            )
        return (), None
    content = entry.data.get("of")
    if isinstance(content, str):
        items = [value.value for value in QuestionType if value not in _NOT_ITEMS]
        if content not in items:
            entry.mistake(
                "of",
                f"“{content}” is no type for rows of one value.",
                nearest(content, items, f"Write one of {listed(items)}."),
            )
        return (), QuestionType(content) if content in items else QuestionType.TEXT
    table = entry.mapping("of")
    if table is None or not table.data:
        entry.mistake(
            "of" if "of" in entry.data else None,
            f"“of” is missing in {entry.what}.",
            "Write of: {name: text, share: integer}.",
        )
        return (), QuestionType.TEXT
    columns = tuple(_column(table, name) for name in table.data)
    _check_conditions(table, columns)
    return columns, None


def _column(table: Fields, name: str) -> Question:
    label = name.replace("_", " ").capitalize()
    content = table.data[name]
    if isinstance(content, dict):
        fields = table.mapping(name)
    else:
        # The short form `name: type`.
        fields = replace(table, data={"type": content}, path=(*table.path, name))
    if fields is None:
        fields = replace(table, data={"type": "text"})
    fields = fields.named(f"the field {name}")
    fields.only(_COLUMN_KEYS)
    question = _read(fields, name, field_of="a row", label=label)
    if problem := _is_column(name):
        table.mistake(name, problem)
    return question


def _show_when(entry: Fields, field_of: str) -> tuple[str, object] | None:
    value = entry.data.get("show_when")
    if value is None:
        return None
    if not field_of:
        entry.mistake(
            "show_when", "“show_when” is for fields of rows and parties.", "Put “::: when” into the clause instead."
        )
        return None
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], str):
        entry.mistake("show_when", "“show_when” needs a field and its value.", "Write show_when: [has_register, true].")
        return None
    return value[0], value[1]


def _check_conditions(fields: Fields, questions: Iterable[Question]) -> None:
    """Check that each `show_when` names a sibling field and a value it can have."""
    siblings = {question.key: question for question in questions}
    for question in siblings.values():
        if question.show_when is None:
            continue
        name, value = question.show_when
        sibling = siblings.get(name)
        if sibling is None:
            message = f"“show_when” of {question.key} names “{name}”, which is no field beside it."
            fields.notebook.add(fields.file, question.line, message, nearest(name, siblings))
        elif problem := question_values.wrong(sibling, value):
            fields.notebook.add(fields.file, question.line, f"“show_when” of {question.key}: {problem}")
