"""No-break spaces, the same for every format: before numbers and units, and before a short last word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from app.assembly.filters import GLUE
from app.model.document import Run, Text

_BEFORE_NUMBER: Final = re.compile(r"\b((?:Clauses?|Annex|Schedule|Article|Directive|Regulation|art\.)) (?=[\d(])")
_BEFORE_UNIT: Final = re.compile(r"(\d) (?=(?:%|(?:working )?(?:day|week|month|year|hour)s?\b))")
_LAST_WORD: Final = re.compile(r" (\S{1,8})$")


def glue(runs: tuple[Run, ...], *, cell: bool) -> tuple[Run, ...]:
    """Return the runs of a paragraph with their no-break spaces. Answers stay as they were typed; cells are narrow."""
    last = len(runs) - 1
    return tuple(
        _with(run, _glued(run.text, not cell and position == last)) if isinstance(run, Text) else run
        for position, run in enumerate(runs)
    )


def _with(run: Text, text: str) -> Text:
    return run if text == run.text else Text(text, run.strong, run.emphasis, run.lang)


@lru_cache(maxsize=20_000)
def _glued(text: str, is_last: bool) -> str:
    # The texts of a library come again with every assembly.
    text = _BEFORE_UNIT.sub(r"\1" + GLUE, _BEFORE_NUMBER.sub(r"\1" + GLUE, text))
    return _LAST_WORD.sub(GLUE + r"\1", text) if is_last else text
