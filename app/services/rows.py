"""Rows of a table of answers: remove one, move one, change one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.errors import NotFoundError
from app.services.changes import ABSENT, Path
from app.services.desk import Desk
from app.services.drafts import save
from app.services.record import answer, path_of
from app.store import revisions

ACTIONS: Final = ("add", "remove", "up", "down", "inherit")
"""What the buttons of a table ask for: "add:KEY", "remove:KEY:ROW" ...; "inherit:KEY" drops an annex's own answer."""


def act(desk: Desk, identifier: str, document: str, action: str, argument: str, *, author: str = "") -> str:
    """Do what a button of a table asks for and return the key of the table.

    Adding changes nothing yet: the page shows more empty rows. An unknown row changes nothing. Raises NotFoundError for
    what is no key.
    """
    if action in ("add", "inherit"):
        key, row = argument, ""
    else:
        key, _, row = argument.rpartition(":")
    if action == "add":
        return key
    try:
        path = path_of(document, key)
    except ValueError as error:
        raise NotFoundError(str(error)) from None
    with desk.database.read() as session:
        head = revisions.get(session, identifier)
    edits: dict[Path, Any] = {path: ABSENT}
    if action != "inherit":
        rows = rows_after(answer(head.answers, document, key) or [], action, row)
        edits[path] = rows or ABSENT
    save(desk, identifier, document, edits, read_at=head.number, author=author)
    return key


def rows_after(rows: list[Mapping[str, Any]], action: str, identifier: str) -> list[Mapping[str, Any]]:
    """Return rows after a button of theirs was pressed; one that is not there changes nothing."""
    here = next((index for index, row in enumerate(rows) if row.get("id") == identifier), None)
    if here is None:
        return rows
    if action == "remove":
        return [row for row in rows if row.get("id") != identifier]
    there = here + (1 if action == "down" else -1)
    changed = list(rows)
    if 0 <= there < len(rows):
        changed[here], changed[there] = changed[there], changed[here]
    return changed
