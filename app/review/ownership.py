"""Who owns results: assignments, shares, owners that the rules on results know, and what a public party may give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import say
from app.model.values import as_money, as_names, as_number, field, named, party_name
from app.review.case import Case
from app.review.missing import lacking
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

_OWNERSHIP: Final = "ip.results_ownership"
_JOINT: Final = ("joint_contributors", "joint_all")
_ASSIGNED: Final = ("assign_company", "assign_research_org")
_AGAINST_GRANT: Final = ("joint_all", "assign_company", "assign_research_org", "split_field")
_SUPPORTERS: Final = ("cluster_org", "facilitator", "observer")
_OPTED: Final = ("opt_out", "no_opt_out")


@rule(
    "IPR-01",
    Severity.ERROR,
    "Results belong to several parties, and nothing says who may use them.",
    "Keep the clause on joint ownership (ip-joint) and choose who may exploit.",
)
def joint_without_rule(case: Case) -> Iterator[Hit]:
    """Find joint ownership without rules on exploitation."""
    for paper in _with_results(case):
        if paper.answer(_OWNERSHIP) in _JOINT and not paper.holds("ip-joint"):
            message = say("All or some parties own results together, and the clause on joint ownership is left out.")
            yield Hit(message, paper.id, _OWNERSHIP)


@rule(
    "IPR-02",
    Severity.ERROR,
    "Results are assigned without an assignee, or without a price or the statement that none is due.",
    "Name the party that receives the results, and the price or the reason why there is none.",
)
def assignment_without_price(case: Case) -> Iterator[Hit]:
    """Find assignments to nobody, to a stranger, or for a fixed price of nothing."""
    yield from lacking(case, "IPR-02")
    for paper in _with_results(case):
        if paper.answer(_OWNERSHIP) not in _ASSIGNED:
            continue
        assignee = paper.answer("ip.assignee_party")
        if assignee is not None and assignee not in [party.get("id") for party in paper.parties]:
            message = say(
                "{party} receives the results, but does not take part.", party=named(case.answers.parties, assignee)
            )
            yield Hit(message, paper.id, "ip.assignee_party")
        price = as_money(paper.answer("ip.assignment_price"))
        if paper.answer("ip.assignment_price_basis") == "fixed" and price is not None and price.amount <= 0:
            yield Hit(say("The fixed price of all results is {price}.", price=price), paper.id, "ip.assignment_price")


@rule(
    "IPR-05",
    Severity.ERROR,
    "The party that files applications owns no result.",
    "Name an owner; a transfer office files in the name of its university.",
)
def filing_by_stranger(case: Case) -> Iterator[Hit]:
    """Find filing leads that the rules on ownership do not make an owner."""
    for paper in _with_results(case):
        lead, owners = paper.answer("ip.filing_lead"), _owners(paper)
        if lead is not None and owners and lead not in owners:
            message = say(
                "{party} files for joint results, but cannot become their owner.",
                party=named(case.answers.parties, lead),
            )
            yield Hit(message, paper.id, "ip.filing_lead")


@rule(
    "IPR-09",
    Severity.ERROR,
    "Results belong to several parties, and no party gets access to use them.",
    "Give access on fair and reasonable terms, or let each party own what it generates.",
)
def joint_without_access(case: Case) -> Iterator[Hit]:
    """Find joint ownership with no access for exploitation."""
    for paper in _with_results(case):
        if paper.answer(_OWNERSHIP) in _JOINT and paper.answer("ip.access_exploit_res") == "none":
            message = say("Joint owners depend on each other's results, and no party may claim access to them.")
            yield Hit(message, paper.id, "ip.access_exploit_res")


@rule(
    "IPR-10",
    Severity.WARNING,
    "A public or research organisation gives rights to a company without a price: this can be State aid.",
    "Agree on the market price, or record why none is due (Framework 2022/C 414/01, section 2.2).",
)
def free_gift(case: Case) -> Iterator[Hit]:
    """Find results that a company gets for nothing from a public party or a research organisation."""
    for paper in _with_results(case):
        givers = [one for one in paper.parties if field(one, "sector_kind") == "public" or one.get("is_research_org")]
        companies = [party for party in paper.parties if field(party, "sector_kind") == "private_profit"]
        if not givers or not companies:
            continue
        who = say(
            "{party} would give its rights to {party_2}", party=party_name(givers[0]), party_2=party_name(companies[0])
        )
        if paper.answer(_OWNERSHIP) == "assign_company":
            price = as_money(paper.answer("ip.assignment_price"))
            nothing = price is not None and price.amount <= 0
            if paper.answer("ip.assignment_price_basis") == "free" or nothing:
                yield Hit(say("{who} without a price.", who=who), paper.id, "ip.assignment_price_basis")
        if paper.answer("ip.access_exploit_res") == "royalty_free":
            yield Hit(say("{who} under a free licence to exploit them.", who=who), paper.id, "ip.access_exploit_res")


@rule(
    "IPR-12",
    Severity.WARNING,
    "Owners of the same patents take different positions on the Unified Patent Court.",
    "Agree on one position: an opt-out needs all owners (Agreement on a Unified Patent Court, art. 83).",
)
def mixed_opt_out(case: Case) -> Iterator[Hit]:
    """Find two documents of the bundle whose parties overlap and whose positions differ."""
    decided = [paper for paper in case.papers if paper.answer("ip.upc_position") in _OPTED]
    for first, second in combinations(decided, 2):
        both = {party.get("id") for party in first.parties} & {party.get("id") for party in second.parties}
        if len(both) > 1 and first.answer("ip.upc_position") != second.answer("ip.upc_position"):
            message = say(
                "“{id}” and “{id_2}” of the same parties decide differently on the opt-out.",
                id=first.id,
                id_2=second.id,
            )
            yield Hit(message, second.id, "ip.upc_position")


@rule(
    "IPR-15",
    Severity.ERROR,
    "A cluster or facilitator would own results, and no reason is given.",
    "Take the cluster out, or choose the text that gives it rights and say why (ip-cluster-role).",
)
def cluster_owns(case: Case) -> Iterator[Hit]:
    """Find supporters of a project who are named as owners, unless the clause on their role gives a reason."""
    for paper in _with_results(case):
        reasoned = paper.chosen.get("ip-cluster-role") == "party_with_rights" and paper.answer("ip.cluster_reason")
        clusters = {party.get("id") for party in paper.parties if _is_cluster(paper, party)}
        for key, name in _named_owners(paper) if not reasoned else ():
            if name in clusters:
                message = say("{party} supports the project and would own results.", party=named(paper.parties, name))
                yield Hit(message, paper.id, key)


@rule(
    "IPR-16",
    Severity.WARNING,
    "The rule on ownership departs from the grant agreement.",
    "Let each party own what it generates, or ask the granting authority (model grant agreement, art. 16 and Annex 5).",
)
def against_grant(case: Case) -> Iterator[Hit]:
    """Find funded projects whose results do not belong to those who generate them."""
    for paper in _with_results(case):
        rule_ = paper.answer(_OWNERSHIP)
        if paper.value("document.eu_funded") is True and rule_ in _AGAINST_GRANT:
            message = say("Under a grant of the European Union results belong to the beneficiary that generates them.")
            yield Hit(message, paper.id, _OWNERSHIP)


def is_supporter(paper: Paper, party: Mapping[str, Any]) -> bool:
    """Whether a party only supports the project: a cluster, facilitator or observer without a task."""
    working = {name for row in paper.table("ip.tasks") for name in as_names(row.get("parties"))}
    return _is_cluster(paper, party) and party.get("id") not in working


def _is_cluster(paper: Paper, party: Mapping[str, Any]) -> bool:
    return field(party, "cluster_role") in _SUPPORTERS or party.get("id") == paper.answer("ip.observer_cluster")


def _with_results(case: Case) -> Iterator[Paper]:
    return (paper for paper in case.papers if "ip-ownership" in paper.clauses)


def _owners(paper: Paper) -> set[Any]:
    """Return the parties that can own results, as far as the answers tell; nobody where they do not."""
    match paper.answer(_OWNERSHIP):
        case "assign_company" | "assign_research_org":
            return {paper.answer("ip.assignee_party")} - {None}
        case "split_field":
            return {field(row, "party") for row in paper.table("ip.field_split")} - {None}
        case "joint_all":
            return {party.get("id") for party in paper.parties if not is_supporter(paper, party)}
    return {name for row in paper.table("ip.tasks") for name in as_names(row.get("parties"))}


def _named_owners(paper: Paper) -> Iterator[tuple[str, object]]:
    if paper.answer(_OWNERSHIP) in _ASSIGNED:
        yield "ip.assignee_party", paper.answer("ip.assignee_party")
    for key in ("ip.joint_shares", "ip.field_split"):
        for row in paper.table(key):
            share = as_number(row.get("share"))
            if share is None or share > 0:
                yield key, row.get("party")


CHECKS: tuple[Check, ...] = (
    joint_without_rule,
    assignment_without_price,
    filing_by_stranger,
    joint_without_access,
    free_gift,
    mixed_opt_out,
    cluster_owns,
    against_grant,
)
