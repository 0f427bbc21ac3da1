"""The names that clause texts may use besides questions: helpers, filters and computed lists.

One list for the loader (which refuses any other name) and for assembly (which implements each; a test holds the two
against each other).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HELPER_NAMES: Final[frozenset[str]] = frozenset(
    {
        "shall",
        "all_shall",
        "shall_not",
        "all_shall_not",
        "the_other_party",
        "the_other_partys",
        "both_or_all",
        "this_document",
        "alternative",
        "position",
        "mode",
    }
)
"""Helpers that are written without arguments. `mode` is "joined" or "standalone"."""

HELPER_CALLS: Final[Mapping[str, tuple[int, int | None]]] = {
    "by_count": (2, 2),
    "placed": (1, 1),
    "placed_here": (1, 1),
    "chosen": (2, None),
    "some": (2, 3),
    "every": (2, 3),
    "where": (3, 3),
    "count": (1, 1),
}
"""Helpers that are called, with the least and the largest number of arguments (None: any number)."""

FILTERS: Final[Mapping[str, tuple[int, int]]] = {
    "date": (0, 0),
    "money": (0, 0),
    "duration": (0, 0),
    "days": (0, 0),
    "months": (0, 0),
    "years": (0, 0),
    "hours": (0, 0),
    "times": (0, 0),
    "ordinal": (0, 0),
    "percent": (0, 0),
    "number": (0, 0),
    "list": (0, 0),
    "or_list": (0, 0),
    "names": (0, 0),
    "label": (0, 0),
    "party_share": (0, 1),
    "rules": (1, 1),
    "country": (0, 0),
    "the_country": (0, 0),
    "language": (0, 0),
    "lower": (0, 0),
    "upper_first": (0, 0),
    "default": (1, 1),
    "or_nothing": (0, 0),
}
"""Filters with the least and the largest number of arguments after the value."""

COMPUTED_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "annexes": ("number", "title", "parties", "version", "status", "signed"),
    "survivals": ("reference", "sentence"),
    "protected_clauses": ("reference", "title"),
    "stricter_clauses": ("reference", "title"),
    "schedules": ("reference", "title"),
}
"""Lists that assembly computes, with the fields of their rows. `reference` prints as a cross-reference, `parties` with
`names`. `stricter_clauses` are the protected clauses of the framework that a joined annex makes stricter; their title
is empty where the reference says it already, because only the framework's reference and date are known."""

DERIVED_PARTY_FIELDS: Final[tuple[str, ...]] = (
    "name",
    "country_status",
    "outside_eu",
    "outside_eea",
    "signatory_name",
    "number",
    "is_public",
)
"""Fields of a party that are computed, not asked. `name` is the legal name; `country_status` one of EU, EEA_EFTA, CH,
UK, OTHER; `signatory_name` the legal name of who signs (the host entity where there is one).
"""

CONTEXTUAL_CALLS: Final[frozenset[str]] = frozenset({"placed", "placed_here", "chosen"})
"""Helpers that look at the selection; they are refused in inclusion rules and in the `when` of an alternative."""
