"""The JSON format."""

from __future__ import annotations

import json

import pytest

from app.model import tree_json
from tests.render.reading import written
from tests.render.trees import SAMPLES


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_tree_loads_back_equal_to_what_was_written(sample):
    assert tree_json.from_json(json.loads(written(sample, "json"))) == SAMPLES[sample]


def test_keys_are_sorted_and_the_schema_version_is_named():
    data = json.loads(written("contract", "json"), object_pairs_hook=list)
    keys = [key for key, _ in data]

    assert keys == sorted(keys)
    assert dict(data)["schema"] == 1


def test_letters_stand_as_themselves():
    assert "Fundació BioRibera de Catalunya".encode() in written("contract", "json")
