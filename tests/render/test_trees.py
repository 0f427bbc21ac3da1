"""The sample trees themselves: what the tests of the formats rest on."""

from __future__ import annotations

import pytest

from app.model.document import Reference
from app.model.tree_json import from_json, to_json
from tests.render.drafts import all_runs, labels
from tests.render.trees import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_typed_references_say_the_label_of_their_target(name: str) -> None:
    """A reference typed in a sample carries the number that its target has."""
    known = labels(SAMPLES[name])
    for run in all_runs(SAMPLES[name]):
        if isinstance(run, Reference) and run.target in known:
            assert known[run.target].split("\u00a0")[-1] == run.number


@pytest.mark.parametrize("name", SAMPLES)
def test_ids_are_unique_in_a_sample(name: str) -> None:
    """No two clauses or blocks of a sample share an id."""
    found = list(labels(SAMPLES[name]))
    assert len(found) == len(set(found))
    assert from_json(to_json(SAMPLES[name])) == SAMPLES[name]
