"""Findings call things by the names that people know, and lead to the question that is there."""

from __future__ import annotations

from app.model.question import Option, Question, QuestionType
from tests.review.cases import annex, clause, found
from tests.review.forum_cases import arbitration
from tests.review.text_cases import BINDS


def test_an_arbitration_far_from_home_names_the_institution() -> None:
    """By its label, with both countries."""
    (one,) = found("LAW-19", **arbitration("ES", arb_institution="DIS"))

    assert str(one.message) == "The seat is in ES; usual for the institute is DE."


def test_sums_without_a_forum_lead_to_the_question_on_the_forum_where_it_is_asked() -> None:
    """Else to nothing that is not there."""
    due = {
        "clauses": [clause("gen-disputes", alternative="amicable"), clause("gen-payment")],
        "document": {"binding_level": "binding"},
    }

    (asked,) = found("LAW-18", **due, law={"forum_kind": "amicable"})
    (unasked,) = found("LAW-18", **due)

    assert (asked.question, unasked.question) == ("law.forum_kind", None)


def test_a_level_that_a_type_does_not_have_is_called_by_its_label() -> None:
    """And so are those that it can have."""
    words = {"binding": "Binds", "light": "Binds a little", "nonbinding": "Does not bind"}
    options = tuple(Option(value, label) for value, label in words.items())
    level = Question("document.binding_level", QuestionType.CHOICE, "How far it binds", options=options)

    (one,) = found(
        "STR-17", document={"binding_level": "nonbinding"}, annexes=[annex()], levels=BINDS, questions=[level]
    )

    assert str(one.message).endswith("“Does not bind” is no level of this type; it can be Binds or Binds a little.")


def test_a_question_for_an_expert_names_the_clause_that_asks_it() -> None:
    """Hardship counts where it names an expert; rights in results always do."""
    talks = clause("gen-disputes", alternative="amicable")
    rights, hardship = clause("ip-ownership"), clause("gen-hardship", alternative="expert")

    (one,) = found("LAW-18", clauses=[talks, hardship, rights])
    (other,) = found("LAW-18", clauses=[talks, clause("gen-hardship", alternative="talks"), rights])

    assert str(one.message) == "“gen-hardship” sends a question to an expert."
    assert str(other.message) == "“ip-ownership” sends a question to an expert."
    assert found("LAW-18", clauses=[talks, clause("gen-hardship", alternative="talks")]) == []
