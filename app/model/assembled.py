"""What assembly returns: the tree, what it noticed, and which questions it used where."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.document import Bundle
from app.model.finding import Problem


@dataclass(frozen=True, slots=True)
class Use:
    """A question that a document used: in a text, in a condition, or to choose a clause or alternative.

    `question` is the key without row ids ("facilities.facilities", "parties"), `clause` the first clause that used it
    ("" for the cover and file names), `missing` whether an answer is wanted and absent. `state`: "given", "default",
    "inherited", "missing" or "tbc"."""

    document: str
    question: str
    clause: str
    state: str

    @property
    def missing(self) -> bool:
        """Whether an answer is wanted and absent, or to be confirmed."""
        return self.state in ("missing", "tbc")


@dataclass(frozen=True, slots=True)
class Selected:
    """The fate of one placement: in the document or not, with which alternative, and why.

    `state`: "in", "off" (an optional clause switched off), "not-needed" (a rule left it out), "in-framework".
    `reason` says it in words ("`facilities.materials_in` is not true"). `chosen_by`: "choice", "answers",
    "placement", "clause" - the precedence step that decided on the alternative. `refers` is set where a
    joined annex says that the framework applies, instead of, or besides, a text of its own."""

    document: str
    clause: str
    alternative: str
    state: str
    reason: str = ""
    chosen_by: str = "clause"
    optional: bool = False
    layout: str = "clause"
    refers: bool = False


@dataclass(frozen=True, slots=True)
class Assembled:
    """The tree of a bundle with everything that review and interview need to know about how it came about."""

    bundle: Bundle
    problems: tuple[Problem, ...]
    uses: tuple[Use, ...]
    selected: tuple[Selected, ...]
