"""Two states of a document: which clauses differ, and where in their words."""

from __future__ import annotations

import dataclasses

import pytest

from app.model.document import (
    Answer,
    Block,
    Bullet,
    Clause,
    Document,
    Item,
    Paragraph,
    Part,
    Reference,
    Row,
    Run,
    SignatureBlock,
    SignatureLine,
    Table,
    Text,
)
from app.review.comparing import ADDED, CHANGED, REMOVED, SAME, ClauseChange, Line, Piece, compare
from tests.review.cases import clause, document

LONG = "The Parties share the tools of the hall on each day of the week"


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """Return kind and words of each piece of the one line that differs between two texts of a clause."""
    ((line,),) = [change.lines for change in compared([clause("law", before)], [clause("law", after)])]
    return [(piece.kind, piece.text) for piece in line.pieces]


def compared(before: list[Clause], after: list[Clause]) -> tuple[ClauseChange, ...]:
    """Return what differs between two documents of these clauses."""
    return compare(document("main", before), document("main", after))


def blocks_compared(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[Line, ...]:
    """Return the lines of the one clause that differs, for two states of its blocks."""
    (change,) = compared([clause("law", blocks=before)], [clause("law", blocks=after)])
    return change.lines


def of_runs(*runs: Run) -> tuple[Block, ...]:
    """Return one paragraph of these runs."""
    return (Paragraph("p", runs),)


def plain(*texts: str) -> tuple[tuple[Text, ...], ...]:
    """Return cells of one text each."""
    return tuple((Text(text),) for text in texts)


def with_parts(*parts: Part) -> Document:
    """Return a document of these parts."""
    return dataclasses.replace(document("main", []), parts=parts)


def test_nothing_differs_between_equal_states() -> None:
    """Neither for documents nor where both are not there."""
    assert compared([clause("law", LONG)], [clause("law", LONG)]) == ()
    assert compare(None, None) == ()


def test_a_clause_that_comes_or_goes_is_shown_whole() -> None:
    """Its heading and its text are added or removed words."""
    law, fees = clause("law", LONG), clause("fees", "Fees are due.")

    (added,) = compared([law], [law, fees])
    (removed,) = compared([law, fees], [law])

    assert added == ClauseChange(
        "main/fees",
        ADDED,
        "fees",
        (Line("", (Piece(ADDED, "fees"),)), Line("", (Piece(ADDED, "Fees are due."),))),
    )
    assert (removed.id, removed.kind, removed.title) == ("main/fees", REMOVED, "fees")
    assert [line.pieces for line in removed.lines] == [(Piece(REMOVED, "fees"),), (Piece(REMOVED, "Fees are due."),)]


def test_clauses_come_in_the_order_of_the_later_state_and_those_that_went_at_the_end() -> None:
    """As one reads the later document."""
    before = [clause("gone", "Old."), clause("law", "Law one."), clause("fees", "Fee one.")]
    after = [clause("fees", "Fee two."), clause("new", "New."), clause("law", "Law two.")]

    assert [(change.title, change.kind) for change in compared(before, after)] == [
        ("fees", CHANGED), ("new", ADDED), ("law", CHANGED), ("gone", REMOVED),
    ]  # fmt: skip


@pytest.mark.parametrize("missing", ["before", "after"])
def test_a_document_that_is_not_there_has_no_clauses(missing: str) -> None:
    """Then all of the other is added or removed, its title first."""
    there = document("main", [clause("law", LONG)])

    found = compare(None, there) if missing == "before" else compare(there, None)

    assert [(change.id, change.title) for change in found] == [
        ("opening", "Title page"), ("main/law", "law"), ("signatures s", "Signatures"),
    ]  # fmt: skip
    assert {change.kind for change in found} == {ADDED if missing == "before" else REMOVED}


def test_a_word_in_place_of_another_is_marked_between_words_that_stay() -> None:
    """What was removed stands before what was added; the heading that stays is not repeated."""
    assert changes(LONG, LONG.replace("hall", "mill")) == [
        (SAME, "The Parties share the tools of the"),
        (REMOVED, "hall"),
        (ADDED, "mill"),
        (SAME, "on each day of the week"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("a b x y c d", "a b v y w d", [(SAME, "a b"), (REMOVED, "x y c"), (ADDED, "v y w"), (SAME, "d")]),
        ("a x k l c d", "a v k l w d", [(SAME, "a"), (REMOVED, "x k l c"), (ADDED, "v k l w"), (SAME, "d")]),
        (
            "a x k l m c d",
            "a v k l m w d",
            [(SAME, "a"), (REMOVED, "x"), (ADDED, "v"), (SAME, "k l m"), (REMOVED, "c"), (ADDED, "w"), (SAME, "d")],
        ),
        ("a b x y", "a b x z", [(SAME, "a b x"), (REMOVED, "y"), (ADDED, "z")]),
        ("x a", "y a", [(REMOVED, "x"), (ADDED, "y"), (SAME, "a")]),
    ],
)
def test_one_or_two_equal_words_between_differences_are_chance(
    before: str, after: str, pieces: list[tuple[str, str]]
) -> None:
    """They are shown as changed with their neighbours; three, and those at either end of the text, stay."""
    assert changes(before, after) == pieces


def test_a_paragraph_that_stays_between_two_that_change_is_never_chance() -> None:
    """However short it is, it remains a line of its own."""
    before = tuple(Paragraph(text, (Text(text),)) for text in ("one", "stays", "two"))
    after = tuple(Paragraph(text, (Text(text),)) for text in ("other", "stays", "more"))

    assert Line("", (Piece(SAME, "stays"),)) in blocks_compared(before, after)


def test_a_clause_with_another_number_is_the_same_clause() -> None:
    """Nor does a reference to it differ, as long as it leads to the same clause."""
    before = clause("law", blocks=(Item("i", 2, "1.1", "1.1", (Reference("main/fees/standard/a", "Clause ", "2.1"),)),))
    after = dataclasses.replace(
        before,
        number="2",
        blocks=(Item("i", 2, "2.1", "2.1", (Reference("main/fees/other/b", "Clause ", "3.4"),)),),
    )

    assert compared([before], [after]) == ()


@pytest.mark.parametrize(
    ("other", "added"),
    [
        (Reference("main/term", "Clause ", "2"), "2"),
        (Reference("x1/fees", "Clause ", "2"), "2"),
        (Reference("main/fees", "Section ", "2"), "Section"),
        (Reference("main/fees", "Clause ", "2", " of the Framework"), "of the Framework"),
    ],
)
def test_a_reference_that_leads_elsewhere_or_says_it_otherwise_differs(other: Reference, added: str) -> None:
    """Also where the same number is printed."""
    before = of_runs(Text("See "), Reference("main/fees", "Clause ", "2"), Text(" on what is due."))

    line = blocks_compared(before, of_runs(Text("See "), other, Text(" on what is due.")))[-1]

    assert [piece.text for piece in line.pieces if piece.kind == ADDED] == [added]


def test_a_reference_is_shown_with_its_number_and_held_together() -> None:
    """“paragraph 1 of Annex 2” is printed as the document prints it, its spaces as plain ones."""
    shown = Reference("main/fees", "Clause ", "Annex 2", " of it")

    line = blocks_compared(of_runs(Text("Old.")), of_runs(Text("See"), Text(" "), shown))[-1]

    assert line.pieces[-1] == Piece(ADDED, "See Clause Annex 2 of it")


def test_each_line_bears_its_number_as_it_is_now() -> None:
    """Items theirs, bullets and paragraphs none; what stands inside an item is a line of its own."""
    after = (
        Item("i", 2, "1.1", "1.1", (Text("Item:"),), (Item("j", 3, "(a)", "1.1(a)", (Text("inner,"),)),)),
        Bullet("b", (Text("bullet:"),), 1, (Bullet("c", (Text("deep,"),), 2),)),
        Paragraph("p", (Answer("typed", "x.y"),)),
    )

    assert [(line.number, line.pieces[0].text) for line in blocks_compared((), after)] == [
        ("1.1", "Item:"), ("(a)", "inner,"), ("", "bullet:"), ("", "deep,"), ("", "typed"),
    ]  # fmt: skip


def test_a_row_of_a_table_is_a_line_with_bars_between_its_cells() -> None:
    """Its head as well; none has a number."""
    before = Table("t", plain("Room", "Price"), ("left", "right"), (Row("r", plain("Hall", "5")),))
    after = dataclasses.replace(before, rows=(*before.rows, Row("s", plain("Attic", "7"))))

    assert blocks_compared((before,), (after,)) == (
        Line("", (Piece(SAME, "Room | Price"),)),
        Line("", (Piece(SAME, "Hall | 5"),)),
        Line("", (Piece(ADDED, "Attic | 7"),)),
    )


def test_spaces_and_breaks_alone_make_no_difference() -> None:
    """A text that is wrapped otherwise is the same text."""
    assert compared([clause("law", "One  two\nthree. ")], [clause("law", "One two three.")]) == ()


def test_an_empty_paragraph_is_no_line() -> None:
    """Nor a difference."""
    assert (
        compared([clause("law", "One.")], [clause("law", blocks=(*of_runs(Text("One.")), *of_runs(Text(" "))))]) == ()
    )


def test_the_title_of_a_document_and_what_it_is_joined_to_are_compared() -> None:
    """They stand on the title page."""
    before = document("main", [])

    (title,) = compare(before, dataclasses.replace(before, title="Other"))
    (subtitle,) = compare(before, dataclasses.replace(before, subtitle=(Text("Joined to R-2"),)))

    assert (title.id, title.kind, title.title) == ("opening", CHANGED, "Title page")
    assert title.lines == (Line("", (Piece(REMOVED, "T"), Piece(ADDED, "Other"))),)
    assert subtitle.lines[-1] == Line("", (Piece(ADDED, "Joined to R-2"),))


@pytest.mark.parametrize(("title", "shown"), [("Terms", "Terms"), ("", "Heading")])
def test_the_words_above_the_first_clause_of_a_part_are_compared(title: str, shown: str) -> None:
    """Under the title of the part."""
    before = Part("terms", "terms", title, (Text("It is agreed."),), ())

    (change,) = compare(with_parts(before), with_parts(dataclasses.replace(before, lead=(Text("They agree."),))))

    assert (change.id, change.title) == ("part terms", shown)
    assert [piece.text for line in change.lines for piece in line.pieces if piece.kind == ADDED] == ["They agree."]


def test_who_signs_is_compared_by_name_and_capacity() -> None:
    """Each party with its people."""
    line = SignatureLine(Answer("Ada", "p.name"), Answer("Chair", "p.capacity"))
    block = SignatureBlock("s", "alpine", (Answer("Alpine Limited", "p.legal"),), (line,))
    other = dataclasses.replace(block, lines=(dataclasses.replace(line, name=Answer("Bo", "p.name")),))
    before, after = (with_parts(Part("s", "signatures", "", (), (), (one,))) for one in (block, other))

    (change,) = compare(before, after)

    assert (change.id, change.kind, change.title) == ("signatures s", CHANGED, "Signatures")
    assert change.lines == (
        Line("", (Piece(SAME, "Alpine Limited"),)),
        Line("", (Piece(REMOVED, "Ada"), Piece(ADDED, "Bo"), Piece(SAME, "Chair"))),
    )


def test_a_clause_without_heading_is_called_by_its_document() -> None:
    """A one-page form has such clauses; where only the later state has a heading, that one counts."""
    bare = clause("law", "Old.", title=())

    (unnamed,) = compared([bare], [dataclasses.replace(bare, blocks=of_runs(Text("New.")))])
    (named,) = compared([bare], [clause("law", "Old.")])

    assert unnamed.title == "T"
    assert named.title == "law"
