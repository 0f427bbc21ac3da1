"""Write the index of consistency rules, docs/rules.md, from the rules themselves.

    python tools/rules_index.py

Rules live in app/review; a test compares the index with them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.library import load_library  # noqa: E402
from app.model.finding import Rule  # noqa: E402
from app.review import rules_of  # noqa: E402

INDEX = ROOT / "docs" / "rules.md"
FAMILIES = {
    "STR": "Structure and terms",
    "INT": "Answers",
    "PAR": "Parties",
    "TIM": "Times",
    "GOV": "Committees",
    "MON": "Money and risk",
    "DAT": "Personal data, samples, ethics",
    "IPR": "Intellectual property",
    "LAW": "Law, forum, parties abroad",
    "NOB": "Documents that do not bind",
    "LIG": "Light contracts",
    "WOR": "Work orders",
    "PRJ": "The plan of a project",
    "FAC": "Facilities",
    "HR": "People",
    "CMP": "Competition",
    "PRM": "Promotion",
    "SIG": "Signature",
    "SUB": "Sharing subjects",
    "CST": "What countries and kinds of parties ask",
    "REF": "Reference data",
}
"""The families in the order of the index, each with its title."""

_HEAD = """# Consistency rules

Written by `python tools/rules_index.py`; do not edit it by hand.

A rule looks at the answers and at the assembled documents, and finds what does not fit together. An **error** blocks a
final, never a draft. A **warning** asks a lawyer to look. A **hint** tells something worth knowing. Where a rule finds
things of different weight, the text says so, and each finding carries its own. Rules read facts that change with time
(treaties, adequacy decisions, institutions, forms of numbers) from `contract_templates/_house/reference.yaml`. The
families CST and OWN, and SUB from 20 on, are data: an office adds its own in
`contract_templates/_house/constraints.yaml` (see [writing-clauses.md](writing-clauses.md#constraints)).
"""


def index() -> str:
    """Return the text of the index. Raises KeyError for a rule of an unknown family."""
    order = list(FAMILIES)
    rules = sorted(rules_of(load_library(ROOT, only=())), key=lambda rule: (order.index(family(rule)), rule.id))
    parts = [_HEAD, f"There are {len(rules)} rules.\n"]
    parts += ["\n".join(_table(name, group)) for name, group in groupby(rules, family)]
    return "\n".join(parts)


def family(rule: Rule) -> str:
    """Return the letters that a rule's id begins with."""
    return rule.id.partition("-")[0]


def _table(name: str, rules: Iterator[Rule]) -> Iterator[str]:
    yield f"## {FAMILIES[name]} ({name})\n"
    yield "| Rule | Weight | What is found | How it is mended |"
    yield "|:-----|:-------|:--------------|:-----------------|"
    for rule in rules:
        yield f"| {rule.id} | {rule.severity} | {_cell(rule.message)} | {_cell(rule.remedy)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the index, and say so where it has changed."""
    text = index()
    if not INDEX.is_file() or INDEX.read_text("utf-8") != text:
        INDEX.write_text(text, "utf-8", newline="\n")
        print(f"written {INDEX.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
