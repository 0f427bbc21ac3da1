"""The tree as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import document as tree
from app.model.tree_json import from_json, to_json

texts = st.text(max_size=20)
runs = st.lists(
    st.one_of(
        st.builds(tree.Text, texts, st.booleans(), st.booleans()),
        st.builds(tree.Answer, texts, texts),
        st.builds(tree.Term, texts, texts, st.booleans()),
        st.builds(tree.Reference, texts, texts, texts, texts),
        st.builds(tree.Blank, texts, texts),
    ),
    max_size=4,
).map(tuple)
leaves = st.one_of(
    st.builds(tree.Paragraph, texts, runs),
    st.builds(
        tree.Table,
        texts,
        st.tuples(runs, runs),
        st.just(("left", "right")),
        st.lists(st.builds(tree.Row, texts, st.tuples(runs, runs)), max_size=3).map(tuple),
    ),
)
blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(tree.Item, texts, st.integers(2, 4), texts, texts, runs, st.lists(inner, max_size=3).map(tuple)),
        st.builds(tree.Bullet, texts, runs, st.integers(0, 3), st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


def bundle_of(content: tuple[tree.Block, ...]) -> tree.Bundle:
    clause = tree.Clause("main/x", "x", "standard", "clause", "1", (tree.Text("Title"),), content)
    document = tree.Document(
        "main", "t", "T", "T", (), "", "R-1", "1", "draft", "2027-03-01", "en", "T", (),
        (tree.Part("terms", "terms", "", (), (clause,)),), (tree.ClauseSource("x", "standard", "0", "unreviewed"),),
    )  # fmt: skip
    return tree.Bundle((document,), "digest")


@given(st.lists(blocks, max_size=4).map(tuple))
def test_a_tree_loads_back_equal_from_json(content: tuple[tree.Block, ...]) -> None:
    """Whatever blocks a bundle holds, its JSON form loads back to an equal bundle."""
    bundle = bundle_of(content)

    assert from_json(json.loads(json.dumps(to_json(bundle)))) == bundle


def test_a_tree_of_another_schema_is_refused() -> None:
    """A tree stored by a newer version is refused with both schema numbers, not half read."""
    data = {**to_json(bundle_of(())), "schema": 99}

    with pytest.raises(ValueError, match="schema 99; this version reads schema 1"):
        from_json(data)


@pytest.mark.parametrize("data", [{"schema": 1, "is": "Nothing"}, {"schema": 1, "is": "Bundle"}])
def test_json_that_is_no_tree_is_refused(data: dict[str, object]) -> None:
    """JSON of an unknown class, or without what a bundle needs, is refused in words."""
    with pytest.raises(ValueError, match=r"unknown class|incomplete"):
        from_json(data)
