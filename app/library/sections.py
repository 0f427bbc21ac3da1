"""The text of a clause: its `##` sections, and what holds for the text of each alternative."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from app.library.blocks import read_blocks
from app.library.building import Freezer
from app.library.clause_files import ClauseFile
from app.library.expressions import Context
from app.library.fields import Fields
from app.library.mistakes import listed, nearest
from app.model import walk
from app.model.clause import Alternative, BlockTemplate, Clause, Section

_HEADING: Final = re.compile(r"##(?!#)\s*(.*)")

_Group = tuple[int, str | None, list[tuple[int, str]]]
"""A section before it is read: line and text of its heading (None before the first one), and its numbered lines."""


def read_sections(given: ClauseFile, context: Context, alternatives: tuple[Alternative, ...]) -> tuple[Section, ...]:
    """Return the sections of the text in file order; none for a clause with `based_on`."""
    before, *headed = _groups(given)
    if given.based_on:
        _refuse_text(given, context, (before, *headed))
        return ()
    freezer = Freezer()
    first = read_blocks(before[2], context, freezer)
    if not headed:
        if "alternatives" in given.front.data:
            message = "The text has no “## alternative” lines."
            given.front.mistake("alternatives", message, "Write one above the text of each alternative.")
        return (Section(None, first),)
    if first:
        context.mistake(first[0].line, "Text stands before the first “##” line.", "Write “## *” above it.")
    declared = [alternative.id for alternative in alternatives] if "alternatives" in given.front.data else []
    return tuple(_section(group, declared, context, freezer) for group in headed)


def _groups(given: ClauseFile) -> list[_Group]:
    groups: list[_Group] = [(1, None, [])]
    for number, line in given.lines:
        if match := _HEADING.fullmatch(line):
            groups.append((number, match[1].strip(), []))
        else:
            groups[-1][2].append((number, line))
    return groups


def _refuse_text(given: ClauseFile, context: Context, groups: Iterable[_Group]) -> None:
    if given.front.has("alternatives"):
        message = "A clause with “based_on” takes its alternatives from there."
        given.front.mistake("alternatives", message, "Delete them here.")
    for number, heading, lines in groups:
        first = number if heading is not None else next((at for at, line in lines if line.strip()), None)
        if first is not None:
            context.mistake(first, "A clause with “based_on” has no text of its own.", "Delete the text, or the key.")
            return


def _section(group: _Group, declared: list[str], context: Context, freezer: Freezer) -> Section:
    number, heading, lines = group
    blocks = read_blocks(lines, context, freezer)
    if not blocks:
        context.mistake(number, f"No text follows “## {heading}”.", "Write its text, or delete the line.")
    if heading == "*":
        return Section(None, blocks)
    return Section(frozenset(_named(heading or "", number, declared, context)), blocks)


def _named(heading: str, number: int, declared: list[str], context: Context) -> list[str]:
    """Return the alternatives that a `##` line names."""
    if not heading:
        context.mistake(number, "“##” names no alternative.", "Write “## name”, “## one, two” or “## *”.")
        return []
    if not declared:
        message = f"“## {heading}” stands in a clause without alternatives."
        context.mistake(number, message, "Declare them in the front matter, or delete the line.")
        return []
    names = [name.strip() for name in heading.split(",")]
    for index, name in enumerate(names):
        if name not in declared:
            hint = nearest(name, declared, f"The clause has {listed(declared)}.")
            context.mistake(number, f"“{name}” is no alternative of the clause.", hint)
        elif name in names[:index]:
            context.mistake(number, f"“{name}” stands twice in this line.", "Delete one.")
    return names


# --- what holds for each alternative ----------------------------------------------------------------------------------


def check_text(clause: Clause, front: Fields) -> None:
    """Check each alternative: it has a text, its labels are unique and known, its terms are defined once."""
    for alternative in clause.alternatives:
        blocks = clause.blocks(alternative.id)
        if not blocks:
            key = "alternatives" if front.has("alternatives") else None
            hint = f"Write “## {alternative.id}” and its text." if key else "Write it under the front matter."
            front.mistake(key, f"The alternative “{alternative.id}” has no text.", hint)
            continue
        labels = _once(walk.labels(blocks), "The label “{}” stands here", clause, front, "Choose another.")
        _once(walk.firm_definitions(blocks), "“{}” is defined here", clause, front, "Define it once.")
        for reference in walk.references(blocks):
            if reference.clause is None and reference.label not in labels:
                message = f"The alternative “{alternative.id}” has no label “{reference.label}”."
                hint = nearest(reference.label or "", labels, "Write {#label} at an item.")
                front.notebook.add(clause.file, reference.line, message, hint)
    _check_forms(clause, front)


def _once(found: Iterable[tuple[str, int]], what: str, clause: Clause, front: Fields, hint: str) -> dict[str, int]:
    """Return names with their lines; one that comes a second time is a mistake."""
    lines: dict[str, int] = {}
    for name, line in found:
        if name in lines:
            message = f"{what.format(name)} a second time; the first is in line {lines[name]}."
            front.notebook.add(clause.file, line, message, hint)
        lines.setdefault(name, line)
    return lines


def _check_forms(clause: Clause, front: Fields) -> None:
    """Check that `defines` gives forms of terms that the clause defines."""
    blocks: tuple[BlockTemplate, ...] = tuple(block for section in clause.sections for block in section.blocks)
    defined = {term for term, _ in walk.definitions(blocks)}
    for term in clause.defines:
        if term not in defined:
            hint = nearest(term, defined, f'Write **"{term}"** where it is defined.')
            front.mistake("defines", f"The clause gives forms of “{term}” but does not define it.", hint)
