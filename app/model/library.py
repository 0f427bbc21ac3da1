"""The loaded library: what all the files of lawyers become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model import walk
from app.model.clause import Clause
from app.model.constraint import Constraint
from app.model.kickoff import Kickoff
from app.model.outline import BundleOutline, Outline
from app.model.question import Question


@dataclass(frozen=True, slots=True)
class Library:
    """Clauses, outlines, questions and wording, all checked.

    `questions` maps a full key ("law.country") to its question, shared ones and those of clauses alike.
    `party_fields` are the fields of a party; nested ones carry a dotted key ("seat.street"). `wording` maps a
    language to the engine's own words ("clause": "Clause"). `reference_data` holds facts that change with time,
    each block with its date; `constraints` are what countries, parties and subjects ask of documents. `kickoffs` are
    the screens of first meetings, by document type. `version` is a digest of all files; `files` holds their bytes by
    path, so that a draft can keep the library that it was made from."""

    clauses: Mapping[str, Clause]
    outlines: Mapping[str, Outline]
    questions: Mapping[str, Question]
    party_fields: tuple[Question, ...]
    wording: Mapping[str, Mapping[str, str]]
    version: str
    reference_data: Mapping[str, object] = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    bundles: Mapping[str, BundleOutline] = field(default_factory=dict)
    kickoffs: Mapping[str, Kickoff] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def facts(self, block: str, name: str) -> object:
        """Return one entry of a block of the dated reference data ("vat_patterns", "patterns"), or None."""
        entries = self.reference_data.get(block)
        return entries.get(name) if isinstance(entries, Mapping) else None

    def question_of(self, name: str) -> str | None:
        """Return the key of the question that a dotted name reads ("liability.cap_amount.currency" reads the cap)."""
        while name and name not in self.questions:
            name = name.rpartition(".")[0]
        return name or None

    def asked_by(self, clause: Clause) -> frozenset[str]:
        """Return the keys of the questions that any text of a clause, or a rule in it, can use."""
        names = {name for expression in walk.expressions(clause) for name in expression.names}
        return frozenset(key for name in names if (key := self.question_of(name)) is not None)

    def party_field(self, key: str) -> Question | None:
        """Return the party field called `key` ("seat.street"), or None."""
        return next((question for question in self.party_fields if question.key == key), None)
