"""The list of dossiers: what is searched, filtered, sorted and counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.store import dossiers, listing, revisions
from app.store.database import Database
from app.store.listing import ARCHIVED, DRAFTING, READY, SIGNED, WITH_PARTIES, Wanted
from app.store.tables import DEFAULT_WORKSPACE, InvitationRow, PositionRow
from app.store.values import NewRevision, Place

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on an empty database."""
    database = Database(tmp_path / "syngraph.sqlite3")
    with database.write() as opened:
        yield opened
    database.close()


def add(session: Session, title: str, *, missing: int = 0, parties: tuple[str, ...] = (), hours: int = 0) -> str:
    identifier = dossiers.create(session, title, NOW)
    counts = {"name": "Model Contract", "missing": missing, "to_confirm": 0, "unread": 0, "error": 0, "warning": 0}
    standing: dict[str, Any] = {
        "title": "",
        "reference": f"MC-{title}",
        "parties": list(parties),
        "documents": {"main": counts},
    }
    made = NewRevision("save", "main", "", {}, {}, standing=standing, places=(Place("main", f"type-{title[:1]}"),))
    revisions.add(session, identifier, made, after=0, now=NOW + timedelta(hours=hours))
    return identifier


def titles(session: Session, wanted: Wanted, **page: int) -> list[str]:
    shown = listing.identifiers(session, wanted, NOW, limit=page.get("limit", 50), offset=page.get("offset", 0))
    return [one.title for one in dossiers.these(session, shown)]


def test_the_last_changed_comes_first(session: Session) -> None:
    """And last, when asked."""
    for number, title in enumerate(("b", "a", "c")):
        add(session, title, hours=number)

    assert titles(session, Wanted()) == ["c", "a", "b"]
    assert titles(session, Wanted(backwards=True)) == ["b", "a", "c"]
    assert titles(session, Wanted(sort="title")) == ["a", "b", "c"]
    assert titles(session, Wanted(sort="title", backwards=True)) == ["c", "b", "a"]
    assert titles(session, Wanted(), limit=1, offset=1) == ["a"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("ÉTÉ",), ["Été 100%"]),
        (("costa",), ["Été 100%", "Winter"]),
        (("costa", "winter"), ["Winter"]),
        (("mc-w",), ["Winter"]),
        (("model",), ["Été 100%", "Winter"]),
        (("0%",), ["Été 100%"]),
        (("_",), []),
        (("nowhere",), []),
    ],
)
def test_every_word_must_stand_somewhere(session: Session, words: tuple[str, ...], found: list[str]) -> None:
    """In title, reference, party or document, in any case; signs of the database mean themselves."""
    add(session, "Été 100%", parties=("Costa", "Alpine"))
    add(session, "Winter", parties=("Costa",))

    assert sorted(titles(session, Wanted(words)), key=str.casefold, reverse=False) == sorted(found, key=str.casefold)


def test_a_party_and_a_type_of_document_choose_their_dossiers(session: Session) -> None:
    """By the whole name; the choices are those that there are."""
    add(session, "a", parties=("Costa", "Alpine"))
    add(session, "b", parties=("Costa Verde",))
    gone = add(session, "c", parties=("Binned",))
    dossiers.bin_(session, gone, NOW)

    assert titles(session, Wanted(party="Costa")) == ["a"]
    assert titles(session, Wanted(type="type-b")) == ["b"]
    assert list(listing.parties(session)) == ["Alpine", "Costa", "Costa Verde"]
    assert list(listing.types(session)) == ["type-a", "type-b"]


def invite(session: Session, dossier: str, **moments: datetime | None) -> None:
    whole: dict[str, Any] = {
        "expires_at": NOW + timedelta(days=1),
        "withdrawn_at": None,
        "finished_at": None,
        **moments,
    }
    session.add(
        InvitationRow(
            workspace_id=DEFAULT_WORKSPACE,
            dossier_id=dossier,
            party="costa",
            inviter="",
            token_hash=dossier,
            made_at=NOW,
            used_at=None,
            **whole,
        )
    )
    session.flush()


@pytest.mark.parametrize(
    ("moments", "state"),
    [
        ({}, WITH_PARTIES),
        ({"expires_at": NOW}, READY),
        ({"withdrawn_at": NOW}, READY),
        ({"finished_at": NOW}, READY),
    ],
)
def test_a_dossier_is_with_the_parties_while_a_link_is_open(
    session: Session, moments: dict[str, datetime], state: str
) -> None:
    """A link that ended, was withdrawn or is finished no longer counts."""
    made = add(session, "a")
    invite(session, made, **moments)

    assert listing.states(session, [made], NOW) == {made: state}


def test_the_state_is_what_a_person_said_else_what_can_be_seen(session: Session) -> None:
    """Signed and archived are said; ready is nothing missing and no error. Each state has its count."""
    made = {
        name: add(session, name, missing=name == "drafting") for name in ("drafting", "ready", "signed", "archived")
    }
    listing.mark(session, made["signed"], signed_at=NOW)
    listing.mark(session, made["archived"], archived_at=NOW)
    session.flush()

    assert listing.states(session, list(made.values()), NOW) == {made[name]: name for name in made}
    assert listing.counts(session, Wanted(), NOW) == {DRAFTING: 1, READY: 1, SIGNED: 1, ARCHIVED: 1}
    assert titles(session, Wanted(state=READY)) == ["ready"]
    assert titles(session, Wanted(archived=True)) == ["archived"]
    assert titles(session, Wanted(sort="state")) == ["drafting", "ready", "signed"]


def test_a_dossier_with_an_open_position_is_not_ready(session: Session) -> None:
    """The last word of a party on a clause counts, not an earlier one."""
    made = add(session, "a")

    def says(position: str, party: str = "costa") -> str:
        session.add(
            PositionRow(
                workspace_id=DEFAULT_WORKSPACE,
                dossier_id=made,
                document="main",
                clause="gen-law",
                party=party,
                position=position,
                comment="",
                text_hash="",
                author=party,
                made_at=NOW,
            )
        )
        session.flush()
        return listing.states(session, [made], NOW)[made]

    assert [says("agreed"), says("discuss"), says("agreed", "alpine"), says("reserved"), says("agreed")] == [
        READY,
        DRAFTING,
        DRAFTING,
        DRAFTING,
        READY,
    ]


def test_counts_follow_the_search_not_the_chosen_state(session: Session) -> None:
    """So that the other states show what they would find."""
    add(session, "alpha", missing=1)
    add(session, "alpine")
    add(session, "other")

    assert listing.counts(session, Wanted(("alp",), state=READY), NOW) == {DRAFTING: 1, READY: 1, ARCHIVED: 0}


def test_a_renamed_dossier_is_found_under_its_new_title(session: Session) -> None:
    """And no longer under the old one."""
    made = add(session, "spring")
    dossiers.rename(session, made, "autumn", NOW)
    session.flush()

    assert titles(session, Wanted(("autumn",))) == ["autumn"]
    assert titles(session, Wanted(("spring",))) == ["autumn"]  # its reference still says so
    assert titles(session, Wanted(sort="title")) == ["autumn"]


def test_dossiers_from_before_there_were_notes_are_found_too(tmp_path: Path) -> None:
    """They are noted at the next start."""
    database = Database(tmp_path / "syngraph.sqlite3")
    with database.write() as session:
        add(session, "old", parties=("Costa",))
        session.flush()
        session.execute(text("UPDATE dossiers SET search = '', sort_title = '', ready = 0"))
        session.execute(text("DELETE FROM dossier_parties"))
    database.close()

    again = Database(tmp_path / "syngraph.sqlite3")
    with again.read() as session:
        assert titles(session, Wanted(("costa",), party="Costa", state=READY)) == ["old"]
    again.close()
