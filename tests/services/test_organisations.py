"""The address book: organisations kept once, copied into dossiers, brought up to date when asked, merged and parted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.errors import ConflictError, NotFoundError
from app.model.library import Library
from app.services import drafts, parties, samples, undoing
from app.services import organisation_merging as merging
from app.services import organisation_parties as taking
from app.services import organisations as book
from app.services.desk import Desk
from app.services.organisation_keys import noted
from app.services.record import MAIN
from app.store import organisations as stored
from app.store.values import Organisation
from tests.web.desks import new_desk

UNIVERSITY = {
    "legal_name": "Universität Nordstadt",
    "short_name": "Nordstadt",
    "seat": {"country": "DE", "city": "Nordstadt"},
    "register_no": "HRB 17",
    "representatives": [{"id": "R1", "name": "Ada Muster", "capacity": "Rector", "sole": True}],
}

MORE_FIELDS = ("english_name", "doc_role", "register_no", "vat_no", "lei", "pic")


@pytest.fixture
def desk(tools_library: Library, library: Library, tmp_path: Path) -> Iterator[Desk]:
    """A desk with the small library, which asks more of a party here."""
    more = (library.party_field(key) for key in MORE_FIELDS)
    asking = replace(tools_library, party_fields=(*tools_library.party_fields, *(one for one in more if one)))
    with new_desk(asking, tmp_path) as made:
        yield made


def changed(desk: Desk, entry: Organisation, **values: Any) -> Organisation:
    edits = {("answers", "parties", f"@{book.ENTRY}", key): value for key, value in values.items()}
    return book.save(desk, entry.id, edits, read_at=entry.number)


def party(desk: Desk, dossier: str, identifier: str) -> dict[str, Any]:
    found = drafts.open_draft(desk, dossier).record["parties"]
    return next(one for one in found if one["id"] == identifier)


def kept_as(desk: Desk, dossier: str, identifier: str) -> taking.Kept:
    return taking.kept_as(desk, drafts.open_draft(desk, dossier), identifier)


def news(desk: Desk, dossier: str, identifier: str) -> list[tuple[str, Any, Any]]:
    return [(one.field.key, one.here, one.there) for one in kept_as(desk, dossier, identifier).news]


def test_an_organisation_becomes_a_party_and_is_remembered_beside_it(desk: Desk, draft_id: str) -> None:
    """The party is a copy; the answers hold nothing of the address book; one step of undo takes it back."""
    entry = book.create(desk, UNIVERSITY)

    made = taking.take(desk, draft_id, entry.id)

    assert party(desk, draft_id, made) == {"id": "nordstadt", **UNIVERSITY}
    assert kept_as(desk, draft_id, made) == taking.Kept(entry)
    assert [(one.dossier.id, one.party, one.name) for one in book.usages(desk, entry.id)] == [
        (draft_id, "nordstadt", "Nordstadt")
    ]
    undoing.undo(desk, draft_id, MAIN)
    assert book.usages(desk, entry.id) == ()


def test_a_party_is_kept_without_what_belongs_to_its_dossier(desk: Desk) -> None:
    """Neither its id nor its role in one document, nor what is to be confirmed."""
    known = {"legal_name": "Alpine", "short_name": "TBC", "doc_role": "TBC", "seat": {"city": "TBC", "country": "AT"}}
    dossier = drafts.begin(desk, "agreement")
    _, made = parties.with_party(drafts.open_draft(desk, dossier).record, "Alpine")
    edits = {("answers", "parties", f"@{made}"): {"id": made, **known}}
    drafts.save(desk, dossier, MAIN, edits, read_at=1)

    assert taking.keep(desk, dossier, made).details == {"legal_name": "Alpine", "seat": {"country": "AT"}}


def test_what_changes_in_the_address_book_is_offered_and_never_taken_in_silence(desk: Desk, draft_id: str) -> None:
    """Only what changed there; what the dossier says otherwise by itself stays."""
    entry = book.create(desk, UNIVERSITY)
    made = taking.take(desk, draft_id, entry.id)
    own = {("answers", "parties", f"@{made}", "english_name"): "University of the North"}
    drafts.save(desk, draft_id, MAIN, own, read_at=2)
    entry = changed(desk, entry, legal_name="Universität Nordstadt KdöR", register_no=None)

    assert party(desk, draft_id, made)["legal_name"] == "Universität Nordstadt"
    assert news(desk, draft_id, made) == [
        ("legal_name", "Universität Nordstadt", "Universität Nordstadt KdöR"),
        ("register_no", "HRB 17", None),
    ]
    assert kept_as(desk, draft_id, made).own

    taking.take_news(desk, draft_id, made, seen=entry.number)

    assert party(desk, draft_id, made) == {
        "id": made,
        **{key: value for key, value in UNIVERSITY.items() if key != "register_no"},
        "legal_name": "Universität Nordstadt KdöR",
        "english_name": "University of the North",
    }
    assert news(desk, draft_id, made) == []


def test_news_that_were_declined_are_not_offered_again(desk: Desk, draft_id: str) -> None:
    """The next change of the entry is."""
    entry = book.create(desk, UNIVERSITY)
    made = taking.take(desk, draft_id, entry.id)
    entry = changed(desk, entry, english_name="North")
    taking.decline_news(desk, draft_id, made, seen=entry.number)
    assert news(desk, draft_id, made) == []

    changed(desk, entry, pic="999")
    assert news(desk, draft_id, made) == [("pic", None, "999")]


def test_news_that_nobody_has_seen_are_not_taken(desk: Desk, draft_id: str) -> None:
    """The entry changed once more between the page and the button."""
    entry = book.create(desk, UNIVERSITY)
    made = taking.take(desk, draft_id, entry.id)
    entry = changed(desk, entry, english_name="North")
    changed(desk, entry, english_name="South")

    with pytest.raises(ConflictError):
        taking.take_news(desk, draft_id, made, seen=entry.number)
    assert "english_name" not in party(desk, draft_id, made)


def test_keeping_a_party_again_changes_its_entry(desk: Desk, draft_id: str) -> None:
    """Once nothing newer there is undecided: what the party says is taken, what it does not say stays in the entry."""
    entry = taking.keep(desk, draft_id, "alpine")
    entry = changed(desk, entry, english_name="Alpine Association")
    edits = {("answers", "parties", "@alpine", "legal_name"): "Alpine Verein"}
    drafts.save(desk, draft_id, MAIN, edits, read_at=1)

    with pytest.raises(ConflictError, match="newer details"):
        taking.keep(desk, draft_id, "alpine")
    taking.decline_news(desk, draft_id, "alpine", seen=entry.number)
    again = taking.keep(desk, draft_id, "alpine")

    assert again.id == entry.id
    assert again.details == {
        "legal_name": "Alpine Verein",
        "short_name": "Alpine",
        "seat": {"country": "DE"},
        "english_name": "Alpine Association",
    }


def test_a_removed_organisation_leaves_dossiers_as_they_are(desk: Desk, draft_id: str) -> None:
    """It comes back whole, with its uses."""
    entry = book.create(desk, UNIVERSITY)
    made = taking.take(desk, draft_id, entry.id)
    book.remove(desk, entry.id)

    assert party(desk, draft_id, made)["legal_name"] == "Universität Nordstadt"
    assert kept_as(desk, draft_id, made) == taking.Kept(None)
    with pytest.raises(NotFoundError, match="removed"):
        taking.take(desk, draft_id, entry.id)
    with pytest.raises(NotFoundError, match="removed"):
        changed(desk, entry, pic="1")

    merging.restored(desk, entry.id)
    assert kept_as(desk, draft_id, made).organisation == entry
    assert len(book.usages(desk, entry.id)) == 1


def test_two_entries_become_one_and_what_each_was_used_for_is_kept(desk: Desk, draft_id: str) -> None:
    """A value is chosen for each field; a dossier that took the other one hears of the change."""
    one = book.create(desk, UNIVERSITY)
    other = book.create(desk, {"legal_name": "Uni Nordstadt", "vat_no": "DE 1", "seat": {"country": "DE", "city": "X"}})
    made = taking.take(desk, draft_id, other.id)

    whole = merging.merged(desk, one.id, other.id, ["vat_no", "unknown"], (one.number, other.number))

    assert whole.details == {**UNIVERSITY, "vat_no": "DE 1"}
    assert book.find(desk, other.id) == whole
    assert [(one.dossier.id, one.party) for one in book.usages(desk, one.id)] == [(draft_id, made)]
    assert ("legal_name", "Uni Nordstadt", "Universität Nordstadt") in news(desk, draft_id, made)


def test_a_merge_is_undone_without_losing_what_came_after(desk: Desk, draft_id: str) -> None:
    """Both are back with their uses; a later change of the kept one stays."""
    one = book.create(desk, UNIVERSITY)
    other = book.create(desk, {"legal_name": "Uni Nordstadt", "vat_no": "DE 1"})
    taking.take(desk, draft_id, other.id)
    whole = merging.merged(desk, one.id, other.id, ["vat_no", "legal_name"], (1, 1))
    changed(desk, whole, pic="999")

    back = merging.restored(desk, other.id)

    assert back.details == other.details
    assert book.find(desk, one.id).details == {**UNIVERSITY, "pic": "999"}
    assert [len(book.usages(desk, entry.id)) for entry in (one, other)] == [0, 1]


def test_what_cannot_be_merged_is_left_alone(desk: Desk) -> None:
    """One with itself, one that is gone, one that somebody has changed since."""
    one, other = book.create(desk, UNIVERSITY), book.create(desk, {"legal_name": "Other"})

    with pytest.raises(ConflictError):
        merging.merged(desk, one.id, one.id, [], (1, 1))
    with pytest.raises(ConflictError):
        merging.merged(desk, one.id, other.id, [], (1, 7))
    book.remove(desk, other.id)
    with pytest.raises(NotFoundError):
        merging.merged(desk, one.id, other.id, [], (1, 1))
    assert book.find(desk, one.id) == one


@pytest.mark.parametrize(
    ("details", "found"),
    [
        ({"legal_name": "UNIVERSITAET NORDSTADT"}, True),
        ({"legal_name": "Universitat  Nord-Stadt"}, True),
        ({"legal_name": "Anders", "register_no": "hrb-17", "seat": {"country": "DE"}}, True),
        ({"legal_name": "Anders", "register_no": "HRB 17", "seat": {"country": "AT"}}, False),
        ({"legal_name": "Anders", "vat_no": "de 123.456"}, True),
        ({"legal_name": "Universität Südheim"}, False),
        ({"vat_no": "TBC"}, False),
        ({}, False),
    ],
)
def test_one_organisation_entered_twice_is_suggested(desk: Desk, details: dict[str, Any], found: bool) -> None:
    """By the same number, or nearly the same name; on the page of one and in the list of pairs."""
    one = book.create(desk, UNIVERSITY | {"vat_no": "DE123456"})
    other = book.create(desk, details)

    assert [entry.id for entry in book.alike(desk, other)] == ([one.id] if found else [])
    assert [{a.id, b.id} for a, b in merging.pairs(desk)] == ([{one.id, other.id}] if found else [])


def test_ten_thousand_organisations_are_searched_and_compared(desk: Desk) -> None:
    """The last page, a search, the suggestions for one and as many pairs as a page shows."""
    with desk.database.write() as session:
        for number in range(10_000):
            details = {"legal_name": f"{number * 7919 % 10_007} Institute", "seat": {"country": "FR"}}
            stored.add(session, details, noted(details), now=desk.now())
    entry = book.create(desk, UNIVERSITY)

    with desk.database.read() as session:
        assert len(stored.listed(session, ["institute"], limit=50, offset=9_900)) == 50
        assert stored.count(session, ["nordstadt"]) == 1
    assert book.alike(desk, entry) == ()
    assert len(merging.pairs(desk)) == merging.MOST_PAIRS


def test_a_copied_dossier_has_parties_of_the_same_origin(desk: Desk, draft_id: str) -> None:
    """Two dossiers use the organisation then."""
    entry = book.create(desk, UNIVERSITY)
    taking.take(desk, draft_id, entry.id)
    samples.duplicate(desk, draft_id, "Copy")

    assert len(book.usages(desk, entry.id)) == 2


def test_the_rules_on_parties_look_at_an_organisation(desk: Desk) -> None:
    """Those that need no document."""
    details = {"lei": "529900T8BM49AURSDO56", "has_legal_personality": False, "short_name": "Party"}

    assert sorted(one.rule for one in book.findings_of(desk, details)) == ["PAR-02", "PAR-03", "PAR-05"]
