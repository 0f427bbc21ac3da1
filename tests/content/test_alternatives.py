"""Every text of the library, printed and read: each alternative of each clause, for two parties and for four."""

from __future__ import annotations

import re

import pytest

from app.model.outline import STANDALONE_CLAUSES
from app.render import text
from tests.content.cases import ANNEX, CONTRACT, Case, assembled, cases, library
from tests.content.reading import clauses, faults, keys_printed, keys_written, style_faults
from tests.content.variants import UNREACHED

NEVER = ("STR-01", "STR-03", "STR-04", "STR-06", "STR-07")
"""Problems that no text may have where the answers fit: undefined terms, broken references, blanks, contradictions."""

HOSTED = {
    placement.clause
    for kind in (CONTRACT, ANNEX)
    for placement in (*library().outlines[kind].placements, *library().outlines[kind].schedules)
} | set(STANDALONE_CLAUSES)
CLAUSES = sorted(HOSTED)
"""The clauses of the framework and its facilities annex; tests/content/test_other_types.py tries those of other types."""


class Unreached:
    """The conditions that are not true in the framework and its annex: what stands under them is not looked for here."""

    def __contains__(self, condition: object) -> bool:
        """Whether a condition is never true, or waits for a clause that only other document types place."""
        named = re.findall(r'(?:placed|placed_here|chosen)\("([^"]+)"', str(condition))
        return condition in UNREACHED or any(name not in HOSTED for name in named)


FOR_TWO = re.compile(r"\b(?:both|either|neither) (?:Participating )?Part(?:y|ies)\b", re.IGNORECASE)
"""Words that are wrong where there are more than two."""


def read(case: Case) -> tuple[list[str], set[str]]:
    """Return what is wrong with a case, and the keys of the blocks that it prints."""
    made, _ = assembled(case)
    found = [
        clause
        for document, clause in clauses(made.bundle)
        if (document.id, clause.source) == (case.document, case.clause)
    ]
    if [clause.alternative for clause in found] != [case.alternative]:
        return [f"{case}: the text is not printed"], set()
    lines = [line.replace("\u00a0", " ") for line in text.clause_lines(found[0])]
    wrong = [f"{case}: {fault}" for line in lines for fault in faults(line) + style_faults(line)]
    if case.parties > 2:
        wrong += [f"{case}: wrong for more than two: {line}" for line in lines if FOR_TWO.search(line)]
    if case.host != "bare":
        wrong += [f"{case}: {one.rule} {one.message}" for one in made.problems if one.rule in NEVER]
    return wrong, keys_printed(found[0])


@pytest.mark.parametrize("name", CLAUSES)
def test_every_text_of_a_clause_is_printed_and_reads_clean(name):
    """Each alternative stands wherever an outline can place it, for 2 and 4 parties, and each paragraph is printed once."""
    clause = library().clauses[name]
    readings = [read(case) for case in cases(clause)]
    keys = set().union(*(printed for _, printed in readings))
    unprinted = [
        f"{clause.file}:{line} is never printed"
        for key, line in keys_written(clause, Unreached()).items()
        if key not in keys
    ]

    wrong = [fault for found, _ in readings for fault in found] + unprinted

    assert not wrong, "\n".join(["", *wrong])
