"""What a tree tells about itself: its clauses, the runs of its blocks, the words of runs."""

from __future__ import annotations

from app.model.document import (
    Answer,
    Bullet,
    Clause,
    Document,
    Item,
    Paragraph,
    Part,
    Reference,
    Row,
    Runs,
    Table,
    Text,
    runs_of,
    text_of,
)


def of(text: str) -> Runs:
    return (Text(text),)


def clause(name: str) -> Clause:
    return Clause(name, name, "a", "clause", "1", (Text("Duty "), Answer("to pay", "x.y")), ())


def test_the_clauses_of_a_document_come_part_by_part() -> None:
    """A schedule is one of them; its title is read without marks."""
    parts = (
        Part("a", "front", "", (), (clause("x"),)),
        Part("s", "signatures", "", (), ()),
        Part("b", "schedules", "", (), (clause("y"), clause("z"))),
    )
    document = Document("main", "t", "", "", (), "", "", "", "draft", "2027-03-01", "en", "", (), parts, ())

    assert [one.id for one in document.clauses] == ["x", "y", "z"]
    assert document.clauses[0].plain_title == "Duty to pay"


def test_every_block_is_read_once_and_in_order() -> None:
    """Items and bullets come before what stands in them, the head of a table before its rows."""
    table = Table("t", (of("head"),), ("left",), (Row("r", (of("cell"),)),))
    bullet = Bullet("b", of("bullet"), blocks=(Paragraph("q", of("inner")),))
    item = Item("i", 2, "1.1", "1.1", of("item"), (bullet, table))

    assert [text_of(runs) for runs in runs_of((Paragraph("p", of("first")), item))] == [
        "first",
        "item",
        "bullet",
        "inner",
        "head",
        "cell",
    ]


def test_a_reference_prints_its_words_and_its_number() -> None:
    """Text and reference stand one after the other, as on the page."""
    assert text_of((Text("see "), Reference("main/x", "Clause ", "12", " of the Framework"))) == (
        "see Clause 12 of the Framework"
    )
