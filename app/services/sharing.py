"""The sharing matrix of a dossier: whether it keeps one, and the annex that is begun from a match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import NotFoundError
from app.interview import known_questions
from app.matching import Suggestion
from app.matching.entries import SUBJECTS
from app.model.library import Library
from app.model.message import label, say
from app.model.outline import Kind
from app.services import drafts
from app.services.changes import Path
from app.services.desk import Desk
from app.services.matching import annex_entry, matching_of
from app.services.record import MAIN, base_path, document_types, path_of


@dataclass(frozen=True, slots=True)
class Begun:
    """The annex that settles a match. `is_new` tells whether it was begun now, or is there already."""

    annex: str
    is_new: bool


def keeps_subjects(record: Mapping[str, Any], library: Library) -> bool:
    """Whether the main document is an agreement that lists what is shared among its parties."""
    main = library.outlines.get(document_types(record)[MAIN])
    return main is not None and main.kind is Kind.AGREEMENT and SUBJECTS in known_questions(main, library)


def key_of(one: Suggestion) -> str:
    """Return by what a match is known while others come and go: the keys of its subject, offer and demand."""
    entries = (one.subject, one.pair.offer, one.pair.demand) if one.pair else (one.subject,)
    return " ".join(entry.key for entry in entries if entry is not None)


def begin_annex(desk: Desk, identifier: str, key: str, *, drafted_in: str) -> Begun:
    """Add the annex that would settle a match to a dossier, filled with what the match says, as one step of undo.

    A subject then names its annex. `drafted_in` is the annex that the person saw to be there for the match: where
    there is another one by now, nothing is added and that one comes back. Raises NotFoundError when the match is gone,
    or no annex can be made of it.
    """
    draft = drafts.open_draft(desk, identifier)
    found = matching_of(draft.answers, draft.library, desk.today())
    one = next((one for one in found.suggestions if key_of(one) == key), None)
    if one is None:
        raise NotFoundError("This match is not there any more: an offer, a demand or a subject has changed.")
    if one.drafted_in != drafted_in:
        return Begun(one.drafted_in, is_new=False)
    entry = annex_entry(one, draft.answers, draft.library)
    annex = str(entry["id"])
    edits: dict[Path, Any] = {base_path(annex): entry}
    if one.subject is not None:
        edits[path_of(MAIN, f"{one.subject.key}.annex")] = annex
    name = f"{draft.library.outlines[one.annex_type].title} annex"
    summary = say("{name} begun from “{title}”", name=label(name), title=one.title)
    saved = drafts.save(desk, identifier, MAIN, edits, read_at=draft.revision.number, summary=summary)
    # Where somebody else began an annex in the same moment, theirs has the id, and stays.
    return Begun(annex, is_new=not saved.conflicts)
