"""One document as the rules look at it: what it answers itself, what it has from its framework, what it prints."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from app.model.answers import Answers
from app.model.document import Answer, Bullet, Document, Item, Paragraph, Row, Table, Text
from app.model.expression import Expression, Value
from app.model.outline import BindingLevel, OutlinePart, Placement
from app.model.question import Question, QuestionType
from app.review.paper import Paper
from tests.review.cases import annex, clause, document, in_library, library, typed

QUESTIONS = (
    Question("term.months", QuestionType.INTEGER, "Months", default=36),
    Question("term.end_date", QuestionType.DATE, "End"),
)


def paper(
    framework: Paper | None = None,
    *,
    chosen: dict[str, str] | None = None,
    missing: tuple[str, ...] = (),
    placed: Document | None = None,
    own: dict[str, Any] | None = None,
    inherit: bool = False,
    choices: dict[str, Any] | None = None,
    **groups: Any,
) -> Paper:
    """Return a contract, or the annex of a framework, with these answers and clauses."""
    told: dict[str, Any] = {"groups": groups, "document": own or {}, "choices": choices or {}}
    answers = annex(**told) if framework else Answers(type="contract", parties=(), **told)
    known = (in_library("gen-law", inherit=inherit), in_library("fp-law", stands_for="gen-law"))
    uses = dict.fromkeys(["term.months"], "gen-term")
    return Paper(
        answers, library(QUESTIONS, known), (), placed, chosen or {}, uses, frozenset(missing), framework=framework
    )


def test_the_answer_that_counts_is_the_own_one_the_frameworks_or_the_default() -> None:
    """In this order; what is to be confirmed is none."""
    framework = paper(term={"months": 24})

    assert paper(framework, term={"months": 12}).value("term.months") == 12
    assert paper(framework, term={"months": "TBC"}).value("term.months") == 24
    assert paper(framework).value("term.months") == 24
    assert paper().value("term.months") == 36
    assert paper().value("nobody.asked") is None
    assert paper(framework).own("term.months") is None


@pytest.mark.parametrize("name", ["title", "version", "effective_date"])
def test_what_a_document_says_of_itself_it_has_from_no_framework(name: str) -> None:
    """Its title, its version and its date are its own; its reference may be the framework's."""
    framework = paper(own={name: "2027-01-01", "reference": "MC-1"})

    assert paper(framework).value(f"document.{name}") is None
    assert paper(framework).value("document.reference") == "MC-1"
    assert paper(own={name: "2027-01-01"}).date(f"document.{name}") == datetime.date(2027, 1, 1)


def test_an_answer_that_no_text_uses_is_none_to_the_rules() -> None:
    """It harms nobody; tables likewise."""
    used = paper(term={"months": 12, "end_date": "2028-01-01"})

    assert used.answer("term.months") == 12
    assert used.answer("term.end_date") is None
    assert used.date("term.end_date") == datetime.date(2028, 1, 1)
    assert paper(term={"months": [{"id": "r"}]}).table("term.months") == [{"id": "r"}]
    assert paper(term={"end_date": [{"id": "r"}]}).table("term.end_date") == []
    assert paper(term={"end_date": [{"id": "r"}]}).rows("term.end_date") == [{"id": "r"}]


def test_what_the_framework_answers_is_checked_there() -> None:
    """An annex answers for what it answers itself; a contract for all."""
    framework = paper(term={"months": 24})

    assert framework.answers_one_of("term.end_date")
    assert not paper(framework).answers_one_of("term.months")
    assert paper(framework, term={"months": 12}).answers_one_of("term.end_date", "term.months")


def test_what_the_framework_lacks_is_told_there() -> None:
    """A question that both lack is the framework's."""
    framework = paper(missing=("term.months",))

    assert framework.lacks("term.months")
    assert not paper(framework, missing=("term.months",)).lacks("term.months")
    assert paper(framework, missing=("term.end_date",)).lacks("term.end_date")
    assert not paper(framework).lacks("term.end_date")


def test_the_level_is_the_answered_one_else_the_outlines() -> None:
    """An annex binds as its framework does."""
    framework = paper(own={"binding_level": "nonbinding"})

    assert framework.level is BindingLevel.NONBINDING
    assert paper(framework).level is BindingLevel.NONBINDING
    assert paper(own={"binding_level": "odd"}).level is BindingLevel.LIGHT


def test_a_clause_is_held_by_the_document_or_by_its_framework() -> None:
    """One of those that are asked for is enough."""
    framework = paper(chosen={"gen-law": "courts"})

    assert framework.holds("gen-x", "gen-law")
    assert paper(framework).holds("gen-law")
    assert not paper(framework).holds("gen-x")
    assert not paper().holds("gen-law")


@pytest.mark.parametrize(
    ("here", "inherit", "choices", "text"),
    [
        ({}, False, {}, "courts"),
        ({"gen-law": "arb"}, False, {}, "arb"),
        ({"gen-law": "inherit"}, False, {}, "courts"),
        ({"gen-law": "arb"}, True, {}, "courts"),
        ({"gen-law": "arb"}, True, {"gen-law": "arb"}, "arb"),
    ],
)
def test_the_text_that_applies_is_the_frameworks_where_the_annex_has_none(
    here: dict[str, str], inherit: bool, choices: dict[str, str], text: str
) -> None:
    """None at all, a line that refers to it, or a clause that inherits unless a text was chosen."""
    framework = paper(chosen={"gen-law": "courts"})

    assert paper(framework, chosen=here, inherit=inherit, choices=choices).alternative("gen-law") == text


def test_an_alternative_that_the_framework_has_not_is_the_annexs_own() -> None:
    """An inheriting text without anything to inherit is the one that is printed."""
    assert paper(paper(), chosen={"gen-law": "inherit"}).alternative("gen-law") == "inherit"
    assert paper(chosen={"gen-law": "arb"}).alternative("gen-law") == "arb"
    assert paper().alternative("gen-law") is None


def test_a_clause_may_stand_for_another() -> None:
    """The clause itself and those that take its place."""
    assert list(paper(chosen={"fp-law": "x", "gen-x": "y", "gen-law": "z"}).standing_for("gen-law")) == [
        "fp-law",
        "gen-law",
    ]


def test_the_texts_of_a_document_are_read_in_the_order_of_the_page() -> None:
    """Items with what stands in them, tables head first; titles only where users worded them themselves."""
    blocks = (
        Paragraph("p", (Text("A "), Answer("b", "x"))),
        Item("i", 2, "1", "1", (Text("C"),), (Bullet("u", (Text("D"),), 1, (Paragraph("q", (Text("E"),)),)),)),
        Table("t", ((Text("F"),), (Text("G"),)), ("left", "left"), (Row("r", ((Text("H"),), (Text("I"),))),), 1),
    )
    placed = document("main", [clause("gen-a", blocks=blocks), typed("Own.", "gen-b"), typed("Term.", "", id="main/s")])

    read = paper(placed=placed)

    assert list(read.texts()) == [("gen-a", "A b C D E F G H I"), ("gen-b", "Own."), ("main/s", "Term.")]
    assert list(read.typed()) == [("gen-b", "gen-b. Own."), ("main/s", ". Term.")]
    assert list(paper().texts()) == []


def test_an_answer_that_lets_a_clause_in_shows_in_the_document() -> None:
    """Though no text prints it: the rule at a place of the outline asks for it."""
    contract = paper()
    asking = Expression("term.months > 12", "outline.yaml", 1, frozenset({"term.months"}), Value, bool, list)
    part = OutlinePart("terms", "", (Placement("gen-a"), Placement("gen-b", when=asking)))
    outlines = {"contract": dataclasses.replace(contract.outline, parts=(part,))}
    placed = dataclasses.replace(contract, library=dataclasses.replace(contract.library, outlines=outlines))

    assert placed.effective() == {"term.months"}
    assert contract.effective() == set()
