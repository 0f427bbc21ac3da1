"""The strict YAML reader: what was typed is what is read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Mistake, MistakesError
from app.library import strict_yaml
from app.library.strict_yaml import decode, load


def problems(text: str) -> list[str]:
    with pytest.raises(MistakesError) as caught:
        load(text, "answers.yaml")
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("12:30", "12:30"),
        ("2027-03-01", "2027-03-01"),
        ("08000", "08000"),
        ("+498912345678", "+498912345678"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("1e5", "1e5"),
        ("1.0e400", "1.0e400"),
        ("1234567890123456", "1234567890123456"),
        ("42", 42),
        ("-7", -7),
        ("0", 0),
        ("12.50", 12.5),
        ("~", None),
        ("null", None),
        ("", None),
        ('"true"', "true"),
        ("'it''s'", "it's"),
    ],
)
def test_an_unquoted_value_means_only_what_it_looks_like(written: str, read: object) -> None:
    data = load(f"key: {written}\n", "a.yaml").data

    assert data == {"key": read}
    assert type(data["key"]) is type(read)


def test_every_key_and_entry_knows_its_line() -> None:
    loaded = load("document:\n  type: x\nparties:\n  - id: a\n    seat: {city: Rome}\n  - id: b\n", "a.yaml")

    assert loaded.lines[("document", "type")] == 2
    assert loaded.lines[("parties", 0, "seat", "city")] == 5
    assert loaded.lines[("parties", 1)] == 6


def test_a_path_without_a_line_gets_the_line_of_what_holds_it() -> None:
    loaded = load("\nlaw:\n  country: BE\n", "a.yaml")

    assert loaded.line(("law", "city")) == 2
    assert loaded.line(("money",)) == 2


def test_lines_count_from_the_line_at_which_the_text_begins() -> None:
    assert load("a: 1\nb: 2\n", "a.md", first_line=2).lines[("b",)] == 3


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_lines_are_those_of_an_editor(mark: str) -> None:
    """A mark that ends a line in YAML and nowhere else, pasted into a text, moves no line of what follows or is wrong."""
    loaded = load(f"a: one{mark}  two\nb: 2\n", "a.yaml")

    assert (loaded.lines[("a",)], loaded.lines[("b",)]) == (1, 2)
    assert problems(f"a: one{mark}  two\nb: 2\nb: 3\n")[0].startswith("answers.yaml:3: ")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("a: 1\nb: 2\na: 3\n", 3, "“a” stands here a second time; the first is in line 1"),
        ("x: {a: 1, a: 2}\n", 1, "second time"),
        ("a: &n 1\n", 1, "&n"),
        ("a: 1\nb: *n\n", 2, "*n"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("? [a, b]\n: 1\n", 1, "key must be plain text"),
        ("a: b: c\n", 1, "colon"),
        ("a: [1\n", 2, "bracket"),
        ("a: [1", 1, "bracket"),
        ('a: "open\n', 2, "not closed"),
        ("a:\n\tb: 1\n", 2, "spaces, not tabs"),
        ("a: 1\n---\nb: 2\n", 2, "second YAML document"),
        ("a: x\x00y\n", 1, "U+0000"),
        ("a: 1\nb: \x07\n", 2, "U+0007"),
        ("a: \ud800\n", 1, "U+D800"),
        ('a: "\\0"\n', 1, "escaped control character"),
    ],
)
def test_a_mistake_names_its_line_and_the_way_out(text: str, line: int, words: str) -> None:
    found = problems(text)

    assert any(problem.startswith(f"answers.yaml:{line}: ") and words in problem for problem in found), found


def test_all_mistakes_of_a_file_come_at_once() -> None:
    assert len(problems("a: 1\na: 2\nb: &x 1\nc: *x\n")) == 3


def test_a_deep_file_is_refused_and_not_read_to_its_end() -> None:
    assert "levels" in problems("[" * 5000)[0]


def test_a_file_of_too_many_values_is_refused() -> None:
    assert "100,000 values" in problems("[" + "1," * 100_001 + "1]")[0]


def test_a_file_that_is_too_long_is_refused() -> None:
    assert "limit" in problems("a: " + "x" * strict_yaml.LARGEST)[0]


def test_bytes_that_are_not_utf_8_are_refused_with_their_line() -> None:
    with pytest.raises(MistakesError) as caught:
        decode("a: 1\nb: Völgy\n".encode("latin-1"), "answers.yaml")

    assert str(caught.value).startswith("answers.yaml:2: The file is not UTF-8")


def test_too_many_bytes_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(MistakesError, match="limit"):
        decode(b"x" * (strict_yaml.LARGEST + 1), "answers.yaml")


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode("\ufeffa: Świszcz\n".encode(), "a.yaml") == "a: Świszcz\n"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    """Whatever stands in a file, the reader answers with data or with mistakes and never with another error."""
    found: list[Mistake] = []
    try:
        data = load(text, "any.yaml").data
    except MistakesError as error:
        data, found = None, list(error.mistakes)

    assert (data is None) == bool(found)
    assert all(mistake.line >= 0 and mistake.message for mistake in found)


PRINTED = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=8)


@given(st.recursive(PRINTED | st.booleans(), lambda inner: st.dictionaries(PRINTED, inner), max_leaves=12))
def test_quoted_texts_come_back_as_they_are(data: object) -> None:
    """A mapping written in JSON's way, with every text quoted, is read as it was."""
    text = json.dumps({"data": data}, ensure_ascii=False)

    assert load(text, "any.yaml").data == {"data": data}
