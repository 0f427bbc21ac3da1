"""Networks: the way to a European grouping, brands, and what competitors must not tell each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_names, field, named, party_key, party_name
from app.review.case import Case
from app.review.paper import Paper
from app.review.places import country_of, outside_eea, standing
from app.review.rule import Check, Hit, rule

_PATH: Final = "cooperation.legal_path"
_UNLIMITED = re.compile(r"\bwithout limit|\bunlimited", re.IGNORECASE)
_FIGURES = re.compile(
    r"(?:€|\b(?:EUR|USD|CHF)\b)|\b(?:prices?|pricing|discounts?|margins?|free capacity|utilisation|occupancy)\b",
    re.IGNORECASE,
)


@rule(
    "LAW-12",
    Severity.ERROR,
    "A European Economic Interest Grouping cannot be formed by these parties.",
    "Members sit in at least two States of the European Economic Area, the grouping in one of them; "
    "choose an association for others.",
)
def impossible_grouping(case: Case) -> Iterator[Hit]:
    """Find groupings with parties outside the area that are not set apart, of one State, or seated outside."""
    for paper in _groupings(case):
        apart = as_names(paper.value("cooperation.eeig_associated"))
        for party in paper.parties:
            if outside_eea(case.library, party) and party.get("id") not in apart:
                message = say(
                    "{party} sits in {country} and cannot be a member of an EEIG.",
                    party=party_name(party),
                    country=country_of(party),
                )
                yield Hit(message, paper.id, party_key(party, "seat.country"))
        near = [party for party in paper.parties if not outside_eea(case.library, party)]
        countries = {_member_country(party) for party in near} - {None}
        if len(countries) == 1 and all(_member_country(party) for party in near):
            message = say(
                "All members would come from {names}; two States are needed.",
                names=listed([str(one) for one in countries]),
            )
            yield Hit(message, paper.id, _PATH)
        seat = paper.answer("cooperation.eeig_country")
        if isinstance(seat, str) and standing(case.library, seat) not in (None, "EU", "EEA_EFTA"):
            yield Hit(say("The official address would be in {seat}.", seat=seat), paper.id, "cooperation.eeig_country")


@rule(
    "LAW-13",
    Severity.HINT,
    "The way to a grouping is prepared, and nothing says that its members answer for all its debts without limit.",
    "Keep the text that says so (Regulation (EEC) No 2137/85, art. 24).",
)
def unlimited_liability(case: Case) -> Iterator[Hit]:
    """Find groupings in preparation whose text does not speak of the liability of members."""
    for paper in _groupings(case):
        texts = [text for clause, text in paper.texts() if clause in ("ca-legal-form", "ca-eeig-heads")]
        if not any(_UNLIMITED.search(text) for text in texts):
            yield Hit(say("No sentence says that each member answers without limit."), paper.id, _PATH)


@rule(
    "CMP-01",
    Severity.WARNING,
    "Companies that may compete meet, and no clause says what they must not talk about.",
    "Switch on the clause on competition (gen-competition), or for secret talks the small team (nda-clean-team).",
)
def competitors_meet(case: Case) -> Iterator[Hit]:
    """Find two or more companies without a clause on competition, unless they say that they do not compete."""
    for paper in case.papers:
        companies = [party_name(party) for party in paper.parties if field(party, "sector_kind") == "private_profit"]
        strangers = paper.answer("nda.competitors") is False
        if len(companies) < 2 or strangers or paper.is_form or paper.holds("gen-competition", "nda-clean-team"):
            continue
        message = say("{names} are companies, and no clause deals with competition.", names=listed(companies))
        yield Hit(message, paper.id)


@rule(
    "CMP-02",
    Severity.WARNING,
    "An offer or a need tells prices or capacity to those who may compete.",
    "Take the figure out, and name it to the one who asks.",
)
def telling_offer(case: Case) -> Iterator[Hit]:
    """Find prices and capacity in the list of offers and needs."""
    for paper in case.papers:
        for key in ("offers", "demands") if paper.answers_one_of("offers", "demands") else ():
            for row in paper.table(key):
                texts = " ".join(str(row.get(name) or "") for name in ("title", "detail", "availability"))
                found = _FIGURES.search(texts)
                if found:
                    message = say("“{title}” speaks of “{group}”.", title=row.get("title"), group=found.group())
                    yield Hit(message, paper.id, f"{key}[{row.get('id')}].detail")


@rule(
    "PRM-01",
    Severity.WARNING,
    "Parties use one brand together, and it belongs to nobody who takes part.",
    "Name a party that owns the mark for all and licenses it.",
)
def brand_of_nobody(case: Case) -> Iterator[Hit]:
    """Find joint brands whose owner is unknown or takes no part."""
    for paper in case.papers:
        owner = paper.answer("sharing.brand_owner")
        if paper.chosen.get("sh-promotion") != "joint_brand" or paper.lacks("sharing.brand_owner"):
            continue
        if owner is None:
            yield Hit(say("It is not known who owns the joint brand."), paper.id, "sharing.brand_owner")
        elif owner not in [party.get("id") for party in paper.parties]:
            message = say(
                "{party} owns the joint brand, but does not take part.", party=named(case.answers.parties, owner)
            )
            yield Hit(message, paper.id, "sharing.brand_owner")


def _groupings(case: Case) -> Iterator[Paper]:
    return (paper for paper in case.papers if paper.answer(_PATH) == "eeig")


def _member_country(party: Mapping[str, Any]) -> object:
    """Return the country of who would be the member: of the host entity, where one signs."""
    return field(party, "signing_entity.country") or country_of(party)


CHECKS: tuple[Check, ...] = (impossible_grouping, unlimited_liability, competitors_meet, telling_offer, brand_of_nobody)
