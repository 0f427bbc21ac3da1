"""The lists that assembly makes for clauses to print: annexes, what survives, what is protected or made stricter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.assembly.context import Chosen, Context
from app.assembly.lookup import Bound, Rows, find
from app.assembly.nodes import Pending
from app.model.clause import ReferencePiece
from app.model.expression import MISSING


def computed_lists(context: Context) -> dict[str, Bound]:
    """Return the computed lists of a document under the names that clauses use (model/vocabulary.py)."""
    chosen = context.chosen.values()
    schedules = context.outline.schedules
    survivals = [{**_reference(entry), "sentence": entry.clause.survives} for entry in chosen if entry.clause.survives]
    lists: dict[str, Rows] = {
        "annexes": Rows([_annex(context, annex) for annex in context.annexes], "annexes", None),
        "survivals": Rows(survivals, "", None),
        "protected_clauses": Rows([_reference(entry) for entry in chosen if entry.clause.protected], "", None),
        "schedules": Rows([_reference(entry) for entry in chosen if entry.placement in schedules], "", None),
        "stricter_clauses": Rows(_stricter(context), "", None),
    }
    return {name: Bound(rows, rows.key or None) for name, rows in lists.items()}


def version_of(context: Context) -> str:
    """Return the version of a document, as answered or by default."""
    version = find(context, ("document", "version"), {}).data
    return "" if version is MISSING else str(version)


def _reference(entry: Chosen, *, framework: bool = False) -> dict[str, Any]:
    piece = ReferencePiece(None, None, framework=framework)
    return {
        "id": entry.clause.id,
        "reference": Pending(piece, entry.clause.id, entry.clause.file),
        "title": entry.clause.plain_title,
    }


def _stricter(context: Context) -> Iterable[dict[str, Any]]:
    framework = context.framework
    if framework is None:
        return []
    names = {name for entry in context.chosen.values() for name in entry.clause.stricter_than}
    stricter = [_reference(entry, framework=True) for name, entry in framework.chosen.items() if name in names]
    if context.known_framework:
        return stricter
    # Without the framework's numbers the title is all that a reference could say.
    return [{**row, "reference": row["title"], "title": ""} for row in stricter]


def _annex(context: Context, annex: Context) -> dict[str, Any]:
    words = context.wording
    return {
        "id": annex.id,
        "number": str(annex.number),
        "title": annex.answers.document.get("title") or annex.outline.title,
        "parties": [party["id"] for party in annex.parties],
        "version": version_of(annex),
        "status": words["status_final" if context.final else "status_draft"],
        "signed": annex.answers.document.get("signed"),
    }
