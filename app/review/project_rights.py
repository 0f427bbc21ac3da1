"""The rights of a project: Background, inventors, publication, competitors, leaving, and other texts on the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_names, field, named, party_name
from app.review.case import Case
from app.review.ownership import is_supporter
from app.review.places import is_in
from app.review.rule import Check, Hit, rule

_LEFT_TO_IP_ANNEX: Final = {
    "hr-results": "by_ip_annex",
    "pm-ip": "by_ip_annex",
}
"""Texts that leave results to an agreement on intellectual property."""

_NO_CHALLENGE = re.compile(r"\bnot (?:to )?(?:challenge|contest|attack)\b[^.]*\bvalid", re.IGNORECASE)
_OUTPUT_LIMIT = re.compile(r"\bnot (?:to )?(?:produce|sell|supply)\b[^.]*\b(?:more than|outside|to customers)\b", re.I)


@rule(
    "IPR-03",
    Severity.WARNING,
    "A party has listed no Background and has not declared that there is none.",
    "Enter what the party brings in, or name it among those that bring nothing.",
)
def silent_on_background(case: Case) -> Iterator[Hit]:
    """Find parties that neither list Background nor declare that they have none, where only what is listed counts."""
    for paper in case.papers:
        if paper.chosen.get("ip-background") != "positive_list":
            continue
        spoke = {row.get("party") for row in paper.table("ip.background")}
        spoke |= set(as_names(paper.value("ip.background_none")))
        silent = [one for one in paper.parties if one.get("id") not in spoke and not is_supporter(paper, one)]
        if silent:
            names = listed([party_name(party) for party in silent])
            yield Hit(say("Nothing is said on the Background of {names}.", names=names), paper.id, "ip.background")


@rule(
    "IPR-04",
    Severity.WARNING,
    "Background is needed by a party that has no task in the project.",
    "Give the party a task, or take it out of the column.",
)
def needed_by_nobody(case: Case) -> Iterator[Hit]:
    """Find Background needed by parties without a task."""
    for paper in case.papers:
        working = {name for row in paper.table("ip.tasks") for name in as_names(row.get("parties"))}
        for row in paper.table("ip.background") if working else ():
            idle = [named(paper.parties, name) for name in as_names(row.get("needed_by")) if name not in working]
            if idle:
                title = field(row, "title") or row.get("id")
                message = say(
                    "“{title}” is needed by {names}, without a task in the project.", title=title, names=listed(idle)
                )
                yield Hit(message, paper.id, f"ip.background[{row.get('id')}].needed_by")


@rule(
    "IPR-06",
    Severity.WARNING,
    "The law, or their status, leaves inventions to people who work on the project.",
    "Have each of these people sign a transfer before the work begins, and take the text on students and guests.",
)
def inventors_own(case: Case) -> Iterator[Hit]:
    """Find teachers who own their inventions by law, and people who are no employees under the text for employees."""
    for paper in case.papers:
        rows = paper.table("ip.inventors")
        teachers = [row for row in rows if row.get("status") == "teacher"]
        countries = {str(row.get("country")) for row in teachers}
        owning = sorted(one for one in countries if is_in(case.library, "teachers_own_inventions", "countries", one))
        if owning:
            message = say(
                "University teachers in {names} own their inventions: a written transfer is needed.",
                names=listed(owning),
            )
            yield Hit(message, paper.id, "ip.inventors")
        free = [row for row in rows if row.get("status") in ("doctoral", "student", "guest")]
        if free and paper.chosen.get("ip-inventors") == "employee_only":
            message = say(
                "{count} of the people listed are no employees, and the text knows employees only.", count=len(free)
            )
            yield Hit(message, paper.id, "ip.inventors")


@rule(
    "IPR-07",
    Severity.ERROR,
    "A university takes part, and the rules on publication are missing, or do not wait for a filing.",
    "Keep the clauses on publication and on protection together (ip-publication, ip-protection).",
)
def no_publication(case: Case) -> Iterator[Hit]:
    """Find projects with a university or research organisation without rules on publication, or on filing first."""
    for paper in case.papers:
        scholars = [
            party
            for party in paper.parties
            if party.get("is_research_org") is True or field(party, "legal_form") == "university"
        ]
        if "ip-ownership" not in paper.clauses or not scholars:
            continue
        if not paper.holds("ip-publication"):
            message = say("{party} publishes, and no clause says when it may.", party=party_name(scholars[0]))
            yield Hit(message, paper.id, clause="ip-ownership")
        elif not paper.holds("ip-protection"):
            message = say("Results may be published, and no clause makes a publication wait for a filing.")
            yield Hit(message, paper.id, clause="ip-publication")


@rule(
    "IPR-08",
    Severity.WARNING,
    "Three or more parties share a project, and nothing says what becomes of rights when one leaves.",
    "Switch on the clause on departure (ip-departure).",
)
def no_departure(case: Case) -> Iterator[Hit]:
    """Find projects of three or more parties without a clause on departure; work orders run on when a party leaves."""
    for paper in case.papers:
        many = "ip-ownership" in paper.clauses and len(paper.parties) >= 3
        if many and not paper.holds("ip-departure", "rf-work-orders"):
            message = say("One of {count} parties may leave, and its rights are not settled.", count=len(paper.parties))
            yield Hit(message, paper.id, clause="ip-ownership")


@rule(
    "IPR-11",
    Severity.WARNING,
    "Companies that may compete do research together, and the text does not keep to competition law.",
    "Take the long text on competition (gen-competition: rnd), leave results open to all, and limit nobody's market.",
)
def competitors(case: Case) -> Iterator[Hit]:
    """Find two or more companies without the rules for research, without access to results, or with limits on them."""
    for paper in case.papers:
        companies = [party for party in paper.parties if field(party, "sector_kind") == "private_profit"]
        if "ip-ownership" not in paper.clauses or len(companies) < 2:
            continue
        names = listed([party_name(party) for party in companies])
        if paper.alternative("gen-competition") != "rnd":
            message = say("{names} may compete, and the rules on joint research are left out.", names=names)
            yield Hit(message, paper.id, clause="gen-competition" if paper.holds("gen-competition") else "ip-ownership")
        if paper.answer("ip.access_exploit_res") == "none":
            message = say(
                "{names} may compete, and not each has access to the final results (Regulation (EU) 2023/1066).",
                names=names,
            )
            yield Hit(message, paper.id, "ip.access_exploit_res")
        for clause, text in paper.typed():
            if _NO_CHALLENGE.search(text) or _OUTPUT_LIMIT.search(text):
                message = say(
                    "The text forbids to challenge a right, or limits sales, between parties that may compete."
                )
                yield Hit(message, paper.id, clause=clause)


@rule(
    "IPR-13",
    Severity.WARNING,
    "Two texts of the bundle settle the rights in results, each in its own way.",
    "Let one text decide: the framework refers to the annex on intellectual property, or both say the same.",
)
def two_regimes(case: Case) -> Iterator[Hit]:
    """Find annexes on intellectual property that their framework does not refer to, or contradicts."""
    for paper in case.papers:
        framework = paper.framework
        if framework is None or "ip-ownership" not in paper.clauses:
            continue
        mine, theirs = paper.answer("ip.results_ownership"), framework.answer("ip.results_ownership")
        if theirs is not None and mine != theirs:
            message = say("The framework and the annex give the results to different owners.")
            yield Hit(message, paper.id, "ip.results_ownership")
        elif framework.chosen.get("gen-ip-neutral") in ("none", "materials"):
            message = say("The framework has its own rule on joint results and does not refer to the annex.")
            remedy = say("In the framework choose the text that refers to an annex (gen-ip-neutral: refer_ip_annex).")
            yield Hit(message, framework.id, clause="gen-ip-neutral", remedy=remedy)


@rule(
    "IPR-14",
    Severity.HINT,
    "A text leaves results to an agreement on intellectual property that is not there.",
    "Join an annex on intellectual property, or sign an IP Agreement before the work begins.",
)
def no_ip_agreement(case: Case) -> Iterator[Hit]:
    """Find texts that rely on rules on intellectual property, in bundles that hold none."""
    if any("ip-ownership" in paper.clauses for paper in case.papers):
        return
    for paper in case.papers:
        for clause, alternative in _LEFT_TO_IP_ANNEX.items():
            if paper.chosen.get(clause) == alternative:
                message = say("The text leaves the rights in results to an agreement that is not part of this bundle.")
                yield Hit(message, paper.id, clause=clause)


@rule(
    "IPR-17",
    Severity.WARNING,
    "A text says that an annex on intellectual property belongs to it, and none is there for all who carry out work.",
    "Add the annex (annex-ip) to the draft, with all parties that take part in a work package.",
)
def annex_not_there(case: Case) -> Iterator[Hit]:
    """Find consortia that import an annex on rights, in bundles without it or with one that leaves workers out."""
    main = case.main
    if main.alternative("co-ip") != "imported_annex":
        return
    annexes = [paper for paper in case.papers[1:] if "ip-ownership" in paper.clauses]
    if not annexes:
        yield Hit(
            say("The annex on intellectual property that the text names is not part of this bundle."), clause="co-ip"
        )
        return
    bound = {party.get("id") for paper in annexes for party in paper.parties}
    working = dict.fromkeys(name for row in main.table("project.wps") for name in as_names(row.get("participants")))
    outside = [named(main.parties, name) for name in working if name not in bound]
    if outside:
        message = say("{names} would carry out work without the annex on intellectual property.", names=listed(outside))
        yield Hit(message, clause="co-ip")


CHECKS: tuple[Check, ...] = (
    silent_on_background,
    needed_by_nobody,
    inventors_own,
    no_publication,
    no_departure,
    competitors,
    two_regimes,
    no_ip_agreement,
    annex_not_there,
)
