"""The inside of a paragraph, item or table cell: text, emphasis, expressions, references, definitions.

Expressions, references and labels are held back as private-use characters while markdown-it reads the emphasis,
because `|`, `*` and `_` inside them would be read as marks. What the format does not allow is enabled in markdown-it
too, to be refused by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.library.expression_ground import Allowed
from app.library.expressions import Context, compile_expression
from app.library.quotes import curled, marks
from app.model.clause import DefinitionPiece, ExpressionPiece, Piece, Pieces, ReferencePiece, TextPiece
from app.model.spacing import spaced

_FIRST_HELD: Final = 0xE000
_MOST_HELD: Final = 6000
HELD: Final = re.compile("[\ue000-\uf8ff]")
"""A character that stands for something held back. Files may not hold any."""

# No possessive quantifiers: Python 3.11.2, the one of Debian 12, reads a repeated group with them wrongly.
_MARK: Final = re.compile(
    r"""\{\{(?P<expression>(?:"[^"\n]*"|'[^'\n]*'|(?!\}\})[^"'\n])*)\}\}|\[\[(?P<reference>[^\[\]\n]*)\]\]|\{\#(?P<label>[^{}\n]*)\}""",
)
_LEFT_OVER: Final = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{#|\{%|%\}|#\}")
_REFERENCE: Final = re.compile(r"(?:(framework):)?([a-z][a-z0-9-]*)?(?:#([a-z][a-z0-9_-]*))?(\|bare)?")
_LABEL: Final = re.compile(r"[a-z][a-z0-9_-]*")
_NEEDS_MARKDOWN: Final = re.compile(r"[*_\[<&\\`!]")
_TERM: Final = re.compile(r'"([^"]+)"')
_SHALL: Final = re.compile(r"\b[Ss]hall\b")
_SPACES: Final = re.compile(r"[ \n]+")

_REFUSED: Final = {
    "code_inline": ("Code marks (`) are not allowed.", "Use straight quotation marks, or \\` for the mark itself."),
    "link_open": ("Links are not allowed.", "Write the address as text, or [[clause-id]] for a clause."),
    "image": ("Images are not allowed.", ""),
    "html_inline": ("HTML tags are not allowed.", "Write \\< for the mark itself."),
    "hardbreak": ("A line break inside a paragraph is not allowed.", "Begin a new paragraph or item."),
}


def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": True})
    return reader.enable(["emphasis", "escape", "backticks", "link", "image", "autolink", "html_inline", "entity"])


_READER: Final = _reader()


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that was held back: what kind, what stood in it, where."""

    kind: str
    content: str
    line: int


@dataclass(frozen=True, slots=True)
class _Segment:
    """A run of text with one emphasis, and the line at which it begins. `term` marks the place of a definition."""

    text: str
    strong: bool
    emphasis: bool
    line: int
    verbatim: bool = False
    term: bool = False


def hold_back(text: str, line: int, context: Context) -> tuple[str, list[Held]]:
    """Return `text` with each expression, reference and label as one private-use character, and what they stand for."""
    if "{" not in text and "[" not in text and "}" not in text and "]" not in text:
        return text, []
    held: list[Held] = []

    def keep(match: re.Match[str]) -> str:
        if len(held) >= _MOST_HELD:
            return ""
        at = line + text.count("\n", 0, match.start())
        held.append(Held(match.lastgroup or "", match[match.lastgroup or 0], at))
        return chr(_FIRST_HELD + len(held) - 1)

    replaced = _MARK.sub(keep, text)
    if len(held) >= _MOST_HELD:
        context.mistake(line, f"More than {_MOST_HELD} expressions stand in one paragraph.", "Split it.")
    for match in _LEFT_OVER.finditer(replaced):
        at = line + replaced.count("\n", 0, match.start())
        context.mistake(at, f"“{match[0]}” has no partner on its line.", _left_over_hint(match[0]))
    return replaced, held


def _left_over_hint(mark: str) -> str:
    if mark in ("{%", "%}", "#}"):
        return "Jinja statements and comments are not read; use “::: when” and “::: each”."
    return "Expressions and references stand on one line; a quotation mark inside must be closed too."


def take_label(text: str, held: list[Held], context: Context, place: str | None) -> tuple[str | None, str]:
    """Return the label at the start of `text` and the rest.

    `place` says in words why no label may stand here, or is None where one may. A label elsewhere in the text is a
    mistake.
    """
    label: str | None = None
    match = HELD.match(text)
    if match and held[ord(match[0]) - _FIRST_HELD].kind == "label":
        mark = held[ord(match[0]) - _FIRST_HELD]
        text = text[1:].lstrip(" ")
        if place:
            context.mistake(
                mark.line, f"The label “{mark.content}” stands {place}.", "Labels stand at items and paragraphs."
            )
        elif not _LABEL.fullmatch(mark.content):
            context.mistake(
                mark.line, f"“{mark.content}” is no label.", "Use small letters, digits and hyphens: {#keep}."
            )
        else:
            label = mark.content
    for character in HELD.findall(text):
        mark = held[ord(character) - _FIRST_HELD]
        if mark.kind == "label":
            context.mistake(
                mark.line,
                f"The label “{mark.content}” stands inside the text.",
                "Write it right after the number: 2. {#keep} …",
            )
    return label, text


def pieces(text: str, held: list[Held], line: int, context: Context) -> Pieces:
    """Return the pieces of a text whose expressions and references were held back. Mistakes are written down."""
    result: list[Piece] = []
    before = ""
    for segment in _segments(text, line, context):
        if segment.term:
            used = marks(context.language)
            result.append(DefinitionPiece(_SPACES.sub(" ", segment.text), used.opening.strip(), used.closing.strip()))
            before = used.closing
            continue
        before = _add(result, segment, held, before, context)
    return tuple(_spaced(piece, inside=position > 0) for position, piece in enumerate(result))


def _spaced(piece: Piece, *, inside: bool) -> Piece:
    """Return a piece with its spaces in order, so that assembly need not look at them."""
    if not isinstance(piece, TextPiece):
        return piece
    return replace(piece, text=spaced(piece.text, inside))


def text_pieces(text: str, line: int, context: Context) -> Pieces:
    """Return the pieces of a text that stands outside the body, such as a title; labels and references are refused."""
    if HELD.search(text):
        context.mistake(line, "The text holds a private-use character.", "Delete it.")
        return ()
    replaced, held = hold_back(text, line, context)
    if any(mark.kind != "expression" for mark in held):
        context.mistake(line, "References and labels are not allowed in a title.", "Write plain text.")
    found = pieces(replaced, held, line, context)
    for piece in found:
        if isinstance(piece, DefinitionPiece) or (isinstance(piece, TextPiece) and (piece.strong or piece.emphasis)):
            context.mistake(line, "Emphasis is not allowed in a title.", "Write plain text.")
    return found


def _segments(text: str, line: int, context: Context) -> list[_Segment]:
    if not _NEEDS_MARKDOWN.search(text):
        return [_Segment(text, False, False, line)]
    tokens: list[Token] = []
    _READER.inline.parse(text, _READER, {}, tokens)
    segments: list[_Segment] = []
    strong = emphasis = 0
    skip = -1
    for index, token in enumerate(tokens):
        if index <= skip:
            continue
        if token.type in ("strong_open", "em_open") and token.markup.startswith("_"):
            context.mistake(
                line, "Emphasis with “_” is not allowed.", "Write *emphasis* or **strong**, or \\_ for the mark itself."
            )
        if token.type == "strong_open":
            term = _term(tokens, index)
            if term is not None:
                segments.append(_Segment(term, False, False, line, term=True))
                line += term.count("\n")
                skip = index + 2
                continue
        strong += (token.type == "strong_open") - (token.type == "strong_close")
        emphasis += (token.type == "em_open") - (token.type == "em_close")
        _refuse(token, line, context)
        if token.type in ("text", "text_special"):
            segments.append(_Segment(token.content, strong > 0, emphasis > 0, line, token.type == "text_special"))
            line += token.content.count("\n")
    return segments


def _term(tokens: list[Token], index: int) -> str | None:
    """Return the term where the tokens at `index` are `**"Term"**`. With an expression inside it is no term, only
    strong.
    """
    if index + 2 >= len(tokens) or tokens[index + 1].type != "text" or tokens[index + 2].type != "strong_close":
        return None
    match = _TERM.fullmatch(tokens[index + 1].content)
    return match[1] if match and not HELD.search(match[1]) else None


def _refuse(token: Token, line: int, context: Context) -> None:
    if token.type in _REFUSED:
        message, hint = _REFUSED[token.type]
        context.mistake(line, message, hint)
    elif token.type == "text_special" and token.info == "entity":
        context.mistake(line, f"“{token.markup}” is an HTML entity.", "Type the character itself; \\& for the mark.")
    elif token.type == "text" and ("*" in token.content or "`" in token.content):
        mark = "*" if "*" in token.content else "`"
        at = line + token.content.count("\n", 0, token.content.index(mark))
        context.mistake(at, f"“{mark}” has no partner.", f"Close it, or write \\{mark} for the mark itself.")


def _add(result: list[Piece], segment: _Segment, held: list[Held], before: str, context: Context) -> str:
    """Append the pieces of a segment; return the last character, which decides on the next quotation mark."""
    position, line = 0, segment.line
    for match in HELD.finditer(segment.text):
        text = segment.text[position : match.start()]
        _add_text(result, replace(segment, text=text, line=line), before, context)
        line += text.count("\n")
        piece = _piece(held[ord(match[0]) - _FIRST_HELD], segment, context)
        if piece is not None:
            result.append(piece)
        before, position = match[0], match.end()
    rest = segment.text[position:]
    _add_text(result, replace(segment, text=rest, line=line), before, context)
    return rest[-1] if rest else before


def _add_text(result: list[Piece], segment: _Segment, before: str, context: Context) -> None:
    text = segment.text
    if not text:
        return
    if not context.plain_shall and (shall := _SHALL.search(text)):
        line = segment.line + text.count("\n", 0, shall.start())
        message = "A bare “shall” is printed even where the document does not bind."
        context.mistake(line, message, "Write {{ shall }} or {{ all_shall }}.")
    flat = text if segment.verbatim else curled(_SPACES.sub(" ", text), context.language, before)
    last = result[-1] if result else None
    if isinstance(last, TextPiece) and (last.strong, last.emphasis) == (segment.strong, segment.emphasis):
        result[-1] = TextPiece(last.text + flat, segment.strong, segment.emphasis)
    else:
        result.append(TextPiece(flat, segment.strong, segment.emphasis))


def _piece(mark: Held, segment: _Segment, context: Context) -> Piece | None:
    if mark.kind == "expression":
        expression = compile_expression(mark.content, mark.line, context, Allowed.TEXT)
        return ExpressionPiece(expression, segment.strong, segment.emphasis) if expression else None
    if mark.kind == "reference":
        return _reference(mark, segment, context)
    return None


def _reference(mark: Held, segment: _Segment, context: Context) -> ReferencePiece | None:
    match = _REFERENCE.fullmatch(mark.content)
    if not match or not (match[2] or match[3]) or (match[1] and not match[2]):
        hint = "Write [[clause-id]], [[clause-id#label]], [[#label]] or [[framework:clause-id]]."
        context.mistake(mark.line, f"“[[{mark.content}]]” is no reference.", hint)
        return None
    return ReferencePiece(
        clause=match[2],
        label=match[3],
        line=mark.line,
        framework=match[1] is not None,
        bare=match[4] is not None,
        strong=segment.strong,
        emphasis=segment.emphasis,
    )
