"""The contract on screen: the sheet of a document, and what changed in it since the browser last saw it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from app.model.document import Blank, Clause, Document, runs_of
from app.model.tree_json import from_json
from app.render.html import preview
from app.store import revisions
from app.web.context import desk
from app.web.documents import DocumentPage, question_address

_CLAUSE: Final = re.compile(r'<section class="clause[^>]*? id="([^"]*)".*?</section>', re.DOTALL)
_ID: Final = re.compile(r'(?<=[a-z"]) id="[^"]*"')


def sheet(page: DocumentPage) -> str:
    """Return the HTML of the document's text, each blank a link to its question."""
    return preview(page.tree, link=question_address(page))


def clause_html(page: DocumentPage, clause: Clause) -> str:
    """Return the HTML of one clause without its heading and without ids: it may stand on the page a second time."""
    part = replace(page.tree.parts[0], title="", lead=(), clauses=(replace(clause, title=()),), signatures=())
    return _ID.sub("", preview(replace(page.tree, parts=(part,)), link=question_address(page)))


def changes_since(page: DocumentPage, number: int) -> dict[str, Any]:
    """Return {"changed": {id: html}} for the clauses that differ from an earlier revision, or {"whole": html}.

    The whole is sent where clauses came, went or moved, or where the earlier revision cannot be read any more.
    """
    now = sheet(page)
    before = _stored_sheet(page, number)
    if before is None or _CLAUSE.sub(r"\1", before) != _CLAUSE.sub(r"\1", now):
        return {"whole": now}
    old = {match[1]: match[0] for match in _CLAUSE.finditer(before)}
    return {"changed": {match[1]: match[0] for match in _CLAUSE.finditer(now) if old.get(match[1]) != match[0]}}


def blanks(document: Document) -> int:
    """Return how many placeholders the document holds."""
    texts = (runs for clause in document.clauses for runs in (clause.title, *runs_of(clause.blocks)))
    return sum(isinstance(run, Blank) for runs in texts for run in runs)


def _stored_sheet(page: DocumentPage, number: int) -> str | None:
    with desk().database.read() as session:
        tree = revisions.tree(session, page.dossier.id, number)
    try:
        document = from_json(tree).document(page.document) if tree is not None else None
    except ValueError:
        return None
    return preview(document, link=question_address(page)) if document is not None else None
