"""What can be checked only when all clauses and outlines are there: ids, labels and alternatives that others name."""

from __future__ import annotations

from collections.abc import Mapping

from app.library.clauses import ParsedClause
from app.library.mistakes import Notebook, listed, nearest
from app.model import walk
from app.model.clause import Clause, ReferencePiece
from app.model.outline import Outline, Placement


def check(
    clauses: Mapping[str, ParsedClause], outlines: Mapping[str, Outline], known: frozenset[str], notebook: Notebook
) -> None:
    """Write down what clauses and outlines say of clauses that is not so.

    `known` holds the ids of all clause files, whether parsed or not: labels and alternatives are checked for parsed
    ones only.
    """
    checks = _CrossChecks(clauses, known, notebook)
    for parsed in clauses.values():
        checks.front_matter(parsed)
        checks.references(parsed)
        checks.calls(parsed)
    for outline in outlines.values():
        for placement in (*outline.placements, *outline.schedules):
            checks.placement(outline, placement)


class _CrossChecks:
    def __init__(self, clauses: Mapping[str, ParsedClause], known: frozenset[str], notebook: Notebook) -> None:
        self.clauses = {identifier: parsed.clause for identifier, parsed in clauses.items()}
        self.known = known
        self.notebook = notebook
        self.labels = {identifier: _labels(clause) for identifier, clause in self.clauses.items()}

    def front_matter(self, parsed: ParsedClause) -> None:
        """Check the clauses that a front matter names."""
        clause, front = parsed.clause, parsed.front
        for key in ("requires", "excludes", "stands_for", "stricter_than", "based_on"):
            value = getattr(clause, key)
            for name in (value,) if isinstance(value, str) else value or ():
                if key not in front.data:
                    continue
                if name == clause.id:
                    front.mistake(key, f"“{key}” names the clause itself.", "Delete it.")
                elif name not in self.known:
                    front.mistake(key, f"“{key}” names “{name}”, which is no clause.", nearest(name, self.known))
        for name in set(clause.requires) & set(clause.excludes):
            front.mistake("excludes", f"“{name}” is required and excluded.", "Delete one of them.")
        self._circle(parsed)
        replaced = self.clauses.get(clause.stands_for or "")
        if replaced is not None and replaced.protected and replaced.id not in clause.stricter_than:
            message = f"“{replaced.id}” is protected: a clause may stand for it only where it is stricter."
            front.mistake("stands_for", message, f"Write stricter_than: [{replaced.id}] if that is so.")

    def _circle(self, parsed: ParsedClause) -> None:
        seen = [parsed.clause.id]
        base = parsed.clause.based_on
        while base is not None and base in self.clauses:
            if base in seen:
                if base == parsed.clause.id and len(seen) > 1:
                    parsed.front.mistake(
                        "based_on", f"The clauses {listed(seen)} are based on one another.", "Break the circle."
                    )
                return
            seen.append(base)
            base = self.clauses[base].based_on

    def references(self, parsed: ParsedClause) -> None:
        """Check `[[clause#label]]` against the clauses and their labels."""
        if parsed.clause.based_on:
            return
        for section in parsed.clause.sections:
            for reference in walk.references(section.blocks):
                self._reference(parsed.clause, reference)

    def _reference(self, clause: Clause, reference: ReferencePiece) -> None:
        target = reference.clause
        if target is None:
            return
        if target not in self.known:
            message = f"“[[{target}]]” names no clause."
            self.notebook.add(clause.file, reference.line, message, nearest(target, self.known))
        elif reference.label and target in self.labels and reference.label not in self.labels[target]:
            message = f"The clause {target} has no label “{reference.label}”."
            hint = nearest(reference.label, self.labels[target], f"It has {listed(sorted(self.labels[target]))}.")
            self.notebook.add(clause.file, reference.line, message, hint)

    def calls(self, parsed: ParsedClause) -> None:
        """Check `placed("id")` and `chosen("id", "alternative")`."""
        for call in parsed.calls:
            if call.clause not in self.known:
                message = f"“{call.clause}” is no clause."
                self.notebook.add(call.file, call.line, message, nearest(call.clause, self.known))
            elif call.clause in self.clauses:
                self._alternatives(call.file, call.line, call.clause, call.alternatives)

    def _alternatives(self, file: str, line: int, identifier: str, names: tuple[str, ...]) -> None:
        existing = [alternative.id for alternative in self.clauses[identifier].alternatives]
        for name in names:
            if name not in existing:
                hint = nearest(name, existing, f"It has {listed(existing)}.")
                self.notebook.add(file, line, f"“{name}” is no alternative of {identifier}.", hint)

    def placement(self, outline: Outline, placement: Placement) -> None:
        """Check that a placement names a clause, and a default that it has."""
        if not placement.clause:
            return
        if placement.clause not in self.known:
            message = f"“{placement.clause}” is no clause."
            hint = nearest(placement.clause, self.known, "Add its file below clauses/.")
            self.notebook.add(outline.file, placement.line, message, hint)
        elif placement.clause in self.clauses:
            usual = placement.default or self.clauses[placement.clause].default
            self._alternatives(outline.file, placement.line, placement.clause, placement.alternatives)
            if placement.default is not None:
                self._alternatives(outline.file, placement.line, placement.clause, (usual,))
            if not placement.fits(usual):
                message = (
                    f"“{usual}” stands here when nobody chooses, and is not among the alternatives of the placement."
                )
                hint = "Add it to “alternatives”, or write another default."
                self.notebook.add(outline.file, placement.line, message, hint)


def _labels(clause: Clause) -> frozenset[str]:
    return frozenset(label for section in clause.sections for label, _ in walk.labels(section.blocks))
