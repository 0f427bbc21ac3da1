from __future__ import annotations

import datetime
from typing import Any

from app.assembly import assemble
from app.interview import InterviewPage, gaps_of, pages, read_answers
from app.model.answers import Answers
from app.model.library import Library
from tests.build import PROJECT
from tests.interview.test_read_answers import OTHER, PARTY


def asked(small: Library, of: str = "main", **groups: Any) -> tuple[InterviewPage, ...]:
    raw = {"document": {"type": "contract"}, "parties": [PARTY, OTHER], **groups}
    answers = read_answers(raw, small, line_of=len, file="a.yaml")
    assembled = assemble(small, answers, today=datetime.date(2027, 3, 1))
    outline = small.outlines["contract" if of == "main" else "annex-use"]
    return pages(outline, small, assembled, of, answers=answers)


def keys(page: InterviewPage) -> list[str]:
    return [one.question.key for one in page.questions]


def page(listed: tuple[InterviewPage, ...], identifier: str) -> InterviewPage:
    return next(one for one in listed if one.id == identifier)


def test_the_page_of_the_parties_comes_first(small: Library) -> None:
    """Whatever the outline lists, the parties are entered first."""
    assert asked(small)[0].id == "parties"
    assert [one.id for one in asked(small)] == ["parties", "law", "term", "rest"]


def test_only_what_the_chosen_clauses_use_is_asked(small: Library) -> None:
    """A question appears when the answer or choice that needs it does, and disappears with it."""
    courts = asked(small, law={"forum": "courts"})
    arbitration = asked(small, choices={"gen-law": "arb"})

    assert "law.language" not in keys(page(courts, "law"))
    assert "law.language" in keys(page(arbitration, "law"))
    assert "law.country" in keys(page(courts, "term"))
    assert all("law.country" not in keys(one) for one in arbitration)


def test_a_page_that_names_a_question_has_it_before_one_that_names_its_group(small: Library) -> None:
    """`law.country` stands on the page that names it, not on that of `law.*`."""
    listed = asked(small, law={"forum": "courts"})

    assert keys(page(listed, "term"))[:2] == ["term.months", "law.country"]
    assert "law.country" not in keys(page(listed, "law"))


def test_a_question_that_no_page_names_stands_with_those_of_its_clause(small: Library) -> None:
    """Nothing that is used is left unasked: `term.own_days` and the fee are named by no page."""
    listed = asked(small)

    assert "term.own_days" in keys(page(listed, "term"))
    assert "money.fee" in keys(page(listed, "rest"))


def test_each_question_is_asked_once(small: Library) -> None:
    """A question that several clauses use stands on one page."""
    every = [key for one in asked(small, law={"forum": "courts"}) for key in keys(one)]

    assert len(every) == len(set(every))


def test_a_question_says_which_clause_asks(small: Library) -> None:
    """The number and title of the clause stand beside the question."""
    listed = asked(small, law={"forum": "courts"})
    country = next(one for one in page(listed, "term").questions if one.question.key == "law.country")

    assert (country.clause, country.clause_title) == ("gen-law", "Law")
    assert country.clause_number == "3"


def test_pages_count_what_is_answered_missing_and_to_be_confirmed(small: Library) -> None:
    """The side bar of the interview can say what is left."""
    purpose = page(asked(small, purpose={"text": "To share."}, document={"type": "contract", "title": "TBC"}), "rest")
    states = {one.question.key: one.state for one in purpose.questions}

    assert states["purpose.text"] == "given"
    assert states["purpose.categories"] == "missing"
    assert purpose.answered + purpose.missing + purpose.to_confirm == len(purpose.questions)
    assert purpose.missing >= 1


def test_an_annex_has_pages_of_its_own_with_what_it_inherits(small: Library) -> None:
    """What the framework answered is shown as inherited."""
    annexes = [{"id": "u1", "type": "annex-use", "law": {"forum": "courts"}}]

    listed = asked(small, "u1", law={"country": "DE", "forum": "courts"}, annexes=annexes)

    states = {one.question.key: one.state for page in listed for one in page.questions}
    assert [one.id for one in listed] == ["parties", "answers"]
    assert states["law.country"] == "inherited"
    assert states["use.rules"] == "missing"


def test_the_parties_page_counts_the_gaps_of_all_parties(small: Library) -> None:
    """Missing fields of parties are counted where parties are entered."""
    first = asked(small)[0]
    single = gaps_of(PARTY, small)

    assert first.missing > len(single.missing) > 0
    assert "seat.street" in single.missing


def test_a_field_of_a_party_that_does_not_apply_is_no_gap(small: Library) -> None:
    """A host entity is asked of parties without legal personality only; a reason stands for the register."""
    able = gaps_of({**PARTY, "has_legal_personality": True, "register_exempt_reason": "By law"}, small)
    unable = gaps_of({**PARTY, "has_legal_personality": False, "contact": {"name": "TBC"}}, small)

    assert not {"signing_entity.legal_name", "register_no", "register_name"} & set(able.missing)
    assert {"signing_entity.legal_name", "register_no"} <= set(unable.missing)
    assert unable.to_confirm == ("contact.name",)


def test_the_party_model_is_the_one_of_the_project(small: Library) -> None:
    """The fields come from clauses/_questions/parties.yaml, so that forms, files and texts agree."""
    fields = {field.key for field in small.party_fields}
    wanted = {
        "legal_name",
        "short_name",
        "seat.country",
        "representatives",
        "signing_entity.mandate_date",
        "contact.email",
    }

    assert (PROJECT / "clauses" / "_questions" / "parties.yaml").is_file()
    assert wanted <= fields


def test_answers_without_parties_still_have_pages(small: Library) -> None:
    """An empty start has something to show."""
    answers = Answers(type="contract")
    assembled = assemble(small, answers, today=datetime.date(2027, 3, 1))

    listed = pages(small.outlines["contract"], small, assembled, "main", answers=answers)

    assert listed[0].missing == 0
    assert len(listed) > 1
