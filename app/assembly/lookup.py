"""Finding the answer behind a dotted name: own answer, the framework's, the question's default, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from app.assembly.context import Context
from app.assembly.parties import DERIVED_FROM, is_known
from app.model.expression import MISSING, TBC
from app.model.question import Question, QuestionType

# What a document says about itself is never taken over from the framework.
_OWN: Final = frozenset({"title", "type", "mode", "framework", "effective_date", "effective_rule"})


class Rows(tuple[Any, ...]):
    """The rows of a table, the parties, or the values of a list, with the question they answer.

    `key` is the full key of the list, `question` its question (None: the parties, or a computed list).
    """

    key: str
    question: Question | None

    def __new__(cls, rows: Iterable[Any], key: str, question: Question | None) -> Rows:
        """Make the rows of the list with this key and question."""
        made = super().__new__(cls, tuple(rows))
        made.key = key
        made.question = question
        return made


class Bound(NamedTuple):
    """What a loop name stands for: the row, its full key, and the question of the list it comes from."""

    data: Any
    key: str | None
    question: Question | None = None
    is_party: bool = False


class Found(NamedTuple):
    """An answer that was looked up. `data` is MISSING where there is none; `state` as in `model.assembled.Use`."""

    data: Any
    key: str | None
    question: Question | None
    state: str


def find(context: Context, path: tuple[str, ...], bound: Mapping[str, Bound]) -> Found:
    """Return what a dotted name stands for in a document, loop names first."""
    if path[0] in bound:
        return _in_row(context, bound[path[0]], path[1:])
    if path == ("parties",):
        state = "given" if context.parties else "missing"
        return Found(Rows(context.parties, "parties", None), "parties", None, state)
    return _in_groups(context, path)


def inherits(context: Context, path: tuple[str, ...]) -> bool:
    """Whether a document has no answer of its own to a name that it can take over from its framework."""
    return context.framework is not None and _may_inherit(path) and _own_answer(context, path) is None


def label_of(question: Question | None, key: str) -> str:
    """Return what a blank for this answer says: the label, without a capital at its beginning."""
    text = question.label if question is not None else key
    return text if text[1:2].isupper() or not text else text[0].lower() + text[1:]


def label_at(context: Context, key: str) -> str:
    """Return what a blank for the answer with this full key says; the key itself where nobody is asked for it."""
    return label_of(question_of(context, key), key)


def question_of(context: Context, key: str) -> Question | None:
    """Return the question of a full key ("parties[a].seat.country", "facilities.facilities[F1].kind")."""
    question = context.library.questions.get(key)
    if question is not None:
        return question
    path = _without_rows(key)
    if path not in context.questions:
        context.questions[path] = _question_at(context, path)
    return context.questions[path]


def row_id(row: Any, position: int) -> str:
    """Return the id of a row that stays, or its position where it has none; a value of a list is its own."""
    return str(row.get("id") or position) if isinstance(row, Mapping) else str(row)


@lru_cache(maxsize=4_096)
def _without_rows(key: str) -> tuple[str, ...]:
    """Return the names of a full key without the ids of rows."""
    # A row id may hold dots ("D1.1"): dots inside brackets do not separate.
    parts, depth, start = [], 0, 0
    for index, letter in enumerate(key):
        depth += (letter == "[") - (letter == "]")
        if letter == "." and depth == 0:
            parts.append(key[start:index])
            start = index + 1
    return tuple(part.partition("[")[0] for part in (*parts, key[start:]))


def _question_at(context: Context, path: tuple[str, ...]) -> Question | None:
    """Return the question at the names of a full key: the longest beginning that is one, or a field of it."""
    library = context.library
    of_a_party = path[0] == "parties"
    names = path[1:] if of_a_party else path
    for length in range(len(names), 0, -1):
        key = ".".join(names[:length])
        question = library.party_field(key) if of_a_party else library.questions.get(key)
        if question is not None:
            for name in names[length:]:
                question = question.field(name) if question is not None else None
            return question
    return None


def _in_groups(context: Context, path: tuple[str, ...]) -> Found:
    key = ".".join(path)
    question = context.library.questions.get(key)
    own = _own_answer(context, path)
    if own is not None:
        return _as_found(own, key, question, "given")
    if context.framework is not None and _may_inherit(path):
        inherited = _in_groups(context.framework, path)
        if inherited.state in ("given", "inherited", "tbc"):
            return Found(inherited.data, key, question, "tbc" if inherited.state == "tbc" else "inherited")
    if question is not None and question.default is not None:
        return _as_found(question.default, key, question, "default")
    return Found(MISSING, key, question, "missing")


def _may_inherit(path: tuple[str, ...]) -> bool:
    return not (path[0] == "document" and path[-1] in _OWN)


def _own_answer(context: Context, path: tuple[str, ...]) -> Any:
    if path[0] == "document":
        if path == ("document", "framework_ref") and context.framework is not None:
            return context.framework.answers.document.get("reference")
        if path == ("document", "framework_date") and context.framework is not None:
            return context.framework.answers.document.get("effective_date")
        if path == ("document", "binding_level"):
            return context.level.value
        return _value_in(context.answers.document, path[1:])
    return _value_in(context.answers.groups, path)


def _value_in(mapping: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = mapping
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return None if value == "" else value


def _in_row(context: Context, bound: Bound, rest: tuple[str, ...]) -> Found:
    if not rest:
        return Found(bound.data, bound.key, bound.question, "given")
    value = _value_in(bound.data, rest) if isinstance(bound.data, Mapping) else None
    name = ".".join(rest)
    if bound.is_party:
        field = question_of(context, f"parties.{name}")
        if value is None and rest[0] in DERIVED_FROM:
            name = DERIVED_FROM[rest[0]]
            field = context.library.party_field(name)
    else:
        field = bound.question.field(rest[0]) if bound.question is not None else None
    key = f"{bound.key}.{name}" if bound.key is not None else None
    if value is None and field is not None and field.default is not None:
        return _as_found(field.default, key, field, "default")
    return _as_found(value, key, field, "given" if value is not None else "missing")


def _as_found(value: Any, key: str | None, question: Question | None, state: str) -> Found:
    if value == TBC:
        return Found(MISSING, key, question, "tbc")
    if not is_known(value):
        return Found(MISSING, key, question, "missing")
    if isinstance(value, list | tuple) and not isinstance(value, Rows):
        if question is None or question.type in (QuestionType.ROWS, QuestionType.CHOICES, QuestionType.PARTIES):
            value = Rows(value, key or "", question)
        if not value and (question is None or question.required):
            return Found(MISSING, key, question, "missing")
    return Found(value, key, question, state)


def party_by_id(parties: Sequence[Mapping[str, Any]], identifier: object) -> Mapping[str, Any] | None:
    """Return the party with this id, or None."""
    return next((party for party in parties if party.get("id") == identifier), None)
