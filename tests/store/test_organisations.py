"""The address book as it is stored: found, changed, removed, merged, and taken into dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.store import dossiers, organisations
from app.store.database import Database
from app.store.values import Merge, Noted, Organisation, Origin

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on an empty database."""
    database = Database(tmp_path / "syngraph.sqlite3")
    with database.write() as opened:
        yield opened
    database.close()


def add(session: Session, name: str, *, hours: int = 0, register: str = "", vat: str = "") -> Organisation:
    noted = Noted(name.casefold(), name.casefold(), "".join(filter(str.isalnum, name.casefold())), register, vat)
    return organisations.add(session, {"legal_name": name}, noted, now=NOW + timedelta(hours=hours))


def names(found: tuple[Organisation, ...]) -> list[str]:
    return [one.details["legal_name"] for one in found]


def test_organisations_are_listed_by_name_or_by_their_last_change(session: Session) -> None:
    """Forwards and backwards, a page at a time."""
    for hours, name in enumerate(("Beta", "alpha", "Gamma")):
        add(session, name, hours=hours)

    assert names(organisations.listed(session, limit=9)) == ["alpha", "Beta", "Gamma"]
    assert names(organisations.listed(session, backwards=True, limit=9)) == ["Gamma", "Beta", "alpha"]
    assert names(organisations.listed(session, sort="changed", limit=9)) == ["Gamma", "alpha", "Beta"]
    assert names(organisations.listed(session, limit=1, offset=1)) == ["Beta"]


@pytest.mark.parametrize(("word", "found"), [("ALP", 1), ("%", 1), ("_", 0), ("nowhere", 0)])
def test_a_word_is_found_whatever_signs_it_has(session: Session, word: str, found: int) -> None:
    """Signs that mean something to the database mean themselves."""
    add(session, "Alpine")
    add(session, "100% Optics")

    assert organisations.count(session, [word]) == len(organisations.listed(session, [word], limit=9)) == found


def test_a_change_counts_and_a_removed_organisation_is_in_no_list(session: Session) -> None:
    """It is kept, and comes back whole."""
    made = add(session, "Alpine")
    changed = organisations.change(session, made.id, {"legal_name": "Alpine II"}, Noted("alpine ii"), now=NOW)
    organisations.remove(session, made.id, NOW)
    session.flush()

    assert (made.number, changed.number) == (1, 2)
    assert organisations.count(session) == 0
    assert organisations.resolved(session, made.id) is None
    assert organisations.get(session, made.id).removed_at == NOW

    organisations.remove(session, made.id, None)
    session.flush()
    assert names(organisations.listed(session, limit=9)) == ["Alpine II"]


def test_an_organisation_leads_to_the_one_it_was_merged_into(session: Session) -> None:
    """Also by way of a third one; all of them are known as its earlier selves."""
    one, two, three = (add(session, name) for name in ("One", "Two", "Three"))
    for gone, kept in ((one, two), (two, three)):
        organisations.remove(session, gone.id, NOW, Merge(kept.id, {}, {"legal_name": "Two"}))
    session.flush()

    assert organisations.resolved(session, one.id) == organisations.get(session, three.id)
    assert organisations.merged_into(session, three.id) == (three.id, two.id, one.id)
    assert organisations.get(session, one.id).merge == Merge(two.id, {}, {"legal_name": "Two"})


def test_organisations_alike_share_a_number_or_most_of_their_name(session: Session) -> None:
    """Those with the same number come first; empty numbers are nothing in common."""
    add(session, "Something else", register="DE:HRB1")
    add(session, "Alpine Cluster")
    add(session, "Costa")

    found = organisations.alike(session, Noted(name_key="alpineclusterev", register_key="DE:HRB1"), limit=9)

    assert sorted(names(found)) == ["Alpine Cluster", "Something else"]
    assert organisations.alike(session, Noted(), limit=9) == ()


def test_a_party_remembers_where_it_was_taken_from(session: Session) -> None:
    """The last origin counts; a dossier in the bin uses nothing."""
    one, two = add(session, "One"), add(session, "Two")
    dossier = dossiers.create(session, "Tools", NOW)
    for origin in (one, two):
        organisations.link(session, Origin(dossier, "alpine", origin.id, origin.details))
    session.flush()

    assert organisations.origins_in(session, dossier) == {"alpine": Origin(dossier, "alpine", two.id, two.details)}
    assert organisations.origins_of(session, [one.id], limit=9) == ()
    assert len(organisations.origins_of(session, [one.id, two.id], limit=9)) == 1

    dossiers.bin_(session, dossier, NOW)
    session.flush()
    assert organisations.origins_of(session, [two.id], limit=9) == ()

    organisations.unlink(session, dossier, "alpine")
    session.flush()
    assert organisations.origins_in(session, dossier) == {}


def test_an_organisation_that_nobody_knows_is_said_to_be_none(session: Session) -> None:
    """The sentence says where it was looked for."""
    with pytest.raises(NotFoundError, match="address book"):
        organisations.get(session, "nobody")
