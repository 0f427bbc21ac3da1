"""Whatever is answered, the document is sound: any type, mode and number of parties, any choice, any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from app.assembly import assemble
from app.interview import read_answers
from app.review import check
from tests.content.cases import DAY
from tests.properties.answers_strategy import Case, papers
from tests.properties.chances import chances, shelf
from tests.properties.promises import PROMISES, Made

each_kind = pytest.mark.parametrize("case", shelf().cases(), ids=str)


def made(raw: dict[str, Any]) -> Made:
    """Return what becomes of answers, on the way that the command line and the pages take."""
    library = shelf().library
    answers = read_answers(raw, library, line_of=lambda path: 0, file="answers.yaml")
    assembled = assemble(library, answers, today=DAY)
    return Made(answers, assembled, check(assembled, answers, library, today=DAY), shelf())


@each_kind
def test_any_answers_make_a_sound_document(case: Case) -> None:
    """Assembly and review take all valid answers, and every promise of `promises.py` holds of what they make."""

    @chances(120, least=4)
    @given(papers(shelf(), case))
    def holds(raw: dict[str, Any]) -> None:
        paper = made(raw)

        assert [one.message for one in paper.findings if one.rule == "INT-01"] == [], "drawn outside the limits"
        assert [f"{promise.__name__}: {broken}" for promise in PROMISES for broken in promise(paper)] == []

    holds()
