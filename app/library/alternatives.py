"""The alternatives of a clause, as its front matter declares them."""

from __future__ import annotations

import re
from typing import Final

from app.library.expression_ground import Allowed
from app.library.expressions import Context, compile_expression
from app.library.fields import Fields
from app.library.mistakes import listed, nearest
from app.model.clause import Alternative
from app.model.expression import Expression
from app.model.question import Position

STANDARD: Final = "standard"
"""The alternative of a clause that has one text."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_KEYS: Final = ("label", "position", "when", "guidance")


def read_rule(fields: Fields, key: str, context: Context) -> Expression | None:
    """Return the compiled rule under a key: it decides before clauses are chosen, so it may not look at them."""
    text = fields.text(key)
    return compile_expression(text, fields.line(key), context, Allowed.RULE) if text else None


def read_alternatives(front: Fields, context: Context) -> tuple[Alternative, ...]:
    """Return the declared alternatives; `standard` where there are none."""
    if front.data.get("alternatives") is None:
        if "alternatives" in front.data:
            front.mistake("alternatives", "“alternatives” is empty.", "Delete the key where the clause has one text.")
        return (Alternative(STANDARD, "Standard text"),)
    table = front.mapping("alternatives")
    if table is None:
        return ()
    if not table.data:
        front.mistake("alternatives", "“alternatives” is empty.", "Delete the key where the clause has one text.")
    found = tuple(alternative for name in table.data if (alternative := _alternative(table, name, context)))
    if found and not any(alternative.position is Position.PREFERRED for alternative in found):
        front.mistake("alternatives", "No alternative is preferred.", "Give one of them position: preferred.")
    return found


def _alternative(table: Fields, name: str, context: Context) -> Alternative | None:
    fields = table.mapping(name)
    if fields is None:
        if table.data[name] is None:
            table.mistake(name, f"The alternative “{name}” is empty.", "Write {label: …, position: preferred}.")
        return None
    fields = fields.named(f"the alternative {name}")
    fields.only(_KEYS)
    if not _NAME.fullmatch(name) or name in ("on", "off"):
        table.mistake(
            name, f"“{name}” is no name of an alternative.", "Use small letters, digits and _; not on or off."
        )
    return Alternative(
        id=name,
        label=fields.text("label", required=True),
        position=fields.one_of("position", Position, Position.PREFERRED, required=True),
        when=read_rule(fields, "when", context),
        guidance=fields.text("guidance"),
    )


def read_default(front: Fields, alternatives: tuple[Alternative, ...], *, based: bool) -> str:
    """Return the default alternative; with `based`, that of the other clause may be meant and "" stands for it."""
    names = [alternative.id for alternative in alternatives]
    written = front.text("default")
    if based or not names:
        return written
    if not written:
        if len(names) > 1:
            front.mistake(
                "default" if "default" in front.data else "alternatives",
                "“default” is missing.",
                f"Write default: {names[0]}",
            )
        return names[0]
    if written not in names:
        front.mistake(
            "default",
            f"“{written}” is no alternative of the clause.",
            nearest(written, names, f"It has {listed(names)}."),
        )
    elif alternatives[names.index(written)].position is not Position.PREFERRED:
        front.mistake(
            "default",
            f"The default “{written}” is not a preferred alternative.",
            "Choose another, or change its position.",
        )
    return written
