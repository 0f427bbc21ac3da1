"""Straight quotation marks become those of the language."""

from __future__ import annotations

import pytest

from app.library.quotes import curled


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("en", 'the "Parties"', "the “Parties”"),
        ("en", '("Alpine")', "(“Alpine”)"),
        ("en", "the Parties' names", "the Parties’ names"),
        ("en", "a Party's name", "a Party’s name"),
        ("en", "it says 'yes' and no more", "it says ‘yes’ and no more"),
        ("en", "\"He said 'no'\"", "“He said ‘no’”"),
        ("en", "the '90s", "the ’90s"),
        ("de", 'die "Parteien"', "die „Parteien“"),
        ("fr", 'les "Parties"', "les «\u00a0Parties\u00a0»"),
        ("xx", '"x"', "“x”"),
        ("en", "no marks", "no marks"),
    ],
)
def test_marks_follow_the_language(language: str, written: str, printed: str) -> None:
    assert curled(written, language) == printed


def test_a_mark_after_another_piece_closes() -> None:
    """What stands before the text decides: after a word the mark closes, after a space it opens."""
    assert curled('" x', "en", before="d") == "” x"
    assert curled('"x', "en", before=" ") == "“x"
