"""The stages of assembly, in order, for a contract and its annexes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence, Set
from typing import Any

from app.assembly import endings, fill, front, number, terms
from app.assembly.computed import computed_lists, version_of
from app.assembly.context import Chosen, Context
from app.assembly.finish import Finisher
from app.assembly.lookup import find
from app.assembly.nodes import FilledClause
from app.assembly.parties import derive
from app.assembly.references import References
from app.assembly.select import select
from app.model import document as tree
from app.model.answers import Answers
from app.model.assembled import Assembled
from app.model.library import Library
from app.model.message import say
from app.model.outline import Kind, Mode

_FRAMEWORK_TYPE = "model-contract"


def assemble(library: Library, answers: Answers, *, today: datetime.date, final: bool = False) -> Assembled:
    """Return the tree of a contract with its annexes, or of one document, with what was noticed on the way.

    `answers` have been read against this library (interview.read_answers); `today` is printed on the cover. `final`
    only changes what the document says of itself: whether it may be final is for review to say. Never raises on
    answers: what is missing is a visible blank and a problem."""
    main = _context(library, answers, today, final)
    contexts = [main]
    if answers.framework is not None:
        main.framework, main.known_framework = _framework_by_reference(library, answers, today, final), False
    select(main)
    for position, annex in enumerate(answers.annexes, start=1):
        context = _context(library, annex, today, final, framework=main)
        context.number = position
        select(context)
        contexts.append(context)
    main.annexes = tuple(contexts[1:])
    documents: list[tree.Document] = []
    framework_clauses: dict[str, FilledClause] = {}
    for context in contexts:
        clauses, used = _filled(context)
        documents.append(_document(context, clauses, used, framework_clauses))
        if context is main:
            framework_clauses = {filled.source: filled for filled in clauses if filled.source}
    return Assembled(
        bundle=tree.Bundle(tuple(documents), library.version),
        problems=tuple(problem for context in contexts for problem in context.problems),
        uses=tuple(use for context in contexts for use in context.uses.values()),
        selected=tuple(entry for context in contexts for entry in context.selected),
    )


def _context(
    library: Library, answers: Answers, today: datetime.date, final: bool, framework: Context | None = None
) -> Context:
    parties: Sequence[Mapping[str, Any]]
    if framework is not None:
        parties = front.taking_part(framework.parties, answers.taking_part) or framework.parties
    else:
        parties = derive(answers.parties, library)
    joined = framework is not None or answers.mode == Mode.JOINED
    context = Context(
        id=answers.id,
        library=library,
        outline=library.outlines[answers.type],
        answers=answers,
        parties=tuple(parties),
        mode=Mode.JOINED if joined else Mode.STANDALONE,
        today=today,
        final=final,
        framework=framework,
    )
    for setting in ("reference", "version"):
        context.use(f"document.{setting}", "", find(context, ("document", setting), {}).state)
    title = answers.document.get("title")
    context.use("document.title", "", "tbc" if title == "TBC" else "given" if title else "default")
    context.use("parties", "", "given" if parties else "missing")
    return context


def _framework_by_reference(library: Library, answers: Answers, today: datetime.date, final: bool) -> Context:
    """Return a stand-in for a framework of which only reference and date are at hand.

    It is taken for a Model Contract with every clause that the outline places unless someone switches it on.
    """
    known = dict(answers.framework or {})
    outline = library.outlines.get(_FRAMEWORK_TYPE) or library.outlines[answers.type]
    stand_in = Answers(
        type=outline.id, document={"reference": known.get("reference"), "effective_date": known.get("date")}
    )
    context = Context(
        id="framework",
        library=library,
        outline=outline,
        answers=stand_in,
        parties=derive(answers.parties, library),
        mode=Mode.STANDALONE,
        today=today,
        final=final,
    )
    for placement in outline.placements:
        clause = library.clauses[placement.clause]
        if placement.on:
            context.chosen[clause.id] = Chosen(clause, placement.default or clause.default, placement)
    return context


def _filled(context: Context) -> tuple[list[FilledClause], set[str]]:
    """Return the clauses of a document filled and numbered, with the terms that they use of those they define.

    Definitions that nothing uses are gone."""
    computed = computed_lists(context)
    clauses = [fill.fill_clause(context, chosen, computed) for chosen in context.chosen.values()]
    _insert_special_terms(context, clauses)
    defined = terms.defined_in(clauses)
    used = terms.keep_used_definitions(clauses, terms.forms_of(context, defined))
    for filled in clauses:
        endings.settle(filled)
    number.number_document(clauses, context.wording["schedule"])
    return clauses, used


def _insert_special_terms(context: Context, clauses: list[FilledClause]) -> None:
    """Put each special term after its clause, or after the nearest one before it that is in the document."""
    order = [place.clause for part in context.parts for place in part.placements]
    for index, term in enumerate(context.answers.special_terms):
        made = fill.fill_special_term(context, index, term)
        before = order[: order.index(term.after) + 1] if term.after in order else order
        position = max(
            (n for n, filled in enumerate(clauses, start=1) if filled.source in before and filled.layout != "schedule"),
            default=0,
        )
        while position < len(clauses) and clauses[position].origin == "special":
            position += 1
        clauses.insert(position, made)


def _document(
    context: Context, clauses: list[FilledClause], used: set[str], framework_clauses: Mapping[str, FilledClause]
) -> tree.Document:
    own = {filled.source: filled for filled in clauses if filled.source}
    defined = terms.defined_in(clauses)
    if context.framework is not None and not context.known_framework:
        theirs: Set[str] = terms.could_define(context.framework)
    else:
        theirs = terms.defined_in(framework_clauses.values()).keys()
    forms = terms.forms_of(context, {*theirs, *defined})
    _check_terms(context, clauses, used, defined, theirs)
    finisher = Finisher(References(context, own, framework_clauses), forms)
    finished = {filled.id: finisher.clause(filled) for filled in clauses}
    language = context.language
    return tree.Document(
        id=context.id,
        type=context.outline.id,
        name=f"{context.wording['annex']} {context.number}" if context.number else context.outline.name,
        title=str(context.answers.document.get("title") or context.outline.title),
        subtitle=front.subtitle(context),
        number=str(context.number or ""),
        reference=str(context.setting("reference") or context.answers.reference),
        version=version_of(context),
        state="final" if context.final else "draft",
        date=context.today.isoformat(),
        language=language,
        running=front.running_title(context),
        parties=tuple(front.cover_party(context, party) for party in context.parties),
        parts=_parts(context, clauses, finished, finisher),
        sources=tuple(
            tree.ClauseSource(
                filled.source, filled.chosen.alternative, filled.chosen.clause.hash, filled.chosen.clause.review
            )
            for filled in clauses
            if filled.chosen is not None
        ),
        wording=tuple(context.wording.items()),
        front=context.outline.front.value,
    )


def _parts(
    context: Context, clauses: list[FilledClause], finished: Mapping[str, tree.Clause], finisher: Finisher
) -> tuple[tree.Part, ...]:
    parts: list[tree.Part] = []
    home = _home_of(context, clauses)
    for index, part in enumerate(context.parts):
        kind = "front" if index == 0 and len(context.parts) > 1 else "terms"
        inside = tuple(finished[filled.id] for filled in clauses if home.get(filled.id) == part.id)
        if inside:
            lead = finisher.runs([tree.Text(part.lead)]) if part.lead else ()
            parts.append(tree.Part(part.id, kind, part.title, lead, inside))
    if context.outline.signatures:
        intro = _signature_intro(context)
        blocks = front.signature_blocks(context)
        heading = context.wording["signature_page"]
        parts.append(tree.Part("signatures", "signatures", heading, (tree.Text(intro),), (), blocks))
    schedules = tuple(finished[filled.id] for filled in clauses if filled.layout == "schedule")
    if schedules:
        parts.append(tree.Part("schedules", "schedules", context.wording["schedules"], (), schedules))
    return tuple(parts)


def _signature_intro(context: Context) -> str:
    words = context.wording
    kind = "annex" if context.number else "form" if context.outline.kind is Kind.FORM else "parties"
    return words[f"signed_by_{kind}"].format(
        this=words["this"].format(noun=context.outline.noun),
        name=f"{words['annex']} {context.number}",
        reference=context.setting("reference") or context.answers.reference,
    )


def _home_of(context: Context, clauses: list[FilledClause]) -> dict[str, str]:
    """Return the part that each clause stands in; a special term stands with the clause before it."""
    part_of = {place.clause: part.id for part in context.parts for place in part.placements}
    home: dict[str, str] = {}
    current = context.parts[0].id if context.parts else ""
    for filled in clauses:
        if filled.layout != "schedule":
            current = part_of.get(filled.source, current)
            home[filled.id] = current
    return home


def _check_terms(
    context: Context,
    clauses: list[FilledClause],
    used: set[str],
    defined: Mapping[str, str],
    theirs: Set[str],
) -> None:
    """Report terms that are used and not defined (STR-01), and terms that are defined and not used (STR-02)."""
    possible = terms.could_define(context)
    if context.framework is not None:
        possible |= terms.could_define(context.framework)
    could = possible - set(defined) - theirs
    undefined = terms.forms_of(context, {*could, *defined, *theirs})
    for term, clause in terms.used_undefined(clauses, undefined, could):
        context.report(
            "STR-01", say("“{term}” is used as a defined term, but no clause defines it.", term=term), clause=clause
        )
    for term, clause in defined.items():
        if term not in used and not any(annex.mode is Mode.JOINED for annex in context.annexes):
            context.report("STR-02", say("“{term}” is defined and never used.", term=term), clause=clause)
