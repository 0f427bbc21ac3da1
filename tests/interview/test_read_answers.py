from __future__ import annotations

from typing import Any

import pytest

from app.errors import AnswersError, Mistake
from app.interview import read_answers
from app.model.answers import Answers, OwnText, SpecialTerm
from app.model.library import Library

PARTY = {"id": "alpine", "legal_name": "Alpine e.V.", "seat": {"city": "Musterstadt", "country": "DE"}}
OTHER = {"id": "costa", "legal_name": "Costa", "seat": {"country": "ES"}}


def read(small: Library, framework: Answers | None = None, **groups: Any) -> Answers:
    raw = {"document": {"type": "contract"}, "parties": [PARTY, OTHER], **groups}
    return read_answers(raw, small, line_of=len, file="answers.yaml", framework=framework)


def refused(small: Library, **groups: Any) -> tuple[Mistake, ...]:
    with pytest.raises(AnswersError) as caught:
        read(small, **groups)
    return caught.value.mistakes


def test_answers_of_every_type_are_kept_as_they_stand_in_the_file(small: Library) -> None:
    """Each type of answer comes out in the form in which it went in."""
    groups = {
        "purpose": {"text": "Find what one has\nand the other lacks.", "categories": ["hr", "facilities"]},
        "law": {"country": "NO", "language": "en", "exclusive": False, "forum": "courts"},
        "term": {"months": 36, "end_date": "2028-02-29", "grace": {"months": 3}},
        "money": {"fee": {"amount": 1250.5, "currency": "EUR"}, "share_pct": 12.5},
        "committee": {"chair": "alpine", "members": ["costa", "alpine"]},
        "offers": [{"id": "o1", "party": "costa", "title": "Imaging", "price": {"amount": 1, "currency": "CHF"}}],
    }

    answers = read(small, **groups)

    assert groups == dict(answers.groups)
    assert answers.parties == (PARTY, OTHER)


def test_every_mistake_is_told_at_once_in_the_order_of_lines(small: Library) -> None:
    """Five mistakes in five places come in one error."""
    mistakes = refused(
        small,
        law={"contry": "DE", "country": "Germany"},
        term={"months": "36"},
        parties=[PARTY, {**OTHER, "seat": {"town": "Vilamar"}}],
        choices={"gen-lawn": "courts"},
    )

    assert len(mistakes) == 5
    assert sorted(mistake.line for mistake in mistakes) == [mistake.line for mistake in mistakes]


@pytest.mark.parametrize(
    ("groups", "key", "nearest"),
    [
        ({"law": {"contry": "DE"}}, "law.contry", "law.country"),
        ({"lawe": {"country": "DE"}}, "lawe", "law"),
        ({"law": {"withdrawal_allowed": True}}, "law.withdrawal_allowed", "term.withdrawal_allowed"),
        ({"document": {"type": "contract", "titel": "X"}}, "document.titel", "document.title"),
        ({"parties": [{**PARTY, "legalname": "A"}]}, "parties[alpine].legalname", "parties[alpine].legal_name"),
        (
            {"parties": [{**PARTY, "seat": {"contry": "DE"}}]},
            "parties[alpine].seat.contry",
            "parties[alpine].seat.country",
        ),
        ({"partys": []}, "partys", "parties"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(
    small: Library, groups: dict[str, Any], key: str, nearest: str
) -> None:
    """A mistyped key is told with what was probably meant."""
    (mistake,) = refused(small, **groups)

    assert f"The key “{key}” is not known." == mistake.message
    assert f"The nearest known key is “{nearest}”." == mistake.hint


def test_an_unknown_document_type_is_named_with_the_nearest_one(small: Library) -> None:
    """A mistyped document type is told with what was probably meant."""
    (mistake,) = refused(small, document={"type": "contrat"})

    assert "contrat" in mistake.message
    assert "“contract”" in mistake.hint


@pytest.mark.parametrize(
    "raw", [None, [], "text", {}, {"document": {}}, {"document": "contract"}, {"document": {"type": 7}}]
)
def test_a_file_without_a_document_type_is_refused(small: Library, raw: Any) -> None:
    """Whatever is no group with a document type ends in a plain error."""
    with pytest.raises(AnswersError):
        read_answers(raw, small, line_of=len, file="answers.yaml")


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ({"parties": {"id": "alpine"}}, "“parties” has to be a list"),
        ({"parties": ["alpine"]}, "Party 1 has to be a group of keys"),
        ({"law": ["DE"]}, "“law” has to be a group of keys, not a list"),
        ({"law": "DE"}, "“law” has to be a group of keys, not text"),
        ({"choices": ["gen-law"]}, "“choices” has to be a group of keys"),
        ({"special_terms": {"after": "gen-law"}}, "“special_terms” has to be a list"),
        ({"special_terms": [{"after": {}, "title": "T", "text": "X"}]}, "“special_terms[1].after” has to be a clause"),
        ({"annexes": {"id": "a1"}}, "“annexes” has to be a list"),
        ({"annexes": ["a1"]}, "An annex has to be a group of keys"),
        ({"offers": {"party": "alpine"}}, "“offers” has to be a list of rows"),
        ({"offers": ["Imaging"]}, "has to be a row with the columns"),
    ],
)
def test_a_wrong_shape_is_refused(small: Library, groups: dict[str, Any], words: str) -> None:
    """Lists where groups belong, and the other way round, are named."""
    assert words in refused(small, **groups)[0].message


def test_two_parties_cannot_have_the_same_id(small: Library) -> None:
    """Ids tell parties apart."""
    (mistake,) = refused(small, parties=[PARTY, PARTY])

    assert "“alpine” stands at another party already" in mistake.message


@pytest.mark.parametrize("identifier", ["", "A", "Alpine", "x" * 41, "a/b", "..", 7, "a\u0000"])
def test_an_id_has_small_letters_digits_and_hyphens(small: Library, identifier: Any) -> None:
    """An id goes into addresses and file names, so its form is fixed."""
    (mistake,) = refused(small, parties=[{**PARTY, "id": identifier}])

    assert "parties[1].id" in mistake.message


def test_two_hundred_parties_are_possible_and_one_more_is_not(small: Library) -> None:
    """The limit of parties is 200."""
    parties = [{"id": f"party-{number}"} for number in range(201)]

    assert len(read(small, parties=parties[:200]).parties) == 200
    assert "201 parties" in refused(small, parties=parties)[0].message


def test_five_thousand_rows_are_possible_and_one_more_is_not(small: Library) -> None:
    """The limit of rows is 5,000."""
    rows = [{"party": "alpine", "title": "x"} for _ in range(5001)]

    assert len(read(small, offers=rows[:5000]).groups["offers"]) == 5000
    assert "5,001 rows" in refused(small, offers=rows)[0].message


def test_one_party_or_none_is_no_wrong_file(small: Library) -> None:
    """How many parties a contract needs is for the review: a draft can be made with one."""
    assert len(read(small, parties=[PARTY]).parties) == 1
    assert read(small, parties=None).parties == ()


@pytest.mark.parametrize(
    ("groups", "key"),
    [
        ({"purpose": {"text": "a\x00b"}}, "purpose.text"),
        ({"purpose": {"text": "a\x1bb"}}, "purpose.text"),
        ({"purpose": {"text": "a\x85b"}}, "purpose.text"),
        ({"purpose": {"text": "a\ud800b"}}, "purpose.text"),
        ({"purpose": {"text": "a\uffffb"}}, "purpose.text"),
        ({"parties": [{**PARTY, "legal_name": "A\x07"}]}, "parties[alpine].legal_name"),
        ({"offers": [{"party": "alpine", "title": "x\x00"}]}, "“title” in row 1 of “offers”"),
        ({"choices": {"gen-law": {"text": "a\x00"}}}, "choices.gen-law.text"),
        ({"special_terms": [{"after": "gen-law", "title": "T", "text": "a\x00"}]}, "special_terms[1].text"),
        ({"purpose": {"text": "x" * 1_000_000}}, "purpose.text"),
    ],
)
def test_what_no_document_can_print_is_refused_with_the_name_of_its_question(
    small: Library, groups: dict[str, Any], key: str
) -> None:
    """Controls, halves of character pairs and endless texts are refused; the message does not repeat them."""
    (mistake,) = refused(small, **groups)

    assert key in mistake.message
    assert len(str(mistake)) < 300
    assert str(mistake).encode("utf-8").decode().isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "**bold**",
        "| a |",
        "1. x",
        "# x",
        "<script>",
        "[[gen-law]]",
        ":::",
        "&amp;",
        "Völgy u. 41.",
        "Świszcz",
        "Ελλάδα",
        "Кирилица",
        "שלום",
        "مرحبا",
        "é",
        "\u202eabc\u202c",
    ],
)
def test_marks_and_letters_of_all_languages_stay_as_they_were_typed(small: Library, text: str) -> None:
    """What a person types is data."""
    assert text == read(small, purpose={"text": text}).groups["purpose"]["text"]


def test_an_empty_answer_is_no_answer(small: Library) -> None:
    """An empty text and an absent value are left out."""
    answers = read(small, law={"country": None, "forum": ""}, purpose={"text": "  \n"})

    assert dict(answers.groups) == {}


def test_tbc_answers_every_type(small: Library) -> None:
    """TBC can stand for a date, a table, a party, a cell and a whole group of a party."""
    answers = read(
        small,
        term={"end_date": "TBC", "months": "TBC"},
        offers=[{"party": "TBC", "title": "TBC"}],
        committee={"chair": "TBC", "members": "TBC"},
        parties=[{**PARTY, "contact": "TBC"}, OTHER],
    )

    assert "TBC" == answers.groups["term"]["months"] == answers.groups["offers"][0]["party"]
    assert answers.parties[0]["contact"] == {"name": "TBC", "function": "TBC", "email": "TBC"}


def test_a_value_outside_its_limits_is_kept(small: Library) -> None:
    """Limits are plausibility: the review reports them, a draft can be made."""
    assert read(small, term={"months": 999}).groups["term"]["months"] == 999


def test_a_party_that_is_not_listed_is_refused_as_an_answer(small: Library) -> None:
    """An answer can name only parties of the document."""
    (mistake,) = refused(small, committee={"chair": "alpina"})

    assert mistake.message == "“committee.chair” names the party “alpina”, which is not listed."
    assert "“alpine”" in mistake.hint


def test_choices_are_alternatives_switches_or_own_wording(small: Library) -> None:
    """All four kinds of choices are read."""
    answers = read(small, choices={"gen-law": "arb", "gen-term": "off", "gen-purpose": {"text": "Our own.\n\nTwo."}})

    assert {"gen-law": "arb", "gen-term": "off", "gen-purpose": OwnText("Our own.\n\nTwo.")} == dict(answers.choices)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"gen-law": "court"}, "The nearest known alternative is “courts”."),
        ({"gen-lew": "courts"}, "The nearest known clause is “gen-law”."),
        ({"fa-use": "standard"}, "The nearest known clause is"),
        ({"gen-law": True}, "has to be one of courts, arb, on, off"),
        ({"gen-law": {"txt": "x"}}, "The nearest known key is “choices.gen-law.text”."),
        ({"gen-law": {"text": " "}}, "“choices.gen-law.text” is empty."),
        ({"gen-law": {}}, "is empty"),
    ],
)
def test_an_unknown_alternative_or_clause_is_refused(small: Library, choice: dict[str, Any], words: str) -> None:
    """A choice that the library does not have is named, with the nearest one."""
    told = " ".join(f"{mistake.message} {mistake.hint}" for mistake in refused(small, choices=choice))

    assert words in told


def test_special_terms_follow_a_clause_of_the_document(small: Library) -> None:
    """A special term has a title, a text and its place."""
    term = {"after": "gen-law", "title": "First year", "text": "Each Party proposes something."}

    assert (SpecialTerm(**term),) == read(small, special_terms=[term]).special_terms
    assert "gen-law" in refused(small, special_terms=[{**term, "after": "gen-lav"}])[0].hint
    assert "special_terms[1].title" in refused(small, special_terms=[{**term, "title": ""}])[0].message


def test_an_annex_has_its_own_answers_choices_and_parties(small: Library) -> None:
    """An annex is read against its own document type."""
    annex = {
        "id": "u1",
        "type": "annex-use",
        "parties": ["costa"],
        "use": {"rules": "Ask first."},
        "law": {"country": "ES"},
        "choices": {"gen-law": "arb"},
        "document": {"title": "Use of the laboratory"},
    }

    (read_annex,) = read(small, annexes=[annex]).annexes

    assert (read_annex.id, read_annex.type, read_annex.mode) == ("u1", "annex-use", "joined")
    assert read_annex.taking_part == ("costa",)
    assert dict(read_annex.groups) == {"use": {"rules": "Ask first."}, "law": {"country": "ES"}}
    assert dict(read_annex.document) == {"title": "Use of the laboratory"}


def test_all_parties_take_part_in_an_annex_that_names_none(small: Library) -> None:
    """What an annex omits it inherits, its parties too."""
    (annex,) = read(small, annexes=[{"id": "u1", "type": "annex-use"}]).annexes

    assert annex.taking_part == ("alpine", "costa")


def test_a_stranger_in_an_annex_is_left_to_the_review(small: Library) -> None:
    """That a participant is no party is a finding (PAR-08), so a draft can be made."""
    (annex,) = read(small, annexes=[{"id": "u1", "type": "annex-use", "parties": ["alpine", "norda"]}]).annexes

    assert annex.taking_part == ("alpine", "norda")


@pytest.mark.parametrize(
    ("annexes", "words"),
    [
        ([{"type": "annex-use"}], "“annexes.id” is missing"),
        ([{"id": "main", "type": "annex-use"}], "taken already"),
        ([{"id": "u1", "type": "annex-use"}, {"id": "u1", "type": "annex-use"}], "taken already"),
        ([{"id": "u1", "type": "contract"}], "The document type “contract” is not known"),
        ([{"id": "u1", "type": "annex-us"}], "The document type “annex-us” is not known"),
        ([{"id": "u1", "type": "annex-use", "parties": ["costa", "costa"]}], "stands here twice"),
        ([{"id": "u1", "type": "annex-use", "purpose": {"tekst": "x"}}], "purpose.tekst"),
        ([{"id": "u1", "type": "annex-use", "annexes": []}], "“annexes” is not known"),
    ],
)
def test_a_wrong_annex_is_refused(small: Library, annexes: list[Any], words: str) -> None:
    """Ids, types, keys and participants of annexes are checked like those of the contract."""
    assert words in refused(small, annexes=annexes)[0].message


def test_a_contract_can_answer_what_its_annexes_inherit(small: Library) -> None:
    """A question of an annex's own clause may be answered once, in the framework."""
    assert read(small, use={"rules": "Ask."}).groups["use"]["rules"] == "Ask."


def test_a_standalone_annex_has_parties_and_the_shared_clauses(small: Library) -> None:
    """What a standalone annex adds by itself can be chosen and switched like what its outline places."""
    answers = read(small, document={"type": "annex-use", "mode": "standalone"}, choices={"gen-term": "off"})

    assert answers.mode == "standalone"
    assert dict(answers.choices) == {"gen-term": "off"}
    assert answers.taking_part == ()


def test_a_joined_annex_can_give_reference_and_date_of_its_framework(small: Library) -> None:
    """Without the framework's answers the annex carries the parties itself."""
    document = {"type": "annex-use", "mode": "joined", "framework": {"reference": "MC-2027-001", "date": "2027-03-01"}}

    answers = read(small, document=document)

    assert answers.framework == {"reference": "MC-2027-001", "date": "2027-03-01"}
    assert answers.taking_part == ("alpine", "costa")
    assert answers.id == "main"


def test_a_joined_annex_of_a_known_framework_names_its_parties_by_id(small: Library) -> None:
    """With the framework's answers the annex has ids of parties, and an id of its own."""
    framework = read(small)

    annex = read(
        small,
        framework,
        document={"type": "annex-use", "mode": "joined", "framework": "contract.yaml", "id": "use-2"},
        parties=["costa"],
        committee={"chair": "alpine"},
    )

    assert (annex.id, annex.taking_part, annex.parties) == ("use-2", ("costa",), ())


@pytest.mark.parametrize(
    "document",
    [
        {"type": "contract", "mode": "joined"},
        {"type": "contract", "framework": {"reference": "X"}},
        {"type": "annex-use", "mode": "loose"},
        {"type": "annex-use", "mode": "joined", "framework": "contract.yaml"},
        {"type": "annex-use", "mode": "joined", "framework": {"referenz": "X"}},
        {"type": "annex-use", "mode": "joined", "framework": {"date": "soon"}},
        {"type": "contract", "id": "x1"},
    ],
)
def test_a_wrong_link_to_a_framework_is_refused(small: Library, document: dict[str, Any]) -> None:
    """Mode, framework and id fit together or are named."""
    assert "document." in refused(small, document=document)[0].message


def test_a_mistake_names_file_and_line(small: Library) -> None:
    """The line comes from the reader of the file, by the path of the key."""
    lines = {("term", "months"): 12, ("offers", 1, "days"): 30}
    raw = {
        "document": {"type": "contract"},
        "parties": [PARTY],
        "term": {"months": "many"},
        "offers": [{"party": "alpine"}, {"party": "alpine", "days": "few"}],
    }

    with pytest.raises(AnswersError) as caught:
        read_answers(raw, small, line_of=lambda path: lines.get(path, 1), file="a.yaml")

    first, second = (str(mistake) for mistake in caught.value.mistakes)
    assert first == "a.yaml:12: “term.months” has to be a whole number, not “many”."
    assert second == "a.yaml:30: “days” in row 2 of “offers” has to be a whole number, not “few”."


def test_a_mistake_in_an_annex_names_the_annex(small: Library) -> None:
    """Two annexes of one type in a file of one line are told apart; the contract after them has no such name."""
    annexes = [{"id": one, "type": "annex-use", "wrong_key": 1} for one in ("u1", "u2")]

    told = sorted(mistake.message for mistake in refused(small, annexes=annexes, zzz=1))

    assert told[:2] == [f"Annex “{one}”: The key “wrong_key” is not known." for one in ("u1", "u2")]
    assert told[2].startswith("The key “zzz” is not known.")


@pytest.mark.parametrize(("text", "advice"), [("a\x07", "Delete it."), ("x" * 100_001, "Shorten it.")])
def test_a_text_that_cannot_be_kept_is_told_with_what_to_do(small: Library, text: str, advice: str) -> None:
    """The hint says how to mend it."""
    term = {"after": "gen-law", "title": "T", "text": text}

    assert [mistake.hint for mistake in refused(small, special_terms=[term])] == [advice]
