"""What the parties say on the clauses: agreed, to discuss, reserved. Nobody signs anything by it.

Nothing is overwritten: each mark is a row of its own, and the newest counts. A mark belongs to the text that was read;
when that has changed since, whoever looks at the mark is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.errors import NotFoundError
from app.model.document import Clause, Document, Reference, Runs, runs_of
from app.model.tree_json import from_json
from app.services.desk import Desk
from app.services.drafts import Draft
from app.store import remarks, revisions
from app.store.values import Position

AGREED, DISCUSS, RESERVED = "agreed", "discuss", "reserved"
MARKS: Final = (AGREED, DISCUSS, RESERVED)
LONGEST: Final = 2000
"""Characters of a comment."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause as a party has marked it. `is_old` tells that its text has changed since."""

    clause: str
    number: str
    title: str
    position: str = ""
    comment: str = ""
    is_old: bool = False
    said: Position | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A mark that was not stored: the clause was marked otherwise meanwhile."""

    clause: str
    position: str
    comment: str


def clauses_of(document: Document) -> list[Clause]:
    """Return the clauses of a document that can be marked, in order: all but the one that names the parties."""
    return [clause for clause in document.clauses if clause.layout != "parties"]


def key_of(clause: Clause) -> str:
    """Return by what a clause is known while its text and number change: its id within the document."""
    return clause.id.partition("/")[2]


def text_hash(clause: Clause) -> str:
    """Return the hash of what a clause says. Its number, and the numbers of what it refers to, are no part of it."""
    said = map(_words, (clause.title, *runs_of(clause.blocks)))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def of_party(desk: Desk, draft: Draft, document: str, party: str) -> list[Mark]:
    """Return every clause of a document with what a party says on it. Raises NotFoundError."""
    with desk.database.read() as session:
        said = remarks.positions(session, draft.dossier.id, document, party)
    newest = {one.clause: one for one in said}
    return [_mark(clause, newest.get(key_of(clause))) for clause in clauses_of(_tree(draft, document))]


def matrix(desk: Desk, draft: Draft, document: str, parties: list[str]) -> dict[str, list[Mark]]:
    """Return, for each clause of a document, what each of the parties says on it. Raises NotFoundError."""
    with desk.database.read() as session:
        said = remarks.positions(session, draft.dossier.id, document)
    newest = {(one.clause, one.party): one for one in said}
    return {
        key_of(clause): [_mark(clause, newest.get((key_of(clause), party))) for party in parties]
        for clause in clauses_of(_tree(draft, document))
    }


def mark(
    desk: Desk,
    draft: Draft,
    document: str,
    party: str,
    wanted: Mapping[str, tuple[str, str]],
    *,
    read_at: int,
    seen: int,
    again: str = "",
    author: str = "",
) -> list[Clash]:
    """Store what a party says now, {clause: position and comment}; only what differs from what it saw is its doing.

    `read_at` is the revision whose text it read, `seen` the newest mark that it saw; `again` is a clause whose mark it
    repeats for the changed text. What was marked otherwise meanwhile stays, and comes back.
    """
    hashes = _hashes(desk, draft, document, read_at)
    clashes: list[Clash] = []
    with desk.database.write() as session:
        said = remarks.positions(session, draft.dossier.id, document, party)
        shown = {one.clause: one for one in said if one.number <= seen}
        newest = {one.clause: one for one in said}
        for clause, (position, comment) in wanted.items():
            if clause not in hashes or position not in (*MARKS, ""):
                continue
            mine = (position, comment[:LONGEST] if position else "")
            if mine == _value(shown.get(clause)) and clause != again:
                continue
            if newest.get(clause) != shown.get(clause) and mine != _value(newest.get(clause)):
                clashes.append(Clash(clause, *mine))
                continue
            made = Position(0, clause, party, *mine, hashes[clause], author, desk.now())
            remarks.add_position(session, draft.dossier.id, document, made)
    return clashes


def newest_of(desk: Desk, dossier: str, document: str, party: str) -> int:
    """Return the number of the newest mark of a party on a document, 0 without one."""
    with desk.database.read() as session:
        return max((one.number for one in remarks.positions(session, dossier, document, party)), default=0)


def _mark(clause: Clause, said: Position | None) -> Mark:
    plain = Mark(key_of(clause), clause.number, clause.plain_title)
    if said is None or not said.position:
        return plain
    is_old = said.text_hash != text_hash(clause)
    return Mark(plain.clause, plain.number, plain.title, said.position, said.comment, is_old, said)


def _value(said: Position | None) -> tuple[str, str]:
    return (said.position, said.comment) if said is not None else ("", "")


def _tree(draft: Draft, document: str) -> Document:
    found = draft.outcome.assembled.bundle.document(document)
    if found is None:
        raise NotFoundError("There is no such document.")
    return found


def _hashes(desk: Desk, draft: Draft, document: str, number: int) -> dict[str, str]:
    """Return the hash of each clause as it stood in a revision."""
    if number == draft.revision.number:
        tree: Document | None = _tree(draft, document)
    else:
        with desk.database.read() as session:
            stored = revisions.tree(session, draft.dossier.id, number)
        tree = from_json(stored).document(document) if stored is not None else None
    return {key_of(clause): text_hash(clause) for clause in clauses_of(tree)} if tree is not None else {}


def _words(runs: Runs) -> str:
    return "".join(
        f"{run.before}{{{run.target}}}{run.after}" if isinstance(run, Reference) else run.text for run in runs
    )
