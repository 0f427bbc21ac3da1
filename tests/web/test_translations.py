"""Every text of the interface can be translated, has been, and says the same in each language."""

from __future__ import annotations

import re
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.web.language import CATALOGUES, is_translated
from tests.web.texts import files, in_program, in_template
from tools.messages import gathered, translated_languages

CATALOGUE_NAMES: Final = ("messages", "findings", "library")

NOT_FOR_TRANSLATORS: Final = frozenset(
    {
        "shall not",
        "this document",
        "the other Party",  # Words of the contract, in the contract's language.
        "the other Party's",
        "Clause “",
        "Party without",  # How a stored text begins.
        "English",  # Languages are called as they call themselves.
        "Deutsch",
        "Lax",  # A word of HTTP.
    }
)

_PLACES: Final = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.fixture(scope="module")
def said() -> dict[str, Catalog]:
    return gathered()


@pytest.mark.parametrize("path", files("app/web/templates", "*.html"), ids=lambda path: path.name)
def test_a_template_hands_all_its_texts_to_the_translator(path) -> None:
    assert list(in_template(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", files("app/web", "*.py"), ids=lambda path: path.name)
def test_a_view_hands_all_its_texts_to_the_translator(path) -> None:
    assert [text for text in in_program(path.read_text("utf-8")) if text not in NOT_FOR_TRANSLATORS] == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Nothing to do.</p>",
        '<p aria-label="Pages of this document"></p>',
        '{{ tag("Drafting") }}',
        "{% if a %}left{% endif %} out",
        '<td>{{ n ~ " missing answers of" }}</td>',
    ],
)
def test_a_text_that_is_not_translated_is_found_in_a_template(source: str) -> None:
    assert list(in_template(source)) != []


@pytest.mark.parametrize(
    "source", ['flash("The row was removed.")', 'f"{count} answers need a look"', 'title = "Parties taking part"']
)
def test_a_text_that_is_not_translated_is_found_in_a_view(source: str) -> None:
    assert list(in_program(source)) != []


@pytest.mark.parametrize("name", CATALOGUE_NAMES)
@pytest.mark.parametrize("language", translated_languages())
def test_a_catalogue_holds_every_text_and_no_other(said: dict[str, Catalog], language: str, name: str) -> None:
    """`make messages` has been run since the last text changed."""
    here, wanted = ({_key(one) for one in catalogue if one.id} for catalogue in (_read(language, name), said[name]))

    assert (sorted(wanted - here), sorted(here - wanted)) == ([], [])


@pytest.mark.parametrize("name", CATALOGUE_NAMES)
@pytest.mark.parametrize("language", translated_languages())
def test_every_text_has_a_translation(language: str, name: str) -> None:
    """A translation that is marked as a guess (fuzzy) counts as missing."""
    missing = [one.id for one in _read(language, name) if one.id and not is_translated(one)]

    assert missing == []


@pytest.mark.parametrize("name", CATALOGUE_NAMES)
@pytest.mark.parametrize("language", translated_languages())
def test_a_translation_has_the_places_of_its_text(language: str, name: str) -> None:
    """The singular may say "one" in words; every other form fills the places that the text fills."""
    assert [one.id for one in _read(language, name) if one.id and is_translated(one) and not _fits(one)] == []


def _read(language: str, name: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / f"{name}.po").open("rb") as file:
        return read_po(file, locale=language)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _fits(message: Message) -> bool:
    if isinstance(message.id, str):
        return _places(message.id) == _places(message.string)
    one, many = message.id
    return _places(many) == _places(message.string[-1]) and _places(message.string[0]) <= _places(one) | _places(many)


def _places(text: str) -> set[str]:
    return set(_PLACES.findall(text))
