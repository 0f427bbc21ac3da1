"""The promises can be broken: each tells what is planted into a sound contract, and nothing before that."""

from __future__ import annotations

import dataclasses
import math
from functools import cache

import pytest

from app.model import document as tree
from app.model.document import Answer, Blank, Item, Paragraph, Reference, Table, Term, Text
from tests.content.cases import sample
from tests.properties import promises
from tests.properties.promises import PROMISES, Made
from tests.properties.test_any_answers import made

LAW = "main/gen-law"


@cache
def sound() -> Made:
    """Return the showcase, a contract with an annex."""
    return made(sample("showcase"))


def spoilt(*blocks: tree.Block) -> Made:
    """Return the showcase with these blocks in the place of what its clause on law says."""
    bundle = sound().bundle
    main, *annexes = bundle.documents
    parts = [
        dataclasses.replace(
            part,
            clauses=tuple(
                dataclasses.replace(clause, blocks=blocks) if clause.id == LAW else clause for clause in part.clauses
            ),
        )
        for part in main.parts
    ]
    documents = (dataclasses.replace(main, parts=tuple(parts)), *annexes)
    assembled = dataclasses.replace(sound().assembled, bundle=dataclasses.replace(bundle, documents=documents))
    return dataclasses.replace(sound(), assembled=assembled)


def says(*runs: tree.Run | str) -> Paragraph:
    return Paragraph("main/gen-law/x/p", tuple(Text(run) if isinstance(run, str) else run for run in runs))


def item(number: str, *runs: tree.Run | str, level: int = 2) -> Item:
    return Item(f"main/gen-law/x/{number}", level, number, number, says(*runs).runs)


SPOILT = [
    (
        promises.what_is_said_twice_agrees,
        (says(Answer("Alpin", "parties[alpine].short_name")),),
        "parties[alpine].short_name",
    ),
    *(
        (promises.no_line_betrays_a_template, (says(text),), text.strip())
        for text in (
            "It ends after 1 days.",
            "It ends after 1 working days.",
            "It lasts 1 weeks.",
            "It needs 1 votes.",
            "It tells a other Party.",
            "It tells the the Party.",
            "It ends..",
            "It ends, .",
            "It is {{ law.country }}.",
            "It is [[gen-law]].",
            "It is None.",
            "It has () and more.",
            "It is fixed_date.",
        )
    ),
    (promises.no_mark_is_doubled_beside_an_answer, (says(Answer("One aim.", "purpose.text"), ". Next."),), "One aim."),
    (promises.nothing_is_empty, (), "a heading without text"),
    (promises.nothing_is_empty, (item("1.1", "They are:"), item("1.2", "End.")), "a list that does not come"),
    (promises.nothing_is_empty, (says(" "),), "says nothing"),
    (promises.nothing_is_empty, (Table("main/gen-law/x/t", ((Text("A"),),), ("left",), ()),), "without rows"),
    (promises.every_reference_leads_somewhere, (says("See ", Reference("main/gone", "Clause ", "9")),), "main/gone"),
    (promises.every_reference_leads_somewhere, (says("See ", Blank("[clause]")),), "no STR-03"),
    (promises.every_reference_says_the_number_of_its_target, (says(Reference("main/gen-term", "Clause ", "0")),), "Clause 0"),
    (promises.every_gap_is_told, (says("Of ", Blank("[aim]", "purpose.text")),), "purpose.text"),
    (promises.every_used_term_is_defined, (says("A ", Term("Gadget", "Gadget")),), "Gadget"),
    (promises.every_defined_term_is_used, (says("A ", Term("“Gadget”", "Gadget", defines=True)),), "Gadget"),
    (promises.no_term_is_used_in_silence, (says("They keep Confidential Information."),), "Confidential Information"),
    (promises.numbers_count_up, (item("1.1", "One."), item("1.3", "Two.")), "1.3"),
    (promises.numbers_count_up, (item("(a)", "One.", level=3), item("(c)", "Two.", level=3)), "(c)"),
    (promises.every_block_has_an_id_of_its_own, (item("1.1", "One."), item("1.1", "Two.")), "main/gen-law/x/1.1"),
    (promises.the_tree_comes_back_from_its_json, (Paragraph("main/gen-law/x/p", (Text("One."),), math.nan),), "differs"),
]  # fmt: skip


def test_a_sound_contract_breaks_no_promise() -> None:
    """What the other test finds is what it planted."""
    assert [broken for promise in PROMISES for broken in promise(sound())] == []


@pytest.mark.parametrize(("promise", "blocks", "words"), SPOILT, ids=lambda one: getattr(one, "__name__", None))
def test_a_broken_promise_is_told_with_what_breaks_it(promise, blocks: tuple[tree.Block, ...], words: str) -> None:
    """One line for each kind of fault."""
    assert any(words in told for told in promise(spoilt(*blocks)))


def test_every_promise_is_tried() -> None:
    """A promise that cannot be broken promises nothing."""
    assert {promise for promise, *_ in SPOILT} == set(PROMISES)
