"""What a screen of the kick-off shows: the agenda, the decision, who is here, the open points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask_wtf import FlaskForm

from app.errors import NotFoundError
from app.model.document import Clause
from app.model.kickoff import Card, Kickoff, Screen
from app.model.message import label
from app.model.question import Question, QuestionType
from app.services import alternatives, kickoff
from app.services.kickoff import Decision
from app.services.record import MAIN, parties, party_name
from app.services.show import show
from app.web.context import desk
from app.web.documents import DocumentPage, document_page
from app.web.forms.fields import AnswerField
from app.web.forms.page import Source, page_form
from app.web.language import gettext, ngettext
from app.web.sheet import clause_html
from app.web.words import told

NEW_PARTIES: Final = ("new1", "new2")
"""The ids of parties that are being typed: as many empty places as two parties need."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A screen of a kick-off, and the draft behind it."""

    page: DocumentPage
    kickoff: Kickoff
    screen: Screen

    @property
    def number(self) -> int:
        """The place of the screen among those that decide something, counted from 1."""
        return self.kickoff.screens.index(self.screen) + 1

    @property
    def count(self) -> int:
        """How many screens decide something."""
        return sum(not screen.is_last for screen in self.kickoff.screens)

    @property
    def minutes(self) -> int:
        """How long what is left takes, in steps of five minutes."""
        left = sum(screen.minutes for screen in self.kickoff.screens[self.number - 1 :])
        return max(5, 5 * round(left / 5)) if left else 0

    @property
    def place(self) -> str:
        """Where the meeting is: the number of the question, and the time that is left."""
        return gettext("Question %(number)s of %(count)s", number=self.number, count=self.count) + (
            ngettext(", about %(num)d minute left", ", about %(num)d minutes left", self.minutes)
            if self.minutes
            else ""
        )

    @property
    def card(self) -> Card | None:
        """The card that the agreement follows."""
        return kickoff.chosen(self.page.draft, self.screen)

    @property
    def agenda(self) -> list[dict[str, Any]]:
        """The seven points with their first screens, and whether all of a point is decided."""
        current = self.kickoff.step_of(self.screen.id)
        return [
            {
                "title": step.title,
                "target": step.screens[0].id,
                "current": step is current,
                "done": all(self.decision(one) is Decision.DONE for one in step.screens if not one.is_last),
                "later": any(self.decision(one) is Decision.LATER for one in step.screens),
            }
            for step in self.kickoff.steps
        ]

    @property
    def seats(self) -> list[tuple[str, int]]:
        """The names of the parties, each with the number of its people; guests at the end."""
        return [
            (told(party_name(party)) if party is not None else gettext("Guests"), count)
            for party, count in kickoff.seats(self.page.draft)
        ]

    @property
    def points(self) -> list[dict[str, Any]]:
        """The open points in words; those of a question lead back to it."""
        found = []
        for row in kickoff.points(self.page.draft):
            screen = next((one for one in self.kickoff.screens if row["id"] == f"later-{one.id}"), None)
            text = label(str(row.get("point", ""))) if screen is not None else str(row.get("point", ""))
            found.append({"id": row["id"], "text": text, "screen": screen.id if screen else ""})
        return found

    @property
    def says(self) -> dict[str, str]:
        """What the agreement will say: number, title and text of the clause; empty where it is not in the agreement."""
        printed = alternatives.printed(self.page.draft, MAIN, self.screen.clause) if self.screen.clause else None
        if printed is None:
            return {}
        excerpt = _excerpt(printed, self.screen.shows)
        return {
            "number": printed.number,
            "title": printed.plain_title,
            "html": clause_html(self.page, excerpt),
            "whole": clause_html(self.page, printed) if len(excerpt.blocks) < len(printed.blocks) else "",
        }

    def decision(self, screen: Screen) -> Decision:
        """Return how far a screen has come."""
        return kickoff.decision(self.page.draft, screen)

    def source(self) -> Source:
        """Return where the answers stand."""
        draft = self.page.draft
        return Source(draft.record, draft.revision.unread, MAIN, desk().today())


def meeting(dossier: str, screen: str) -> Meeting:
    """Return a screen of a meeting. Raises NotFoundError where the dossier has no kick-off or no such screen."""
    page = document_page(dossier, MAIN, "")
    found = kickoff.kickoff_of(page.draft)
    one = next((one for one in found.screens if one.id == screen), None)
    if one is None:
        raise NotFoundError(gettext("The kick-off has no such screen."))
    return Meeting(page, found, one)


def _excerpt(clause: Clause, shows: tuple[str, ...]) -> Clause:
    blocks = tuple(block for block in clause.blocks if block.id.rpartition("/")[2].partition("@")[0] in shows)
    return replace(clause, blocks=blocks or clause.blocks)


# --- the fields of a screen ---


def asked_form(here: Meeting) -> FlaskForm:
    """Return a form with a field for each question of the screen."""
    questions = here.page.library.questions
    return page_form([(key, questions[key]) for key in kickoff.asked(here.page.draft, here.screen)], here.source())


def party_entries(here: Meeting, party: str) -> list[tuple[str, Question]]:
    """Return the fields of a party that the screen asks, by full key."""
    known = next((one for one in parties(here.page.draft.record) if one["id"] == party), {})
    entries = []
    for name in here.screen.fields:
        table, _, column = name.rpartition(".")
        field, outer = here.page.library.party_field(name), here.page.library.party_field(table)
        if field is not None:
            entries.append((f"parties[{party}].{name}", replace(field, help="")))
        elif outer is not None and (cell := outer.field(column)) is not None:
            # Of a table the first row is asked; a column called "Name" says nothing without its table.
            rows = known.get(table)
            first = rows[0]["id"] if isinstance(rows, list) and rows else "r1"
            entries.append((f"parties[{party}].{table}[{first}].{column}", replace(cell, label=outer.label, help="")))
    return entries


def party_blocks(here: Meeting) -> list[dict[str, Any]]:
    """Return a block of fields for each party, and for those that may follow."""
    known = [(party["id"], told(party_name(party))) for party in parties(here.page.draft.record)]
    least = here.page.outline.min_parties
    free = NEW_PARTIES[: max(1, least - len(known))]
    blocks = []
    for identifier, name in [*known, *((one, "") for one in free)]:
        form = page_form(party_entries(here, identifier), here.source())
        fields = [form[key] for key, _ in party_entries(here, identifier)]
        blocks.append({"id": identifier, "name": name, "fields": fields})
    return blocks


def row_entries(here: Meeting, row: str) -> list[tuple[str, Question]]:
    """Return the columns of the screen's table for one row, by full key."""
    table = here.page.library.questions[here.screen.rows]
    return [(f"{table.key}[{row}].{column.key}", column) for column in columns(here)]


def columns(here: Meeting) -> tuple[Question, ...]:
    """Return the columns of the table that the screen shows."""
    table = here.page.library.questions[here.screen.rows]
    shown = here.screen.columns or tuple(column.key for column in table.fields)
    return tuple(column for column in table.fields if column.key in shown)


def row_fields(here: Meeting, row: str) -> list[AnswerField]:
    """Return the fields of one row, or of a new one."""
    form = page_form(row_entries(here, row), here.source())
    return [form[key] for key, _ in row_entries(here, row)]


def table(here: Meeting) -> list[dict[str, Any]]:
    """Return the rows of the screen's table in words. Where they belong to parties, party by party."""
    known = parties(here.page.draft.record)
    found = kickoff.rows(here.page.draft, here.screen.rows)
    by = _party_column(here)
    if by is None:
        return [{"party": None, "rows": [_in_words(here, row, known, None) for row in found]}]
    nothing = kickoff.nothing(here.page.draft, here.screen) if here.screen.none else {}
    groups: list[dict[str, Any]] = [
        {
            "party": {"id": party["id"], "name": told(party_name(party))},
            "rows": [_in_words(here, row, known, by) for row in found if row.get(by.key) == party["id"]],
            "nothing": party["id"] in nothing,
            "time": nothing.get(party["id"], {}).get("time", ""),
        }
        for party in known
    ]
    mine = {party["id"] for party in known}
    left = [_in_words(here, row, known, by) for row in found if row.get(by.key) not in mine]
    return groups + ([{"party": {"id": "", "name": gettext("No party")}, "rows": left}] if left else [])


def _party_column(here: Meeting) -> Question | None:
    """Return the column that names the party to which a row belongs, where the rows stand party by party."""
    if not here.screen.none:
        return None
    return next((column for column in columns(here) if column.type is QuestionType.PARTY), None)


def _in_words(
    here: Meeting, row: Mapping[str, Any], known: list[Mapping[str, Any]], leave_out: Question | None
) -> dict[str, Any]:
    cells = [told(show(one, row.get(one.key), known)) for one in columns(here) if one is not leave_out]
    return {"id": row.get("id", ""), "cells": cells, "name": next(filter(None, cells), str(row.get("id", "")))}


def heads(here: Meeting) -> list[Question]:
    """Return the columns in the order of the page: the party first where the rows stand party by party."""
    by = _party_column(here)
    return [*([by] if by is not None else []), *(one for one in columns(here) if one is not by)]


def new_row(field: AnswerField) -> bool:
    """Whether something was typed into a field of a new row, besides what it shows by itself."""
    return bool(field.typed) or field.value not in (None, field.question.default)
