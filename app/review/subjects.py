"""Sharing subjects: who gives and receives, and whether the annex that settles them is the right one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.finding import Severity
from app.model.message import listed, say
from app.model.values import as_names, as_rows, field, named
from app.review.case import Case
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

_KEY: Final = "subjects"
_DATA: Final = ("none", "contact_only", "operational", "special_categories")
_SETTLED: Final = ("annex_draft", "signed")


def _subjects(case: Case) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in as_rows(case.main.value(_KEY)):
        yield f"{_KEY}[{row.get('id')}]", row


def _settled(case: Case) -> Iterator[tuple[str, Mapping[str, Any], Paper]]:
    """Yield the subjects with the annex that settles them."""
    annexes = {paper.id: paper for paper in case.papers[1:]}
    for key, row in _subjects(case):
        annex = annexes.get(str(row.get("annex")))
        if annex is not None:
            yield key, row, annex


@rule(
    "SUB-01",
    Severity.ERROR,
    "A subject has a party on both sides, or nobody who receives it.",
    "Name one party that gives and others that receive.",
)
def one_sided(case: Case) -> Iterator[Hit]:
    """Find subjects that a party gives to itself, and those without a receiver."""
    for key, row in _subjects(case):
        giver, receivers = field(row, "provider"), as_names(row.get("receivers"))
        if giver in receivers:
            message = say(
                "{party} would give “{title}” to itself.",
                party=named(case.answers.parties, giver),
                title=row.get("title"),
            )
            yield Hit(message, question=f"{key}.receivers")
        elif not receivers and row.get("receivers") is not None:
            yield Hit(say("Nobody receives “{title}”.", title=row.get("title")), question=f"{key}.receivers")


@rule(
    "SUB-02",
    Severity.ERROR,
    "A subject names an annex that the contract does not have.",
    "Write the short name of the annex, or begin the annex first.",
)
def unknown_annex(case: Case) -> Iterator[Hit]:
    """Find subjects that lead to no annex."""
    known = {paper.id for paper in case.papers[1:]}
    for key, row in _subjects(case):
        annex = field(row, "annex")
        if annex is not None and annex not in known:
            yield Hit(
                say("“{title}” names the annex {annex}, which is not there.", title=row.get("title"), annex=annex),
                question=f"{key}.annex",
            )


@rule(
    "SUB-03",
    Severity.ERROR,
    "A party of a subject does not take part in the annex that settles it.",
    "Add the party to the annex, or take it out of the subject.",
)
def party_missing(case: Case) -> Iterator[Hit]:
    """Find subjects whose annex leaves out one of their parties."""
    for key, row, annex in _settled(case):
        taking_part = {party.get("id") for party in annex.parties}
        wanted = [name for name in (field(row, "provider"), *as_names(row.get("receivers"))) if name]
        missing = [named(case.answers.parties, name) for name in wanted if name not in taking_part]
        if missing:
            message = say(
                "“{title}” concerns {names}, not among the parties of {id}.",
                title=row.get("title"),
                names=listed(missing),
                id=annex.id,
            )
            yield Hit(message, annex.id, f"{key}.annex")


@rule(
    "SUB-04",
    Severity.WARNING,
    "A subject is settled in an annex made for other things.",
    "Begin an annex of the type that fits, or correct the category.",
)
def wrong_annex(case: Case) -> Iterator[Hit]:
    """Find subjects of a category that the type of their annex does not cover."""
    for key, row, annex in _settled(case):
        made_for = annex.outline.categories
        if made_for and field(row, "category") not in (None, *made_for):
            message = say(
                "“{title}” is settled in {id}, an annex on {lower}.",
                title=row.get("title"),
                id=annex.id,
                lower=annex.outline.title.lower(),
            )
            yield Hit(message, annex.id, f"{key}.category")


@rule(
    "SUB-05",
    Severity.WARNING,
    "A subject counts as settled, and no annex is named.",
    "Name its annex, or set the status back.",
)
def no_annex(case: Case) -> Iterator[Hit]:
    """Find subjects in the status of a draft or signed annex that name none."""
    for key, row in _subjects(case):
        if field(row, "status") in _SETTLED and field(row, "annex") is None:
            yield Hit(
                say("“{title}” has the status of an annex, and none is named.", title=row.get("title")),
                question=f"{key}.annex",
            )


@rule(
    "SUB-06",
    Severity.WARNING,
    "A subject, an offer or a demand belongs to a category that the contract does not open.",
    "Open the category in the contract, or take the entry out.",
)
def closed_category(case: Case) -> Iterator[Hit]:
    """Find entries of categories that the parties keep out of the sharing."""
    opened = as_names(case.main.answer("purpose.shareable_categories"))
    for name, column in ((_KEY, "category"), ("offers", "kind"), ("demands", "kind")) if opened else ():
        for row in as_rows(case.main.value(name)):
            category = field(row, column)
            if category is not None and category not in opened:
                message = say(
                    "“{title}” belongs to a category that the contract leaves out ({category}).",
                    title=row.get("title"),
                    category=category,
                )
                yield Hit(message, question=f"{name}[{row.get('id')}].{column}")


@rule(
    "SUB-07",
    Severity.WARNING,
    "A subject needs more personal data than its annex provides for.",
    "Choose the data that are really shared, in the annex or in the contract.",
)
def more_data(case: Case) -> Iterator[Hit]:
    """Find subjects whose data go beyond what the annex, or its framework, says of personal data."""
    for key, row, annex in _settled(case):
        needed, settled = field(row, "personal_data"), annex.value("data.personal_data_shared")
        if needed in _DATA and settled in _DATA and _DATA.index(needed) > max(_DATA.index(settled), 1):
            message = say(
                "“{title}” needs personal data that {id} does not provide for.", title=row.get("title"), id=annex.id
            )
            yield Hit(message, annex.id, f"{key}.personal_data")


CHECKS: tuple[Check, ...] = (
    one_sided,
    unknown_annex,
    party_missing,
    wrong_annex,
    no_annex,
    closed_category,
    more_data,
)
