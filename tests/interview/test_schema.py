from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.errors import AnswersError
from app.interview import read_answers, schema
from app.model.library import Library

PARTIES = [{"id": "alpine", "legal_name": "Alpine"}, {"id": "costa", "seat": {"country": "ES"}}]


def contract(**groups: Any) -> dict[str, Any]:
    return {"document": {"type": "contract"}, "parties": PARTIES, **groups}


GOOD = [
    contract(),
    contract(law={"country": "NO", "forum": "courts", "exclusive": True}, term={"months": 36, "grace": {"days": 5}}),
    contract(term={"months": 9999}, money={"fee": {"amount": 5.5, "currency": "EUR"}, "share_pct": 120}),
    contract(term={"months": "TBC", "end_date": None}, offers="TBC"),
    contract(purpose={"categories": ["hr"], "text": ""}, committee={"chair": "alpine", "members": []}),
    contract(offers=[{"party": "alpine", "title": "x"}, {"id": "o2", "party": "TBC", "title": "y", "days": 3}]),
    contract(parties=[{"id": "alpine", "contact": "TBC", "representatives": [{"name": "TBC", "sole": False}]}]),
    contract(choices={"gen-law": "arb", "gen-term": "off", "gen-purpose": {"text": "Own."}}),
    contract(special_terms=[{"after": "gen-law", "title": "T", "text": "X"}]),
    contract(annexes=[{"id": "u1", "type": "annex-use", "parties": ["costa"], "law": {"country": "ES"}}]),
    contract(use={"rules": "Ask first."}),
    contract(document={"type": "contract", "title": "T", "languages": ["en", "fr"], "binding_level": "light"}),
]
BAD = [
    {},
    [],
    contract(document={"type": "contrat"}),
    contract(document={"type": "contract", "mode": "joined"}),
    contract(document={"type": "contract", "titel": "T"}),
    contract(lawe={}),
    contract(law={"contry": "NO"}),
    contract(law={"country": "Norway"}),
    contract(law={"language": "EN"}),
    contract(law={"exclusive": "yes"}),
    contract(law={"forum": "court"}),
    contract(term={"months": "36"}),
    contract(term={"end_date": "soon"}),
    contract(term={"grace": {"fortnights": 1}}),
    contract(term={"grace": {"days": 1, "weeks": 1}}),
    contract(money={"fee": {"amount": 5}}),
    contract(money={"fee": 5}),
    contract(purpose={"categories": ["cars"]}),
    contract(purpose={"text": "a\x00b"}),
    contract(purpose={"text": "x" * 100_001}),
    contract(offers=[{"party": "alpine", "colour": "red"}]),
    contract(offers=[{"id": "a b", "party": "alpine"}]),
    contract(offers={"party": "alpine"}),
    contract(parties=[{"legal_name": "no id"}]),
    contract(parties=[{"id": "Alpine"}]),
    contract(parties=[{"id": "alpine", "seat": {"town": "x"}}]),
    contract(choices={"gen-law": "courtly"}),
    contract(choices={"gen-lawn": "courts"}),
    contract(choices={"gen-law": {"txt": "x"}}),
    contract(special_terms=[{"after": "gen-lawn", "title": "T", "text": "X"}]),
    contract(special_terms=[{"after": "gen-law", "title": "T"}]),
    contract(annexes=[{"type": "annex-use"}]),
    contract(annexes=[{"id": "u1", "type": "contract"}]),
    contract(annexes=[{"id": "u1", "type": "annex-use", "purpose": {"tekst": "x"}}]),
]


@pytest.fixture(scope="session")
def validator(small: Library) -> Draft202012Validator:
    return Draft202012Validator(schema(small, small.outlines["contract"]))


def is_read(raw: Any, small: Library) -> bool:
    try:
        read_answers(raw, small, line_of=len, file="a.yaml")
    except AnswersError:
        return False
    return True


@pytest.mark.parametrize("document", ["contract", "annex-use"])
def test_the_schema_is_valid_by_its_own_dialect(small: Library, document: str) -> None:
    """The schema of each document type is a JSON Schema of draft 2020-12."""
    made = schema(small, small.outlines[document])

    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("raw", GOOD)
def test_what_is_read_fits_the_schema(small: Library, validator: Draft202012Validator, raw: Any) -> None:
    """Good answers are good for both."""
    assert is_read(raw, small)
    assert [error.message for error in validator.iter_errors(raw)] == []


@pytest.mark.parametrize("raw", BAD)
def test_what_is_refused_does_not_fit_the_schema(small: Library, validator: Draft202012Validator, raw: Any) -> None:
    """Bad answers are bad for both."""
    assert not is_read(raw, small)
    assert not validator.is_valid(raw)


def test_the_schema_of_an_annex_takes_both_kinds_of_framework(small: Library) -> None:
    """A joined annex gives its framework's file, with parties by id, or reference and date, with parties in full."""
    validator = Draft202012Validator(schema(small, small.outlines["annex-use"]))
    document = {"type": "annex-use", "mode": "joined"}

    assert validator.is_valid(
        {"document": {**document, "framework": "contract.yaml", "id": "u1"}, "parties": ["costa"]}
    )
    assert validator.is_valid({"document": {**document, "framework": {"reference": "R"}}, "parties": PARTIES})
    assert not validator.is_valid({"document": {**document, "framework": {"referenz": "R"}}})


def test_the_schema_explains_each_question(small: Library) -> None:
    """Label, limits and options stand in the schema."""
    made = schema(small, small.outlines["contract"])
    reference = made["properties"]["term"]["anyOf"][0]["properties"]["months"]["$ref"]
    months = made["$defs"][reference.rpartition("/")[2]]

    assert months["title"] == "Months"
    assert months["description"] == "Expected: 1 to 240."


def test_the_schema_knows_every_alternative_of_every_placed_clause(small: Library) -> None:
    """Choices list what can be chosen."""
    choices = schema(small, small.outlines["contract"])["properties"]["choices"]["properties"]

    assert {"gen-parties", "gen-purpose", "gen-law", "gen-term"} == set(choices)
    assert choices["gen-law"]["anyOf"][0]["enum"] == ["courts", "arb", "on", "off", None]
