"""One question as a form field of WTForms.

A field never refuses: what cannot be read stays as it was typed, with a message, and the form goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from wtforms import Field
from wtforms.utils import unset_value

from app.interview import check_value, parse_text
from app.model.expression import TBC
from app.model.message import capitalised, label, say
from app.model.question import Question, QuestionType
from app.services.record import party_name
from app.web.forms import typed as typed_forms
from app.web.language import current
from app.web.words import words_of

MANY_OPTIONS: Final = 8
"""A choice with more options than this is a list to open instead of radio buttons."""

_LINE: Final = frozenset(
    {
        QuestionType.TEXT,
        QuestionType.INTEGER,
        QuestionType.DATE,
        QuestionType.PERCENTAGE,
        QuestionType.COUNTRY,
        QuestionType.LANGUAGE,
    }
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SHOWN: Final = "shown"
"""The hidden entry that names each question a submitted page showed; an unticked box sends nothing else."""


def anchor(key: str) -> str:
    """Return the HTML id of a question."""
    return "q-" + re.sub(r"[^A-Za-z0-9_-]+", "-", key).strip("-")


class AnswerField(Field):  # type: ignore[misc]
    """A question.

    After processing, `value` is the answer (None: none), `typed` what a person wrote where that is no value (else ""),
    and `problem` says what is wrong with it. `stored` tells an answer from the library's default that is merely shown.
    """

    def __init__(
        self,
        question: Question,
        parties: Sequence[Mapping[str, Any]],
        *,
        value: Any = None,
        typed: str = "",
        in_row: bool = False,
        today: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label=question.label, description=question.help, **kwargs)
        self.id = anchor(self.name)
        self.question = question
        self.parties = parties
        self.in_row = in_row
        self.today = today
        self.stored = value is not None or bool(typed)
        self.value = value if self.stored else question.default
        self.typed = typed
        self.problem = ""
        if typed:
            self._take_text(typed)

    # --- how it is shown ---

    @property
    def control(self) -> str:
        """Which control asks it; the templates have one macro for each."""
        question = self.question
        if question.type in _LINE:
            return "line"
        if question.type in (QuestionType.CHOICE, QuestionType.YESNO):
            few = question.type is QuestionType.YESNO or len(question.options) <= MANY_OPTIONS
            return "radios" if few and not self.in_row else "select"
        return {
            QuestionType.LONG_TEXT: "area",
            QuestionType.CHOICES: "checks",
            QuestionType.PARTIES: "checks",
            QuestionType.PARTY: "select",
            QuestionType.MONEY: "money",
            QuestionType.DURATION: "duration",
            QuestionType.ROWS: "lines",
        }[question.type]

    @property
    def is_group(self) -> bool:
        """Whether several controls answer it, so that it needs a legend and not a label."""
        return self.control in ("radios", "checks")

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the answer is to be confirmed."""
        return self.value == TBC

    @property
    def options(self) -> list[tuple[str, str, str, str]]:
        """The options: value, label, one line on what follows, position in the library."""
        question = self.question
        if question.type is QuestionType.YESNO:
            return [("yes", say("Yes"), "", ""), ("no", say("No"), "", "")]
        if question.type in (QuestionType.PARTY, QuestionType.PARTIES):
            return [(str(party["id"]), party_name(party), "", "") for party in self.parties]
        return [
            (option.value, capitalised(label(option.label)), option.help, option.position or "")
            for option in question.options
        ]

    def chosen(self, option: str) -> bool:
        """Whether an option is the answer, or among the answers."""
        if self.question.type is QuestionType.YESNO and isinstance(self.value, bool):
            return option == ("yes" if self.value else "no")
        if isinstance(self.value, list):
            return option in self.value
        return bool(self.value == option)

    @property
    def text(self) -> str:
        """What stands in a text control: the typed text, or the answer as a person would type it."""
        shown = self.typed or typed_forms.text_of(self.question, self.value)
        return _CONTROL.sub("�", shown)

    @property
    def amount_and_unit(self) -> tuple[str, str]:
        """What stands in the two controls of an amount of money or a duration."""
        amount, _, unit = self.text.rpartition(" ")
        return (amount, unit) if amount else (self.text, "")

    @property
    def readback(self) -> str:
        """The answer read back in words, where the typed form leaves a doubt."""
        if self.problem or self.value in (None, TBC) or not self.stored:
            return ""
        return typed_forms.readback(self.question, self.value)

    # --- how it is read ---

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ARG002
        """Take the value from a submitted form that showed this question; else leave what is stored."""
        if formdata is not None and self.name in formdata.getlist(SHOWN):
            self.take(formdata)

    def take(self, formdata: Any) -> None:
        """Take the value from a submitted form."""
        self.value, self.typed, self.problem, self.stored = None, "", "", True
        control, values = self.control, formdata.getlist(self.name)
        if control == "checks":
            self._take_value(TBC if TBC in values else [value for value in values if value] or None)
        elif control in ("radios", "select"):
            choice = values[0] if values else ""
            if self.question.type is QuestionType.YESNO and choice in ("yes", "no"):
                self._take_value(choice == "yes")
            else:
                self._take_value(choice or None)
        elif control in ("money", "duration"):
            amount = (values[0] if values else "").strip()
            unit = formdata.get(f"{self.name}:unit", "").strip()
            self._take_text(f"{amount} {unit}".strip() if amount not in ("", "?") else amount)
        else:
            self._take_text(values[0] if values else "")
        self.stored = self.value is not None or bool(self.typed)

    def _take_text(self, text: str) -> None:
        if not text.strip():
            self.typed = ""
            return
        try:
            self._take_value(parse_text(self.question, text, language=current(), today=self.today))
        except ValueError as error:
            self.problem = words_of(error)
        if self.problem:
            self.typed = text

    def _take_value(self, value: Any) -> None:
        kept, problem = check_value(self.question, value, [str(party["id"]) for party in self.parties])
        if problem:
            self.problem = problem
            self.typed = self.typed or (value if isinstance(value, str) else "")
        else:
            self.value = kept
