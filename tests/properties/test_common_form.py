"""An independent reader agrees: the linter of Common Form finds no term without definition and no broken reference."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given

from app.model import document as tree
from app.model import tree_json
from tests.content.cases import SAMPLES, printed, sample
from tests.properties.answers_strategy import Case, papers
from tests.properties.chances import chances, shelf
from tests.properties.common_form import form_of, headings, name
from tests.properties.linter import lint, linter
from tests.properties.reading import runs
from tests.properties.test_any_answers import made

__all__ = ["linter"]

BROKEN = ("is used, but not defined", "is not defined", "No heading", "is not a heading", "referenced, but")
"""The words of the linter for a term without a definition and a reference without a heading."""

pytestmark = [pytest.mark.usefixtures("linter"), pytest.mark.xdist_group("common form")]


def faults(forms: list[dict[str, Any]]) -> list[str]:
    """Return what the linter says about terms and references in these forms."""
    said = [one["message"] for annotations in lint(forms) for one in annotations]
    return [message for message in said if any(words in message for words in BROKEN)]


def documents(bundle: tree.Bundle) -> list[dict[str, Any]]:
    return [form_of(bundle, document.id) for document in bundle.documents]


def test_the_linter_tells_an_undefined_term_and_a_broken_reference() -> None:
    """What it must find is found, in the words that the other tests look for."""
    text: list[Any] = ["The ", {"use": "Widget"}, " is in ", {"reference": "Nowhere"}, " here."]
    sound: list[Any] = ["A ", {"definition": "Widget"}, " is a thing of ", {"reference": "Somewhere"}, " here."]
    good = {
        "content": [
            {"heading": "Somewhere", "form": {"content": sound}},
            {"form": {"content": ["The ", {"use": "Widget"}, " is in the box."]}},
        ]
    }

    assert len(faults([{"content": text}])) == 2
    assert faults([good]) == []


def test_the_linter_tells_what_is_taken_out_of_a_real_document() -> None:
    """A contract without its definitions and its clause on law: each term and the number of that clause is told."""
    bundle = printed(sample("four-clusters"))[0].bundle
    main, gone = bundle.documents[0], ("gen-definitions", "gen-law")
    parts = [
        dataclasses.replace(part, clauses=tuple(clause for clause in part.clauses if clause.source not in gone))
        for part in main.parts
    ]
    spoilt = tree.Bundle((dataclasses.replace(main, parts=tuple(parts)),), "")
    marks = [run for _, _, run in runs(spoilt) if isinstance(run, tree.Term)]
    undefined = {run.term for run in marks if not run.defines} - {run.term for run in marks if run.defines}

    said = "\n".join(faults(documents(spoilt)))

    assert undefined
    assert all(f'The term "{name(term)}" is used, but not defined' in said for term in undefined)
    assert '"main/gen-law" is referenced' in said


def test_samples_have_no_undefined_term_and_no_broken_reference() -> None:
    """Every sample of the library, each document of it with the framework it belongs to."""
    forms = [form for each in SAMPLES for form in documents(printed(sample(each))[0].bundle)]

    assert faults(forms) == []


@pytest.mark.parametrize("case", [case for case in shelf().cases() if case.within or case.mode != "joined"], ids=str)
def test_any_answers_make_no_undefined_term_and_no_broken_reference(case: Case) -> None:
    """Of each document type, but an annex whose contract is another file: it uses the terms of that file."""
    forms: list[dict[str, Any]] = []

    @chances(30, most=40, shrinks=False)
    @given(papers(shelf(), case))
    def collect(raw: dict[str, Any]) -> None:
        forms.extend(documents(made(raw).bundle))

    collect()

    assert forms
    assert faults(forms) == []


def test_what_the_linter_sees_is_the_document() -> None:
    """No clause, definition, use or reference of the tree is lost on the way to Common Form."""
    bundle = printed(sample("showcase"))[0].bundle
    form = form_of(bundle, "main")
    clauses = [clause.id for part in bundle.documents[0].parts for clause in part.clauses]

    assert set(map(name, clauses)) <= set(headings(form))
    said = str(form)
    for kind, mark in (("Reference", "'reference'"), ("Term", "'use'")):
        found = str(tree_json.to_json(tree.Bundle((bundle.documents[0],), "")))
        assert said.count(mark) == found.count(f"'is': '{kind}'") - (
            found.count("'defines': True") if kind == "Term" else 0
        )
