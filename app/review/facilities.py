"""Facilities: what is offered, at which price, and beside which private offers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.expression import TBC
from app.model.finding import Severity
from app.model.message import in_words, say
from app.model.values import as_number, field, named, party_key, party_name
from app.review.case import Case
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

_ROWS: Final = "facilities.facilities"
_OPERATOR: Final = "access.operator"
_USER: Final = "access.user"
_ECONOMIC: Final = "access.economic_use"
_CERTIFIED: Final = {"fp-quality": "iso_glp", "fa-quality": "accredited"}
"""The texts on quality that are made for certified facilities."""
_STANDARDS = re.compile(r"\b(?:GLP|GMP|ISO(?:/IEC)? ?\d{4,5})\b")
_ANCILLARY_PERCENT: Final = 20


@rule(
    "FAC-01",
    Severity.ERROR,
    "A party is the operator, and no facility of it is listed.",
    "Enter the facility, or give the party another role in this document.",
)
def operator_of_nothing(case: Case) -> Iterator[Hit]:
    """Find operators without a facility, where the document lists facilities."""
    for paper in case.papers:
        operators = {row.get(name) for row in paper.table(_ROWS) for name in ("operator", "owner")}
        answered = paper.answer(_OPERATOR)
        for party in paper.parties if operators else ():
            place = _OPERATOR if party.get("id") == answered else party_key(party, "doc_role")
            is_operator = party.get("id") == answered or field(party, "doc_role") == "operator"
            if is_operator and party.get("id") not in operators:
                message = say(
                    "{party} is the operator, but the table lists no facility of it.", party=party_name(party)
                )
                yield Hit(message, paper.id, place)


@rule(
    "FAC-02",
    Severity.WARNING,
    "Companies could use a public facility below its full cost or the market price: this can be State aid.",
    "Take the market price for economic use, or keep economic use out.",
)
def cheap_public_facility(case: Case) -> Iterator[Hit]:
    """Find prices below full cost for public facilities, and free exchange although a market price was found."""
    for paper in case.papers:
        model = paper.answer("facilities.price_model")
        public = [row for row in paper.table(_ROWS) if _is_public(paper, row)]
        economic = 0 if paper.answer(_ECONOMIC) is False else as_number(paper.value("facilities.economic_use_pct"))
        if model == "free_reciprocal" and paper.answer("facilities.private_competitor_check") == "done_market_price":
            message = say("A search found a market price, and access is free in exchange for access.")
            yield Hit(message, paper.id, "facilities.price_model")
        elif public and model == "marginal_cost" and economic != 0:
            message = say("“{name}” is public, and users pay the extra cost only.", name=public[0].get("name"))
            yield Hit(message, paper.id, "facilities.price_model")
        elif public and model == "tariff_list" and economic != 0:
            message = say(
                "“{name}” is public, and one list of prices is made for all users.", name=public[0].get("name")
            )
            remedy = say("Check that each price covers the full cost, or is the market price.")
            yield Hit(message, paper.id, "facilities.tariff_rows", severity=Severity.HINT, remedy=remedy)


@rule(
    "FAC-03",
    Severity.WARNING,
    "Nobody has searched for private platforms with the same service.",
    "Search in public sources before the first economic use, and keep a record.",
)
def no_search(case: Case) -> Iterator[Hit]:
    """Find public facilities for which no search was made."""
    for paper in case.papers:
        if paper.answer("facilities.private_competitor_check") == "not_done":
            message = say("A public facility is offered, and private offers have not been looked for.")
            yield Hit(message, paper.id, "facilities.private_competitor_check")


@rule(
    "FAC-04",
    Severity.WARNING,
    "A standard is claimed that no facility names.",
    "Enter the standard with the facility that is certified, or take the claim out.",
)
def unnamed_standard(case: Case) -> Iterator[Hit]:
    """Find names of standards at facilities that claim none, and the text on standards where nobody has one."""
    for paper in case.papers:
        rows = paper.table(_ROWS)
        bare = [row for row in rows if row.get("quality_ref") in (None, "none")]
        for row in bare:
            named = _STANDARDS.search(str(row.get("name")))
            if named:
                message = say(
                    "“{name}” speaks of {group}, and claims no standard.", name=row.get("name"), group=named.group()
                )
                yield Hit(message, paper.id, f"{_ROWS}[{row.get('id')}].quality_ref")
        for clause, certified in _CERTIFIED.items() if rows and len(bare) == len(rows) else ():
            if paper.chosen.get(clause) == certified:
                message = say("The text is made for certified facilities, and no facility claims a standard.")
                yield Hit(message, paper.id, clause=clause)


@rule(
    "FAC-05",
    Severity.ERROR,
    "More capacity is offered than there is.",
    "Correct the capacity offered, or the capacity in all.",
)
def more_than_there_is(case: Case) -> Iterator[Hit]:
    """Find facilities that offer more than their capacity."""
    for paper in case.papers:
        for row in paper.table(_ROWS):
            total, offered = as_number(row.get("capacity_total")), as_number(row.get("capacity_offered"))
            if total is not None and offered is not None and offered > total:
                unit = row.get("capacity_unit") or "unit"
                message = say(
                    "“{name}” offers {offered} of {total} {unit}s a year.",
                    name=row.get("name"),
                    offered=in_words(f"{offered:,}", offered),
                    total=in_words(f"{total:,}", total),
                    unit=unit,
                )
                yield Hit(message, paper.id, f"{_ROWS}[{row.get('id')}].capacity_offered")


@rule(
    "FAC-06",
    Severity.WARNING,
    "Economic use takes more than a fifth of the capacity: it is no longer a by-product of research.",
    "Limit it to 20 % a year, or charge the market price and keep separate accounts.",
)
def much_economic_use(case: Case) -> Iterator[Hit]:
    """Find limits of economic use above 20 %."""
    for paper in case.papers:
        percent = as_number(paper.answer("facilities.economic_use_pct"))
        if percent is not None and percent > _ANCILLARY_PERCENT:
            message = say(
                "Economic use may take {percent} % of the yearly capacity.", percent=in_words(f"{percent:g}", percent)
            )
            yield Hit(message, paper.id, "facilities.economic_use_pct")


@rule(
    "FAC-07",
    Severity.ERROR,
    "A facility is run by somebody whom the document does not bind.",
    "Let the operator sign as a party, or take the facility out.",
)
def operator_outside(case: Case) -> Iterator[Hit]:
    """Find facilities whose operator is no party of the document.

    An annex binds an operator that is no party by an undertaking (fp-purpose), and then gives its name in the list.
    """
    for paper in case.papers:
        parties = {party.get("id") for party in paper.parties}
        for row in paper.table(_ROWS):
            stranger, key = row.get("operator_name"), f"{_ROWS}[{row.get('id')}]"
            if stranger and "fp-purpose" not in paper.clauses:
                message = say(
                    "“{name}” is run by {stranger}, which is no party.", name=row.get("name"), stranger=stranger
                )
                yield Hit(message, paper.id, f"{key}.operator_name")
            elif not stranger and row.get("operator") not in (None, "", TBC, *parties):
                message = say(
                    "“{name}” is run by “{operator}”, which is no party here.",
                    name=row.get("name"),
                    operator=row.get("operator"),
                )
                yield Hit(message, paper.id, f"{key}.operator")


@rule(
    "FAC-08",
    Severity.ERROR,
    "The operator and the user of a facility do not fit the document.",
    "Name two different parties, and as operator the one that runs the facilities.",
)
def operator_and_user(case: Case) -> Iterator[Hit]:
    """Find contracts on access in which one party serves itself, or a facility is run by another than the operator."""
    for paper in case.papers:
        operator, user = paper.answer(_OPERATOR), paper.answer(_USER)
        if operator is not None and operator == user:
            yield Hit(
                say("{party} is the operator and the user.", party=named(paper.parties, operator)), paper.id, _USER
            )
        parties = {party.get("id") for party in paper.parties}
        for row in paper.table(_ROWS) if operator in parties else ():
            other = row.get("operator")
            if other != operator and other in parties:
                message = say(
                    "“{name}” is run by {party}, and another party is the operator.",
                    name=row.get("name"),
                    party=named(paper.parties, other),
                )
                yield Hit(message, paper.id, f"{_ROWS}[{row.get('id')}].operator")


def _is_public(paper: Paper, row: Mapping[str, Any]) -> bool:
    operator = next((party for party in paper.parties if party.get("id") == row.get("operator")), {})
    return row.get("public_operator") is True or field(operator, "sector_kind") == "public"


CHECKS: tuple[Check, ...] = (
    operator_of_nothing,
    cheap_public_facility,
    no_search,
    unnamed_standard,
    more_than_there_is,
    much_economic_use,
    operator_outside,
    operator_and_user,
)
