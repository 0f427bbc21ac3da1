"""Clauses: the list, two texts side by side, choosing one, own words."""

from __future__ import annotations

import pytest

from app.services import drafts
from app.services.desk import Desk
from app.web.differing import mark_differences
from tests.web.visitor import Visitor


def test_the_list_says_what_is_special(visitor: Visitor, dossier: str) -> None:
    """Number, heading, and what departs from the usual."""
    rows = visitor.open(f"/d/{dossier}/main/clauses").words("table.list tbody tr")

    assert "2 Price differs" in rows
    assert "Extra optional, off" in rows
    assert visitor.words("aside li") == ["Price Market price"]


def test_two_texts_stand_side_by_side(visitor: Visitor, dossier: str) -> None:
    """Both read as they would today; words of one only are marked in both."""
    visitor.open(f"/d/{dossier}/main/clauses/fp-price")

    assert visitor.words(".alt header h2") == ["Market price", "No payment"]
    assert [one.strip() for one in visitor.words(".alt .l2")] == [
        "2.1 The user pays EUR 1,500 within 45 days.",
        "2.2 The limit is 12.5 %.",
        "2.1 Access is free. Sharing covers people.",
    ]
    assert "EUR 1,500 within" in " ".join(visitor.words("mark.only"))
    assert visitor.words(".tag-accent") == ["In this draft"]


def test_guidance_positions_and_references_stand_beside(visitor: Visitor, dossier: str) -> None:
    """What a drafter needs to decide, and that no lawyer has read the text."""
    visitor.open(f"/d/{dossier}/main/clauses/fp-price")

    assert "Choose for companies." in visitor.words(".rail")[0]
    assert "Needs approval" in visitor.text
    assert "Some Act art. 1 to be verified" in visitor.words(".rail")[0]
    assert "Not read by a lawyer" in visitor.words(".rail")[0]


def test_differences_need_not_be_marked(visitor: Visitor, dossier: str) -> None:
    """The box is a choice, and the compared pair stands in the address."""
    visitor.open(f"/d/{dossier}/main/clauses/fp-price?a=free&b=market&compared=1")

    assert visitor.words(".alt header h2") == ["No payment", "Market price"]
    assert visitor.all("mark.only") == []


def test_use_this_text_switches_and_is_undone(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """The other text is in the draft at once; undo is named after it."""
    visitor.open(f"/d/{dossier}/main/clauses/gen-secrecy").press("Use this text")
    assert drafts.open_draft(desk, dossier).record["choices"] == {"gen-secrecy": "long"}

    visitor.press("Undo: Secrecy: Long text")
    assert "choices" not in drafts.open_draft(desk, dossier).record


def test_a_text_that_follows_from_an_answer_says_so(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Using it gives that answer, so that text and answer never contradict each other."""
    visitor.open(f"/d/{dossier}/main/clauses/fp-price")
    assert "Follows from “How is access paid for?: No payment”." in visitor.text

    visitor.press("Use this text")

    record = drafts.open_draft(desk, dossier).record
    assert (record["price"]["model"], record.get("choices")) == ("free", None)


def test_an_optional_clause_is_put_in_and_left_out(visitor: Visitor, dossier: str) -> None:
    """The text of the document follows."""
    visitor.open(f"/d/{dossier}/main/clauses/gen-extra").press("Put it in")
    assert "until 31 December 2028" in visitor.open(f"/d/{dossier}/main/text").text

    visitor.open(f"/d/{dossier}/main/clauses/gen-extra").press("Leave it out")
    assert "An extra rule" not in visitor.open(f"/d/{dossier}/main/text").text


def test_own_wording_takes_the_place_of_the_text(visitor: Visitor, dossier: str) -> None:
    """It is marked as not from the library, and the library's text can be taken again."""
    page = f"/d/{dossier}/main/clauses/gen-secrecy"
    visitor.open(page).press("Use the own wording", {"text": "We keep quiet.\n\nFor ever."})
    assert "Not from the library" in visitor.text
    assert "We keep quiet." in visitor.open(f"/d/{dossier}/main/text").text

    visitor.open(page).press("Take the library's text again")
    assert "Each Party keeps secrets." in visitor.open(f"/d/{dossier}/main/text").text


def test_a_special_term_gets_its_own_number(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """It stands after its clause, is changed and removed."""
    page = f"/d/{dossier}/main/clauses/gen-secrecy"
    visitor.open(page).press("Add the special term", {"title": "First year", "text": "Each Party proposes."})
    assert "4 First year special term" in visitor.open(f"/d/{dossier}/main/clauses").words("table.list tbody tr")

    visitor.open(page).press("Save the special term", {"title": "First year", "text": "Each Party meets."})
    assert "Each Party meets." in visitor.open(f"/d/{dossier}/main/text").text

    visitor.open(page).press("Remove it")
    assert "special_terms" not in drafts.open_draft(desk, dossier).record


@pytest.mark.parametrize("path", ["nothing", "fp-price?a=gratis", "fp-price?a=free&b=gratis", "fa-use"])
def test_what_the_document_has_no_place_for_is_not_there(visitor: Visitor, dossier: str, path: str) -> None:
    """An unknown clause or text leads to a page that says so."""
    visitor.open(f"/d/{dossier}/main/clauses/{path}", status=404)


@pytest.mark.parametrize("act", ["use:gratis", "switch:maybe", "burn:"])
def test_a_forged_choice_changes_nothing(visitor: Visitor, desk: Desk, dossier: str, act: str) -> None:
    """Only what the page offers can be chosen."""
    visitor.open(f"/d/{dossier}/main/clauses/fp-price")
    fields = [("csrf_token", visitor.token), ("revision", "1"), ("act", act)]

    visitor.send(f"/d/{dossier}/main/clauses/fp-price", fields, status=404 if act.startswith("use") else 400)

    assert drafts.open_draft(desk, dossier).revision.number == 1


def test_marks_never_cross_a_tag() -> None:
    """Words are compared without their tags, which stay where they are."""
    one, other = mark_differences("<p>The <b>big cat</b> sleeps.</p>", "<p>The <b>dog</b> sleeps.</p>")

    assert one == '<p>The <b><mark class="only">big cat</mark></b> sleeps.</p>'
    assert other == '<p>The <b><mark class="only">dog</mark></b> sleeps.</p>'


def test_numbers_are_not_compared() -> None:
    """A text that is numbered anew is the same text, and a reference to it too."""
    one = '<p><span class="num">2.1 </span>As in <a href="#x">Clause 3.1</a>, it rains.</p>'
    other = '<p><span class="num">2.4 </span>As in <a href="#x">Clause 3.9</a>, it rains.</p>'

    assert mark_differences(one, other) == (one, other)


def test_the_text_on_screen_links_each_blank_to_its_question(visitor: Visitor, fresh: str) -> None:
    """A blank is a link that opens the page on which it is answered."""
    visitor.open(f"/d/{fresh}/main/text")
    link = next(one.get("href") for one in visitor.all("a.ph") if one.get("data-question") == "law.country")

    visitor.open(link.partition("#")[0])

    assert visitor.one(f"#{link.partition('#')[2]}").get("data-key") == "law.country"


def test_the_library_is_open_to_read(visitor: Visitor) -> None:
    """Every clause has a page with its texts as their author wrote them, and says whether a lawyer has read it."""
    visitor.open("/library")
    assert "Price" in visitor.words(".docs b")

    visitor.open("/library/clauses/fp-price")
    assert visitor.words(".alt header h2") == ["No payment", "Market price"]
    assert "Fee" in visitor.words(".var")
    assert "Not read by a lawyer" in visitor.text
    visitor.open("/library/clauses/gen-tools")
    assert "For each t in tools.tools:" in visitor.words(".cond")
    visitor.open("/library/clauses/nothing", status=404)


def test_differences_from_the_preferred_text_are_marked_word_by_word(visitor: Visitor, dossier: str) -> None:
    """Other texts, own wording and special terms, each as what it is; own words are text and never markup."""
    page = f"/d/{dossier}/main/clauses"
    visitor.open(f"{page}/gen-purpose").press("act=own", {"text": "1. The aim is to <b>sing</b>."})
    visitor.open(f"{page}/differences")

    assert next(title.partition(" ")[2] for title in visitor.words("article h2")) == "Purpose"
    assert "Not from the library" in visitor.text
    assert any("<b>sing</b>" in text for text in visitor.words("ins"))
    assert visitor.all("article b") == []
    assert "removed: " in " ".join(visitor.words("del"))


def test_a_draft_of_preferred_texts_has_no_differences(visitor: Visitor, fresh: str) -> None:
    """The page says so."""
    assert (
        "Nowhere: every clause has the text that the library prefers."
        in visitor.open(f"/d/{fresh}/main/clauses/differences").text
    )
