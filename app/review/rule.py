"""What a rule is made of: its description, and a function that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.model.finding import Rule, Severity
from app.model.message import label
from app.review.case import Case


class Hit(NamedTuple):
    """One place where a rule is broken. `severity` and `remedy` are set where they differ from the rule's own."""

    message: str
    document: str = "main"
    question: str | None = None
    clause: str | None = None
    place: str | None = None
    severity: Severity | None = None
    remedy: str | None = None


Finder = Callable[[Case], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that finds where it is broken."""

    rule: Rule
    find: Finder


def rule(identifier: str, severity: Severity, message: str, remedy: str) -> Callable[[Finder], Check]:
    """Make a check of a function: the decorator gives it the description of its rule."""

    def make(find: Finder) -> Check:
        return Check(Rule(identifier, severity, label(message), label(remedy)), find)

    return make
