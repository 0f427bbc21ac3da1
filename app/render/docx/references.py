"""Cross-references as Word fields: what is bookmarked, and which part of a printed reference a field can compute.

`REF name \\w` prints the number of the paragraph that holds the bookmark, with the numbers above it in the same list:
"2.2(b)(i)". A list of letters under a heading is a list of its own in Word, and so are the items of a schedule: there
the whole label takes two fields, one for the heading and one for the item.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.model.document import Block, Bullet, Bundle, Clause, Document, Item, Reference
from app.render.frame import has_heading, part_id
from app.render.walk import referred

_NO_BREAK_SPACE: Final = "\u00a0"


class Anchor(NamedTuple):
    """A place that can be referred to.

    `holder` is the id of the block that carries the bookmark: the place itself, or the numbered block that it belongs
    to. `number` is what a field prints, "" where nothing is numbered; `heading` the clause, where `number` does not
    include it.
    """

    holder: str
    number: str = ""
    heading: Anchor | None = None


class Piece(NamedTuple):
    """A piece of a printed reference: plain text, or text that a field or a link to `holder` stands for."""

    text: str
    holder: str = ""
    computed: bool = False


@dataclass(slots=True)
class References:
    """The anchors of a bundle by id, and the bookmarks that its Word file needs, by id of what carries them."""

    anchors: dict[str, Anchor] = field(default_factory=dict)
    bookmarks: dict[str, str] = field(default_factory=dict)

    def pieces(self, reference: Reference) -> tuple[Piece, ...]:
        """Return a reference in pieces. A target in another file is plain text: there is nothing to compute it from."""
        anchor = self.anchors.get(reference.target)
        if anchor is None:
            return (Piece(reference.text),)
        before, number, after = reference.before, reference.number, reference.after
        heading = anchor.heading
        word = anchor.number[: len(anchor.number) - len(number)]
        if number and number == anchor.number:
            middle = [Piece(number, anchor.holder, computed=True)]
        elif number and heading and number == heading.number + anchor.number:
            middle = [
                Piece(heading.number, heading.holder, computed=True),
                Piece(anchor.number, anchor.holder, computed=True),
            ]
        elif number and word and anchor.number.endswith(number) and _alike(before[-len(word) :], word):
            # "Schedule " stands before the number in the text, and in Word is part of the number.
            middle = [Piece(before[-len(word) :] + number, anchor.holder, computed=True)]
            before = before[: -len(word)]
        else:
            return (Piece(reference.text, anchor.holder),)
        if heading is None:
            return tuple([piece for piece in (Piece(before), *middle, Piece(after)) if piece.text])
        return tuple([piece for piece in (*_named(before, heading), *middle, *_named(after, heading)) if piece.text])


def collect(bundle: Bundle) -> References:
    """Return the anchors of all documents of a bundle and the bookmarks that references and contents need."""
    found = References()
    holders: list[str] = []
    for position, document in enumerate(bundle.documents):
        holders += _collect_document(document, found.anchors)
        if position:
            # An annex begins with its title; the title of the first document is on the cover, outside the text.
            found.anchors[document.id] = Anchor(document.id)
            holders.append(document.id)
    holders += (found.anchors[target].holder for target in referred(bundle) if target in found.anchors)
    found.bookmarks = {holder: bookmark(holder) for holder in holders}
    return found


def bookmark(identifier: str) -> str:
    """Return the name of a bookmark.

    Word allows 40 letters, figures and underscores; one in front hides it in lists.
    """
    return "_c_" + hashlib.blake2b(identifier.encode(), digest_size=10).hexdigest()


def _collect_document(document: Document, anchors: dict[str, Anchor]) -> list[str]:
    """Add the anchors of a document; return the ids of what the contents lead to."""
    headings = []
    for part in document.parts:
        headings.append(part_id(document, part))
        for clause in part.clauses:
            headed = has_heading(clause) or bool(clause.number)
            if headed:
                headings.append(clause.id)
            holder = clause.id if headed or not clause.blocks else clause.blocks[0].id
            anchors[clause.id] = Anchor(holder, clause.number)
            _collect_blocks(clause, clause.blocks, anchors[clause.id], anchors)
    return headings


def _collect_blocks(clause: Clause, blocks: tuple[Block, ...], parent: Anchor, anchors: dict[str, Anchor]) -> None:
    heading = anchors[clause.id] if clause.number else None
    for block in blocks:
        anchor = parent
        if isinstance(block, Item):
            if block.level == 2 or parent is anchors[clause.id]:
                own_list = clause.layout != "clause" or block.level > 2
                anchor = Anchor(block.id, block.number, heading if own_list else None)
            else:
                anchor = Anchor(block.id, parent.number + block.number, parent.heading)
        anchors[block.id] = anchor
        if isinstance(block, Item | Bullet):
            _collect_blocks(clause, block.blocks, anchor, anchors)


def _named(text: str, heading: Anchor) -> Iterator[Piece]:
    """Yield text with the number of the heading, where it is named in it ("of Schedule 1"), as a field."""
    place = _alike_in(text, heading.number)
    if place < 0:
        yield Piece(text)
        return
    end = place + len(heading.number)
    yield Piece(text[:place])
    yield Piece(text[place:end], heading.holder, computed=True)
    yield Piece(text[end:])


def _alike(one: str, other: str) -> bool:
    return one.replace(_NO_BREAK_SPACE, " ") == other.replace(_NO_BREAK_SPACE, " ")


def _alike_in(text: str, number: str) -> int:
    """Return where a number stands in a text as a word of its own, -1 where it does not."""
    place = text.replace(_NO_BREAK_SPACE, " ").find(number.replace(_NO_BREAK_SPACE, " "))
    following = text[place + len(number) : place + len(number) + 1]
    return -1 if place < 0 or following.isalnum() else place
