"""Skeletons of a clause and of a document type: commented files to fill in, which pass the check as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.errors import LibraryError, Mistake
from app.library import clause_files, outlines

_CLAUSE: Final = """\
---
# What stands between the two lines “---” is about the clause; below them stands its text.
# A line that begins with # is a comment. docs/writing-clauses.md explains every key.
id: {id}
title: {title}
summary: One sentence that says what the clause settles.
# An alternative is a different decision, not other words for the same one. Delete “alternatives” and “default”, and
# the ## lines in the text, if there is one text only.
alternatives:
  short:
    label: What is decided here, in six words
    position: preferred        # preferred, acceptable or needs-approval
    guidance: |
      Choose when … They will say: … Fall back: …
  long:
    label: The other decision
    position: acceptable
    guidance: |
      Choose when … They will say: … Fall back: …
default: short
# What remains after the end of the document, as a sentence; or false.
survives: false
# Questions that only this clause asks. A question of several clauses stands in clauses/_questions/.
questions:
  - key: {key}
    type: integer
    label: Days of notice
    default: 30
    validation: 5..90
review: unreviewed
---
## short
Each Party {{{{ shall }}}} give notice within {{{{ {key} | days }}}}.

## long
1. Each Party {{{{ shall }}}} give notice within {{{{ {key} | days }}}}.
2. The notice must state its reasons.
"""

_DOCUMENT: Final = """\
# A document type: which clauses stand in it, in which order. docs/writing-clauses.md explains every key.
id: {id}
title: {title}
name: Agreement              # what it is: Agreement, Annex, Letter of intent
kind: agreement              # agreement, annex, form or bundle
noun: Agreement              # how it calls itself: “this Agreement”
binding_level: binding       # binding, light, nonbinding_with_binding_islands or nonbinding
modes: [standalone]          # an annex may also be joined
situation: Something else
summary: One sentence that says when to use it.
parts:
  - id: terms
    title: ""
    lead: "The Parties agree as follows:"
    placements:
      # The id of a clause; or, with more to say:
      # {{clause: gen-costs, default: own, when: 'money.cost_rule == "own_costs"', optional: true}}
      - {clause}
# Tables at the end, printed as Schedule 1, Schedule 2 …
# schedules:
#   - {{clause: clause-id}}
# The pages of the interview and what they ask; “law.*” stands for all questions of the group law.
# pages:
#   - {{id: law, title: Law and disputes, asks: ["law.*"]}}
"""


def write_clause_skeleton(root: Path, identifier: str) -> Path:
    """Write a commented clause file below `root` and return its path.

    Raises LibraryError when the id has the wrong form, is taken, or the file cannot be written.
    """
    family, _, name = identifier.partition("-")
    path = root / "clauses" / family / f"{identifier}.md"
    if not clause_files.ID.fullmatch(identifier):
        raise _refusal(path, root, f"“{identifier}” is no clause id.", "Write family-name, such as gen-costs.")
    taken = next(iter((root / "clauses").glob(f"*/{identifier}.md")), None)
    if taken is not None:
        raise _refusal(taken, root, "The clause is there already.", "Choose another id.")
    title = name.replace("-", " ").capitalize()
    text = _CLAUSE.format(id=identifier, title=title, key=f"own.{identifier.replace('-', '_')}_days")
    return _write(path, root, text)


def write_document_skeleton(root: Path, identifier: str) -> Path:
    """Write a commented outline below `root` and return its path.

    Raises LibraryError when the id has the wrong form, is taken, the library has no clause yet, or the file cannot be
    written.
    """
    path = root / "contract_templates" / identifier / "outline.yaml"
    if not outlines.ID.fullmatch(identifier):
        raise _refusal(
            path, root, f"“{identifier}” is no id of a document type.", "Write small letters, digits and hyphens."
        )
    if path.parent.exists():
        raise _refusal(path, root, "The document type is there already.", "Choose another id.")
    clauses = sorted(found.stem for found in (root / "clauses").glob("[!_]*/*.md"))
    if not clauses:
        raise _refusal(path, root, "The library has no clause that could be placed.", "Write a clause first.")
    clause = "gen-parties" if "gen-parties" in clauses else clauses[0]
    return _write(
        path, root, _DOCUMENT.format(id=identifier, title=identifier.replace("-", " ").capitalize(), clause=clause)
    )


def _write(path: Path, root: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise _refusal(path, root, f"The file cannot be written: {error.strerror}.", "Check the folder.") from None
    return path


def _refusal(path: Path, root: Path, message: str, hint: str) -> LibraryError:
    try:
        shown = path.relative_to(root).as_posix()
    except ValueError:
        shown = path.name
    return LibraryError([Mistake(shown, 0, message, hint)])
