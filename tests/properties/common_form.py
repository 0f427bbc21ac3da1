"""The tree as Common Form (commonform.org): contracts as data, in which terms, uses, references and blanks are marks.

Only what its linter judges is exported: a term is defined and used by name, a reference names a heading. Every numbered
block becomes a child with its id as heading, because that is what our references point at. Text is cut down to what
Common Form allows: printable ASCII, single spaces, none at the ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from app.model import document as tree

Form = dict[str, Any]

_NOT_PLAIN = re.compile(r"[^\x21-\x7e]+")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9./@#-]+")
"""The linter makes a regular expression of each name and escapes nothing."""


def form_of(bundle: tree.Bundle, identifier: str) -> Form:
    """Return one document of a bundle as a form; an annex comes with its framework, whose terms and clauses it uses."""
    document = bundle.document(identifier)
    assert document is not None
    documents = [bundle.documents[0], document] if document.number else [document]
    return {"content": [_child(one.id, _document(one)) for one in documents]}


def headings(form: Form) -> Iterator[str]:
    """Yield every heading of a form."""
    for part in form["content"]:
        if isinstance(part, dict) and "form" in part:
            if "heading" in part:
                yield part["heading"]
            yield from headings(part["form"])


def _document(document: tree.Document) -> list[Any]:
    return [_child(clause.id, _blocks(clause.blocks)) for part in document.parts for clause in part.clauses]


def _blocks(blocks: Sequence[tree.Block]) -> list[Any]:
    return [_child(block.id, _block(block)) for block in blocks]


def _block(block: tree.Block) -> list[Any]:
    if isinstance(block, tree.Table):
        cells = [cell for row in (block.head, *(row.cells for row in block.rows)) for cell in row]
        return [{"form": {"content": content}} for cell in cells if (content := _runs(cell))]
    inner = _blocks(block.blocks) if isinstance(block, tree.Item | tree.Bullet) else []
    return _runs(block.runs) + inner


def _runs(runs: tree.Runs) -> list[Any]:
    """Return runs as text and marks; texts that would stand side by side are one."""
    content: list[Any] = []
    for run in runs:
        mark = _mark(run)
        if isinstance(mark, str):
            mark = (content.pop() if content and isinstance(content[-1], str) else "") + mark
        if mark:
            content.append(mark)
    if content and isinstance(content[0], str):
        content[0] = content[0].lstrip()
    if content and isinstance(content[-1], str):
        content[-1] = content[-1].rstrip()
    return [part for part in content if part]


def _mark(run: tree.Run) -> Any:
    match run:
        case tree.Term(defines=True):
            return {"definition": name(run.term)}
        case tree.Term():
            return {"use": name(run.term)}
        case tree.Reference():
            return {"reference": name(run.target)}
        case tree.Blank():
            return {"blank": ""}
        case _:
            return _plain(run.text)


def _child(identifier: str, content: list[Any]) -> Form:
    return {"heading": name(identifier), "form": {"content": content or ["Nothing."]}}


def name(text: str) -> str:
    """Return a heading or term in the letters of Common Form; different texts stay different."""
    codes = _NOT_IN_NAMES.sub(lambda found: "".join(map(_code, found[0])), text)
    return " ".join(codes.split())


def _code(letter: str) -> str:
    return f" u{ord(letter):x} " if letter != " " else " "


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r" +", " ", _NOT_PLAIN.sub(" ", letters))
