"""The ends of list items follow what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assembly.desk import items, lines, made

TEXT = """\
1. A Party may keep:
   1. one;
   ::: when count(parties) > 2
   2. two; WORD
   :::
   3. three.
2. End.
"""


@pytest.mark.parametrize("word", ["and", "or"])
def test_the_last_item_but_one_carries_the_authors_word(tmp_path: Path, word: str) -> None:
    """Where the item with the word is left out, the one before it takes the word over."""
    text = TEXT.replace("WORD", word)

    two = lines(made(tmp_path / "two", {"gen-law": text}))
    three = lines(made(tmp_path / "three", {"gen-law": text}, names=("A1", "B1", "C1")))

    assert two[2:4] == [f"(a) one; {word}", "(b) three."]
    assert three[2:5] == ["(a) one;", f"(b) two; {word}", "(c) three."]


def test_the_word_of_an_item_that_repeats_under_a_condition_joins_its_list(tmp_path: Path) -> None:
    """It stands before the last item that is printed, though it is written at the last of the file."""
    questions = "questions:\n  - {key: x.rows, type: rows, label: Rooms, of: {name: text, open: yesno}}\n"
    each = "   ::: each r in x.rows\n   ::: when r.open\n   2. {{ r.name }}; and\n   :::\n   :::\n"
    raw = {"x": {"rows": [{"id": name, "name": name, "open": True} for name in ("Hall", "Attic")]}}

    text = f"1. Keep:\n   1. one;\n{each}2. End.\n"

    assert lines(made(tmp_path, {"gen-law": text}, raw, questions=questions))[2:5] == [
        "(a) one;",
        "(b) Hall; and",
        "(c) Attic.",
    ]


@pytest.mark.parametrize("mark", ["*", "**"])
def test_a_new_end_keeps_the_style_of_its_item(tmp_path: Path, mark: str) -> None:
    """The mark is as strong or as emphasised as the words before it."""
    text = TEXT.replace("one;", f"{mark}one;{mark}").replace("WORD", "and")

    (run,) = items(made(tmp_path, {"gen-law": text}))[1].runs

    assert (run.text, run.strong, run.emphasis) == ("one;\u00a0and", mark == "**", mark == "*")


def test_a_single_item_ends_with_a_full_stop(tmp_path: Path) -> None:
    """A list of which one item is left has no word and no semicolon."""
    text = "1. Keep:\n   1. one; and\n   ::: when count(parties) > 2\n   2. two.\n   :::\n2. End.\n"

    assert lines(made(tmp_path, {"gen-law": text}))[2] == "(a) one."


def test_sentences_keep_their_full_stops(tmp_path: Path) -> None:
    """Items that are sentences of their own are left alone."""
    text = "1. Rules:\n   1. One is so.\n   2. Two is so.\n2. End.\n"

    assert lines(made(tmp_path, {"gen-law": text}))[2:4] == ["(a) One is so.", "(b) Two is so."]


def test_the_last_inner_item_also_ends_its_outer_item(tmp_path: Path) -> None:
    """Between (a) with a list of its own and (b) stands the outer list's word."""
    text = "1. Keep:\n   1. one:\n      1. x; or\n      2. y; and\n   2. two.\n2. End.\n"

    assert lines(made(tmp_path, {"gen-law": text}))[2:6] == ["(a) one:", "(i) x; or", "(ii) y; and", "(b) two."]


def test_a_repeated_item_brings_its_own_word(tmp_path: Path) -> None:
    """A list made by one item that repeats ends with the word written on that item."""
    text = "1. Keep:\n   ::: each p in parties\n   1. {{ p.short_name }}; and\n   :::\n2. End.\n"

    result = made(tmp_path, {"gen-law": text}, names=("A1", "B1", "C1"))

    assert lines(result)[2:5] == ["(a) A1;", "(b) B1; and", "(c) C1."]


def test_the_word_on_the_last_inner_item_belongs_to_the_outer_list(tmp_path: Path) -> None:
    """The inner list has semicolons only: its author put no word between its items."""
    text = "1. Keep:\n   1. one:\n      1. w;\n      2. x;\n      3. y; or\n   2. two.\n2. End.\n"

    assert lines(made(tmp_path, {"gen-law": text}))[2:7] == ["(a) one:", "(i) w;", "(ii) x;", "(iii) y; or", "(b) two."]


def test_an_item_that_ends_in_an_answer_gets_the_mark_of_its_place(tmp_path: Path) -> None:
    """An answer's own full stop is not doubled, and a mark follows an answer that brings none."""
    questions = "questions:\n  - {key: x.a, type: text, label: A}\n"
    text = "1. Keep:\n   1. {{ x.a }}; and\n   2. {{ x.a }}.\n2. End.\n"

    plain = made(tmp_path / "plain", {"gen-law": text}, {"x": {"a": "rooms"}}, questions=questions)
    stop = made(tmp_path / "stop", {"gen-law": text}, {"x": {"a": "e.V."}}, questions=questions)

    assert lines(plain)[2:4] == ["(a) rooms; and", "(b) rooms."]
    assert lines(stop)[2:4] == ["(a) e.V.; and", "(b) e.V."]


def test_an_item_that_is_left_alone_takes_no_second_full_stop(tmp_path: Path) -> None:
    """The author wrote “; and” after an answer that ends in a full stop, and nothing follows it."""
    questions = "questions:\n  - {key: x.a, type: text, label: A}\n"
    text = "1. Keep:\n   1. {{ x.a }}; and\n   ::: when count(parties) > 2\n   2. two.\n   :::\n2. End.\n"

    result = made(tmp_path, {"gen-law": text}, {"x": {"a": "e.V."}}, questions=questions)

    assert lines(result)[2] == "(a) e.V."


def test_a_lettered_list_ends_before_the_next_paragraph(tmp_path: Path) -> None:
    """Two lettered lists under two paragraphs are two lists, and numbered items after them a third."""
    text = "First:\n\n1) one; and\n2) two.\n\nSecond:\n\n1) three; and\n2) four.\n\n1. five; and\n2. six.\n"

    assert lines(made(tmp_path, {"gen-law": text}))[1:] == [
        "First:", "(a) one; and", "(b) two.",
        "Second:", "(a) three; and", "(b) four.",
        "1.1 five; and", "1.2 six.",
    ]  # fmt: skip


def test_the_word_may_stand_on_an_item_that_repeats_in_one_case_only(tmp_path: Path) -> None:
    """The last item of the file is not the last of the page, where it stands in a branch that repeats."""
    text = (
        '1. Keep:\n   ::: each p in parties\n   ::: when p.short_name == "A1"\n   1. first;\n'
        "   ::: otherwise\n   1. {{ p.short_name }}; or\n   :::\n   :::\n2. End.\n"
    )

    assert lines(made(tmp_path, {"gen-law": text}, names=("A1", "B1", "C1")))[2:5] == [
        "(a) first;", "(b) B1; or", "(c) C1.",
    ]  # fmt: skip
