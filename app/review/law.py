"""The governing law and the forum: that they fit each other, and that nothing in them is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.model.document import Clause
from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_names, as_number, field, party_name
from app.review.case import Case
from app.review.missing import lacking
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

ARBITRATION: Final = ("arb", "med_arb", "expert_ip")
"""The texts of the clause on disputes that end in arbitration."""

COURTS: Final = ("courts", "med_courts")
"""The texts that end in court."""

_DISPUTES: Final = "gen-disputes"
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "GB": ("england and wales", "scotland", "northern ireland"),
    "US": (),
}
_FORUM: Final = (
    "law.country",
    "law.subdivision",
    "law.forum_kind",
    "law.court_country",
    "law.court_city",
    "law.court_exclusive",
    "law.arb_institution",
    "law.arb_seat_country",
    "law.arb_seat_city",
)
_ARBITRATION_WORDS = re.compile(r"\barbitrat", re.IGNORECASE)
_COURT_WORDS = re.compile(r"\bexclusive jurisdiction\b|\bcourts? of\b[^.]*\bjurisdiction\b", re.IGNORECASE)
_MEDIATION_WORDS = re.compile(r"\bmediat", re.IGNORECASE)


@rule(
    "LAW-01",
    Severity.WARNING,
    "The court sits in another country than the law comes from: a judge would apply foreign law.",
    "Choose court and law of one country, unless there is a reason that all parties know.",
)
def foreign_judge(case: Case) -> Iterator[Hit]:
    """Find courts and laws of different countries."""
    for paper in _with_forum(case, COURTS):
        court, law = paper.answer("law.court_country"), paper.answer("law.country")
        if court is not None and law is not None and court != law:
            yield Hit(
                say("The courts of {court} would apply the law of {law}.", court=court, law=law),
                paper.id,
                "law.court_country",
            )


@rule(
    "LAW-02",
    Severity.ERROR,
    "The agreement on arbitration is not complete: seat, rules, number of arbitrators.",
    "Give the seat, rules that the institution has, and one or three arbitrators.",
)
def incomplete_arbitration(case: Case) -> Iterator[Hit]:
    """Find arbitration without a seat, with rules that do not exist, with two arbitrators, or wanting in own words."""
    yield from lacking(case, "LAW-02")
    for paper in _with_forum(case, ARBITRATION):
        number, institution = as_number(paper.answer("law.arb_number")), paper.answer("law.arb_institution")
        if number is not None and number not in (1, 3):
            yield Hit(say("{number} arbitrators can be divided equally.", number=number), paper.id, "law.arb_number")
        known = case.library.facts("institutions", str(institution))
        rules = known.get("rules") if isinstance(known, Mapping) else None
        if isinstance(rules, Mapping) and paper.answer("law.arb_rules") not in (None, *rules):
            message = say("{institution} has no rules of the kind that is wanted.", institution=institution)
            yield Hit(message, paper.id, "law.arb_rules")
    for paper in case.papers:
        text = dict(paper.typed()).get(_DISPUTES, "")
        absent = [word for word in ("seat", "rules") if not re.search(rf"\b{word}\b", text, re.IGNORECASE)]
        if _ARBITRATION_WORDS.search(text) and absent:
            yield Hit(
                say("The text on arbitration names no {names}.", names=listed(absent)), paper.id, clause=_DISPUTES
            )


@rule(
    "LAW-03",
    Severity.ERROR,
    "Disputes go to arbitration and to a court at the same time.",
    "Decide for one of them. Courts may keep urgent orders only.",
)
def two_forums(case: Case) -> Iterator[Hit]:
    """Find own wording that brings in a court beside arbitration, or arbitration beside a court."""
    for paper in case.papers:
        chosen = paper.alternative(_DISPUTES)
        for clause, text in paper.typed():
            arbitration, court = bool(_ARBITRATION_WORDS.search(text)), bool(_COURT_WORDS.search(text))
            beside = clause != _DISPUTES and ((chosen in ARBITRATION and court) or (chosen in COURTS and arbitration))
            if beside or (arbitration and court):
                yield Hit(say("The text names courts and arbitration for the same disputes."), paper.id, clause=clause)


@rule(
    "LAW-05",
    Severity.ERROR,
    "The country has more than one law, and the part of the country is missing or not known.",
    "Name the part: England and Wales, Scotland, Northern Ireland, or a State of the United States.",
)
def which_law(case: Case) -> Iterator[Hit]:
    """Find laws of the United Kingdom or the United States without a part of the country that has a law."""
    yield from lacking(case, "LAW-05")
    for paper in case.papers:
        country, part = paper.answer("law.country"), paper.answer("law.subdivision")
        mine = paper.answers_one_of("law.country", "law.subdivision")
        if country not in _PARTS or not isinstance(part, str) or not mine:
            continue
        parts = _PARTS[country]
        whole = part.casefold() in (say("united states"), "usa", "us", say("united states of america"))
        if (parts and part.casefold() not in parts) or (not parts and whole):
            yield Hit(say("“{part}” has no law of its own.", part=part), paper.id, "law.subdivision")


@rule(
    "LAW-06",
    Severity.WARNING,
    "A mediation has no end: nobody knows when court or arbitration may begin.",
    "Set the days after which the mediation ends.",
)
def endless_mediation(case: Case) -> Iterator[Hit]:
    """Find mediation without days, in answers and in own wording."""
    for paper in _with_forum(case, ("med_courts", "med_arb")):
        days = as_number(paper.answer("law.mediation_days"))
        if "law.mediation_days" in paper.uses and days is not None and days <= 0:
            yield Hit(say("The mediation ends after 0 days."), paper.id, "law.mediation_days")
    for paper in case.papers:
        text = dict(paper.typed()).get(_DISPUTES, "")
        if _MEDIATION_WORDS.search(text) and not re.search(r"\d+ (?:calendar |working )?(?:days|weeks|months)", text):
            yield Hit(say("The text on mediation sets no time."), paper.id, clause=_DISPUTES)


@rule(
    "LAW-15",
    Severity.WARNING,
    "The language that prevails is none of the document, or no party knows it.",
    "Choose one of the languages of the document, best the one in which the text was negotiated.",
)
def strange_language(case: Case) -> Iterator[Hit]:
    """Find prevailing languages in which no version is signed, or which are neither a party's nor that of the work."""
    for paper in case.papers:
        prevailing, versions = paper.answer("document.prevailing_language"), paper.answer("document.languages")
        if prevailing is None or not paper.answers_one_of("document.prevailing_language", "document.languages"):
            continue
        known = {field(party, "language") for party in paper.parties} | {paper.value("misc.working_language")}
        if prevailing not in as_names(versions):
            message = say("The version in “{prevailing}” prevails, but none is signed.", prevailing=prevailing)
            yield Hit(message, paper.id, "document.prevailing_language")
        elif prevailing not in known:
            message = say(
                "“{prevailing}” is neither the language of a party nor the working language.", prevailing=prevailing
            )
            yield Hit(message, paper.id, "document.prevailing_language")


@rule(
    "LAW-16",
    Severity.HINT,
    "The regulations on the law of contracts and torts do not bind Denmark.",
    "Ask a Danish lawyer whether the choice of law holds there (Rome Convention 1980).",
)
def danish_party(case: Case) -> Iterator[Hit]:
    """Find Danish parties in documents that choose a law."""
    for paper in case.papers:
        danish = [party for party in paper.parties if field(party, "seat.country") == "DK"]
        if danish and "gen-law" in paper.clauses and paper.chosen["gen-law"] != "silent_nonbinding":
            message = say(
                "{party} sits in Denmark, where Regulation (EC) No 593/2008 does not apply.",
                party=party_name(danish[0]),
            )
            yield Hit(message, paper.id, clause="gen-law")


@rule(
    "LAW-17",
    Severity.WARNING,
    "An annex and its framework have different laws or forums: two proceedings on one story.",
    "Take the law and the forum of the framework.",
)
def split_forum(case: Case) -> Iterator[Hit]:
    """Find annexes whose law or way to settle disputes differs from that of their framework."""
    for paper in case.papers:
        if paper.framework is None:
            continue
        differs = [key for key in _FORUM if paper.own(key) not in (None, paper.framework.value(key))]
        if differs:
            message = say("The annex answers differently on the law, or on the way to settle disputes.")
            yield Hit(message, paper.id, differs[0])


@rule(
    "LAW-18",
    Severity.ERROR,
    "Only talks are foreseen, but a clause needs somebody who decides.",
    "Choose mediation, courts or arbitration: an expert's decision and a price need a forum behind them.",
)
def talks_only(case: Case) -> Iterator[Hit]:
    """Find talks as the only way where an expert decides a question, and (a warning) where prices are due."""
    for paper in case.papers:
        if paper.alternative(_DISPUTES) != "amicable":
            continue
        question = "law.forum_kind" if "law.forum_kind" in paper.uses else None
        asking = [clause for clause in paper.placed() if _sends_to_expert(paper, clause)]
        if asking:
            message = say("“{title}” sends a question to an expert.", title=asking[0].plain_title)
            yield Hit(message, paper.id, question)
        elif paper.level == "binding" and "gen-payment" in paper.clauses:
            message = say("Sums are due under a binding document, and no court or tribunal is named.")
            yield Hit(message, paper.id, question, severity=Severity.WARNING)


def _sends_to_expert(paper: Paper, clause: Clause) -> bool:
    if clause.source == "gen-hardship":
        return paper.chosen.get("gen-hardship") == "expert"
    return clause.source == "ip-ownership"


def _with_forum(case: Case, texts: tuple[str, ...]) -> Iterator[Paper]:
    """Yield the documents whose own clause on disputes has one of these texts."""
    return (paper for paper in case.papers if paper.chosen.get(_DISPUTES) in texts)


CHECKS: tuple[Check, ...] = (
    foreign_judge,
    incomplete_arbitration,
    two_forums,
    which_law,
    endless_mediation,
    strange_language,
    danish_party,
    split_forum,
    talks_only,
)
