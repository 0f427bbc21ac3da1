"""The tables of the address book."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables import Base, UtcTime


class OrganisationRow(Base):
    """An organisation of the address book.

    `details` are the fields of a party, `unread` what was typed and is no value yet. `number` counts the changes.
    `sort_name`, `search` and the keys, by which duplicates are found, are noted for lists.

    A row is never deleted: `removed_at` takes it out of the book. Where it was merged into another one, `merged_into`
    names that one, `merge` its details before and after; dossiers go on naming the row that they took.
    """

    __tablename__ = "organisations"
    __table_args__ = (
        Index(None, "workspace_id", "removed_at", "sort_name"),
        Index(None, "name_key"),
        Index(None, "register_key"),
        Index(None, "vat_key"),
        Index(None, "merged_into"),
    )

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    number: Mapped[int] = mapped_column(Integer)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    unread: Mapped[dict[str, Any]] = mapped_column(JSON)
    sort_name: Mapped[str] = mapped_column(String(200))
    search: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(String(200))
    register_key: Mapped[str] = mapped_column(String(120))
    vat_key: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))
    merge: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class PartyOrganisationRow(Base):
    """From which organisation of the address book a party of a dossier was taken, and the details at that time.

    It stands beside the answers and never in them: nothing that is printed, exported or shown to a party can hold it.
    """

    __tablename__ = "party_organisations"
    __table_args__ = (Index(None, "organisation_id"),)

    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    party: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    taken: Mapped[dict[str, Any]] = mapped_column(JSON)
