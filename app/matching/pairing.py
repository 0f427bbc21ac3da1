"""Offers meet demands: same category, another party, and words in common."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.matching.entries import Entry
from app.matching.keywords import keywords
from app.model.message import say


@dataclass(frozen=True, slots=True)
class Pair:
    """An offer that a demand asks for. `words` are those they share, as the offer writes them."""

    offer: Entry
    demand: Entry
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that met none, and why. `reason` is a sentence."""

    entry: Entry
    reason: str


def pair(
    offers: Sequence[Entry], demands: Sequence[Entry], today: datetime.date, opened: Collection[str] = ()
) -> tuple[tuple[Pair, ...], tuple[LeftOut, ...]]:
    """Return the pairs, those with most words in common first, and the entries that are in none.

    `opened` are the categories that the contract opens for sharing; empty means all.
    """
    closed = {entry: reason for entry in (*offers, *demands) if (reason := _closed(entry, today, opened))}
    pairs = [
        Pair(offer, demand, words)
        for offer in offers
        for demand in demands
        if offer not in closed and demand not in closed and (words := _in_common(offer, demand))
    ]
    pairs.sort(key=lambda one: -len(one.words))
    met = {entry for one in pairs for entry in (one.offer, one.demand)}
    left = [
        LeftOut(entry, closed.get(entry) or _reason(entry, others, what))
        for entries, others, what in ((offers, demands, "needs"), (demands, offers, "offers"))
        for entry in entries
        if entry not in met
    ]
    return tuple(pairs), tuple(left)


def _in_common(offer: Entry, demand: Entry) -> tuple[str, ...]:
    if offer.category != demand.category or offer.party == demand.party:
        return ()
    mine, theirs = keywords(offer.title, offer.detail), keywords(demand.title, demand.detail)
    return tuple(word for plain, word in mine.items() if plain in theirs)


def _closed(entry: Entry, today: datetime.date, opened: Collection[str]) -> str:
    if entry.valid_until is not None and entry.valid_until < today:
        return say("It ended on {valid_until}.", valid_until=entry.valid_until)
    if opened and entry.category not in opened:
        return say("The contract does not open this category for sharing.")
    return ""


def _reason(entry: Entry, others: Sequence[Entry], what: str) -> str:
    same = list(_alike(entry, others))
    offers = what == "offers"
    if any(one.party == entry.party for one in same) and all(one.party == entry.party for one in same):
        if offers:
            return say("Only the same party offers anything in this category.")
        return say("Only the same party needs anything in this category.")
    if same and offers:
        return say(
            "Another party offers something in this category, but no word is the same: describe both more closely."
        )
    if same:
        return say(
            "Another party needs something in this category, but no word is the same: describe both more closely."
        )
    if offers:
        return say("No other party offers anything in this category.")
    return say("No other party needs anything in this category.")


def _alike(entry: Entry, others: Sequence[Entry]) -> Iterator[Entry]:
    return (other for other in others if other.category == entry.category)
