"""Offers and demands of a contract: who could share what with whom, and the annex that would settle it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from app.errors import NotFoundError, OutputError
from app.matching import Entry, Matching, Matrix, Suggestion, match, matrix_of, read_subjects
from app.model.answers import Answers
from app.model.library import Library
from app.model.message import joined, label, say
from app.model.outline import Mode, Prefill
from app.services.record import new_id, party_name

_FEWEST: Final = 2
"""Parties that an annex needs."""


def matching_of(answers: Answers, library: Library, today: datetime.date) -> Matching:
    """Return what the offers, demands and subjects of a contract suggest, and what met nothing."""
    return match(answers, library, today)


def sharing_matrix(answers: Answers) -> Matrix:
    """Return the matrix of subjects among the parties of a contract."""
    return matrix_of(read_subjects(answers), [str(party.get("id")) for party in answers.parties])


# --- in words --------------------------------------------------------------------------------------------------------


def reasons(one: Suggestion, answers: Answers, library: Library) -> tuple[str, ...]:
    """Return why something is suggested, in sentences."""
    found = []
    if one.subject is not None:
        found.append(say("It is listed among the subjects."))
    if one.pair is not None:
        category = category_name(one.category, library)
        found.append(
            say(
                "{name} needs “{title}” (both: {category}).",
                name=_name(one.pair.demand.party, answers),
                title=one.pair.demand.title,
                category=category,
            )
        )
        found.append(say("Words in common: {names}.", names=joined(one.pair.words)))
    return tuple(found)


def cautions(one: Suggestion, answers: Answers) -> tuple[str, ...]:
    """Return what to mind before an annex is drafted, in sentences."""
    found = []
    for entry in (one.pair.offer, one.pair.demand) if one.pair else ():
        if entry.restricted:
            name = _name(entry.party, answers)
            found.append(
                say(
                    "“{title}” is shown on request only: ask {name} before you pass it on.",
                    title=entry.title,
                    name=name,
                )
            )
    if one.drafted_in:
        found.append(
            say(
                "The annex {drafted_in} is there for it: change that one rather than begin a second.",
                drafted_in=one.drafted_in,
            )
        )
    if len(set(one.parties)) < _FEWEST:
        found.append(say("Only one party is named: say who receives it."))
    return tuple(found)


def category_name(category: str, library: Library) -> str:
    """Return how people call a category of subjects ("people" for "hr")."""
    asked = library.questions.get("subjects")
    field = asked.field("category") if asked else None
    return next((label(one.label) for one in field.options if one.value == category), category) if field else category


def as_data(found: Matching, answers: Answers, library: Library) -> dict[str, Any]:
    """Return a matching as plain data, in the shape that `match --json` prints (docs/operations.md)."""
    matrix = sharing_matrix(answers)
    return {
        "matches": [_suggestion(one, answers, library) for one in found.suggestions],
        "left_out": [{**_entry(one.entry), "reason": one.reason} for one in found.left_out],
        "matrix": {
            "parties": list(matrix.parties),
            "subjects": [
                {
                    "subject": row.subject.key,
                    "title": row.subject.title,
                    "category": row.subject.category,
                    "roles": dict(zip(matrix.parties, row.roles, strict=True)),
                    "terms": list(row.terms),
                    "status": row.subject.status,
                    "annex": row.subject.annex or None,
                }
                for row in matrix.rows
            ],
        },
    }


def _suggestion(one: Suggestion, answers: Answers, library: Library) -> dict[str, Any]:
    annex = library.outlines.get(one.annex_type)
    return {
        "number": one.number,
        "title": one.title,
        "category": one.category,
        "parties": list(one.parties),
        "offer": _entry(one.pair.offer) if one.pair else None,
        "demand": _entry(one.pair.demand) if one.pair else None,
        "subject": one.subject.key if one.subject else None,
        "words": list(one.pair.words) if one.pair else [],
        "reasons": list(reasons(one, answers, library)),
        "cautions": list(cautions(one, answers)),
        "annex": {"type": annex.id, "title": annex.title} if annex else None,
        "drafted_in": one.drafted_in or None,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"key": entry.key, "party": entry.party, "category": entry.category, "title": entry.title}


def lines(found: Matching, answers: Answers, library: Library) -> Iterator[str]:
    """Yield a matching as lines for people."""
    for one in found.suggestions:
        annex = library.outlines.get(one.annex_type)
        between = ", ".join(_name(party, answers) for party in one.parties)
        yield f"{one.number}. {one.title} ({category_name(one.category, library)}): {between}"
        yield from (f"   {sentence}" for sentence in (*reasons(one, answers, library), *cautions(one, answers)))
        yield f"   Annex: {annex.title} ({annex.id})" if annex else "   No annex of the library is made for this."
    if found.left_out:
        yield "Without a match:"
        yield from (
            f"   {_name(one.entry.party, answers)}, “{one.entry.title}”: {one.reason}" for one in found.left_out
        )
    if not found.suggestions and not found.left_out:
        yield "Nobody offers or needs anything yet. Enter offers and demands, then ask again."


def _name(identifier: str, answers: Answers) -> str:
    return next((party_name(party) for party in answers.parties if party.get("id") == identifier), identifier)


# --- the new annex ---------------------------------------------------------------------------------------------------


def suggestion(found: Matching, number: int) -> Suggestion:
    """Return the suggestion of this number. Raises NotFoundError."""
    one = found.suggestion(number)
    if one is None:
        count = len(found.suggestions)
        known = (
            say("They are numbered 1 to {count}", count=count)
            if count > 1
            else say("There is 1")
            if count
            else say("There is none")
        )
        raise NotFoundError(say("There is no match {number}. {known}: `match` lists them.", number=number, known=known))
    return one


def annex_entry(one: Suggestion, answers: Answers, library: Library) -> dict[str, Any]:
    """Return the entry of a new annex in the answers of its contract: id, type, parties, and what the outline takes
    over from the suggestion. Raises NotFoundError where no annex type fits, or fewer than two parties are named.
    """
    outline = library.outlines.get(one.annex_type)
    if outline is None:
        raise NotFoundError(
            say(
                "No annex of the library is made for “{category_name}”.",
                category_name=category_name(one.category, library),
            )
        )
    known = [party.get("id") for party in answers.parties]
    taking_part = [party for party in dict.fromkeys(one.parties) if party in known]
    if len(taking_part) < _FEWEST:
        raise NotFoundError(
            say("“{title}” names one party only: say who receives it, then begin the annex.", title=one.title)
        )
    identifier = new_id(outline.id.removeprefix("annex-"), [annex.id for annex in answers.annexes], fallback="annex")
    entry: dict[str, Any] = {"id": identifier, "type": outline.id, "parties": taking_part}
    for key, value in outline.prefill.items():
        group, _, name = key.partition(".")
        filled = _filled(value, one, taking_part)
        entry.setdefault(group, {}).update({name: filled}) if name else entry.update({group: filled})
    return entry


def _filled(value: Any, one: Suggestion, parties: list[str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _filled(inner, one, parties) for name, inner in value.items()}
    if isinstance(value, list):
        return [
            {"id": f"r{number}", **row} if isinstance(row := _filled(inner, one, parties), dict) else row
            for number, inner in enumerate(value, start=1)
        ]
    source = one.subject or (one.pair.offer if one.pair else None)
    marks = {
        Prefill.TITLE: one.title,
        Prefill.DETAIL: source.detail if source else "",
        Prefill.CATEGORY: one.category,
        Prefill.PROVIDER: one.parties[0],
        Prefill.RECEIVER: next((party for party in parties if party != one.parties[0]), ""),
        Prefill.PARTIES: parties,
    }
    return next((found for mark, found in marks.items() if value == f"<{mark}>"), value)


def annex_file(entry: Mapping[str, Any], answers: Answers, contract: Path, target: Path) -> dict[str, Any]:
    """Return the answers file of a new annex, as it is written to `target`.

    It names the contract's file where that lies in the folder of `target` or below; else it carries the reference and
    date of the contract and the details of its parties, and stands without that file.
    """
    document: dict[str, Any] = {"type": entry["type"], "mode": Mode.JOINED.value}
    rest = {key: value for key, value in entry.items() if key not in ("id", "type", "parties")}
    folder, own = target.resolve().parent, contract.resolve()
    if own.is_relative_to(folder):
        document |= {"framework": own.relative_to(folder).as_posix(), "id": entry["id"]}
        return {"document": document, "parties": entry["parties"], **rest}
    document["framework"] = {"reference": answers.reference, "type": answers.type}
    if isinstance(day := answers.document.get("effective_date"), str):
        document["framework"]["date"] = day
    parties = [dict(party) for party in answers.parties if party.get("id") in entry["parties"]]
    return {"document": document, "parties": parties, **rest}


def write_new(path: Path, text: str) -> None:
    """Write a new file. Raises OutputError when one is there already, or the folder cannot be written to."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise OutputError(f"{path} is there already. Choose another name; nothing was written.") from None
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {os.strerror(error.errno or 0)}. Choose another place.") from None
