"""What people chose for the columns of files whose rows they imported, kept for each table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.tables import DEFAULT_WORKSPACE, ImportColumnRow

_LONGEST: Final = 200


def remembered(session: Session, question: str) -> dict[str, str]:
    """Return what was chosen for the headings of files for a question: {heading: column, or "" for none}."""
    query = select(ImportColumnRow.heading, ImportColumnRow.chosen).where(
        ImportColumnRow.workspace_id == DEFAULT_WORKSPACE, ImportColumnRow.question == question
    )
    return {row.heading: row.chosen for row in session.execute(query)}


def remember(session: Session, question: str, chosen: Mapping[str, str]) -> None:
    """Keep what was chosen for headings; a heading that was known takes the new choice."""
    for heading, column in chosen.items():
        if len(heading) <= _LONGEST:
            session.merge(
                ImportColumnRow(workspace_id=DEFAULT_WORKSPACE, question=question, heading=heading, chosen=column)
            )
