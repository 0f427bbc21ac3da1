"""Expressions: Jinja2's grammar, a small part of it, checked and compiled once when the library loads.

`compile_expression` parses with Jinja2's own parser in a sandbox whose globals, filters and tests are emptied, refuses
everything outside the allow-list (expression_check), and builds closures (expression_closures). Nothing is ever
evaluated by Jinja2 itself.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.library import expression_check, expression_closures
from app.library.expression_ground import Allowed, Checked, ClauseCall
from app.library.mistakes import Notebook
from app.library.shapes import Names, Shape
from app.model.expression import Expression, Scope

LONGEST: Final = 300
"""Characters that an expression may have."""

_NAME_ONLY: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_WORDS: Final = frozenset({"and", "or", "not", "in", "is", "if", "else", "true", "false", "none"})


def _sandbox() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=False)
    for table in (environment.globals, environment.filters, environment.tests):
        table.clear()
    return environment


_ENVIRONMENT: Final = _sandbox()


@dataclass(slots=True)
class Context:
    """Where an expression stands: which names it may use, and where its mistakes are written down.

    `loops` maps the names of the loops around it to the shape of their rows. `calls` collects what it says of other
    clauses (`placed`, `chosen`), to be checked once all clauses are known. `used` collects the keys of questions.
    """

    file: str
    names: Names
    notebook: Notebook
    alternatives: tuple[str, ...] = ()
    language: str = "en"
    plain_shall: bool = True
    loops: dict[str, Shape] = field(default_factory=dict)
    calls: list[ClauseCall] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    @property
    def incomplete(self) -> bool:
        """Whether some names may be unknown only because a file could not be read."""
        return self.notebook.incomplete

    def inside(self, loop: str, row: Shape) -> Context:
        """Return the context inside `::: each LOOP in …`."""
        return replace(self, loops={**self.loops, loop: row})

    def mistake(self, line: int, message: str, hint: str = "") -> None:
        """Write down a mistake in this file."""
        self.notebook.add(self.file, line, message, hint)


def compile_expression(source: str, line: int, context: Context, allowed: Allowed) -> Expression | None:
    """Return the compiled expression, or None after its mistakes were written down.

    `allowed` tells what kind of place it stands in: a text, a condition in a text, a rule of inclusion, or `each … in`.
    """
    return compiled(source, line, context, allowed)[0]


def compiled(source: str, line: int, context: Context, allowed: Allowed) -> tuple[Expression | None, Shape | None]:
    """Return the compiled expression and the shape of what it yields; (None, None) after a mistake."""
    source = source.strip()
    root = _parse_or_note(source, line, context)
    if root is None:
        return None, None
    checked = expression_check.check(root, context, allowed)
    for problem, hint in checked.problems:
        context.mistake(line, f"In “{_short(source)}”: {problem}", hint)
    if checked.problems:
        return None, None
    return _built(source, line, context, root, checked), checked.shape


def _built(source: str, line: int, context: Context, root: nodes.Node, checked: Checked) -> Expression:
    context.calls.extend(replace(call, file=context.file, line=line) for call in checked.calls)
    context.used.update(checked.questions)
    build = expression_closures.Builder(context.language)
    is_name = source in checked.names
    return Expression(
        source=source,
        file=context.file,
        line=line,
        names=frozenset(checked.names),
        value=build.value(root),
        truth=build.truth(root),
        data=build.data(root),
        path=tuple(source.split(".")) if is_name else None,
    )


def known_expression(
    source: str, file: str, line: int, *, names: frozenset[str], path: tuple[str, ...] | None, language: str
) -> Expression:
    """Return an expression that was checked when its library was first loaded; it is parsed when it is first asked."""
    value, truth, data = (functools.partial(_asked, source, language, which) for which in range(3))
    return Expression(source, file, line, names, value=value, truth=truth, data=data, path=path)


def _asked(source: str, language: str, which: int, scope: Scope) -> Any:
    return _closures(source, language)[which](scope)


@functools.lru_cache(maxsize=8192)
def _closures(
    source: str, language: str
) -> tuple[expression_closures.Printed, expression_closures.Truth, expression_closures.Data]:
    root, build = parse(source), expression_closures.Builder(language)
    return build.value(root), build.truth(root), build.data(root)


def _parse_or_note(source: str, line: int, context: Context) -> nodes.Node | None:
    if not source:
        context.mistake(line, "An expression is empty.", "Write a name between “{{” and “}}”.")
        return None
    if len(source) > LONGEST:
        message = f"An expression has {len(source)} characters; {LONGEST} are the limit."
        context.mistake(line, message, "Split the text with “::: when”.")
        return None
    if "\\" in source:
        context.mistake(
            line, f"In “{_short(source)}”: a backslash has no meaning here.", "Use the other kind of quotation marks."
        )
        return None
    try:
        return parse(source)
    except TemplateSyntaxError as error:
        context.mistake(
            line, f"“{_short(source)}” cannot be read: {_plain(error.message)}.", "Check quotation marks and brackets."
        )
    except (RecursionError, ValueError, OverflowError, MemoryError):
        context.mistake(line, f"“{_short(source)}” is nested too deeply.", "Make it shorter.")
    return None


@functools.lru_cache(maxsize=4096)
def parse(source: str) -> nodes.Node:
    """Return Jinja2's tree of an expression. Most are a single name, for which the parser is not needed."""
    if _NAME_ONLY.fullmatch(source) and source not in _WORDS:
        first, *rest = source.split(".")
        if not _WORDS.intersection((first, *rest)):
            node: nodes.Expr = nodes.Name(first, "load")
            for attribute in rest:
                node = nodes.Getattr(node, attribute, "load")
            return node
    parser = Parser(_ENVIRONMENT, source, state="variable")
    root = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError(f"nothing was expected at “{parser.stream.current.value}”", 1)
    return root


def _plain(message: str | None) -> str:
    return (message or "it is not complete").rstrip(".").replace("end of template", "its end")


def _short(source: str) -> str:
    return source if len(source) <= 60 else source[:57] + "…"
