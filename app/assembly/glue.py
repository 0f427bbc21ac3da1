"""No-break spaces, the same for every format: before numbers and units, and before a short last word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from app.assembly.filters import GLUE
from app.model.document import Text

_BEFORE_NUMBER: Final = re.compile(r"\b((?:Clauses?|Annex|Schedule|Article|Directive|Regulation|No|art\.)) (?=[\d(])")
_BEFORE_UNIT: Final = re.compile(r"(\d) (?=(?:%|(?:working )?(?:day|week|month|year|hour)s?\b))")
_AFTER_FIGURE: Final = re.compile(r"^ (?=working (?:day|hour)s?\b)")
_LAST_WORD: Final = re.compile(r" (\S{1,8})$")


def glued(text: str) -> str:
    """Return a text of the library with no-break spaces before numbers and units."""
    # A text that begins with working days goes on after an answer, which is their number.
    return _AFTER_FIGURE.sub(GLUE, _BEFORE_UNIT.sub(r"\1" + GLUE, _BEFORE_NUMBER.sub(r"\1" + GLUE, text)))


@lru_cache(maxsize=20_000)
def ended(text: str, strong: bool, emphasis: bool) -> Text:
    """Return the text that ends a paragraph, with a no-break space before a short last word."""
    # The texts of a library come again with every assembly.
    return Text(_LAST_WORD.sub(GLUE + r"\1", text), strong, emphasis)
