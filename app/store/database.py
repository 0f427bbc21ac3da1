"""The database: engine, pragmas, migrations, sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

from app.errors import NewerVersionError
from app.store.tables import DEFAULT_WORKSPACE, WorkspaceRow

MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """One database, its schema brought up to date. `read` and `write` open a session that ends with the block."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.engine = _engine(file)
        with self.engine.begin() as connection:
            migrate(connection)
        with self.write() as session:
            if session.get(WorkspaceRow, DEFAULT_WORKSPACE) is None:
                session.add(WorkspaceRow(id=DEFAULT_WORKSPACE, name="Default", created_at=datetime.now(UTC)))

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session for reading; what it reads is one consistent state."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that is committed at the end of the block, or rolled back when the block raises.

        The write lock is taken at the start, so that what the block reads cannot change before it writes.
        """
        engine = self.engine.execution_options(begin="IMMEDIATE")
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

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
