"""From pairs and subjects to the annexes that would settle them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.matching.entries import DEMANDS, OFFERS, Entry, Subject, read_entries, read_subjects
from app.matching.keywords import keywords
from app.matching.pairing import LeftOut, Pair, pair
from app.model.answers import Answers
from app.model.library import Library
from app.model.outline import Kind, Mode, Outline


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody could share something with somebody, and an annex would settle it.

    `number` counts from 1 in the order in which suggestions are shown. It comes from a pair, from a subject, or from
    both: a subject that a pair bears out. `parties` are ids, who gives first. `annex_type` is the document type that
    fits the category, "" where the library has none; `drafted_in` the id of an annex of the contract that settles the
    subject, or is of the type and joins all parties.
    """

    number: int
    title: str
    category: str
    parties: tuple[str, ...]
    pair: Pair | None = None
    subject: Subject | None = None
    annex_type: str = ""
    drafted_in: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """What the offers, demands and subjects of a contract lead to."""

    suggestions: tuple[Suggestion, ...]
    left_out: tuple[LeftOut, ...]

    def suggestion(self, number: int) -> Suggestion | None:
        """Return the suggestion of this number, or None."""
        return next((one for one in self.suggestions if one.number == number), None)


def match(answers: Answers, library: Library, today: datetime.date) -> Matching:
    """Return which annexes the offers, demands and subjects of a contract suggest; subjects first, then the pairs that
    no subject takes up.
    """
    purpose = answers.groups.get("purpose")
    opened = purpose.get("shareable_categories") if isinstance(purpose, Mapping) else None
    pairs, left_out = pair(
        read_entries(answers, OFFERS),
        read_entries(answers, DEMANDS),
        today,
        [one for one in opened if isinstance(one, str)] if isinstance(opened, list | tuple) else (),
    )
    found = list(_from_subjects(read_subjects(answers), pairs, answers, library))
    taken = {one.pair for one in found}
    found += [_from_pair(one, answers, library) for one in pairs if one not in taken]
    numbered = (replace(one, number=number) for number, one in enumerate(found, start=1))
    return Matching(tuple(numbered), left_out)


def type_for(category: str, library: Library) -> str:
    """Return the annex type that names a category among its `categories`, or ""."""
    return next((outline.id for outline in _annexes(library) if category in outline.categories), "")


def _annexes(library: Library) -> Iterator[Outline]:
    return (one for one in library.outlines.values() if one.kind is Kind.ANNEX and Mode.JOINED in one.modes)


def _from_subjects(
    subjects: Sequence[Subject], pairs: Sequence[Pair], answers: Answers, library: Library
) -> Iterator[Suggestion]:
    for subject in subjects:
        if subject.status == "closed":
            continue
        borne_out = next((one for one in pairs if _takes_up(subject, one)), None)
        kind = type_for(subject.category, library)
        drafted = subject.annex if answers.annex(subject.annex) else _drafted(kind, subject.parties, answers)
        yield Suggestion(0, subject.title, subject.category, subject.parties, borne_out, subject, kind, drafted)


def _from_pair(one: Pair, answers: Answers, library: Library) -> Suggestion:
    kind = type_for(one.offer.category, library)
    parties = (one.offer.party, one.demand.party)
    return Suggestion(
        number=0,
        title=one.offer.title,
        category=one.offer.category,
        parties=parties,
        pair=one,
        annex_type=kind,
        drafted_in=_drafted(kind, parties, answers),
    )


def _takes_up(subject: Subject, one: Pair) -> bool:
    """Whether a subject is what a pair is about: category, giver and receiver are the same, and a word of its title."""
    same = (subject.category, subject.provider) == (one.offer.category, one.offer.party)
    return same and one.demand.party in subject.receivers and _alike(subject, one.offer)


def _alike(subject: Subject, offer: Entry) -> bool:
    return not keywords(subject.title, subject.detail).keys().isdisjoint(keywords(offer.title, offer.detail))


def _drafted(kind: str, parties: Sequence[str], answers: Answers) -> str:
    fitting = (one.id for one in answers.annexes if one.type == kind and set(parties) <= set(one.taking_part))
    return next(fitting, "") if kind else ""
