"""Answers for every text of the library: the samples as a base, bent until one alternative of one clause is called for.

A case names a clause, an alternative, the document it stands in ("contract", "annex" joined to the contract, "alone": the
annex as an agreement of its own, "trial": an annex that places what the outlines offer to no annex, "bare": an agreement
of that one clause), the number of parties, and a variant of the answers (`tests/content/variants.py`).
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.assembly import assemble
from app.interview import read_answers
from app.interview.known import known_questions, placements_of
from app.library import load_library, strict_yaml
from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.clause import Alternative, Clause
from app.model.library import Library
from app.model.outline import BindingLevel, Kind, Layout, Mode, Outline, OutlinePart, Placement
from tests.content.variants import BARE, CALLED_FOR, COUNTS, HOST, VARIANTS, WHERE

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {
    (f"{path.parents[1].name}-{path.stem}" if path.stem == "standalone" else path.stem): path
    for path in sorted(ROOT.glob("contract_templates/*/samples/*.yaml"))
}
"""The answers files of all document types; `standalone` is the name of one in each annex."""

DAY = datetime.date(2026, 11, 20)
"""The day that counts as today: the samples were written for it."""

CONTRACT, ANNEX, TRIAL, ONE = "model-contract", "annex-fp", "annex-trial", "one-clause"
JOINED = ("annex", "trial")


@dataclass(frozen=True)
class Case:
    """One text to be printed."""

    clause: str
    alternative: str
    host: str
    parties: int
    variant: tuple[str, int] | None = None

    def __str__(self) -> str:
        varied = f", {self.variant[0]} {self.variant[1]}" if self.variant else ""
        return f"{self.clause}.{self.alternative} in {self.host}, {self.parties} parties{varied}"

    @property
    def document(self) -> str:
        """The id of the document in its bundle."""
        return "fp1" if self.host in JOINED else "main"


@cache
def library() -> Library:
    """Return the project's library with one more document type, `TRIAL`."""
    loaded = load_library(ROOT)
    return dataclasses.replace(loaded, outlines={**loaded.outlines, TRIAL: _trial(loaded)})


def cases(clause: Clause) -> Iterator[Case]:
    """Yield the cases of a clause: each alternative wherever it can stand; variants of the answers in one place each."""
    for alternative in clause.alternatives:
        name = f"{clause.id}.{alternative.id}"
        hosts = WHERE.get(name) or tuple(_hosts(clause, alternative))
        counts = COUNTS.get(name, (2, 4))
        for host in hosts:
            yield from (Case(clause.id, alternative.id, host, parties) for parties in counts)
            keys = (f"{clause.id}@{host}", f"{name}@{host}", *((clause.id, name) if host == hosts[0] else ()))
            for key in keys:
                for number in range(len(VARIANTS.get(key, ()))):
                    yield Case(clause.id, alternative.id, host, counts[-1], (key, number))
        if clause.id in BARE and alternative.id != "inherit":
            yield Case(clause.id, alternative.id, "bare", counts[0])


def raw_answers(case: Case) -> dict[str, Any]:
    """Return answers that call for the alternative, and choose it."""
    raw = {"contract": base, "annex": base, "trial": base, "alone": alone, "bare": bare}[case.host](case.parties)
    target = raw["annexes"][0] if case.document == "fp1" else raw
    if case.host == "trial":
        target["type"] = TRIAL
    wanted = dict(CALLED_FOR.get(f"{case.clause}.{case.alternative}", CALLED_FOR.get(case.clause, {})))
    if case.host == "bare":
        wanted |= BARE[case.clause]
    if case.variant:
        wanted.update(VARIANTS[case.variant[0]][case.variant[1]])
    for key, value in wanted.items():
        if key == HOST:
            _with_host(raw["parties"], signs=value)
        elif key.startswith(("parties.", "framework.")):
            part, _, rest = key.partition(".")
            put(raw["parties"][0] if part == "parties" else raw, rest, value)
        else:
            put(target, key, _renamed(value, _stand_ins(raw["parties"])))
    target.setdefault("choices", {})[case.clause] = case.alternative
    return raw


def printed(raw: dict[str, Any], used: Library | None = None) -> tuple[Assembled, Answers]:
    """Return what assembly makes of answers after what it misses has been answered with the questions' own examples."""
    used = used or library()
    for _ in range(6):
        answers = read_answers(raw, used, line_of=lambda path: 0, file="answers.yaml")
        assembled = assemble(used, answers, today=DAY)
        missing = [use for use in assembled.uses if use.missing and use.question in used.questions]
        wanted = [use for use in missing if used.questions[use.question].required]
        if not wanted:
            break
        for use in wanted:
            target = raw["annexes"][0] if use.document == "fp1" else raw
            put(target, use.question, _renamed(used.questions[use.question].example, _stand_ins(raw["parties"])))
    return assembled, answers


def assembled(case: Case) -> tuple[Assembled, Answers]:
    """Return what assembly makes of a case."""
    return printed(raw_answers(case), _with_one(case.clause) if case.host == "bare" else None)


def put(target: dict[str, Any], key: str, value: Any) -> None:
    """Set the answer behind a dotted key."""
    group, _, name = key.partition(".")
    if name:
        put(target.setdefault(group, {}), name, value)
    else:
        target[group] = value


# --- the answers that every case begins with -----------------------------------------------------------------------


def sample(name: str) -> dict[str, Any]:
    """Return the raw answers of a sample, a copy for every caller."""
    return json.loads(_sample(name))


def base(parties: int) -> dict[str, Any]:
    """Return raw answers of a contract with its facilities annex between 2 parties or between 4."""
    showcase = sample("showcase")
    if parties == 2:
        return showcase
    four = sample("four-clusters")
    names = [party["id"] for party in four["parties"]]
    annex = _renamed(showcase["annexes"][0], {"alpine": names[0], "costa": names[3]})
    annex["parties"] = names
    annex["annex"]["roles"] += [{"id": f"a{n}", "party": names[n - 2], "role": "presents users"} for n in (3, 4)]
    four["annexes"] = [annex]
    return four


def alone(parties: int) -> dict[str, Any]:
    """Return raw answers of the facilities annex as an agreement of its own between 2 parties or 4."""
    contract = base(parties)
    known = known_questions(library().outlines[ANNEX], library())
    groups = {
        group: {name: value for name, value in values.items() if f"{group}.{name}" in known}
        for group, values in contract.items()
        if isinstance(values, dict) and group not in ("choices", "document")
    }
    annex = {
        key: value for key, value in contract["annexes"][0].items() if key not in ("id", "type", "parties", "choices")
    }
    document = {**contract["document"], "type": ANNEX, "mode": "standalone", "title": "Access to facilities"}
    filled = {group: values for group, values in groups.items() if values}
    return {**filled, **annex, "parties": contract["parties"], "document": document}


def bare(parties: int) -> dict[str, Any]:
    """Return raw answers of a document of one clause: parties and a title."""
    return {
        "document": {"type": ONE, "title": "One clause", "reference": "OC-2027-001"},
        "parties": base(parties)["parties"],
    }


@cache
def _sample(name: str) -> str:
    return json.dumps(strict_yaml.load(SAMPLES[name].read_text("utf-8"), name).data)


def _stand_ins(parties: list[dict[str, Any]]) -> dict[str, str]:
    """Return which parties take the places of those that the questions' examples name."""
    return {"alpine": parties[0]["id"], "costa": parties[1]["id"], "biopmed": parties[0]["id"]}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(entry, names) for key, entry in value.items()}
    if isinstance(value, list):
        return [_renamed(entry, names) for entry in value]
    return names.get(value, value) if isinstance(value, str) else value


def _with_host(parties: list[dict[str, Any]], *, signs: bool) -> None:
    """Have a host entity sign for the second party, or each party sign for itself."""
    for party in parties:
        party["has_legal_personality"] = True
        party.pop("signing_entity", None)
    if signs:
        parties[1]["has_legal_personality"] = False
        parties[1]["signing_entity"] = {
            "legal_name": "Agencja Przykładowa S.A.",
            "legal_form": "spółka akcyjna",
            "reg_no": "0000000000",
            "country": "PL",
            "mandate_ref": "Cooperation agreement of the cluster, article 7",
            "mandate_date": "2026-05-04",
        }


# --- where an alternative can stand ---------------------------------------------------------------------------------


def _hosts(clause: Clause, alternative: Alternative) -> Iterator[str]:
    contract, facilities = (library().outlines[name] for name in (CONTRACT, ANNEX))
    in_contract = {place.clause for place in contract.placements + contract.schedules}
    places = {place.clause: place for place in placements_of(facilities, library())}
    place = places.get(clause.id)
    rule = alternative.when.source if alternative.when is not None else ""
    inherits = alternative.id == "inherit"
    stood_for = {library().clauses[name].stands_for for name in places}
    if clause.id in in_contract and not inherits:
        yield "contract"
    if place is not None and Mode.JOINED in place.modes and '"standalone"' not in rule:
        if not (place.unless_in_framework and clause.id in in_contract):
            yield "annex"
    elif clause.id in _followed(library()) and (inherits or alternative.id == clause.default):
        yield "trial"
    if place is not None and clause.id not in stood_for and not inherits and '"joined"' not in rule:
        yield "alone"


def _followed(loaded: Library) -> list[str]:
    """Return the clauses that an annex can take over from its contract and the facilities annex does not place."""
    placed = {place.clause for place in loaded.outlines[ANNEX].placements}
    return [
        clause.id
        for clause in loaded.clauses.values()
        if (clause.inherit or clause.alternative("inherit")) and clause.id not in placed and clause.stands_for is None
    ]


def _trial(loaded: Library) -> Outline:
    facilities = loaded.outlines[ANNEX]
    part = facilities.parts[-1]
    end = len(part.placements) - 1
    places = part.placements[:end] + tuple(map(Placement, _followed(loaded))) + part.placements[end:]
    return dataclasses.replace(
        facilities, id=TRIAL, parts=(*facilities.parts[:-1], dataclasses.replace(part, placements=places))
    )


@cache
def _with_one(clause: str) -> Library:
    layout = Layout.SCHEDULE if "-schedule-" in clause else Layout.CLAUSE
    part = OutlinePart("terms", "", (Placement(clause, layout=layout),))
    outline = Outline(
        ONE, "One clause", "Agreement", Kind.AGREEMENT, "Agreement", BindingLevel.BINDING, (Mode.STANDALONE,), (part,)
    )
    return dataclasses.replace(library(), outlines={ONE: outline})
