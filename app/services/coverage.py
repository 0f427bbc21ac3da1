"""How much of a library its samples and systematically varied answers exercise, and what they leave out.

The samples are assembled first. Then, for everything that none of them reached, the conditions around it are read, and
the answers of a sample are bent to meet them (coverage_solving, coverage_bases); many goals share one document.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.errors import AnswersError
from app.interview import opened, read_answers
from app.library import strict_yaml
from app.model.assembled import Assembled
from app.model.library import Library
from app.services.coverage_bases import Base, Bender, Raw, bases
from app.services.coverage_goals import Goal, goals, ways
from app.services.coverage_recording import Exercised, Recorder, Way
from app.services.coverage_solving import Demands, Solver, union

TODAY: Final = datetime.date(2026, 11, 20)
"""The day that the documents are made on; what is exercised must not depend on the calendar."""

_ROUNDS: Final = 4
"""How often every open goal is pursued together with others before it is pursued alone."""

_ALONE: Final = 16
"""How many ways to one goal are tried alone."""

_FILLINGS: Final = 3
"""How often what a document misses is answered with examples: an answer may bring further questions."""

Attempt = tuple[Base, Demands]
Target = tuple[Any, ...]
Watcher = Callable[[Base, Assembled], None]


@dataclass(frozen=True, slots=True)
class Share:
    """How many things of a kind there are and are exercised; `missing` names the others."""

    total: int
    exercised: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The part that is exercised; never rounded up to 100."""
        return 100.0 if self.exercised == self.total else min(99.9, round(100 * self.exercised / self.total, 1))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was exercised of a library, and in how many documents.

    `elsewhere` counts the conditions that came out one way only where a clause was left out which every document type
    of today has; they are exercised.
    """

    alternatives: Share
    conditions: Share
    questions: Share
    documents: int
    elsewhere: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left out."""
        return not (self.alternatives.missing or self.conditions.missing or self.questions.missing)


def measure(library: Library, samples: Mapping[str, Raw], watch: Watcher | None = None) -> Coverage:
    """Return what the samples, and answers varied from them, exercise of a library.

    `samples` are raw answers by name; `watch` is called with every document that is made. Raises AnswersError where a
    sample cannot be read.
    """
    run = _Run(library, samples, watch)
    run.samples()
    run.search()
    return run.coverage()


def read_samples(templates: Path) -> dict[str, Raw]:
    """Return the raw answers of all samples below the folder of document types, by "type/name"."""
    found = {}
    for path in sorted(templates.glob("*/samples/*.yaml")):
        name = f"{path.parent.parent.name}/{path.stem}"
        found[name] = strict_yaml.load(strict_yaml.decode(path.read_bytes(), name), name).data
    return found


class _Run:
    """One measurement: what is recorded, what is still open."""

    def __init__(self, library: Library, samples: Mapping[str, Raw], watch: Watcher | None) -> None:
        self.library = library
        self.given = samples = {name: opened(raw, library) for name, raw in samples.items()}
        self.watch = watch
        self.recorder = Recorder(library)
        self.bases = sorted(bases(samples, library), key=_size)
        self.bender = Bender(library, (party for raw in samples.values() for party in raw.get("parties") or ()))
        self.documents = 0
        self.reached = Exercised()
        self.elsewhere: set[Way] = set()

    def samples(self) -> None:
        """Assemble the samples as they are."""
        for name, raw in self.given.items():
            outline = self.library.outlines[raw["document"]["type"]]
            made, exercised = self.recorder.assemble(
                read_answers(raw, self.library, line_of=_no_line, file=name), TODAY
            )
            self._made(Base(name, raw, outline, outline.modes[0]), made, exercised)

    def search(self) -> None:
        """Go for what is still open, as far as can be in the document types of today, then without some clauses."""
        attempts = self._attempts()
        for bare in (False, True):
            self._pursue(
                {
                    target: [attempt for attempt in found if bool(_left_out(attempt[1])) == bare]
                    for target, found in attempts.items()
                }
            )

    def _pursue(self, attempts: Mapping[Target, list[Attempt]]) -> None:
        """Go for many targets in one document first, then for one at a time."""
        for turn in range(_ROUNDS):
            for base, demands in self._packed(attempts, turn):
                self._make(base, demands)
        for target, found in attempts.items():
            for base, demands in found[:_ALONE]:
                if self._is_reached(target):
                    break
                self._make(base, demands)

    def coverage(self) -> Coverage:
        """Return what has been exercised so far."""
        clauses = list(self.library.clauses.values())
        texts = {
            (clause.id, one.id): f"{clause.file}: {clause.id}.{one.id}"
            for clause in clauses
            for one in clause.alternatives
        }
        conditions = {
            way: f"{way[0]}: “{source}” is never {str(way[1]).lower()}" for way, source in ways(self.library).items()
        }
        questions = {key: f"{one.file}:{one.line}: {key}" for key, one in self.library.questions.items()}
        return Coverage(
            _share(texts, self.reached.texts),
            _share(conditions, self.reached.ways),
            _share(questions, self.reached.questions),
            self.documents,
            len(self.elsewhere),
        )

    def _attempts(self) -> dict[Target, list[Attempt]]:
        """Return the ways to each open target: first the likeliest in each document, then the others."""
        ranked: dict[Target, list[tuple[int, int, Attempt]]] = {}
        wanted = self._open()
        for place, base in enumerate(self.bases):
            solver = Solver(self.library, base.placements(self.library), base.own(self.library), base.mode.value)
            for goal in wanted:
                for rank, demands in enumerate(solver.demands(goal)):
                    ranked.setdefault(goal.target, []).append((rank, place, (base, demands)))
        return {
            target: [attempt for *_, attempt in sorted(found, key=lambda entry: entry[:2])]
            for target, found in ranked.items()
        }

    def _packed(self, attempts: Mapping[Target, list[Attempt]], turn: int) -> Iterator[Attempt]:
        """Yield documents that each go for many open targets, whose demands contradict nothing."""
        packs: dict[str, list[tuple[Attempt, list[Target]]]] = {}
        for target, found in attempts.items():
            if self._is_reached(target) or turn >= len(found):
                continue
            base, demands = found[turn]
            here = packs.setdefault(base.name, [])
            for number, ((_, held), targets) in enumerate(here):
                together = union((*held, *demands))
                if together is not None:
                    here[number] = ((base, together), [*targets, target])
                    break
            else:
                here.append(((base, demands), [target]))
        for here in packs.values():
            for attempt, targets in here:
                if not all(map(self._is_reached, targets)):
                    yield attempt

    def _make(self, base: Base, demands: Demands) -> None:
        """Make one document from bent answers; what it still misses is answered with examples."""
        raw = self.bender.bent(base, demands)
        without = _left_out(demands)
        for _ in range(_FILLINGS):
            try:
                answers = read_answers(raw, self.library, line_of=_no_line, file=base.name)
            except AnswersError:
                return
            made, exercised = self.recorder.assemble(answers, TODAY, without)
            missing = [use for use in made.uses if use.missing]
            if not [use for use in missing if self.bender.fill(raw, use.question, use.document)]:
                break
        if without:
            self.elsewhere |= exercised.ways - self.reached.ways
        self._made(base, made, exercised)

    def _made(self, base: Base, made: Assembled, exercised: Exercised) -> None:
        self.reached.add(exercised)
        self.documents += 1
        if self.watch is not None:
            self.watch(base, made)

    def _open(self) -> list[Goal]:
        return [goal for goal in goals(self.library) if not self._is_reached(goal.target)]

    def _is_reached(self, target: Target) -> bool:
        kind, *rest = target
        if kind == "way":
            return tuple(rest) in self.reached.ways
        if kind == "text":
            return tuple(rest) in self.reached.texts
        return rest[0] in self.reached.questions


def _share(named: Mapping[Any, str], exercised: Iterable[Any]) -> Share:
    reached = set(exercised)
    missing = tuple(name for key, name in named.items() if key not in reached)
    return Share(len(named), len(named) - len(missing), missing)


def _left_out(demands: Demands) -> frozenset[str]:
    return frozenset(name for kind, name, _ in demands if kind == "without")


def _size(base: Base) -> int:
    return len(base.outline.placements) + (100 if base.annex else 0) + base.parties


def _no_line(_: tuple[str | int, ...]) -> int:
    return 0
