"""What `library list --json` prints."""

from __future__ import annotations

from pathlib import Path

from app.library.describe import describe
from tests.build import library_of, outline_text

TWO = """\
title: "The law of {{ law.country | country }}"
alternatives:
  a: {label: Short, position: preferred}
  b: {label: Long, position: needs-approval}
default: a
---
## *
Text.
"""


def test_the_description_has_exactly_the_promised_keys(tmp_path: Path) -> None:
    outline = outline_text("annex-x", ["gen-law", "gen-costs"]).replace("- gen-law", "- {clause: gen-law, default: b}")
    library = library_of(
        tmp_path,
        {"gen-law": TWO, "gen-costs": "Text.", "gen-list": "Text."},
        {"annex-x": outline + "schedules: [gen-list]\n"},
    )

    assert describe(library) == {
        "documents": [
            {
                "id": "annex-x",
                "title": "X",
                "kind": "annex",
                "modes": ["joined", "standalone"],
                "placements": [
                    {"clause": "gen-law", "default": "b"},
                    {"clause": "gen-costs", "default": "standard"},
                ],
            }
        ],
        "clauses": [
            {
                "id": "gen-costs",
                "title": "Costs",
                "alternatives": [{"id": "standard", "label": "Standard text", "position": "preferred"}],
            },
            {
                "id": "gen-law",
                "title": "The law of [law.country | country]",
                "alternatives": [
                    {"id": "a", "label": "Short", "position": "preferred"},
                    {"id": "b", "label": "Long", "position": "needs-approval"},
                ],
            },
            {
                "id": "gen-list",
                "title": "List",
                "alternatives": [{"id": "standard", "label": "Standard text", "position": "preferred"}],
            },
        ],
    }
