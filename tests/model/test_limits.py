from __future__ import annotations

import pytest

from app.model.limits import breaches, describe
from app.model.question import Limits, Question, QuestionType


def question(kind: str, limits: Limits, **rest: object) -> Question:
    return Question("group.name", QuestionType(kind), "Label", limits=limits, **rest)  # type: ignore[arg-type]


SHARES = question(
    "rows",
    Limits(minimum=2, maximum=3, sum_field="share", sum_total=100),
    fields=(Question("share", QuestionType.PERCENTAGE, "Share", limits=Limits(minimum=1)),),
)


@pytest.mark.parametrize(
    ("asked", "value", "words"),
    [
        (question("integer", Limits(3, 24)), 30, "“Label” is 30; allowed is 3 to 24."),
        (question("integer", Limits(minimum=3)), 2, "allowed is at least 3."),
        (question("integer", Limits(maximum=3)), 4, "allowed is at most 3."),
        (question("percentage", Limits()), 101, "allowed is 0 to 100."),
        (question("percentage", Limits(maximum=20)), 20.5, "is 20.5; allowed is 0 to 20."),
        (question("money", Limits()), {"amount": -1, "currency": "EUR"}, "allowed is at least 0."),
        (question("money", Limits(maximum=100)), {"amount": 100.5, "currency": "EUR"}, "allowed is 0 to 100."),
        (question("duration", Limits(1, 5)), {"years": 6}, "allowed is 1 to 5."),
        (question("text", Limits(shortest=3, longest=5)), "ab", "has 2 characters; allowed is 3 to 5 characters."),
        (question("long_text", Limits(longest=5)), "abcdef", "allowed is at most 5 characters."),
        (question("text", Limits(pattern=r"\d{9}"), example="123456789"), "12", "such as 123456789."),
        (question("text", Limits(pattern="a*")), "a" * 3000, "does not have the form"),
        (question("choices", Limits(maximum=1)), ["a", "b"], "has 2 entries; allowed is at most 1."),
        (SHARES, [{"id": "a", "share": 100}], "has 1 entry; allowed is 2 to 3."),
        (
            SHARES,
            [{"id": "a", "share": 50}, {"id": "b", "share": 49}],
            "“Share” adds up to 99 in “Label”; it has to be 100.",
        ),
        (SHARES, [{"id": "a", "share": 100}, {"id": "b", "share": 0}], "“Share” is 0; allowed is 1 to 100."),
    ],
)
def test_a_value_outside_its_limits_is_told_with_what_is_allowed(asked: Question, value: object, words: str) -> None:
    """Each kind of limit has words of its own."""
    assert any(words in breach.message for breach in breaches(asked, value))


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (question("integer", Limits(3, 24)), 24),
        (question("integer", Limits(3, 24)), None),
        (question("integer", Limits(3, 24)), "TBC"),
        (question("text", Limits(shortest=3, pattern="[a-z]+")), "abc"),
        (question("money", Limits()), {"amount": 0, "currency": "EUR"}),
        (SHARES, [{"id": "a", "share": 33.33}, {"id": "b", "share": 33.33}, {"id": "c", "share": 33.34}]),
        (SHARES, [{"id": "a", "share": 50}, {"id": "b", "share": "TBC"}]),
    ],
)
def test_a_value_within_its_limits_breaks_none(asked: Question, value: object) -> None:
    """What is allowed, absent or to be confirmed is left alone."""
    assert breaches(asked, value) == ()


def test_a_breach_in_a_table_names_the_cell() -> None:
    """The key leads to the row by its id."""
    rows = [{"id": "a", "share": 100}, {"id": "b", "share": 0}]

    assert [breach.key for breach in breaches(SHARES, rows)] == ["group.name[b].share"]


def test_limits_are_described_in_words() -> None:
    """A schema and a form can say what is expected."""
    assert describe(Limits(3, 24)) == "3 to 24"
    assert describe(Limits(shortest=2, longest=30)) == "2 to 30 characters"
    assert describe(Limits()) == ""
