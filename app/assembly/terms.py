"""Defined terms: where they are defined, where they are used, which definitions are printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.assembly.context import Context
from app.assembly.glue import glued
from app.assembly.nodes import FilledClause, Node, Open, run_lists
from app.model import walk
from app.model.clause import Clause
from app.model.document import Run, Term, Text

_SENTENCE_START: Final = re.compile(r"(?:^|[.:;?!]\s+|[“(]\s*)$")
_MOST_TEXTS: Final = 50_000
"""A library's texts come again with every assembly: what was found in so many of them is remembered."""
_cache: Final[dict[str, tuple[str, ...]]] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """The forms of terms that a text is searched for: form -> canonical term ("" for words that only look like one)."""

    by_form: Mapping[str, str]
    pattern: re.Pattern[str]

    def split(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return the text in pieces, each with the term that it is, or "" for the text between."""
        return tuple(self._pieces(text))

    @lru_cache(maxsize=_MOST_TEXTS)  # noqa: B019 - forms are few, and are kept for longer than their texts
    def terms(self, text: str) -> frozenset[str]:
        """Return the terms that a text uses."""
        return frozenset(term for _, term in self._pieces(text) if term)

    @lru_cache(maxsize=_MOST_TEXTS)  # noqa: B019
    def marked(self, text: str, strong: bool, emphasis: bool) -> tuple[Run, ...]:
        """Return a text of the library as finished runs, each use of a term as a run of its own."""
        return tuple(
            Term(piece, term, False, strong, emphasis) if term else Text(glued(piece), strong, emphasis)
            for piece, term in self.split(text)
        )

    def _pieces(self, text: str) -> Iterator[tuple[str, str]]:
        start = 0
        for match in self.pattern.finditer(text):
            term = self.by_form[match.group()]
            if not term:
                continue
            if match.start() > start:
                yield text[start : match.start()], ""
            yield match.group(), term
            start = match.end()
        if start < len(text):
            yield text[start:], ""


@lru_cache(maxsize=_MOST_TEXTS)
def plural_forms(term: str) -> tuple[str, ...]:
    """Return a term with its English plural (-s, -es, y -> ies)."""
    last = term[-1:]
    if last == "y" and term[-2:-1] not in "aeiou":
        plural = term[:-1] + "ies"
    elif last in "sxz" or term.endswith(("ch", "sh")):
        plural = term + "es"
    else:
        plural = term + "s"
    return (term, plural)


def forms_of(context: Context, terms: Iterable[str]) -> Forms:
    """Return what to search for: the forms of these terms, and what must not be taken for one.

    What the document calls itself ("this Annex") and the proper nouns of its clauses are no uses of a term.
    """
    by_form: dict[str, str] = {}
    further = _further_forms(context)
    # The exact terms first: where one is the plural of another ("Parties"), it is itself.
    ordered = sorted(terms)
    by_form.update({term: term for term in ordered})
    for term in ordered:
        for form in (*plural_forms(term), *further.get(term, ())):
            by_form.setdefault(form, term)
    masks = {context.wording["this"].format(noun=context.outline.noun)}
    for chosen in context.chosen.values():
        masks.update(chosen.clause.proper_nouns)
    # A noun that is a term of its own (a clause that lists "Party" as a proper noun, say) stays a term.
    by_form.update({mask: "" for mask in masks if mask and mask not in by_form})
    return _forms(tuple(sorted(by_form.items())))


def defined_in(clauses: Iterable[FilledClause]) -> dict[str, str]:
    """Return the terms that are defined in these clauses, each with the id of the clause."""
    found: dict[str, str] = {}
    for filled in clauses:
        if filled.chosen is None or not _terms_of_clause(filled.chosen.clause):
            continue
        for _, runs, _ in run_lists(filled.nodes):
            for run in runs:
                if isinstance(run, Term) and run.defines:
                    found.setdefault(run.term, filled.source)
    return found


def could_define(context: Context) -> frozenset[str]:
    """Return the terms that some clause of the document could define in some alternative, printed or not."""
    # Each annex asks its framework again.
    if context.definable is None:
        context.definable = frozenset(_definable(context))
    return context.definable


def _definable(context: Context) -> Iterator[str]:
    # A standalone annex has clauses that its outline does not place; a framework at a distance has its outline only.
    added = (place for part in context.parts for place in part.placements)
    places = [*context.outline.placements, *context.outline.schedules, *added]
    return (term for place in places for term in _terms_of_clause(context.library.clauses[place.clause]))


def keep_used_definitions(clauses: list[FilledClause], forms: Forms) -> set[str]:
    """Drop the entries of `::: definitions` that nothing printed uses, sort the rest; return the terms that are used.

    A term also counts as used where a printed definition needs it. A heading is no use: "Results" may head a clause
    that never speaks of Results in the defined sense."""
    entries: dict[str, Node] = {}
    holders: dict[str, FilledClause] = {}
    used: set[str] = set()
    for filled in clauses:
        for node, runs, _ in run_lists(filled.nodes):
            if node.entry:
                entries.setdefault(node.entry, node)
                holders[filled.id] = filled
            elif names := _terms_in(runs, forms):
                used |= names - _defined_by(runs)
    waiting = [term for term in used if term in entries]
    while waiting:
        node = entries[waiting.pop()]
        needed = {term for _, runs, _ in run_lists([node]) for term in _terms_in(runs, forms)} - used
        used |= needed
        waiting += [term for term in needed if term in entries]
    for filled in holders.values():
        filled.nodes = _without_unused(filled.nodes, used)
    return used


def used_undefined(clauses: Iterable[FilledClause], forms: Forms, could: Set[str]) -> Iterator[tuple[str, str]]:
    """Yield each term of `could` that a text uses, with the clause; one word at the start of a sentence may be no
    term.
    """
    for filled in clauses if could else ():
        for _, runs, _ in run_lists(filled.nodes):
            for run in runs:
                if isinstance(run, Text) and not could.isdisjoint(forms.terms(run.text)):
                    yield from _undefined_in(run.text, forms, could, filled.source)


def _undefined_in(text: str, forms: Forms, could: Set[str], clause: str) -> Iterator[tuple[str, str]]:
    position = 0
    for piece, term in forms.split(text):
        if term in could and (" " in piece or not _SENTENCE_START.search(text[:position])):
            yield term, clause
        position += len(piece)


def _further_forms(context: Context) -> Mapping[str, tuple[str, ...]]:
    """Return the forms of terms that the clauses of a document and of its framework add; the framework's count."""
    if context.further_forms is None:
        chosen = context.chosen.values()
        forms = {term: tuple(forms) for each in chosen for term, forms in each.clause.defines.items()}
        above = _further_forms(context.framework) if context.framework is not None else {}
        context.further_forms = {**forms, **above}
    return context.further_forms


@lru_cache(maxsize=64)
def _forms(by_form: tuple[tuple[str, str], ...]) -> Forms:
    if not by_form:
        return Forms({}, re.compile(r"(?!)"))
    longest_first = sorted((form for form, _ in by_form), key=len, reverse=True)
    pattern = rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in longest_first)})(?!\w)"
    return Forms(dict(by_form), re.compile(pattern))


def _terms_in(runs: Iterable[Open], forms: Forms) -> set[str]:
    terms = forms.terms
    found: set[str] = set()
    for run in runs:
        if isinstance(run, Text) and (names := terms(run.text)):
            found |= names
    return found


def _defined_by(runs: Iterable[Open]) -> set[str]:
    return {run.term for run in runs if isinstance(run, Term) and run.defines}


def _without_unused(nodes: list[Node], used: set[str]) -> list[Node]:
    kept = [node for node in nodes if not node.entry or node.entry in used]
    entries = iter(sorted((node for node in kept if node.entry), key=lambda node: _sort_key(node.entry)))
    ordered = [next(entries) if node.entry else node for node in kept]
    for node in ordered:
        node.children = _without_unused(node.children, used)
    return ordered


def _sort_key(term: str) -> str:
    plain = unicodedata.normalize("NFD", term.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _terms_of_clause(clause: Clause) -> tuple[str, ...]:
    # Walking all templates of all clauses at each assembly would cost more than the rest; a file's terms never change.
    if clause.hash not in _cache:
        defined = (walk.definitions(section.blocks) for section in clause.sections)
        _cache[clause.hash] = tuple(sorted({term for found in defined for term, _ in found}))
    return _cache[clause.hash]
