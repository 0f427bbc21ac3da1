"""What holds of the tree of any answers. Each promise returns what breaks it, one line for each place."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.assembly.number import letter, roman
from app.model import document as tree
from app.model import tree_json
from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.finding import Finding
from app.model.library import Library
from app.model.question import QuestionType
from tests.content.reading import blocks, clauses, faults, words
from tests.properties.answers_strategy import Shelf
from tests.properties.reading import ids, lines, runs, texts_of
from tests.render.drafts import labels

_INTRODUCES: Final = re.compile(r":\s*$")
_NOTHING: Final = re.compile(r"\bNone\b")
_MARKS: Final = ".,;:!?"


@dataclass(frozen=True)
class Made:
    """What assembly and review made of answers."""

    answers: Answers
    assembled: Assembled
    findings: tuple[Finding, ...]
    shelf: Shelf

    @property
    def library(self) -> Library:
        """The library that the answers were drawn from."""
        return self.shelf.library

    @property
    def bundle(self) -> tree.Bundle:
        """The tree."""
        return self.assembled.bundle

    def reported(self, rule: str, document: str) -> list[str]:
        """Return what assembly reported under a rule in a document."""
        return [one.message for one in self.assembled.problems if (one.rule, one.document) == (rule, document)]


def no_line_betrays_a_template(made: Made) -> Iterator[str]:
    """Library text holds no tag, no doubled word or mark, no "1 days", no "a other"."""
    for line in lines(made.bundle, made.library):
        author = made.library.clauses.get(line.clause)
        author = made.library.clauses.get(author.based_on or "", author) if author else None
        yield from (f"{line.place}: {fault}" for fault in faults(line.text))
        # An author may write the word that the program has for nothing.
        if _NOTHING.search(line.text) and (author is None or not _NOTHING.search(author.source)):
            yield f"{line.place}: nothing is printed as a word: “{line.text}”"


def no_mark_is_doubled_beside_an_answer(made: Made) -> Iterator[str]:
    """An answer that ends with a full stop takes the place of the sentence's own."""
    for _, clause in clauses(made.bundle):
        for block in blocks(clause.blocks):
            for said in texts_of(block):
                for one, other in pairwise(said):
                    end, begin = one.text[-1:], other.text[:1]
                    if isinstance(one, tree.Answer) and end and end in _MARKS and end == begin:
                        yield f"{block.id}: “{one.text}” is followed by “{other.text[:20]}”"


def nothing_is_empty(made: Made) -> Iterator[str]:
    """Each heading has text under it, each item says something, each list that is announced comes."""
    for document in made.bundle.documents:
        yield from (f"{part.id} is empty" for part in document.parts if not (part.clauses or part.signatures))
    for _, clause in clauses(made.bundle):
        if not clause.blocks:
            yield f"{clause.id}: a heading without text"
        yield from _empty(clause.blocks)


def _empty(siblings: Sequence[tree.Block]) -> Iterator[str]:
    for block, after in zip(siblings, [*siblings[1:], None], strict=False):
        inner = block.blocks if isinstance(block, tree.Item | tree.Bullet) else ()
        if isinstance(block, tree.Table):
            if not block.rows:
                yield f"{block.id}: a table without rows"
        elif not words(block.runs).strip():
            yield f"{block.id}: says nothing"
        elif _INTRODUCES.search(words(block.runs)) and isinstance(block.runs[-1], tree.Text) and not inner:
            follows = isinstance(after, tree.Item | tree.Bullet | tree.Table | tree.Paragraph)
            if isinstance(block, tree.Item) or not follows:
                yield f"{block.id}: announces a list that does not come: “{words(block.runs)[-60:]}”"
        yield from _empty(inner)


def every_reference_leads_somewhere(made: Made) -> Iterator[str]:
    """A reference points at a block of the bundle and has a number; one that cannot is a placeholder and an STR-03."""
    known = set(ids(made.bundle))
    for document, clause, run in runs(made.bundle):
        if isinstance(run, tree.Reference):
            if run.target not in known:
                yield f"{clause.id}: “{run.text}” points at {run.target}, which is not there"
            if not run.text.strip():
                yield f"{clause.id}: a reference to {run.target} prints nothing"
        if isinstance(run, tree.Blank) and not run.question and not made.reported("STR-03", document.id):
            yield f"{clause.id}: {run.text} is reported by no STR-03"


def every_reference_says_the_number_of_its_target(made: Made) -> Iterator[str]:
    """What stands in a sentence is the number that is printed at the clause or item."""
    printed = labels(made.bundle)
    for _, clause, run in runs(made.bundle):
        if isinstance(run, tree.Reference) and printed.get(run.target, "") not in run.text.replace("\u00a0", " "):
            yield f"{clause.id}: “{run.text}” points at {run.target}, which is {printed[run.target]}"


def every_gap_is_told(made: Made) -> Iterator[str]:
    """What is missing in the text is a finding: nothing is blank in silence."""
    told = {one.question for one in made.assembled.problems if one.rule in ("STR-04", "TBC")}
    for _, clause, run in runs(made.bundle):
        if isinstance(run, tree.Blank) and run.question and run.question not in told:
            yield f"{clause.id}: nobody tells that {run.question} is missing"


def every_used_term_is_defined(made: Made) -> Iterator[str]:
    """A term has its definition in the document or in its framework. Of a framework in another file all is possible."""
    if made.answers.framework is not None:
        return
    defined, used = _terms(made, defines=True), _terms(made, defines=False)
    main = made.bundle.documents[0].id
    for document in made.bundle.documents:
        homes = {**defined.get(main, {}), **defined.get(document.id, {})}
        for term, clause in used.get(document.id, {}).items():
            if term not in homes:
                yield f"{clause}: the term “{term}” has no definition"


def every_defined_term_is_used(made: Made) -> Iterator[str]:
    """A definition has a use, in its document or in an annex of it, or an STR-02."""
    defined, used = _terms(made, defines=True), _terms(made, defines=False)
    for document in made.bundle.documents:
        first = document is made.bundle.documents[0]
        uses = set().union(*used.values()) if first else set(used.get(document.id, ()))
        for term, clause in defined.get(document.id, {}).items():
            told = any(f"“{term}”" in message for message in made.reported("STR-02", document.id))
            if term not in uses and not told:
                yield f"{clause}: the term “{term}” is defined and never used"


def _terms(made: Made, *, defines: bool) -> dict[str, dict[str, str]]:
    """Return the terms that each document defines or uses, each with the first clause that does."""
    found: dict[str, dict[str, str]] = {}
    for document, clause, run in runs(made.bundle):
        if isinstance(run, tree.Term) and run.defines is defines:
            found.setdefault(document.id, {}).setdefault(run.term, clause.id)
    return found


def no_term_is_used_in_silence(made: Made) -> Iterator[str]:
    """Words that the library defines somewhere are a term here too, or an STR-01 tells that nothing defines them."""
    if made.answers.framework is not None:
        return
    known = sorted((term for term in made.shelf.terms if " " in term), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")
    for document, clause, run in runs(made.bundle):
        # A document may call itself by a word that another document defines: "this Work Order".
        itself = made.library.outlines[document.type].noun
        for found in pattern.finditer(run.text) if isinstance(run, tree.Text) else ():
            if found.group() == itself:
                continue
            told = any(f"“{found.group()}”" in one for one in made.reported("STR-01", document.id))
            if not told and not _misplaced(made, clause):
                yield f"{clause.id}: “{found.group()}” is no term here, and no STR-01"


def _misplaced(made: Made, clause: tree.Clause) -> bool:
    """Whether a text is told to be out of place: it speaks of a framework, and there is none."""
    return any(one.rule == "STR-03" and one.clause == clause.source for one in made.assembled.problems)


def numbers_count_up(made: Made) -> Iterator[str]:
    """Clauses, schedules and items are numbered in their order, without a gap."""
    for document in made.bundle.documents:
        placed = [clause for part in document.parts for clause in part.clauses]
        numbered = [clause.number for clause in placed if clause.layout == "clause"]
        schedules = [clause.number.rpartition(" ")[2] for clause in placed if clause.layout == "schedule"]
        for found in (numbered, schedules):
            if found != [str(number) for number in range(1, len(found) + 1)]:
                yield f"{document.id}: {found}"
        for clause in placed:
            yield from _count(clause.blocks, top=True)


def _count(siblings: Sequence[tree.Block], *, top: bool) -> Iterator[str]:
    before: tree.Item | None = None
    for block in siblings:
        # Right under a heading, a paragraph begins a new list of letters; inside a sub-clause letters run on.
        if top and isinstance(block, tree.Paragraph) and before is not None and before.level > 2:
            before = None
        if isinstance(block, tree.Item):
            place = 1 if before is None or before.level != block.level else _place(before) + 1
            if _place(block) != place:
                yield f"{block.id}: {block.number} stands where {place} is due"
            if not block.label.endswith(block.number):
                yield f"{block.id}: {block.label} is not the whole of {block.number}"
            before = block
        if isinstance(block, tree.Item | tree.Bullet):
            yield from _count(block.blocks, top=False)


def _place(item: tree.Item) -> int:
    number = item.number.strip("()").rpartition(".")[2]
    if number.isdigit():
        return int(number)
    written = {3: letter, 4: roman}.get(item.level, letter)
    return next(place for place in range(1, 5_001) if written(place) == number.lower())


def what_is_said_twice_agrees(made: Made) -> Iterator[str]:
    """A name, date, sum or country that an answer gave reads the same wherever it stands.

    An annex may answer a question of its framework itself; the parties are those of the whole bundle.
    """
    said: dict[tuple[str, str], dict[str, str]] = {}
    for document, clause, run in runs(made.bundle):
        if isinstance(run, tree.Answer) and _is_fact(made.library, run.question):
            home = "" if run.question.startswith("parties[") else document.id
            said.setdefault((home, run.question), {}).setdefault(run.text.casefold(), clause.id)
    for (_, question), places in said.items():
        if len(places) > 1:
            yield f"{question}: " + ", ".join(f"“{text}” in {clause}" for text, clause in places.items())


def _is_fact(library: Library, key: str) -> bool:
    path = re.sub(r"\[[^\]]*\]", "", key)
    if path.startswith("parties."):
        return path.removeprefix("parties.") in ("legal_name", "short_name", "vat_no", "register_no", "seat.city")
    asked = library.questions.get(path)
    if asked is None:
        table, _, column = path.rpartition(".")
        rows = library.questions.get(table)
        asked = rows.field(column) if rows else None
    return asked is not None and asked.type in _FACTS


_FACTS: Final = (QuestionType.TEXT, QuestionType.DATE, QuestionType.MONEY, QuestionType.COUNTRY)


def every_block_has_an_id_of_its_own(made: Made) -> Iterator[str]:
    """Preview, comparison and comments hang on the ids."""
    yield from (f"{name} stands {times} times" for name, times in Counter(ids(made.bundle)).items() if times > 1)


def the_tree_comes_back_from_its_json(made: Made) -> Iterator[str]:
    """A stored tree loads to an equal one."""
    if tree_json.from_json(json.loads(json.dumps(tree_json.to_json(made.bundle)))) != made.bundle:
        yield "the tree that was read back differs"


PROMISES: Final[tuple[Callable[[Made], Iterator[str]], ...]] = (
    no_line_betrays_a_template,
    no_mark_is_doubled_beside_an_answer,
    nothing_is_empty,
    every_reference_leads_somewhere,
    every_reference_says_the_number_of_its_target,
    every_gap_is_told,
    every_used_term_is_defined,
    every_defined_term_is_used,
    no_term_is_used_in_silence,
    numbers_count_up,
    what_is_said_twice_agrees,
    every_block_has_an_id_of_its_own,
    the_tree_comes_back_from_its_json,
)
