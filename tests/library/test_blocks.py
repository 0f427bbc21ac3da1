"""The text of a clause: paragraphs, lists, tables and control lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model import walk
from app.model.clause import (
    BlockTemplate,
    BulletTemplate,
    DefinitionsTemplate,
    EachTemplate,
    ItemTemplate,
    ParagraphTemplate,
    RowTemplate,
    TableTemplate,
    TextPiece,
    WhenTemplate,
)
from tests.library.reading import clause_of, mistakes_in, says

ROOMS = """\
questions:
  - {key: law.country, type: country, label: Country}
  - {key: law.strict, type: yesno, label: Strict}
  - {key: law.rooms, type: rows, label: Rooms, of: {name: text, fee: money}}
"""


def outline(block: BlockTemplate | RowTemplate) -> object:
    """Return a block as a short mark with what stands in it: ("1.", "text", …), ("when", [then], [otherwise])."""
    if isinstance(block, WhenTemplate):
        return ("when", [outline(inner) for inner in block.then], [outline(inner) for inner in block.otherwise])
    if isinstance(block, EachTemplate):
        return (f"each {block.name}", *(outline(inner) for inner in block.body))
    if isinstance(block, DefinitionsTemplate):
        return ("definitions", *(outline(inner) for inner in block.body))
    text = " | ".join(
        "".join(piece.text if isinstance(piece, TextPiece) else "@" for piece in pieces) for pieces in walk.texts(block)
    )
    if isinstance(block, ItemTemplate):
        return ("1)" if block.lettered else "1.", text, *(outline(inner) for inner in block.children))
    if isinstance(block, BulletTemplate):
        return ("-", text, *(outline(inner) for inner in block.children))
    if isinstance(block, TableTemplate):
        return ("table", text, *(outline(inner) for inner in block.rows))
    return ("row" if isinstance(block, RowTemplate) else "p", text)


def outlines(tmp_path: Path, text: str) -> list[object]:
    return [outline(block) for block in clause_of(tmp_path, text, ROOMS).blocks("standard")]


# --- paragraphs and lists -------------------------------------------------------------------------------------------


def test_lines_up_to_an_empty_line_are_one_paragraph(tmp_path: Path) -> None:
    assert outlines(tmp_path, "One\ntwo.\n\nThree.") == [("p", "One two."), ("p", "Three.")]


def test_numbered_items_nest_by_three_spaces_whatever_the_width_of_their_number(tmp_path: Path) -> None:
    text = "9. nine:\n   1. a\n      1. i\n      2. ii\n   2. b\n10. ten\n   goes on\n11. eleven\n    goes on"

    assert outlines(tmp_path, text) == [
        ("1.", "nine:", ("1.", "a", ("1.", "i"), ("1.", "ii")), ("1.", "b")),
        ("1.", "ten goes on"),
        ("1.", "eleven goes on"),
    ]


def test_the_typed_number_does_not_matter(tmp_path: Path) -> None:
    assert outlines(tmp_path, "1. a\n1. b\n7. c") == [("1.", "a"), ("1.", "b"), ("1.", "c")]


def test_three_digits_and_a_dot_are_text(tmp_path: Path) -> None:
    assert outlines(tmp_path, "100. is a figure") == [("p", "100. is a figure")]


def test_a_lettered_list_stands_under_a_paragraph(tmp_path: Path) -> None:
    assert outlines(tmp_path, "It may keep:\n1) copies; and\n   1) of letters\n2) notes.") == [
        ("p", "It may keep:"),
        ("1)", "copies; and", ("1)", "of letters")),
        ("1)", "notes."),
    ]


def test_paragraphs_bullets_and_tables_belong_to_the_item_above_them(tmp_path: Path) -> None:
    text = (
        "1. item\n\n   more\n   of it\n\n   - bullet\n     goes on\n   -  wide\n\n   | a |\n   |---|\n   | b |\n2. next"
    )

    assert outlines(tmp_path, text) == [
        ("1.", "item", ("p", "more of it"), ("-", "bullet goes on"), ("-", "wide"), ("table", "a", ("row", "b"))),
        ("1.", "next"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("1. a\n 2. b", 2, "indented by 1 space."),
        ("1. a\n\n      far", 3, "no item above it is open"),
        ("   text", 1, "no item above it is open"),
        ("text\n  goes on", 2, "continues the text above and is indented by 2, not by 0"),
        ("1. a\ngoes on", 2, "indented by 0, not by 3"),
        ("- a\n goes on", 2, "not by 2 or 3"),
        ("text\n1. a", 2, "A list begins inside a paragraph"),
        ("within the last\n12. of them", 2, "A list begins inside a paragraph"),
        ("1.  a\n2. b", 1, "More than one space"),
        ("1.\n2. b", 1, "Nothing follows “1.”"),
        ("1. a:\n   1. b:\n      1. c:\n         1. d", 4, "nested too deeply"),
        ("p:\n1) a:\n   1) b:\n      1) c", 4, "nested too deeply"),
        ("1. a:\n   1) b", 2, "inside a numbered item"),
        ("p:\n1) a:\n   1. b", 3, "inside a lettered item"),
        ("1. a\n1) b", 2, "lettered list stands under an unnumbered paragraph"),
        ("- a:\n   1. b", 2, "inside a bullet"),
        ("* a", 1, "Bullets are written with “-”"),
        ("+ a", 1, "Bullets are written with “-”"),
        ("> a", 1, "Block quotes"),
        ("# a", 1, "Only “## alternative” lines"),
        ("### a", 1, "Only “## alternative” lines"),
        ("Title\n=====", 2, "Underlined headings"),
        ("Title\n---", 2, "Rules across the page"),
        ("* * *", 1, "Rules across the page"),
        ("```\ncode\n```", 1, "Code blocks"),
        ("text  \nmore", 1, "hard break"),
        ("text\\\nmore", 1, "hard break"),
    ],
)
def test_what_is_not_exactly_right_is_a_mistake_and_never_a_guess(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    assert says(mistakes_in(tmp_path, text), words, line=4 + line)


# --- tables ---------------------------------------------------------------------------------------------------------

HEAD = "| Room | Fee |\n|:-----|----:|\n"


def test_a_table_has_a_head_aligned_columns_and_rows(tmp_path: Path) -> None:
    clause = clause_of(
        tmp_path, "| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | \\| | {{ law.country | country }} | |", ROOMS
    )
    (table,) = clause.blocks("standard")

    assert isinstance(table, TableTemplate)
    assert table.aligns == ("left", "right", "center", "left")
    assert outline(table) == ("table", "a | b | c | d", ("row", "1 | | | @ | "))


def test_control_lines_between_rows_neither_end_a_table_nor_leave_it(tmp_path: Path) -> None:
    """Rows before and after a repeat stay in the same table, and conditions nest in repeats."""
    text = (
        HEAD
        + "| first | |\n::: each room in law.rooms\n::: when law.strict\n| {{ room.name }} | {{ room.fee | money }} |\n"
        + "::: otherwise\n| none | |\n:::\n:::\n| Total | |\n\nAfter."
    )

    assert outlines(tmp_path, text) == [
        (
            "table",
            "Room | Fee",
            ("row", "first | "),
            ("each room", ("when", [("row", "@ | @")], [("row", "none | ")])),
            ("row", "Total | "),
        ),
        ("p", "After."),
    ]


def test_an_item_may_follow_a_table_that_ends_in_a_control_line(tmp_path: Path) -> None:
    text = "1. a:\n\n   | x |\n   |---|\n   ::: each room in law.rooms\n   | {{ room.name }} |\n   :::\n2. b"

    assert outlines(tmp_path, text) == [
        ("1.", "a:", ("table", "x", ("each room", ("row", "@")))),
        ("1.", "b"),
    ]


def test_each_branch_may_hold_a_table_of_its_own(tmp_path: Path) -> None:
    text = f"::: when law.strict\n{HEAD}| 1 | 2 |\n::: otherwise\n{HEAD}| 3 | 4 |\n:::"

    assert outlines(tmp_path, text) == [
        ("when", [("table", "Room | Fee", ("row", "1 | 2"))], [("table", "Room | Fee", ("row", "3 | 4"))])
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("| a |\n| b |", 1, "needs a row of dashes"),
        ("| a | b |\n|---|\n| 1 | 2 |", 1, "head row has 2 cells and the row of dashes 1"),
        (HEAD + "| 1 |", 3, "The row has 1 cells"),
        (HEAD + "| 1 | 2", 3, "does not end with a bar"),
        (HEAD + "   | 1 | 2 |", 3, "indented by 3 spaces, its table by 0"),
        (HEAD + "\ntext", 1, "The table has no rows"),
        (HEAD + "| 1 | 2 |\ntext", 4, "Text follows a table directly"),
        (HEAD + "| 1 | 2 |\n\n| 3 | 4 |", 5, "needs a row of dashes"),
        ("text\n" + HEAD + "| 1 | 2 |", 2, "A table begins inside a paragraph"),
        (HEAD + "| {#here} 1 | 2 |", 3, "stands in a table"),
        (HEAD + "::: when law.strict\n| 1 | 2 |\n\ntext\n:::", 3, "begins inside a table and ends outside it"),
        ("::: when law.strict\n" + HEAD + "| 1 | 2 |\n:::\n| 3 | 4 |", 5, "ends inside a table"),
        (HEAD + "::: definitions\n| 1 | 2 |\n:::", 3, "stands in a table"),
    ],
)
def test_a_table_that_is_not_whole_is_a_mistake(tmp_path: Path, text: str, line: int, words: str) -> None:
    assert says(mistakes_in(tmp_path, text, ROOMS), words, line=4 + line)


# --- control lines --------------------------------------------------------------------------------------------------


def test_a_control_line_at_any_indent_leaves_the_list_as_it_is(tmp_path: Path) -> None:
    text = "2. It may keep:\n   1. copies;\n::: when law.strict\n   2. more; and\n         :::\n   3. what the law wants.\n\n   After."

    assert outlines(tmp_path, text) == [
        (
            "1.",
            "It may keep:",
            ("1.", "copies;"),
            ("when", [("1.", "more; and")], []),
            ("1.", "what the law wants."),
            ("p", "After."),
        )
    ]


def test_blocks_nest_and_hold_whole_neighbours(tmp_path: Path) -> None:
    text = (
        "::: each room in law.rooms\n1. {{ room.name }}:\n   ::: when law.strict\n   1. strict\n   ::: otherwise\n   1. free\n"
        "   :::\n   2. always\n:::\n2. last"
    )

    assert outlines(tmp_path, text) == [
        ("each room", ("1.", "@:", ("when", [("1.", "strict")], [("1.", "free")]), ("1.", "always"))),
        ("1.", "last"),
    ]


def test_definitions_hold_one_paragraph_a_term_and_conditions(tmp_path: Path) -> None:
    text = '::: definitions\n**"A"** means a.\n\n::: when law.strict\n**"B"** means b.\n:::\n:::'
    (block,) = clause_of(tmp_path, text, ROOMS).blocks("standard")

    assert isinstance(block, DefinitionsTemplate)
    assert [type(inner) for inner in block.body] == [ParagraphTemplate, WhenTemplate]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("::: when law.strict\ntext", 1, "“::: when” is not closed"),
        ("text\n:::", 2, "closes nothing"),
        ("::: when law.strict\n:::", 1, "is empty"),
        ("::: when law.strict\n::: otherwise\ntext\n:::", 1, "is empty"),
        ("::: when law.strict\ntext\n::: otherwise\n:::", 1, "is empty"),
        ("::: otherwise\ntext\n:::", 1, "has no “::: when”"),
        ("::: each r in law.rooms\ntext\n::: otherwise\nmore\n:::", 3, "has no “::: when”"),
        ("::: when law.strict\na\n::: otherwise\nb\n::: otherwise\nc\n:::", 5, "has no “::: when”"),
        ("::: when\ntext\n:::", 1, "needs a condition"),
        ("::: if law.strict\ntext\n:::", 1, "no control line"),
        ("::: wehn law.strict\ntext\n:::", 1, "Did you mean “when”?"),
        ("::: otherwise law.strict\ntext\n:::", 1, "no control line"),
        ("::: each room\ntext\n:::", 1, "needs a name and a list"),
        ("::: each Room in law.rooms\ntext\n:::", 1, "is no name"),
        ("::: each law in law.rooms\ntext\n:::", 1, "is a known name already"),
        ("::: each shall in law.rooms\ntext\n:::", 1, "is a known name already"),
        ("::: each r in law.rooms\n::: each r in parties\ntext\n:::\n:::", 2, "is a known name already"),
        ("::: each r in law.country\ntext\n:::", 1, "needs a list"),
        ("1. a\n::: when law.strict\n   1. b\n2. c\n:::", 4, "begins inside an item and ends outside it"),
        ("1. a\n::: when law.strict\n2. b\n:::\n   1. c", 5, "no item above it is open"),
        ("::: definitions\n1. a\n:::", 2, "holds paragraphs only"),
        ("::: definitions\nNo term.\n:::", 2, "begins with its term"),
        ("::: when law.strict\n" * 9 + "text\n" + ":::\n" * 9, 9, "More than 8 control blocks"),
        ("::: when law.strct\ntext\n:::", 1, "Did you mean “law.strict”?"),
    ],
)
def test_a_control_line_out_of_place_is_a_mistake(tmp_path: Path, text: str, line: int, words: str) -> None:
    assert says(mistakes_in(tmp_path, text, ROOMS), words, line=4 + line)


def test_a_mistake_in_a_list_of_a_loop_is_told_once(tmp_path: Path) -> None:
    """The fields of a loop whose list is unknown are not reported on top."""
    found = mistakes_in(tmp_path, "::: each room in law.roms\n{{ room.name }} {{ room.any }}\n:::", ROOMS)

    assert [mistake.line for mistake in found] == [5]


# --- keys -----------------------------------------------------------------------------------------------------------


def test_every_block_has_a_key_of_its_own_and_a_label_is_the_key(tmp_path: Path) -> None:
    text = "1. a\n2. {#keep} b:\n   1. c\n::: when law.strict\n3. d\n:::\n| x |\n|---|\n| y |"
    keys = [block.key for block in walk.blocks(clause_of(tmp_path, text, ROOMS).blocks("standard"))]

    assert len(set(keys)) == len(keys)
    assert "keep" in keys


def test_every_block_knows_its_line(tmp_path: Path) -> None:
    blocks = clause_of(tmp_path, "1. a\n   goes on\n2. b:\n\n   | x |\n   |---|\n   | y |", ROOMS).blocks("standard")

    assert [(type(block), block.line) for block in walk.blocks(blocks)] == [
        (ItemTemplate, 5),
        (ItemTemplate, 7),
        (TableTemplate, 9),
        (RowTemplate, 11),
    ]


def test_equal_signs_in_the_row_of_dashes_make_a_column_of_bars(tmp_path: Path) -> None:
    """The other columns keep their sides."""
    clause = clause_of(tmp_path, "| a | b | c |\n|:---|====|--:|\n| x | 1–2 | 3 |")

    [table] = clause.blocks("standard")
    assert isinstance(table, TableTemplate)
    assert table.aligns == ("left", "bar", "right")
