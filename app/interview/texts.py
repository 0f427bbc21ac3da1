"""What a text of an answer may hold: any writing of any language, no control characters."""

from __future__ import annotations

import re
from typing import Final

from app.model.message import in_words, say

LONGEST: Final = 100_000
"""The most characters that one text may have."""

# C0 and C1 controls (newline excepted), lone surrogates, and the two code points that no XML file can hold.
_REFUSED: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NEWLINES: Final = re.compile("\r\n?|\u2028|\u2029")


def clean(text: str) -> str:
    """Return the text as it is kept: one kind of line break, spaces for tabs, nothing around it."""
    return _NEWLINES.sub("\n", text).replace("\t", " ").strip()


def trouble(text: str) -> str | None:
    """Return why a cleaned text cannot be kept, or None. The text is not repeated: it may be long or harmful."""
    if len(text) > LONGEST:
        return say(
            "has {count} characters; at most {longest} are possible",
            count=in_words(f"{len(text):,}", len(text)),
            longest=in_words(f"{LONGEST:,}", LONGEST),
        )
    found = _REFUSED.search(text)
    if found is None:
        return None
    code = ord(found.group())
    kind = say("half of a character pair") if 0xD800 <= code <= 0xDFFF else say("a control character")
    return say(
        "holds {kind} (U+{code}) at position {start}",
        kind=kind,
        code=in_words(f"{code:04X}", code),
        start=found.start() + 1,
    )
