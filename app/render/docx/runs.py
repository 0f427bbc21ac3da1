"""Runs as WordprocessingML: the inside of a paragraph. Whatever was typed is escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.errors import RenderError
from app.model.document import Answer, Blank, Reference, Run, Runs, Term, Text, text_of
from app.render.docx.references import Piece, References

_BREAKS: Final = "\n\r\x85\u2028\u2029"
_BOXES: Final = "☐☑☒"
_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_NEUTRAL: Final = f"[^\\w{_BREAKS}\t{_BOXES}]|[0-9]"
_PIECES: Final = re.compile(
    f"(\r\n|[{_BREAKS}])|(\t)|([{_BOXES}]+)"
    # Right-to-left words with the blanks, figures and marks between them are one piece: Word orders them together.
    f"|([{_RIGHT_TO_LEFT}](?:(?:{_NEUTRAL})*[{_RIGHT_TO_LEFT}])*)"
)
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# One set of characters and no alternatives: this is searched in every run of a contract.
_SPECIAL: Final = re.compile(f"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff{_BREAKS}{_BOXES}{_RIGHT_TO_LEFT}]")

_TEXT: Final = '<w:t xml:space="preserve">'
_Look = tuple[str, bool, bool, str]
"""How a run looks: the id of its character style, whether it is strong, emphasised, and its language if another."""
_PLAIN: Final[_Look] = ("", False, False, "")
_SIMPLE: Final = frozenset((Text, Answer))
"""The runs that have no style of their own."""
_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def escaped(text: str, question: str = "") -> str:
    """Return text for an XML element.

    Raises RenderError, naming the question that was answered where there is one, when the text holds a character that
    no Word file can hold.
    """
    found = _NOT_XML.search(text)
    if found:
        where = f"The answer to {question!r}" if question else f"The text {text[:40]!r}"
        raise RenderError(
            f"{where} holds the character U+{ord(found[0]):04X}, which a Word file cannot hold. Delete that character."
        )
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Return text for an XML attribute in double quotes."""
    return escaped(text).replace('"', "&quot;")


def field_code(code: str, result: str) -> str:
    """Return a field: what Word is to compute, and the runs that it shows until it does."""
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{_BEGIN}{instruction}{_SEPARATE}{result}{_END}"


@dataclass(frozen=True, slots=True)
class RunWriter:
    """Writes runs. `styles` maps names of styles to their ids, `references` knows what a field can refer to."""

    styles: Mapping[str, str]
    references: References

    def runs(self, runs: Runs) -> str:
        """Return runs as Word runs and fields; neighbours that look alike are one Word run."""
        special = _SPECIAL.search(text_of(runs)) is not None
        written: list[str] = []
        begin, look = 0, _PLAIN
        for position, run in enumerate(runs):
            simple = type(run) in _SIMPLE and not (run.strong or run.emphasis or run.lang)
            own = _PLAIN if simple else self._look(run)
            if own is not look and own != look:
                written.append(self._alike(runs[begin:position], look, special=special))
                begin, look = position, own
        written.append(self._alike(runs[begin:], look, special=special))
        return "".join(written)

    def run(self, run: Run, style: str = "") -> str:
        """Return one run. `style` names the character style of a run that has none of its own.

        Raises RenderError when an answer holds a character that no Word file can hold.
        """
        if isinstance(run, Reference):
            return "".join(self._piece(piece, run) for piece in self.references.pieces(run))
        return self._text(run.text, self._look(run, style), run.question if isinstance(run, Answer) else "")

    def plain(self, text: str, style: str = "") -> str:
        """Return text of the engine or of the frame: titles, labels."""
        return self._text(text, (self.styles[style] if style else "", False, False, ""))

    def _look(self, run: Run, style: str = "") -> _Look:
        if isinstance(run, Blank):
            style = "Placeholder"
        elif isinstance(run, Reference):
            style = "Cross-reference"
        elif isinstance(run, Term) and run.defines:
            style = "Defined Term"
        elif not (style or run.strong or run.emphasis or run.lang):
            return _PLAIN
        return (self.styles[style] if style else "", run.strong, run.emphasis, run.lang)

    def _alike(self, runs: Runs, look: _Look, *, special: bool) -> str:
        """Return runs that look alike as one, unless they are fields or hold special characters.

        `special` tells that the paragraph holds such characters somewhere.
        """
        if not runs or isinstance(runs[0], Reference):
            return "".join(map(self.run, runs))
        text = text_of(runs)
        if special and _SPECIAL.search(text):
            return "".join(map(self.run, runs))
        return _simple(text, _properties(look))

    def _piece(self, piece: Piece, run: Reference) -> str:
        written = self._text(piece.text, self._look(run))
        if not piece.holder:
            return written
        name = self.references.bookmarks[piece.holder]
        if piece.computed:
            return field_code(f"REF {name} \\w \\h", written)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{written}</w:hyperlink>'

    def _text(self, text: str, look: _Look, question: str = "") -> str:
        if not text:
            return ""
        properties = _properties(look)
        if not _SPECIAL.search(text):
            return _simple(text, properties)
        escaped(text, question)
        pieces: list[str] = []
        end = 0
        for found in _PIECES.finditer(text):
            pieces.append(_plain(text[end : found.start()], properties))
            pieces.append(self._special(found, look))
            end = found.end()
        pieces.append(_plain(text[end:], properties))
        return "".join(pieces)

    def _special(self, found: re.Match[str], look: _Look) -> str:
        """Return a line break, a tab, boxes in the font that has them, or right-to-left words."""
        line, tab, box, words = found.groups()
        if line or tab:
            return f"<w:r>{_properties(look)}<w:{'br' if line else 'tab'}/></w:r>"
        if box:
            return _plain(box, _properties((self.styles["Check Box"], False, False, "")))
        return _plain(words, _properties(look, right_to_left=True))


def _plain(text: str, properties: str) -> str:
    return _simple(escaped(text), properties)


def _simple(xml: str, properties: str) -> str:
    return f"<w:r>{properties}{_TEXT}{xml}</w:t></w:r>" if xml else ""


@lru_cache(maxsize=256)
def _properties(look: _Look, right_to_left: bool = False) -> str:
    """Return the properties of a run, in the order of the schema."""
    style, strong, emphasis, lang = look
    inside = f'<w:rStyle w:val="{style}"/>' if style else ""
    inside += "<w:b/><w:bCs/>" if strong else ""
    inside += "<w:i/><w:iCs/>" if emphasis else ""
    inside += "<w:rtl/>" if right_to_left else ""
    if lang:
        inside += f'<w:lang w:{"bidi" if right_to_left else "val"}="{attribute(lang)}"/>'
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""
