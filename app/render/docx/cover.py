"""What the tags of house.docx stand for: the cover of a file, and the head and foot of each document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from markupsafe import Markup

from app.model.document import Bundle, Document
from app.render import cover_room, frame
from app.render.docx.provenance import keywords
from app.render.docx.runs import RunWriter, escaped


def cover_tags(document: Document, inline: RunWriter) -> dict[str, Any]:
    """Return what the cover says. Raises RenderError for text that no Word file can hold."""
    way = cover_room.parties(document)
    few = way == "one column"
    parties = list(_parties(document, inline, "Cover Name" if few else "Cover Name Small"))
    return {
        "reference": _clean(document.reference),
        "version": _clean(frame.version(document)),
        "kind": _clean(frame.label_above_title(document)),
        "title": as_xml(inline.plain(document.title)),
        "subtitle": as_xml(inline.runs(document.subtitle)),
        "between": _clean(frame.word(document, "between")),
        "parties": parties if few else [],
        "pairs": [] if few else list(zip_longest(parties[::2], parties[1::2])),
        "short_names_only": way == "short names",
        "crowded": cover_room.is_crowded(document),
        "draft_mark": _clean(frame.word(document, "draft_mark")) if frame.is_draft(document) else "",
        "cover_note": _clean(frame.cover_note(document)),
    }


def _parties(document: Document, inline: RunWriter, style: str) -> Iterator[dict[str, str]]:
    for number, party in frame.numbered_parties(document):
        yield {
            "number": number,
            "short": as_xml(inline.run(party.short, style)),
            "name": as_xml(inline.run(party.name)),
            "seat": as_xml(inline.run(party.seat)),
        }


def frame_tags(document: Document) -> dict[str, str]:
    """Return what head and foot say."""
    before, _, rest = frame.word(document, "page_of").partition("{page}")
    between, _, after = rest.partition("{pages}")
    return {
        "running": _clean(document.running),
        "part": _clean(document.name),
        "state_line": _clean(frame.state_line(document)),
        "page_before": before,
        "page_between": between,
        "page_after": after,
    }


def property_tags(bundle: Bundle) -> dict[str, str]:
    """Return the properties of the file."""
    first = bundle.documents[0]
    return {
        "full_title": _clean(frame.full_name(first)),
        "reference": _clean(first.reference),
        "keywords": keywords(bundle),
        "language": frame.language_tag(first),
        "date": first.date,
    }


def as_xml(text: str) -> Markup:
    """Return XML that goes into a template as it is; whatever was typed has been escaped by the run writer."""
    return Markup(text)  # noqa: S704


def _clean(text: str) -> str:
    escaped(text)
    return text
