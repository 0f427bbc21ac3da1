"""Clause files: the front matter, the alternatives, their texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import LibraryError
from app.library import load_library
from app.model.clause import ParagraphTemplate, TextPiece
from app.model.question import Position
from tests.build import library_of, make_library, write
from tests.library.reading import clause_of, mistakes_in, mistakes_of, says

TWO = """\
alternatives:
  short: {label: Short text, position: preferred}
  long: {label: Long text, position: acceptable, when: 'law.country == "BE"', guidance: Choose when it matters.}
default: short
---
"""


def texts(clause_text: tuple[object, ...]) -> list[str]:
    return [
        piece.text
        for block in clause_text
        if isinstance(block, ParagraphTemplate)
        for piece in block.pieces
        if isinstance(piece, TextPiece)
    ]


# --- what a clause file becomes -------------------------------------------------------------------------------------


def test_a_clause_with_one_text_has_the_alternative_standard(tmp_path: Path) -> None:
    clause = clause_of(tmp_path, "Text.")

    assert [alternative.id for alternative in clause.alternatives] == ["standard"]
    assert clause.default == "standard"
    assert texts(clause.blocks("standard")) == ["Text."]


def test_the_text_of_an_alternative_is_every_section_that_names_it_in_file_order(tmp_path: Path) -> None:
    clause = clause_of(tmp_path, TWO + "## short\nA.\n## *\nB.\n## long\nC.\n## short, long\nD.\n")

    assert texts(clause.blocks("short")) == ["A.", "B.", "D."]
    assert texts(clause.blocks("long")) == ["B.", "C.", "D."]


def test_an_alternative_carries_label_position_rule_and_guidance(tmp_path: Path) -> None:
    _, alternative = clause_of(tmp_path, TWO + "## *\nText.").alternatives

    assert (alternative.label, alternative.position, alternative.guidance) == (
        "Long text",
        Position.ACCEPTABLE,
        "Choose when it matters.",
    )
    assert alternative.when is not None
    assert alternative.when.names == {"law.country"}
    assert alternative.when.place == "clauses/gen/gen-test.md:6"


def test_the_front_matter_fills_the_clause(tmp_path: Path) -> None:
    front = """\
version: 3
summary: What it settles.
when: law.country == "BE"
survives: The Parties' duties of secrecy continue.
protected: true
island: true
inherit: true
requires: [gen-other]
excludes: [gen-third]
defines: {Steering Committee: [Committee, Committees]}
proper_nouns: [Musterstadt]
legal_refs: [Code civil art. 1199]
review_notes: ["[all] Is it so?"]
guidance: For you.
---
The **"Steering Committee"** decides.
"""
    library = library_of(tmp_path, {"gen-test": front, "gen-other": "Text.", "gen-third": "Text."})
    clause = library.clauses["gen-test"]

    assert (clause.version, clause.summary, clause.review) == (3, "What it settles.", "unreviewed")
    assert (clause.protected, clause.island, clause.inherit) == (True, True, True)
    assert clause.survives == "The Parties’ duties of secrecy continue."
    assert (clause.requires, clause.excludes) == (("gen-other",), ("gen-third",))
    assert clause.defines == {"Steering Committee": ("Committee", "Committees")}
    assert (clause.proper_nouns, clause.legal_refs) == (("Musterstadt",), ("Code civil art. 1199",))
    assert clause.when is not None
    assert clause.when.source == 'law.country == "BE"'
    assert clause.family == "gen"
    assert clause.file == "clauses/gen/gen-test.md"
    assert clause.source.startswith("---\nid: gen-test")


def test_a_clause_that_does_not_survive_says_nothing(tmp_path: Path) -> None:
    assert clause_of(tmp_path, "survives: false\n---\nText.").survives is None


# --- based_on -------------------------------------------------------------------------------------------------------

BASE = {
    "gen-base": TWO.replace("default: short", "default: short\nprotected: true")
    + "## *\n1. {#it} Text [[#it]].\n2. More."
}


def test_a_clause_based_on_another_takes_its_text_under_its_own_defaults(tmp_path: Path) -> None:
    library = library_of(tmp_path, {**BASE, "fp-base": "based_on: gen-base\ntitle: Own title\ndefault: long\n---\n"})
    clause, base = library.clauses["fp-base"], library.clauses["gen-base"]

    assert clause.sections == base.sections
    assert clause.alternatives == base.alternatives
    assert (clause.default, clause.protected, clause.plain_title) == ("long", True, "Own title")
    assert clause.based_on == "gen-base"


def test_a_chain_of_bases_ends_at_the_text(tmp_path: Path) -> None:
    library = library_of(
        tmp_path, {**BASE, "fp-middle": "based_on: gen-base\n---\n", "fp-end": "based_on: fp-middle\n---\n"}
    )

    assert library.clauses["fp-end"].sections == library.clauses["gen-base"].sections
    assert library.clauses["fp-end"].default == "short"


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("based_on: gen-bse\n---\n", "Did you mean “gen-base”?"),
        ("based_on: gen-test\n---\n", "names the clause itself"),
        ("based_on: gen-base\n---\nText.", "has no text of its own"),
        ("based_on: gen-base\n---\n## short\n", "has no text of its own"),
        (
            "based_on: gen-base\nalternatives: {a: {label: A, position: preferred}}\n---\n",
            "takes its alternatives from",
        ),
        ("based_on: gen-base\ndefault: logn\n---\n", "Did you mean “long”?"),
        ("based_on: gen-island\nisland: false\n---\n", "gen-island is an island"),
    ],
)
def test_a_clause_based_on_another_has_nothing_that_contradicts_it(tmp_path: Path, front: str, words: str) -> None:
    found = mistakes_of(tmp_path, {**BASE, "gen-island": "island: true\n---\nIt shall be.", "gen-test": front})

    assert says(found, words)


def test_clauses_based_on_one_another_are_a_mistake(tmp_path: Path) -> None:
    found = mistakes_of(tmp_path, {"gen-a": "based_on: gen-b\n---\n", "gen-b": "based_on: gen-a\n---\n"})

    assert says(found, "based on one another")


# --- every mistake of a front matter --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "line", "words"),
    [
        ("titel: X", 4, "Did you mean “title”?"),
        ("id: gen-tset", 2, "not the name of the file"),
        ("title:", 3, "“title” is missing"),
        ('title: ""', 3, "“title” of the front matter is empty"),
        ("title: [a]", 3, "must be text"),
        ("version: new", 4, "must be a whole number"),
        ("island: yes", 4, "must be true or false"),
        ("requires: gen-other", 4, "must be a list"),
        ("requires: [{a: 1}]", 4, "is not text"),
        ("requires: [gen-othr]", 4, "Did you mean “gen-other”?"),
        ("requires: [gen-test]", 4, "names the clause itself"),
        ("excludes: [nothing]", 4, "which is no clause"),
        ("requires: [gen-other]\nexcludes: [gen-other]", 5, "is required and excluded"),
        ("stands_for: gen-othr", 4, "Did you mean “gen-other”?"),
        ("stands_for: gen-guarded", 4, "is protected"),
        ("stricter_than: [gen-guardd]", 4, "Did you mean “gen-guarded”?"),
        ("defines: {Board: [Boards]}", 4, "does not define it"),
        ("defines: [Board]", 4, "must be a mapping"),
        ("when: law.contry", 4, "Did you mean “law.country”?"),
        ('when: placed("gen-other")', 4, "cannot decide on clauses"),
        ("survives: The Parties shall be silent.", 4, "bare “shall”"),
        ("survives: The clause {{ this_document }}.", 4, "is plain text"),
        ("lang: english", 4, "is no language"),
        ("summary: a\nsummary: b", 5, "second time"),
        ("summary: &x a", 4, "&x"),
        ("summary: a: b", 4, "not readable as YAML"),
        ("alternatives:", 4, "“alternatives” is empty"),
        ("alternatives: {}", 4, "“alternatives” is empty"),
        ("alternatives: [a]", 4, "must be a mapping"),
        ("default: other", 4, "is no alternative"),
        ("questions: {a: b}", 4, "must be a list"),
        ("questions: [law.country]", 4, "is no mapping"),
    ],
)
def test_a_mistake_in_the_front_matter_has_its_line_and_a_hint(
    tmp_path: Path, front: str, line: int, words: str
) -> None:
    lines = {"id": "id: gen-test", "title": "title: Test"}
    lines.update({key: front for key in lines if front.startswith(f"{key}:")})
    rest = "" if front in lines.values() else front + "\n"
    text = f"---\n{lines['id']}\n{lines['title']}\n{rest}---\nText.\n"
    others = {"gen-other": "Text.", "gen-guarded": "protected: true\n---\nText."}

    assert says(mistakes_of(tmp_path, {"gen-test": text, **others}), words, line=line)


@pytest.mark.parametrize(
    ("alternatives", "words"),
    [
        ("a: {label: A, position: preferred}", "has no text"),
        ("a:", "is empty"),
        ("a: text", "must be a mapping"),
        ("a: {position: preferred}", "“label” is missing"),
        ("a: {label: A}", "“position” is missing"),
        ("a: {label: A, position: prefered}", "Did you mean “preferred”?"),
        ("a: {label: A, position: acceptable}", "No alternative is preferred"),
        ("a: {label: A, position: preferred, whn: x}", "Did you mean “when”?"),
        ("a: {label: A, position: preferred, when: 'law.contry'}", "Did you mean “law.country”?"),
        ("a: {label: A, position: preferred, when: alternative == 'a'}", "not known yet"),
        ("A-1: {label: A, position: preferred}", "is no name of an alternative"),
        ("on: {label: A, position: preferred}", "not on or off"),
    ],
)
def test_a_mistake_in_an_alternative_is_named(tmp_path: Path, alternatives: str, words: str) -> None:
    assert says(mistakes_in(tmp_path, f"alternatives:\n  {alternatives}\n---\n## other\nText."), words)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Text.", 4, "has no “## alternative” lines"),
        ("Text.\n## *\nText.", 9, "before the first “##” line"),
        ("## short\nText.", 4, "“long” has no text"),
        ("## short\n## long\nText.", 9, "No text follows"),
        ("## shrt\nText.\n## long\nText.", 9, "Did you mean “short”?"),
        ("## short, short\nText.\n## long\nText.", 9, "stands twice"),
        ("##\nText.\n## *\nText.", 9, "names no alternative"),
        ("## *\n::: when law.country\nText.\n## long\n:::", 10, "is not closed"),
        ("## *\n1. {#a} A.\n2. {#a} B.", 11, "second time; the first is in line 10"),
        ("## short\n1. {#a} A.\n## long\n1. B.\n## *\nSee [[#a]].", 14, "“long” has no label “a”"),
        ("## *\nSee [[#kep]].\n\n1. {#keep} A.", 10, "Did you mean “keep”?"),
        ('## *\n**"A"** means a.\n\n**"A"** means b.', 12, "is defined here a second time"),
        ('## *\n{{ "x" if alternative == "shrt" else "y" }}', 10, "Did you mean “short”?"),
    ],
)
def test_a_mistake_in_the_sections_has_its_line(tmp_path: Path, body: str, line: int, words: str) -> None:
    assert says(mistakes_in(tmp_path, TWO + body), words, line=line)


def test_the_default_is_a_preferred_alternative(tmp_path: Path) -> None:
    text = TWO.replace("default: short", "default: long") + "## *\nText."
    assert says(mistakes_in(tmp_path, text), "not a preferred alternative")


def test_a_clause_with_several_alternatives_needs_a_default(tmp_path: Path) -> None:
    assert says(mistakes_in(tmp_path, TWO.replace("default: short\n", "") + "## *\nText."), "“default” is missing")


def test_the_only_alternative_is_the_default(tmp_path: Path) -> None:
    text = "alternatives:\n  a: {label: A, position: preferred}\n---\n## a\nText."
    assert clause_of(tmp_path, text).default == "a"


def test_a_section_line_in_a_clause_without_alternatives_is_a_mistake(tmp_path: Path) -> None:
    assert says(mistakes_in(tmp_path, "## short\nText."), "without alternatives", line=5)


def test_both_branches_of_a_condition_may_bear_one_label_and_define_one_term(tmp_path: Path) -> None:
    text = (
        'See [[#a]].\n\n::: when law.country == "BE"\n1. {#a} **"Term"** means a.\n::: otherwise\n'
        '1. {#a} **"Term"** means b.\n:::\n2. B.'
    )
    assert not mistakes_in(tmp_path, text)


def test_a_clause_without_text_is_a_mistake(tmp_path: Path) -> None:
    assert says(mistakes_in(tmp_path, ""), "“standard” has no text")


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", 1, "empty"),
        ("Text.\n", 1, "does not begin with “---”"),
        ("---\nid: gen-test\n", 1, "not closed"),
        ("---\n---\nText.\n", 2, "empty"),
        ("---\n- a\n---\nText.\n", 2, "must be a mapping"),
        ("---\nid: gen-test\ntitle: T\n---\nA\tb.\n", 5, "a tab"),
        ("---\r\nid: gen-test\r\n", 1, "carriage return"),
        ("---\nid: gen-test\ntitle: T\n---\nA \ue000.\n", 5, "private-use"),
        ("---\nid: gen-test\ntitle: T\n---\nA \x07.\n", 5, "control character U.0007"),
    ],
)
def test_a_file_that_is_no_clause_is_told_by_its_line(tmp_path: Path, content: str, line: int, words: str) -> None:
    root = make_library(tmp_path, {"gen-other": "Text."})
    write(root / "clauses" / "gen" / "gen-test.md", content)

    with pytest.raises(LibraryError, match=words) as caught:
        load_library(root)
    assert f"clauses/gen/gen-test.md:{line}: " in str(caught.value)


def test_a_file_that_is_not_utf_8_is_told_by_its_line(tmp_path: Path) -> None:
    root = make_library(tmp_path, {"gen-other": "Text."})
    (root / "clauses" / "gen" / "gen-test.md").write_bytes(b"---\nid: gen-test\ntitle: V\xf6lgy\n---\n")

    with pytest.raises(LibraryError, match=r"gen-test\.md:3: The file is not UTF-8"):
        load_library(root)


@pytest.mark.parametrize("identifier", ["gen_test", "gen-Test", "gen", "mc-law"])
def test_a_clause_is_named_after_its_family(tmp_path: Path, identifier: str) -> None:
    root = make_library(tmp_path, {"gen-other": "Text."})
    write(root / "clauses" / "gen" / f"{identifier}.md", f"---\nid: {identifier}\ntitle: T\n---\nText.\n")

    with pytest.raises(LibraryError, match="is no id for a clause of the family “gen”"):
        load_library(root)
