"""Queries on the address book: organisations, and which parties of dossiers were taken from them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.model.message import say
from app.store.organisation_tables import OrganisationRow, PartyOrganisationRow
from app.store.tables import DEFAULT_WORKSPACE, DossierRow
from app.store.values import Merge, Noted, Organisation, Origin

SORTS: Final = ("name", "changed")

_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_KEYS: Final = ("name_key", "register_key", "vat_key")


def add(session: Session, details: Mapping[str, Any], noted: Noted, *, now: datetime) -> Organisation:
    """Store a new organisation and return it."""
    row = OrganisationRow(
        id="".join(secrets.choice(_ALPHABET) for _ in range(12)),
        workspace_id=DEFAULT_WORKSPACE,
        number=0,
        unread={},
        created_at=now,
        merged_into=None,
        merge=None,
    )
    _fill(row, details, noted, now)
    session.add(row)
    session.flush()
    return _value(row)


def get(session: Session, identifier: str) -> Organisation:
    """Return an organisation, removed or not. Raises NotFoundError."""
    return _value(_row(session, identifier))


def change(
    session: Session,
    identifier: str,
    details: Mapping[str, Any],
    noted: Noted,
    *,
    now: datetime,
    unread: Mapping[str, str] | None = None,
) -> Organisation:
    """Store other details of an organisation, and other unread texts where they are given, and return it.

    Raises NotFoundError.
    """
    row = _row(session, identifier)
    _fill(row, details, noted, now)
    row.unread = row.unread if unread is None else dict(unread)
    session.flush()
    return _value(row)


def remove(session: Session, identifier: str, now: datetime | None, merge: Merge | None = None) -> None:
    """Take an organisation out of the book, for the sake of another with `merge`; with None it comes back."""
    row = _row(session, identifier)
    row.removed_at = now
    row.merged_into = merge.into if merge is not None else None
    row.merge = {"before": dict(merge.before), "after": dict(merge.after)} if merge is not None else None


def listed(
    session: Session,
    words: Sequence[str] = (),
    *,
    sort: str = "name",
    backwards: bool = False,
    limit: int,
    offset: int = 0,
) -> tuple[Organisation, ...]:
    """Return the organisations in which every word stands, in order: by name, or the last changed first."""
    first = OrganisationRow.changed_at.expression if sort == "changed" else OrganisationRow.sort_name.expression
    first = first.desc() if backwards != (sort == "changed") else first.asc()
    query = _found(words, OrganisationRow).order_by(first, OrganisationRow.id).limit(limit).offset(offset)
    return tuple(map(_value, session.scalars(query)))


def count(session: Session, words: Sequence[str] = ()) -> int:
    """Return in how many organisations every word stands."""
    return session.scalar(_found(words, func.count())) or 0


def named(session: Session, name: str) -> tuple[Organisation, ...]:
    """Return the organisations with this name, as lists sort it."""
    query = select(OrganisationRow).where(_here(OrganisationRow.sort_name == name)).limit(2)
    return tuple(map(_value, session.scalars(query)))


def keys(session: Session) -> Sequence[tuple[str, str, str, str]]:
    """Return id, key of the name, of the register number and of the VAT number of all, by the key of the name."""
    columns = [getattr(OrganisationRow, name) for name in ("id", *_KEYS)]
    return [tuple(row) for row in session.execute(select(*columns).where(_here()).order_by(*columns[1:], columns[0]))]


def alike(session: Session, noted: Noted, *, limit: int) -> tuple[Organisation, ...]:
    """Return the organisations with one of these keys, then those whose name begins or ends alike."""
    pairs = [(getattr(OrganisationRow, name), getattr(noted, name)) for name in _KEYS if getattr(noted, name)]
    found = _any_of(session, [column == value for column, value in pairs], limit)
    if noted.name_key:
        column = OrganisationRow.name_key
        starts = column.startswith(noted.name_key[:5], autoescape=True)
        ends = column.endswith(noted.name_key[-8:], autoescape=True)
        found |= _any_of(session, [starts, ends], limit) | found
    return tuple(found.values())


def _any_of(session: Session, conditions: Sequence[ColumnElement[bool]], limit: int) -> dict[str, Organisation]:
    if not conditions:
        return {}
    query = select(OrganisationRow).where(_here(or_(*conditions))).order_by(OrganisationRow.id).limit(limit)
    return {row.id: _value(row) for row in session.scalars(query)}


def these(session: Session, identifiers: Iterable[str]) -> dict[str, Organisation]:
    """Return organisations of the book by their ids."""
    query = select(OrganisationRow).where(_here(OrganisationRow.id.in_(set(identifiers))))
    return {row.id: _value(row) for row in session.scalars(query)}


def resolved(session: Session, identifier: str) -> Organisation | None:
    """Return the organisation, or the one that it was merged into at last; None when that was removed."""
    row = session.get(OrganisationRow, identifier)
    while row is not None and row.merged_into is not None:
        row = session.get(OrganisationRow, row.merged_into)
    return None if row is None or row.removed_at is not None else _value(row)


def merged_into(session: Session, identifier: str) -> tuple[str, ...]:
    """Return the ids of an organisation and of all that were merged into it, also by way of others."""
    found, latest = [identifier], [identifier]
    while latest:
        query = select(OrganisationRow.id).where(OrganisationRow.merged_into.in_(latest))
        latest = [one for one in session.scalars(query) if one not in found]
        found += latest
    return tuple(found)


def link(session: Session, origin: Origin) -> None:
    """Remember from which organisation a party was taken; an earlier origin of the party is forgotten."""
    row = session.get(PartyOrganisationRow, (origin.dossier, origin.party))
    if row is None:
        row = PartyOrganisationRow(workspace_id=DEFAULT_WORKSPACE, dossier_id=origin.dossier, party=origin.party)
        session.add(row)
    row.organisation_id, row.taken = origin.organisation, dict(origin.taken)


def unlink(session: Session, dossier: str, party: str) -> None:
    """Forget from which organisation a party was taken."""
    row = session.get(PartyOrganisationRow, (dossier, party))
    if row is not None:
        session.delete(row)


def origins_in(session: Session, dossier: str) -> dict[str, Origin]:
    """Return from which organisations the parties of a dossier were taken, by the party."""
    query = select(PartyOrganisationRow).where(PartyOrganisationRow.dossier_id == dossier)
    return {row.party: _origin(row) for row in session.scalars(query)}


def origins_of(session: Session, organisations: Iterable[str], *, limit: int) -> tuple[Origin, ...]:
    """Return the parties that were taken from these organisations, those of dossiers in the bin apart."""
    query = (
        select(PartyOrganisationRow)
        .join(DossierRow, DossierRow.id == PartyOrganisationRow.dossier_id)
        .where(PartyOrganisationRow.organisation_id.in_(set(organisations)), DossierRow.binned_at.is_(None))
        .order_by(DossierRow.changed_at.desc(), PartyOrganisationRow.party)
    )
    return tuple(map(_origin, session.scalars(query.limit(limit))))


def _fill(row: OrganisationRow, details: Mapping[str, Any], noted: Noted, now: datetime) -> None:
    row.number += 1
    row.details, row.changed_at = dict(details), now
    row.sort_name, row.search = noted.sort_name, noted.search
    row.name_key, row.register_key, row.vat_key = noted.name_key, noted.register_key, noted.vat_key


def _found(words: Sequence[str], what: Any) -> Select[Any]:
    query = select(what).select_from(OrganisationRow).where(_here())
    for word in words:
        query = query.where(OrganisationRow.search.contains(word.casefold(), autoescape=True))
    return query


def _here(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(OrganisationRow.workspace_id == DEFAULT_WORKSPACE, OrganisationRow.removed_at.is_(None), *conditions)


def _row(session: Session, identifier: str) -> OrganisationRow:
    row = session.get(OrganisationRow, identifier)
    if row is None or row.workspace_id != DEFAULT_WORKSPACE:
        raise NotFoundError(say("The address book has no such organisation."))
    return row


def _value(row: OrganisationRow) -> Organisation:
    merge = Merge(row.merged_into, row.merge["before"], row.merge["after"]) if row.merged_into and row.merge else None
    return Organisation(
        id=row.id,
        number=row.number,
        details=row.details,
        unread=row.unread,
        noted=Noted(row.sort_name, row.search, row.name_key, row.register_key, row.vat_key),
        changed_at=row.changed_at,
        removed_at=row.removed_at,
        merge=merge,
    )


def _origin(row: PartyOrganisationRow) -> Origin:
    return Origin(row.dossier_id, row.party, row.organisation_id, row.taken)
