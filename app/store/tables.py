"""The tables. Every table carries `workspace_id`, so that one database can serve several houses later."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import DateTime, TypeDecorator

from app.model.message import from_stored, to_stored

DEFAULT_WORKSPACE = "default"


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC: kept without zone in the database, always with zone in Python."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment as the database keeps it; a moment without zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without time zone cannot be stored.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """What the program said, in English, with what it takes to say it in another language."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the words as the database keeps them."""
        return None if value is None else to_stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the words as a message."""
        return None if value is None else from_stored(value)


class Base(DeclarativeBase):
    """Common base: constraint names are fixed, so that a later migration can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class WorkspaceRow(Base):
    """A house that keeps its dossiers here."""

    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class DossierRow(Base):
    """A framework with its annexes, or one stand-alone document. `head` is the number of the newest revision.

    `declined_library` is the version of the newer clause library that a person has looked at and not adopted.
    `sort_title`, `search` and `ready` are noted for lists (`app/store/listing.py`).
    """

    __tablename__ = "dossiers"
    __table_args__ = (Index(None, "workspace_id", "binned_at", "changed_at"),)

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    title: Mapped[str] = mapped_column(String(200))
    head: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    binned_at: Mapped[datetime | None] = mapped_column(UtcTime)
    declined_library: Mapped[str | None] = mapped_column(String(64))
    signed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcTime)
    sort_title: Mapped[str] = mapped_column(String(200), default="", server_default="")
    search: Mapped[str] = mapped_column(Text, default="", server_default="")
    ready: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class DossierPartyRow(Base):
    """A party of a dossier, by the name that lists show."""

    __tablename__ = "dossier_parties"

    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)


class DocumentRow(Base):
    """One document of a dossier, with the page where the person stopped. `key` is "main" or the annex's id."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("dossier_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"))
    key: Mapped[str] = mapped_column(String(40))
    type: Mapped[str] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(Integer)
    removed: Mapped[bool] = mapped_column(Boolean, default=False)
    stopped_page: Mapped[str] = mapped_column(String(60), default="")
    stopped_at: Mapped[datetime | None] = mapped_column(UtcTime)


class RevisionRow(Base):
    """One save. Rows are added and never changed; the newest of a dossier is its state.

    `kind` is "save", "undo", "redo" or "conflict" (values that lost against an earlier save: kept, not in force).
    `document` is the document that was worked on; `changes` lists path, old and new value of every change. `tree` is
    the assembled bundle as JSON, compressed; `sources` names the hash of every clause text that it was made from, by
    document and clause, `library_version` the library. `standing` counts what is open, for lists. `accepted` are the
    warnings that somebody accepted, with their reasons; None in rows from before there were any. `author` is the party
    that saved through its invitation, "" or None for whoever is signed in.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"))
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(12))
    document: Mapped[str] = mapped_column(String(40))
    summary: Mapped[str] = mapped_column(Words)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    answers_schema: Mapped[int] = mapped_column(Integer)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    unread: Mapped[dict[str, Any]] = mapped_column(JSON)
    accepted: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    changes: Mapped[list[Any]] = mapped_column(JSON)
    library_version: Mapped[str] = mapped_column(String(64))
    tree: Mapped[bytes | None] = mapped_column(LargeBinary)
    sources: Mapped[dict[str, Any]] = mapped_column(JSON)
    standing: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str | None] = mapped_column(String(40))


class VersionRow(Base):
    """A revision that was given a name, so that it is found again and can be compared."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"))
    number: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(80))
    named_at: Mapped[datetime] = mapped_column(UtcTime)


class ClauseSourceRow(Base):
    """The text of a clause file as it was used, stored once under its SHA-256."""

    __tablename__ = "clause_sources"

    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    clause: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(Text)


class LibraryRow(Base):
    """The files of a clause library that a revision names, as a ZIP; kept once a version and never changed."""

    __tablename__ = "libraries"

    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    kept_at: Mapped[datetime] = mapped_column(UtcTime)
    files: Mapped[bytes] = mapped_column(LargeBinary)


class ExportRow(Base):
    """A file that was made: from which revision, in which state, and the SHA-256 of its bytes."""

    __tablename__ = "exports"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"))
    revision: Mapped[int] = mapped_column(Integer)
    file: Mapped[str] = mapped_column(String(300))
    sha256: Mapped[str] = mapped_column(String(64))
    final: Mapped[bool] = mapped_column(Boolean)
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class SignInRow(Base):
    """A sign-in link, and the session that was begun with it. Only SHA-256 hashes of both secrets are kept.

    A link works once, until `key_until`; its session until `session_until`, or until somebody ends it.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    key_until: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    session_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    session_until: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


class InvitationRow(Base):
    """A link through which one party fills in its part of one dossier. Only the SHA-256 of its token is kept.

    `inviter` is the party in whose name it was sent, or "". Of the links of a party the newest counts; an earlier one
    was `withdrawn_at` the moment in which the next was made.
    """

    __tablename__ = "invitations"
    __table_args__ = (Index(None, "dossier_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"))
    party: Mapped[str] = mapped_column(String(40))
    inviter: Mapped[str] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)


class PositionRow(Base):
    """What a party says on a clause. Rows are added and never changed; the newest of a party and clause counts.

    `clause` is the clause's id within its document, `position` "agreed", "discuss", "reserved" or "" (taken back),
    `text_hash` the SHA-256 of the text that was read, `author` as in revisions.
    """

    __tablename__ = "positions"
    __table_args__ = (Index(None, "dossier_id", "document"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"))
    document: Mapped[str] = mapped_column(String(40))
    clause: Mapped[str] = mapped_column(String(120))
    party: Mapped[str] = mapped_column(String(40))
    position: Mapped[str] = mapped_column(String(12))
    comment: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class NoteRow(Base):
    """An internal note on a clause: for the house that drafts, never for the parties, never printed."""

    __tablename__ = "notes"
    __table_args__ = (Index(None, "dossier_id", "document"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"))
    document: Mapped[str] = mapped_column(String(40))
    clause: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ImportColumnRow(Base):
    """Which column of a table somebody chose for a heading of a file; `chosen` is "" for a column that is left out.

    `heading` is folded: without case, accents and marks.
    """

    __tablename__ = "import_columns"

    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    heading: Mapped[str] = mapped_column(String(200), primary_key=True)
    chosen: Mapped[str] = mapped_column(String(80))
