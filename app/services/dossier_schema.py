"""What `dossier.json` in a dossier file must look like, as a JSON Schema."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

_ID: Final = {"type": "string", "maxLength": 120}
_TEXT: Final = {"type": "string", "maxLength": 20_000}
_MOMENT: Final = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$",
    "format": "moment",
}


def _object(properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


_ANYTHING: Final[dict[str, Any]] = {}
_RECORD: Final = {"type": "object", "required": ["document"], "properties": {"document": {"type": "object"}}}
_STATE: Final = _object(
    {
        "answers": _RECORD,
        "unread": {"type": "object", "additionalProperties": _TEXT},
        "accepted": {"type": "object"},
        "library": {"type": "string", "pattern": "^[0-9a-f]{8,64}$"},
    },
    optional=("unread", "accepted"),
)
_CHANGE: Final = _object(
    {"path": {"type": "array", "items": _ID, "minItems": 1, "maxItems": 12}, "old": _ANYTHING, "new": _ANYTHING},
    optional=("old", "new"),
)
_STEP: Final = _object(
    {
        "kind": {"enum": ["save", "undo", "redo", "conflict"]},
        "document": {"type": "string", "maxLength": 40},
        "summary": _TEXT,
        "made_at": _MOMENT,
        "author": {"type": "string", "maxLength": 40},
        "changes": _list(_CHANGE, 20_000),
    }
)
_PLACE: Final = {"document": {"type": "string", "maxLength": 40}, "clause": _ID}
_POSITION: Final = _object(
    {
        **_PLACE,
        "party": {"type": "string", "maxLength": 40},
        "position": {"enum": ["agreed", "discuss", "reserved", ""]},
        "comment": _TEXT,
        "text_hash": {"type": "string", "maxLength": 64},
        "author": {"type": "string", "maxLength": 40},
        "made_at": _MOMENT,
    }
)
_NOTE: Final = _object(
    {**_PLACE, "text": _TEXT, "made_at": _MOMENT, "removed_at": {"anyOf": [_MOMENT, {"type": "null"}]}}
)
_DOSSIER: Final = _object(
    {
        "format": {"type": "integer", "minimum": 1},
        "title": {"type": "string", "maxLength": 200},
        "first": _STATE,
        "steps": {**_list(_STEP, 50_000), "minItems": 1},
        "names": {
            "type": "object",
            "propertyNames": {"pattern": "^[1-9][0-9]{0,6}$"},
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 80},
        },
        "comments": _object({"positions": _list(_POSITION, 100_000), "notes": _list(_NOTE, 100_000)}),
    }
)


def problem_of(content: object) -> str:
    """Return what is wrong with the content of a dossier file and where, or ""."""
    return _problem(content, "dossier")


def problem_of_state(state: object) -> str:
    """Return what is wrong with a whole state, or ""."""
    return _problem(state, "state")


def _problem(value: object, kind: str) -> str:
    error = next(_validator(kind).iter_errors(value), None)
    if error is None:
        return ""
    where = ".".join(map(str, error.absolute_path)) or "the whole"
    return f"{where}: {error.message[:200]}"


@lru_cache
def _validator(kind: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(())
    formats.checks("moment")(_is_moment)
    return Draft202012Validator(_DOSSIER if kind == "dossier" else _STATE, format_checker=formats)


def _is_moment(value: object) -> bool:
    """Whether a text is a moment with its zone that can be told in UTC; at the ends of the calendar some cannot."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        return moment is None or (moment.tzinfo is not None and moment.astimezone(UTC).year > 0)
    except (ValueError, OverflowError):
        return False
