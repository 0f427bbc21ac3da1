"""Outlines: document types and the clauses they place."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.outline import BindingLevel, Front, Kind, Layout, Mode
from tests.build import library_of
from tests.library.reading import mistakes_of, says

TWO = "alternatives:\n  a: {label: A, position: preferred}\n  b: {label: B, position: acceptable}\ndefault: a\n---\n## *\n"
CLAUSES = {
    "gen-law": TWO + "The law of {{ law.country | country }}.",
    "gen-costs": "Text.",
    "gen-list": "| a |\n|---|\n| b |",
}

FULL = """\
id: annex-x
title: An annex
name: Annex
kind: annex
noun: Annex
binding_level: light
levels: [light, binding]
front: head
modes: [joined, standalone]
situation: Share something
summary: When to use it.
min_parties: 3
signatures: false
parts:
  - id: front
    title: Front
    placements:
      - {clause: gen-costs, layout: recitals, modes: [standalone]}
  - id: terms
    title: ""
    lead: "They agree:"
    placements:
      - clause: gen-law
        default: b
        alternatives: [b]
        when: law.country == "BE"
        optional: true
        on: false
        unless_in_framework: true
schedules:
  - gen-list
pages:
  - {id: law, title: Law, help: About law., asks: [law.country, "document.*", parties, parties.legal_name]}
"""


def test_the_outline_becomes_placements_parts_and_pages(tmp_path: Path) -> None:
    outline = library_of(tmp_path, CLAUSES, {"annex-x": FULL}).outlines["annex-x"]
    front, terms = outline.parts
    (recitals,), (law,) = front.placements, terms.placements

    assert (outline.kind, outline.binding_level, outline.min_parties) == (Kind.ANNEX, BindingLevel.LIGHT, 3)
    assert outline.modes == (Mode.JOINED, Mode.STANDALONE)
    assert (outline.levels, outline.front) == ((BindingLevel.LIGHT, BindingLevel.BINDING), Front.HEAD)
    assert (law.alternatives, law.fits("a"), law.fits("b")) == (("b",), False, True)
    assert (outline.signatures, outline.situation, outline.file) == (
        False,
        "Share something",
        "contract_templates/annex-x/outline.yaml",
    )
    assert (recitals.layout, recitals.modes) == (Layout.RECITALS, frozenset({Mode.STANDALONE}))
    assert (law.clause, law.default, law.optional, law.on, law.unless_in_framework) == (
        "gen-law",
        "b",
        True,
        False,
        True,
    )
    assert law.when is not None
    assert law.when.place == "contract_templates/annex-x/outline.yaml:26"
    assert terms.lead == "They agree:"
    assert [(schedule.clause, schedule.layout) for schedule in outline.schedules] == [("gen-list", Layout.SCHEDULE)]
    assert outline.pages[0].asks == ("law.country", "document.*", "parties", "parties.legal_name")


def test_schedules_are_not_among_the_placements(tmp_path: Path) -> None:
    outline = library_of(tmp_path, CLAUSES, {"annex-x": FULL}).outlines["annex-x"]

    assert [placement.clause for placement in outline.placements] == ["gen-costs", "gen-law"]


def test_a_document_that_is_no_annex_stands_alone(tmp_path: Path) -> None:
    assert library_of(tmp_path, CLAUSES).outlines["agreement"].modes == (Mode.STANDALONE,)


@pytest.mark.parametrize(
    ("written", "instead", "words"),
    [
        ("id: annex-x", "id: annex-y", "not the name of the folder"),
        ("id: annex-x\n", "", "“id” is missing"),
        ("title: An annex\n", "", "“title” is missing"),
        ("name: Annex\n", "", "“name” is missing"),
        ("noun: Annex\n", "", "“noun” is missing"),
        ("kind: annex", "kind: anex", "Did you mean “annex”?"),
        ("kind: annex", "kind: agreement", "Only an annex can be joined"),
        ("binding_level: light", "binding_level: lite", "Did you mean “light”?"),
        ("levels: [light, binding]", "levels: [lite]", "Did you mean “light”?"),
        ("levels: [light, binding]", "levels: []", "is empty"),
        ("levels: [light, binding]", "levels: [nonbinding]", "is the usual level of the document and not among"),
        ("front: head", "front: heads", "Did you mean “head”?"),
        ("alternatives: [b]", "alternatives: [c]", "“c” is no alternative of gen-law"),
        ("alternatives: [b]", "alternatives: [a]", "“b” stands here when nobody chooses"),
        ("        default: b\n", "", "“a” stands here when nobody chooses"),
        ("modes: [joined, standalone]", "modes: [joind]", "Did you mean “joined”?"),
        ("modes: [joined, standalone]", "modes: []", "is empty"),
        ("modes: [joined, standalone]", "modes: [joined]", "is never standalone"),
        ("min_parties: 3", "min_parties: few", "must be a whole number"),
        ("signatures: false", "signatures: no", "must be true or false"),
        ("situation:", "situatoin:", "Did you mean “situation”?"),
        ("  - id: front\n", "  - ident: front\n", "“id” is missing"),
        ("    title: Front\n", "    titel: Front\n", "Did you mean “title”?"),
        ("id: terms", "id: front", "Two parts have the id “front”"),
        ("clause: gen-law", "clause: gen-lw", "Did you mean “gen-law”?"),
        ("- gen-list", "- gen-lists", "Did you mean “gen-list”?"),
        ("clause: gen-law\n", "clauses: gen-law\n", "“clause” is missing"),
        ("clause: gen-law\n", "clause: gen-costs\n", "is placed a second time"),
        ("default: b", "default: c", "“c” is no alternative of gen-law"),
        ('when: law.country == "BE"', "when: law.contry", "Did you mean “law.country”?"),
        ('when: law.country == "BE"', "when: placed('gen-costs')", "cannot decide on clauses"),
        ("optional: true", "optional: 1", "must be true or false"),
        ("        optional: true\n", "", "“on” is for optional placements"),
        ("layout: recitals", "layout: recital", "Did you mean “recitals”?"),
        ("layout: recitals", "layout: schedule", "Schedules stand under “schedules”"),
        ("- gen-list", "- {clause: gen-list, layout: clause}", "Schedules stand under “schedules”"),
        ("- gen-list", "- 7", "is no mapping"),
        ("{id: law, title: Law,", "{id: law,", "“title” is missing"),
        ("asks: [law.country,", "asks: [law.contry,", "Did you mean “law.country”?"),
        ('"document.*"', '"documents.*"', "Did you mean “document.*”?"),
        ("parties.legal_name]", "parties.leg]", "No question is called “parties.leg”"),
        (', asks: [law.country, "document.*", parties, parties.legal_name]', "", "asks nothing"),
        ("help: About law.", "hlep: About law.", "Did you mean “help”?"),
    ],
)
def test_a_mistake_in_an_outline_is_named(tmp_path: Path, written: str, instead: str, words: str) -> None:
    assert written in FULL
    found = mistakes_of(tmp_path, CLAUSES, {"annex-x": FULL.replace(written, instead, 1)})

    assert says(found, words)
    assert all(mistake.line for mistake in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("- a\n", "must be a mapping"),
        ("id: x\nid: x\n", "second time"),
        ("id: agreement\nparts: []\n", "places no clauses"),
        ("id: agreement\nparts: {a: b}\n", "must be a list"),
        ("id: agreement\nparts:\n  - {id: a, placements: gen-law}\n", "must be a list"),
    ],
)
def test_a_file_that_is_no_outline_is_a_mistake(tmp_path: Path, text: str, words: str) -> None:
    assert says(mistakes_of(tmp_path, CLAUSES, {"agreement": text}), words)


def test_one_clause_may_be_placed_twice_in_different_modes(tmp_path: Path) -> None:
    outline = FULL.replace(
        "      - clause: gen-law\n", "      - {clause: gen-costs, modes: [joined]}\n      - clause: gen-law\n"
    )
    assert not mistakes_of(tmp_path, CLAUSES, {"annex-x": outline})


def test_the_folder_of_a_document_type_has_a_plain_name(tmp_path: Path) -> None:
    found = mistakes_of(tmp_path, CLAUSES, {"Annex X": FULL.replace("id: annex-x", "id: Annex X")})
    assert says(found, "no id of a document type")


SHARING = """\
questions:
  - {key: law.country, type: country, label: Country}
  - {key: document.title, type: text, label: Title, required: false}
  - key: subjects
    type: rows
    label: Subjects
    required: false
    of: {category: {type: choice, label: Category, options: {hr: people, facilities: facilities}}}
  - {key: hr.people, type: rows, label: People, required: false, of: {home: party, what: text}}
"""


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("categories: [hr, machines]", "“machines” is no category"),
        ("prefill: {hr.persons: <title>}", "“hr.persons”, which nobody asks"),
        ("prefill: {hr.people: [{where: <title>}]}", "“where”, which is no column"),
        ("prefill: {hr.people: [{what: <name>}]}", "“<name>” in “prefill” is no mark"),
        ("prefill: [title]", "has to map questions to answers"),
    ],
)
def test_what_an_annex_takes_over_is_checked(tmp_path: Path, keys: str, message: str) -> None:
    """Categories, questions, columns and marks that do not exist are told when the library loads."""
    outline = FULL.replace("min_parties: 3\n", f"min_parties: 3\n{keys}\n")

    mistakes = mistakes_of(tmp_path, CLAUSES, {"annex-x": outline}, SHARING)

    assert says(mistakes, message), mistakes


def test_an_agreement_has_no_categories(tmp_path: Path) -> None:
    """Only an annex settles a sharing subject."""
    outline = FULL.replace("kind: annex", "kind: agreement").replace("[joined, standalone]", "[standalone]")
    outline = outline.replace("min_parties: 3\n", "min_parties: 3\ncategories: [hr]\n")

    assert says(mistakes_of(tmp_path, CLAUSES, {"annex-x": outline}, SHARING), "Only an annex")


def test_categories_and_prefill_reach_the_outline(tmp_path: Path) -> None:
    """They are there for whoever matches offers and demands."""
    keys = "categories: [hr]\nprefill: {hr.people: [{home: <provider>, what: <title>}]}\n"
    outline = library_of(
        tmp_path, CLAUSES, {"annex-x": FULL.replace("min_parties: 3\n", f"min_parties: 3\n{keys}")}, SHARING
    ).outlines["annex-x"]

    assert outline.categories == ("hr",)
    assert outline.prefill == {"hr.people": [{"home": "<provider>", "what": "<title>"}]}
