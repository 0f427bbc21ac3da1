"""The address book: its pages, and parties of dossiers that come from it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from app.services import drafts
from app.services import organisation_parties as taking
from app.services import organisations as book
from app.services.desk import Desk
from app.services.organisation_keys import noted
from app.store import organisations as stored
from app.store.values import Organisation
from tests.web.guests import guest, link
from tests.web.visitor import BASE, Visitor

KEY = f"parties[{book.ENTRY}]"
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def entry(desk: Desk) -> Organisation:
    """A university in the address book."""
    return book.create(
        desk, {"legal_name": "Universität Nord", "short_name": "Nord", "seat": {"country": "DE", "city": "Nordstadt"}}
    )


def parties(desk: Desk, dossier: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = drafts.open_draft(desk, dossier).record["parties"]
    return found


def test_an_empty_address_book_says_how_it_fills(visitor: Visitor, dossier: str) -> None:
    """It is reached from every page; where it is empty, dossiers offer nothing of it."""
    visitor.open("/")
    assert "Address book" in visitor.words(".appnav a")

    assert "The address book is empty" in visitor.open("/organisations").text
    assert visitor.words(".appnav a[aria-current=page]") == ["Address book"]
    visitor.open(f"/d/{dossier}/main/q/parties")
    assert "Add a party from the address book" not in visitor.text


def test_an_organisation_is_added_and_filled_in(visitor: Visitor, desk: Desk) -> None:
    """Nested fields and tables are kept; what cannot be read stays as it was typed."""
    visitor.open("/organisations").press("Add the organisation", {"legal_name": "  Universität   Nord "})
    visitor.press(
        "Save the organisation",
        {
            f"{KEY}.seat.city": "Nordstadt",
            f"{KEY}.seat.country": "Nowhereland",
            f"{KEY}.representatives:R1:name": "Ada Muster",
            f"{KEY}.representatives:R1:capacity": "Rector",
        },
    )

    assert "“Universität Nord” was saved." in visitor.text
    assert "1 answer needs another look" in visitor.text
    assert visitor.value(f"{KEY}.seat.country") == "Nowhereland"
    kept = book.find(desk, visitor.path.rpartition("/")[2]).details
    assert kept["legal_name"] == "Universität Nord"
    assert kept["seat"] == {"city": "Nordstadt"}
    assert kept["representatives"] == [{"id": "R1", "name": "Ada Muster", "capacity": "Rector", "sole": True}]

    visitor.press(f"act=remove:{KEY}.representatives:R1", {f"{KEY}.seat.country": "Germany"})
    kept = book.find(desk, visitor.path.rpartition("/")[2]).details
    assert "representatives" not in kept
    assert kept["seat"] == {"city": "Nordstadt", "country": "DE"}
    assert "another look" not in visitor.text


def test_the_list_is_searched_and_sorted(visitor: Visitor, desk: Desk, entry: Organisation) -> None:
    """By words of name, town and country; what matches nothing says so."""
    book.create(desk, {"legal_name": "Costa 100%", "seat": {"country": "ES"}})

    assert visitor.open("/organisations").words("table.list .t") == ["Costa 100%", "Universität Nord"]
    assert visitor.open("/organisations?order=back").words("table.list .t") == ["Universität Nord", "Costa 100%"]
    assert visitor.open("/organisations?q=nordstadt+GERMANY").words("table.list .t") == ["Universität Nord"]
    assert visitor.open("/organisations?q=%25").words("table.list .t") == ["Costa 100%"]
    assert "No organisation matches." in visitor.open("/organisations?q=nothing").text


@pytest.mark.parametrize("query", ["?page=0", "?page=99999999999999", "?page=x", "?sort=x&order=y", "?q=" + "a" * 5000])
def test_any_address_of_the_list_shows_a_list(visitor: Visitor, entry: Organisation, query: str) -> None:
    """What it asks for in vain is left out."""
    visitor.open(f"/organisations{query}")


def test_the_rules_on_parties_speak_beside_the_fields(visitor: Visitor, desk: Desk) -> None:
    """As on the page of a party."""
    made = book.create(desk, {"legal_name": "Nord", "short_name": "Party"})

    visitor.open(f"/organisations/{made.id}")

    assert any("cannot be a short name" in text for text in visitor.words(".inline-find"))


def test_two_people_do_not_overwrite_each_other(visitor: Visitor, desk: Desk, entry: Organisation) -> None:
    """Whoever saves second sees both values and decides."""
    visitor.open(f"/organisations/{entry.id}")
    edits = {("answers", "parties", f"@{book.ENTRY}", "short_name"): "North"}
    book.save(desk, entry.id, edits, read_at=entry.number)

    visitor.press("Save the organisation", {f"{KEY}.legal_name": "Uni Nord"}, status=409)
    assert "Short name: North" in visitor.words(".errsum li")
    assert book.find(desk, entry.id).details["legal_name"] == "Universität Nord"

    visitor.press("Save the organisation", {f"{KEY}.short_name": "North"})
    found = book.find(desk, entry.id).details
    assert (found["legal_name"], found["short_name"]) == ("Uni Nord", "North")


def test_an_organisation_is_added_to_a_dossier_by_its_name(
    visitor: Visitor, desk: Desk, fresh: str, entry: Organisation
) -> None:
    """The names are suggested; its page names the dossier then."""
    visitor.open(f"/d/{fresh}/main/q/parties")
    assert [one.get("value") for one in visitor.all("#known-organisations option")] == ["Universität Nord"]

    visitor.press("Add this organisation", {"name": "universität nord"})

    assert visitor.path == f"/d/{fresh}/parties/nord"
    assert parties(desk, fresh) == [{"id": "nord", **entry.details}]
    assert "as Nord" in visitor.open(f"/organisations/{entry.id}").text


def test_a_name_that_is_not_exact_leads_to_a_choice(
    visitor: Visitor, desk: Desk, fresh: str, entry: Organisation
) -> None:
    """The list is searched for it; a button adds one."""
    visitor.open(f"/d/{fresh}/main/q/parties").press("Add this organisation", {"name": "nord"})
    assert visitor.path == f"/d/{fresh}/organisations"

    visitor.press("Add: Universität Nord")

    assert [one["id"] for one in parties(desk, fresh)] == ["nord"]


def test_a_party_is_kept_in_the_address_book(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Once: afterwards its page names the entry and offers to change it only where they differ."""
    visitor.open(f"/d/{dossier}/parties/alpine").press("Keep in the address book")

    assert "From the address book: Alpine e.V." in visitor.text
    assert "Keep in the address book" not in visitor.text
    assert "Change the address book" not in visitor.text

    visitor.press("Save and back to the parties", {"parties[alpine].seat.city": "Innsbruck"})
    visitor.open(f"/d/{dossier}/parties/alpine").press("Change the address book")
    with desk.database.read() as session:
        (kept,) = stored.listed(session, limit=9)
    assert kept.details["seat"] == {"country": "DE", "city": "Innsbruck"}


@pytest.mark.parametrize(
    "decision", [("Take the newer details", "Uni Nord"), ("Leave it as it is here", "Universität Nord")]
)
def test_newer_details_are_shown_and_taken_when_a_person_says_so(
    visitor: Visitor, desk: Desk, fresh: str, entry: Organisation, decision: tuple[str, str]
) -> None:
    """Both values stand side by side; after either answer the question is gone."""
    taking.take(desk, fresh, entry.id)
    edits = {("answers", "parties", f"@{book.ENTRY}", "legal_name"): "Uni Nord"}
    book.save(desk, entry.id, edits, read_at=entry.number)
    assert parties(desk, fresh)[0]["legal_name"] == "Universität Nord"

    visitor.open(f"/d/{fresh}/parties/nord")
    assert "The address book has newer details" in visitor.text
    assert visitor.words("#main .twoval b")[:2] == ["Universität Nord", "Uni Nord"]

    button, name = decision
    visitor.press(button)
    assert parties(desk, fresh)[0]["legal_name"] == name
    assert "The address book has newer details" not in visitor.text


def test_a_new_party_does_not_inherit_the_origin_of_a_removed_one(
    visitor: Visitor, desk: Desk, fresh: str, entry: Organisation
) -> None:
    """Though it gets the same id."""
    taking.take(desk, fresh, entry.id)
    visitor.open(f"/d/{fresh}/main/q/parties").press("Remove: Nord")
    visitor.press("Add the party", {"short_name": "Nord"})

    assert "Keep in the address book" in visitor.text
    assert "No dossier was filled" in visitor.open(f"/organisations/{entry.id}").text


def test_an_organisation_is_removed_while_in_use(visitor: Visitor, desk: Desk, fresh: str, entry: Organisation) -> None:
    """The dossier keeps its copy; undo brings the entry back."""
    taking.take(desk, fresh, entry.id)
    visitor.open(f"/organisations/{entry.id}").press("Remove from the address book")
    assert "The address book is empty" in visitor.text

    undo = visitor.page
    assert parties(desk, fresh)[0]["legal_name"] == "Universität Nord"
    assert "removed from the address book" in visitor.open(f"/organisations/{entry.id}", status=404).text
    assert "Keep in the address book" in visitor.open(f"/d/{fresh}/parties/nord").text

    visitor.page = undo
    visitor.press("Undo")
    assert visitor.path == f"/organisations/{entry.id}"
    assert "as Nord" in visitor.text


def test_two_entries_are_merged_value_by_value_and_parted_again(
    visitor: Visitor, desk: Desk, fresh: str, entry: Organisation
) -> None:
    """Suggested on both pages; where one says nothing the other's value is ticked; old addresses lead on."""
    other = book.create(desk, {"legal_name": "Universitat Nord", "cluster_role": "observer"})
    taking.take(desk, fresh, other.id)
    assert "Perhaps entered twice" in visitor.open(f"/organisations/{entry.id}").text
    assert len(visitor.open("/organisations/merge").all("table.list tbody tr")) == 1

    visitor.open(f"/organisations/merge?one={entry.id}&other={other.id}")
    assert visitor.value("legal_name") == ["one"]
    assert visitor.value("cluster_role") == ["other"]
    visitor.press("Merge the two entries", {"legal_name": "other"})

    assert visitor.path == f"/organisations/{entry.id}"
    assert book.find(desk, entry.id).details == {
        **entry.details,
        "legal_name": "Universitat Nord",
        "cluster_role": "observer",
    }
    merged = visitor.page
    assert visitor.open(f"/organisations/{other.id}").path == f"/organisations/{entry.id}"
    assert "as Universitat Nord" in visitor.text

    visitor.page = merged
    visitor.press("Undo")
    assert visitor.path == f"/organisations/{other.id}"
    assert book.find(desk, entry.id).details == entry.details


def test_an_organisation_is_not_merged_with_itself(visitor: Visitor, desk: Desk, entry: Organisation) -> None:
    """Neither from the page nor by a form that was made up; nor with one that is not there."""
    itself = f"/organisations/merge?one={entry.id}&other={entry.id}"
    assert "nothing to merge" in visitor.open(itself).text

    fields = [("csrf_token", visitor.token), ("one", entry.id), ("other", entry.id), ("one_at", "1"), ("other_at", "1")]
    assert "nothing to merge" in visitor.send("/organisations/merge", fields).text
    assert book.find(desk, entry.id) == entry
    visitor.open(f"/organisations/merge?one={entry.id}&other=nobody", status=404)


def test_a_merge_of_what_has_changed_since_is_looked_at_again(
    visitor: Visitor, desk: Desk, entry: Organisation
) -> None:
    """Nothing is stored."""
    other = book.create(desk, {"legal_name": "Other"})
    visitor.open(f"/organisations/merge?one={entry.id}&other={other.id}")
    edits = {("answers", "parties", f"@{book.ENTRY}", "short_name"): "North"}
    book.save(desk, entry.id, edits, read_at=entry.number)

    visitor.press("Merge the two entries")

    assert "Look at both again" in visitor.text
    assert book.find(desk, other.id).id == other.id


def test_script_in_every_field_is_text_on_every_page(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """Names, numbers and rows of the address book are never markup."""
    details = {
        "legal_name": SCRIPT,
        "short_name": SCRIPT,
        "seat": {"street": SCRIPT, "city": SCRIPT, "country": "DE"},
        "representatives": [{"id": "R1", "name": SCRIPT, "capacity": SCRIPT, "sole": True}],
    }
    one = book.create(desk, details)
    other = book.create(desk, details | {"seat": {"street": f"{SCRIPT}2", "city": SCRIPT, "country": "DE"}})
    party = taking.take(desk, fresh, one.id)
    edits = {("answers", "parties", f"@{book.ENTRY}", "legal_name"): f"{SCRIPT} II"}
    book.save(desk, one.id, edits, read_at=1)

    for path in (
        "/organisations",
        f"/organisations?q={SCRIPT}",
        f"/organisations/{one.id}",
        "/organisations/merge",
        f"/organisations/merge?one={one.id}",
        f"/organisations/merge?one={one.id}&other={other.id}",
        f"/d/{fresh}/organisations",
        f"/d/{fresh}/main/q/parties",
        f"/d/{fresh}/parties/{party}",
    ):
        page = visitor.open(path).response.get_data(as_text=True)
        assert "<script>alert" not in page, path
        assert "alert" in visitor.text or "alert" in page, path


def test_a_large_address_book_is_shown_in_pages(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """Fifty a page; a dossier offers a hundred names and the rest through the search."""
    with desk.database.write() as session:
        for number in range(1200):
            details = {"legal_name": f"Institute {number:05}"}
            stored.add(session, details, noted(details), now=desk.now())

    visitor.open("/organisations?page=24")
    assert len(visitor.all("table.list tbody tr")) == 50
    assert len(visitor.all("nav[aria-label='Pages of the list'] a")) < 10
    visitor.open(f"/d/{fresh}/main/q/parties")
    assert len(visitor.all("#known-organisations option")) == 100
    visitor.press("Add this organisation", {"name": "Institute 00007"})
    assert parties(desk, fresh)[0]["legal_name"] == "Institute 00007"


def test_strangers_and_invited_parties_see_nothing_of_the_address_book(
    app: Flask, visitor: Visitor, desk: Desk, dossier: str
) -> None:
    """Every address asks for a sign-in; the pages of an invitation do not name it, even where the party came from it."""
    entry = taking.keep(desk, dossier, "costa")
    edits = {("answers", "parties", f"@{book.ENTRY}", "legal_name"): "Costa behind the scenes"}
    book.save(desk, entry.id, edits, read_at=1)
    visitor.open(f"/d/{dossier}/parties/costa")
    paths = ["", "/merge", f"/{entry.id}"]
    stranger = Visitor(app.test_client(), stranger=True)
    for path in (*(f"/organisations{one}" for one in paths), f"/d/{dossier}/organisations"):
        response = stranger.client.get(path, base_url=BASE)
        assert (response.status_code, "sign-in" in response.headers["Location"]) == (302, True)

    invited, address = guest(app), link(desk, dossier)
    for page in ("details", "signatory", "sharing", "background", "draft"):
        invited.open(f"{address}/{page}")
        text = invited.response.get_data(as_text=True).lower()
        assert "behind the scenes" not in text
        assert "address book" not in text
        assert "organisations" not in text
