"""Reading what was chosen among the clauses, and the special terms that were added to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.interview.collecting import Collector, Path
from app.interview.known import alternatives_of, placements_of
from app.interview.nearest import hint
from app.interview.words import kind, quoted, series
from app.model.answers import Choice, OwnText, SpecialTerm
from app.model.clause import Alternative
from app.model.library import Library
from app.model.message import say
from app.model.outline import Outline
from app.model.question import Question, QuestionType

SWITCHES: Final = ("on", "off")
"""What a choice can be besides an alternative: the clause is in the document, or it is not."""

_OWN: Final = {"text": Question("text", QuestionType.LONG_TEXT, "Own wording")}
_TERM: Final = {
    "title": Question("title", QuestionType.TEXT, "Title"),
    "text": Question("text", QuestionType.LONG_TEXT, "Text"),
}


def read_choices(found: Collector, library: Library, outline: Outline, raw: object, path: Path) -> dict[str, Choice]:
    """Return the choices by clause id: an alternative, "on", "off", or own wording."""
    placed = alternatives_of(outline, library)
    choices: dict[str, Choice] = {}
    for name, value in found.mapping(raw, path, "choices").items():
        if name not in placed:
            message = say(
                "The clause {quoted} does not stand in the document type “{id}”.", quoted=quoted(name), id=outline.id
            )
            found.add((*path, name), message, hint(name, placed, "clause"))
            continue
        choice = _choice(found, name, placed[name], value, (*path, name))
        if choice is not None:
            choices[name] = choice
    return choices


def read_special_terms(
    found: Collector, library: Library, outline: Outline, raw: object, path: Path
) -> tuple[SpecialTerm, ...]:
    """Return the clauses of the user's own, each with the placed clause that it follows."""
    placed = {placement.clause for placement in placements_of(outline, library)}
    terms = []
    for number, entry in enumerate(found.entries(raw, path, "special_terms")):
        here = (*path, number)
        if not isinstance(entry, Mapping):
            found.add(here, say("A special term has the keys after, title and text; this is {kind}.", kind=kind(entry)))
            continue
        name = f"special_terms[{number + 1}]"
        answers = found.group(entry, _TERM, here, name=f"{name}.", skip=("after",))
        for key in ("after", *_TERM):
            if _is_empty(entry.get(key)):
                found.add(here, say("The key “{key}” is missing.", key=f"{name}.{key}"))
        after = entry.get("after")
        if not isinstance(after, str) or after not in placed:
            if not _is_empty(after):
                message = say(
                    "“{name}.after” has to be a clause of “{id}”; it is {quoted}.",
                    name=name,
                    id=outline.id,
                    quoted=quoted(after),
                )
                found.add((*here, "after"), message, hint(str(after), placed, "clause"))
        elif len(answers) == len(_TERM):
            terms.append(SpecialTerm(after, answers["title"], answers["text"]))
    return tuple(terms)


def _choice(found: Collector, clause: str, offered: Sequence[Alternative], value: object, path: Path) -> Choice | None:
    known = [*(alternative.id for alternative in offered), *SWITCHES]
    if isinstance(value, Mapping):
        return _own_wording(found, clause, value, path)
    if isinstance(value, str) and value in known:
        return value
    if value is None:
        return None
    message = say(
        "“choices.{clause}” has to be one of {series}, or {{text: own wording}}; it is {quoted}.",
        clause=clause,
        series=series(known),
        quoted=quoted(value),
    )
    found.add(path, message, hint(value, known, "alternative") if isinstance(value, str) else "")
    return None


def _own_wording(found: Collector, clause: str, value: Mapping[str, Any], path: Path) -> OwnText | None:
    text = found.group(value, _OWN, path, name=f"choices.{clause}.").get("text")
    if isinstance(text, str):
        return OwnText(text)
    if _is_empty(value.get("text")):
        found.add(
            path,
            say("“choices.{clause}.text” is empty.", clause=clause),
            say("Write the wording, or remove the choice."),
        )
    return None


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
