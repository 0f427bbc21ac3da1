"""The inside of a paragraph: emphasis, marks that are held back, references, labels, definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.clause import (
    DefinitionPiece,
    ExpressionPiece,
    ItemTemplate,
    ParagraphTemplate,
    Pieces,
    ReferencePiece,
    TextPiece,
)
from tests.library.reading import clause_of, mistakes_in, mistakes_of, says

CLAUSES = {"gen-other": "1. {#place} Other.\n2. More."}


def pieces_of(tmp_path: Path, text: str) -> Pieces:
    (block,) = clause_of(tmp_path, text).blocks("standard")
    assert isinstance(block, ParagraphTemplate | ItemTemplate)
    return block.pieces


def test_strong_and_emphasis_are_kept_as_runs(tmp_path: Path) -> None:
    assert pieces_of(tmp_path, "a **b** *c* ***d***") == (
        TextPiece("a "),
        TextPiece("b", strong=True),
        TextPiece(" "),
        TextPiece("c", emphasis=True),
        TextPiece(" "),
        TextPiece("d", strong=True, emphasis=True),
    )


def test_a_backslash_takes_the_meaning_from_a_mark(tmp_path: Path) -> None:
    assert pieces_of(tmp_path, r"a \* b \_c\_ \`d\` \"e\" \<f> \&amp; (c) x_y_z 5 < 6 & 7") == (
        TextPiece('a * b _c_ `d` "e" <f> &amp; (c) x_y_z 5 < 6 & 7'),
    )


def test_marks_inside_an_expression_are_no_marks_of_the_text(tmp_path: Path) -> None:
    """A bar, a star or an underscore between the braces belongs to the expression."""
    text = '**{{ law.country | country }}** {{ by_count("*a*", "}} _b_") }}'
    first, space, second = pieces_of(tmp_path, text)

    assert isinstance(first, ExpressionPiece)
    assert (first.strong, first.expression.source) == (True, "law.country | country")
    assert space == TextPiece(" ")
    assert isinstance(second, ExpressionPiece)
    assert second.expression.source == 'by_count("*a*", "}} _b_")'


def test_an_expression_knows_the_line_it_stands_in(tmp_path: Path) -> None:
    *_, last = pieces_of(tmp_path, "One\ntwo **three\nfour** {{ law.country }}")

    assert isinstance(last, ExpressionPiece)
    assert last.expression.place == "clauses/gen/gen-test.md:7"


def test_straight_marks_become_typographic_across_pieces(tmp_path: Path) -> None:
    text = "the \"{{ law.country }}\" of 'a' Party's"
    before, _, after = pieces_of(tmp_path, text)

    assert (before, after) == (TextPiece("the “"), TextPiece("” of ‘a’ Party’s"))


def test_the_language_of_a_clause_decides_on_its_marks(tmp_path: Path) -> None:
    assert pieces_of(tmp_path, 'lang: de\n---\n"Partei"') == (TextPiece("„Partei“"),)


def test_a_strong_text_in_quotation_marks_defines_a_term(tmp_path: Path) -> None:
    assert pieces_of(tmp_path, '(each a **"Participating\nParty"**)') == (
        TextPiece("(each a "),
        DefinitionPiece("Participating Party", "“", "”"),
        TextPiece(")"),
    )


def test_a_name_from_an_answer_in_strong_marks_is_no_term(tmp_path: Path) -> None:
    opening, name, closing = pieces_of(tmp_path, '**"{{ law.country }}"**')

    assert (opening, closing) == (TextPiece("“", strong=True), TextPiece("”", strong=True))
    assert isinstance(name, ExpressionPiece)


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("[[gen-other]]", ReferencePiece("gen-other", None, 5)),
        ("[[gen-other#place]]", ReferencePiece("gen-other", "place", 5)),
        ("[[gen-other#place|bare]]", ReferencePiece("gen-other", "place", 5, bare=True)),
        ("[[framework:gen-other#place]]", ReferencePiece("gen-other", "place", 5, framework=True)),
        ("[[#here]]", ReferencePiece(None, "here", 5)),
    ],
)
def test_references_name_a_clause_a_label_or_both(tmp_path: Path, written: str, reference: ReferencePiece) -> None:
    from tests.build import library_of

    clause = library_of(tmp_path, {**CLAUSES, "gen-test": f"{{#here}} {written}"}).clauses["gen-test"]
    (block,) = clause.blocks("standard")

    assert isinstance(block, ParagraphTemplate)
    assert block.pieces == (reference,)


def test_labels_stand_at_items_and_paragraphs(tmp_path: Path) -> None:
    first, second = clause_of(tmp_path, "{#intro} Text.\n\n1. {#keep_it} Item.").blocks("standard")

    assert isinstance(first, ParagraphTemplate)
    assert isinstance(second, ItemTemplate)
    assert (first.label, first.pieces) == ("intro", (TextPiece("Text."),))
    assert (second.label, second.pieces) == ("keep_it", (TextPiece("Item."),))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a `b`", 1, "Code marks"),
        ("a [b](c)", 1, "Links"),
        ("![a](b)", 1, "Images"),
        ("a <b>c</b>", 1, "HTML tags"),
        ("<https://x.example>", 1, "Links"),
        ("a &amp; b", 1, "HTML entity"),
        ("a _b_ c", 1, "Emphasis with “_”"),
        ("a\nb __c__", 2, "Emphasis with “_”"),
        ("a\n**b", 2, "“*” has no partner"),
        ("5 * 3", 1, "“*” has no partner"),
        ("a `b", 1, "“`” has no partner"),
        ("a {{ law.country", 1, "“{{” has no partner"),
        ("a }} b", 1, "“}}” has no partner"),
        ("a [[gen-other", 1, "“[[” has no partner"),
        ("a {{ law\n.country }}", 1, "“{{” has no partner"),
        ("{{ law.country's }}", 1, "“{{” has no partner"),
        ("{% if x %}", 1, "“{%” has no partner"),
        ("a {# note #}", 1, "stands inside the text"),
        ("{# note #}", 1, "is no label"),
        ("a {#here} b", 1, "stands inside the text"),
        ("1. {#Here} b", 1, "is no label"),
        ("- {#here} b", 1, "stands at a bullet"),
        ("::: each p in parties\n1. {#here} b\n:::", 2, "inside “::: each”"),
        ("[[gen other]]", 1, "is no reference"),
        ("[[]]", 1, "is no reference"),
        ("[[framework:#here]]", 1, "is no reference"),
        ("[[gen-test|plain]]", 1, "is no reference"),
        ("{{ }}", 1, "empty"),
        ("a\nb {{ law.contry }}", 2, "Did you mean “law.country”?"),
        ("A Party\nshall pay.", 2, "A bare “shall”"),
        ("| a |\n|---|\n| It shall pay. |", 3, "A bare “shall”"),
    ],
)
def test_what_the_format_does_not_know_is_a_mistake_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    assert says(mistakes_in(tmp_path, text), words, line=4 + line)


def test_an_island_may_write_shall(tmp_path: Path) -> None:
    assert not mistakes_in(tmp_path, "island: true\n---\nA Party shall pay.")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ('"**Law**"', "Emphasis"),
        ('"[[gen-other]]"', "References and labels"),
        ('"A `b`"', "Code marks"),
        ('"{{ law.contry }}"', "Did you mean “law.country”?"),
        ('"\\ue000"', "private-use"),
        ("A party shall", "bare “shall”"),
    ],
)
def test_a_title_is_plain_text_with_expressions(tmp_path: Path, title: str, words: str) -> None:
    assert says(mistakes_in(tmp_path, f"title: {title}\n---\nText."), words, line=3)


def test_a_title_may_hold_an_expression(tmp_path: Path) -> None:
    clause = clause_of(tmp_path, 'title: "The law of {{ law.country | country }}"\n---\nText.')

    assert clause.plain_title == "The law of [law.country | country]"


def test_more_marks_than_can_be_held_back_are_a_mistake(tmp_path: Path) -> None:
    assert says(mistakes_of(tmp_path, {"gen-test": "{{ shall }} " * 6001}), "More than 6000")
