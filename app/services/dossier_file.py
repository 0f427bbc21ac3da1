"""A dossier as one file: answers, every version, names, positions and notes, and the clauses that it was made from.

It is a ZIP. `dossier.json` holds the first state and, for each save, what it changed, so that every version can be made
again; `answers.yaml` the answers of today, which the command line reads; `libraries/` the clause libraries. Links of
invitations stay out: whoever has the file must not have them.
"""

from __future__ import annotations

import json
from typing import Final

from app.services.desk import Desk
from app.services.drafts import open_draft, whole_state
from app.services.exporting import File, answers_yaml
from app.services.packaging import archive
from app.store import history, libraries, revisions, versions

FORMAT: Final = 1
"""Version of the form of `dossier.json`."""

CONTENT: Final = "dossier.json"
ANSWERS: Final = "answers.yaml"
LIBRARIES: Final = "libraries"


def dossier_file(desk: Desk, identifier: str) -> File:
    """Return a dossier as one file. Raises NotFoundError, LostLibraryError or AnswersError as `open_draft` does."""
    draft = open_draft(desk, identifier)
    with desk.database.read() as session:
        content = {
            "format": FORMAT,
            "title": draft.dossier.title,
            "first": whole_state(revisions.get(session, identifier, 1)),
            "steps": history.steps(session, identifier),
            "names": {str(number): name for number, name in versions.names(session, identifier).items()},
            "comments": history.comments(session, identifier),
        }
        named = history.library_versions(session, identifier)
        kept = {version: libraries.files(session, version) for version in named}
    files = [
        (CONTENT, json.dumps(content, ensure_ascii=False, indent=1).encode()),
        (ANSWERS, answers_yaml(draft, draft.record).content),
    ]
    for version, contents in kept.items():
        packed = archive(sorted(contents.items())) if contents is not None else None
        files += [(f"{LIBRARIES}/{version}.zip", packed)] if packed is not None else []
    return File(f"{draft.outcome.reference}-dossier.zip", "application/zip", archive(files))
