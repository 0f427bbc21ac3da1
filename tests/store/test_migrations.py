"""A database of an earlier version is brought up to date with all that is in it, or left exactly as it was."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import MigrationError, NewerVersionError
from app.store import database as databases
from app.store import dossiers, libraries, revisions
from app.store.database import MIGRATIONS, Database

FIRST_SCHEMA = """\
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
CREATE TABLE workspaces (id VARCHAR(40) NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL, created_at DATETIME NOT NULL);
CREATE TABLE clause_sources (workspace_id VARCHAR(40) NOT NULL REFERENCES workspaces (id), hash VARCHAR(64) NOT NULL,
  clause VARCHAR(80) NOT NULL, source TEXT NOT NULL, PRIMARY KEY (workspace_id, hash));
CREATE TABLE dossiers (id VARCHAR(24) NOT NULL PRIMARY KEY, workspace_id VARCHAR(40) NOT NULL REFERENCES workspaces (id),
  title VARCHAR(200) NOT NULL, head INTEGER NOT NULL, created_at DATETIME NOT NULL, changed_at DATETIME NOT NULL,
  binned_at DATETIME);
CREATE INDEX ix_dossiers_workspace_id_binned_at_changed_at ON dossiers (workspace_id, binned_at, changed_at);
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY, workspace_id VARCHAR(40) NOT NULL REFERENCES workspaces (id),
  dossier_id VARCHAR(24) NOT NULL REFERENCES dossiers (id), "key" VARCHAR(40) NOT NULL, type VARCHAR(60) NOT NULL,
  position INTEGER NOT NULL, removed BOOLEAN NOT NULL, stopped_page VARCHAR(60) NOT NULL, stopped_at DATETIME,
  CONSTRAINT uq_documents_dossier_id_key UNIQUE (dossier_id, "key"));
CREATE TABLE exports (id INTEGER NOT NULL PRIMARY KEY, workspace_id VARCHAR(40) NOT NULL REFERENCES workspaces (id),
  dossier_id VARCHAR(24) NOT NULL REFERENCES dossiers (id), revision INTEGER NOT NULL, file VARCHAR(300) NOT NULL,
  sha256 VARCHAR(64) NOT NULL, final BOOLEAN NOT NULL, made_at DATETIME NOT NULL);
CREATE TABLE revisions (id INTEGER NOT NULL PRIMARY KEY, workspace_id VARCHAR(40) NOT NULL REFERENCES workspaces (id),
  dossier_id VARCHAR(24) NOT NULL REFERENCES dossiers (id), number INTEGER NOT NULL, kind VARCHAR(12) NOT NULL,
  document VARCHAR(40) NOT NULL, summary TEXT NOT NULL, made_at DATETIME NOT NULL, answers_schema INTEGER NOT NULL,
  answers JSON NOT NULL, unread JSON NOT NULL, changes JSON NOT NULL, library_version VARCHAR(64) NOT NULL, tree BLOB,
  sources JSON NOT NULL, standing JSON NOT NULL, CONSTRAINT uq_revisions_dossier_id_number UNIQUE (dossier_id, number));
"""
FIRST_DATA = """\
INSERT INTO alembic_version VALUES ('0001');
INSERT INTO workspaces VALUES ('default', 'Default', '2026-01-05 08:00:00.000000');
INSERT INTO clause_sources VALUES ('default', 'aa', 'gen-law', '1. The law of Belgium applies.');
INSERT INTO dossiers VALUES ('abc', 'default', 'Völgy', 2, '2026-01-05 08:00:00.000000', '2026-01-06 08:00:00.000000', NULL);
INSERT INTO dossiers VALUES ('old', 'default', '', 0, '2026-01-05 08:00:00.000000', '2026-01-05 08:00:00.000000',
  '2026-01-07 08:00:00.000000');
INSERT INTO documents VALUES (1, 'default', 'abc', 'main', 'agreement', 0, 0, 'law', '2026-01-06 08:00:00.000000');
INSERT INTO revisions VALUES (1, 'default', 'abc', 1, 'save', 'main', 'Begun', '2026-01-05 08:00:00.000000', 1,
  '{"document": {"type": "agreement"}}', '{}', '[]', 'cafe', NULL, '{}', '{}');
INSERT INTO revisions VALUES (2, 'default', 'abc', 2, 'save', 'main', 'Title', '2026-01-06 08:00:00.000000', 1,
  '{"document": {"type": "agreement", "title": "Świszcz"}}', '{"main:law.country": "Belgum"}',
  '[{"path": ["answers", "document", "title"], "new": "Świszcz"}]', 'cafe', NULL, '{"main": {"gen-law": "aa"}}', '{}');
INSERT INTO exports VALUES (1, 'default', 'abc', 2, 'abc/x.docx', 'bb', 0, '2026-01-06 09:00:00.000000');
"""
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database as the first version of the schema left it, with two dossiers in it."""
    path = tmp_path / "syngraph.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(FIRST_SCHEMA + FIRST_DATA)
    connection.close()
    return path


def dump(file: Path) -> list[str]:
    """Return everything that is in a database, as SQL."""
    connection = sqlite3.connect(file)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def rows(file: Path, columns: dict[str, str]) -> dict[str, list[tuple[object, ...]]]:
    """Return what stands in these columns of each table."""
    connection = sqlite3.connect(file)
    try:
        queries = {table: f"SELECT {names} FROM {table}" for table, names in columns.items()}  # noqa: S608
        return {table: connection.execute(query).fetchall() for table, query in queries.items()}
    finally:
        connection.close()


def columns_of(file: Path) -> dict[str, str]:
    """Return the columns of every table, without the one that names the version of the schema."""
    connection = sqlite3.connect(file)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {
        table: ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({table})")) for table in tables
    }
    connection.close()
    return {table: names for table, names in found.items() if table != "alembic_version"}


def test_all_that_was_stored_is_there_after_the_migration(file: Path) -> None:
    """No row is lost or changed, and what is read of them is what was saved."""
    columns = columns_of(file)
    before = rows(file, columns)

    migrated = Database(file)
    with migrated.read() as session:
        dossier, revision = dossiers.get(session, "abc"), revisions.get(session, "abc")
        sources = revisions.sources(session, "abc", 2)
        binned = [one.id for one in dossiers.in_bin(session, limit=9)]
    migrated.close()

    assert rows(file, columns) == before
    assert (dossier.title, dossier.head, dossier.declined_library) == ("Völgy", 2, "")
    assert (dossier.places[0].stopped_page, binned) == ("law", ["old"])
    assert revision.answers["document"]["title"] == "Świszcz"
    assert revision.unread == {"main:law.country": "Belgum"}
    assert sources == {("main", "gen-law"): "1. The law of Belgium applies."}


def test_a_migrated_database_is_written_like_a_new_one(file: Path) -> None:
    """What came with the new schema works on old rows."""
    migrated = Database(file)
    with migrated.write() as session:
        dossiers.decline(session, "abc", "f00d")
        libraries.keep(session, "cafe", {"clauses/gen/gen-law.md": b"text"}, NOW)
    with migrated.read() as session:
        assert dossiers.get(session, "abc").declined_library == "f00d"
        assert libraries.files(session, "cafe") == {"clauses/gen/gen-law.md": b"text"}
    migrated.close()


def test_a_migration_that_breaks_off_leaves_all_as_it_was(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of a migration is none: also the steps before the one that broke are taken back, and the next start mends it."""
    before = dump(file)
    broken = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, broken, ignore=shutil.ignore_patterns("__pycache__"))
    newest = max(path.name[:4] for path in (broken / "versions").glob("[0-9]*.py"))
    (broken / "versions" / "9999_broken.py").write_text(
        "from alembic import op\nrevision, down_revision = '9999', 'NEWEST'\nbranch_labels = depends_on = None\n"
        "def upgrade():\n    op.execute('DELETE FROM revisions')\n    op.execute('DROP TABLE exports')\n"
        "    op.execute('INSERT INTO nowhere VALUES (1)')\n".replace("NEWEST", newest)
    )
    monkeypatch.setattr(databases, "MIGRATIONS", broken)

    with pytest.raises(MigrationError, match=r"no such table: nowhere.*left as it was"):
        Database(file)

    assert dump(file) == before
    monkeypatch.undo()
    Database(file).close()


def test_a_database_of_a_newer_schema_is_refused_and_left_alone(file: Path) -> None:
    """The sentence says what to do."""
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()
    before = dump(file)

    with pytest.raises(NewerVersionError, match="Start the newer version, or set DATA_DIR"):
        Database(file)

    assert dump(file) == before
