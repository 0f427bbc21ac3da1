"""The database: engine, pragmas, migrations, sessions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.errors import MigrationError, NewerVersionError, StorageError
from app.store import listing
from app.store.tables import DEFAULT_WORKSPACE, WorkspaceRow

MIGRATIONS = Path(__file__).parent / "migrations"

_PRIMARY: Final = 0xFF
"""The part of an extended error code of SQLite that names its kind."""

_REASONS: Final = {
    sqlite3.SQLITE_FULL: "the disk of the folder {} is full. Make room there.",
    sqlite3.SQLITE_IOERR: "the disk of the folder {} takes no more. Make room there, and see that it works.",
    sqlite3.SQLITE_READONLY: "the folder {} cannot be written to. Allow writing there.",
    sqlite3.SQLITE_CANTOPEN: "the database in {} cannot be opened. Make room there and allow writing.",
    sqlite3.SQLITE_BUSY: "another program holds the database in {}. End it.",
}


class Database:
    """One database, its schema brought up to date. `read` and `write` open a session that ends with the block."""

    def __init__(self, file: Path) -> None:
        self.folder = file.parent
        self.folder.mkdir(parents=True, exist_ok=True)
        # Contracts are nobody else's business: no other account of this computer can read the file.
        with suppress(OSError):
            file.touch(mode=0o600)
        self.engine = _engine(file)
        try:
            with self.engine.begin() as connection:
                migrate(connection)
        except SQLAlchemyError as error:
            self.close()
            reason = getattr(error, "orig", None) or error
            raise MigrationError(
                f"The database {file} could not be brought up to date: {reason}. It was left as it was. Make room and "
                "allow writing in its folder; otherwise start the version of Syngraph that used it last."
            ) from error
        with self.write() as session:
            if session.get(WorkspaceRow, DEFAULT_WORKSPACE) is None:
                session.add(WorkspaceRow(id=DEFAULT_WORKSPACE, name="Default", created_at=datetime.now(UTC)))
            listing.note_all(session)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session for reading; what it reads is one consistent state."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that is committed at the end of the block, or rolled back when the block raises.

        The write lock is taken at the start, so that what the block reads cannot change before it writes. Raises
        StorageError when the disk does not take it: then nothing of the block is stored.
        """
        engine = self.engine.execution_options(begin="IMMEDIATE")
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except OperationalError as error:
            reason = _REASONS.get(getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY)
            if reason is None:
                raise
            raise StorageError(f"Nothing was saved: {reason.format(self.folder)}") from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def migrate(connection: Connection) -> None:
    """Bring the schema to the newest migration. Raises NewerVersionError when a newer Syngraph has been here."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if set(MigrationContext.configure(connection).get_current_heads()) - known:
        raise NewerVersionError(
            "The database was last used by a newer version of Syngraph, which this one cannot read. Start the newer "
            "version, or set DATA_DIR to another folder. Nothing was changed."
        )
    command.upgrade(config, "head")


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 15})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # The driver must not open transactions by itself: "begin" below does, with the lock that is wanted.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine
