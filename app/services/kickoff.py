"""A kick-off meeting: what is decided on each screen, and what the decisions change in the ordinary draft."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from app.errors import NotFoundError
from app.model.expression import TBC
from app.model.kickoff import Card, Kickoff, Screen
from app.model.library import Library
from app.model.message import label, say
from app.services import drafts
from app.services.changes import ABSENT, Change, Path, apply
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.parties import with_party
from app.services.record import MAIN, answer, base_path, document_types, new_record, parties, path_of, state

_LATER: Final = "later-"
"""How the id of an open point begins that "Decide later" has made; the id of the screen follows."""


class Decision(StrEnum):
    """How far a screen has come."""

    OPEN = "open"
    DONE = "done"
    LATER = "later"


def offered(library: Library) -> Kickoff | None:
    """Return the kick-off that a meeting begins with, or None where the library has none."""
    return next((library.kickoffs[key] for key in sorted(library.kickoffs)), None)


def begin(desk: Desk) -> str:
    """Make a dossier for a meeting of which nothing is known, and return its id. Raises NotFoundError without one."""
    kickoff = offered(desk.library)
    if kickoff is None:
        raise NotFoundError("The library holds no kick-off.")
    record = new_record(desk.library.outlines[kickoff.type], desk.library)
    given = [Change(path_of(MAIN, key), ABSENT, value) for key, value in kickoff.begins.items()]
    return drafts.begin_from(
        desk, apply(state(record, {}), given)["answers"], title="", summary=say("Kick-off meeting begun")
    )


def kickoff_of(draft: Draft) -> Kickoff:
    """Return the kick-off of a draft. Raises NotFoundError where its document type has none."""
    kickoff = draft.library.kickoffs.get(document_types(draft.record)[MAIN])
    if kickoff is None:
        raise NotFoundError("This dossier has no kick-off.")
    return kickoff


# --- what has been decided ---


def decision(draft: Draft, screen: Screen) -> Decision:
    """Return how far a screen has come: decided, put off, or not looked at."""
    if any(row.get("id") == _LATER + screen.id for row in points(draft)):
        return Decision.LATER
    return Decision.DONE if not screen.is_last and _is_decided(draft, screen) else Decision.OPEN


def _is_decided(draft: Draft, screen: Screen) -> bool:
    if screen.fields:
        least = draft.library.outlines[document_types(draft.record)[MAIN]].min_parties
        return len(parties(draft.record)) >= least and not any(
            _party_value(party, key) in (None, "") for party in parties(draft.record) for key in screen.fields
        )
    if screen.rows:
        return not silent(draft, screen) if screen.none else bool(rows(draft, screen.rows))
    card = chosen(draft, screen)
    own = [answer(draft.record, MAIN, key) for key in asked(draft, screen)]
    own += [answer(draft.record, MAIN, key) for key in (card.sets if card else ())]
    own += [draft.record.get("choices", {}).get(clause) for clause in (card.choices if card else ())]
    return bool(own) and None not in own


def _party_value(party: Mapping[str, Any], key: str) -> Any:
    value: Any = party
    for name in key.split("."):
        # Of a table the first row counts: "representatives.name" is who signs.
        value = value[0] if isinstance(value, list) and value else value
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def chosen(draft: Draft, screen: Screen) -> Card | None:
    """Return the card that the agreement follows as it stands, by answer or by the library's default."""
    return next((card for card in screen.cards if _holds(draft, card)), None)


def _holds(draft: Draft, card: Card) -> bool:
    placed = {
        one.clause: one.alternative for one in draft.outcome.assembled.selected if one.document == MAIN
    } | draft.record.get("choices", {})
    return all(_effective(draft, key) == value for key, value in card.sets.items()) and all(
        placed.get(clause) == alternative for clause, alternative in card.choices.items()
    )


def _effective(draft: Draft, key: str) -> Any:
    given = answer(draft.record, MAIN, key)
    return draft.library.questions[key].default if given is None else given


def asked(draft: Draft, screen: Screen) -> tuple[str, ...]:
    """Return the questions that a screen asks: its own, and those of the card that holds."""
    card = chosen(draft, screen)
    return (*screen.asks, *(card.asks if card else ()))


def rows(draft: Draft, key: str) -> list[Mapping[str, Any]]:
    """Return the rows of a table that were given; none where it is to be confirmed."""
    found = answer(draft.record, MAIN, key)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def points(draft: Draft) -> list[Mapping[str, Any]]:
    """Return the open points."""
    return rows(draft, kickoff_of(draft).points)


def nothing(draft: Draft, screen: Screen) -> dict[str, Mapping[str, Any]]:
    """Return the parties that bring nothing, each with the row that says when it was stated (empty: nobody knows)."""
    declared = answer(draft.record, MAIN, screen.none)
    stated = {row.get("party"): row for row in rows(draft, screen.stated)} if screen.stated else {}
    return {party: stated.get(party, {}) for party in (declared if isinstance(declared, list) else [])}


def silent(draft: Draft, screen: Screen) -> list[str]:
    """Return the parties that have neither a row in a table nor said that they bring nothing; TBC if there is none."""
    spoken = {row.get("party") for row in rows(draft, screen.rows)} | set(nothing(draft, screen))
    return [party["id"] for party in parties(draft.record) if party["id"] not in spoken] or (
        [] if parties(draft.record) else [TBC]
    )


def seats(draft: Draft) -> list[tuple[Mapping[str, Any] | None, int]]:
    """Return the parties, each with the number of its people in the room; at the end the guests, under None."""
    here = [row.get("party") for row in rows(draft, kickoff_of(draft).present)]
    known: list[tuple[Mapping[str, Any] | None, int]] = [
        (party, here.count(party["id"])) for party in parties(draft.record)
    ]
    guests = len(here) - sum(count for _, count in known)
    return [*known, (None, guests)] if guests else known


def open_answers(draft: Draft) -> tuple[int, int]:
    """Return how many answers of the agreement are missing, and how many are to be confirmed."""
    counts = draft.revision.standing["documents"][MAIN]
    return counts["missing"], counts["to_confirm"]


# --- what a decision changes ---


def choosing(screen: Screen, card_id: str) -> dict[Path, Any]:
    """Return the edits that a card stands for; what only the other cards give is taken back. Raises NotFoundError."""
    card = next((one for one in screen.cards if one.id == card_id), None)
    if card is None:
        raise NotFoundError(f"The screen {screen.id!r} has no card {card_id!r}.")
    edits: dict[Path, Any] = {}
    for one in (*screen.cards, card):
        for key, value in one.sets.items():
            edits[path_of(MAIN, key)] = value if one is card else ABSENT
        for clause, alternative in one.choices.items():
            edits[(*base_path(MAIN), "choices", clause)] = alternative if one is card else ABSENT
    return edits


def putting_off(draft: Draft, screen: Screen) -> dict[Path, Any]:
    """Return the edits of "Decide later": an open point; what has no answer, and none by default, is to be confirmed.

    A card that is not chosen leaves the text that the library prefers: a clause without a text would say nothing.
    """
    point = {"id": _LATER + screen.id, "point": str(label(screen.point))}
    edits: dict[Path, Any] = {_point_path(draft, point["id"]): point}
    unsettled = {key for card in screen.cards if chosen(draft, screen) is None for key in card.sets}
    for key in (*asked(draft, screen), *sorted(unsettled)):
        question = draft.library.questions[key]
        if question.required and question.default is None and answer(draft.record, MAIN, key) is None:
            edits[path_of(MAIN, key)] = TBC
    return edits


def settling(draft: Draft, screen: Screen) -> dict[Path, Any]:
    """Return the edits that take a question out of the open points: it has been decided after all."""
    return _without(draft, kickoff_of(draft).points, _LATER + screen.id)


def adding_point(draft: Draft, text: str) -> dict[Path, Any]:
    """Return the edits that add an open point; none for an empty text."""
    text = " ".join(text.split())
    taken = {row["id"] for row in points(draft)}
    new = next(name for number in range(1, len(taken) + 2) if (name := f"P{number}") not in taken)
    return {_point_path(draft, new): {"id": new, "point": text}} if text else {}


def dropping_point(draft: Draft, identifier: str) -> dict[Path, Any]:
    """Return the edits that take an open point away."""
    return _without(draft, kickoff_of(draft).points, identifier)


def _without(draft: Draft, key: str, identifier: str) -> dict[Path, Any]:
    """Return the edits that take a row out of a table: the table itself with its last row, none for an unknown row."""
    known = [row["id"] for row in rows(draft, key)]
    if identifier not in known:
        return {}
    return {path_of(MAIN, key) if len(known) == 1 else (*path_of(MAIN, key), f"@{identifier}"): ABSENT}


def _point_path(draft: Draft, identifier: str) -> Path:
    return (*path_of(MAIN, kickoff_of(draft).points), f"@{identifier}")


def stating_nothing(desk: Desk, draft: Draft, screen: Screen, party: str) -> dict[Path, Any]:
    """Return the edits with which a party declares that it brings nothing, with the time. Raises NotFoundError."""
    if party not in {one["id"] for one in parties(draft.record)}:
        raise NotFoundError(f"The dossier has no party {party!r}.")
    here = desk.now().astimezone(desk.settings.timezone)
    declared = [*nothing(draft, screen)]
    edits: dict[Path, Any] = {path_of(MAIN, screen.none): [*declared, party] if party not in declared else declared}
    if screen.stated:
        row = {"id": party, "party": party, "day": here.date().isoformat(), "time": f"{here:%H:%M}"}
        edits[(*path_of(MAIN, screen.stated), f"@{party}")] = row
    return edits


def taking_back(draft: Draft, screen: Screen, party: str) -> dict[Path, Any]:
    """Return the edits with which a party brings something after all; none where it never said that it does not."""
    declared = [*nothing(draft, screen)]
    if party not in declared:
        return {}
    left = [one for one in declared if one != party]
    edits: dict[Path, Any] = {path_of(MAIN, screen.none): left or ABSENT}
    return edits | (_without(draft, screen.stated, party) if screen.stated else {})


def new_party(record: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the record with one more party and its id. Without a short name it is called by its legal name."""
    name = str(values.get("short_name") or values.get("legal_name") or "")
    return with_party(record, _short(name) if name != TBC else TBC)


def _short(name: str, longest: int = 30) -> str:
    """Return a name that fits where short names stand: cut after a word where that is possible."""
    if len(name) <= longest:
        return name
    return name[: longest + 1].rpartition(" ")[0] or name[:longest]


def following(kickoff: Kickoff, party: Mapping[str, Any]) -> dict[str, Any]:
    """Return what else is known of a party from what was answered, where nothing else was answered yet."""
    found: dict[str, Any] = {}
    for key, answers in kickoff.follows.items():
        value = _party_value(party, key)
        for name, inferred in answers.get(value, {}).items() if isinstance(value, str) else ():
            if _party_value(party, name) is None:
                found[name] = inferred
    return found
