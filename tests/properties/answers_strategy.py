"""Random answers of any document type, valid by construction and made from the library alone: new types need nothing here.

    shelf = Shelf(load_library(ROOT))
    @given(papers(shelf, Case("annex-fp", "joined")))

What is drawn has the form of an answers file. Everything shrinks to plain answers of two parties, with the texts that the
library chooses by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st

from app.interview import known_questions, used_questions
from app.interview.known import alternatives_of, joined_annexes, placements_of
from app.model import walk
from app.model.library import Library
from app.model.outline import Kind, Mode, Outline
from app.model.question import Question
from tests.properties.values import Stock, value

MOST_PARTIES: Final = 12
_TURNS: Final = 255
_CONTROLS: Final = tuple(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)))
_NAMES: Final = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa", "Lambda", "Mu")
_SHORTEST, _LONGEST = 2, 30
"""The length of a short name."""

_LOOKALIKES: Final = (
    "Annex Labs",
    "Party Rentals AG",
    "the Parties",
    "Clause 7 Ventures",
    "Schedule 1",
    "e.V.",
    "1 days",
)
"""Names that look like the words a contract is made of."""

_TYPED: Final = (
    "{{ law.country }}",
    "[[gen-law]]",
    "::: when x",
    "**bold** _it_ `code`",
    "1. first",
    "| a | b |",
    "<b>&amp;</b> ]]>",
    "A sentence. Another one.",
    "Is it?",
    "(a) and; (b)",
    "TBC soon",
)
_OWN: Final = "The Parties agree on this.\n\nAnd on that: {{ nothing }}, Clause 99."


@dataclass(frozen=True)
class Case:
    """A kind of paper: a document type in a mode; `within` is the type of the contract that a joined annex belongs to.

    A joined annex without a contract gives only the reference and date of its framework.
    """

    type: str
    mode: str = "standalone"
    within: str = ""

    def __str__(self) -> str:
        return f"{self.type} {'in ' + self.within if self.within else self.mode}"


class Shelf:
    """A library with what is drawn from it: its kinds of paper, its terms, the questions that each type asks."""

    def __init__(self, library: Library) -> None:
        self.library = library
        texts = [section.blocks for clause in library.clauses.values() for section in clause.sections]
        self.terms = tuple(dict.fromkeys(term for blocks in texts for term, _ in walk.definitions(blocks)))
        self.asked = {outline.id: _asked(outline, library) for outline in library.outlines.values()}
        self.annexes = tuple(outline.id for outline in joined_annexes(library))
        self.agreements = tuple(one.id for one in library.outlines.values() if one.kind is Kind.AGREEMENT)
        # What no contract asks an annex has to answer itself; the rest it can leave to its framework.
        self.shared_groups = {question.group for name in self.agreements for question in self.asked[name]}

    def cases(self) -> tuple[Case, ...]:
        """Return every document type in each of its modes, and every joined annex in each agreement."""
        found: list[Case] = []
        for outline in self.library.outlines.values():
            modes = outline.modes if outline.kind is Kind.ANNEX else (Mode.STANDALONE,)
            found += [Case(outline.id, mode.value) for mode in modes]
        return (*found, *(Case(annex, "joined", within) for annex in self.annexes for within in self.agreements))

    def few(self) -> tuple[Case, ...]:
        """Return one kind of paper for each document type, the modes taking turns."""
        found = []
        for turn, name in enumerate(self.library.outlines):
            kinds = [case for case in self.cases() if case.type == name]
            found.append(kinds[turn % len(kinds)])
        return tuple(found)


def _asked(outline: Outline, library: Library) -> tuple[Question, ...]:
    """Return the questions whose answers a paper of this type can use."""
    used = used_questions(outline, library)
    known = known_questions(outline, library)
    return tuple(question for key, question in known.items() if key in used or key.startswith("document."))


def typed_texts(*, readable: bool = False) -> st.SearchStrategy[str]:
    """Return texts as people type them, from all that an answer may hold.

    `readable` keeps to letters of Europe, figures and marks, which every reader of files gives back as they are.
    """
    letters = (
        st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_characters=(*_CONTROLS, "\u00ad"))
        if readable
        else st.characters(exclude_categories=["Cs"], exclude_characters=_CONTROLS)
    )
    kept = st.text(letters, min_size=1, max_size=40).map(lambda text: " ".join(text.split()))
    return st.one_of(st.sampled_from((*_LOOKALIKES, *_TYPED)), kept.filter(lambda text: text not in ("", "TBC")))


@st.composite
def papers(draw: st.DrawFn, shelf: Shelf, case: Case, *, readable: bool = False, most: int = MOST_PARTIES) -> Any:
    """Draw the answers of one kind of paper, with 2 to `most` parties."""
    outline = shelf.library.outlines[case.within or case.type]
    texts = draw(st.lists(typed_texts(readable=readable), min_size=1, max_size=4))
    parties = _parties(draw, shelf, texts, most)
    stock = Stock(tuple(party["id"] for party in parties), tuple(texts))
    raw = _answers(draw, shelf, outline, stock, gaps=draw(st.sampled_from((False, False, True))))
    document = raw.setdefault("document", {})
    document["type"] = outline.id
    if outline.kind is Kind.ANNEX:
        document["mode"] = case.mode
        if case.mode == Mode.JOINED:
            document["framework"] = {"reference": draw(st.sampled_from(("MC-2027-001", *texts))), "date": "2027-03-01"}
    if outline.kind is Kind.AGREEMENT:
        raw["annexes"] = _annexes(draw, shelf, stock, case)
    return {**raw, "parties": parties}


# --- parties ----------------------------------------------------------------------------------------------------------


def _parties(draw: st.DrawFn, shelf: Shelf, texts: Sequence[str], most: int) -> list[dict[str, Any]]:
    possible = dict.fromkeys((*_LOOKALIKES, *shelf.terms, *texts))
    names = [name for name in possible if _SHORTEST <= len(name) <= _LONGEST]
    stock = Stock((), tuple(texts))
    return [_party(draw, shelf, number, stock, names) for number in range(draw(st.integers(2, most)))]


def _party(draw: st.DrawFn, shelf: Shelf, number: int, stock: Stock, names: Sequence[str]) -> dict[str, Any]:
    party: dict[str, Any] = {"id": f"p{number + 1}"}
    turn = draw(st.integers(0, _TURNS))
    named = draw(st.integers(0, 2 * len(names)))
    short = names[named - 1] if 0 < named <= len(names) else _NAMES[number]
    for field in shelf.library.party_fields:
        own = value(field, turn and turn * 1_000 + number, stock)
        if field.key in ("short_name", "legal_name"):
            own = short if field.key == "short_name" else f"{short} Limited"
        if _is_asked(field, party) and (field.required or turn % 2):
            _put(party, field.key, own)
    return party


def _is_asked(field: Question, party: Mapping[str, Any]) -> bool:
    if field.show_when is None:
        return True
    found: Any = party
    for name in field.show_when[0].split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return bool(found == field.show_when[1])


# --- answers, choices, special terms ----------------------------------------------------------------------------------


def _answers(draw: st.DrawFn, shelf: Shelf, outline: Outline, stock: Stock, *, gaps: bool) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    for question in shelf.asked[outline.id]:
        turn = draw(st.integers(0, _TURNS))
        if not (gaps and turn % 5 == 4):
            _put(raw, question.key, value(question, turn, stock))
        elif turn % 2:
            _put(raw, question.key, "TBC")
    possible = possible_choices(outline, shelf.library)
    choices = {clause: _choice(draw, choices) for clause, choices in possible.items()}
    raw["choices"] = {clause: choice for clause, choice in choices.items() if choice is not None}
    raw["special_terms"] = [_special_term(draw, shelf.library, outline, stock) for _ in range(draw(st.integers(0, 3)))]
    return raw


def possible_choices(outline: Outline, library: Library) -> dict[str, list[Any]]:
    """Return all that a person can choose for each clause: its alternatives, on, off, a text of one's own."""
    return {
        clause: [*(alternative.id for alternative in offered), "on", "off", {"text": _OWN}]
        for clause, offered in alternatives_of(outline, library).items()
    }


def _choice(draw: st.DrawFn, possible: Sequence[Any]) -> Any:
    # Five times out of six nothing is chosen: the text is what the answers call for.
    number = draw(st.integers(0, 6 * len(possible)))
    return possible[number - 1] if 0 < number <= len(possible) else None


def _special_term(draw: st.DrawFn, library: Library, outline: Outline, stock: Stock) -> dict[str, str]:
    places = sorted({placement.clause for placement in placements_of(outline, library)})
    texts = st.sampled_from((*stock.texts, _OWN, *_LOOKALIKES))
    return {"after": draw(st.sampled_from(places)), "title": draw(texts), "text": draw(texts)}


# --- annexes ----------------------------------------------------------------------------------------------------------


def _annexes(draw: st.DrawFn, shelf: Shelf, stock: Stock, case: Case) -> list[dict[str, Any]]:
    wanted = [case.type] if case.within else []
    if shelf.annexes:
        wanted += draw(st.lists(st.sampled_from(shelf.annexes), max_size=1 if case.within else 2))
    return [_annex(draw, shelf, name, stock, f"a{number}") for number, name in enumerate(wanted, start=1)]


def _annex(draw: st.DrawFn, shelf: Shelf, name: str, stock: Stock, identifier: str) -> dict[str, Any]:
    part = draw(st.lists(st.sampled_from(stock.parties), max_size=len(stock.parties), unique=True))
    inside = Stock(tuple(part) or stock.parties, stock.texts)
    raw = _answers(draw, shelf, shelf.library.outlines[name], inside, gaps=False)
    if draw(st.booleans()):
        raw = {group: answers for group, answers in raw.items() if group not in shelf.shared_groups}
    return {"id": identifier, "type": name, **({"parties": part} if part else {}), **raw}


def _put(target: dict[str, Any], key: str, given: Any) -> None:
    group, _, name = key.partition(".")
    if name:
        _put(target.setdefault(group, {}), name, given)
    else:
        target[group] = given
