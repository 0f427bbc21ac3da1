"""Which clause library a draft is assembled from: the one it was made from, until newer clauses are adopted.

The files of a library are kept in the database with the first revision that names it. `Desk.library` is the present
one.
"""

from __future__ import annotations

import zipfile

from app.errors import LibraryError, LostLibraryError
from app.library import load_files
from app.model.library import Library
from app.services.desk import Desk
from app.store import libraries


def library_of(desk: Desk, version: str) -> Library:
    """Return the library of a version: the present one, or the one that was kept.

    Raises LostLibraryError where it was not kept, or reads otherwise than it did.
    """
    if version == desk.library.version:
        return desk.library
    return desk.libraries.get(version, lambda: _kept(desk, version))


def keep_present(desk: Desk) -> None:
    """Keep the present library where stored revisions name it and it is not kept yet.

    That is so after a migration from a version that kept none: their drafts stay readable when the library moves on.
    """
    version = desk.library.version
    with desk.database.read() as session:
        wanted = libraries.is_named(session, version) and not libraries.is_kept(session, version)
    if wanted:
        with desk.database.write() as session:
            libraries.keep(session, version, desk.library.files, desk.now())


def _kept(desk: Desk, version: str) -> Library:
    try:
        with desk.database.read() as session:
            files = libraries.files(session, version)
        library = load_files(files) if files is not None else None
    except (LibraryError, zipfile.BadZipFile) as error:
        raise _lost("can no longer be read by this version of Syngraph") from error
    if library is None or library.version != version:
        raise _lost("were not kept")
    return library


def _lost(what: str) -> LostLibraryError:
    return LostLibraryError(
        f"The clauses that this draft was made from {what}. Its answers and its last text are as they were. To go on "
        "with it, look at what the clauses of today would change, and adopt them."
    )
