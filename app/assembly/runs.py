"""From pieces of a clause to runs: answers in their printed form, blanks where one is missing."""

from __future__ import annotations

from collections.abc import Sequence

from app.assembly import filters
from app.assembly.filters import Measure
from app.assembly.lookup import Bound, Rows, find, inherits, label_at, question_of, row_id
from app.assembly.nodes import Open, Pending
from app.assembly.scope import ClauseScope
from app.model import message
from app.model.clause import ExpressionPiece, Piece, ReferencePiece, TextPiece
from app.model.document import Answer, Blank, Term, Text
from app.model.expression import MISSING, Value
from app.model.message import say
from app.model.question import QuestionType
from app.model.spacing import spaced

_MARKS = frozenset(".,;:!?")


def fill_pieces(scope: ClauseScope, pieces: Sequence[Piece], file: str, *, cell: bool = False) -> list[Open]:
    """Return the runs of a paragraph, item, heading or cell."""
    runs: list[Open] = []
    in_order = True
    for piece in pieces:
        if isinstance(piece, TextPiece):
            if piece.text[:1] in _MARKS and runs and _ends_in_mark(runs[-1]):
                in_order = False
            runs.append(piece)
        elif isinstance(piece, ExpressionPiece):
            printed = _expression(scope, piece, cell)
            if len(printed) != 1 or type(printed[0]) is not Answer:
                in_order = False
            runs += printed
        elif isinstance(piece, ReferencePiece):
            runs.append(Pending(piece, scope.clause, f"{file}:{piece.line}"))
        else:
            runs.append(Term(piece.opening + piece.term + piece.closing, piece.term, defines=True, strong=True))
    # The texts of the library are in order; only what was printed between them can upset that.
    return runs if in_order else tidy(runs)


def blank(scope: ClauseScope, key: str, *, cell: bool = False, strong: bool = False, emphasis: bool = False) -> Blank:
    """Return the placeholder for a missing answer, and report it."""
    context = scope.context
    label = label_at(context, key)
    tbc = _is_tbc(scope, key)
    word = context.wording["to_be_confirmed"]
    if tbc:
        context.report(
            "TBC",
            say("“{question}” is still to be confirmed.", question=message.label(label)),
            clause=scope.clause,
            question=key,
        )
    else:
        context.report(
            "STR-04",
            say("“{question}” is not answered.", question=message.label(label)),
            clause=scope.clause,
            question=key,
        )
    text = f"[{word}]" if tbc and cell else f"[{label}: {word}]" if tbc else f"[{label}]"
    return Blank(text, key, strong, emphasis)


def tidy(runs: list[Open]) -> list[Open]:
    """Return the runs with neighbouring texts joined, and without the doubled marks and spaces that filling can leave.

    Only the library's own text is changed: an answer that ends in a full stop takes the place of the sentence's own.
    """
    joined: list[Open] = []
    last: Open | None = None
    for run in runs:
        if isinstance(run, Blank) and isinstance(last, Blank) and run.question and run.question == last.question:
            continue  # An article and its noun that wait for the same answer are one blank.
        if isinstance(run, Text) and isinstance(last, Text) and _same_style(run, last):
            joined[-1] = last = Text(last.text + run.text, run.strong, run.emphasis)
        else:
            joined.append(run)
            last = run
    before: Open | None = None
    for index, run in enumerate(joined):
        if isinstance(run, Text):
            # What prints nothing at the beginning leaves the space after it.
            text = spaced(run.text if index else run.text.lstrip(" "), True)
            if isinstance(before, Answer):
                text = without_doubled_mark(before.text, text)
            if text != run.text:
                joined[index] = Text(text, run.strong, run.emphasis)
        before = run
    return [run for run in joined if not isinstance(run, Text) or run.text]


def _ends_in_mark(run: Open) -> bool:
    return isinstance(run, Answer) and run.text.rstrip()[-1:] in _MARKS


def without_doubled_mark(answer: str, text: str) -> str:
    """Return the library's text after an answer, without a mark that the answer brings itself."""
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
        return _is_tbc_in_its_row(scope, key)
    row, name = max(rows, key=lambda entry: len(entry[0]))
    return find(scope.context, (name, *key[len(row) + 1 :].split(".")), scope.bound).state == "tbc"


def _is_tbc_in_its_row(scope: ClauseScope, key: str) -> bool:
    """Whether a cell is to be confirmed that no loop stands at: a condition asked for all rows of its list at once."""
    name, _, rest = key.partition("[")
    identifier, _, field = rest.partition("].")
    rows = find(scope.context, tuple(name.split(".")), {}).data
    for number, row in enumerate(rows if isinstance(rows, Rows) else (), start=1):
        if row_id(row, number) == identifier:
            return find(scope.context, ("row", *field.split(".")), {"row": Bound(row, None)}).state == "tbc"
    return False


def _expression(scope: ClauseScope, piece: ExpressionPiece, cell: bool) -> list[Open]:
    path = piece.expression.path
    if path is None or path[0] in scope.bound:
        return _evaluated(scope, piece, cell)
    # What a plain name prints stays the same in a document.
    context = scope.context
    mark = (path, piece.strong, piece.emphasis, cell) if piece.strong or piece.emphasis or cell else path
    known = context.printed.get(mark)
    if known is None:
        known = _as_in_framework(scope, path, mark)
        if known is None:
            known = _evaluated(scope, piece, cell), context.looked_up[path][1]
        context.printed[mark] = known
    scope.note(known[1])
    return known[0]


def _as_in_framework(
    scope: ClauseScope, path: tuple[str, ...], mark: tuple[object, ...]
) -> tuple[list[Open], str] | None:
    """Return what the framework printed for a name, where the annex prints the same.

    That is so for texts, choices and parties; how figures and lists read depends on the language of a document.
    """
    framework = scope.context.framework
    known: tuple[list[Open], str] | None = framework.printed.get(mark) if framework is not None else None
    if framework is None or known is None or not inherits(scope.context, path):
        return None
    found, root = framework.looked_up[path]
    if found.state not in ("given", "inherited") or not isinstance(found.data, str):
        return None
    scope.context.use(root, scope.clause, "inherited")
    return known


def _evaluated(scope: ClauseScope, piece: ExpressionPiece, cell: bool) -> list[Open]:
    strong, emphasis = piece.strong, piece.emphasis
    value = piece.expression.value(scope)
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
    if question is not None and (question.options or question.type is QuestionType.PARTY):
        return filters.label(scope.context, value.data, value.key)
    return str(value.data)
