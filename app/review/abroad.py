"""Parties and seats abroad: treaties on judgments, neutral seats, export control, sanctions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_date, field, party_key, party_name
from app.review.case import Case
from app.review.law import ARBITRATION, COURTS
from app.review.paper import Paper
from app.review.places import (
    NEW_YORK,
    country_of,
    is_in,
    judgments_travel,
    outside_eea,
    outside_eu,
)
from app.review.rule import Check, Hit, rule

_DISPUTES: Final = "gen-disputes"
_CHECKED_DAYS: Final = 180


@rule(
    "LAW-04",
    Severity.WARNING,
    "No treaty makes the judgment of the chosen court enforceable where a party sits.",
    "Choose arbitration: awards are enforced under the New York Convention of 1958.",
)
def judgment_without_treaty(case: Case) -> Iterator[Hit]:
    """Find courts whose judgments no treaty carries to the seat of a party; Liechtenstein has a rule of its own."""
    for paper, court in _courts(case):
        exclusive = paper.answer("law.court_exclusive") is not False
        for party in paper.parties:
            seat = country_of(party)
            if seat in (None, "LI") or judgments_travel(case.library, court, str(seat), exclusive):
                continue
            message = say(
                "A judgment from {court} is not enforced by treaty in {seat}, where {party} sits.",
                court=court,
                seat=seat,
                party=party_name(party),
            )
            remedy = None
            if not is_in(case.library, "treaties", NEW_YORK, str(seat)):
                remedy = say(
                    "Ask a lawyer in {seat}: the country is not bound by the New York Convention of 1958 either.",
                    seat=seat,
                )
            yield Hit(message, paper.id, "law.forum_kind", remedy=remedy)


@rule(
    "LAW-07",
    Severity.HINT,
    "The seat of arbitration is in Switzerland, and no party sits there.",
    "Allowed and neutral; tell the parties what proceedings there cost.",
)
def swiss_seat(case: Case) -> Iterator[Hit]:
    """Find Swiss seats without a Swiss party."""
    for paper in _arbitrations(case):
        swiss = any(country_of(party) == "CH" for party in paper.parties)
        if paper.answer("law.arb_seat_country") == "CH" and not swiss:
            message = say("No party sits in Switzerland: the seat is neutral, and fees are those of Switzerland.")
            yield Hit(message, paper.id, "law.arb_seat_country")


@rule(
    "LAW-08",
    Severity.WARNING,
    "A party sits in Liechtenstein, which is in none of the conventions on judgments.",
    "Choose arbitration (verify with a lawyer there).",
)
def liechtenstein(case: Case) -> Iterator[Hit]:
    """Find courts outside Liechtenstein for parties from there, and its courts for parties from elsewhere."""
    for paper, court in _courts(case):
        seats = {country_of(party) for party in paper.parties}
        if "LI" in seats and seats | {court} != {"LI"}:
            message = say("Liechtenstein belongs to the European Economic Area, but to no convention on judgments.")
            yield Hit(message, paper.id, "law.forum_kind")


@rule(
    "LAW-09",
    Severity.ERROR,
    "A party sits outside the European Union, and no clause deals with export control.",
    "Keep the clause on export control and sanctions (gen-export).",
)
def no_export_clause(case: Case) -> Iterator[Hit]:
    """Find parties outside the Union without the clause; a warning where the type of document does not place it."""
    for paper in case.papers:
        abroad = [party for party in paper.parties if outside_eu(case.library, party)]
        if not abroad or paper.is_form or paper.holds("gen-export"):
            continue
        placed = any(place.clause == "gen-export" for place in paper.outline.placements)
        remedy = (
            None if placed else say("Share goods, software and technology only under a document that has the clause.")
        )
        message = say(
            "{party} sits in {country}: what is sent there is an export.",
            party=party_name(abroad[0]),
            country=country_of(abroad[0]),
        )
        severity = None if placed else Severity.WARNING
        yield Hit(message, paper.id, party_key(abroad[0], "seat.country"), severity=severity, remedy=remedy)


@rule(
    "LAW-10",
    Severity.WARNING,
    "A party outside the European Union has not been checked against the sanctions lists, or long ago.",
    "Check the party and those who own it, and enter the date.",
)
def sanctions(case: Case) -> Iterator[Hit]:
    """Find checks that are missing or older than 180 days, and (an error) seats in a country under embargo."""
    start = case.main.date("document.effective_date")
    day = max(case.today, start) if start is not None else case.today
    abroad = [party for party in case.answers.parties if outside_eu(case.library, party)]
    for party in abroad:
        yield from _sanctions_of(case, party, day)
    if abroad and any(paper.answer("misc.sanctions_check") == "pending" for paper in case.papers):
        yield Hit(say("The check against the sanctions lists is still to be done."), question="misc.sanctions_check")


def _sanctions_of(case: Case, party: Mapping[str, Any], day: datetime.date) -> Iterator[Hit]:
    country, key = country_of(party) or "", party_key(party, "sanctions_checked_on")
    if is_in(case.library, "embargo", "countries", country):
        message = say(
            "{party} sits in {country}, a country under an embargo.", party=party_name(party), country=country
        )
        remedy = say("Stop here until a lawyer has looked at the sanctions in force.")
        where = party_key(party, "seat.country")
        yield Hit(message, question=where, severity=Severity.ERROR, remedy=remedy)
    checked = as_date(field(party, "sanctions_checked_on"))
    if checked is None:
        yield Hit(
            say("{party} has no date of a check against the sanctions lists.", party=party_name(party)), question=key
        )
    elif (day - checked).days > _CHECKED_DAYS:
        message = say(
            "{party} was checked on {checked}, more than {checked_days} days before {day}.",
            party=party_name(party),
            checked=checked,
            checked_days=_CHECKED_DAYS,
            day=day,
        )
        yield Hit(message, question=key)


@rule(
    "LAW-11",
    Severity.WARNING,
    "A party sits outside the European Economic Area, and the clause that protects rights there is left out.",
    "Switch on the safeguards (ip-non-eu).",
)
def no_safeguards(case: Case) -> Iterator[Hit]:
    """Find projects with parties outside the area and without the safeguards."""
    for paper in case.papers:
        far = [party for party in paper.parties if outside_eea(case.library, party)]
        if far and "ip-ownership" in paper.clauses and "ip-non-eu" not in paper.clauses:
            message = say(
                "{party} sits in {country}, where rights are secured in another way.",
                party=party_name(far[0]),
                country=country_of(far[0]),
            )
            yield Hit(message, paper.id, clause="ip-ownership")


@rule(
    "LAW-14",
    Severity.WARNING,
    "A public body agrees to arbitration. Its own law may not allow that.",
    "Ask the public party; in France see Code civil art. 2060 and its exceptions.",
)
def public_arbitration(case: Case) -> Iterator[Hit]:
    """Find arbitration with public parties."""
    for paper in _arbitrations(case):
        public = [party_name(party) for party in paper.parties if field(party, "sector_kind") == "public"]
        if public:
            message = say("Public bodies would be bound to arbitration: {names}.", names=listed(public))
            yield Hit(message, paper.id, "law.forum_kind")


@rule(
    "LAW-19",
    Severity.HINT,
    "An institution would run an arbitration far from its home.",
    "Allowed; take the usual country of the institution, or an institution of the country of the seat.",
)
def unusual_seat(case: Case) -> Iterator[Hit]:
    """Find seats of arbitration in another country than the institution usually has."""
    for paper in _arbitrations(case):
        known = case.library.facts("institutions", str(paper.answer("law.arb_institution")))
        usual, name = (field(known, key) if isinstance(known, Mapping) else None for key in ("seat", "label"))
        seat = paper.answer("law.arb_seat_country")
        if usual is not None and seat is not None and seat != usual:
            message = say("The seat is in {seat}; usual for {name} is {usual}.", seat=seat, name=name, usual=usual)
            yield Hit(message, paper.id, "law.arb_seat_country")


def _courts(case: Case) -> Iterator[tuple[Paper, str]]:
    for paper in case.papers:
        court = paper.answer("law.court_country")
        if paper.chosen.get(_DISPUTES) in COURTS and isinstance(court, str):
            yield paper, court


def _arbitrations(case: Case) -> Iterator[Paper]:
    return (paper for paper in case.papers if paper.chosen.get(_DISPUTES) in ARBITRATION)


CHECKS: tuple[Check, ...] = (
    judgment_without_treaty,
    swiss_seat,
    liechtenstein,
    no_export_clause,
    sanctions,
    no_safeguards,
    public_arbitration,
    unusual_seat,
)
