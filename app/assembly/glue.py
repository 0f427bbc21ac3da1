"""No-break spaces, the same for every format: before numbers and units, and before a short last word."""

from __future__ import annotations

import re
from typing import Final

from app.assembly.filters import GLUE
from app.model.document import Run, Text

_BEFORE_NUMBER: Final = re.compile(r"\b((?:Clauses?|Annex|Schedule|Article|Directive|Regulation|art\.)) (?=[\d(])")
_BEFORE_UNIT: Final = re.compile(r"(\d) (?=(?:%|(?:working )?(?:day|week|month|year|hour)s?\b))")
_LAST_WORD: Final = re.compile(r" (\S{1,8})$")


def glue(runs: tuple[Run, ...], *, cell: bool) -> tuple[Run, ...]:
    """Return the runs of a paragraph with their no-break spaces. Answers stay as they were typed; cells are narrow."""
    glued = [_in_text(run) if isinstance(run, Text) else run for run in runs]
    last = glued[-1] if glued else None
    if not cell and isinstance(last, Text):
        glued[-1] = Text(_LAST_WORD.sub(GLUE + r"\1", last.text), last.strong, last.emphasis, last.lang)
    return tuple(glued)


def _in_text(run: Text) -> Text:
    text = _BEFORE_UNIT.sub(r"\1" + GLUE, _BEFORE_NUMBER.sub(r"\1" + GLUE, run.text))
    return Text(text, run.strong, run.emphasis, run.lang)
