"""The interview without a script: every type is typed, kept, shown again; nothing is refused, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from app.services import drafts
from app.services.desk import Desk
from app.services.record import answer
from tests.web.visitor import Visitor


def stored(desk: Desk, dossier: str, key: str, document: str = "main") -> Any:
    """Return what the dossier holds for a question."""
    return answer(drafts.open_draft(desk, dossier).record, document, key)


@pytest.mark.parametrize(
    ("page", "key", "typed", "value"),
    [
        ("aim", "purpose.text", "Share tools.\nAnd more.", "Share tools.\nAnd more."),
        ("aim", "purpose.sectors", "optics\n\nbiology\n", ["optics", "biology"]),
        ("price", "price.model", "market", "market"),
        ("price", "price.model", "TBC", "TBC"),
        ("price", "price.days", "45", 45),
        ("tools", "price.public", "yes", True),
        ("tools", "price.public", "no", False),
        ("law", "law.country", "Österreich", "AT"),
        ("law", "law.country", "be", "BE"),
        ("law", "law.language", "French", "fr"),
        ("law", "law.country", "?", "TBC"),
    ],
)
def test_an_answer_is_stored_as_it_was_meant(
    visitor: Visitor, desk: Desk, dossier: str, *, page: str, key: str, typed: Any, value: Any
) -> None:
    """Each type reads what a person types in local habits, and the page shows it again."""
    page = "price" if key == "price.public" else page
    visitor.open(f"/d/{dossier}/main/q/{page}").press("Continue", {key: typed})

    assert stored(desk, dossier, key) == value


def test_several_options_make_one_answer(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Ticked boxes are stored as a list; none ticked is no answer."""
    page = f"/d/{dossier}/main/q/price"
    visitor.open(page).press("Update", {"price.model": "free"}).press("Update", {"price.shared": ["rooms", "people"]})
    assert stored(desk, dossier, "price.shared") == ["rooms", "people"]

    visitor.press("Update", {"price.shared": []})
    assert stored(desk, dossier, "price.shared") is None


@pytest.mark.parametrize(
    ("key", "typed", "unit", "value"),
    [
        ("price.fee", "50 000", "EUR", {"amount": 50000, "currency": "EUR"}),
        ("price.fee", "50.000,50", "chf", {"amount": 50000.5, "currency": "CHF"}),
        ("price.fee", "50k", "EUR", {"amount": 50000, "currency": "EUR"}),
    ],
)
def test_money_is_read_with_its_currency(
    visitor: Visitor, desk: Desk, dossier: str, *, key: str, typed: str, unit: str, value: Any
) -> None:
    """The amount and the currency are two controls and one answer."""
    visitor.open(f"/d/{dossier}/main/q/price").press("Continue", {key: typed, f"{key}:unit": unit})

    assert stored(desk, dossier, key) == value
    assert visitor.open(f"/d/{dossier}/main/q/price").value(f"{key}:unit") == value["currency"]


@pytest.mark.parametrize("typed", ["31.12.2028", "31/12/2028", "2028-12-31", "31 Dec 2028"])
def test_a_date_is_read_back_with_its_weekday(visitor: Visitor, desk: Desk, dossier: str, typed: str) -> None:
    """Whatever the habit, the page says which day it understood."""
    visitor.open(f"/d/{dossier}/use/q/use").press("act=own:term.end_date")
    visitor.press("Continue", {"term.end_date": typed})

    assert stored(desk, dossier, "term.end_date", "use") == "2028-12-31"
    assert "31 December 2028, a Sunday" in visitor.open(f"/d/{dossier}/use/q/use").text


def test_continue_goes_on_and_back_goes_back(visitor: Visitor, dossier: str) -> None:
    """The pages follow each other; after the last all answers are checked."""
    seen = [visitor.open(f"/d/{dossier}/main/q/aim").path.rpartition("/")[2]]
    for _ in range(4):
        seen.append(visitor.press("Continue").path.rpartition("/")[2])
    back = visitor.open(f"/d/{dossier}/main/q/price").press("go=back").path

    assert seen == ["aim", "price", "tools", "law", "check"]
    assert back.endswith("/q/aim")


def test_a_page_of_the_side_bar_saves_before_it_opens(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Any page can be opened in any order, and what was typed is not lost on the way."""
    visitor.open(f"/d/{dossier}/main/q/aim").press("go=page:law", {"purpose.text": "Another aim."})

    assert visitor.path.endswith("/q/law")
    assert stored(desk, dossier, "purpose.text") == "Another aim."


def test_enter_in_a_field_continues(visitor: Visitor, dossier: str) -> None:
    """The first button of the form, which the enter key presses, is Continue and none of the side bar."""
    visitor.open(f"/d/{dossier}/main/q/price")

    buttons = [one for one in visitor.all("button[type=submit]") if _belongs(one, "answers")]
    assert (buttons[0].get("name"), buttons[0].get("value")) == ("go", "next")


def _belongs(button: Any, form: str) -> bool:
    return button.get("form") == form or any(one.get("id") == form for one in button.iterancestors("form"))


@pytest.mark.parametrize(
    ("page", "key", "typed"),
    [
        ("price", "price.days", "soon"),
        ("price", "price.limit_pct", "a tenth"),
        ("law", "law.country", "Belgum"),
        ("law", "law.language", "Klingon"),
        ("price", "price.fee", "plenty"),
        ("price", "price.days", "12\x0034"),
        ("aim", "purpose.text", "con\x07trol"),
    ],
)
def test_a_wrong_value_stays_as_typed(
    visitor: Visitor, desk: Desk, dossier: str, *, page: str, key: str, typed: str
) -> None:
    """Continue goes on; on return the value stands there with a message, and a summary leads to it."""
    visitor.open(f"/d/{dossier}/main/q/{page}").press("Continue", {key: typed})
    assert not visitor.path.endswith(f"/q/{page}")

    visitor.open(f"/d/{dossier}/main/q/{page}")

    assert stored(desk, dossier, key) is None
    shown = "".join("\N{REPLACEMENT CHARACTER}" if ord(letter) < 32 else letter for letter in typed)
    assert visitor.value(key) == shown
    summary = visitor.one("#errsum")
    link = summary.cssselect("a")[0].get("href")
    assert "1 answer needs another look" in summary.text_content()
    assert visitor.one(link).get("data-key") == key
    control = next(one for one in visitor.all("[aria-invalid=true]") if one.get("name") == key)
    assert control.get("aria-describedby").split()[-1] == visitor.all(f"{link} .msg")[0].get("id")


def test_a_mended_value_takes_the_place_of_the_typed_text(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Once the answer can be read, nothing needs another look."""
    visitor.open(f"/d/{dossier}/main/q/price").press("Continue", {"price.days": "soon"})
    visitor.open(f"/d/{dossier}/main/q/price").press("Continue", {"price.days": "20"})

    assert stored(desk, dossier, "price.days") == 20
    assert not visitor.open(f"/d/{dossier}/main/q/price").all("#errsum")


def test_an_emptied_field_has_no_answer(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Taking the text away takes the answer away."""
    visitor.open(f"/d/{dossier}/main/q/law").press("Continue", {"law.country": ""})

    assert stored(desk, dossier, "law.country") is None


def test_a_default_counts_once_the_page_is_continued(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """What the library suggests is shown from the start and becomes an answer with Continue."""
    visitor.open(f"/d/{fresh}/main/q/price")
    assert visitor.value("price.shared") == ["people"]
    assert stored(desk, fresh, "price.shared") is None

    visitor.press("Continue")

    assert stored(desk, fresh, "price.shared") == ["people"]


def test_conditional_questions_appear_and_disappear(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """Update shows what follows from an answer; a question that no longer applies keeps its answer."""
    visitor.open(f"/d/{dossier}/main/q/price").press("Update", {"price.model": "free"})
    asked = [one.get("data-key") for one in visitor.all(".q[data-key]")]

    assert visitor.path.endswith("/q/price")
    assert "price.fee" not in asked
    assert stored(desk, dossier, "price.fee") == {"amount": 1500, "currency": "EUR"}
    visitor.press("Update", {"price.model": "market"})
    assert visitor.value("price.fee") == "1500"


def test_a_field_that_a_page_did_not_show_is_left_alone(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """A question that appeared after the page was read is not emptied by sending the page."""
    visitor.open(f"/d/{dossier}/main/q/price")
    fields = [
        ("csrf_token", visitor.token),
        ("revision", "1"),
        ("shown", "price.days"),
        ("price.days", "20"),
        ("go", "stay"),
    ]

    visitor.send(f"/d/{dossier}/main/q/price", fields)

    assert (stored(desk, dossier, "price.days"), stored(desk, dossier, "price.model")) == (20, "market")


def test_a_question_names_the_clause_that_asks_it(visitor: Visitor, dossier: str) -> None:
    """The link beside the question leads to the clause in the text, which exists there."""
    visitor.open(f"/d/{dossier}/main/q/law")
    link = visitor.all(".q a.asked")[0]
    assert link.text_content() == "Clause 5"

    visitor.open(link.get("href").partition("#")[0])

    assert visitor.page.get_element_by_id(link.get("href").partition("#")[2]) is not None


def test_every_control_has_a_name_for_those_who_listen(visitor: Visitor, dossier: str) -> None:
    """Each control of each page has a label, a legend or an aria-label."""
    for page in ("aim", "price", "tools", "law"):
        visitor.open(f"/d/{dossier}/main/q/{page}")
        labelled = {one.get("for") for one in visitor.all("label")}
        controls = [one for one in visitor.all("input, select, textarea") if one.get("type") != "hidden"]
        nameless = [one.get("name") for one in controls if one.get("id") not in labelled and not one.get("aria-label")]
        assert nameless == []


def test_the_person_comes_back_to_where_they_stopped(visitor: Visitor, dossier: str) -> None:
    """The document opens on the page that was open last."""
    visitor.open(f"/d/{dossier}/main/q/tools")

    assert visitor.open(f"/d/{dossier}/main").path.endswith("/q/tools")


def test_a_new_dossier_begins_with_its_parties(visitor: Visitor, fresh: str) -> None:
    """Before anything else somebody has to be party."""
    assert visitor.open(f"/d/{fresh}/main").path.endswith("/q/parties")


def test_the_side_bar_says_what_is_not_done(visitor: Visitor, fresh: str, dossier: str) -> None:
    """Done pages are quiet; the others say how much is missing."""
    open_notes = visitor.open(f"/d/{fresh}/main/q/law").words("#side .miss")
    done = visitor.open(f"/d/{dossier}/main/q/law")

    assert len(open_notes) == 4
    assert all(note.endswith("missing") for note in open_notes)
    assert done.words("#side .miss") == []
    assert len(done.all("#side li.done")) >= 3


def test_all_answers_stand_on_one_page(visitor: Visitor, dossier: str, fresh: str) -> None:
    """Every answer in words; what is missing is a link to its question."""
    visitor.open(f"/d/{dossier}/main/q/check")
    assert "EUR 1,500" in visitor.text
    assert "Laser, Alpine; Mill, Costa" in visitor.text

    link = visitor.open(f"/d/{fresh}/main/q/check").all("dd a.ph")[0].get("href")

    assert visitor.open(link.partition("#")[0]).one(f"#{link.partition('#')[2]}") is not None


def test_inherited_answers_are_shown_and_not_asked(visitor: Visitor, desk: Desk, dossier: str) -> None:
    """An annex shows the framework's answer, may give its own, and may take the framework's again."""
    visitor.open(f"/d/{dossier}/use/q/use")
    assert "law.country" not in [one.get("data-key") for one in visitor.all(".q[data-key]")]
    assert "Belgium" in visitor.words(".rowlist")[0]

    visitor.press("Change for this annex: Country whose law governs").press("Continue", {"law.country": "Italy"})
    assert stored(desk, dossier, "law.country", "use") == "IT"
    assert stored(desk, dossier, "law.country") == "BE"

    visitor.open(f"/d/{dossier}/use/q/use").press("Take the answer of the framework again")
    assert stored(desk, dossier, "law.country", "use") is None


@pytest.mark.parametrize("path", ["main/q/nothing", "nothing/q/aim", "main/q/aim/row/tools.tools"])
def test_a_page_that_is_not_there_says_so(visitor: Visitor, dossier: str, path: str) -> None:
    """An address that leads nowhere leads to a page that says how to go on."""
    assert "There is nothing at this address" in visitor.open(f"/d/{dossier}/{path}", status=404).text
