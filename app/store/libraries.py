"""The clause libraries that revisions were made from: each kept once, as a ZIP of its files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from app.store.tables import DEFAULT_WORKSPACE, LibraryRow, RevisionRow


def keep(session: Session, version: str, files: Mapping[str, bytes], now: datetime) -> None:
    """Keep the files of a library under its version; one that is kept already stays as it is."""
    if not is_kept(session, version):
        session.add(
            LibraryRow(workspace_id=DEFAULT_WORKSPACE, version=version, kept_at=now, files=_packed(files)),
        )


def is_kept(session: Session, version: str) -> bool:
    """Whether the files of a library are kept."""
    return bool(session.scalar(select(exists().where(_is(version)))))


def is_named(session: Session, version: str) -> bool:
    """Whether a revision was made from this library."""
    return bool(session.scalar(select(exists().where(RevisionRow.library_version == version))))


def files(session: Session, version: str) -> dict[str, bytes] | None:
    """Return the files of a library by path, or None where they were not kept. Raises BadZipFile for damaged ones."""
    packed = session.scalar(select(LibraryRow.files).where(_is(version)))
    if packed is None:
        return None
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _is(version: str) -> ColumnElement[bool]:
    return and_(LibraryRow.workspace_id == DEFAULT_WORKSPACE, LibraryRow.version == version)


def _packed(contents: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(contents):
            archive.writestr(path, contents[path])
    return buffer.getvalue()
