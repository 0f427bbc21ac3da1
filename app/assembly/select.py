"""Selection: which clauses stand in a document, and with which alternative."""

from __future__ import annotations

from typing import NamedTuple

from app.assembly.context import Chosen, Context
from app.assembly.lookup import find, label_at
from app.assembly.placing import parts_of
from app.assembly.scope import ClauseScope
from app.model import message
from app.model.answers import OwnText
from app.model.assembled import Selected
from app.model.clause import INHERIT, Alternative, Clause
from app.model.expression import Expression, UndecidedError
from app.model.message import listed, say
from app.model.outline import BindingLevel, Placement


class _Fate(NamedTuple):
    state: str
    reason: str = ""


def select(context: Context) -> None:
    """Fill `parts`, `chosen` and `selected` of the context; the framework's must be there already.

    Reports STR-04 (a rule waits for an answer), STR-06 (a choice contradicts an answer) and STR-07 (`requires`,
    `excludes`)."""
    context.parts = parts_of(context.outline, context.mode, context.library)
    schedules = [place for place in context.outline.schedules if context.mode in place.modes]
    for placement in [place for part in context.parts for place in part.placements] + schedules:
        clause = context.library.clauses[placement.clause]
        fate = _fate(context, clause, placement)
        alternative, decided_by = _alternative(context, clause, placement)
        inherited = _is_inherited(context, clause, alternative)
        same = alternative == INHERIT and context.framework is not None and bool(context.framework.holds(clause.id))
        here = Chosen(clause, alternative, placement, inherited, refers=inherited or same)
        if fate.state == "in":
            context.chosen[clause.id] = here
        context.selected.append(
            Selected(
                context.id,
                clause.id,
                alternative,
                fate.state,
                fate.reason,
                decided_by,
                placement.optional,
                placement.layout.value,
                inherited or alternative == INHERIT,
            )
        )
    _check_company(context)


def why_absent(context: Context, clause: str) -> str:
    """Return in words why a clause is not in the document."""
    entry = next((entry for entry in context.selected if entry.clause == clause), None)
    return entry.reason if entry is not None and entry.reason else say("the outline does not place it")


def _fate(context: Context, clause: Clause, placement: Placement) -> _Fate:
    choice = context.answers.choices.get(clause.id)
    if choice == "off":
        if not placement.optional:
            context.report(
                "STR-06",
                say("“{title}” was switched off, but it is not optional in this document.", title=clause.plain_title),
                clause=clause.id,
            )
        return _Fate("off", say("it was switched off"))
    if choice == "on":
        return _Fate("in")
    if placement.unless_in_framework and context.framework is not None and context.framework.holds(clause.id):
        return _Fate("in-framework", say("the framework has it"))
    if context.level is BindingLevel.NONBINDING and clause.island:
        return _Fate("off", say("a non-binding text has no binding islands unless they are switched on"))
    # What an outline says about one document takes the place of what the clause says about all.
    rule = placement.when or clause.when
    if rule is not None and (reason := _unmet(context, clause, rule)):
        return _Fate("not-needed", reason)
    # Whoever chooses a text, or writes one, wants the clause.
    if placement.optional and not placement.on and choice is None:
        return _Fate("off", say("it is optional and was not switched on"))
    return _Fate("in")


def _unmet(context: Context, clause: Clause, rule: Expression) -> str:
    """Return why a rule leaves a clause out, or nothing where it lets the clause in."""
    try:
        if rule.truth(ClauseScope(context, clause.id)):
            return ""
    except UndecidedError as error:
        label = label_at(context, error.key)
        context.report(
            "STR-04",
            say(
                "Whether “{title}” belongs into the document cannot be told before “{question}” is answered.",
                title=clause.plain_title,
                question=message.label(label),
            ),
            clause=clause.id,
            question=error.key,
        )
        return say("it waits for the answer to “{question}”", question=message.label(label))
    return say("its rule does not apply: {source}", source=rule.source)


def _alternative(context: Context, clause: Clause, placement: Placement) -> tuple[str, str]:
    """Return the alternative and the step of precedence that decided on it."""
    indicated = _indicated(context, clause, placement)
    choice = context.answers.choices.get(clause.id)
    if choice is None and context.framework is not None:
        inherited = context.framework.answers.choices.get(clause.id)
        choice = inherited if isinstance(inherited, str) and not _inherits(context, clause) else None
    if isinstance(choice, str) and placement.fits(choice) and (chosen := clause.alternative(choice)):
        _check_contradiction(context, clause, chosen, indicated)
        return chosen.id, "choice"
    if _inherits(context, clause) and not isinstance(choice, OwnText) and clause.alternative(INHERIT):
        return INHERIT, "answers"
    if indicated is not None:
        return indicated.id, "answers"
    if not isinstance(choice, OwnText):
        _check_left_out(context, clause, placement)
    if placement.default is not None:
        return placement.default, "placement"
    return clause.default, "clause"


def _indicated(context: Context, clause: Clause, placement: Placement) -> Alternative | None:
    """Return the first alternative that fits here and whose `when` is true."""
    for alternative in clause.alternatives:
        if alternative.when is None or not placement.fits(alternative.id):
            continue
        try:
            if alternative.when.truth(ClauseScope(context, clause.id)):
                return alternative
        except UndecidedError as error:
            label = label_at(context, error.key)
            context.report(
                "STR-04",
                say(
                    "The text of “{title}” depends on “{question}”, which is not answered.",
                    title=clause.plain_title,
                    question=message.label(label),
                ),
                clause=clause.id,
                question=error.key,
            )
    return None


def _check_contradiction(context: Context, clause: Clause, chosen: Alternative, indicated: Alternative | None) -> None:
    # Without another text that the answers call for, the choice is a decision and no contradiction.
    if indicated is None or chosen.when is None or not _is_answered(context, chosen.when):
        return
    if _is_true(context, clause, chosen.when) is not False:
        return
    context.report(
        "STR-06",
        say(
            "“{title}”: the chosen text “{chosen}” contradicts an answer, which calls for “{indicated}”: the chosen"
            " text depends on {asked}.",
            title=clause.plain_title,
            chosen=message.label(chosen.label),
            indicated=message.label(indicated.label),
            asked=listed([_asked(context, name) for name in sorted(chosen.when.names)]),
        ),
        clause=clause.id,
        question=min(chosen.when.names, default=""),
    )


def _asked(context: Context, name: str) -> str:
    """Return how a message calls a question: by its label, else by its key."""
    question = context.library.questions.get(name)
    return say("“{label}”", label=message.label(question.label)) if question is not None else name


def _check_left_out(context: Context, clause: Clause, placement: Placement) -> None:
    """Report an answer that calls for a text which documents of this type do not have."""
    for alternative in clause.alternatives:
        rule = alternative.when
        if rule is None or not rule.names or placement.fits(alternative.id):
            continue
        if _is_answered(context, rule) and _is_true(context, clause, rule):
            context.report(
                "STR-06",
                say(
                    "“{title}”: an answer calls for “{text}”, a text that documents of this type do not have.",
                    title=clause.plain_title,
                    text=message.label(alternative.label),
                ),
                clause=clause.id,
                question=min(rule.names, default=""),
            )


def _is_answered(context: Context, rule: Expression) -> bool:
    """Whether somebody answered all that a rule asks: a default contradicts nobody's choice."""
    states = (find(context, tuple(name.split(".")), {}).state for name in rule.names)
    return all(state in ("given", "inherited") for state in states)


def _is_true(context: Context, clause: Clause, rule: Expression) -> bool | None:
    """Whether a rule is true; None where that cannot be told."""
    try:
        return rule.truth(ClauseScope(context, clause.id))
    except UndecidedError:
        return None


def _inherits(context: Context, clause: Clause) -> bool:
    if context.framework is None or not (clause.inherit or clause.alternative(INHERIT)):
        return False
    return any(context.framework.holds(name) for name in (clause.id, clause.stands_for) if name)


def _is_inherited(context: Context, clause: Clause, alternative: str) -> bool:
    """Whether the clause prints only the line that refers to the framework's clause."""
    if not _inherits(context, clause) or clause.alternative(INHERIT) is not None:
        return False
    choice = context.answers.choices.get(clause.id)
    return not (isinstance(choice, OwnText) or choice == alternative)


def _check_company(context: Context) -> None:
    for name, here in context.chosen.items():
        missing = [other for other in here.clause.requires if context.holds(other) is None]
        for other in missing:
            context.report(
                "STR-07",
                say(
                    "“{title}” needs “{title_2}”, which is left out: {why_absent}.",
                    title=here.clause.plain_title,
                    title_2=_title(context, other),
                    why_absent=why_absent(context, other),
                ),
                clause=name,
            )
        for other in here.clause.excludes:
            if context.chosen.get(other) is not None:
                context.report(
                    "STR-07",
                    say(
                        "“{title}” and “{title_2}” cannot stand in the same document.",
                        title=here.clause.plain_title,
                        title_2=_title(context, other),
                    ),
                    clause=name,
                )


def _title(context: Context, clause: str) -> str:
    known = context.library.clauses.get(clause)
    return known.plain_title if known is not None else clause
