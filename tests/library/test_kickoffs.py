"""Kick-offs: the screens of a first meeting are read beside the outline, and what is wrong in them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import LibraryError
from app.library import load_library
from app.library.codec import decoded, encoded
from app.library.loader import load_files
from app.model.library import Library
from tests.build import make_library, write

QUESTIONS = """\
questions:
  - {key: document.reference, type: text, label: Reference, required: false}
  - {key: meet.owner, type: choice, label: Who owns, default: each, options: {each: Each, all: All}}
  - {key: meet.tools, type: rows, label: Tools, required: false, of: {owner: {type: party, label: Owner}, name: text}}
  - {key: meet.present, type: rows, label: Present, required: false, of: {name: text}}
  - {key: meet.points, type: rows, label: Open points, required: false, of: {point: text}}
  - {key: meet.none, type: parties, label: Parties without tools, required: false}
"""
CLAUSES = {
    "gen-own": "alternatives:\n  one: {label: One, position: preferred}\n  two: {label: Two, position: acceptable}\n"
    "default: one\n---\n## *\n1. {#who} The owner is {{ meet.owner | label }}.\n\n## one\n2. One.\n\n## two\n2. Two.\n",
    "gen-minutes": "1. Minutes.",
}
KICKOFF = """\
present: meet.present
points: meet.points
minutes: gen-minutes
begins: {meet.owner: each}
follows: {cluster_role: {observer: {legal_name: TBC}}}
steps:
  - id: here
    title: Who is here
    screens:
      - {id: parties, title: Who?, point: Parties, fields: [short_name, representatives.name]}
      - {id: tools, title: What?, point: Tools, rows: meet.tools, columns: [name], none: meet.none}
  - id: own
    title: Ownership
    screens:
      - id: own
        title: Whose?
        point: Ownership
        clause: gen-own
        shows: [who]
        cards:
          - {id: a, title: Each, text: Own., sets: {meet.owner: each}, choices: {gen-own: two}, asks: [document.reference]}
          - {id: b, title: All, text: Together., sets: {meet.owner: all}}
      - {id: end, title: Done}
"""


def _root(folder: Path, kickoff: str) -> Path:
    root = make_library(folder, CLAUSES, {"agreement": list(CLAUSES)}, QUESTIONS)
    write(root / "contract_templates" / "agreement" / "kickoff.yaml", kickoff)
    return root


def _library(folder: Path, kickoff: str = KICKOFF) -> Library:
    return load_library(_root(folder, kickoff))


def test_a_kick_off_is_read_with_its_document_type(tmp_path: Path) -> None:
    """Steps, screens and cards come in the order of the file."""
    kickoff = _library(tmp_path).kickoffs["agreement"]

    assert [step.id for step in kickoff.steps] == ["here", "own"]
    assert [screen.id for screen in kickoff.screens] == ["parties", "tools", "own", "end"]
    assert [card.choices for card in kickoff.screens[2].cards] == [{"gen-own": "two"}, {}]
    assert [screen.is_last for screen in kickoff.screens] == [False, False, False, True]


def test_a_kick_off_is_kept_with_the_library_of_a_draft(tmp_path: Path) -> None:
    """From the kept files and from the cache comes the same kick-off."""
    library = _library(tmp_path)

    assert load_files(library.files).kickoffs == library.kickoffs
    assert decoded(encoded(library)).kickoffs == library.kickoffs


def test_the_projects_own_kick_off_has_seven_points_on_its_agenda(library: Library) -> None:
    """The agenda that people see on the projector."""
    assert [step.title for step in library.kickoffs["ip-agreement"].steps] == [
        "Who is here",
        "Background",
        "Results",
        "Use and access",
        "Publication",
        "If someone leaves",
        "Agreement",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("present: meet.present", "present: meet.presnt", "No question is called “meet.presnt”"),
        ("points: meet.points", "points: meet.owner", "“meet.owner” is not of the type rows"),
        ("minutes: gen-minutes", "minutes: gen-minute", "“gen-minute” does not stand in agreement"),
        ("minutes: gen-minutes\n", "", "“minutes” is missing in the kick-off"),
        ("{meet.owner: each}\nf", "{meet.owner: nobody}\nf", "The answer to “meet.owner” does not fit"),
        ("{observer:", "{watcher:", "The answer to “cluster_role” does not fit"),
        ("legal_name: TBC", "legal_nme: TBC", "No question is called “legal_nme”"),
        ("cluster_role:", "cluster_rol:", "A party has no field “cluster_rol”"),
        ("short_name,", "shrt_name,", "A party has no field “shrt_name”"),
        ("representatives.name", "representatives.nme", "A party has no field “representatives.nme”"),
        ("columns: [name]", "columns: [nme]", "“nme” is no column of “meet.tools”"),
        ("none: meet.none", "none: meet.tools", "“meet.tools” is not of the type parties"),
        ("shows: [who]", "shows: [whom]", "The clause gen-own has no label “whom”"),
        ("{gen-own: two}", "{gen-own: three}", "“three” is no alternative of gen-own here"),
        ("{gen-own: two}", "{gen-law: two}", "“gen-law” does not stand in agreement"),
        ("asks: [document.reference]", "asks: [document.refrence]", "No question is called “document.refrence”"),
        ("{meet.owner: all}", "{meet.owner: few}", "The answer to “meet.owner” does not fit"),
        (", sets: {meet.owner: all}", "", "The card b decides nothing"),
        ("id: b,", "id: a,", "Two cards have the id “a”"),
        ("id: tools,", "id: own,", "Two screens have the id “own”"),
        ("{id: end, title: Done}", "{id: end, title: Done, asks: [meet.owner], point: P}", "The last screen, and no"),
        ("rows: meet.tools,", "rows: meet.tools, asks: [meet.owner],", "The screen tools has asks and rows"),
        ("point: Tools, ", "", "“point” is missing in the screen tools"),
        ("title: Whose?", "titel: Whose?", "“titel” is no key of the screen own"),
        ("steps:\n", "steps: 3\n  #", "“steps” of the kick-off must be a list"),
    ],
)
def test_what_is_wrong_in_a_kick_off_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    """With the file, so that a lawyer finds it."""
    assert old in KICKOFF
    kickoff = "steps: 3\n" if new.startswith("steps: 3") else KICKOFF.replace(old, new, 1)

    with pytest.raises(LibraryError) as raised:
        _library(tmp_path, kickoff)

    mistakes = [mistake for mistake in raised.value.mistakes if message in mistake.message]
    assert [mistake.file for mistake in mistakes] == ["contract_templates/agreement/kickoff.yaml"], raised.value


def test_a_fourth_card_is_one_too_many(tmp_path: Path) -> None:
    """There are keys for three."""
    more = "".join(f"          - {{id: {one}, title: T, text: T., sets: {{meet.owner: all}}}}\n" for one in ("c", "d"))

    with pytest.raises(LibraryError, match="more than 3 cards"):
        _library(tmp_path, KICKOFF.replace("      - {id: end", more + "      - {id: end"))
