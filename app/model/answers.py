"""Answers: what people gave, checked for shape and type, in plain JSON values.

Values keep the form they have in an answers file: a date is "2027-03-01", money {"amount": 20000, "currency": "EUR"},
a party the party's id. "TBC" stands for any answer that is not known yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class OwnText:
    """Own wording of the user in the place of a clause's text; paragraphs are split at empty lines."""

    text: str


Choice = str | OwnText
"""An alternative's id, "on", "off", or own wording."""


@dataclass(frozen=True, slots=True)
class SpecialTerm:
    """A clause of the user's own, printed after the placed clause `after` (a clause id)."""

    after: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one document, with those to its annexes.

    `id` is "main" or the annex's id. `type` is the document type, `mode` "joined" or "standalone". `document` holds
    the group `document.`; `groups` every other group by name, the list groups `offers` and `demands` included.
    `parties` are the parties of the framework or single document, in order; an annex has none of its own but the ids
    of those that take part in `taking_part`. `framework` (joined annex in a file of its own, without the framework's
    answers) holds `reference` and `date`."""

    type: str
    document: Mapping[str, Any] = field(default_factory=dict)
    parties: tuple[Mapping[str, Any], ...] = ()
    groups: Mapping[str, Any] = field(default_factory=dict)
    choices: Mapping[str, Choice] = field(default_factory=dict)
    special_terms: tuple[SpecialTerm, ...] = ()
    annexes: tuple[Answers, ...] = ()
    id: str = "main"
    mode: str = "standalone"
    taking_part: tuple[str, ...] = ()
    framework: Mapping[str, Any] | None = None

    @property
    def reference(self) -> str:
        """The reference that files are named after; `<type>-draft` where none was given."""
        reference = self.document.get("reference")
        return reference if isinstance(reference, str) and reference not in ("", "TBC") else f"{self.type}-draft"

    def annex(self, identifier: str) -> Answers | None:
        """Return the annex with this id, or None."""
        return next((annex for annex in self.annexes if annex.id == identifier), None)
