"""Bundles: documents that are begun together."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.library import load_library
from tests.build import library_of, make_library
from tests.library.reading import mistakes_of, says

CLAUSES = {"gen-law": "Law.", "hr-x": "Text."}
HEAD = "title: T\nname: T\nnoun: T\nbinding_level: light\nparts: [{id: t, title: '', placements: [hr-x]}]\n"
BUNDLE = """\
id: plan
title: Plan
name: Plan
kind: bundle
situation: Begin
summary: Both at once.
framework: agreement
annexes: [annex-x]
"""
OUTLINES = {
    "agreement": ["gen-law"],
    "annex-x": f"id: annex-x\nkind: annex\nmodes: [joined]\n{HEAD}",
    "annex-alone": f"id: annex-alone\nkind: annex\nmodes: [standalone]\n{HEAD}",
    "plan": BUNDLE,
}


def test_a_bundle_names_its_framework_and_annexes(tmp_path: Path) -> None:
    """It is no outline: it places nothing itself."""
    library = library_of(tmp_path, CLAUSES, OUTLINES)

    assert (library.bundles["plan"].framework, library.bundles["plan"].annexes) == ("agreement", ("annex-x",))
    assert "plan" not in library.outlines


def test_who_wants_only_the_bundle_gets_all_its_documents(tmp_path: Path) -> None:
    """The documents that it begins are loaded with it, and no others."""
    make_library(tmp_path, CLAUSES, OUTLINES)

    library = load_library(tmp_path, only=["plan"])

    assert set(library.outlines) == {"agreement", "annex-x"}
    assert set(library.bundles) == {"plan"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("framework: agreement", "framework: agrement", "“agrement” is no document type"),
        ("framework: agreement", "framework: annex-x", "“annex-x” is not of the kind “agreement”"),
        ("[annex-x]", "[agreement]", "“agreement” is not of the kind “annex”"),
        ("[annex-x]", "[plan]", "“plan” is not of the kind “annex”"),
        ("[annex-x]", "[annex-alone]", "“annex-alone” cannot be joined"),
        ("[annex-x]", "[]", "names no annexes"),
        ("id: plan", "id: other", "is not the name of the folder"),
        ("title: Plan\n", "", "title"),
        ("framework", "parts", "parts"),
    ],
)
def test_what_a_bundle_cannot_be_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    """A bundle of something else than an agreement and annexes, a circle, or half a bundle."""
    mistakes = mistakes_of(tmp_path, CLAUSES, {**OUTLINES, "plan": BUNDLE.replace(old, new, 1)})

    assert says(mistakes, message), mistakes
