"""From pieces of a clause to runs: answers in their printed form, blanks where one is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from app.assembly import filters
from app.assembly.filters import Measure
from app.assembly.lookup import find, label_of, question_of
from app.assembly.nodes import Open, Pending
from app.assembly.scope import ClauseScope
from app.model.clause import DefinitionPiece, ExpressionPiece, Piece, ReferencePiece, TextPiece
from app.model.document import Answer, Blank, Term, Text
from app.model.expression import MISSING, UndecidedError, Value

_SPACES = re.compile(r" {2,}")
_SPACE_BEFORE_MARK = re.compile(r" +(?=[.,;:!?)])")


def fill_pieces(scope: ClauseScope, pieces: Sequence[Piece], file: str, *, cell: bool = False) -> list[Open]:
    """Return the runs of a paragraph, item, heading or cell."""
    if len(pieces) == 1 and isinstance(pieces[0], TextPiece):
        return [pieces[0]]
    runs: list[Open] = []
    for piece in pieces:
        match piece:
            case TextPiece():
                runs.append(piece)
            case ReferencePiece():
                runs.append(Pending(piece, scope.clause, f"{file}:{piece.line}"))
            case DefinitionPiece():
                runs.append(Term(piece.opening + piece.term + piece.closing, piece.term, defines=True, strong=True))
            case ExpressionPiece():
                runs.extend(_expression(scope, piece, cell))
    return tidy(runs)


def blank(scope: ClauseScope, key: str, *, cell: bool = False, strong: bool = False, emphasis: bool = False) -> Blank:
    """Return the placeholder for a missing answer, and report it."""
    context = scope.context
    question = question_of(context, key)
    label = label_of(question, key)
    tbc = _is_tbc(scope, key)
    word = context.wording["to_be_confirmed"]
    if tbc:
        context.report("TBC", f"“{label}” is still to be confirmed.", clause=scope.clause, question=key)
    else:
        context.report("STR-04", f"“{label}” is not answered.", clause=scope.clause, question=key)
    text = f"[{word}]" if tbc and cell else f"[{label}: {word}]" if tbc else f"[{label}]"
    return Blank(text, key, strong, emphasis)


def tidy(runs: list[Open]) -> list[Open]:
    """Return the runs with neighbouring texts joined, and without the doubled marks and spaces that filling can leave.

    Only the library's own text is changed: an answer that ends in a full stop takes the place of the sentence's own.
    """
    joined: list[Open] = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text) and _same_style(run, last):
            joined[-1] = Text(last.text + run.text, run.strong, run.emphasis)
        else:
            joined.append(run)
    for index, run in enumerate(joined):
        if isinstance(run, Text):
            text = _spaced(run.text, inside=index > 0)
            before = joined[index - 1] if index else None
            if isinstance(before, Answer):
                text = _without_doubled_mark(before.text, text)
            if text != run.text:
                joined[index] = Text(text, run.strong, run.emphasis)
    return [run for run in joined if not (isinstance(run, Text) and not run.text)]


@lru_cache(maxsize=20_000)
def _spaced(text: str, *, inside: bool) -> str:
    """Return a text with single spaces and none before a mark; what stands first in a paragraph keeps its space."""
    # The texts of a library come again with every assembly.
    text = _SPACES.sub(" ", text)
    return _SPACE_BEFORE_MARK.sub("", text) if inside or not text.startswith(" ") else text


def _without_doubled_mark(answer: str, text: str) -> str:
    end = answer.rstrip()[-1:]
    if text[:1] and ((text[0] == end and end in ".,;:!?") or (text[0] == "." and end in "!?")):
        return text[1:]
    return text


def _same_style(one: Text, other: Text) -> bool:
    return one.strong == other.strong and one.emphasis == other.emphasis


def _is_tbc(scope: ClauseScope, key: str) -> bool:
    if "[" not in key:
        return find(scope.context, tuple(key.split(".")), scope.bound).state == "tbc"
    # A cell is looked up through its row: the loop name with the longest key that begins the cell's.
    rows = [(bound.key, name) for name, bound in scope.bound.items() if bound.key and key.startswith(f"{bound.key}.")]
    if not rows:
        return False
    row, name = max(rows, key=lambda entry: len(entry[0]))
    return find(scope.context, (name, *key[len(row) + 1 :].split(".")), scope.bound).state == "tbc"


def _expression(scope: ClauseScope, piece: ExpressionPiece, cell: bool) -> list[Open]:
    strong, emphasis = piece.strong, piece.emphasis
    try:
        value = piece.expression.value(scope)
    except UndecidedError as error:
        return [blank(scope, error.key, cell=cell, strong=strong, emphasis=emphasis)]
    data = value.data
    if data is MISSING or data is None:
        key = value.key or piece.expression.source
        return [blank(scope, key, cell=cell, strong=strong, emphasis=emphasis)]
    if isinstance(data, Pending):
        return [data]
    if isinstance(data, Measure):
        before, figure, after = data
        parts = [Text(before, strong, emphasis), _run(figure, value.key, piece), Text(after, strong, emphasis)]
        return [part for part in parts if part.text]
    text = _plain(scope, value)
    return [_run(text, value.key, piece)] if text else []


def _run(text: str, key: str | None, piece: ExpressionPiece) -> Answer | Text:
    if key is None:
        return Text(text, piece.strong, piece.emphasis)
    return Answer(text, key, piece.strong, piece.emphasis)


def _plain(scope: ClauseScope, value: Value) -> str:
    data = value.data
    if isinstance(data, str):
        return _worded(scope, value)
    if isinstance(data, bool):
        return scope.context.wording["yes" if data else "no"]
    if isinstance(data, int | float):
        return filters.number_text(scope.context, data)
    if isinstance(data, list | tuple):
        return filters.join(scope.context, [filters.label(scope.context, entry, value.key) for entry in data], "and")
    return filters.label(scope.context, data, value.key)


def _worded(scope: ClauseScope, value: Value) -> str:
    # The value of a choice or a party's id never reaches the page as such.
    question = question_of(scope.context, value.key) if value.key else None
    if question is not None and (question.options or question.type.value == "party"):
        return filters.label(scope.context, value.data, value.key)
    return str(value.data)
