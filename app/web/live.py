"""The reply to the script that saves while a person types: only what the page has to change."""

from __future__ import annotations

from typing import Any

from flask import get_template_attribute, render_template

from app.web.documents import DocumentPage
from app.web.questions import QuestionView
from app.web.safety import read_at
from app.web.saving import Taken
from app.web.sheet import blanks, changes_since
from app.web.side import side_pages
from app.web.words import counted, told


def live_reply(here: DocumentPage, page: str, taken: Taken, views: list[QuestionView]) -> dict[str, Any]:
    """Return the new revision, the questions of the page in order, the bars, and the clauses that changed.

    A question that the browser shows already keeps its control there; the markup is for those that have come.
    """
    draw, box = (get_template_attribute("parts/question.html", name) for name in ("question", "clash_box"))
    questions = [{"key": view.key, "html": str(draw(view))} for view in views if view.field is not None]
    return {
        "revision": taken.number,
        "questions": questions,
        "notes": notes_of(taken),
        "clashes": {view.key: str(box(view)) for view in views if view.clash is not None},
        "docbar": render_template("parts/docbar.html", page=here),
        "side": render_template("parts/side.html", page=here, side=side_pages(here, page), in_form=True),
        "blanks": (left := blanks(here.tree)),
        "blanks_left": counted(left, "blank left"),
        **changes_since(here, read_at()),
    }


def notes_of(taken: Taken) -> dict[str, dict[str, str]]:
    """Return, by question, what to say at its control: a message where it cannot be read, else the value read back."""
    from app.web.forms.page import question_fields

    return {
        field.name: {"problem": told(field.problem), "readback": getattr(field, "readback", "")}
        for field in question_fields(taken.form)
    }
