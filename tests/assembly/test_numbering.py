"""Numbers: counted once, per parent."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.assembly.number import letter, roman
from tests.assembly.desk import SCHEDULES, items, lines, made


def test_each_repeat_starts_its_own_list_again_and_items_count_on(tmp_path: Path) -> None:
    """Three parties with two items each give (a) and (b) three times, under 1.1, 1.2 and 1.3."""
    text = "::: each p in parties\n1. {{ p.short_name }} brings:\n   1. people; and\n   2. rooms.\n:::\n2. The end.\n"

    result = made(tmp_path, {"gen-law": text}, names=("Alpha", "Beta", "Gamma"))

    assert lines(result) == [
        "1 Law",
        "1.1 Alpha brings:", "(a) people; and", "(b) rooms.",
        "1.2 Beta brings:", "(a) people; and", "(b) rooms.",
        "1.3 Gamma brings:", "(a) people; and", "(b) rooms.",
        "1.4 The end.",
    ]  # fmt: skip


def test_nothing_between_items_resets_their_number(tmp_path: Path) -> None:
    """A paragraph, a table and a bullet between two items leave the count alone."""
    text = "1. One.\n\nA paragraph.\n\n- A bullet.\n\n| A | B |\n|:--|:--|\n| a | b |\n\n1. Two.\n"

    numbers = [line.split()[0] for line in lines(made(tmp_path, {"gen-law": text}))]

    assert numbers == ["1", "1.1", "A", "•", "A", "a", "1.2"]


def test_levels_are_figures_letters_and_roman_figures(tmp_path: Path) -> None:
    """Sub-clauses count 1.1, their items (a), and the items of these (i)."""
    text = "1. One:\n   1. two:\n      1. three; and\n      2. four.\n"

    assert lines(made(tmp_path, {"gen-law": text}))[1:] == ["1.1 One:", "(a) two:", "(i) three; and", "(ii) four."]


def test_a_lettered_list_starts_again_under_each_unnumbered_paragraph(tmp_path: Path) -> None:
    """`1)` counts (a), (b), and begins anew where a new paragraph begins."""
    text = "First:\n\n1) one; and\n2) two.\n\nSecond:\n\n1) three.\n"

    assert lines(made(tmp_path, {"gen-law": text}))[1:] == [
        "First:",
        "(a) one; and",
        "(b) two.",
        "Second:",
        "(a) three.",
    ]


def test_a_blank_between_two_lettered_lists_parts_them_as_its_paragraph_would(tmp_path: Path) -> None:
    """What waits for an answer is a paragraph: letters begin anew below it, and the list above it ends."""
    questions = "questions:\n  - {key: x.flag, type: yesno, label: Flag}\n"
    text = "First:\n\n1) one; and\n2) two.\n\n::: when x.flag\nSecond:\n:::\n\n1) three; and\n2) four.\n"

    assert lines(made(tmp_path, {"gen-law": text}, questions=questions))[1:] == [
        "First:",
        "(a) one; and",
        "(b) two.",
        "[flag]",
        "(a) three; and",
        "(b) four.",
    ]


def test_clauses_count_through_the_document_and_a_clause_left_out_takes_no_number(tmp_path: Path) -> None:
    """A clause whose rule is not true leaves no gap in the numbers."""
    clauses = {
        "gen-one": "1. One.",
        "gen-two": "when: count(parties) > 2\n---\n1. Two.",
        "gen-three": "1. Three.",
    }

    assert [line for line in lines(made(tmp_path, clauses)) if "." not in line] == ["1 One", "2 Three"]


def test_parties_and_recitals_have_marks_of_their_own(tmp_path: Path) -> None:
    """In their layouts items are (1), (2) and (A), (B), and the clauses that follow begin with 1."""
    outline = """\
id: agreement
title: Agreement
name: Agreement
kind: agreement
noun: Agreement
binding_level: binding
modes: [standalone]
parts:
  - id: front
    title: Front
    placements:
      - {clause: gen-parties, layout: parties}
      - {clause: gen-recitals, layout: recitals}
  - id: terms
    title: ""
    placements: [gen-law]
"""
    clauses = {
        "gen-parties": "1. {#first} We.\n::: each p in parties\n1. {{ p.legal_name }}.\n:::\n",
        "gen-recitals": "1. Why.\n2. What. [[#aim]] is the aim.\n3. {#aim} The aim.\n",
        "gen-law": "1. [[gen-recitals#aim]] counts, as do [[gen-recitals]] and [[gen-parties#first]].\n2. It does.\n",
    }

    result = made(tmp_path, clauses, outlines={"agreement": outline})

    assert lines(result) == [
        "Parties", "(1) We.", "(2) Alpha Limited.", "(3) Beta Limited.",
        "Recitals", "(A) Why.", "(B) What. Recital (C) is the aim.", "(C) The aim.",
        "1 Law", "1.1 Recital (C) counts, as do the clause headed “Recitals” and (1).", "1.2 It does.",
    ]  # fmt: skip


def test_schedules_count_on_their_own_and_so_do_the_items_in_each(tmp_path: Path) -> None:
    """The clauses are 1, 2, 3, the schedules Schedule 1 and 2, and an item of a schedule bears no clause's number."""
    clauses = {
        "gen-law": "1. Law.\n2. [[gen-rooms]] and [[gen-fees|bare]] apply, with [[gen-fees#deep]] and [[gen-fees#deep|bare]].\n",
        "gen-rooms": "1. Hall.\n2. Office.\n",
        "gen-fees": "1. Fees:\n   1. {#deep} rent; and\n   2. heating.\n",
    }

    result = made(tmp_path, clauses, outlines={"agreement": SCHEDULES})

    assert lines(result) == [
        "1 Law", "1.1 Law.", "1.2 Schedule 1 and 2 apply, with paragraph 1(a) of Schedule 2 and 1(a) of Schedule 2.",
        "Schedule 1 Rooms", "1 Hall.", "2 Office.",
        "Schedule 2 Fees", "1 Fees:", "(a) rent; and", "(b) heating.",
    ]  # fmt: skip


def test_each_item_knows_its_level_and_its_whole_number(tmp_path: Path) -> None:
    """Formats indent by the level and link by the whole number: 1.1 is level 2, 1.1(a) level 3, 1.1(a)(i) level 4."""
    text = "1. One:\n   1. two:\n      1. three; and\n      2. four.\n\nSo:\n\n1) five; and\n2) six.\n"

    found = items(made(tmp_path, {"gen-law": text}))

    assert [(item.level, item.label) for item in found] == [
        (2, "1.1"), (3, "1.1(a)"), (4, "1.1(a)(i)"), (4, "1.1(a)(ii)"), (3, "1(a)"), (3, "1(b)"),
    ]  # fmt: skip


@given(st.integers(1, 200))
def test_letters_and_roman_figures_never_repeat(number: int) -> None:
    """No two numbers share a letter mark or a Roman figure."""
    assert letter(number) not in {letter(other) for other in range(1, number)}
    assert roman(number) not in {roman(other) for other in range(1, number)}


def test_marks_beyond_the_alphabet_double() -> None:
    """After (z) comes (aa), as word processors count."""
    assert [letter(1), letter(26), letter(27), letter(53)] == ["a", "z", "aa", "aaa"]
    assert [roman(4), roman(9), roman(14), roman(40)] == ["iv", "ix", "xiv", "xl"]
