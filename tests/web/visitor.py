"""A visitor without a script: opens pages, fills forms, presses buttons, and sees what the page says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from app.services import signing_in

BASE = "http://localhost"


def sign_in(client: FlaskClient) -> FlaskClient:
    """Sign a client in with a link of its own and return it."""
    desk = client.application.extensions["desk"]
    client.get(signing_in.new_link(desk.database, "", desk.now()), base_url=BASE)
    return client


class Visitor:
    """Keeps the page that is open. Every address is below the service; redirects are followed.

    A visitor has signed in, as the owner of the service does, unless they are a stranger.
    """

    def __init__(self, client: FlaskClient, *, stranger: bool = False) -> None:
        self.client = client
        if not stranger:
            sign_in(client)
        self.response: TestResponse
        self.page: Any

    def open(self, path: str, status: int = 200) -> Visitor:
        """Open an address and expect a status."""
        return self._took(self.client.get(path, base_url=BASE, follow_redirects=True), status)

    @property
    def path(self) -> str:
        """The address of the open page."""
        return self.response.request.path

    @property
    def text(self) -> str:
        """What the page says, without markup; spaces and line breaks are one space."""
        return " ".join(self.page.text_content().split())

    def all(self, selector: str) -> list[Any]:
        """Return the elements that a CSS selector finds."""
        found: list[Any] = self.page.cssselect(selector)
        return found

    def one(self, selector: str) -> Any:
        """Return the one element that a CSS selector finds."""
        found = self.all(selector)
        assert len(found) == 1, f"{selector} finds {len(found)} elements on {self.path}"
        return found[0]

    def words(self, selector: str) -> list[str]:
        """Return the texts of the elements that a CSS selector finds; what stands in another block is another word."""
        return [" ".join("\n".join(_texts(element)).split()) for element in self.all(selector)]

    def value(self, name: str) -> Any:
        """Return what a control of the open page shows: a text, or the ticked values of its boxes."""
        boxes = [
            box for box in self.all("input") if box.get("name") == name and box.get("type") in ("radio", "checkbox")
        ]
        if boxes:
            return [box.get("value") for box in boxes if box.get("checked") is not None]
        control = next(one for one in self.all("input, select, textarea") if one.get("name") == name)
        # A browser drops the line break right after <textarea>; the parser used here does not.
        return control.value.removeprefix("\n") if control.tag == "textarea" else control.value

    def press(self, label: str, values: Mapping[str, Any] | None = None, *, status: int = 200) -> Visitor:
        """Press the button with this label, or this `name=value`, after filling controls with `values`."""
        button = self._button(label)
        form = self._form(button)
        fields = [(name, value) for name, value in _values(form) if name not in (values or {})]
        for name, value in (values or {}).items():
            fields += [(name, one) for one in (value if isinstance(value, list) else [value])]
        if button.get("name"):
            fields.append((button.get("name"), button.get("value", "")))
        return self.send(form.get("action") or self.path, fields, form.get("method", "get"), status=status)

    def send(self, path: str, fields: list[tuple[str, Any]], method: str = "post", *, status: int = 200) -> Visitor:
        """Send a form as it is given."""
        data: dict[str, list[Any]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        call = self.client.post if method == "post" else self.client.get
        key = "data" if method == "post" else "query_string"
        response = call(path, base_url=BASE, follow_redirects=False, **{key: data})
        if response.status_code == 307:  # The same form goes there; the client would send it without its body.
            response = call(response.headers["Location"], base_url=BASE, follow_redirects=False, **{key: data})
        if 300 <= response.status_code < 400:
            response = self.client.get(response.headers["Location"], base_url=BASE, follow_redirects=True)
        return self._took(response, status)

    @property
    def token(self) -> str:
        """The token of the open page's forms."""
        found: str = self.all("input[name=csrf_token]")[0].get("value")
        return found

    def _took(self, response: TestResponse, status: int) -> Visitor:
        assert response.status_code == status, f"{response.request.path}: {response.status} instead of {status}"
        self.response = response
        for one in (*response.history, response):
            # A large form lies in a temporary file of the client, which nobody else closes.
            one.request.environ["wsgi.input"].close()
        if response.mimetype == "text/html":
            self.page = html.fromstring(response.get_data(as_text=True))
        return self

    def _button(self, label: str) -> Any:
        name, separator, value = label.partition("=")
        for button in self.all("button"):
            if separator and (button.get("name"), button.get("value")) == (name, value):
                return button
            if label in (" ".join(button.text_content().split()), button.get("aria-label")):
                return button
        raise AssertionError(f"{self.path} has no button {label!r}")

    def _form(self, button: Any) -> Any:
        if button.get("form"):
            return self.one(f"form#{button.get('form')}")
        return next(button.iterancestors("form"))


def _values(form: Any) -> list[tuple[str, str]]:
    """Return what a browser would send of a form, buttons aside."""
    sent: list[tuple[str, str]] = []
    for control in form.cssselect("input[name], select[name], textarea[name]"):
        ticked = control.get("type") not in ("radio", "checkbox") or control.get("checked") is not None
        if control.get("type") in ("submit", "file") or control.get("disabled") is not None or not ticked:
            continue
        value = control.get("value", "") if control.tag == "input" else control.value or ""
        sent.append((control.get("name"), value.removeprefix("\n") if control.tag == "textarea" else value))
    return sent


_INSIDE_A_WORD = {"b", "strong", "em", "i", "mark", "a", "span"}


def _texts(element: Any) -> list[str]:
    """Return the text of an element in pieces that are words of their own."""
    pieces = [element.text or ""]
    for child in element:
        inner = _texts(child) if isinstance(child.tag, str) else []
        if isinstance(child.tag, str) and child.tag in _INSIDE_A_WORD and inner:
            pieces[-1] += inner[0]
            pieces += inner[1:]
            pieces[-1] += child.tail or ""
        else:
            pieces += [*inner, child.tail or ""]
    return pieces
