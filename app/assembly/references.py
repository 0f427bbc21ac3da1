"""Cross-references: the number of what they point at, or a visible placeholder and STR-03."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.assembly.context import Context
from app.assembly.filters import GLUE
from app.assembly.nodes import FilledClause, Pending
from app.assembly.select import why_absent
from app.model import walk
from app.model.clause import WhenTemplate
from app.model.document import Blank, Reference, Run, Text
from app.model.message import say

_MARK = "\0"


@dataclass(frozen=True, slots=True)
class References:
    """Resolves the references of one document against its own clauses and those of its framework."""

    context: Context
    own: Mapping[str, FilledClause]
    framework: Mapping[str, FilledClause]

    def resolve(self, pending: Pending) -> list[Run]:
        """Return the runs of one reference; reports STR-03 where its target is not in the document."""
        piece = pending.piece
        name = piece.clause or pending.clause
        target = None if piece.framework else self.own.get(name)
        # Where an annex prints only that the framework's clause applies, its sub-clauses are the framework's.
        if target is not None and not (piece.label and target.chosen and target.chosen.inherited):
            return self._to(target, pending, "")
        framework = self.context.framework
        if framework is not None:
            after = " " + self.context.wording["of_the_framework"]
            target = self.framework.get(name)
            if target is not None:
                return self._to(target, pending, after)
            if not self.context.known_framework and framework.holds(name) is not None:
                return self._by_heading(name, pending, after)
        return [self._broken(name, pending)]

    def _to(self, target: FilledClause, pending: Pending, after: str) -> list[Run]:
        piece = pending.piece
        strong, emphasis = piece.strong, piece.emphasis
        if piece.label is None or target.origin == "own":
            before, number = self._clause_number(target, piece.bare)
            return [Reference(target.id, before, number, after, strong, emphasis)]
        found = target.labels.get(piece.label)
        if found is None:
            return [self._broken_label(target, piece.label, pending)]
        identifier, number = found
        words = self.context.wording
        if target.layout == "schedule":
            tail = f" {words['of_annex'].format(annex=_glued(target.number))}{after}"
            return [
                Reference(identifier, "" if piece.bare else words["paragraph"] + GLUE, number, tail, strong, emphasis)
            ]
        word = {"recitals": words["recital"] + GLUE, "parties": ""}.get(target.layout, words["clause"] + GLUE)
        return [Reference(identifier, "" if piece.bare else word, number, after, strong, emphasis)]

    def _clause_number(self, target: FilledClause, bare: bool) -> tuple[str, str]:
        words = self.context.wording
        if target.layout == "schedule":
            number = target.number.rpartition(" ")[2]
            return "" if bare else words["schedule"] + GLUE, number
        if target.layout == "clause":
            return "" if bare else words["clause"] + GLUE, target.number
        return words["heading_reference"].format(title=self._title(target.source)), ""

    def _by_heading(self, name: str, pending: Pending, after: str) -> list[Run]:
        title = self._title(name)
        self.context.report(
            "STR-15",
            say(
                "The text refers to “{title}” of the framework by its heading, because only the framework's"
                " reference and date are at hand.",
                title=title,
            ),
            clause=pending.clause,
            place=pending.place,
        )
        return [Text(self.context.wording["heading_reference"].format(title=title) + after)]

    def _broken(self, name: str, pending: Pending) -> Blank:
        title = self._title(name)
        self.context.report(
            "STR-03",
            say(
                "The text refers to “{title}” ({name}), which is not in the document: {why_absent}.",
                title=title,
                name=name,
                why_absent=why_absent(self.context, name),
            ),
            clause=pending.clause,
            place=pending.place,
        )
        return Blank(f"[{self.context.wording['left_out'].format(title=title)}]")

    def _broken_label(self, target: FilledClause, label: str, pending: Pending) -> Blank:
        title = self._title(target.source)
        rule = _rule_around(target, label)
        reason = (
            say("it stands under “{rule}”, which does not apply", rule=rule)
            if rule
            else say("the chosen text does not hold it")
        )
        self.context.report(
            "STR-03",
            say(
                "The text refers to a sub-clause of “{title}” ({source}#{label}) that is not in the"
                " document: {reason}.",
                title=title,
                source=target.source,
                label=label,
                reason=reason,
            ),
            clause=pending.clause,
            place=pending.place,
        )
        return Blank(f"[{self.context.wording['left_out'].format(title=title)}]")

    def _title(self, name: str) -> str:
        return self.context.library.clauses[name].plain_title


def _glued(text: str) -> str:
    return text.replace(" ", GLUE)


def _rule_around(target: FilledClause, label: str) -> str:
    """Return the condition that the label stands under, in any alternative of the clause."""
    if target.chosen is None:
        return ""
    sections = target.chosen.clause.sections
    return next((rule for section in sections for rule in _rules(section.blocks, label, "")), "")


def _rules(blocks: Iterable[walk.AnyBlock], label: str, rule: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case WhenTemplate():
                yield from _rules(block.then, label, block.condition.source)
                yield from _rules(block.otherwise, label, say("otherwise of {source}", source=block.condition.source))
            case _:
                if rule and label in {name for name, _ in walk.labels([block])}:
                    yield rule
                yield from _rules(walk.inner(block), label, rule)
