"""What opens behind the link of a party: its own part and the draft, nothing of anybody else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.services import drafts, inviting, parties
from app.services.desk import Desk
from app.store import dossiers, invitations, revisions
from tests.web.desks import Clock
from tests.web.guests import begin, guest, guest_library, link
from tests.web.visitor import BASE, Visitor

PAGES = ("details", "signatory", "sharing", "background", "draft")


@pytest.fixture(scope="module")
def invited_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return guest_library(tmp_path_factory.mktemp("invited"))


@pytest.fixture
def app(settings: Settings, invited_library: Library) -> Iterator[Flask]:
    """The service with a library that asks the parties for offers and Background."""
    made = create_app(settings, invited_library)
    yield made
    made.extensions["desk"].database.close()


@pytest.fixture
def dossier(desk: Desk) -> str:
    return begin(desk)


@pytest.fixture
def costa(app: Flask, desk: Desk, dossier: str) -> tuple[Visitor, str]:
    """Costa with its link open, and the path of the link."""
    path = link(desk, dossier)
    return guest(app).open(path), path


def party(desk: Desk, dossier: str, name: str) -> dict:
    return next(one for one in drafts.open_draft(desk, dossier).record["parties"] if one["id"] == name)


def test_the_link_leads_to_five_pages_and_to_nothing_else(costa, desk: Desk) -> None:
    """No navigation, nothing of other dossiers, no way into the owner's side."""
    visitor, path = costa
    other = begin(desk, document={"type": "agreement", "title": "Hidden dossier"})

    for page in PAGES:
        visitor.open(f"{path}/{page}")
        assert "Invitation for Costa from Alpine" in visitor.text
        assert "Hidden dossier" not in visitor.text
        leading = {one.get("href").partition("#")[0].partition("?")[0] for one in visitor.all("a[href]")} - {""}
        assert all(one.startswith(path) for one in leading), leading
        assert not any(one.get("action", "").startswith("/d/") for one in visitor.all("form"))
    assert visitor.open(f"/d/{other}").path == "/sign-in"


def test_the_party_enters_its_details_and_the_history_says_who(costa, desk: Desk, dossier: str) -> None:
    """Saved like the owner's own answers, in the name of the party; what is missing is said in words."""
    visitor, path = costa
    visitor.open(f"{path}/details").press(
        "Continue", {"parties[costa].legal_name": "Fundació Costa Nova", "parties[costa].seat.city": "Vilamar"}
    )
    assert visitor.path == f"{path}/signatory"
    visitor.press("Continue", {"parties[costa].representatives:R1:name": "Núria"})

    assert party(desk, dossier, "costa")["legal_name"] == "Fundació Costa Nova"
    assert party(desk, dossier, "costa")["representatives"][0]["name"] == "Núria"
    with desk.database.read() as session:
        assert [step.author for step in revisions.steps(session, dossier)] == ["", "costa", "costa"]


@pytest.mark.parametrize(
    "key",
    ["parties[alpine].legal_name", "law.country", "purpose.text", "document.title", "parties[costa].id",
     "tools.tools", "parties", "parties[nobody].legal_name"],
)  # fmt: skip
def test_no_other_answer_can_be_changed(costa, desk: Desk, dossier: str, key: str) -> None:
    """Whatever a forged form shows and sends, on either page of details, with or without the script."""
    visitor, path = costa
    before = drafts.open_draft(desk, dossier).record
    for page, go in (("details", "next"), ("signatory", "typing")):
        visitor.open(f"{path}/{page}")
        fields = [("csrf_token", visitor.token), ("revision", "1"), ("shown", key), (key, "France"), ("go", go)]
        visitor.send(f"{path}/{page}", [*fields, (f"{key}:row", "T1"), (f"{key}:T1:name", "x")])

    assert drafts.open_draft(desk, dossier).record == before
    assert drafts.open_draft(desk, dossier).revision.unread == {}


@pytest.mark.parametrize(
    "act",
    ["remove:tools.tools:T1", "remove:parties[alpine].representatives:R1", "inherit:law.country", "up:tools.tools:T2"],
)
def test_a_forged_button_moves_nothing_of_others(costa, desk: Desk, dossier: str, act: str) -> None:
    visitor, path = costa
    before = drafts.open_draft(desk, dossier).record
    visitor.open(f"{path}/details")
    visitor.send(f"{path}/details", [("csrf_token", visitor.token), ("revision", "1"), ("act", act)])

    assert drafts.open_draft(desk, dossier).record == before


def test_the_party_lists_what_it_offers(costa, desk: Desk, dossier: str) -> None:
    """A row is its own whatever the form says; rows of others are neither shown nor touched."""
    visitor, path = costa
    visitor.open(f"{path}/sharing")
    assert "Laser engineers" in visitor.text
    assert "Cold laboratory" not in visitor.text

    visitor.open(f"{path}/sharing/main/offers/new")
    assert "Party" not in visitor.words("label")
    fields = [("csrf_token", visitor.token), ("revision", "1"), ("shown", "offers[new].title"),
              ("offers[new].title", "Wet bench"), ("shown", "offers[new].party"), ("offers[new].party", "alpine")]  # fmt: skip
    visitor.send(f"{path}/sharing/main/offers/new", fields)
    visitor.open(f"{path}/sharing/main/offers/O2").press("Save and back", {"offers[O2].title": "Laser people"})

    rows = drafts.open_draft(desk, dossier).record["offers"]
    assert [(row["id"], row["party"], row["title"]) for row in rows] == [
        ("O1", "alpine", "Cold laboratory"), ("O2", "costa", "Laser people"), ("O3", "costa", "Wet bench")]  # fmt: skip
    visitor.open(f"{path}/sharing").press("Remove: Laser people")
    assert [row["id"] for row in drafts.open_draft(desk, dossier).record["offers"]] == ["O1", "O3"]


def test_a_row_of_another_party_does_not_open(costa, desk: Desk, dossier: str) -> None:
    """Neither to be read in a form, nor changed, nor removed; nor a table that nobody asks for."""
    visitor, path = costa
    before = drafts.open_draft(desk, dossier).record
    visitor.open(f"{path}/sharing")
    token = visitor.token
    for target in ("sharing/main/offers/O1", "background/main/ip.background/B1", "sharing/main/tools.tools/T1",
                   "sharing/use/offers/new", "sharing/main/offers/nothing"):  # fmt: skip
        visitor.open(f"{path}/{target}", status=404)
        key = target.split("/")[2]
        fields = [("csrf_token", token), ("revision", "1"), ("shown", f"{key}[O1].title"), (f"{key}[O1].title", "mine")]
        visitor.send(f"{path}/{target}", fields, status=404)
        visitor.send(f"{path}/{target}/remove", [("csrf_token", token)], status=404)

    assert drafts.open_draft(desk, dossier).record == before


def test_bringing_nothing_is_an_answer(costa, desk: Desk, dossier: str) -> None:
    """It stands in the contract with the party's name, and can be taken back; nobody else's declaration moves."""
    visitor, path = costa
    visitor.open(f"{path}/background").press("Save", {"none": "yes"})
    assert drafts.open_draft(desk, dossier).record["ip"]["background_none"] == ["costa"]

    visitor.press("Save", {"none": []})
    assert "background_none" not in drafts.open_draft(desk, dossier).record["ip"]


def test_two_who_write_at_once_see_both_values(app: Flask, visitor: Visitor, costa, desk: Desk, dossier: str) -> None:
    """The owner was quicker: theirs is in force, the party decides."""
    theirs, path = costa
    theirs.open(f"{path}/details")
    name = "parties[costa].legal_name"
    visitor.open(f"/d/{dossier}/parties/costa").press("Save and back to the parties", {name: "Costa One"})
    theirs.press("Continue", {name: "Costa Two"}, status=409)

    assert theirs.words(".twoval b") == ["Costa Two", "Costa One"]
    theirs.press("Keep mine")
    assert party(desk, dossier, "costa")["legal_name"] == "Costa Two"


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..%2f..", "é"])
def test_a_forged_link_opens_nothing(app: Flask, dossier: str, token: str) -> None:
    for page in ("", "/draft", "/details"):
        visitor = guest(app).open(f"/i/{token}{page}", status=404)
        assert "Costa" not in visitor.text


def test_a_withdrawn_link_opens_nothing_and_keeps_what_was_saved(
    costa, visitor: Visitor, desk: Desk, dossier: str
) -> None:
    """Also a form that was open then is refused; whoever invited gives a new link."""
    theirs, path = costa
    theirs.open(f"{path}/details").press("Continue", {"parties[costa].legal_name": "Kept"})
    theirs.open(f"{path}/details")
    visitor.open(f"/d/{dossier}/main/positions").press("Withdraw")
    theirs.press("Continue", {"parties[costa].legal_name": "Late"}, status=410)

    assert "This invitation was withdrawn" in theirs.text
    assert "What you saved is kept" in theirs.text
    assert party(desk, dossier, "costa")["legal_name"] == "Kept"


def test_a_new_link_takes_the_place_of_the_old(costa, app: Flask, desk: Desk, dossier: str) -> None:
    visitor, path = costa
    newer = link(desk, dossier)

    assert "A newer link took the place of this one" in visitor.open(path, status=410).text
    assert guest(app).open(newer).path.startswith(newer)


def test_the_links_of_a_dossier_in_the_bin_open_nothing(costa, desk: Desk, dossier: str) -> None:
    """Nor one whose party has left; both come back with what they belong to."""
    visitor, path = costa
    with desk.database.write() as session:
        dossiers.bin_(session, dossier, desk.now())
    visitor.open(f"{path}/draft", status=410)
    with desk.database.write() as session:
        dossiers.bin_(session, dossier, None)
    visitor.open(f"{path}/draft")
    record = drafts.open_draft(desk, dossier).record
    without = parties.without_party(record, "costa", desk.library)
    drafts.change(desk, dossier, "main", without, read_at=1, summary="Costa removed")
    visitor.open(f"{path}/draft", status=404)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_a_link_ends_with_a_day_of_utc_wherever_one_is(app: Flask, desk: Desk, dossier: str, zone: str) -> None:
    """The date on the page is that day, at the date line too, and the link works to its last second."""
    clock = Clock()
    clock.moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    there = dataclasses.replace(desk, clock=clock, settings=dataclasses.replace(desk.settings, timezone=ZoneInfo(zone)))
    app.extensions["desk"] = there
    path = link(there, dossier, days=7)
    visitor = guest(app).open(f"{path}/details")
    assert "Open until 7 January 2027 (UTC)" in visitor.text

    clock.moment = datetime(2027, 1, 7, 23, 59, 59, tzinfo=UTC)
    visitor.open(f"{path}/details")
    clock.moment += timedelta(seconds=1)
    assert "This invitation ended on 7 January 2027" in visitor.open(f"{path}/details", status=410).text


def test_the_token_is_kept_as_a_hash_only(costa, desk: Desk, dossier: str) -> None:
    _, path = costa
    with desk.database.read() as session:
        kept = invitations.newest(session, dossier)["costa"]

    assert path.removeprefix("/i/") not in repr(kept)
    assert kept.token_hash == inviting.hash_of(path.removeprefix("/i/"))
    assert len(path.removeprefix("/i/")) >= 43


def test_the_owner_makes_a_link_that_is_shown_once(visitor: Visitor, app: Flask, desk: Desk, dossier: str) -> None:
    """While the address is this computer's own, the page says that others cannot open it; a reload makes no second."""
    visitor.open(f"/d/{dossier}/parties/costa/invite")
    assert "Others cannot open a link" in visitor.text
    token, seen = visitor.token, visitor.value("seen")
    visitor.press("Make a link", {"days": "7"})
    made = visitor.one("#link").get("value")
    assert made.startswith("http://127.0.0.1:8000/i/")

    again = [("csrf_token", token), ("act", "make"), ("seen", seen), ("inviter", "alpine"), ("days", "7")]
    visitor.send(f"/d/{dossier}/parties/costa/invite", again)
    assert "A newer link was made meanwhile" in visitor.text
    assert made not in visitor.text
    guest(app).open(made.removeprefix("http://127.0.0.1:8000"))


@pytest.mark.parametrize("fields", [{"days": "36500"}, {"inviter": "nobody"}, {"inviter": "costa"}, {"days": "x" * 3}])
def test_a_link_that_cannot_be_is_not_made(visitor: Visitor, desk: Desk, dossier: str, fields: dict) -> None:
    visitor.open(f"/d/{dossier}/parties/costa/invite")
    sent = {"csrf_token": visitor.token, "act": "make", "inviter": "alpine", "days": "30"} | fields
    response = visitor.client.post(f"/d/{dossier}/parties/costa/invite", base_url=BASE, data=sent)

    assert response.status_code == (404 if fields != {"days": "xxx"} else 200)


def test_scripts_in_any_field_stay_text_on_every_page(costa, visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Names, rows, comments and notes, to the party and to the owner."""
    theirs, path = costa
    typed = "<script>alert(1)</script>'\"><img src=x>"
    theirs.open(f"{path}/details").press(
        "Continue", {"parties[costa].short_name": typed[:30], "parties[costa].legal_name": typed}
    )
    theirs.open(f"{path}/sharing/main/offers/new").press("Save and back", {"offers[new].title": typed})
    theirs.open(f"{path}/draft").press("Save the marks", {"mark:gen-law": "reserved", "comment:gen-law": typed})
    visitor.open(f"/d/{dossier}/main/clauses/gen-law").press("Keep the note", {"note": typed})

    for page in PAGES:
        theirs.open(f"{path}/{page}")
        assert theirs.all("script:not([src]), img") == [], page
    for page in ("main/positions", "main/clauses/gen-law", "parties/costa/invite", "parties/alpine/invite"):
        visitor.open(f"/d/{dossier}/{page}")
        assert visitor.all("script:not([src]), main img") == [], page
        assert "<script>alert(1)" in visitor.text, page


def test_a_form_of_another_place_is_refused_here_too(costa, desk: Desk, dossier: str) -> None:
    """The link alone is not enough: the form has to come from the party's own page."""
    visitor, path = costa
    data = {"revision": "1", "shown": "parties[costa].legal_name", "parties[costa].legal_name": "Planted"}
    assert visitor.client.post(f"{path}/details", base_url=BASE, data=data).status_code == 400
    token = visitor.open(f"{path}/details").token
    headers = {"Origin": "https://evil.example"}
    reply = visitor.client.post(f"{path}/details", base_url=BASE, data=data | {"csrf_token": token}, headers=headers)

    assert reply.status_code == 403
    assert party(desk, dossier, "costa")["legal_name"] == "Fundació Costa"


def test_the_script_saves_while_the_party_types(costa, desk: Desk, dossier: str) -> None:
    """The reply says when it was saved and what is missing."""
    visitor, path = costa
    visitor.open(f"{path}/details")
    data = {"csrf_token": visitor.token, "revision": "1", "go": "typing", "shown": "parties[costa].legal_name",
            "parties[costa].legal_name": "Costa 2"}  # fmt: skip
    reply = visitor.client.post(f"{path}/details", base_url=BASE, data=data).json

    assert reply["revision"] == 2
    assert reply["saved"].startswith("Saved ")
    assert "Your details" in reply["side"]


def test_a_guest_sees_annexes_in_which_it_takes_part_only(app: Flask, desk: Desk) -> None:
    """Neither the text nor the file of another annex."""
    annexes = [{"id": "use", "type": "annex-use", "parties": ["alpine", "costa"]},
               {"id": "apart", "type": "annex-use", "parties": ["alpine"]}]  # fmt: skip
    path = link(desk, begin(desk, annexes=annexes))
    visitor = guest(app).open(f"{path}/draft")
    assert len(visitor.all("nav.seg a")) == 2

    visitor.open(f"{path}/draft?document=use")
    for address in ("draft?document=apart", "draft/file?document=apart", "draft/file?format=json", "draft?document=x"):
        visitor.open(f"{path}/{address}", status=404)
    assert visitor.client.get(f"{path}/draft/file?document=use", base_url=BASE).data[:2] == b"PK"


def test_a_row_that_was_removed_meanwhile_takes_no_words_with_it(costa, desk: Desk, dossier: str) -> None:
    """Back to the form of a removed row: it is not there any more, and what was typed is on the page."""
    visitor, path = costa
    visitor.open(f"{path}/sharing/main/offers/O2")
    fields = [
        ("csrf_token", visitor.token),
        ("revision", "1"),
        ("shown", "offers[O2].title"),
        ("offers[O2].title", "Laser people"),
    ]
    visitor.open(f"{path}/sharing").press("Remove: Laser engineers")
    visitor.send(f"{path}/sharing/main/offers/O2", fields, status=404)

    assert "Laser people" in visitor.words(".kept dd")
    assert [row["id"] for row in drafts.open_draft(desk, dossier).record["offers"]] == ["O1"]
