"""From a clause file to a Clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from app.library.alternatives import read_alternatives, read_default, read_rule
from app.library.clause_files import ClauseFile
from app.library.expression_ground import ClauseCall
from app.library.expressions import Context
from app.library.fields import Fields
from app.library.inline import text_pieces
from app.library.mistakes import Notebook, listed, nearest
from app.library.quotes import curled
from app.library.sections import check_text, read_sections
from app.library.shapes import Names
from app.model.clause import Clause

_LANG: Final = re.compile(r"[a-z]{2}")
_SHALL: Final = re.compile(r"\bshall\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParsedClause:
    """A clause with what has to be held against the rest of the library: calls and questions used."""

    clause: Clause
    front: Fields
    calls: tuple[ClauseCall, ...] = ()
    used: frozenset[str] = frozenset()


def parse_clause(given: ClauseFile, names: Names, notebook: Notebook) -> ParsedClause:
    """Return the clause of a file. Mistakes are written into the notebook; what is returned then is not for use.

    A clause with `based_on` comes without sections; `adopt` gives it those of the other.
    """
    front = given.front
    language = _language(front)
    island = front.flag("island")
    context = Context(given.file, names, notebook, language=language, plain_shall=island)
    alternatives = read_alternatives(front, context)
    context = replace(context, alternatives=tuple(alternative.id for alternative in alternatives))
    sections = read_sections(given, context, alternatives)
    clause = Clause(
        id=given.id,
        family=given.family,
        title=text_pieces(front.text("title", required=not given.based_on), front.line("title"), context),
        alternatives=alternatives,
        default=read_default(front, alternatives, based=given.based_on is not None),
        sections=sections,
        file=given.file,
        hash=given.hash,
        source=given.source,
        version=front.whole("version", 1),
        summary=front.text("summary"),
        when=read_rule(front, "when", context),
        survives=_survives(front, context),
        protected=front.flag("protected"),
        island=island,
        inherit=front.flag("inherit"),
        requires=front.texts("requires"),
        excludes=front.texts("excludes"),
        stands_for=front.text("stands_for") or None,
        stricter_than=front.texts("stricter_than"),
        based_on=given.based_on,
        defines=_defines(front),
        proper_nouns=front.texts("proper_nouns"),
        legal_refs=front.texts("legal_refs"),
        review=front.text("review", "unreviewed"),
        review_notes=front.texts("review_notes"),
        questions=given.questions,
        guidance=front.text("guidance"),
        lang=language,
    )
    if not given.based_on:
        check_text(clause, front)
    return ParsedClause(clause, front, tuple(context.calls), frozenset(context.used))


def _language(front: Fields) -> str:
    language = front.text("lang", "en")
    if not _LANG.fullmatch(language):
        front.mistake("lang", f"“{language}” is no language.", "Write a code of two letters, such as en.")
        return "en"
    return language


def _survives(front: Fields, context: Context) -> str | None:
    if front.data.get("survives") in (None, False):
        return None
    text = front.text("survives")
    if "{{" in text or "[[" in text:
        front.mistake("survives", "“survives” is plain text.", "Say in words what remains.")
    if not context.plain_shall and _SHALL.search(text):
        front.mistake(
            "survives", "“survives” holds a bare “shall”.", "Say what remains: “The duties of secrecy continue …”."
        )
    return curled(text, context.language)


def _defines(front: Fields) -> dict[str, tuple[str, ...]]:
    table = front.mapping("defines")
    return {} if table is None else {term: table.texts(term) for term in table.data}


def adopt(parsed: ParsedClause, base: ParsedClause) -> ParsedClause:
    """Return a `based_on` clause with the text of its base, and with the base's keys where it has none of its own."""
    clause, other, front = parsed.clause, base.clause, parsed.front
    names = [alternative.id for alternative in other.alternatives]
    if clause.default and clause.default not in names:
        hint = nearest(clause.default, names, f"It has {listed(names)}.")
        front.mistake("default", f"“{clause.default}” is no alternative of {other.id}.", hint)
    if front.data.get("island") is False and other.island:
        front.mistake("island", f"{other.id} is an island, and its text is written for one.", "Delete the key.")
    inherited = {
        key: getattr(other, key)
        for key in (
            "title", "summary", "when", "survives", "protected", "island", "inherit", "requires", "excludes", "defines",
            "proper_nouns", "legal_refs", "guidance",
        )
        if key not in front.data
    }  # fmt: skip
    adopted = replace(
        clause,
        **inherited,
        alternatives=other.alternatives,
        default=clause.default or other.default,
        sections=other.sections,
        lang=other.lang,
    )
    return replace(parsed, clause=adopted, used=parsed.used | base.used)
