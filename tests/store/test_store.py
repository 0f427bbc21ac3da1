"""The store keeps every revision, refuses to overwrite, and finds everything again after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from app.errors import ConflictError, NotFoundError
from app.store import dossiers, listing, revisions
from app.store.database import Database
from app.store.listing import Wanted
from app.store.tables import Base, ClauseSourceRow, DossierRow
from app.store.values import NewRevision, Place, Source

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
SOURCE = Source("main", "gen-law", "a" * 64, "1. The law of Belgium applies.\n")
TREE = {"is": "Bundle", "schema": 1, "text": "Völgy u. 41. · Świszcz · Ελλάδα"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return an empty database."""
    opened = Database(tmp_path / "instance" / "syngraph.sqlite3")
    yield opened
    opened.close()


def revision(title: str = "First", **rest: object) -> NewRevision:
    """Return a revision whose only answer is a title."""
    answers = {"document": {"type": "agreement", "title": title}}
    fields = {"kind": "save", "document": "main", "summary": title, "answers": answers, "unread": {}, **rest}
    return NewRevision(places=(Place("main", "agreement"),), **fields)  # type: ignore[arg-type]


def begun(database: Database, **rest: object) -> str:
    """Return the id of a new dossier with one revision."""
    with database.write() as session:
        identifier = dossiers.create(session, "", NOW)
        revisions.add(session, identifier, revision(**rest), after=0, now=NOW)
    return identifier


def test_what_was_saved_is_there_after_a_restart(database: Database, tmp_path: Path) -> None:
    """A dossier with its answers, tree and place is found by a service that starts later."""
    identifier = begun(database, tree=TREE, unread={"main:term.end_date": "31.13.2028"})
    with database.write() as session:
        dossiers.stop_at(session, identifier, "main", "price", NOW)
    database.close()

    later = Database(tmp_path / "instance" / "syngraph.sqlite3")
    with later.read() as session:
        dossier, found = dossiers.get(session, identifier), revisions.get(session, identifier)
        tree = revisions.tree(session, identifier, 1)
    later.close()

    assert (dossier.head, dossier.places) == (1, (Place("main", "agreement", "price", NOW),))
    assert found.answers["document"]["title"] == "First"
    assert found.unread == {"main:term.end_date": "31.13.2028"}
    assert tree == TREE


def test_earlier_revisions_stay_as_they_were(database: Database) -> None:
    """A save adds a revision; the one before keeps its answers."""
    identifier = begun(database)
    with database.write() as session:
        number = revisions.add(session, identifier, revision("Second"), after=1, now=NOW)

    with database.read() as session:
        titles = [revisions.get(session, identifier, one).answers["document"]["title"] for one in (1, 2)]
        newest = revisions.get(session, identifier).number

    assert (number, newest, titles) == (2, 2, ["First", "Second"])


def test_a_save_made_from_an_old_revision_is_refused(database: Database) -> None:
    """Nobody overwrites what somebody else saved first."""
    identifier = begun(database)
    with database.write() as session:
        revisions.add(session, identifier, revision("Second"), after=1, now=NOW)

    with pytest.raises(ConflictError), database.write() as session:
        revisions.add(session, identifier, revision("Late"), after=1, now=NOW)

    with database.read() as session:
        assert revisions.get(session, identifier).answers["document"]["title"] == "Second"


def test_a_block_that_raises_leaves_nothing_behind(database: Database) -> None:
    """A save is stored as a whole or not at all."""

    def half_done() -> None:
        with database.write() as session:
            dossiers.create(session, "Half", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()

    with database.read() as session:
        assert list(listing.identifiers(session, Wanted(), NOW, limit=9)) == []


def test_a_clause_text_is_stored_once(database: Database) -> None:
    """Two revisions that used the same clause file share its text, and both find it."""
    identifier = begun(database, sources=(SOURCE,))
    with database.write() as session:
        revisions.add(session, identifier, revision("Second", sources=(SOURCE,)), after=1, now=NOW)

    with database.read() as session:
        stored = session.scalars(select(ClauseSourceRow)).all()
        found = [revisions.sources(session, identifier, number) for number in (1, 2)]

    assert len(stored) == 1
    assert found == [{("main", "gen-law"): SOURCE.source}] * 2


def test_moments_are_kept_in_utc(database: Database) -> None:
    """A moment of any zone comes back as the same moment in UTC; one without zone is refused."""
    identifier = begun(database)
    with database.write() as session:
        dossiers.bin_(session, identifier, datetime(2027, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=2))))

    with database.read() as session:
        assert dossiers.get(session, identifier).binned_at == datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
    with pytest.raises(StatementError, match="without time zone"), database.write() as session:
        session.get_one(DossierRow, identifier).changed_at = datetime(2027, 3, 1)


def test_the_list_shows_the_last_changed_first_and_the_bin_apart(database: Database) -> None:
    """A dossier is listed, or in the bin, never both."""
    first, second = begun(database), begun(database)
    with database.write() as session:
        dossiers.rename(session, first, "Renamed", NOW + timedelta(minutes=1))
        dossiers.bin_(session, second, NOW)

    with database.read() as session:
        listed = list(listing.identifiers(session, Wanted(), NOW, limit=9))
        binned = [one.id for one in dossiers.in_bin(session, limit=9)]

    assert (listed, binned) == ([first], [second])


def test_an_annex_that_comes_back_keeps_its_place(database: Database) -> None:
    """A removed document is not listed; when undo brings it back, the page where the person stopped is known still."""
    both = (Place("main", "agreement"), Place("use", "annex-use"))
    identifier = begun(database)
    with database.write() as session:
        dossiers.set_places(session, identifier, both)
        session.flush()
        dossiers.stop_at(session, identifier, "use", "law", NOW)
        dossiers.set_places(session, identifier, both[:1])
    with database.read() as session:
        without = [place.key for place in dossiers.get(session, identifier).places]
    with database.write() as session:
        dossiers.set_places(session, identifier, both)

    with database.read() as session:
        place = dossiers.get(session, identifier).place("use")

    assert without == ["main"]
    assert place is not None
    assert place.stopped_page == "law"


def test_what_is_not_there_is_said(database: Database) -> None:
    """An unknown dossier or revision raises NotFoundError."""
    identifier = begun(database)
    with database.read() as session:
        with pytest.raises(NotFoundError, match="no dossier"):
            dossiers.get(session, "nothing")
        with pytest.raises(NotFoundError, match="no revision 7"):
            revisions.get(session, identifier, 7)


def test_the_database_survives_a_power_cut(database: Database) -> None:
    """Every commit reaches the disk before it is answered: write-ahead log with full synchronisation."""
    with database.read() as session:
        journal = session.scalar(text("PRAGMA journal_mode"))
        synchronous = session.scalar(text("PRAGMA synchronous"))
        keys = session.scalar(text("PRAGMA foreign_keys"))

    assert (journal, synchronous, keys) == ("wal", 2, 1)


def test_migrations_make_the_tables_of_the_code(database: Database) -> None:
    """The schema that the migrations build differs in nothing from the tables."""
    with database.engine.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert difference == []


def test_every_table_knows_its_workspace() -> None:
    """Several houses can share a database later: each row says whose it is."""
    without = [name for name, table in Base.metadata.tables.items() if "workspace_id" not in table.columns]

    assert without == ["workspaces"]
