"""The list of dossiers: searched, filtered, sorted and counted by the database, so that a thousand are as quick as ten.

What the list needs of a dossier's newest revision is noted beside the dossier at every save (`note`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, func, not_, select
from sqlalchemy.orm import Session, aliased

from app.store.tables import (
    DEFAULT_WORKSPACE,
    DocumentRow,
    DossierPartyRow,
    DossierRow,
    InvitationRow,
    PositionRow,
    RevisionRow,
)

DRAFTING: Final = "drafting"
WITH_PARTIES: Final = "parties"
READY: Final = "ready"
SIGNED: Final = "signed"
ARCHIVED: Final = "archived"
STATES: Final = (DRAFTING, WITH_PARTIES, READY, SIGNED)
"""The states of dossiers that are not archived, in the order of their lives."""

SORTS: Final = ("changed", "title", "state")
_LONGEST_SEARCH: Final = 4000
_UNSETTLED: Final = ("discuss", "reserved")
_OPEN: Final = ("missing", "to_confirm", "unread", "error")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dossiers are to be listed, and in which order ("changed", "title" or "state").

    Every word must stand in the title, the reference, a party or a document of the dossier. "" asks for nothing.
    """

    words: tuple[str, ...] = ()
    state: str = ""
    party: str = ""
    type: str = ""
    archived: bool = False
    sort: str = "changed"
    backwards: bool = False


def note(session: Session, row: DossierRow, standing: Mapping[str, Any]) -> None:
    """Keep beside a dossier what lists need of its newest revision."""
    documents = list(standing.get("documents", {}).values())
    parties = [str(name) for name in standing.get("parties", [])]
    title = row.title or standing.get("title") or " ".join([*(one["name"] for one in documents[:1]), *parties])
    words = [title, standing.get("reference", ""), *parties, *(one["name"] for one in documents)]
    row.sort_title = title.casefold()[:200]
    row.search = "\n".join(map(str, words)).casefold()[:_LONGEST_SEARCH]
    row.ready = bool(documents) and not any(one.get(kind) for one in documents for kind in _OPEN)
    session.execute(delete(DossierPartyRow).where(DossierPartyRow.dossier_id == row.id))
    session.add_all(
        DossierPartyRow(workspace_id=DEFAULT_WORKSPACE, dossier_id=row.id, name=name[:200])
        for name in dict.fromkeys(parties)
    )


def note_all(session: Session) -> None:
    """Note what lists need of dossiers that were stored before there were notes."""
    query = select(DossierRow, RevisionRow.standing).join(
        RevisionRow, (RevisionRow.dossier_id == DossierRow.id) & (RevisionRow.number == DossierRow.head)
    )
    for row, standing in session.execute(query.where(DossierRow.search == "")).all():
        note(session, row, standing)


def identifiers(session: Session, wanted: Wanted, now: datetime, *, limit: int, offset: int = 0) -> Sequence[str]:
    """Return the ids of the dossiers that are wanted, in order."""
    order: dict[str, ColumnElement[Any]] = {
        "changed": DossierRow.changed_at.expression,
        "title": DossierRow.sort_title.expression,
        "state": case({state: number for number, state in enumerate(STATES)}, value=_state(now)),
    }
    first = order.get(wanted.sort, order["changed"])
    first = first.desc() if wanted.backwards != (wanted.sort == "changed") else first.asc()
    query = _wanted(wanted, now, DossierRow.id).order_by(first, DossierRow.changed_at.desc(), DossierRow.id)
    return session.scalars(query.limit(limit).offset(offset)).all()


def counts(session: Session, wanted: Wanted, now: datetime) -> dict[str, int]:
    """Return how many dossiers are wanted by state, whatever state is wanted, and how many are ARCHIVED in all."""
    state = _state(now)
    anything = Wanted(wanted.words, "", wanted.party, wanted.type, wanted.archived)
    found = dict(session.execute(_wanted(anything, now, state, func.count()).group_by(state)).all())
    archived = _here(DossierRow.archived_at.is_not(None))
    found[ARCHIVED] = session.scalar(select(func.count()).select_from(DossierRow).where(archived)) or 0
    return found


def parties(session: Session) -> Sequence[str]:
    """Return the names of all parties of dossiers, those in the bin apart, in alphabetical order."""
    query = select(DossierPartyRow.name).join(DossierRow, DossierRow.id == DossierPartyRow.dossier_id)
    return sorted(set(session.scalars(query.where(_here()).distinct())), key=str.casefold)


def types(session: Session) -> Sequence[str]:
    """Return the document types that dossiers hold."""
    query = select(DocumentRow.type).join(DossierRow, DossierRow.id == DocumentRow.dossier_id)
    return sorted(session.scalars(query.where(_here(), DocumentRow.removed.is_(False)).distinct()))


def states(session: Session, dossiers: Sequence[str], now: datetime) -> dict[str, str]:
    """Return the state of each of these dossiers."""
    query = select(DossierRow.id, _state(now)).where(DossierRow.id.in_(dossiers))
    return dict(session.execute(query).all())


def mark(session: Session, identifier: str, **moments: datetime | None) -> None:
    """Set `signed_at` or `archived_at` of a dossier, or with None take it back. The dossier must be there."""
    row = session.get_one(DossierRow, identifier)
    for name, moment in moments.items():
        setattr(row, name, moment)


def _wanted(wanted: Wanted, now: datetime, *columns: Any) -> Select[Any]:
    archived = DossierRow.archived_at.is_not(None) if wanted.archived else DossierRow.archived_at.is_(None)
    query = select(*columns).select_from(DossierRow).where(_here(archived))
    for word in wanted.words:
        query = query.where(DossierRow.search.contains(word.casefold(), autoescape=True))
    if wanted.state:
        query = query.where(_state(now) == wanted.state)
    if wanted.party:
        has = (DossierPartyRow.dossier_id == DossierRow.id, DossierPartyRow.name == wanted.party)
        query = query.where(exists().where(*has))
    if wanted.type:
        of = (DocumentRow.dossier_id == DossierRow.id, DocumentRow.type == wanted.type, DocumentRow.removed.is_(False))
        query = query.where(exists().where(*of))
    return query


def _here(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(DossierRow.workspace_id == DEFAULT_WORKSPACE, DossierRow.binned_at.is_(None), *conditions)


def _state(now: datetime) -> ColumnElement[str]:
    """Return the state of a dossier: what a person has said of it first, else what can be seen of it."""
    is_open = exists().where(
        InvitationRow.dossier_id == DossierRow.id,
        InvitationRow.withdrawn_at.is_(None),
        InvitationRow.finished_at.is_(None),
        InvitationRow.expires_at > now,
    )
    return case(
        (DossierRow.archived_at.is_not(None), ARCHIVED),
        (DossierRow.signed_at.is_not(None), SIGNED),
        (is_open, WITH_PARTIES),
        (and_(DossierRow.ready, not_(_has_open_position())), READY),
        else_=DRAFTING,
    )


def _has_open_position() -> ColumnElement[bool]:
    """Whether what a party said last on some clause is that it wants to discuss it, or reserves its position."""
    mark, newer = aliased(PositionRow), aliased(PositionRow)
    taken_back = exists().where(
        newer.dossier_id == mark.dossier_id,
        newer.document == mark.document,
        newer.clause == mark.clause,
        newer.party == mark.party,
        newer.id > mark.id,
    )
    return exists().where(mark.dossier_id == DossierRow.id, mark.position.in_(_UNSETTLED), not_(taken_back))
