"""The documents that coverage begins with, the samples, and how answers are bent to meet demands."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.assembly.placing import parts_of
from app.interview import known_questions
from app.model.library import Library
from app.model.outline import Mode, Outline, Placement
from app.model.question import Question, QuestionType
from app.services.coverage_solving import Demand
from app.services.coverage_values import ABSENT

Raw = dict[str, Any]


@dataclass(frozen=True)
class Base:
    """One document of a sample: the sample's answers, and where in its bundle the document is."""

    name: str
    raw: Raw
    outline: Outline
    mode: Mode
    annex: str = ""

    @property
    def parties(self) -> int:
        """How many parties there are."""
        return len(self.raw.get("parties") or ())

    def own(self, library: Library) -> dict[str, Placement]:
        """Return what the document places, by clause."""
        return _placed(self.outline, self.mode, library)

    def placements(self, library: Library) -> dict[str, Placement]:
        """Return what the document or its framework places, by clause."""
        if not self.annex:
            return self.own(library)
        framework = library.outlines[self.raw["document"]["type"]]
        return _placed(framework, Mode.STANDALONE, library) | self.own(library)

    def copy(self) -> tuple[Raw, Raw]:
        """Return a copy of the answers to the bundle, and the part of it that answers for this document."""
        raw = copy.deepcopy(self.raw)
        return raw, raw["annexes"][0] if self.annex else raw


def _placed(outline: Outline, mode: Mode, library: Library) -> dict[str, Placement]:
    parts = parts_of(outline, mode, library)
    places = [place for part in parts for place in part.placements]
    return {place.clause: place for place in (*places, *outline.schedules) if mode in place.modes}


def bases(samples: Mapping[str, Raw], library: Library) -> Iterator[Base]:
    """Yield every document of every sample; an annex comes with its framework and without the other annexes."""
    for name, raw in samples.items():
        outline = library.outlines[raw["document"]["type"]]
        mode = Mode(raw["document"].get("mode", Mode.STANDALONE.value))
        annexes = raw.get("annexes") or []
        yield Base(name, {**raw, "annexes": annexes[:1]} if annexes else raw, outline, mode)
        for annex in annexes:
            alone = {**raw, "annexes": [annex]}
            yield Base(f"{name}/{annex['id']}", alone, library.outlines[annex["type"]], Mode.JOINED, annex["id"])


class Bender:
    """Bends the answers of a base until they meet demands."""

    def __init__(self, library: Library, pool: Iterable[Mapping[str, Any]]) -> None:
        self.library = library
        self.pool = list(pool)
        self._known: dict[str, Mapping[str, Question]] = {}

    def bent(self, base: Base, demands: Sequence[Demand]) -> Raw:
        """Return the answers of the base, changed so that they meet the demands as far as can be."""
        raw, target = base.copy()
        order = ("parties", "filled", "answer", "member", "rows", "all", "any", "annex", "choice", "without")
        for kind, name, value in sorted(demands, key=lambda demand: order.index(demand[0])):
            match kind:
                case "parties":
                    self._count_parties(raw, value)
                case "without":
                    pass  # it is for the library, not for the answers
                case "annex":
                    for annex in raw.get("annexes") or ():
                        put(annex, name, value)
                case "choice":
                    own = name in base.own(self.library)
                    (target if own else raw).setdefault("choices", {})[name] = value
                case "any" | "all" if name.startswith("parties|"):
                    self._party_field(raw, kind, name.partition("|")[2], value)
                case _:
                    self._answer(raw, target, (kind, name, value))
        return raw

    def fill(self, raw: Raw, key: str, document: str) -> bool:
        """Answer a question with its example where nobody has answered it; tell whether that was so."""
        question = self.library.questions.get(key)
        target = next((annex for annex in raw.get("annexes") or () if annex["id"] == document), raw)
        if question is None or look(target, key) not in (None, "", [], "TBC"):
            return False
        put(target if key in self.known(target) else raw, key, self._fitting(question, question.example, raw))
        return True

    def known(self, target: Raw) -> Mapping[str, Question]:
        """Return the questions that a document or annex may answer."""
        name = target.get("type") or target["document"]["type"]
        if name not in self._known:
            self._known[name] = known_questions(self.library.outlines[name], self.library)
        return self._known[name]

    def _answer(self, raw: Raw, target: Raw, demand: Demand) -> None:
        kind, name, value = demand
        key, _, detail = name.partition("|")
        question = self.library.questions[key]
        place = target if key in self.known(target) else raw
        here = look(place, key)
        if here is None:
            here = look(raw, key)
        if here is None:
            here = question.default
        if kind == "answer" and value is ABSENT:
            for one in (target, raw):
                put(one, key, None)
            return
        if kind == "filled" and here not in (None, "", [], "TBC", False, 0):
            return
        if kind == "member":
            kept = [entry for entry in here or () if entry != detail]
            value = (
                [*kept, detail] if value else kept or [one.value for one in question.options if one.value != detail][:1]
            )
        if kind == "rows":
            value = self._rows(question, here or [], value, raw)
        elif kind in ("any", "all"):
            value = self._rows(question, here or [], max(1, len(here or [])), raw)
            for row in value if kind == "all" else value[:1]:
                row[detail] = self._fitting(question.field(detail) or question, value_of(row, detail, demand[2]), raw)
                if demand[2] is ABSENT:
                    del row[detail]
        else:
            value = self._fitting(question, value, raw)
        put(place, key, value)

    def _rows(self, question: Question, rows: list[Any], count: int, raw: Raw) -> list[Any]:
        """Return so many rows: those that are there, then those of the example with other ids."""
        found = copy.deepcopy(rows[:count])
        examples = self._fitting(question, question.example, raw) or []
        while examples and len(found) < count:
            row = copy.deepcopy(examples[len(found) % len(examples)])
            if isinstance(row, dict):
                row["id"] = f"x{len(found) + 1}"
            elif row in found:
                others = [option.value for option in question.options if option.value not in found]
                row = others[0] if others else f"{row} {len(found) + 1}"
            found.append(row)
        return found

    def _fitting(self, question: Question, value: Any, raw: Raw) -> Any:
        """Return an example with the parties of these answers in the place of its own."""
        ids = [party["id"] for party in raw.get("parties") or ()]
        if not ids or value in (None, "TBC", []):
            return copy.deepcopy(value)
        kind = question.item or question.type
        if kind is QuestionType.PARTY:
            return value if value in ids or isinstance(value, list) else ids[0]
        if question.type is QuestionType.PARTIES:
            return [party for party in value if party in ids] or ids[: max(1, len(value))]
        if question.type is QuestionType.ROWS and question.fields:
            return [self._row(question, row, number, ids, raw) for number, row in enumerate(value)]
        return copy.deepcopy(value)

    def _row(self, question: Question, row: Any, number: int, ids: list[str], raw: Raw) -> Any:
        fitted = {"id": f"x{number + 1}", **copy.deepcopy(row)}
        for field in question.fields:
            if field.key in fitted:
                if field.type is QuestionType.PARTY and fitted[field.key] not in ids:
                    fitted[field.key] = ids[number % len(ids)]
                else:
                    fitted[field.key] = self._fitting(field, fitted[field.key], raw)
        return fitted

    def _count_parties(self, raw: Raw, wanted: str) -> None:
        parties = raw["parties"]
        if wanted == "two" and len(parties) > 2:
            kept = [party["id"] for party in parties[:2]]
            lost = {party["id"]: kept[number % 2] for number, party in enumerate(parties[2:])}
            raw["parties"] = parties[:2]
            for key, value in list(raw.items()):
                if key != "parties":
                    raw[key] = renamed(value, lost)
        elif wanted == "more":
            names = {party["id"] for party in parties}
            for party in self.pool:
                if len(raw["parties"]) > 2:
                    break
                if party["id"] not in names:
                    names.add(party["id"])
                    raw["parties"].append(copy.deepcopy(dict(party)))
            for annex in raw.get("annexes") or ():
                if len(annex.get("parties") or ()) == 2:
                    annex["parties"] = [party["id"] for party in raw["parties"]]

    def _party_field(self, raw: Raw, kind: str, field: str, value: Any) -> None:
        for party in raw["parties"] if kind == "all" else raw["parties"][-1:]:
            put(party, field, value)
            if field == "has_legal_personality" and value is False:
                for one in self.library.party_fields:
                    if one.key.startswith("signing_entity."):
                        put(party, one.key, one.example)


# --- answers as plain data --------------------------------------------------------------------------------------------


def look(target: Mapping[str, Any], key: str) -> Any:
    """Return the answer behind a dotted key, or None."""
    value: Any = target
    for name in key.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def put(target: Raw, key: str, value: Any) -> None:
    """Set the answer behind a dotted key; None and ABSENT take it away."""
    *groups, name = key.split(".")
    for group in groups:
        inner = target.get(group)
        if not isinstance(inner, dict):
            if value is None or value is ABSENT:
                return
            inner = target[group] = {}
        target = inner
    if value is None or value is ABSENT:
        target.pop(name, None)
    else:
        target[name] = value


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return plain data with some words in the place of others; a list keeps each word once."""
    if isinstance(value, dict):
        return {key: renamed(entry, names) for key, entry in value.items()}
    if isinstance(value, list):
        entries = [renamed(entry, names) for entry in value]
        return list(dict.fromkeys(entries)) if all(isinstance(entry, str) for entry in entries) else entries
    return names.get(value, value) if isinstance(value, str) else value


def value_of(row: Mapping[str, Any], field: str, wanted: Any) -> Any:
    """Return what a cell is to hold; one that has to be absent keeps its value until it is taken away."""
    return row.get(field, "") if wanted is ABSENT else wanted
