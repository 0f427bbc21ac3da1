"""A question as the interview shows it: its field, the clause that asks it, what the review says of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_wtf import FlaskForm

from app.interview import Asked, InterviewPage
from app.model.finding import Finding
from app.model.message import say
from app.model.question import Question
from app.render.html_runs import html_id
from app.services.record import MAIN, answer, parties
from app.services.show import show
from app.web.documents import DocumentPage
from app.web.forms.page import AnyField
from app.web.saving import Clash

INHERITED = "inherited"
NOT_GIVEN = ("missing", "tbc")
"""States of a question that say by themselves what the review would say: its answer is missing."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question on a page. `field` is None where the answer is inherited; `inherited` then holds it in words."""

    asked: Asked
    field: AnyField | None
    findings: tuple[Finding, ...] = ()
    clash: Clash | None = None
    inherited: str = ""
    own: bool = False
    why: str = ""
    clause_address: str = ""

    @property
    def key(self) -> str:
        """The full key of the question."""
        return self.asked.question.key


def without_inherited(page: InterviewPage, changing: str = "") -> list[Asked]:
    """Return the questions that get a field: those inherited from the framework only when the person changes them."""
    return [asked for asked in page.questions if asked.state != INHERITED or asked.question.key == changing]


def question_views(
    here: DocumentPage, page: InterviewPage, form: FlaskForm, clashes: dict[str, Clash]
) -> list[QuestionView]:
    """Return the questions of a page as its template shows them, inherited ones at the end."""
    shown = [asked for asked in page.questions if asked.question.key in form]
    inherited = [asked for asked in page.questions if asked not in shown and asked.state == INHERITED]
    return [
        QuestionView(
            asked,
            form[asked.question.key],
            () if asked.state in NOT_GIVEN else findings_on(here, asked.question.key),
            clashes.get(asked.question.key),
            own=_replaces_framework(here, asked.question.key),
            clause_address=_clause_address(here, page.id, asked.clause),
        )
        for asked in shown
    ] + [QuestionView(asked, None, inherited=framework_words(here, asked.question)) for asked in inherited]


def findings_on(here: DocumentPage, key: str) -> tuple[Finding, ...]:
    """Return what the review says about an answer or a cell of it."""
    return tuple(
        finding
        for finding in here.findings
        if finding.question is not None and (finding.question == key or finding.question.startswith(f"{key}["))
    )


def answer_in_words(here: DocumentPage, question: Question) -> str:
    """Return the document's answer in words, what was typed where that is none yet, or the default; "" for nothing."""
    typed = here.draft.revision.unread.get(f"{here.document}:{question.key}")
    if typed:
        return say("{text} (needs another look)", text=typed)
    value = answer(here.draft.record, here.document, question.key)
    known = parties(here.draft.record)
    if value is None and here.document != MAIN:
        value = answer(here.draft.record, MAIN, question.key)
    return show(question, question.default if value is None else value, known)


def framework_words(here: DocumentPage, question: Question) -> str:
    """Return the framework's answer in words."""
    value = answer(here.draft.record, MAIN, question.key)
    return show(question, value, parties(here.draft.record))


def _clause_address(here: DocumentPage, page: str, clause: str) -> str:
    """Return where the clause can be read when it is not beside the form."""
    place: dict[str, Any] = {"dossier": here.dossier.id, "document": here.document}
    return url_for("text.read", **place, back=page, _anchor=html_id(f"{here.document}/{clause}"))


def _replaces_framework(here: DocumentPage, key: str) -> bool:
    """Whether an annex answers what its framework answers too."""
    if here.document == MAIN:
        return False
    own, framework = (answer(here.draft.record, document, key) for document in (here.document, MAIN))
    return own is not None and framework is not None
