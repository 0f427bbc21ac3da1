"""What an outline says of the sharing subjects that its annex is made for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.library.fields import Fields
from app.library.mistakes import listed, nearest
from app.library.shapes import Names
from app.model.outline import Kind, Outline, Prefill
from app.model.question import Question

_MARK: Final = re.compile(r"<(.*)>")
_SUBJECTS: Final = "subjects"


def check_categories(top: Fields, outline: Outline, names: Names) -> None:
    """Write down categories that no sharing subject can have, and those of a document that is no annex."""
    if outline.categories and outline.kind is not Kind.ANNEX:
        top.mistake("categories", "Only an annex is made for a category of sharing subjects.", "Delete “categories”.")
    asked = names.questions.get(_SUBJECTS)
    category = asked.field("category") if asked else None
    if category is None:
        return
    known = [option.value for option in category.options]
    for name in outline.categories:
        if name not in known:
            hint = nearest(name, known, f"The categories are {listed(known)}.")
            top.mistake("categories", f"“{name}” is no category of a sharing subject.", hint)


def read_prefill(top: Fields, names: Names) -> Mapping[str, Any]:
    """Return what a new annex begins with, by question; mistakes are written into the notebook."""
    given = top.data.get("prefill")
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        top.mistake("prefill", "“prefill” has to map questions to answers.", "Write prefill: {group.name: <title>}.")
        return {}
    for key, value in given.items():
        question = names.questions.get(str(key))
        if question is None and not top.notebook.incomplete:
            top.mistake("prefill", f"“prefill” names “{key}”, which nobody asks.", nearest(str(key), names.questions))
        for message in _mistakes(value, question):
            top.mistake("prefill", message, f"The marks are {listed([f'<{one}>' for one in Prefill])}.")
    return dict(given)


def _mistakes(value: Any, question: Question | None) -> Iterator[str]:
    if isinstance(value, str):
        mark = _MARK.fullmatch(value)
        if mark and mark[1] not in list(Prefill):
            yield f"“{value}” in “prefill” is no mark."
    elif isinstance(value, list):
        for one in value:
            yield from _mistakes(one, question)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if question is not None and question.field(str(name)) is None:
                yield f"“prefill” fills in “{name}”, which is no column of “{question.key}”."
            yield from _mistakes(inner, None)
