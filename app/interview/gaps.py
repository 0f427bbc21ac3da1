"""What is not known of a party yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.model.expression import TBC
from app.model.library import Library
from app.model.question import Question, QuestionType

_STANDS_FOR = {"register_name": "register_exempt_reason", "register_no": "register_exempt_reason"}
"""A field that need not be answered where the other one is."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many fields of a party are answered, and the keys of those that are missing or to be confirmed."""

    answered: int
    missing: tuple[str, ...]
    to_confirm: tuple[str, ...]


def applies(field: Question, answers: Mapping[str, Any]) -> bool:
    """Whether a field of a party or row is asked: its `show_when` holds, or it has none."""
    if field.show_when is None:
        return True
    name, wanted = field.show_when
    return bool(field_value(answers, name) == wanted)


def field_value(answers: Mapping[str, Any], key: str) -> Any:
    """Return the answer behind a dotted key of a party ("seat.city"), or None."""
    value: Any = answers
    for name in key.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def gaps_of(party: Mapping[str, Any], library: Library) -> Gaps:
    """Return what is missing of a party, by the fields that apply to it."""
    answered, missing, to_confirm = 0, [], []
    for field in library.party_fields:
        if not applies(field, party):
            continue
        value = field_value(party, field.key)
        if _holds_tbc(field, value):
            to_confirm.append(field.key)
        elif value not in (None, "", []):
            answered += 1
        elif field.required and field.default is None and not _stood_for(field, party):
            missing.append(field.key)
    return Gaps(answered, tuple(missing), tuple(to_confirm))


def _stood_for(field: Question, party: Mapping[str, Any]) -> bool:
    other = _STANDS_FOR.get(field.key)
    return other is not None and bool(party.get(other))


def _holds_tbc(field: Question, value: object) -> bool:
    if field.type is QuestionType.ROWS and isinstance(value, list | tuple):
        return any(cell == TBC for row in value if isinstance(row, Mapping) for cell in row.values())
    return value == TBC
