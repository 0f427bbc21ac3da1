"""Reading the parties of a document, and which of them take part in an annex."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from app.interview.collecting import Collector, Path
from app.interview.words import kind, quoted
from app.model.library import Library
from app.model.message import say

MOST_PARTIES: Final = 200
"""The most parties that a document may have."""

SLUG: Final = "[a-z0-9-]{2,40}"
"""What the id of a party or an annex looks like."""

SLUG_ADVICE: Final = say("Write 2 to 40 small letters, digits and hyphens.")


def read_parties(found: Collector, library: Library, raw: object) -> tuple[dict[str, Any], ...]:
    """Return the parties with what is known of each, in order."""
    entries = found.entries(raw, ("parties",), "parties")
    if len(entries) > MOST_PARTIES:
        found.add(
            ("parties",),
            say(
                "There are {count} parties; at most {most_parties} are possible.",
                count=len(entries),
                most_parties=MOST_PARTIES,
            ),
        )
        return ()
    parties = tuple(_party(found, library, entry, number) for number, entry in enumerate(entries))
    seen: set[str] = set()
    for number, party in enumerate(parties):
        identifier = party.get("id", "")
        if identifier in seen:
            found.add(
                ("parties", number, "id"),
                say("The id {quoted} stands at another party already.", quoted=quoted(identifier)),
            )
        if identifier:
            seen.add(identifier)
    return parties


def read_taking_part(found: Collector, raw: object, path: Path) -> tuple[str, ...]:
    """Return the ids of those who take part in an annex. One who is no party of the framework is a finding (PAR-08)."""
    ids: list[str] = []
    for number, entry in enumerate(found.entries(raw, path, "parties")):
        identifier = read_slug(found, entry, (*path, number), "parties")
        if identifier in ids:
            found.add((*path, number), say("The party {quoted} stands here twice.", quoted=quoted(identifier)))
        elif identifier:
            ids.append(identifier)
    return tuple(ids)


def read_slug(found: Collector, value: object, path: Path, name: str) -> str | None:
    """Return an id of small letters, digits and hyphens; None, with a mistake, where there is no such id."""
    if isinstance(value, str) and re.fullmatch(SLUG, value):
        return value
    if value is None:
        found.add(path, say("The key “{name}” is missing.", name=name), SLUG_ADVICE)
    else:
        found.add(path, say("“{name}” cannot be {quoted}.", name=name, quoted=quoted(value)), SLUG_ADVICE)
    return None


def _party(found: Collector, library: Library, raw: object, number: int) -> dict[str, Any]:
    path: Path = ("parties", number)
    if not isinstance(raw, Mapping):
        found.add(path, say("Party {number} has to be a group of keys, not {kind}.", number=number + 1, kind=kind(raw)))
        return {}
    fields = {field.key: field for field in library.party_fields}
    identifier = read_slug(found, raw.get("id"), (*path, "id"), f"parties[{number + 1}].id")
    answers = found.group(raw, fields, path, name=f"parties[{identifier or number + 1}].", skip=("id",))
    return {"id": identifier, **answers} if identifier else answers
