"""Personal data, samples and ethics: roles, grounds for transfers, and the clauses that sensitive data need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_names, named, party_name
from app.review.case import Case
from app.review.missing import lacking
from app.review.paper import Paper
from app.review.places import country_of, is_in, knows, outside_eea
from app.review.rule import Check, Hit, rule

_SHARED: Final = "data.personal_data_shared"
_CONTACTS_ONLY: Final = frozenset({None, "contact_only", "inherit"})
_ARTICLE_28: Final[Mapping[str, str]] = {
    "instructions": r"\binstruct",
    "secrecy": r"\b(?:secre|confiden)",
    "security": r"\bsecurity\b|\barticle 32\b",
    say("further processors"): r"\b(?:sub-?processor|another processor|other processor)",
    say("help with the rights of persons"): r"\b(?:rights|requests) of|\bpersons concerned\b|\bdata subjects?\b",
    say("deletion or return"): r"\b(?:delet|return|eras)",
    say("proof and audit"): r"\baudit|\binspect",
}
"""What GDPR art. 28(3) asks of a contract with a processor, and how one finds it in a text."""


@rule(
    "DAT-01",
    Severity.ERROR,
    "Persons' data beyond business contacts are shared, and no clause says who answers for them.",
    "Say who decides about the data, and take the text on personal data that fits.",
)
def no_roles(case: Case) -> Iterator[Hit]:
    """Find shared personal data without a clause that gives the parties their roles."""
    yield from lacking(case, "DAT-01")
    for paper in case.papers:
        shared = paper.own(_SHARED)
        if shared not in ("operational", "special_categories") or paper.is_form:
            continue
        texts = [paper.chosen[clause] for clause in paper.standing_for("gen-data")]
        if all(text in _CONTACTS_ONLY for text in texts) and paper.alternative("gen-data") in _CONTACTS_ONLY:
            kind = say("health or other sensitive data") if shared == "special_categories" else say("data of persons")
            message = say(
                "The parties share {kind}, but the text on personal data covers business contacts at most.", kind=kind
            )
            yield Hit(message, paper.id, _SHARED, severity=None if _SHARED in paper.uses else Severity.WARNING)


@rule(
    "DAT-02",
    Severity.ERROR,
    "The roles on personal data are not complete: contact point, controller, processor or the duties of art. 28 GDPR.",
    "Name parties that take part, two different ones as controller and processor, and keep the duties of the text.",
)
def incomplete_roles(case: Case) -> Iterator[Hit]:
    """Find contact points, controllers and processors who take no part or are one, and processors without duties."""
    yield from lacking(case, "DAT-02")
    for paper in case.papers:
        here = [party.get("id") for party in paper.parties]
        for key in ("data.joint_contact_party", "data.controller_party", "data.processor_party"):
            name = paper.answer(key)
            if name is not None and name not in here and paper.answers_one_of(key):
                yield Hit(
                    say("{party} has a role, but does not take part.", party=named(case.answers.parties, name)),
                    paper.id,
                    key,
                )
        controller, processor = paper.answer("data.controller_party"), paper.answer("data.processor_party")
        if controller is not None and controller == processor:
            message = say("{party} is named as controller and as processor.", party=named(paper.parties, controller))
            yield Hit(message, paper.id, "data.processor_party")
        yield from _processor_in_own_words(paper)


def _processor_in_own_words(paper: Paper) -> Iterator[Hit]:
    clauses = set(paper.standing_for("gen-data"))
    for clause, text in paper.typed():
        if clause not in clauses or paper.value("data.gdpr_roles") != "processor_art28":
            continue
        absent = [name for name, sign in _ARTICLE_28.items() if not re.search(sign, text, re.IGNORECASE)]
        if absent:
            yield Hit(
                say("The text on the processor does not speak of {names}.", names=listed(absent)),
                paper.id,
                clause=clause,
            )


@rule(
    "DAT-03",
    Severity.ERROR,
    "Personal data go to a country for which the ground given does not exist.",
    "Take the standard contractual clauses, or another ground that covers the receiver.",
)
def no_ground(case: Case) -> Iterator[Hit]:
    """Find transfers without a ground, by an adequacy decision that does not exist, or that nobody has declared."""
    yield from lacking(case, "DAT-03")
    for paper in case.papers:
        declared, tool = paper.answer("data.transfer_outside_eea"), paper.answer("data.transfer_tool")
        if declared is None or not paper.answers_one_of("data.transfer_outside_eea", "data.transfer_tool"):
            continue
        for party in (party for party in paper.parties if outside_eea(case.library, party)):
            country, name = country_of(party) or "", party_name(party)
            adequate = is_in(case.library, "adequacy", "countries", country) or not knows(case.library, "adequacy")
            partly = case.library.facts("adequacy", "partial")
            limit = partly.get(country) if isinstance(partly, Mapping) else None
            if declared is not True:
                message = say(
                    "{name} sits in {country}: to give it names and addresses is a transfer; none is declared.",
                    name=name,
                    country=country,
                )
                severity = Severity.HINT if adequate and not limit else Severity.WARNING
                remedy = say("Say that data leave the European Economic Area, and give the ground.")
                yield Hit(message, paper.id, "data.transfer_outside_eea", severity=severity, remedy=remedy)
            elif tool == "adequacy" and not adequate:
                message = say(
                    "{name} sits in {country}, for which there is no adequacy decision.", name=name, country=country
                )
                yield Hit(message, paper.id, "data.transfer_tool")
            elif tool == "adequacy" and limit:
                message = say(
                    "{name} sits in {country}. The adequacy decision covers {limit}.",
                    name=name,
                    country=country,
                    limit=limit,
                )
                remedy = say("Check that it covers this party; take the standard contractual clauses if it does not.")
                yield Hit(message, paper.id, "data.transfer_tool", severity=Severity.WARNING, remedy=remedy)


@rule(
    "DAT-04",
    Severity.ERROR,
    "Data on health are shared without rules on ethics, or without an impact assessment.",
    "Say that patients, donors or samples are involved: the clause on ethics comes in; take the text for such data.",
)
def sensitive_without_ethics(case: Case) -> Iterator[Hit]:
    """Find special categories of data without the text for them, or without a clause on ethics."""
    for paper in case.papers:
        if paper.own(_SHARED) != "special_categories" or paper.is_form:
            continue
        if not paper.holds("gen-ethics") and not any("ethic" in text.lower() for _, text in paper.typed()):
            message = say("Data on health or other sensitive data are shared, and no clause deals with ethics.")
            placed = any(place.clause == "gen-ethics" for place in paper.outline.placements)
            remedy = (
                None
                if placed
                else say("Settle such data in a document that has the clause, or add a special term on ethics.")
            )
            severity = None if _SHARED in paper.uses else Severity.WARNING
            question = "misc.clinical_or_human_samples" if placed else _SHARED
            yield Hit(message, paper.id, question, severity=severity, remedy=remedy)
        own = list(paper.standing_for("gen-data"))
        if own and not any(paper.chosen[clause] == "special" for clause in own):
            message = say("The text on personal data asks for no impact assessment (GDPR art. 35).")
            yield Hit(message, paper.id, _SHARED, own[0])


@rule(
    "DAT-05",
    Severity.WARNING,
    "A database is shared without a host, or nobody says how long the data in it are kept.",
    "Name the host, and keep the clauses on the database and on personal data.",
)
def database_without_host(case: Case) -> Iterator[Hit]:
    """Find databases without their clause, with a host who takes no part, or without a clause on personal data."""
    for paper in case.papers:
        if "database" not in as_names(paper.answer("sharing.categories")):
            continue
        host = paper.answer("sharing.database_host")
        if "sh-database" not in paper.clauses:
            yield Hit(say("A database is shared, but its clause is switched off."), paper.id, "sharing.categories")
        elif host is not None and host not in [party.get("id") for party in paper.parties]:
            message = say(
                "{party} hosts the database, but does not take part.", party=named(case.answers.parties, host)
            )
            yield Hit(message, paper.id, "sharing.database_host")
        if not any(paper.standing_for("gen-data")) and not paper.holds("gen-data"):
            message = say("The database names persons, and no clause says how long their data are kept.")
            yield Hit(message, paper.id, clause="sh-database")


@rule(
    "DAT-06",
    Severity.WARNING,
    "Human samples change hands, and nothing is said on consent or on what the receiver may do with them.",
    "Settle the samples in a document with the clause on ethics (gen-ethics) or on materials (fp-materials).",
)
def samples_without_consent(case: Case) -> Iterator[Hit]:
    """Find human samples, and biobanks that take in samples, without a clause on consent or materials."""
    for paper in case.papers:
        declared = paper.own("misc.clinical_or_human_samples") is True and not paper.is_form
        stored = any(row.get("kind") in ("biobank", "clinical") for row in paper.table("facilities.facilities"))
        covered = paper.holds("gen-ethics", "fp-materials", "fa-materials")
        if (declared or (stored and paper.value("facilities.materials_in") is True)) and not covered:
            question = "misc.clinical_or_human_samples" if declared else "facilities.materials_in"
            yield Hit(say("No clause deals with consent and with the transfer of samples."), paper.id, question)


@rule(
    "DAT-07",
    Severity.ERROR,
    "People go to another party, and no clause deals with their data.",
    "Switch on the clause on personnel data (hr-data).",
)
def people_without_data_clause(case: Case) -> Iterator[Hit]:
    """Find documents on people without a clause on personal data of their own."""
    for paper in case.papers:
        if "hr-scheme" in paper.clauses and not any(paper.standing_for("gen-data")) and "hr-data" not in paper.clauses:
            yield Hit(
                say("The document names persons, and no clause deals with their data."), paper.id, clause="hr-scheme"
            )


CHECKS: tuple[Check, ...] = (
    no_roles,
    incomplete_roles,
    no_ground,
    sensitive_without_ethics,
    database_without_host,
    samples_without_consent,
    people_without_data_clause,
)
