"""Two entries of the address book for one organisation: suggested, merged, and taken apart again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from app.errors import ConflictError, NotFoundError
from app.interview.gaps import field_value
from app.model.message import say
from app.services.changes import apply, diff, merge
from app.services.desk import Desk
from app.services.organisation_keys import nearly_equal, noted
from app.services.organisations import differing, with_values
from app.store import organisations as stored
from app.store.values import Merge, Organisation

MOST_PAIRS: Final = 100


def pairs(desk: Desk) -> tuple[tuple[Organisation, Organisation], ...]:
    """Return pairs of entries that may be for the same organisation, MOST_PAIRS at most.

    Names are compared with their neighbours in the alphabet: a slip in the first letter is found through a number only.
    """
    with desk.database.read() as session:
        keys = stored.keys(session)
        found: dict[frozenset[str], tuple[str, str]] = {}
        for one, other in _suspects(keys):
            found.setdefault(frozenset((one, other)), (one, other))
            if len(found) >= MOST_PAIRS:
                break
        known = stored.these(session, {one for pair in found.values() for one in pair})
    return tuple((known[one], known[other]) for one, other in found.values())


def _suspects(keys: Sequence[tuple[str, str, str, str]]) -> Iterator[tuple[str, str]]:
    for column in (2, 3):
        numbered = sorted((row for row in keys if row[column]), key=lambda row: row[column])
        yield from ((one[0], other[0]) for one, other in pairwise(numbered) if one[column] == other[column])
    yield from ((one[0], other[0]) for one, other in pairwise(keys) if nearly_equal(one[1], other[1]))


def merged(desk: Desk, kept: str, gone: str, of_other: Sequence[str], read_at: tuple[int, int]) -> Organisation:
    """Merge the entry `gone` into `kept`, which takes the fields `of_other` from it, and return what there is then.

    Dossiers that were filled from either go on naming it. Raises ConflictError when one of them was changed since it
    was read, or both are the same; NotFoundError when one is gone already.
    """
    if kept == gone:
        raise ConflictError(say("This is one organisation; there is nothing to merge."))
    with desk.database.write() as session:
        known = stored.these(session, (kept, gone))
        if len(known) < 2:
            raise NotFoundError(say("One of the two organisations is not in the address book any more."))
        one, other = known[kept], known[gone]
        if (one.number, other.number) != read_at:
            raise ConflictError(say("Somebody changed one of the two organisations meanwhile. Look at both again."))
        chosen = {field.key for field in differing(desk.library, one.details, other.details)} & set(of_other)
        after = with_values(one.details, {key: field_value(other.details, key) for key in sorted(chosen)})
        stored.remove(session, gone, desk.now(), Merge(kept, one.details, after))
        return stored.change(session, kept, after, noted(after), now=desk.now())


def restored(desk: Desk, identifier: str) -> Organisation:
    """Bring an organisation back that was removed or merged, and return it.

    After a merge the other one loses what it took; what was changed in it since stays. Raises NotFoundError.
    """
    with desk.database.write() as session:
        back = stored.get(session, identifier)
        if back.merge is not None:
            kept = stored.get(session, back.merge.into)
            details = _without(kept.details, back.merge)
            stored.change(session, kept.id, details, noted(details), now=desk.now())
        stored.remove(session, identifier, None)
        session.flush()
        return stored.get(session, identifier)


def _without(details: Mapping[str, Any], made: Merge) -> dict[str, Any]:
    fitting, _ = merge(details, [change.inverse() for change in diff(made.before, made.after)])
    undone: dict[str, Any] = apply(dict(details), fitting)
    return undone
