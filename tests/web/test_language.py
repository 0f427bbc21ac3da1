"""The language of the interface: chosen by the person, kept in a cookie, else what the browser asks for."""

from __future__ import annotations

import pytest

from tests.web.visitor import BASE, Visitor

LEGENDS = {"en": "Language of the pages", "fr": "Langue des pages", "de": "Sprache der Seiten"}


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("fr-CH, fr;q=0.9, en;q=0.5", "fr"), ("de-AT,de;q=0.8", "de"), ("nl, pl;q=0.5", "en"), ("", "en")],
)
def test_the_first_page_speaks_what_the_browser_asks_for_else_english(
    visitor: Visitor, wanted: str, language: str
) -> None:
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = wanted
    visitor.open("/")

    assert visitor.page.get("lang") == language
    assert LEGENDS[language] in visitor.text


def test_a_chosen_language_stays_and_the_person_is_back_where_they_were(visitor: Visitor) -> None:
    """The choice wins over what the browser asks for."""
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de"
    visitor.open("/keys").press("language=fr")

    assert (visitor.path, visitor.page.get("lang")) == ("/keys", "fr")
    assert visitor.open("/library").page.get("lang") == "fr"


@pytest.mark.parametrize("unknown", ["xx", "", "../../etc", "en_GB"])
def test_a_language_that_is_not_known_is_never_taken(visitor: Visitor, unknown: str) -> None:
    visitor.open("/")
    visitor.send("/language", [("csrf_token", visitor.token), ("language", unknown)])

    assert visitor.client.get_cookie("language") is None
    assert visitor.page.get("lang") == "en"


def test_a_forged_language_in_the_cookie_is_english(visitor: Visitor) -> None:
    visitor.client.set_cookie("language", "tlh")

    assert visitor.client.get("/", base_url=BASE).get_data(as_text=True).count('<html lang="en"') == 1
