"""Protection: forged forms, foreign names, headers, cookies, sizes; no stack trace reaches a person."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.model.library import Library
from app.services.desk import Desk
from tests.web.visitor import BASE, Visitor, sign_in


def test_a_form_without_its_token_changes_nothing(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """A page elsewhere cannot make this browser press a button here."""
    for path in (f"/d/{dossier}/bin", f"/d/{dossier}/main/q/law", "/new/type/agreement", "/theme", "/new/file"):
        visitor.send(path, [("revision", "1"), ("shown", "law.country"), ("law.country", "FR")], status=400)
        assert "This form is too old" in visitor.text

    assert visitor.open("/").words("table.list .t") == ["Tools of two clusters"]


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost.evil"},
     {"Sec-Fetch-Site": "cross-site"}],
)  # fmt: skip
def test_a_form_of_another_place_is_refused_before_it_is_read(visitor: Visitor, dossier: str, headers) -> None:
    """Even with the right token; what it holds is not shown, and no button sends it again."""
    token = visitor.open(f"/d/{dossier}/main/q/law").token
    fields = {"csrf_token": token, "revision": "1", "shown": "law.country", "law.country": "Planted"}

    response = visitor.client.post(f"/d/{dossier}/main/q/law", base_url=BASE, data=fields, headers=headers)

    assert response.status_code == 403
    assert "Planted" not in response.get_data(as_text=True)
    assert visitor.open(f"/d/{dossier}/main/q/law").value("law.country") == "Belgium"


def test_a_form_of_this_place_is_taken(visitor: Visitor, dossier: str) -> None:
    """What a browser tells of its own pages does not stand in the way."""
    visitor.client.environ_base |= {"HTTP_ORIGIN": BASE, "HTTP_SEC_FETCH_SITE": "same-origin"}
    visitor.open(f"/d/{dossier}/main/q/law").press("Continue", {"law.country": "France"})

    assert visitor.open(f"/d/{dossier}/main/q/law").value("law.country") == "France"


def test_a_form_that_is_too_old_is_shown_again(visitor: Visitor, dossier: str) -> None:
    """What was typed stays on the page, and one press sends it with a token of today."""
    visitor.open(f"/d/{dossier}/main/q/law")
    visitor.client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    fields = [("revision", "1"), ("shown", "law.country"), ("law.country", "France"), ("go", "next")]
    visitor.send(f"/d/{dossier}/main/q/law", [("csrf_token", "old"), *fields], status=400)
    assert "France" in visitor.words(".kept dd")

    visitor.press("Save again")

    assert visitor.open(f"/d/{dossier}/main/q/law").value("law.country") == "France"


def test_nothing_is_changed_by_reading(app: Flask, dossier: str) -> None:
    """Every address that changes something answers to POST only."""
    changing = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())}

    assert all("GET" not in (rule.methods or set()) for rule in app.url_map.iter_rules() if rule.rule in changing
               and "POST" in (rule.methods or set()))  # fmt: skip
    for path in ("bin", "main/undo", "copy", "rename"):
        assert sign_in(app.test_client()).get(f"/d/{dossier}/{path}", base_url=BASE).status_code in (404, 405)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil"])
def test_a_foreign_name_is_refused(app: Flask, host: str) -> None:
    """A name elsewhere that points to this computer does not open the dossiers."""
    response = sign_in(app.test_client()).get("/", base_url=f"http://{host}")

    assert response.status_code == 400
    assert "does not answer under that name" in response.get_data(as_text=True)


@pytest.mark.parametrize("host", ["localhost", "localhost:8123", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000"])
def test_this_computer_is_served(app: Flask, host: str) -> None:
    """Its own names work on any port."""
    assert app.test_client().get("/keys", base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/library", "/new"])
def test_every_page_carries_the_headers(app: Flask, path: str) -> None:
    """No script or style inside a page, no frame, no guessing of types, no copy in a cache."""
    headers = sign_in(app.test_client()).get(path, base_url=BASE).headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for rule in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "base-uri 'none'",
                 "form-action 'self'", "frame-ancestors 'none'", "img-src 'self' data:"):  # fmt: skip
        assert rule in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_pages_hold_no_inline_style_or_script(visitor: Visitor, dossier: str) -> None:
    """What the policy would refuse is not there, and every file comes from this service."""
    paths = ["/", "/new", "/keys", "/bin", "/library", "/library/clauses/fp-price", f"/d/{dossier}",
             f"/d/{dossier}/parties/costa", f"/d/{dossier}/main/q/tools/row/tools.rooms/R1"]  # fmt: skip
    paths += [f"/d/{dossier}/main/{page}" for page in ("q/price", "q/tools", "q/check", "q/parties", "clauses",
              "clauses/fp-price", "findings", "text", "download")]  # fmt: skip
    files: set[str] = set()
    for path in paths:
        visitor.open(path)
        assert visitor.all("[style], style, script:not([src]), [onclick]") == [], path
        files |= {one.get("src") or one.get("href") for one in visitor.all("script[src], link[href], img[src]")}

    for file in files:
        assert file.startswith("/")
        with visitor.client.get(file, base_url=BASE) as response:
            assert response.status_code == 200, file


def test_every_page_is_built_for_everybody(visitor: Visitor, dossier: str) -> None:
    """One h1, one main, a skip link that leads to it, a language, a title of its own, ids that stand once."""
    titles = set()
    paths = ["/", "/new", "/keys", "/bin", "/library", f"/d/{dossier}", f"/d/{dossier}/parties/costa"]
    paths += [f"/d/{dossier}/main/{page}" for page in ("q/price", "q/parties", "q/check", "clauses", "clauses/fp-price",
              "findings", "text", "download")] + [f"/d/{dossier}/use/q/parties"]  # fmt: skip
    for path in paths:
        visitor.open(path)
        assert len(visitor.all("h1")) == 1, path
        assert visitor.one("main").get("id") == "main"
        assert visitor.all("a")[0].get("href") == "#main"
        assert visitor.one("html").get("lang") == "en"
        ids = [one.get("id") for one in visitor.all("[id]")]
        assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]
        titles.add(visitor.words("title")[0])

    assert len(titles) == len(paths)


def test_no_link_is_dead(visitor: Visitor, dossier: str) -> None:
    """Every address that a page links to answers."""
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        visitor.open(path)
        if visitor.response.mimetype != "text/html":
            continue
        for link in visitor.all("a[href]"):
            target = link.get("href").partition("#")[0]
            if target and target not in seen and len(seen) < 150:
                seen.add(target)
                waiting.append(target)

    assert len(seen) > 40


@pytest.mark.parametrize(("https", "expected"), [(False, False), (True, True)])
def test_cookies_are_closed_to_scripts(tmp_path: Path, tools_library: Library, https: bool, expected: bool) -> None:
    """HttpOnly and SameSite always; Secure once the service stands behind HTTPS."""
    app = create_app(Settings(data_dir=tmp_path / "i", output_dir=tmp_path / "o", https=https), tools_library)
    response = sign_in(app.test_client()).get("/", base_url=BASE)
    app.extensions["desk"].database.close()

    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is expected


def test_the_secret_key_is_made_once_for_its_owner_only(tmp_path: Path, tools_library: Library) -> None:
    """Forms stay valid over a restart, and no other account can read the key."""
    settings = Settings(data_dir=tmp_path / "i", output_dir=tmp_path / "o")
    keys = []
    for _ in range(2):
        app = create_app(settings, tools_library)
        keys.append(app.config["SECRET_KEY"])
        app.extensions["desk"].database.close()

    assert keys[0] == keys[1] == (tmp_path / "i" / "secret_key").read_text()
    assert len(keys[0]) == 64
    assert stat.S_IMODE((tmp_path / "i" / "secret_key").stat().st_mode) == 0o600


def test_what_is_too_large_is_refused(visitor: Visitor, dossier: str) -> None:
    """A file or a form above the limit leads to a page that names the limit."""
    visitor.open("/new").press("Open the file", {"file": (io.BytesIO(b"a: b\n" * 6_000_000), "big.yaml")}, status=413)
    assert "At most 16,384 kB of a file and 2,048 kB of a form" in visitor.text

    visitor.open("/new").press("Open the file", {"file": (io.BytesIO(b"a: b\n" * 600_000), "big.yaml")}, status=422)
    assert "2,000,000 are the limit" in visitor.text

    visitor.open(f"/d/{dossier}/main/q/aim").press("Continue", {"purpose.text": "x" * 3_000_000}, status=413)
    assert "That is too large" in visitor.text


def test_an_unforeseen_error_shows_no_trace(
    app: Flask, desk: Desk, dossier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person reads that saved work is kept; the log has the rest."""
    from app.web.views import text

    def broken(*_: object) -> str:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(text, "sheet", broken)
    response = sign_in(app.test_client()).get(f"/d/{dossier}/main/text", base_url=BASE)
    shown = response.get_data(as_text=True)

    assert response.status_code == 500
    assert "Something went wrong on our side" in shown
    assert "secret detail" not in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/d/nothing", 404), ("/d/nothing/main/q/aim", 404), ("/theme", 405)]
)
def test_each_error_has_its_page(visitor: Visitor, path: str, status: int) -> None:
    """It says what happened and leads back to the dossiers."""
    visitor.open(path, status=status)

    assert visitor.all(".empty a")[-1].get("href") == "/"


def test_a_form_without_its_revision_is_not_ours(visitor: Visitor, dossier: str) -> None:
    """A save says which revision it was read at, or is refused."""
    visitor.open(f"/d/{dossier}/main/q/law")
    for revision in ([], [("revision", "x")], [("revision", "0")]):
        visitor.send(f"/d/{dossier}/main/q/law", [("csrf_token", visitor.token), *revision], status=400)
        visitor.open(f"/d/{dossier}/main/q/law")
    visitor.send(f"/d/{dossier}/main/q/law", [("csrf_token", visitor.token), ("revision", "99")], status=404)


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_elsewhere(visitor: Visitor, target: str) -> None:
    """The way back that a form names stays inside the service."""
    visitor.open("/")
    fields = [("csrf_token", visitor.token), ("theme", "dark"), ("back", target)]

    response = visitor.client.post("/theme", base_url=BASE, data=dict(fields))

    assert response.headers["Location"] == "/"


def test_the_colours_follow_the_choice(visitor: Visitor) -> None:
    """Dark, light, or as the system; the page one was on opens again."""
    visitor.open("/library").press("theme=dark")
    assert visitor.path == "/library"
    assert visitor.one("html").get("data-bs-theme") == "dark"

    visitor.press("theme=")
    assert visitor.one("html").get("data-bs-theme") is None


@pytest.mark.parametrize("number", ["9" * 30, "-" + "9" * 30])
def test_a_number_that_no_database_holds_is_no_error_of_ours(visitor: Visitor, dossier: str, number: str) -> None:
    """In an address it is left aside, in a form it is refused; neither ends in an unforeseen error."""
    assert visitor.open(f"/?page={number}").words("table.list .t") == ["Tools of two clusters"]

    for path in ("main/q/law", "parties/costa", "main/clauses/gen-law/special"):
        visitor.open(f"/d/{dossier}/main/q/law")
        fields = [("csrf_token", visitor.token), ("revision", number), ("number", number)]
        visitor.send(f"/d/{dossier}/{path}", fields, status=400)


def test_a_form_that_is_too_old_shows_what_was_typed_to_its_own_page_only(app: Flask, dossier: str) -> None:
    """After a restart nothing is lost; a page elsewhere cannot put its words onto ours."""
    shown = {}
    for site in ("same-origin", "cross-site"):
        answer = sign_in(app.test_client()).post(
            f"/d/{dossier}/main/q/aim",
            base_url=BASE,
            data={"csrf_token": "old", "purpose.text": "a long afternoon"},
            headers={"Sec-Fetch-Site": site},
        )
        assert answer.status_code == (400 if site == "same-origin" else 403)
        shown[site] = "a long afternoon" in answer.get_data(as_text=True)

    assert shown == {"same-origin": True, "cross-site": False}
