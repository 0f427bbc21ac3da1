"""What a newer version stored is refused in a sentence, and left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import NewerVersionError
from app.store import revisions
from app.store.database import Database
from tests.store.test_store import begun


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a database that this version made."""
    path = tmp_path / "instance" / "syngraph.sqlite3"
    Database(path).close()
    return path


def test_a_database_of_a_newer_version_is_refused_and_not_touched(file: Path) -> None:
    """The sentence says what to do; a later start of the newer version finds all as it was."""
    database = Database(file)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()

    with pytest.raises(NewerVersionError, match="newer version"):
        Database(file)

    with pytest.raises(NewerVersionError):
        Database(file)


def test_answers_in_a_newer_form_are_refused(file: Path) -> None:
    """A revision that was saved in a form of answers that is not known yet is not half read."""
    database = Database(file)
    identifier = begun(database)
    with database.write() as session:
        session.execute(text("UPDATE revisions SET answers_schema = 99"))

    with database.read() as session, pytest.raises(NewerVersionError, match="form 99; this one reads form 1"):
        revisions.get(session, identifier)

    database.close()
