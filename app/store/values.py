"""What the store gives and takes: plain frozen values, nothing of SQLAlchemy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """A document of a dossier and the page where the person stopped in it ("" and None: never opened)."""

    key: str
    type: str
    stopped_page: str = ""
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as lists show it. `standing` is what its newest revision says is open, `declined_library` the version
    of the newer library that a person has decided not to adopt.
    """

    id: str
    title: str
    head: int
    created_at: datetime
    changed_at: datetime
    binned_at: datetime | None
    places: tuple[Place, ...]
    standing: Mapping[str, Any] = field(default_factory=dict)
    declined_library: str = ""

    def place(self, key: str) -> Place | None:
        """Return the document called `key`, or None."""
        return next((place for place in self.places if place.key == key), None)


@dataclass(frozen=True, slots=True)
class Source:
    """The source of one clause that a document used."""

    document: str
    clause: str
    hash: str
    source: str


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A revision that is to be stored. See `RevisionRow` for the fields; `tree` is the JSON of the bundle, or None."""

    kind: str
    document: str
    summary: str
    answers: Mapping[str, Any]
    unread: Mapping[str, str]
    changes: tuple[Mapping[str, Any], ...] = ()
    library_version: str = ""
    tree: Mapping[str, Any] | None = None
    standing: Mapping[str, Any] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    accepted: Mapping[str, Any] = field(default_factory=dict)
    author: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A stored revision without its tree, which is read on its own."""

    number: int
    kind: str
    document: str
    summary: str
    made_at: datetime
    answers: Mapping[str, Any]
    unread: Mapping[str, str]
    changes: tuple[Mapping[str, Any], ...]
    library_version: str
    standing: Mapping[str, Any]
    accepted: Mapping[str, Any] = field(default_factory=dict)
    author: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A revision as the history needs it: what was done, not the answers."""

    number: int
    kind: str
    document: str
    summary: str
    made_at: datetime
    author: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in link by its hash: until when it works, and when it was used."""

    key_hash: str
    key_until: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """The link of one party to its part of one dossier. `number` tells a newer one from an older one."""

    number: int
    dossier: str
    party: str
    inviter: str
    token_hash: str
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    used_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Position:
    """What a party said on a clause, and the hash of the text that it read. `position` is "" where it took it back."""

    number: int
    clause: str
    party: str
    position: str
    comment: str
    text_hash: str
    author: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """An internal note on a clause."""

    number: int
    clause: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """What lists of organisations sort, search and compare by, made of the details of one; "" compares with nothing."""

    sort_name: str = ""
    search: str = ""
    name_key: str = ""
    register_key: str = ""
    vat_key: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """That an organisation was merged into another: that one's id, and its details before and after."""

    into: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of the address book as it stands. `number` counts its changes."""

    id: str
    number: int
    details: Mapping[str, Any]
    unread: Mapping[str, str]
    noted: Noted
    changed_at: datetime
    removed_at: datetime | None = None
    merge: Merge | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """From which organisation a party of a dossier was taken, and the details that were taken then."""

    dossier: str
    party: str
    organisation: str
    taken: Mapping[str, Any]
