"""One row of a table as a form of its own: its fields, and where its answers are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask_wtf import FlaskForm

from app.model.question import Question
from app.services.changes import ABSENT, Path
from app.web.forms.page import Source, edits

NEW: Final = "new"
"""Stands for the id of a row that is not stored yet."""


def row_entries(table: Question, row: str) -> list[tuple[str, Question]]:
    """Return the fields of a row by their full key."""
    return [(f"{table.key}[{row}].{field.key}", field) for field in table.fields]


def row_edits(form: FlaskForm, source: Source, row: str, identifier: str) -> dict[Path, Any]:
    """Return the values to store, by path; those of a new row under the id that it gets."""
    wanted: Mapping[Path, Any] = edits(form, source)
    if row != NEW:
        return dict(wanted)
    return {at_row(path, identifier): value for path, value in wanted.items() if value is not ABSENT}


def at_row(path: Path, identifier: str, *, new: str = NEW) -> Path:
    """Return the path of an entry in a new row with the id that the row got in the place of `new`."""
    return tuple(
        step.replace(f"[{new}]", f"[{identifier}]") if "[" in step else step.replace(f"@{new}", f"@{identifier}")
        for step in path
    )
