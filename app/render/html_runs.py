"""Runs as HTML: the inside of a paragraph. Whatever was typed is escaped here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape
from typing import Final

from app.model.document import Answer, Blank, Reference, Run, Runs, Term, text_of

_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LINE_BREAK: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_KEPT_SPACE: Final = re.compile(r"^[ \t]|[ \t]$|\t| {2}", re.MULTILINE)
_BOX: Final = re.compile("[☐☑☒]")
_SAFE: Final = re.compile(r"[^A-Za-z0-9._/-]")
_SPACE_BEFORE_TAG: Final = re.compile(r"(?<=[^ >]) (?=<[a-z])")


def html_id(identifier: str) -> str:
    """Return a block id as an HTML id that needs no quoting in a link; different ids stay different."""
    safe = _SAFE.sub(lambda match: f"~{ord(match[0]):x}~", identifier)
    return safe.replace("/", ":")


def plain(runs: Runs) -> str:
    """Return the text of runs, line breaks as spaces, without marks."""
    return _LINE_BREAK.sub(" ", text_of(runs))


@dataclass(frozen=True, slots=True)
class Inline:
    """Writes runs. `targets` are the ids that stand in the same file: only to those a reference becomes a link.

    With `mark_answers` each answer carries its question; `link` gives the address of a question, for blanks.
    """

    targets: Collection[str]
    mark_answers: bool = False
    link: Callable[[str], str] | None = None

    def runs(self, runs: Runs) -> str:
        """Return runs as HTML.

        A space before an element stands alone: WeasyPrint measures the space that ends a text, and where only that
        space does not fit into the line, it breaks the text after its first word.
        """
        return _SPACE_BEFORE_TAG.sub("<span> </span>", "".join(map(self.run, runs)))

    def run(self, run: Run) -> str:
        """Return one run as HTML: its text, inside the elements that say what it is."""
        content = self._text(run)
        if isinstance(run, Term) and run.defines:
            content = f"<dfn>{content}</dfn>"
        elif run.strong:
            content = f"<strong>{content}</strong>"
        if run.emphasis:
            content = f"<em>{content}</em>"
        if isinstance(run, Blank):
            return self._blank(run, content)
        if isinstance(run, Reference) and run.target in self.targets:
            return f'<a href="#{html_id(run.target)}"{_language(run)}>{content}</a>'
        attributes = _language(run)
        if isinstance(run, Answer) and self.mark_answers:
            attributes += f' data-question="{escape(run.question)}"'
        return f"<span{attributes}>{content}</span>" if attributes else content

    def _blank(self, blank: Blank, content: str) -> str:
        attributes = f'class="ph"{_language(blank)}'
        if self.mark_answers and blank.question:
            attributes += f' data-question="{escape(blank.question)}"'
        if self.link and blank.question:
            return f'<a {attributes} href="{escape(self.link(blank.question))}">{content}</a>'
        return f"<span {attributes}>{content}</span>"

    @staticmethod
    def _text(run: Run) -> str:
        text = escape(run.text, quote=False)
        if isinstance(run, Answer):
            # HTML folds spaces; an answer is printed as it was typed.
            spaced = _KEPT_SPACE.search(text) is not None
            text = _LINE_BREAK.sub("<br>", text)
            if spaced:
                text = f'<span class="typed">{text}</span>'
        return _BOX.sub(r'<span class="box">\g<0></span>', text)


def _language(run: Run) -> str:
    attributes = f' lang="{escape(run.lang)}"' if run.lang else ""
    return attributes + (' dir="auto"' if _RIGHT_TO_LEFT.search(run.text) else "")
