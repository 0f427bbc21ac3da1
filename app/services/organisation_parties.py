"""Organisations of the address book as parties of dossiers: taken, kept, and brought up to date when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import ConflictError, NotFoundError
from app.interview import check_value
from app.interview.gaps import field_value
from app.model.library import Library
from app.model.message import say
from app.model.question import Question
from app.services import drafts
from app.services.changes import ABSENT, Path
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.organisation_keys import name_of, noted
from app.services.organisations import differing, fields_of, find, kept_details, with_values
from app.services.parties import with_party
from app.services.record import MAIN, parties, path_of, unread_path
from app.store import organisations as stored
from app.store.values import Organisation, Origin


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a party and its organisation differ, with both values."""

    field: Question
    here: Any
    there: Any


@dataclass(frozen=True, slots=True)
class Kept:
    """How a party stands to the address book.

    `organisation` is the entry that it was taken from, None where there is none (any more). `news` are changes of the
    entry since then that the party has not, `own` tells whether the party says something else than the entry otherwise.
    """

    organisation: Organisation | None
    news: tuple[Difference, ...] = ()
    own: bool = False


def take(desk: Desk, dossier: str, organisation: str) -> str:
    """Add a party with the details of an organisation to a dossier and return the party's id. Raises NotFoundError."""
    found, draft = find(desk, organisation), drafts.open_draft(desk, dossier)
    details = _fitting(found.details, draft.library)
    _, party = with_party(draft.record, str(details.get("short_name") or name_of(details)))
    edits: dict[Path, Any] = {("answers", "parties", f"@{party}"): {"id": party, **details}}
    summary = say("{name} added from the address book", name=name_of(details))
    drafts.save(desk, dossier, MAIN, edits, read_at=draft.revision.number, summary=summary)
    _link(desk, dossier, party, found)
    return party


def keep(desk: Desk, dossier: str, party: str) -> Organisation:
    """Keep a party in the address book and return its entry.

    Where it was taken from there, the entry gets its details; what the party does not say stays. Raises NotFoundError,
    or ConflictError while the entry has newer details that nobody has decided on.
    """
    draft = drafts.open_draft(desk, dossier)
    if kept_as(desk, draft, party).news:
        raise ConflictError(say("The address book has newer details of this organisation. Decide on them first."))
    details = kept_details(_party(draft, party), draft.library)
    with desk.database.write() as session:
        origin = stored.origins_in(session, dossier).get(party)
        entry = stored.resolved(session, origin.organisation) if origin is not None else None
        if entry is None:
            made = stored.add(session, details, noted(details), now=desk.now())
        else:
            values = {field.key: field_value(details, field.key) for field in fields_of(draft.library)}
            whole = with_values(entry.details, {key: value for key, value in values.items() if value is not None})
            made = stored.change(session, entry.id, whole, noted(whole), now=desk.now())
        stored.link(session, Origin(dossier, party, made.id, made.details))
    return made


def kept_as(desk: Desk, draft: Draft, party: str) -> Kept:
    """Return how a party stands to the address book."""
    with desk.database.read() as session:
        origin = stored.origins_in(session, draft.dossier.id).get(party)
        entry = stored.resolved(session, origin.organisation) if origin is not None else None
    if origin is None or entry is None:
        return Kept(None)
    here, there = _party(draft, party), _fitting(entry.details, draft.library)
    differences = [
        Difference(field, field_value(here, field.key), field_value(there, field.key))
        for field in differing(draft.library, here, there)
    ]
    taken = _fitting(origin.taken, draft.library)
    news = [one for one in differences if one.there != field_value(taken, one.field.key)]
    own = any(one.here is not None for one in differences if one not in news)
    return Kept(entry, tuple(news), own)


def take_news(desk: Desk, dossier: str, party: str, *, seen: int) -> None:
    """Give a party what has changed in the address book since it was taken from there.

    `seen` is the change of the entry that the person has seen. Raises ConflictError when there is a later one,
    NotFoundError when there is none at all.
    """
    draft = drafts.open_draft(desk, dossier)
    entry, news = _seen(desk, draft, party, seen)
    edits: dict[Path, Any] = {}
    for one in news:
        key = f"parties[{party}].{one.field.key}"
        edits[path_of(MAIN, key)] = ABSENT if one.there is None else one.there
        edits[unread_path(MAIN, key)] = ABSENT
    summary = say("{name} brought up to date from the address book", name=name_of(entry.details))
    drafts.save(desk, dossier, MAIN, edits, read_at=draft.revision.number, summary=summary)
    _link(desk, dossier, party, entry)


def decline_news(desk: Desk, dossier: str, party: str, *, seen: int) -> None:
    """Leave a party as it is; changes of the entry that the person has seen are not offered again. Raises as above."""
    entry, _ = _seen(desk, drafts.open_draft(desk, dossier), party, seen)
    _link(desk, dossier, party, entry)


def forget(desk: Desk, dossier: str, party: str) -> None:
    """Let a party come from nowhere: another one had its id before."""
    with desk.database.write() as session:
        stored.unlink(session, dossier, party)


def copy_origins(desk: Desk, dossier: str, copy: str) -> None:
    """Let the parties of a copied dossier come from where those of the first one do."""
    with desk.database.write() as session:
        for one in stored.origins_in(session, dossier).values():
            stored.link(session, Origin(copy, one.party, one.organisation, one.taken))


def _seen(desk: Desk, draft: Draft, party: str, seen: int) -> tuple[Organisation, tuple[Difference, ...]]:
    kept = kept_as(desk, draft, party)
    if kept.organisation is None:
        raise NotFoundError(say("This organisation was removed from the address book."))
    if kept.organisation.number != seen:
        raise ConflictError(say("The address book has changed once more. Look at what is new."))
    return kept.organisation, kept.news


def _link(desk: Desk, dossier: str, party: str, entry: Organisation) -> None:
    with desk.database.write() as session:
        stored.link(session, Origin(dossier, party, entry.id, entry.details))


def _party(draft: Draft, party: str) -> Mapping[str, Any]:
    found = next((one for one in parties(draft.record) if one["id"] == party), None)
    if found is None:
        raise NotFoundError(say("The dossier has no such party."))
    return found


def _fitting(details: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """Return the details that the library of a dossier, which may be an earlier one, can read."""
    values = {}
    for field in fields_of(library):
        value, problem = check_value(field, field_value(details, field.key), ())
        if value is not None and not problem:
            values[field.key] = value
    return with_values({}, values)
