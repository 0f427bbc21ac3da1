"""Sums: shares and budgets that add up, currencies, payment, and what money brings with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.model.finding import Severity
from app.model.limits import breaches
from app.model.message import in_words, listed, say
from app.model.values import Money, as_money, as_number, as_rows, field, named, party_name
from app.review.case import Case
from app.review.paper import Paper
from app.review.rule import Check, Hit, rule

PRICES: Final = (
    "access.fixed_price",
    "facilities.tariff_rows",
    "hr.daily_rate",
    "hr.per_diem",
    "ip.assignment_price",
    "maturation.support_rate",
    "money.fee_amount",
)
"""Questions whose answers one party pays to another."""

_BUDGETS: Final = (
    ("money.budget_rows", "money.budget_total"),
    ("maturation.pool_rows", ""),
    ("form.payments", "form.price"),
)
"""Rows of sums, each with the question that holds their total, if one does."""

_SHARES: Final = ("money.cost_key_shares", "ip.joint_shares")


@rule(
    "MON-01",
    Severity.ERROR,
    "Shares or weights do not add up, or belong to the wrong parties.",
    "Correct the shares until they make the whole, one row for each party that takes part.",
)
def shares_that_do_not_add_up(case: Case) -> Iterator[Hit]:
    """Find tables whose column does not make the total, and shares of parties named twice or not taking part."""
    for paper in case.papers:
        for key in paper.uses:
            question = case.library.questions.get(key)
            if question is not None and question.limits.sum_total is not None:
                for breach in breaches(question, paper.own(key)):
                    if breach.key == key:
                        yield Hit(breach.message, paper.id, key)
        here = [party.get("id") for party in paper.parties]
        for key in _SHARES:
            counted = Counter(field(row, "party") for row in paper.table(key) if paper.own(key) is not None)
            for name, times in counted.items():
                if name is not None and (times > 1 or name not in here):
                    who = named(case.answers.parties, name)
                    message = (
                        say("{party} has {times} shares.", party=who, times=times)
                        if times > 1
                        else say("{party} has a share, but does not take part.", party=who)
                    )
                    yield Hit(message, paper.id, key)


@rule(
    "MON-02",
    Severity.ERROR,
    "The rows of a budget cannot be added up, or do not make its total.",
    "Use one currency, and correct the rows or the total.",
)
def budget_that_does_not_add_up(case: Case) -> Iterator[Hit]:
    """Find budgets in several currencies, and budgets whose rows make another sum than the total."""
    for paper in case.papers:
        for key, total_key in _BUDGETS:
            sums = [sum_ for row in paper.table(key) if (sum_ := as_money(row.get("amount"))) is not None]
            currencies = sorted({sum_.currency for sum_ in sums})
            if len(currencies) > 1:
                yield Hit(say("The rows are in {names}: no sum can be made.", names=listed(currencies)), paper.id, key)
                continue
            total = as_money(paper.value(total_key)) if total_key else None
            made = Money(sum(sum_.amount for sum_ in sums), currencies[0]) if currencies else None
            # Sums are exact to the cent; a tenth of a cent is the rounding of floats.
            if total and made and (total.currency != made.currency or abs(total.amount - made.amount) > 0.001):
                yield Hit(say("The rows make {made}, the total says {total}.", made=made, total=total), paper.id, key)


@rule(
    "MON-03",
    Severity.ERROR,
    "A sum has no currency.",
    "Add the currency, such as EUR.",
)
def no_currency(case: Case) -> Iterator[Hit]:
    """Find sums without a currency, in tables as well."""
    for paper in case.papers:
        for key in paper.uses:
            for place, value in _sums(key, paper.own(key)):
                if as_number(value.get("amount")) is not None and not value.get("currency"):
                    yield Hit(
                        say(
                            "A sum of {amount} has no currency.",
                            amount=in_words(f"{value['amount']:,}", value["amount"]),
                        ),
                        paper.id,
                        place,
                    )


@rule(
    "MON-04",
    Severity.WARNING,
    "Invoices are paid late.",
    "Take 30 days where a public body pays, and at most 60 otherwise (Directive 2011/7/EU art. 3 and 4).",
)
def late_payment(case: Case) -> Iterator[Hit]:
    """Find times of payment beyond 60 days, or beyond 30 where a public party pays."""
    for paper in case.papers:
        days = as_number(paper.answer("money.payment_days"))
        if days is None or not paper.answers_one_of("money.payment_days"):
            continue
        public = [party for party in paper.parties if field(party, "sector_kind") == "public"]
        if days > 60:
            yield Hit(say("Invoices are paid within {days} days.", days=days), paper.id, "money.payment_days")
        elif days > 30 and public:
            message = say(
                "Invoices are paid within {days} days, and {party} is a public body.",
                days=days,
                party=party_name(public[0]),
            )
            yield Hit(message, paper.id, "money.payment_days")


@rule(
    "MON-09",
    Severity.WARNING,
    "A public party shares in the success of companies that it helps.",
    "Check State aid, tax and the party's own statutes; help for a price by the hour is simpler.",
)
def public_success_fee(case: Case) -> Iterator[Hit]:
    """Find success fees and holdings where a party is public, in whole or in part."""
    for paper in case.papers:
        shared = paper.answer("maturation.return_rule") in ("fee", "equity")
        for party in paper.parties if shared and paper.answers_one_of("maturation.return_rule") else ():
            if field(party, "sector_kind") in ("public", "public_private"):
                message = say("{party} is public and would share in the success of projects.", party=party_name(party))
                yield Hit(message, paper.id, "maturation.return_rule")
                break


@rule(
    "MON-10",
    Severity.WARNING,
    "The work has a grant of the European Union, and no clause gives the grant agreement precedence.",
    "Switch on the clause on the grant (gen-grant), or settle the funded work in a document that has it.",
)
def grant_without_clause(case: Case) -> Iterator[Hit]:
    """Find funded documents without the clause on the grant."""
    for paper in case.papers:
        funded = paper.own("document.eu_funded") is True
        if funded and not paper.is_form and not paper.holds("gen-grant"):
            message = say("The document says that the work is funded, but nothing on the grant agreement.")
            yield Hit(message, paper.id, "document.eu_funded")


@rule(
    "MON-11",
    Severity.WARNING,
    "The host pays a rate for each day of a person's work. A profit in it makes the stay a supply of labour.",
    "Take the cost of the salary instead, or keep the calculation that shows that the rate contains no profit.",
)
def rate_with_profit(case: Case) -> Iterator[Hit]:
    """Find daily rates for seconded persons."""
    for paper in case.papers:
        if paper.answer("hr.recharge_rule") == "daily_rate":
            rate = as_money(paper.answer("hr.daily_rate"))
            price = say("{rate} a day", rate=rate) if rate is not None else say("a daily rate")
            message = say("The host pays {price}: many countries license the supply of labour.", price=price)
            yield Hit(message, paper.id, "hr.recharge_rule")


@rule(
    "MON-12",
    Severity.WARNING,
    "Hours are exchanged without payment, and nobody counts them.",
    "Switch on the ledger (fp-monitoring) of an annex on facilities, or agree on a price.",
)
def no_ledger(case: Case) -> Iterator[Hit]:
    """Find free reciprocal access without a ledger."""
    for paper in case.papers:
        free = paper.answer("facilities.price_model") == "free_reciprocal"
        price = next((clause for clause in ("fp-price", "fa-price") if clause in paper.clauses), None)
        if free and price is not None and "fp-monitoring" not in paper.clauses:
            yield Hit(say("Access is free in exchange for access, but no ledger is kept."), paper.id, clause=price)


@rule(
    "MON-13",
    Severity.HINT,
    "A price is agreed, and nothing is said about value added tax.",
    "Switch on the clause on payment (gen-payment), which says how tax is treated.",
)
def no_vat(case: Case) -> Iterator[Hit]:
    """Find prices in documents that do not treat value added tax."""
    for paper in case.papers:
        priced = [key for key in PRICES if paper.answer(key) not in (None, [])]
        if paper.binds and priced and not paper.holds("gen-payment"):
            yield Hit(say("A price is agreed without a word on value added tax."), paper.id, priced[0])


def _sums(key: str, value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each sum in an answer with its full key."""
    if isinstance(value, Mapping) and "amount" in value:
        yield key, value
    for row in as_rows(value):
        for name, cell in row.items():
            yield from _sums(f"{key}[{row.get('id')}].{name}", cell) if isinstance(cell, Mapping) else ()


def fee_of_a_year(paper: Paper) -> Money | None:
    """Return the fee that a party pays in a year, or None where there is none."""
    fee = as_money(paper.answer("money.fee_amount"))
    months = 12 if paper.answer("money.fee_period") == "month" else 1
    return Money(fee.amount * months, fee.currency) if fee is not None else None


CHECKS: tuple[Check, ...] = (
    shares_that_do_not_add_up,
    budget_that_does_not_add_up,
    no_currency,
    late_payment,
    public_success_fee,
    grant_without_clause,
    rate_with_profit,
    no_ledger,
    no_vat,
)
