"""What stands around the clauses: cover, running title, the line below the title, signature blocks, the register."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from app.assembly import assemble
from app.interview import read_answers
from app.model import document as tree
from app.model.assembled import Assembled
from tests.assembly.desk import TODAY, assembled_from, lines, made, parties, words
from tests.build import PROJECT, library_of

LAW = {"gen-law": "1. Law.\n2. End.\n"}
JOINED = {"agreement": ["gen-law"], "annex-x": ["gen-law"]}
ANNEX: dict[str, Any] = {"id": "x1", "type": "annex-x", "parties": ["beta", "alpha"]}


def signatures(result: Assembled, document: str = "main") -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Return for each party its name and the signature lines: name and capacity."""
    found = result.bundle.document(document)
    assert found is not None
    blocks = [block for part in found.parts for block in part.signatures]
    return {
        block.party: (words(block.name), [(line.name.text, line.capacity.text) for line in block.lines])
        for block in blocks
    }


def test_the_cover_names_each_party_with_its_seat(tmp_path: Path) -> None:
    """Short name, full name, town and country; a blank that bears its key where one is missing or open."""
    people = [
        *parties("Alpha"),
        {"id": "bb", "legal_name": "TBC", "short_name": "Beta", "seat": {"city": "Ulm"}},
        {"id": "cc", "short_name": "Gamma", "seat": {"country": "DE"}},
    ]

    document = made(tmp_path, LAW, {"parties": people}).bundle.documents[0]

    assert [(party.id, party.short.text, party.name.text, party.seat.text) for party in document.parties] == [
        ("alpha", "Alpha", "Alpha Limited", "Brussels, Belgium"),
        ("bb", "Beta", "[TBC]", "Ulm"),
        ("cc", "Gamma", "[legal name]", "[city]"),
    ]
    assert document.parties[0].name == tree.Answer("Alpha Limited", "parties[alpha].legal_name")
    assert document.parties[0].seat == tree.Answer("Brussels, Belgium", "parties[alpha].seat.city")
    assert document.parties[2].seat == tree.Blank("[city]", "parties[cc].seat.city")


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ((), "Agreement"),
        (("Alpha",), "Agreement · Alpha"),
        (("Alpha", "Beta"), "Agreement · Alpha – Beta"),
        (("Alpha", "Beta", "Gamma"), "Agreement · Alpha – Beta – Gamma"),
        (("Alpha", "Beta", "Gamma", "Delta"), "Agreement · Alpha and 3 others"),
    ],
)
def test_the_running_title_names_a_few_parties(tmp_path: Path, names: tuple[str, ...], title: str) -> None:
    """Up to three by name; of more the first, and how many others there are."""
    assert made(tmp_path, LAW, names=names).bundle.documents[0].running == title


def test_an_annex_bears_the_running_title_of_its_contract_and_says_what_it_is_joined_to(tmp_path: Path) -> None:
    """It is “Annex 1”, below its title stands the contract with its reference and the parties that take part."""
    result = made(tmp_path, LAW, {"annexes": [ANNEX]}, outlines=JOINED, names=("Alpha", "Beta", "Gamma"))
    main, annex = result.bundle.documents

    assert (main.name, main.number, main.title, words(main.subtitle)) == ("Agreement", "", "Agreement", "")
    assert (annex.name, annex.number, annex.title) == ("Annex 1", "1", "X")
    assert annex.running == main.running == "Agreement · Alpha – Beta – Gamma"
    assert words(annex.subtitle) == "Joined to the Agreement R-1 between Beta and Alpha"
    assert [party.id for party in annex.parties] == ["beta", "alpha"]


@pytest.mark.parametrize(("language", "seat"), [("en", "Brussels, Belgium"), ("fr", "Brussels, Belgique")])
def test_an_annex_shows_its_parties_as_its_contract_does_but_in_its_own_language(
    tmp_path: Path, language: str, seat: str
) -> None:
    """Names of countries and what stands for a missing name follow the document."""
    people = [*parties("Alpha"), {"id": "bb", "legal_name": "TBC", "short_name": "Beta", "seat": {"city": "Ulm"}}]
    annex = {"id": "x1", "type": "annex-x", "document": {"languages": [language]}}
    questions = (
        "questions:\n  - {key: document.languages, type: choices, label: L, required: false, options: {en: E, fr: F}}\n"
    )
    english = (PROJECT / "contract_templates/_house/wording.yaml").read_text("utf-8").partition("\nen:\n")[2]
    french = english.replace("locale: en_GB", "locale: fr_FR").replace(
        "to_be_confirmed: TBC", "to_be_confirmed: à confirmer"
    )
    wording = f"en:\n{english}\nfr:\n{french}\n"
    raw = {"parties": people, "annexes": [annex]}

    main, joined = made(tmp_path, LAW, raw, outlines=JOINED, questions=questions, wording=wording).bundle.documents

    assert [party.seat.text for party in main.parties] == ["Brussels, Belgium", "Ulm"]
    assert [party.seat.text for party in joined.parties] == [seat, "Ulm"]
    assert [party.name.text for party in joined.parties] == [
        "Alpha Limited",
        "[TBC]" if language == "en" else "[à confirmer]",
    ]


def test_an_annex_of_a_contract_without_a_reference_names_it_without(tmp_path: Path) -> None:
    """The line below the title has no gap and no other word in its place."""
    raw = {"document": {"reference": ""}, "annexes": [ANNEX]}

    annex = made(tmp_path, LAW, raw, outlines=JOINED).bundle.documents[1]

    assert re.sub(" +", " ", words(annex.subtitle)) == "Joined to the Agreement between Beta and Alpha"


def test_an_annex_in_which_nobody_is_named_is_for_all(tmp_path: Path) -> None:
    """Without a list of those who take part, the parties of the contract do."""
    annex = {"id": "x1", "type": "annex-x", "document": {"title": "Rooms"}}

    document = made(tmp_path, LAW, {"annexes": [annex]}, outlines=JOINED).bundle.documents[1]

    assert [party.id for party in document.parties] == ["alpha", "beta"]
    assert document.title == "Rooms"


@pytest.mark.parametrize(("final", "state"), [(False, "draft"), (True, "final")])
def test_a_document_says_of_itself_what_it_is(tmp_path: Path, final: bool, state: str) -> None:
    """Type, reference, version, state, date, language and the clauses it was made of."""
    result = made(tmp_path, LAW, {"document": {"title": "Our contract"}}, final=final)
    document = result.bundle.documents[0]

    assert (document.id, document.type, document.title) == ("main", "agreement", "Our contract")
    assert (document.reference, document.version, document.state) == ("R-1", "1", state)
    assert (document.date, document.language) == (TODAY.isoformat(), "en")
    assert [(source.clause, source.alternative, len(source.hash)) for source in document.sources] == [
        ("gen-law", "standard", 64)
    ]
    assert dict(document.wording)["clause"] == "Clause"


def test_a_document_is_a_draft_unless_it_is_called_final(tmp_path: Path) -> None:
    """Nobody makes a final by saying nothing."""
    library = library_of(tmp_path, LAW)
    answers = read_answers({"document": {"type": "agreement"}}, library, line_of=lambda path: 0, file="answers.yaml")

    assert assemble(library, answers, today=TODAY).bundle.documents[0].state == "draft"


@pytest.mark.parametrize(("title", "state"), [({}, "default"), ({"title": "Ours"}, "given"), ({"title": "TBC"}, "tbc")])
def test_the_title_is_used_by_the_document_and_by_no_clause(tmp_path: Path, title: dict[str, str], state: str) -> None:
    """So are reference, version and parties; the use says whether the title is the outline's, given or open."""
    result = made(tmp_path, LAW, {"document": title})

    assert {use.question: (use.clause, use.state) for use in result.uses} == {
        "document.reference": ("", "given"),
        "document.version": ("", "given"),
        "document.title": ("", state),
        "parties": ("", "given"),
    }


PEOPLE = [
    {"id": "r1", "name": "Ada", "capacity": "Chair", "sole": False},
    {"id": "r2", "name": "Bo", "capacity": "Treasurer", "sole": False},
]


@pytest.mark.parametrize(
    ("people", "signing"),
    [
        (PEOPLE, [("Ada", "Chair"), ("Bo", "Treasurer")]),
        ([*PEOPLE, {"id": "r3", "name": "Cy", "capacity": "Head", "sole": True}], [("Cy", "Head")]),
        ([{"id": "r1", "name": "Ada", "capacity": "TBC"}, {"id": "r2", "name": "Bo"}], [("Ada", "[TBC]")]),
        ([], [("[TBC]", "[TBC]")]),
        ("TBC", [("[TBC]", "[TBC]")]),
    ],
)
def test_one_person_signs_who_may_do_so_alone_else_all_who_sign_jointly(
    tmp_path: Path, people: Any, signing: list[tuple[str, str]]
) -> None:
    """In the order that was given; a party of which nobody is known still has a line."""
    raw = {"parties": parties("Alpha", representatives=people)}

    assert signatures(made(tmp_path, LAW, raw)) == {"alpha": ("Alpha Limited", signing)}


def test_a_signature_line_leads_to_the_answers_it_prints(tmp_path: Path) -> None:
    """Name and capacity carry the key of the person's row, printed or blank."""
    raw = {"parties": parties("Alpha", representatives=[{"id": "r7", "name": "Ada"}])}

    document = made(tmp_path, LAW, raw).bundle.documents[0]
    (block,) = [block for part in document.parts for block in part.signatures]

    assert block.id == "main/signature/alpha"
    assert block.lines[0].name == tree.Answer("Ada", "parties[alpha].representatives[r7].name")
    assert block.lines[0].capacity == tree.Blank("[TBC]", "parties[alpha].representatives[r7].capacity")


def test_a_cluster_without_legal_personality_signs_through_its_host(tmp_path: Path) -> None:
    """Both are named: the host entity that signs, and the cluster for which it does."""
    host = {"has_legal_personality": False, "signing_entity": {"legal_name": "Host University"}}

    document = made(tmp_path, LAW, {"parties": parties("Alpha", **host)}).bundle.documents[0]
    (block,) = [block for part in document.parts for block in part.signatures]

    assert [run.text for run in block.name] == ["Host University", ", for ", "Alpha Limited"]


def test_a_language_may_end_the_line_of_a_host_with_words_of_its_own(tmp_path: Path) -> None:
    """What its wording has after the name of the cluster stands there."""
    library = library_of(tmp_path, LAW)
    english = {**library.wording["en"], "signing_for": "{entity} on behalf of {party} (cluster)"}
    host = {"has_legal_personality": False, "signing_entity": {"legal_name": "Host University"}}

    result = assembled_from(
        dataclasses.replace(library, wording={"en": english}), {"parties": parties("Alpha", **host)}
    )

    assert signatures(result)["alpha"][0] == "Host University on behalf of Alpha Limited (cluster)"


def test_who_signs_for_a_party_is_asked_for_in_its_first_row(tmp_path: Path) -> None:
    """A party of which nobody knows who signs has a first row to fill in."""
    document = made(tmp_path, LAW, {"parties": parties("Alpha")}).bundle.documents[0]
    (block,) = [block for part in document.parts for block in part.signatures]

    assert [line.name.question for line in block.lines] == ["parties[alpha].representatives[1].name"]


@pytest.mark.parametrize(("country", "wanted", "count"), [("IT", True, 2), ("IT", False, 1), ("FR", True, 1)])
def test_an_italian_party_signs_twice_where_that_was_asked_for(
    tmp_path: Path, country: str, wanted: bool, count: int
) -> None:
    """The second signature approves onerous clauses; it stands in Italian blocks only, with its purpose."""
    raw = {
        "parties": parties("Alpha", seat={"country": country, "city": "X"}),
        "document": {"second_signature": wanted},
    }
    questions = "questions:\n  - {key: document.second_signature, type: yesno, label: Second, required: false}\n"

    document = made(tmp_path, LAW, raw, questions=questions).bundle.documents[0]
    (block,) = [block for part in document.parts for block in part.signatures]

    assert len(block.lines) == count
    assert [bool(line.purpose) for line in block.lines] == [False, True][:count]
    assert len({(line.name, line.capacity) for line in block.lines}) == 1


REGISTER = """\
| No. | Title | Parties | Version |
|:--|:--|:--|:--|
::: each a in annexes
| {{ a.number }} | {{ a.title }} | {{ a.parties | names }} | {{ a.version }} |
:::
"""


def test_the_register_lists_the_annexes_as_they_are(tmp_path: Path) -> None:
    """Number, title, parties and version are those that stand on the annexes."""
    annexes = [
        {**ANNEX, "document": {"title": "Rooms", "version": "3"}},
        {"id": "x2", "type": "annex-x", "parties": ["alpha"]},
    ]
    outlines = {"agreement": ["gen-register"], "annex-x": ["gen-law"]}

    result = made(tmp_path, {**LAW, "gen-register": REGISTER}, {"annexes": annexes}, outlines=outlines)

    assert lines(result)[2:] == ["1 | Rooms | Beta and Alpha | 3", "2 | X | Alpha | 1"]


def test_what_survives_and_what_is_protected_is_listed_with_its_number(tmp_path: Path) -> None:
    """Only clauses that are in the document, each by reference, those that survive with their sentence."""
    clauses = {
        "gen-law": "survives: for five years\n---\n1. Law.\n2. End.\n",
        "gen-off": "survives: for ever\nprotected: true\nwhen: count(parties) > 2\n---\n1. Off.\n2. End.\n",
        "gen-core": "protected: true\n---\n1. Core.\n2. End.\n",
        "gen-list": "1. Surviving.\n::: each s in survivals\n2. {{ s.reference }} {{ s.sentence }}.\n:::\n"
        "::: each s in protected_clauses\n3. {{ s.reference }} ({{ s.title }}).\n:::\n",
    }

    assert lines(made(tmp_path, clauses))[-3:] == [
        "3.1 Surviving.",
        "3.2 Clause 1 for five years.",
        "3.3 Clause 2 (Core).",
    ]


def test_special_terms_stand_after_their_clause_in_the_order_they_were_written(tmp_path: Path) -> None:
    """Two after one clause keep their order; one after a clause that is left out follows the clause before it."""
    clauses = {
        "gen-a": "1. A.\n2. B.\n",
        "gen-off": "when: count(parties) > 2\n---\n1. A.\n2. B.\n",
        "gen-b": "1. A.\n2. B.\n",
    }
    special = [
        {"after": "gen-a", "title": "One", "text": "T."},
        {"after": "gen-off", "title": "Two", "text": "T."},
        {"after": "gen-b", "title": "Last", "text": "T."},
    ]

    printed = lines(made(tmp_path, clauses, {"special_terms": special}))

    assert [line for line in printed if "." not in line] == ["1 A", "2 One", "3 Two", "4 B", "5 Last"]
