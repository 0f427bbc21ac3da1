"""What stands around the clauses: cover, running title, signature blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from app.assembly.context import Context
from app.assembly.filters import join
from app.assembly.lookup import label_of, party_by_id
from app.assembly.parties import is_known
from app.model import document as tree
from app.model.expression import TBC

_TITLE_PARTIES: Final = 3


def cover_party(context: Context, party: Mapping[str, Any]) -> tree.CoverParty:
    """Return a party as the cover shows it: short name, full name, town and country of its seat."""
    identifier = str(party["id"])
    if identifier not in context.cover:
        context.cover[identifier] = _as_on_framework(context, identifier) or tree.CoverParty(
            id=identifier,
            short=party_answer(context, party, "short_name"),
            name=party_answer(context, party, "legal_name"),
            seat=_seat(context, party),
        )
    return context.cover[identifier]


def _as_on_framework(context: Context, party: str) -> tree.CoverParty | None:
    """Return a party as the cover of the framework shows it, where it is in the same language."""
    framework = context.framework
    return framework.cover.get(party) if framework is not None and framework.language == context.language else None


def party_answer(context: Context, party: Mapping[str, Any], field: str) -> tree.Run:
    """Return a field of a party ("seat.city") as an answer or as a blank."""
    value: Any = party
    for name in field.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    key = f"parties[{party['id']}].{field}"
    if is_known(value):
        return tree.Answer(str(value), key)
    label = label_of(context.library.party_field(field), field)
    return tree.Blank(f"[{context.wording['to_be_confirmed'] if value == TBC else label}]", key)


def running_title(context: Context) -> str:
    """Return the short title of the running head: what it is and who, for a few parties; else what it is."""
    base = context.framework if context.framework is not None and context.number else context
    names = [str(party.get("short_name")) for party in base.parties if is_known(party.get("short_name"))]
    if 1 < len(names) <= _TITLE_PARTIES:
        return f"{base.outline.name} · {' – '.join(names)}"
    if names:
        others = base.wording["and_others"].format(name=names[0], number=len(names) - 1)
        return f"{base.outline.name} · {others if len(names) > 1 else names[0]}"
    return base.outline.name


def subtitle(context: Context) -> tree.Runs:
    """Return the line below the title: what an annex is joined to; nothing for an agreement, whose cover lists
    parties.
    """
    words = context.wording
    names = [cover_party(context, party).short.text for party in context.parties]
    if context.framework is not None:
        base = context.framework
        text = words["joined_to"].format(
            name=base.outline.name,
            reference=base.answers.document.get("reference") or "",
            parties=join(context, names, "and"),
        )
        return (tree.Text(" ".join(text.split())),)
    return ()


def signature_blocks(context: Context) -> tuple[tree.SignatureBlock, ...]:
    """Return one block a party, with a line for each person whose signature is needed."""
    return tuple(_signature_block(context, party) for party in context.parties)


def _signature_block(context: Context, party: Mapping[str, Any]) -> tree.SignatureBlock:
    identifier = str(party["id"])
    name: tree.Runs = (party_answer(context, party, "legal_name"),)
    if party.get("has_legal_personality") is False:
        # A cluster without legal personality signs through its host; both are named.
        words = context.wording["signing_for"].split("{entity}")[1].split("{party}")
        host = party_answer(context, party, "signing_entity.legal_name")
        name = (host, tree.Text(words[0]), *name, *((tree.Text(words[1]),) if words[1] else ()))
    lines = tuple(_line(context, identifier, index, person) for index, person in _signatories(party))
    if _needs_second_signature(context, party):
        purpose = context.wording["second_signature"]
        lines += tuple(tree.SignatureLine(line.name, line.capacity, purpose) for line in lines)
    return tree.SignatureBlock(f"{context.id}/signature/{identifier}", identifier, name, lines)


def _signatories(party: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Return who signs: all who represent jointly, else the first who may sign alone."""
    people = party.get("representatives")
    entries: Sequence[Any] = people if isinstance(people, list) else []
    known: list[tuple[str, Mapping[str, Any]]] = [
        (str(p.get("id") or n), p) for n, p in enumerate(entries, start=1) if isinstance(p, Mapping)
    ]
    joint = [entry for entry in known if entry[1].get("sole") is False]
    alone = [entry for entry in known if entry[1].get("sole") is not False]
    return alone[:1] or joint or [("1", {})]


def _line(context: Context, party: str, row: str, person: Mapping[str, Any]) -> tree.SignatureLine:
    def cell(field: str) -> tree.Run:
        key = f"parties[{party}].representatives[{row}].{field}"
        value = person.get(field)
        return (
            tree.Answer(str(value), key)
            if is_known(value)
            else tree.Blank(f"[{context.wording['to_be_confirmed']}]", key)
        )

    return tree.SignatureLine(cell("name"), cell("capacity"))


def _needs_second_signature(context: Context, party: Mapping[str, Any]) -> bool:
    seat = party.get("seat")
    italian = isinstance(seat, Mapping) and seat.get("country") == "IT"
    return italian and context.setting("second_signature") is True


def _seat(context: Context, party: Mapping[str, Any]) -> tree.Run:
    seat = party.get("seat")
    city = seat.get("city") if isinstance(seat, Mapping) else None
    country = seat.get("country") if isinstance(seat, Mapping) else None
    key = f"parties[{party['id']}].seat"
    if not is_known(city):
        return party_answer(context, party, "seat.city")
    names = _countries(context.wording["locale"])
    where = f", {names.get(str(country), str(country))}" if is_known(country) else ""
    return tree.Answer(f"{city}{where}", f"{key}.city")


@lru_cache(maxsize=32)
def _countries(locale: str) -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale.parse(locale).territories)


def taking_part(context_parties: Sequence[Mapping[str, Any]], ids: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """Return the parties of a framework that take part in an annex, in the order the annex names them."""
    found = (party_by_id(context_parties, identifier) for identifier in ids)
    return tuple(party for party in found if party is not None)
