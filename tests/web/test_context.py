"""What templates say about time and guidance."""

from __future__ import annotations

from app.model.clause import Alternative, Clause
from app.web.context import advice


def clause() -> Clause:
    alternatives = (Alternative("owner", "The owner alone"), Alternative("cap_fixed", "Limit of a fixed amount"))
    return Clause("x", "x", (), alternatives, "owner", (), "x.md", "", "")


def test_guidance_calls_alternatives_by_their_labels() -> None:
    """Ids of one word only where a text to fall back to is named; other words with underscores stay."""
    text = "The owner decides. Take cap_fixed or other_thing.\nThey will say: no. Fall back: owner."

    assert advice(text, clause()) == [
        "The owner decides. Take “Limit of a fixed amount” or other_thing.",
        "They will say: no.",
        "Fall back: “The owner alone”.",
    ]
