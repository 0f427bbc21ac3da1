"""Where a draft leaves the preferred text, each with the words that differ."""

from __future__ import annotations

from typing import Any

from app.review.comparing import ADDED, REMOVED, ClauseChange
from app.services import drafts
from app.services.desk import Desk
from app.services.deviations import from_preferred


def saved(desk: Desk, dossier: str, *path: str, value: Any) -> dict[str, ClauseChange]:
    head = drafts.open_draft(desk, dossier).revision.number
    drafts.save(desk, dossier, "main", {("answers", *path): value}, read_at=head)
    return from_preferred(desk, drafts.open_draft(desk, dossier), "main")


def words(change: ClauseChange, kind: str) -> list[str]:
    return [piece.text for line in change.lines for piece in line.pieces if piece.kind == kind]


def test_own_wording_is_shown_against_the_text_of_the_library(desk: Desk, draft_id: str) -> None:
    """With the answers of today in both."""
    found = saved(desk, draft_id, "choices", "gen-purpose", value={"text": "1. The aim is: Share tools and time."})

    assert words(found["gen-purpose"], ADDED)[-1] == "tools and time."
    assert "The sectors are optics and biology." in words(found["gen-purpose"], REMOVED)[-1]


def test_another_text_is_shown_against_the_preferred_one(desk: Desk, draft_id: str) -> None:
    """Also where it follows from an answer: the price of the sample is one that needs approval."""
    found = from_preferred(desk, drafts.open_draft(desk, draft_id), "main")

    assert list(found) == ["fp-price"]
    assert words(found["fp-price"], ADDED) != []
    assert saved(desk, draft_id, "price", "model", value="free") == {}


def test_a_draft_of_preferred_texts_differs_nowhere(desk: Desk, draft_id: str) -> None:
    """And an annex is looked at by itself."""
    saved(desk, draft_id, "price", "model", value="free")

    draft = drafts.open_draft(desk, draft_id)
    assert (from_preferred(desk, draft, "main"), from_preferred(desk, draft, "use")) == ({}, {})


def test_own_wording_alone_is_looked_at_on_request(desk: Desk, draft_id: str) -> None:
    """A draft without any costs nothing then."""
    draft = drafts.open_draft(desk, draft_id)
    assert from_preferred(desk, draft, "main", own_only=True) == {}

    saved(desk, draft_id, "choices", "gen-purpose", value={"text": "1. The aim is: Share tools and time."})

    draft = drafts.open_draft(desk, draft_id)
    assert list(from_preferred(desk, draft, "main", own_only=True)) == ["gen-purpose"]
