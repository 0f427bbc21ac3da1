"""Writes a new migration: `python -m app.store.new_migration "What it changes"`. For developers."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.store.database import MIGRATIONS, Database


def write(message: str) -> Path:
    """Write the migration that leads from the newest one to the tables of the code, and return its path."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "empty.sqlite3")
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            made = command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
        database.close()
    if made is None or isinstance(made, list):
        raise RuntimeError("Alembic made no migration.")
    return Path(made.path)


if __name__ == "__main__":
    print(write(sys.argv[1]))
