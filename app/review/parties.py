"""The parties: enough of them, able to sign, told apart, with numbers that can be right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import say
from app.model.values import as_date, field, party_key, party_name
from app.review import identifiers
from app.review.case import Case
from app.review.rule import Check, Hit, rule
from app.review.structure import REPRESENTATIVE, to_be_confirmed

RESERVED_NAMES: Final = frozenset(
    {
        *("party", "parties", "annex", "annexes", "clause", "contract", "agreement", "framework", "schedule"),
        *("recital", "member", "members", "project"),
    }
)
"""What no party can be called for short: the text uses these words for other things."""

_MEMBERS = re.compile(r"\b(?:its|their) members\b")


@rule(
    "PAR-01",
    Severity.ERROR,
    "There are fewer parties than a contract needs.",
    "Add a party.",
)
def too_few(case: Case) -> Iterator[Hit]:
    """Find documents with fewer parties than their type needs: two, unless its outline says otherwise."""
    for paper in case.papers:
        least = case.library.outlines[paper.answers.type].min_parties
        count = len(paper.parties)
        if count < least:
            parties = say("party takes part") if count == 1 else say("parties take part")
            needed = "1 is" if least == 1 else say("{least} are", least=least)
            yield Hit(
                say("{count} {parties}; at least {needed} needed.", count=count, parties=parties, needed=needed),
                paper.id,
                "parties",
            )


@rule(
    "PAR-02",
    Severity.ERROR,
    "A party without legal personality has no host entity that signs for it.",
    "Name the host entity and its mandate, or say that the party has legal personality.",
)
def nobody_can_sign(case: Case) -> Iterator[Hit]:
    """Find parties that cannot sign and have nobody who signs for them."""
    for party in case.answers.parties:
        if field(party, "has_legal_personality") is False and field(party, "signing_entity.legal_name") is None:
            message = say(
                "{party} has no legal personality, and nobody is named who signs for it.", party=party_name(party)
            )
            yield Hit(message, question=party_key(party, "signing_entity.legal_name"))


@rule(
    "PAR-03",
    Severity.ERROR,
    "A short name belongs to two parties, or has another meaning in the text.",
    "Give each party a short name of its own.",
)
def same_short_name(case: Case) -> Iterator[Hit]:
    """Find short names that do not tell a party apart."""
    taken: set[str] = set()
    for party in case.answers.parties:
        shown = field(party, "short_name")
        name = _plain(shown)
        if name in taken:
            yield Hit(
                say("“{shown}” is the short name of another party too.", shown=shown),
                question=party_key(party, "short_name"),
            )
        elif name in RESERVED_NAMES:
            message = say("“{shown}” cannot be a short name: the text uses the word in another sense.", shown=shown)
            yield Hit(message, question=party_key(party, "short_name"))
        if name:
            taken.add(name)


@rule(
    "PAR-04",
    Severity.WARNING,
    "A VAT number does not fit its country.",
    "Compare the number with the party's own papers; Greece writes EL.",
)
def doubtful_vat(case: Case) -> Iterator[Hit]:
    """Find VAT numbers whose form, prefix or check digits are wrong for the seat."""
    forms = case.library.facts("vat_patterns", "patterns")
    for party in case.answers.parties:
        number, country = field(party, "vat_no"), field(party, "seat.country")
        if isinstance(number, str) and isinstance(country, str) and isinstance(forms, Mapping):
            trouble = identifiers.vat_trouble(number, country, forms)
            if trouble:
                message = say(
                    "The VAT number of {party} is doubtful: {trouble}.", party=party_name(party), trouble=trouble
                )
                # No Greek number begins so; anything else may be a form that the list does not know yet.
                severity = Severity.ERROR if country == "GR" and number.strip().upper().startswith("GR") else None
                yield Hit(message, question=party_key(party, "vat_no"), severity=severity)


@rule(
    "PAR-05",
    Severity.ERROR,
    "An LEI has wrong check digits, or an EUID has not the right form.",
    "Compare the number with the public register.",
)
def wrong_identifier(case: Case) -> Iterator[Hit]:
    """Find legal entity identifiers that cannot be right, and doubtful EUIDs (a warning)."""
    for party in case.answers.parties:
        lei, euid = field(party, "lei"), field(party, "euid")
        if isinstance(lei, str) and not identifiers.lei_is_sound(lei):
            message = say(
                "The LEI of {party} cannot be right: its form or its check digits are wrong.", party=party_name(party)
            )
            yield Hit(message, question=party_key(party, "lei"))
        trouble = identifiers.euid_trouble(euid, field(party, "seat.country")) if isinstance(euid, str) else None
        if trouble:
            message = say("The EUID of {party} is doubtful: {trouble}.", party=party_name(party), trouble=trouble)
            yield Hit(message, question=party_key(party, "euid"), severity=Severity.WARNING)


@rule(
    "PAR-06",
    Severity.WARNING,
    "Who signs for a party is still to be confirmed. In a final this is an error.",
    "Enter the name and capacity of the person who signs.",
)
def signatory_open(case: Case) -> Iterator[Hit]:
    """Find representatives who are to be confirmed."""
    severity = Severity.ERROR if case.final else None
    for hit in to_be_confirmed(case):
        if REPRESENTATIVE.match(hit.question or ""):
            yield hit._replace(severity=severity)


@rule(
    "PAR-07",
    Severity.WARNING,
    "A representative cannot sign alone, and nobody else signs for the party.",
    "Add the second representative, or say that the first signs alone.",
)
def one_of_two(case: Case) -> Iterator[Hit]:
    """Find parties with joint authority and a single line to sign on."""
    for party in case.answers.parties:
        signing = _representatives(party)
        if len(signing) == 1 and signing[0].get("sole") is False:
            message = say("The only representative of {party} cannot sign alone.", party=party_name(party))
            yield Hit(message, question=party_key(party, "representatives"))


@rule(
    "PAR-08",
    Severity.ERROR,
    "Somebody takes part in an annex who is no party to the framework.",
    "Add the party to the framework first, or take it out of the annex.",
)
def stranger_in_annex(case: Case) -> Iterator[Hit]:
    """Find participants of annexes who are no parties."""
    known = {party.get("id") for party in case.answers.parties}
    for paper in case.papers[1:]:
        for name in paper.answers.taking_part:
            if name not in known:
                yield Hit(
                    say("“{name}” takes part in the annex, but is no party to the framework.", name=name),
                    paper.id,
                    "parties",
                )


@rule(
    "PAR-09",
    Severity.WARNING,
    "The text speaks of what members of a cluster do, and no clause says whom a cluster can bind.",
    "Switch on the clause on members of the clusters (gen-members).",
)
def promise_for_members(case: Case) -> Iterator[Hit]:
    """Find texts on members of cluster organisations in documents without the clause on members."""
    for paper in case.papers:
        clusters = [party for party in paper.parties if field(party, "cluster_role") == "cluster_org"]
        held = paper.clauses | (paper.framework.clauses if paper.framework is not None else frozenset())
        if not clusters or "gen-members" in held:
            continue
        for clause, text in paper.texts():
            if _MEMBERS.search(text):
                message = say(
                    "{party} is a cluster organisation: it cannot promise what its members do.",
                    party=party_name(clusters[0]),
                )
                yield Hit(message, paper.id, clause=clause)
                break


@rule(
    "PAR-10",
    Severity.WARNING,
    "A host entity received its mandate only after the document enters into force.",
    "Check both dates: who signs needs the mandate before.",
)
def late_mandate(case: Case) -> Iterator[Hit]:
    """Find mandates dated after the day from which the document applies."""
    start = case.main.date("document.effective_date")
    for party in case.answers.parties:
        mandate = as_date(field(party, "signing_entity.mandate_date"))
        if start is not None and mandate is not None and mandate > start:
            message = say(
                "The mandate for {party} is dated {mandate}, after the document begins on {start}.",
                party=party_name(party),
                mandate=mandate,
                start=start,
            )
            yield Hit(message, question=party_key(party, "signing_entity.mandate_date"))


@rule(
    "PAR-11",
    Severity.HINT,
    "One person signs for two parties.",
    "Check whether the law or the statutes forbid to act for both sides.",
)
def one_person_twice(case: Case) -> Iterator[Hit]:
    """Find persons who represent more than one party."""
    first: dict[str, Mapping[str, Any]] = {}
    for party in case.answers.parties:
        for row in _representatives(party):
            name = _plain(field(row, "name"))
            other = first.setdefault(name, party) if name else party
            if other is not party:
                message = say(
                    "{name} represents both {party} and {party_2}.",
                    name=row["name"],
                    party=party_name(other),
                    party_2=party_name(party),
                )
                yield Hit(message, question=party_key(party, f"representatives[{row.get('id')}].name"))


@rule(
    "PAR-12",
    Severity.WARNING,
    "Notices go to a mailbox of a free provider.",
    "Give a mailbox under the organisation's own domain, best that of a function.",
)
def private_mailbox(case: Case) -> Iterator[Hit]:
    """Find contact addresses under a domain where anybody gets a mailbox."""
    free = case.library.facts("public_email_domains", "domains")
    for party in case.answers.parties:
        email = field(party, "contact.email")
        domain = email.rpartition("@")[2].lower() if isinstance(email, str) else ""
        if isinstance(free, list) and domain in free:
            message = say(
                "The address for notices of {party} is with {domain}, a provider of free mailboxes.",
                party=party_name(party),
                domain=domain,
            )
            yield Hit(message, question=party_key(party, "contact.email"))


def _plain(name: object) -> str:
    """Return a name so that two spellings of it are equal: case, width and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split()) if isinstance(name, str) else ""


def _representatives(party: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = field(party, "representatives")
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []


CHECKS: tuple[Check, ...] = (
    too_few,
    nobody_can_sign,
    same_short_name,
    doubtful_vat,
    wrong_identifier,
    signatory_open,
    one_of_two,
    stranger_in_annex,
    promise_for_members,
    late_mandate,
    one_person_twice,
    private_mailbox,
)

OF_ONE: tuple[Check, ...] = (
    nobody_can_sign,
    same_short_name,
    doubtful_vat,
    wrong_identifier,
    one_of_two,
    private_mailbox,
)
"""What can be said of a party by itself, without the document that it takes part in."""
