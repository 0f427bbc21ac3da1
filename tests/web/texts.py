"""Finds texts of pages and programs that are not handed to a translator."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jinja2 import Environment, nodes

TRANSLATED: Final = frozenset({"_", "gettext", "ngettext", "plural", "say", "say_count"})
"""What translates the texts it is given."""

_ASKED_BY_NAME: Final = frozenset({"counted", "url_for", "static_url", "icon", "map", "selectattr", "get"})
_FOR_DEVELOPERS: Final = frozenset({"error", "warning", "info", "compile"})
_NAMES: Final = frozenset({"Syngraph", "Ctrl", "Shift", "Enter", "Esc", "SHA-256", "TBC", "EUR", "–", "Z"})
"""Names and keys that are the same in every language."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_READ: Final = re.compile(r"(?:aria-label|title|placeholder|alt|data-l|label)=\"([^\"]*)\"")
_TEXT: Final = re.compile(r"^[A-ZÄ“][a-zä]+(?:$|[ ,.:…])|[a-z]{2,},? [a-z]+|[a-z]\.$")
_CODE: Final = re.compile(
    r"^ ?[a-z0-9-]+ ?$|^ ?(?:btn|tag|aslink|light) |(?:^| )[a-z]+-[a-z-]+(?: |$)|^[\w-]+=|^[a-z-]+/|; |^/|<|--|\\"
)


def in_template(source: str) -> Iterator[str]:
    """Yield the texts of a template that are not translated."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    data: list[str] = []
    for node in _own(environment.parse(source)):
        if isinstance(node, nodes.TemplateData):
            data.append(node.data)
        elif isinstance(node, nodes.Const) and _is_text(node.value):
            yield node.value
    # What stands in <code> is typed as it is, in every language.
    whole = re.sub(r"<code>.*?</code>", "", "\x01".join(data), flags=re.DOTALL)
    yield from (text for text in _READ.findall(whole) if _words(text))
    yield from (
        text.strip() for text in re.sub(r"<[^<>]*>", "\n", whole).split("\n") if _words(text) and "=" not in text
    )


def in_program(source: str) -> Iterator[str]:
    """Yield the texts of a Python file that are not translated: what looks like a sentence or a heading."""
    tree = ast.parse(source)
    silent = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in TRANSLATED | _ASKED_BY_NAME | _FOR_DEVELOPERS:
            silent.update(ast.walk(node))
        if isinstance(node, ast.Dict):
            silent.update(key for key in node.keys if key is not None)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in silent and _is_text(node.value):
            yield node.value


def files(folder: str, pattern: str) -> list[Path]:
    """Return the files below a folder of the project, in order."""
    return sorted((Path(__file__).resolve().parents[2] / folder).rglob(pattern))


def _own(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and what is in it, without what is translated or names something."""
    if isinstance(node, nodes.Call | nodes.Filter):
        name = (
            node.name if isinstance(node, nodes.Filter) else getattr(node.node, "name", getattr(node.node, "attr", ""))
        )
        if name in TRANSLATED:
            return
        if name in _ASKED_BY_NAME:
            if isinstance(node, nodes.Filter) and node.node is not None:
                yield from _own(node.node)
            return
    yield node
    for child in node.iter_child_nodes():
        yield from _own(child)


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _words(text: str) -> bool:
    return any(word not in _NAMES for word in re.findall(r"[^\W_][\w-]+", text) if _WORD.search(word))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(_TEXT.search(value)) and not _CODE.search(value) and _words(value)
