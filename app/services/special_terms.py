"""Special terms: clauses of a person's own, each after a clause of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A special term; `number` is its place among all those of the document."""

    number: int
    title: str
    text: str


def after(part: Mapping[str, Any], clause: str) -> list[Term]:
    """Return the special terms that stand after a clause."""
    return [
        Term(number, str(term["title"]), str(term["text"]))
        for number, term in enumerate(part.get("special_terms") or [])
        if term["after"] == clause
    ]


def changed(
    part: Mapping[str, Any], clause: str, number: int | None, content: tuple[str, str] | None
) -> list[Mapping[str, Any]]:
    """Return the special terms of a document with one added (`number` None), changed, or removed (`content` None).

    A term without title or text is not kept: an empty clause cannot be printed.
    """
    terms = list(part.get("special_terms") or [])
    known = number is not None and 0 <= number < len(terms) and terms[number]["after"] == clause
    term = {"after": clause, "title": content[0], "text": content[1]} if content and all(content) else None
    if number is not None and known:
        terms[number : number + 1] = [term] if term is not None else []
    elif number is None and term is not None:
        terms.append(term)
    return terms
