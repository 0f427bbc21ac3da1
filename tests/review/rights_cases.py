"""Cases for intellectual property: HITS break a rule, NEAR come near it."""

from __future__ import annotations

from typing import Any

from tests.review.cases import ALPINE, COSTA, annex, clause, many, party

UNIVERSITY = [party(sector_kind="public", is_research_org=True), {**COSTA, "sector_kind": "private_profit"}]
COMPANIES = [party(sector_kind="private_profit"), {**COSTA, "sector_kind": "private_profit"}]
CLUSTER = [party(cluster_role="facilitator"), COSTA]
FREE_PRICE = {"amount": 0, "currency": "EUR"}


def results(rule: str = "own_generator", *others: str, parties: Any = None, **answers: Any) -> dict[str, Any]:
    """Return a document on results with this rule, these other clauses and these answers."""
    case: dict[str, Any] = {"clauses": [clause("ip-ownership"), *(clause(name) for name in others)]}
    case["ip"] = {"results_ownership": rule, **answers}
    return case if parties is None else {**case, "parties": parties}


def tasks(*parties: str) -> list[dict[str, Any]]:
    return [{"id": "t1", "title": "Design", "parties": list(parties)}]


def listing(parties: Any = None, **answers: Any) -> dict[str, Any]:
    case: dict[str, Any] = {"clauses": [clause("ip-background", alternative="positive_list")], "ip": answers}
    return case if parties is None else {**case, "parties": parties}


def inventor(status: str, country: str = "DE", text: str = "employee_only") -> dict[str, Any]:
    row = {"id": "i1", "name": "Ada Berg", "employer": "alpine", "status": status, "country": country}
    return {"clauses": [clause("ip-inventors", alternative=text)], "ip": {"inventors": [row]}}


def two_annexes(first: str, second: str, *both: str) -> dict[str, Any]:
    """Return a bundle with two annexes that take positions on the Unified Patent Court."""
    taking_part = both or ("alpine", "costa")
    mine = annex(groups={"ip": {"upc_position": first}})
    return {"annexes": [mine, annex(id="a2", groups={"ip": {"upc_position": second}}, taking_part=taking_part)]}


def framework(text: str, **own: Any) -> dict[str, Any]:
    return {
        "clauses": [clause("gen-ip-neutral", alternative=text)],
        "annexes": [annex(groups={"ip": {"results_ownership": "own_generator"}})],
        "annex_clauses": [clause("ip-ownership", document="a1")],
        **own,
    }


def licensed(text: str) -> dict[str, Any]:
    case = results(parties=COMPANIES)
    rules = clause("gen-competition", alternative="rnd")
    return {**case, "clauses": [*case["clauses"], rules, clause("", text, origin="special")]}


RND = {**results(parties=COMPANIES), "clauses": [clause("ip-ownership"), clause("gen-competition", alternative="rnd")]}


def consortium(*bound: str, text: str = "imported_annex", held: str = "ip-ownership") -> dict[str, Any]:
    """Return a consortium in which Alpine and Costa work, with an annex that binds these parties."""
    case: dict[str, Any] = {"clauses": [clause("co-ip", alternative=text)]}
    case["project"] = {"wps": [{"id": "w1", "number": "WP1", "participants": ["alpine", "costa"]}]}
    if bound:
        case["annexes"] = [annex(taking_part=bound)]
        case["annex_clauses"] = [clause(held, document="a1")]
    return case


HITS: list[tuple[str, dict[str, Any]]] = [
    ("IPR-01", results("joint_all")),
    ("IPR-02", results("assign_company", assignee_party="norda")),
    ("IPR-02", results("assign_company", assignment_price_basis="fixed", assignment_price=FREE_PRICE)),
    ("IPR-03", listing(background=[{"id": "b1", "party": "alpine"}])),
    ("IPR-04", listing(tasks=tasks("alpine"), background=[{"id": "b1", "party": "alpine", "needed_by": ["costa"]}])),
    ("IPR-05", results("assign_company", assignee_party="alpine", filing_lead="costa")),
    ("IPR-05", results("joint_contributors", "ip-joint", tasks=tasks("alpine"), filing_lead="costa")),
    ("IPR-05", results("joint_all", "ip-joint", parties=CLUSTER, filing_lead="alpine")),
    (
        "IPR-05",
        results(
            "split_field", filing_lead="costa", tasks=tasks("costa"), field_split=[{"id": "f1", "party": "alpine"}]
        ),
    ),
    ("IPR-06", inventor("teacher", "SE")),
    *(("IPR-06", inventor(status)) for status in ("student", "doctoral", "guest")),
    ("IPR-07", results(parties=UNIVERSITY)),
    ("IPR-07", results("own_generator", "ip-publication", parties=UNIVERSITY)),
    ("IPR-08", results(parties=many(3))),
    ("IPR-09", results("joint_contributors", "ip-joint", access_exploit_res="none")),
    ("IPR-10", results("assign_company", parties=UNIVERSITY, assignment_price_basis="free")),
    (
        "IPR-10",
        results("assign_company", parties=[party(is_research_org=True), COMPANIES[1]], assignment_price_basis="free"),
    ),
    ("IPR-10", results(parties=UNIVERSITY, access_exploit_res="royalty_free")),
    ("IPR-11", results(parties=COMPANIES)),
    ("IPR-11", {**results(parties=COMPANIES), "clauses": [clause("ip-ownership"), clause("gen-competition")]}),
    ("IPR-11", {**RND, "ip": {"access_exploit_res": "none"}}),
    ("IPR-11", licensed("A Party shall not challenge the validity of a patent.")),
    ("IPR-12", two_annexes("opt_out", "no_opt_out")),
    ("IPR-13", framework("none")),
    (
        "IPR-13",
        framework("refer_ip_annex", ip={"results_ownership": "joint_all"}),
    ),
    ("IPR-14", {"clauses": [clause("hr-results", alternative="by_ip_annex")]}),
    ("IPR-15", results("assign_company", parties=CLUSTER, assignee_party="alpine")),
    (
        "IPR-15",
        results("joint_all", "ip-joint", parties=CLUSTER, joint_shares=[{"id": "s", "party": "alpine", "share": 50}]),
    ),
    *(
        ("IPR-16", {**results(owner), "document": {"eu_funded": True}})
        for owner in ("assign_company", "assign_research_org", "joint_all", "split_field")
    ),
    ("IPR-17", consortium()),
    ("IPR-17", consortium("alpine", "costa", held="hr-results")),
    ("IPR-17", consortium("alpine")),
]

NEAR: list[tuple[str, dict[str, Any]]] = [
    ("IPR-01", results("joint_all", "ip-joint")),
    ("IPR-01", results("own_generator")),
    ("IPR-02", results("assign_company", assignee_party="costa", assignment_price_basis="contribution")),
    ("IPR-02", results("own_generator", assignment_price_basis="fixed", assignment_price=FREE_PRICE)),
    ("IPR-03", listing(background=[{"id": "b1", "party": "alpine"}], background_none=["costa"])),
    ("IPR-03", listing(CLUSTER, background=[{"id": "b1", "party": "costa"}])),
    ("IPR-03", {"clauses": [clause("ip-background", alternative="excluded_list")]}),
    (
        "IPR-04",
        listing(tasks=tasks("alpine", "costa"), background=[{"id": "b1", "party": "alpine", "needed_by": ["costa"]}]),
    ),
    ("IPR-05", results("assign_company", assignee_party="alpine", filing_lead="alpine")),
    ("IPR-05", results("own_generator", filing_lead="costa")),
    ("IPR-05", results("joint_all", "ip-joint", parties=CLUSTER, filing_lead="alpine", tasks=tasks("alpine"))),
    ("IPR-06", inventor("teacher")),
    ("IPR-06", inventor("student", text="with_students")),
    ("IPR-07", results("own_generator", "ip-publication", "ip-protection", parties=UNIVERSITY)),
    ("IPR-07", results(parties=COMPANIES)),
    ("IPR-08", results("own_generator", "ip-departure", parties=many(3))),
    ("IPR-08", results(parties=many(2))),
    ("IPR-09", results("own_generator", access_exploit_res="none")),
    ("IPR-10", results("assign_company", parties=UNIVERSITY, assignment_price_basis="expert")),
    ("IPR-10", results("assign_company", parties=COMPANIES, assignment_price_basis="free")),
    ("IPR-11", RND),
    ("IPR-11", results(parties=UNIVERSITY)),
    ("IPR-12", two_annexes("opt_out", "opt_out")),
    ("IPR-12", two_annexes("opt_out", "no_opt_out", "alpine")),
    ("IPR-13", framework("refer_ip_annex")),
    (
        "IPR-14",
        {"clauses": [clause("hr-results", alternative="by_ip_annex"), clause("ip-ownership")]},
    ),
    ("IPR-15", results("assign_company", parties=CLUSTER, assignee_party="costa")),
    (
        "IPR-15",
        {
            "parties": [{**ALPINE, "cluster_role": "cluster_org"}, COSTA],
            "clauses": [clause("ip-ownership"), clause("ip-cluster-role", alternative="party_with_rights")],
            "ip": {"results_ownership": "assign_company", "assignee_party": "alpine", "cluster_reason": "It pays."},
        },
    ),
    ("IPR-16", {**results("joint_contributors", "ip-joint"), "document": {"eu_funded": True}}),
    ("IPR-16", results("assign_company")),
    ("IPR-17", consortium("alpine", "costa")),
    ("IPR-17", consortium(text="separate")),
]
