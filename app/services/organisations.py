"""The address book: organisations that are kept once and used in many dossiers, which have copies of their details."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from app.errors import ConflictError, NewerVersionError, NotFoundError
from app.interview.gaps import field_value
from app.model.expression import TBC
from app.model.finding import Finding
from app.model.library import Library
from app.model.message import say
from app.model.question import Question
from app.review import check_party
from app.services.changes import ABSENT, Change, Path, apply
from app.services.desk import Desk
from app.services.organisation_keys import nearly_equal, noted
from app.services.record import parties, party_name, state
from app.store import dossiers, revisions
from app.store import organisations as stored
from app.store.values import Dossier, Organisation

ENTRY: Final = "entry"
"""The id that an organisation has where it is looked at as a party of a record."""

MOST_SHOWN: Final = 50
"""So many dossiers that use an organisation, and so many that are like it, are named."""

_OF_A_DOSSIER: Final = frozenset({"doc_role"})
"""Fields of a party that mean something in one document only."""


@dataclass(frozen=True, slots=True)
class Usage:
    """A party of a dossier that was taken from an organisation, by the name it has there."""

    dossier: Dossier
    party: str
    name: str


def fields_of(library: Library) -> tuple[Question, ...]:
    """Return the fields of an organisation: those of a party that do not belong to one dossier."""
    return tuple(field for field in library.party_fields if field.key not in _OF_A_DOSSIER)


def as_record(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return an organisation as the one party of a record, so that what reads parties reads it."""
    return {"parties": [{"id": ENTRY, **details}]}


def kept_details(party: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """Return what the address book keeps of a party: no id, nothing to be confirmed, nothing of one dossier."""
    values = {field.key: field_value(party, field.key) for field in fields_of(library)}
    return with_values({}, {key: value for key, value in values.items() if value != TBC})


def with_values(details: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return details with the values of some fields ("seat.city"); None takes one away."""
    steps = [Change(tuple(key.split(".")), ABSENT, ABSENT if new is None else new) for key, new in values.items()]
    changed: dict[str, Any] = apply(dict(details), steps)
    return changed


def create(desk: Desk, details: Mapping[str, Any]) -> Organisation:
    """Add an organisation to the address book."""
    with desk.database.write() as session:
        return stored.add(session, details, noted(details), now=desk.now())


def find(desk: Desk, identifier: str) -> Organisation:
    """Return an organisation of the address book.

    Of one that was merged, that is the one it was merged into. Raises NotFoundError, also for a removed one.
    """
    with desk.database.read() as session:
        stored.get(session, identifier)
        found = stored.resolved(session, identifier)
    if found is None:
        raise NotFoundError(say("This organisation was removed from the address book."))
    return found


def save(desk: Desk, identifier: str, edits: Mapping[Path, Any], *, read_at: int) -> Organisation:
    """Store values at their paths in the record of an organisation that somebody read as its change `read_at`.

    Raises ConflictError when it was changed since: then nothing is stored. Raises NotFoundError.
    """
    with desk.database.write() as session:
        here = stored.resolved(session, identifier)
        if here is None:
            raise NotFoundError(say("This organisation was removed from the address book."))
        if here.number != read_at:
            raise ConflictError(say("Somebody changed this organisation meanwhile."))
        before = state(as_record(here.details), here.unread)
        after = apply(before, [Change(path, ABSENT, value) for path, value in edits.items()])
        if after == before:
            return here
        details = {name: value for name, value in parties(after["answers"])[0].items() if name != "id"}
        unread = after.get("unread", {})
        return stored.change(session, here.id, details, noted(details), now=desk.now(), unread=unread)


def remove(desk: Desk, identifier: str) -> Organisation:
    """Take an organisation out of the address book and return it. Dossiers keep their copies. Raises NotFoundError."""
    found = find(desk, identifier)
    with desk.database.write() as session:
        stored.remove(session, found.id, desk.now())
    return found


def usages(desk: Desk, identifier: str) -> tuple[Usage, ...]:
    """Return where an organisation, or one that was merged into it, is a party: the last changed dossiers first."""
    with desk.database.read() as session:
        origins = stored.origins_of(session, stored.merged_into(session, identifier), limit=MOST_SHOWN)
        known = {one.id: one for one in dossiers.these(session, list(dict.fromkeys(one.dossier for one in origins)))}
        # A party that was removed from its dossier keeps its origin: undo may bring it back.
        named = {dossier: _parties_in(session, dossier) for dossier in known}
    return tuple(
        Usage(known[one.dossier], one.party, named[one.dossier][one.party])
        for one in origins
        if one.party in named[one.dossier]
    )


def alike(desk: Desk, organisation: Organisation) -> tuple[Organisation, ...]:
    """Return other entries for what may be the same organisation: the same number, or nearly the same name."""
    with desk.database.read() as session:
        found = stored.alike(session, organisation.noted, limit=MOST_SHOWN)
    return tuple(one for one in found if one.id != organisation.id and are_alike(organisation, one))


def are_alike(one: Organisation, other: Organisation) -> bool:
    """Whether two entries may be for the same organisation."""
    a, b = one.noted, other.noted
    numbers = ((a.register_key, b.register_key), (a.vat_key, b.vat_key))
    return any(x and x == y for x, y in numbers) or nearly_equal(a.name_key, b.name_key)


def findings_of(desk: Desk, details: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what the rules on parties find in the details of an organisation."""
    return check_party(parties(as_record(details))[0], desk.library, today=desk.today())


def _parties_in(session: Session, dossier: str) -> dict[str, str]:
    """Return the names of the parties of a dossier; none where a newer version of the program saved it."""
    try:
        return {str(party["id"]): party_name(party) for party in parties(revisions.get(session, dossier).answers)}
    except NewerVersionError:
        return {}


def differing(library: Library, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterable[Question]:
    """Yield the fields in which two organisations, or one and a party, differ."""
    return (field for field in fields_of(library) if field_value(one, field.key) != field_value(other, field.key))
