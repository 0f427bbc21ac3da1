"""Where a draft leaves the text that the library prefers, word by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.errors import AnswersError
from app.interview import alternatives_of, read_answers
from app.model.clause import INHERIT, Alternative
from app.model.question import Position
from app.review.comparing import ClauseChange, compare
from app.services import alternatives
from app.services.assembling import assemble_answers
from app.services.changes import ABSENT, Change, apply
from app.services.desk import Desk
from app.services.drafts import Draft
from app.services.record import base_path, document_types, state, value_of


def from_preferred(desk: Desk, draft: Draft, document: str, *, own_only: bool = False) -> dict[str, ClauseChange]:
    """Return, by clause, what a document changes in the preferred text: by another text or by own wording.

    With `own_only` only clauses with own wording are looked at, of which most drafts have none.

    Both texts have the answers of today. A clause of which the library prefers no text that the document can have, or
    whose preferred text reads the same, is left out.
    """
    wanted = _preferred(draft, document, own_only)
    if not wanted:
        return {}
    edits = [Change((*base_path(document), "choices", clause), ABSENT, name) for clause, name in wanted.items()]
    changed: Mapping[str, Any] = apply(state(draft.record, {}), edits)["answers"]
    try:
        answers = read_answers(changed, draft.library, line_of=lambda _path: 0, file="preferred text")
    except AnswersError:
        return {}
    standard = assemble_answers(draft.library, answers, today=desk.today(), final=False).assembled.bundle
    here = draft.outcome.assembled.bundle.document(document)
    sources = {clause.id: clause.source for clause in here.clauses} if here is not None else {}
    changes = compare(standard.document(document), here)
    return {source: change for change in changes if (source := sources.get(change.id, "")) in wanted}


def _preferred(draft: Draft, document: str, own_only: bool) -> dict[str, str]:
    """Return the preferred text of each clause that has another one."""
    part = value_of(draft.record, document)
    outline = draft.library.outlines[document_types(draft.record)[document]]
    texts = alternatives_of(outline, draft.library)
    found: dict[str, str] = {}
    for one in alternatives.selection(draft, document):
        known = draft.library.clauses.get(one.clause)
        if known is None or one.state != "in":
            continue
        own = alternatives.own_wording(part, one.clause)
        if own or (not own_only and alternatives.differs(known, one, own)):
            fitting = [text for text in texts.get(one.clause, ()) if _is_preferred(text)]
            best = next((text for text in fitting if text.id == known.default), fitting[0] if fitting else None)
            if best is not None:
                found[one.clause] = best.id
    return found


def _is_preferred(text: Alternative) -> bool:
    return text.position == Position.PREFERRED and text.id != INHERIT
