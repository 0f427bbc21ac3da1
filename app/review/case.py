"""What the rules look at: the assembled documents with the answers behind them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.library import Library
from app.review.paper import Paper


@dataclass(frozen=True)
class Case:
    """Everything that the rules may look at."""

    library: Library
    answers: Answers
    assembled: Assembled
    today: datetime.date
    final: bool = False

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The documents of the bundle, the framework first."""
        main = self._paper(self.answers, self.answers.parties, None)
        by_id = {party.get("id"): party for party in self.answers.parties}
        annexes = (
            self._paper(annex, tuple(by_id[name] for name in annex.taking_part if name in by_id), main)
            for annex in self.answers.annexes
        )
        return (main, *annexes)

    @property
    def main(self) -> Paper:
        """The framework, or the one document."""
        return self.papers[0]

    def paper(self, identifier: str) -> Paper:
        """Return the document with this id, the main one where there is none."""
        return next((paper for paper in self.papers if paper.id == identifier), self.main)

    def _paper(self, answers: Answers, parties: tuple[Mapping[str, Any], ...], framework: Paper | None) -> Paper:
        fates = [one for one in self.assembled.selected if one.document == answers.id]
        here = [one for one in fates if one.state == "in"]
        uses = [use for use in self.assembled.uses if use.document == answers.id]
        reported = (one for one in self.assembled.problems if one.document == answers.id and one.rule == "STR-04")
        return Paper(
            answers=answers,
            library=self.library,
            parties=parties,
            document=self.assembled.bundle.document(answers.id),
            chosen={one.clause: one.alternative for one in here},
            uses={use.question: use.clause for use in uses},
            missing=frozenset(
                [use.question for use in uses if use.state == "missing"]
                + [problem.question for problem in reported if problem.question]
            ),
            framework=framework,
            taken_over=tuple(
                one.clause for one in fates if one.state == "in-framework" or (one in here and one.refers)
            ),
        )
