"""Kick-offs: the screens of a first meeting, read from `contract_templates/<id>/kickoff.yaml` beside the outline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from app.errors import MistakesError
from app.library import fields, strict_yaml
from app.library.clauses import ParsedClause
from app.library.fields import Fields
from app.library.files import LibraryFile
from app.library.mistakes import Notebook, listed, nearest
from app.library.question_values import wrong
from app.library.shapes import Names
from app.model import walk
from app.model.kickoff import Card, Kickoff, Screen, Step
from app.model.outline import Outline
from app.model.question import Question, QuestionType

MOST_CARDS: Final = 3
"""The keys 1, 2 and 3 choose a card."""

_KEYS: Final = ("present", "points", "minutes", "begins", "follows", "steps")
_STEP_KEYS: Final = ("id", "title", "screens")
_SCREEN_KEYS: Final = (
    *("id", "title", "lead", "point", "asks", "cards", "rows", "columns", "none", "stated", "fields", "clause"),
    *("shows", "minutes"),
)
_CARD_KEYS: Final = ("id", "title", "text", "speaks_for", "think_of", "sets", "choices", "asks")


def read_kickoff(
    file: LibraryFile, outline: Outline, names: Names, clauses: Mapping[str, ParsedClause], notebook: Notebook
) -> Kickoff | None:
    """Return the kick-off of a document type; mistakes are written into the notebook. None where it is no mapping."""
    try:
        loaded = strict_yaml.load(strict_yaml.decode(file.content, file.path), file.path)
    except MistakesError as error:
        notebook.extend(error.mistakes)
        return None
    top = fields.root(loaded, file.path, notebook, "the kick-off")
    return _Reader(outline, names, clauses).kickoff(top) if top else None


class _Reader:
    def __init__(self, outline: Outline, names: Names, clauses: Mapping[str, ParsedClause]) -> None:
        self.outline = outline
        self.questions = names.questions
        self.party_fields = {field.key: field for field in names.party_fields}
        self.placed = {placement.clause: placement for placement in (*outline.placements, *outline.schedules)}
        self.clauses = {identifier: parsed.clause for identifier, parsed in clauses.items()}

    def kickoff(self, top: Fields) -> Kickoff:
        top.only(_KEYS)
        begins = self._answers(top, "begins", self.questions)
        kickoff = Kickoff(
            type=self.outline.id,
            present=self._table(top, "present"),
            points=self._table(top, "points"),
            minutes=self._clause(top, "minutes"),
            steps=tuple(self._step(entry) for entry in top.entries("steps")),
            begins=begins,
            follows=self._follows(top),
            file=top.file,
        )
        for key in ("present", "points", "minutes", "steps"):
            if not top.has(key):
                top.mistake(None, f"“{key}” is missing in the kick-off.", f"Write {key}: …")
        self._unique(top, "steps", [step.id for step in kickoff.steps])
        self._unique(top, "screens", [screen.id for screen in kickoff.screens])
        if kickoff.screens and [screen for screen in kickoff.screens if screen.is_last] != [kickoff.screens[-1]]:
            message = "The last screen, and no other, decides nothing: there the documents are made."
            top.mistake("steps", message, "Give every other screen asks, cards, rows or fields.")
        return kickoff

    def _step(self, entry: Fields) -> Step:
        identifier = entry.text("id", required=True)
        entry = entry.named(f"the step {identifier}")
        entry.only(_STEP_KEYS)
        screens = tuple(self._screen(screen) for screen in entry.entries("screens"))
        if not screens:
            entry.mistake(None, f"The step {identifier} has no screens.", "Write screens with an id and a title.")
        return Step(identifier, entry.text("title", required=True), screens)

    def _screen(self, entry: Fields) -> Screen:
        identifier = entry.text("id", required=True)
        entry = entry.named(f"the screen {identifier}")
        entry.only(_SCREEN_KEYS)
        kinds = [key for key in ("asks", "cards", "rows", "fields") if entry.has(key)]
        if len(kinds) > 1:
            entry.mistake(kinds[1], f"The screen {identifier} has {listed(kinds)}.", "One screen is for one decision.")
        cards = tuple(self._card(card) for card in entry.entries("cards"))
        if len(cards) > MOST_CARDS:
            entry.mistake("cards", f"The screen {identifier} has more than {MOST_CARDS} cards.", "Leave some out.")
        self._unique(entry, "cards", [card.id for card in cards])
        rows = self._table(entry, "rows")
        screen = Screen(
            id=identifier,
            title=entry.text("title", required=True),
            lead=entry.text("lead"),
            point=entry.text("point", required=bool(kinds)),
            asks=self._asks(entry),
            cards=cards,
            rows=rows,
            columns=self._columns(entry, rows),
            none=self._question(entry, "none", QuestionType.PARTIES),
            stated=self._table(entry, "stated"),
            fields=self._party_fields(entry),
            clause=self._clause(entry, "clause"),
            shows=entry.texts("shows"),
            minutes=entry.whole("minutes", 2),
        )
        self._shown(entry, screen)
        return screen

    def _card(self, entry: Fields) -> Card:
        identifier = entry.text("id", required=True)
        entry = entry.named(f"the card {identifier}")
        entry.only(_CARD_KEYS)
        card = Card(
            id=identifier,
            title=entry.text("title", required=True),
            text=entry.text("text", required=True),
            speaks_for=entry.text("speaks_for"),
            think_of=entry.text("think_of"),
            sets=self._answers(entry, "sets", self.questions),
            choices=self._choices(entry),
            asks=self._asks(entry),
        )
        if not card.sets and not card.choices:
            entry.mistake(None, f"The card {identifier} decides nothing.", "Write sets: {group.name: answer}.")
        return card

    def _asks(self, entry: Fields) -> tuple[str, ...]:
        asks = entry.texts("asks")
        for key in asks:
            if key not in self.questions:
                self._unknown(entry, "asks", f"No question is called “{key}”.", key, self.questions)
        return asks

    def _question(self, entry: Fields, key: str, kind: QuestionType) -> str:
        name = entry.text(key)
        question = self.questions.get(name)
        if not name:
            return ""
        if question is None:
            self._unknown(entry, key, f"No question is called “{name}”.", name, self.questions)
        elif question.type is not kind or question.item is not None:
            entry.mistake(key, f"“{name}” is not of the type {kind.value}.", "Name another question.")
        return name

    def _table(self, entry: Fields, key: str) -> str:
        return self._question(entry, key, QuestionType.ROWS)

    def _columns(self, entry: Fields, rows: str) -> tuple[str, ...]:
        columns, question = entry.texts("columns"), self.questions.get(rows)
        for name in columns:
            if question is not None and question.field(name) is None:
                known = [field.key for field in question.fields]
                entry.mistake("columns", f"“{name}” is no column of “{rows}”.", nearest(name, known))
        return columns

    def _party_fields(self, entry: Fields) -> tuple[str, ...]:
        named = entry.texts("fields")
        for key in named:
            if self._party_field(key) is None:
                self._unknown(entry, "fields", f"A party has no field “{key}”.", key, self.party_fields)
        return named

    def _party_field(self, key: str) -> Question | None:
        """Return a field of a party, or the column of a table of a party ("representatives.name")."""
        table, _, column = key.rpartition(".")
        return self.party_fields.get(key) or (
            self.party_fields[table].field(column) if table in self.party_fields else None
        )

    def _clause(self, entry: Fields, key: str) -> str:
        name = entry.text(key)
        if name and name not in self.placed:
            entry.mistake(key, f"“{name}” does not stand in {self.outline.id}.", nearest(name, self.placed))
        return name

    def _choices(self, entry: Fields) -> Mapping[str, str]:
        chosen = entry.mapping("choices")
        found: dict[str, str] = {}
        for name in chosen.data if chosen else ():
            found[name] = chosen.text(name) if chosen else ""
            clause, placement = self.clauses.get(name), self.placed.get(name)
            if placement is None:
                entry.mistake("choices", f"“{name}” does not stand in {self.outline.id}.", nearest(name, self.placed))
            elif clause is not None and (clause.alternative(found[name]) is None or not placement.fits(found[name])):
                known = [one.id for one in clause.alternatives if placement.fits(one.id)]
                message = f"“{found[name]}” is no alternative of {name} here."
                entry.mistake("choices", message, nearest(found[name], known, f"It has {listed(known)}."))
        return found

    def _answers(self, entry: Fields, key: str, known: Mapping[str, Question]) -> Mapping[str, Any]:
        given = entry.mapping(key)
        for name, value in given.data.items() if given else ():
            question = known.get(name)
            if question is None:
                self._unknown(entry, key, f"No question is called “{name}”.", name, known)
            elif problem := wrong(question, value):
                entry.mistake(key, f"The answer to “{name}” does not fit: {problem}")
        return dict(given.data) if given else {}

    def _follows(self, top: Fields) -> Mapping[str, Any]:
        given = top.mapping("follows")
        found: dict[str, Any] = {}
        for name in given.data if given else ():
            answers, field = given.mapping(name) if given else None, self.party_fields.get(name)
            if field is None:
                self._unknown(top, "follows", f"A party has no field “{name}”.", name, self.party_fields)
            found[name] = {}
            for value in answers.data if answers else ():
                if field is not None and (problem := wrong(field, value)):
                    top.mistake("follows", f"The answer to “{name}” does not fit: {problem}")
                found[name][value] = self._answers(answers, value, self.party_fields) if answers else {}
        return found

    def _shown(self, entry: Fields, screen: Screen) -> None:
        clause = self.clauses.get(screen.clause)
        if clause is None:
            return
        known = frozenset(label for section in clause.sections for label, _ in walk.labels(section.blocks))
        for label in screen.shows:
            if label not in known:
                hint = nearest(label, known, f"It has {listed(sorted(known))}.")
                entry.mistake("shows", f"The clause {clause.id} has no label “{label}”.", hint)

    def _unique(self, entry: Fields, key: str, identifiers: Iterable[str]) -> None:
        for identifier in _twice(identifiers):
            entry.mistake(key if entry.has(key) else None, f"Two {key} have the id “{identifier}”.", "Rename one.")

    def _unknown(self, entry: Fields, key: str, message: str, name: str, known: Collection[str]) -> None:
        # What a file that could not be read may define is not reported for that reason alone.
        if not entry.notebook.incomplete:
            entry.mistake(key, message, nearest(name, known))


def _twice(identifiers: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for identifier in identifiers:
        if identifier in seen:
            yield identifier
        seen.add(identifier)
