"""A small language for libraries in tests: folders of clauses and outlines made from strings.

    root = make_library(tmp_path, clauses={"gen-law": "1. The law of {{ law.country | country }} applies."})
    library = load_library(root)

A clause given as text without a front matter gets one (`id`, `title`); one that begins with `---` is written as it
is, and one that begins with keys and a line `---` gets the missing id, title and first line. Outlines may be a list
of clause ids or a whole YAML text. Without `outlines` one agreement, `agreement`, places every clause in the order
given.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.library import load_library
from app.model.library import Library

PROJECT = Path(__file__).resolve().parent.parent

PARTY_FIELDS = """\
party_fields:
  - {key: legal_name, type: text, label: Legal name}
  - {key: short_name, type: text, label: Short name}
  - {key: has_legal_personality, type: yesno, label: Legal personality, required: false, default: true}
  - key: cluster_role
    type: choice
    label: Role
    required: false
    options: {cluster_org: Cluster organisation, observer: Observer}
  - {key: seat.street, type: text, label: Street, required: false}
  - {key: seat.city, type: text, label: City, required: false}
  - {key: seat.country, type: country, label: Country}
  - key: representatives
    type: rows
    required: false
    label: Representatives
    of: {name: text, capacity: text, sole: {type: yesno, required: false, default: true}}
  - {key: signing_entity.legal_name, type: text, label: Host entity, show_when: [has_legal_personality, false]}
"""

QUESTIONS = """\
questions:
  - {key: document.reference, type: text, label: Reference, required: false}
  - {key: document.version, type: text, label: Version, required: false}
  - {key: document.title, type: text, label: Title, required: false}
  - key: document.binding_level
    type: choice
    label: Binding level
    required: false
    options: {binding: Binding, light: Light, nonbinding_with_binding_islands: Islands, nonbinding: Not binding}
  - {key: law.country, type: country, label: Country whose law governs}
"""

WORDING = "en: {clause: Clause}\n"
REFERENCE = 'country_status: {as_of: "2026-11-01", EU: [BE, DE, ES, FR, IT, PL]}\n'


def clause_text(identifier: str, text: str) -> str:
    """Return a whole clause file: what is missing of the front matter is added."""
    if text.startswith("---"):
        return text
    front, separator, body = text.partition("\n---\n")
    if not separator:
        front, body = "", text
    keys = {line.partition(":")[0] for line in front.splitlines() if line and not line.startswith((" ", "-"))}
    added = [f"{key}: {value}" for key, value in (("id", identifier), ("title", _title(identifier))) if key not in keys]
    lines = [*added, *([front] if front else [])]
    return "---\n" + "\n".join(lines) + "\n---\n" + body + ("" if body.endswith("\n") else "\n")


def outline_text(identifier: str, clauses: Iterable[str]) -> str:
    """Return an outline that places clauses in one part."""
    placements = "".join(f"      - {clause}\n" for clause in clauses)
    kind, modes = ("annex", "[joined, standalone]") if identifier.startswith("annex") else ("agreement", "[standalone]")
    noun = "Annex" if kind == "annex" else "Agreement"
    return (
        f"id: {identifier}\ntitle: {_title(identifier)}\nname: {noun}\nkind: {kind}\nnoun: {noun}\n"
        f'binding_level: binding\nmodes: {modes}\nparts:\n  - id: terms\n    title: ""\n    placements:\n{placements}'
    )


def make_library(
    root: Path,
    clauses: Mapping[str, str] | None = None,
    outlines: Mapping[str, str | Iterable[str]] | None = None,
    questions: str | Mapping[str, str] | None = None,
    *,
    party_fields: str | None = None,
    wording: str | None = None,
    reference: str | None = None,
) -> Path:
    """Write a library below `root` and return `root`.

    `questions` is the text of one shared file, or a mapping of file names to texts; None gives `QUESTIONS`, "" none.
    Wording and reference data are the project's own where it has them, and a minimum otherwise.
    """
    clauses = clauses if clauses is not None else {"gen-law": "1. The law of {{ law.country | country }} applies."}
    for identifier, text in clauses.items():
        family = identifier.partition("-")[0]
        write(root / "clauses" / family / f"{identifier}.md", clause_text(identifier, text))
    if outlines is None:
        outlines = {"agreement": list(clauses)}
    for identifier, outline in outlines.items():
        text = outline if isinstance(outline, str) else outline_text(identifier, outline)
        write(root / "contract_templates" / identifier / "outline.yaml", text)
    if questions is None:
        questions = QUESTIONS
    shared = {"shared": questions} if isinstance(questions, str) else questions
    for name, text in {**shared, "parties": PARTY_FIELDS if party_fields is None else party_fields}.items():
        if text:
            write(root / "clauses" / "_questions" / f"{name}.yaml", text)
    for name, given, smallest in (("wording", wording, WORDING), ("reference", reference, REFERENCE)):
        _write_house(root, f"{name}.yaml", given, smallest)
    return root


def library_of(
    root: Path,
    clauses: Mapping[str, str] | None = None,
    outlines: Mapping[str, str | Iterable[str]] | None = None,
    questions: str | Mapping[str, str] | None = None,
    **rest: str,
) -> Library:
    """Write a library below `root` and load it."""
    return load_library(make_library(root, clauses, outlines, questions, **rest))


def write(path: Path, text: str) -> None:
    """Write a text file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_house(root: Path, name: str, given: str | None, smallest: str) -> None:
    target = root / "contract_templates" / "_house" / name
    own = PROJECT / "contract_templates" / "_house" / name
    if given is not None:
        write(target, given)
    elif own.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(own, target)
    else:
        write(target, smallest)


def _title(identifier: str) -> str:
    return identifier.rpartition("-")[2].capitalize()
