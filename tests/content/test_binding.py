"""How far a document binds changes its verbs: duties where it binds, intentions where it does not."""

from __future__ import annotations

import re

import pytest

from app.model import document as tree
from app.model.outline import BindingLevel
from app.render import text
from tests.content.cases import alone, base, library, printed
from tests.content.reading import blocks, clauses, faults, runs_of
from tests.content.test_alternatives import NEVER

SHALL = re.compile(r"\bshall\b")
KINDS = {"contract with annex": base, "annex alone": alone}

every_document = pytest.mark.parametrize("parties", [2, 4])
each_kind = pytest.mark.parametrize("kind", KINDS)


def bundle_at(level: str, kind: str, parties: int):
    """Return what assembly makes of a document, with its annex, at a binding level."""
    raw = KINDS[kind](parties)
    for paper in (raw, *raw.get("annexes", [])):
        paper.setdefault("document", {})["binding_level"] = level
    assembled, _ = printed(raw)
    return assembled


def printed_clauses(assembled):
    """Yield each clause with whether it is an island, and its lines without what persons typed."""
    for _, clause in clauses(assembled.bundle):
        island = clause.source in library().clauses and library().clauses[clause.source].island
        said = [
            "".join(run.text for run in runs_of(block) if not isinstance(run, tree.Answer))
            for block in blocks(clause.blocks)
        ]
        yield clause, island, said


@each_kind
@every_document
@pytest.mark.parametrize("level", [BindingLevel.ISLANDS, BindingLevel.NONBINDING])
def test_a_text_that_does_not_bind_says_shall_only_in_its_islands(level, kind, parties):
    """Outside the clauses that bind in any case, no sentence says "shall": the parties intend to."""
    assembled = bundle_at(level, kind, parties)

    told = [
        f"{clause.source}: {line}"
        for clause, island, said in printed_clauses(assembled)
        if not island
        for line in said
        if SHALL.search(line)
    ]
    assert told == []
    assert any("intend" in line for _, _, said in printed_clauses(assembled) for line in said)


@each_kind
@every_document
def test_islands_bind_and_are_left_out_of_what_does_not_bind_at_all(kind, parties):
    """With islands there are binding clauses that say "shall"; in a declaration of intent there is none of them."""
    islands = [said for _, island, said in printed_clauses(bundle_at(BindingLevel.ISLANDS, kind, parties)) if island]
    plain = [
        clause.source
        for clause, island, _ in printed_clauses(bundle_at(BindingLevel.NONBINDING, kind, parties))
        if island
    ]

    assert any(SHALL.search(line) for said in islands for line in said)
    assert plain == []


@each_kind
@every_document
@pytest.mark.parametrize("level", [BindingLevel.BINDING, BindingLevel.LIGHT])
def test_a_text_that_binds_intends_nothing(level, kind, parties):
    """Duties are duties: "intends to" stands nowhere in a text that binds."""
    said = [line for _, _, lines in printed_clauses(bundle_at(level, kind, parties)) for line in lines]

    assert [line for line in said if re.search(r"\bintends? to\b", line)] == []
    assert any(SHALL.search(line) for line in said)


@each_kind
@every_document
@pytest.mark.parametrize("level", BindingLevel)
def test_every_level_is_a_whole_document(level, kind, parties):
    """At each level all references, terms and answers are there, and no line betrays a template."""
    assembled = bundle_at(level, kind, parties)
    lines = [line for _, clause in clauses(assembled.bundle) for line in text.clause_lines(clause)]

    assert [f"{one.rule} {one.message}" for one in assembled.problems if one.rule in NEVER] == []
    assert [fault for line in lines for fault in faults(line)] == []


@each_kind
@pytest.mark.parametrize("level", [BindingLevel.ISLANDS, BindingLevel.NONBINDING])
def test_no_intention_is_split(level, kind):
    """No adverb stands between "intends to" and its verb, and no thing intends anything."""
    said = [line for _, _, lines in printed_clauses(bundle_at(level, kind, 2)) for line in lines]
    split = re.compile(r"\bintends? to (?:then|also|not|only|first|at)\b")
    things = re.compile(
        r"\b(?:passage|publication|text|report|request|sum|document|clause|Annex|Contract) (?:intends?|does not intend) to\b"
    )

    assert [line for line in said if split.search(line) or things.search(line)] == []
