"""Warnings that are accepted with a reason, and the internal checklist."""

from __future__ import annotations

import re

import pytest

from app.services import drafts, undoing
from app.services.desk import Desk
from app.services.exporting import answers_yaml
from tests.web.small import FILLED
from tests.web.visitor import Visitor

REASON = "The audit office has agreed to this in writing."


@pytest.fixture
def warned(desk: Desk) -> str:
    """The id of a complete dossier that took effect long ago, which is one warning."""
    record = {**FILLED, "document": {**FILLED["document"], "effective_date": "2020-01-01"}}
    return drafts.begin_from(desk, record, title="", summary="Begun")


def accept(visitor: Visitor, dossier: str, reason: str = REASON, status: int = 200) -> Visitor:
    """Accept the one warning."""
    return visitor.open(f"/d/{dossier}/main/findings").press("Accept the warning", {"reason": reason}, status=status)


def warnings(desk: Desk, dossier: str) -> int:
    """Return how many warnings are counted as open."""
    count: int = drafts.open_draft(desk, dossier).revision.standing["documents"]["main"]["warning"]
    return count


def test_an_accepted_warning_is_listed_apart_with_its_reason(visitor: Visitor, desk: Desk, warned: str) -> None:
    """It is open no more, in no count; the reason and the day stand beside it."""
    assert warnings(desk, warned) == 1
    accept(visitor, warned, f"  {REASON}\n ")

    [row] = visitor.words("section[aria-labelledby=accepted] li")
    assert "takes effect on 2020-01-01" in row
    assert REASON in row
    assert "Accepted on" in row
    assert visitor.all(".is-warning.find") == []
    assert visitor.all(".doctabs .count") == []
    assert warnings(desk, warned) == 0


def test_an_acceptance_is_taken_back(visitor: Visitor, desk: Desk, warned: str) -> None:
    """By its button, and by undo like any other change."""
    accept(visitor, warned)
    reopen = next(text for text in visitor.words("button") if text.startswith("Reopen"))
    visitor.press(reopen)
    assert (warnings(desk, warned), len(visitor.all(".is-warning.find"))) == (1, 1)

    undoing.undo(desk, warned, "main")
    assert warnings(desk, warned) == 0
    step = undoing.undo(desk, warned, "main")
    assert step is not None
    assert step.summary.startswith("Warning accepted: The document takes effect")
    assert warnings(desk, warned) == 1


@pytest.mark.parametrize("reason", ["", "   too \n\n\n\n\n   ", "x" * 501])
def test_a_reason_is_needed(visitor: Visitor, desk: Desk, warned: str, reason: str) -> None:
    """Without one, or with a novel, nothing is stored; what was typed stays in the open form."""
    accept(visitor, warned, reason, status=422)

    assert "character" in visitor.words("details[open] .msg")[0]
    assert visitor.value("reason") == " ".join(reason.split())
    assert drafts.open_draft(desk, warned).revision.number == 1


def test_only_a_warning_that_is_there_can_be_accepted(visitor: Visitor, desk: Desk, fresh: str) -> None:
    """An error offers no such form, and a forged one changes nothing."""
    visitor.open(f"/d/{fresh}/main/findings")
    assert "Accept with a reason" not in visitor.text
    fields = [("csrf_token", visitor.token), ("revision", "1"), ("reason", REASON)]

    visitor.send(f"/d/{fresh}/main/findings", [*fields, ("act", "accept:main:0123456789abcdef")])
    assert "not there any more" in visitor.text
    visitor.send(f"/d/{fresh}/main/findings", [*fields, ("act", "burn:main:0")], status=400)

    assert drafts.open_draft(desk, fresh).revision.number == 1


def test_a_warning_that_reads_otherwise_is_open_again(visitor: Visitor, desk: Desk, warned: str) -> None:
    """What was accepted was the other date."""
    accept(visitor, warned)
    edits = {("answers", "document", "effective_date"): "2021-01-01"}
    drafts.save(desk, warned, "main", edits, read_at=2)
    assert warnings(desk, warned) == 1

    drafts.save(desk, warned, "main", {("answers", "document", "effective_date"): "2020-01-01"}, read_at=3)
    assert warnings(desk, warned) == 0


def test_a_second_reason_does_not_overwrite_the_first(visitor: Visitor, desk: Desk, warned: str) -> None:
    """Who comes second sees that the warning was dealt with meanwhile."""
    visitor.open(f"/d/{warned}/main/findings")
    second = Visitor(visitor.client).open(f"/d/{warned}/main/findings")
    visitor.press("Accept the warning", {"reason": REASON})
    second.press("Accept the warning", {"reason": "Another reason altogether."})

    assert "not there any more" in second.text
    assert REASON in second.words("section[aria-labelledby=accepted]")[0]


def test_no_acceptance_reaches_contract_or_answers(visitor: Visitor, desk: Desk, warned: str) -> None:
    """Neither the text nor the answers file holds the reason."""
    accept(visitor, warned)
    draft = drafts.open_draft(desk, warned)

    assert REASON not in visitor.open(f"/d/{warned}/main/text").text
    assert REASON not in answers_yaml(draft, draft.record).content.decode()
    assert REASON not in repr(draft.outcome.assembled.bundle)


def test_a_copy_begins_with_all_warnings_open(visitor: Visitor, desk: Desk, warned: str) -> None:
    """The reason was given for another contract."""
    accept(visitor, warned).open(f"/d/{warned}").press("Duplicate")

    assert warnings(desk, visitor.path.rpartition("/")[2]) == 1
    assert warnings(desk, warned) == 0


def test_an_annex_that_goes_takes_its_acceptances_along(desk: Desk, warned: str) -> None:
    """Another annex of the same id begins without them; undo brings them back."""
    from app.services import annexes

    key = "use:0123456789abcdef"
    kept = {"rule": "TIM-12", "message": "Old.", "reason": REASON, "on": "2027-03-01"}
    drafts.save(desk, warned, "use", {("accepted", key): kept}, read_at=1)
    draft = drafts.open_draft(desk, warned)
    drafts.save(desk, warned, "main", annexes.removing(draft.record, "use", draft.revision.accepted), read_at=2)
    assert drafts.open_draft(desk, warned).revision.accepted == {}

    undoing.undo(desk, warned, "main")
    assert drafts.open_draft(desk, warned).revision.accepted == {key: kept}


def test_the_checklist_holds_what_a_final_needs(visitor: Visitor, desk: Desk, warned: str) -> None:
    """Missing answers, findings with their rules, accepted warnings with reasons, and all that is not preferred text."""
    accept(visitor, warned)
    page = f"/d/{warned}/main/clauses/gen-secrecy"
    visitor.open(page).press("Use the own wording", {"text": "We keep quiet."})
    visitor.open(page).press("Add the special term", {"title": "First year", "text": "Each Party proposes."})
    head = drafts.open_draft(desk, warned).revision.number
    drafts.save(desk, warned, "main", {("answers", "law", "keeper"): "TBC"}, read_at=head)

    visitor.open(f"/d/{warned}/main/findings").open(visitor.all("aside a[href$=checklist]")[0].get("href"))

    missing, findings, accepted, differs = visitor.words(".checklist section")
    assert "Internal. Not part of the contract." in visitor.text
    assert missing == "Missing 1 Keeper of the ledger Law, to be confirmed"
    assert "Hint: “keeper of the ledger” is still to be confirmed." in findings
    assert "INT-02" in findings
    assert re.search(rf"TIM-12 Accepted on .*: {re.escape(REASON)}", accepted)
    assert "2 Price Market price Needs approval" in differs
    assert "3 Secrecy Own wording Not from the library" in differs
    assert "removed: Each Party keeps secrets. added: We keep quiet." in differs
    assert "4 First year Special term Not from the library Each Party proposes." in differs


def test_a_checklist_of_nothing_says_so(visitor: Visitor, fresh: str, dossier: str) -> None:
    """Each part has its own sentence; the answers that a new dossier misses are named with their page."""
    visitor.open(f"/d/{dossier}/use/checklist")
    assert visitor.words(".checklist section p") == [
        "Nothing. Details of the parties are listed with the framework.",
        "None.",
        "None.",
        "Nowhere: every clause has the text that the library prefers.",
    ]

    visitor.open(f"/d/{fresh}/main/checklist")
    assert "Common aim Aim, missing" in visitor.words(".checklist .tick")


def test_a_reason_is_no_markup(visitor: Visitor, warned: str) -> None:
    """It stands on both pages as it was typed."""
    evil = "<script>alert(1)</script>"
    accept(visitor, warned, evil)

    for page in ("findings", "checklist"):
        visitor.open(f"/d/{warned}/main/{page}")
        assert evil in visitor.text
        assert evil not in visitor.response.get_data(as_text=True)
