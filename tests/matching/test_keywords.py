"""Words are compared by what they mean to a reader, as far as letters can tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.matching.keywords import keywords


def test_case_marks_and_the_plural_do_not_count() -> None:
    """“Électrons” and “electron” are one word; the form that was written first is kept for people."""
    found = keywords("Électrons", "electron ELECTRON")

    assert found == {"electron": "Électrons"}


def test_words_that_stand_everywhere_say_nothing() -> None:
    """Common words, numbers and words of one or two letters are left out."""
    assert keywords("20 days of use a year for the new partner, up to 3 x") == {}


def test_a_final_s_that_is_no_plural_stays() -> None:
    """“Analysis” and “virus” do not lose their last letter."""
    assert set(keywords("analysis virus glass lasers")) == {"analysis", "virus", "glass", "laser"}


@given(st.text(max_size=200))
def test_any_text_has_words_that_stand_in_it(text: str) -> None:
    """Whatever is typed, each word that is returned stands in the text as it was written."""
    assert all(word in text for word in keywords(text).values())
