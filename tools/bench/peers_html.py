"""The contract typed as a page with tags, rendered by Jinja2: what HTML costs without numbers, references or checks."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from app.assembly.number import letter
from tools.bench import lines
from tools.bench.lines import Line, Signatures, Table
from tools.bench.workload import Contract, Data

_TAG: Final = {"Heading 1": "h1", "Clause": "h2", "Caption": "h3"}


class HtmlPeer:
    """A template typed once, with every number typed too."""

    def __init__(self, folder: Path, contract: Contract) -> None:
        self.path = folder / "typed.html"
        self.contract = contract

    def make_template(self, data: Data) -> None:
        """Write the template. No answer of `data` is written into it."""
        typed: list[str] = []
        counter = _Counter()
        everything = lines.lines(self.contract, data, lines.tagged)
        for flag, group in groupby(everything, key=lambda line: line.flag if isinstance(line, Line) else None):
            typed += [f"{{% if f[{flag}] %}}"] if flag is not None else []
            typed += [_typed(line, counter) for line in group]
            typed += ["{% endif %}"] if flag is not None else []
        title = escape(self.contract.title)
        page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>\n" + "\n".join(typed) + "</body></html>"
        self.path.write_text(page, encoding="utf-8")

    def typed(self, data: Data) -> bytes:
        """Return the page. The template is read and compiled each time, as docxtpl does with its own."""
        import jinja2

        environment = jinja2.Environment(autoescape=True)
        template = environment.from_string(self.path.read_text(encoding="utf-8"))
        return template.render(lines.context(data)).encode()


class _Counter:
    """Counts clauses, sub-clauses, items and schedules, and begins anew with each annex."""

    def __init__(self) -> None:
        self.clause = self.sub = self.item = self.schedule = 0

    def number(self, line: Line) -> str:
        """Return what stands before a line."""
        if re.fullmatch(r"Annex \d+", line.text):
            self.clause = self.schedule = 0
        if line.style == "Clause":
            self.clause, self.sub = self.clause + 1, 0
            return f"{self.clause} "
        if line.style == "Subclause":
            self.sub, self.item = self.sub + 1, 0
            return f"{self.clause}.{self.sub} "
        if line.style == "Item":
            self.item += 1
            return f"({letter(self.item)}) "
        if line.style == "Caption":
            self.schedule += 1
            return f"Schedule {self.schedule} "
        return ""


def _typed(line: Any, counter: _Counter) -> str:
    if isinstance(line, Table):
        head = "".join(f"<th>{escape(text)}</th>" for text in line.head)
        cells = "".join(f"<td>{_tag(pattern, 'r')}</td>" for pattern in line.cells)
        rows = f"{{% for r in {line.rows} %}}<tr>{cells}</tr>{{% endfor %}}"
        return f"<table><tr>{head}</tr>{rows}</table>"
    if isinstance(line, Signatures):
        party = {"legal_name": "{legal_name}", "contact": "{contact}"}
        block = "".join(f"<p>{_tag(text, 'p')}</p>" for text in lines.signature(party, once=line.once))
        before = "<p>Signed for and on behalf of</p>" if line.once else ""
        return f"{before}{{% for p in parties %}}{block}{{% endfor %}}"
    tag = _TAG.get(line.style, "p")
    runs = "".join(f"<strong>{escape(text)}</strong>" if bold else escape(text) for text, bold in line.runs)
    return f"<{tag}>{counter.number(line)}{runs}</{tag}>"


def _tag(pattern: str, name: str) -> str:
    return re.sub(r"\{(\w+)\}", rf"{{{{ {name}.\1 }}}}", pattern)
