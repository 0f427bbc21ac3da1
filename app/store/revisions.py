"""Queries on revisions: add one, read one, read its tree, list the last steps."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import ConflictError, NewerVersionError, NotFoundError
from app.store import dossiers, listing
from app.store.tables import DEFAULT_WORKSPACE, ClauseSourceRow, DossierRow, RevisionRow
from app.store.values import NewRevision, Revision, Step

ANSWERS_SCHEMA = 1
"""Version of the form in which answers are stored."""

HISTORY = 300
"""How many steps back undo looks; a hundred undone and redone steps fit in."""

_STEPS = select(
    RevisionRow.number,
    RevisionRow.kind,
    RevisionRow.document,
    RevisionRow.summary,
    RevisionRow.made_at,
    func.coalesce(RevisionRow.author, ""),
)


def add(session: Session, identifier: str, revision: NewRevision, *, after: int, now: datetime) -> int:
    """Store a revision that was made from revision `after` and return its number.

    Raises ConflictError when the dossier has moved on since, NotFoundError when it does not exist.
    """
    dossier = session.get(DossierRow, identifier)
    if dossier is None:
        raise NotFoundError(f"There is no dossier {identifier!r}.")
    if dossier.head != after:
        raise ConflictError(f"The dossier is at revision {dossier.head}; this save was made from revision {after}.")
    number = after + 1
    session.add(
        RevisionRow(
            workspace_id=DEFAULT_WORKSPACE,
            dossier_id=identifier,
            number=number,
            kind=revision.kind,
            document=revision.document,
            summary=revision.summary,
            made_at=now,
            answers_schema=ANSWERS_SCHEMA,
            answers=dict(revision.answers),
            unread=dict(revision.unread),
            accepted=dict(revision.accepted),
            changes=[dict(change) for change in revision.changes],
            library_version=revision.library_version,
            tree=None if revision.tree is None else _packed(revision.tree),
            sources=_sources(revision),
            standing=dict(revision.standing),
            author=revision.author,
        )
    )
    _keep_sources(session, revision)
    dossier.head, dossier.changed_at = number, now
    listing.note(session, dossier, revision.standing)
    dossiers.set_places(session, identifier, revision.places)
    return number


def get(session: Session, identifier: str, number: int | None = None) -> Revision:
    """Return a revision, the newest without a number. Raises NotFoundError, or NewerVersionError for answers in a form
    that is not known yet.
    """
    query = select(RevisionRow).where(RevisionRow.dossier_id == identifier)
    if number is None:
        query = query.join(
            DossierRow, (DossierRow.id == RevisionRow.dossier_id) & (DossierRow.head == RevisionRow.number)
        )
    else:
        query = query.where(RevisionRow.number == number)
    row = session.scalar(query)
    if row is None:
        raise NotFoundError(f"The dossier {identifier!r} has no revision {number}.")
    if row.answers_schema > ANSWERS_SCHEMA:
        raise NewerVersionError(
            f"The answers of this dossier were saved by a newer version of Syngraph (form {row.answers_schema}; this "
            f"one reads form {ANSWERS_SCHEMA}). Open it with the newer version. Nothing was changed."
        )
    return Revision(
        number=row.number,
        kind=row.kind,
        document=row.document,
        summary=row.summary,
        made_at=row.made_at,
        answers=row.answers,
        unread=row.unread,
        changes=tuple(row.changes),
        library_version=row.library_version,
        standing=row.standing,
        accepted=row.accepted or {},
        author=row.author or "",
    )


def tree(session: Session, identifier: str, number: int) -> Mapping[str, Any] | None:
    """Return the tree of a revision as JSON values, or None where it was stored without."""
    packed = session.scalar(
        select(RevisionRow.tree).where(RevisionRow.dossier_id == identifier, RevisionRow.number == number)
    )
    return None if packed is None else json.loads(zlib.decompress(packed))


def sources(session: Session, identifier: str, number: int) -> dict[tuple[str, str], str]:
    """Return the clause texts that a revision was made from: {(document, clause): source}."""
    named = session.scalar(
        select(RevisionRow.sources).where(RevisionRow.dossier_id == identifier, RevisionRow.number == number)
    )
    pairs = {(document, clause): digest for document, used in (named or {}).items() for clause, digest in used.items()}
    texts = dict(
        session.execute(
            select(ClauseSourceRow.hash, ClauseSourceRow.source).where(ClauseSourceRow.hash.in_(set(pairs.values())))
        ).all()
    )
    return {pair: texts[digest] for pair, digest in pairs.items()}


def steps(
    session: Session, identifier: str, document: str | None = None, *, before: int | None = None
) -> tuple[Step, ...]:
    """Return the last steps of a dossier, or of one of its documents, the oldest first; those before a revision."""
    query = _STEPS.where(RevisionRow.dossier_id == identifier)
    if document is not None:
        query = query.where(RevisionRow.document == document)
    if before is not None:
        query = query.where(RevisionRow.number < before)
    rows = session.execute(query.order_by(RevisionRow.number.desc()).limit(HISTORY)).all()
    return tuple(Step(*row) for row in reversed(rows))


def these(session: Session, identifier: str, numbers: Collection[int]) -> tuple[Step, ...]:
    """Return the steps with these numbers, the oldest first."""
    query = _STEPS.where(RevisionRow.dossier_id == identifier, RevisionRow.number.in_(numbers))
    return tuple(Step(*row) for row in session.execute(query.order_by(RevisionRow.number)))


def _packed(tree_json: Mapping[str, Any]) -> bytes:
    return zlib.compress(json.dumps(tree_json, ensure_ascii=False, separators=(",", ":")).encode())


def _sources(revision: NewRevision) -> dict[str, dict[str, str]]:
    used: dict[str, dict[str, str]] = {}
    for source in revision.sources:
        used.setdefault(source.document, {})[source.clause] = source.hash
    return used


def _keep_sources(session: Session, revision: NewRevision) -> None:
    rows = {source.hash: source for source in revision.sources}
    known = set(session.scalars(select(ClauseSourceRow.hash).where(ClauseSourceRow.hash.in_(rows))))
    session.add_all(
        ClauseSourceRow(
            workspace_id=DEFAULT_WORKSPACE, hash=digest, clause=rows[digest].clause, source=rows[digest].source
        )
        for digest in sorted(rows.keys() - known)
    )
