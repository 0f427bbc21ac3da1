"""The owner's side opens through a sign-in link alone, which works once; nothing typed is lost when a session ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter

from app.errors import ClosedLinkError
from app.services import drafts, signing_in
from app.services.desk import Desk
from app.web.access import OPEN_BLUEPRINTS, OPEN_ENDPOINTS
from tests.web.visitor import BASE, Visitor

NOW = datetime(2027, 3, 1, 10, 42, tzinfo=UTC)


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    """Somebody who has not signed in."""
    return Visitor(app.test_client(), stranger=True)


def link(desk: Desk) -> str:
    """Return a new sign-in link."""
    return signing_in.new_link(desk.database, "", desk.now())


def test_nothing_of_the_owner_opens_to_a_stranger(app: Flask, desk: Desk, dossier: str) -> None:
    """Every address that is not open by name leads to the sign-in, or refuses; a new page is closed by itself."""
    values = {"dossier": dossier, "document": "main", "party": "costa", "page": "law", "clause": "gen-law",
              "question": "tools.tools", "row": "T1", "type_id": "agreement", "number": 1}  # fmt: skip
    client, tried = app.test_client(), 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_ENDPOINTS or rule.endpoint.partition(".")[0] in OPEN_BLUEPRINTS:
            continue
        known = {name: sorted(one.items)[0] for name, one in rule._converters.items() if isinstance(one, AnyConverter)}
        whole = {name: known.get(name, values.get(name, "x")) for name in rule.arguments}
        path = app.url_map.bind("localhost").build(rule.endpoint, whole)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            response = client.open(path, method=method, base_url=BASE)
            tried += 1
            assert response.status_code == (302 if method == "GET" else 401), path
            assert "Costa" not in response.get_data(as_text=True)

    assert tried > 40
    assert drafts.open_draft(desk, dossier).revision.number == 1


@pytest.mark.parametrize("path", ["/library", "/library/clauses/fp-price", "/keys", "/sign-in"])
def test_the_library_is_there_for_everybody(stranger: Visitor, path: str) -> None:
    """It leads nowhere else: neither dossiers nor the bin stand in its bars."""
    stranger.open(path)

    assert stranger.path == path
    assert not {"Dossiers", "Bin"} & set(stranger.words("header a"))


def test_a_link_signs_in_and_leads_to_the_page_that_was_wanted(stranger: Visitor, desk: Desk, dossier: str) -> None:
    """The page says how to get a link; a pasted one does, with or without the address around its key."""
    stranger.open(f"/d/{dossier}/main/q/law")
    assert stranger.path == "/sign-in"
    assert "python -m app sign-in-link" in stranger.text

    stranger.press("Sign in", {"sign-in-key": f" http://127.0.0.1:8000{link(desk)} "})

    assert stranger.path == f"/d/{dossier}/main/q/law"
    stranger.press("Sign out").open("/")
    assert stranger.path == "/sign-in"


def test_a_link_works_once(app: Flask, desk: Desk) -> None:
    """The second who opens it reads that it was used; asking for its head does not use it up."""
    address = link(desk)
    app.test_client().head(address, base_url=BASE)
    assert Visitor(app.test_client(), stranger=True).open(address).path == "/"

    second = Visitor(app.test_client(), stranger=True).open(address, status=403)

    assert "This sign-in link was used already" in second.text
    assert second.open("/").path == "/sign-in"


@pytest.mark.parametrize("key", ["", "x", "é" * 40, "a" * 5000, "' OR 1=1 --", "\x00"])
def test_a_forged_key_opens_nothing(stranger: Visitor, desk: Desk, key: str) -> None:
    """Whatever it looks like; the true one still works afterwards."""
    address = link(desk)
    stranger.open("/sign-in").press("Sign in", {"sign-in-key": key}, status=403)
    assert "This is no sign-in link of this service" in stranger.text

    assert stranger.open(address).path == "/"


def test_a_newer_link_ends_the_earlier_one(stranger: Visitor, desk: Desk) -> None:
    """What was printed and not used cannot be found and used later."""
    earlier, newer = link(desk), link(desk)

    stranger.open(earlier, status=403)
    assert "a newer one was made since" in stranger.text
    assert stranger.open(newer).path == "/"


def test_links_and_sessions_end_by_the_clock(desk: Desk) -> None:
    """A link after a day, a session after thirty, to the second, and all of them at once when somebody says so."""
    key = signing_in.new_link(desk.database, "", NOW).partition("=")[2]
    with pytest.raises(ClosedLinkError):
        signing_in.begin(desk.database, key, NOW + timedelta(days=1))
    token = signing_in.begin(desk.database, key, NOW + timedelta(days=1, seconds=-1))
    begun = NOW + timedelta(days=1, seconds=-1)

    assert signing_in.is_signed_in(desk.database, token, begun + timedelta(days=30, seconds=-1))
    assert not signing_in.is_signed_in(desk.database, token, begun + timedelta(days=30))
    signing_in.end_all(desk.database, begun)
    assert not signing_in.is_signed_in(desk.database, token, begun)


def test_a_copied_cookie_ends_with_the_session(app: Flask, visitor: Visitor) -> None:
    """Signing out ends the session in the service, not only in the browser."""
    visitor.open("/")
    thief = app.test_client()
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    thief.set_cookie("session", cookie.value)
    assert thief.get("/", base_url=BASE).status_code == 200

    visitor.press("Sign out")

    assert thief.get("/", base_url=BASE).status_code == 302


def test_neither_secret_is_kept_as_it_is(desk: Desk, app: Flask) -> None:
    """Who reads the database cannot sign in with what stands there."""
    address = link(desk)
    key = address.partition("=")[2]
    token = signing_in.begin(desk.database, key, desk.now())

    desk.database.close()
    stored = b"".join(path.read_bytes() for path in desk.settings.data_dir.glob("syngraph.sqlite3*"))

    assert key.encode() not in stored
    assert token.encode() not in stored
    assert desk.settings.database.stat().st_mode & 0o077 == 0


def test_nothing_typed_is_lost_when_the_session_ends(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The page shows what was typed and asks for a link; after that it is saved, and the person goes on."""
    visitor.open(f"/d/{dossier}/main/q/law")
    signing_in.end_all(desk.database, desk.now())
    typed = {"law.country": "France", "law.language": "Français <b>"}
    visitor.press("Continue", typed, status=401)
    assert "You were signed out" in visitor.text
    assert {"France", "Français <b>"} <= set(visitor.words(".kept dd"))

    visitor.press("Sign in and save", {"sign-in-key": "wrong"}, status=403)
    assert "France" in visitor.words(".kept dd")
    visitor.press("Sign in and save", {"sign-in-key": link(desk)})

    draft = drafts.open_draft(desk, dossier)
    assert draft.record["law"]["country"] == "FR"
    assert draft.revision.unread == {"main:law.language": "Français <b>"}
    assert visitor.path.startswith(f"/d/{dossier}/main/q/")


def test_signing_in_elsewhere_is_enough(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The same browser signs in in another window; the button then saves without a link."""
    visitor.open(f"/d/{dossier}/main/q/law")
    signing_in.end_all(desk.database, desk.now())
    visitor.press("Continue", {"law.country": "France"}, status=401)
    visitor.client.get(link(desk), base_url=BASE)

    visitor.press("Sign in and save")

    assert drafts.open_draft(desk, dossier).record["law"]["country"] == "FR"


def test_the_script_is_told_that_the_person_was_signed_out(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """It keeps the page and tries again; a form with a token of before gets a new one."""
    visitor.open(f"/d/{dossier}/main/q/law")
    data = {"csrf_token": "old", "revision": "1", "shown": "law.country", "law.country": "France", "go": "typing"}
    path = f"/d/{dossier}/main/q/law"
    token = visitor.client.post(path, base_url=BASE, data=data).json["token"]
    signing_in.end_all(desk.database, desk.now())

    reply = visitor.client.post(path, base_url=BASE, data=data | {"csrf_token": token})
    assert (reply.status_code, reply.json["address"]) == (401, "/sign-in")
    assert reply.json["message"] == "You were signed out. Nothing is lost: sign in and save"

    visitor.client.get(link(desk), base_url=BASE)
    assert visitor.client.post(path, base_url=BASE, data=data | {"csrf_token": token}).json["revision"] == 2


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(stranger: Visitor, desk: Desk, target: str) -> None:
    """The page that was wanted is one of the service."""
    response = stranger.client.get("/sign-in", base_url=BASE, query_string={"to": target, "key": link(desk)[13:]})

    assert response.headers["Location"] == "/"
