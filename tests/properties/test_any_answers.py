"""Whatever is answered, the document is sound: any type, mode and number of parties, any choice, any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from app.assembly import assemble
from app.interview import read_answers
from app.review import check
from tests.content.cases import DAY
from tests.properties.answers_strategy import Case, papers, possible_choices
from tests.properties.chances import chances, shelf
from tests.properties.promises import PROMISES, Made

each_kind = pytest.mark.parametrize("case", shelf().cases(), ids=str)


def made(raw: dict[str, Any]) -> Made:
    """Return what becomes of answers, on the way that the command line and the pages take."""
    library = shelf().library
    answers = read_answers(raw, library, line_of=lambda path: 0, file="answers.yaml")
    assembled = assemble(library, answers, today=DAY)
    return Made(answers, assembled, check(assembled, answers, library, today=DAY), shelf())


def broken(paper: Made) -> list[str]:
    """Return what breaks the promises, each with the promise's name."""
    return [f"{promise.__name__}: {told}" for promise in PROMISES for told in promise(paper)]


@each_kind
def test_any_answers_make_a_sound_document(case: Case) -> None:
    """Assembly and review take all valid answers, and every promise of `promises.py` holds of what they make."""

    @chances(120, least=4)
    @given(papers(shelf(), case))
    def holds(raw: dict[str, Any]) -> None:
        paper = made(raw)

        assert [one.message for one in paper.findings if one.rule == "INT-01"] == [], "drawn outside the limits"
        assert broken(paper) == []

    holds()


@pytest.mark.parametrize("case", [case for case in shelf().cases() if not case.within], ids=str)
def test_every_choice_makes_a_sound_document(case: Case) -> None:
    """Round by round each clause gets its next choice, until every alternative, on, off and a text of one's own was one."""
    library = shelf().library
    choices = possible_choices(library.outlines[case.type], library)

    @chances(len(shelf().cases()), most=5, shrinks=False)
    @given(papers(shelf(), case, most=4))
    def holds(raw: dict[str, Any]) -> None:
        for number in range(max(map(len, choices.values()))):
            raw["choices"] = {clause: possible[number % len(possible)] for clause, possible in choices.items()}
            assert broken(made(raw)) == []

    holds()
