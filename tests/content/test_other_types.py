"""Every text of every document type, in the samples of that type: chosen, printed and read."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.interview import alternatives_of
from app.render import text
from app.services.assembling import assemble_answers
from tests.content.cases import DAY, SAMPLES, library, printed, sample
from tests.content.reading import clauses, faults

NEVER = ("STR-01", "STR-03")
"""Problems that no text may bring along, whatever was chosen: undefined terms, broken references."""

TRIED_ALREADY = ("model-contract", "annex-fp")
"""The types whose texts tests/content/test_alternatives.py reads in every way."""

TYPES = sorted({path.parents[1].name for path in SAMPLES.values()} - set(TRIED_ALREADY) - set(library().bundles))


def _samples(kind: str) -> list[dict[str, Any]]:
    return [sample(name) for name, path in SAMPLES.items() if path.parents[1].name == kind]


@pytest.mark.parametrize("kind", TYPES)
def test_every_text_of_a_document_type_can_be_chosen_and_reads_clean(kind: str) -> None:
    """Each alternative of each clause prints in the first sample of its type, without residue or broken reference."""
    base = _samples(kind)[0]
    outline = library().outlines[kind]
    wrong = []
    for placement in (*outline.placements, *outline.schedules):
        for alternative in alternatives_of(outline, library())[placement.clause]:
            raw = copy.deepcopy(base)
            raw.setdefault("choices", {})[placement.clause] = alternative.id
            made, _ = printed(raw)
            case = f"{placement.clause}.{alternative.id}"
            # A text for other facts than the sample's is reported as such, and may miss what those facts would bring.
            fits = alternative.id != "inherit" and "STR-06" not in {one.rule for one in made.problems}
            wrong += [f"{case}: {one.message}" for one in made.problems if fits and one.rule in NEVER]
            for _, clause in clauses(made.bundle):
                if clause.source == placement.clause:
                    wrong += [f"{case}: {fault}" for line in text.clause_lines(clause) for fault in faults(line)]

    assert wrong == []


@pytest.mark.parametrize("kind", TYPES)
def test_a_document_type_has_a_sample_without_errors(kind: str) -> None:
    """At least one sample of each type can be made final."""
    errors = [assemble_answers(library(), printed(raw)[1], DAY, final=True).errors for raw in _samples(kind)]

    assert () in errors
